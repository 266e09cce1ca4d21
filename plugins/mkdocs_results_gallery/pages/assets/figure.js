// What can be asked of a figure: which cell lies where, and to mark, order, colour and fade its cells. Cells are
// numbered as in the file: [row, metric], both from 0.
import { CellFigure } from "./cellfigure.js";
import { PixelFigure } from "./pixelfigure.js";

/** The figure of a section; null where it has none, or one without cells. */
export function figureOf(section) {
  const svg = section.querySelector("svg.rg-heatmap");
  if (svg?.querySelector("g.rg-cell")) return new CellFigure(svg);
  return svg?.querySelector("image[data-rows]") ? new PixelFigure(svg) : null;
}
