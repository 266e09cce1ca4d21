// What the gallery's pages do beside being read; each module has one job.
import "./pager.js";
import "./view.js";
import "./edges.js";
import "./sentences.js";
import "./pointing.js";
import "./tips.js";
import "./sort.js";
import "./filter.js";
import "./order.js";
import "./pins.js";
import "./colours.js";
import "./scale.js";
import "./copy.js";
import "./convert.js";
import "./scatter.js";
import "./snippets.js";
import "./index.js";
import { start } from "./ready.js";

start();
