// Marks the cells that a sentence rests on, in the figure and in the table beside it.
// Everything hangs on the document, so that it also works after Material's instant navigation.
import { gridOf } from "./grid.js";

const MARKED = "rg-marked";
let shown = null;
let marked = [];

/** "0:0-2,5;3:1" -> [[metric, row], …]: per metric, runs of rows. */
function* cellsOf(text) {
  for (const column of text.split(";")) {
    const [metric, runs] = column.split(":");
    for (const run of runs.split(",")) {
      const [first, last = first] = run.split("-").map(Number);
      for (let row = first; row <= last; row += 1) yield [Number(metric), row];
    }
  }
}

function* elementsOf(section, text) {
  const grid = gridOf(section);
  if (!grid) return;
  const figure = new Map();
  for (const cell of grid.drawnAll("")) figure.set(`${cell.dataset.metric}:${cell.dataset.row}`, cell);
  for (const [metric, row] of cellsOf(text)) {
    yield figure.get(`${metric}:${row}`);
    // the first cell of a line is its head
    yield grid.line(row)?.cells[metric + 1];
  }
}

function show(source) {
  if (source === shown) return;
  for (const element of marked) element.classList.remove(MARKED);
  shown = source;
  const section = source?.closest(".rg-results");
  marked = section ? [...elementsOf(section, source.dataset.rgCells)].filter(Boolean) : [];
  for (const element of marked) element.classList.add(MARKED);
}

const sourceOf = (node) => (node instanceof Element ? node.closest("[data-rg-cells]") : null);

document.addEventListener("mouseover", (event) => show(sourceOf(event.target) ?? sourceOf(document.activeElement)));
document.addEventListener("focusin", (event) => show(sourceOf(event.target)));
document.addEventListener("focusout", () => show(null));
