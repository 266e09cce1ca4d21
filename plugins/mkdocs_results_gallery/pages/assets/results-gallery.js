// What the gallery's pages do beside being read; each module has one job.
import "./marks.js";
import "./cells.js";
import "./sort.js";
import "./filter.js";
import "./colours.js";
import "./copy.js";
import "./rest.js";
import "./index.js";
