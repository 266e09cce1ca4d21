// Marks the cells that a sentence rests on, in the figure and in the table beside it.
import { gridOf } from "./grid.js";
import { mark } from "./marks.js";

let shown = null;

/** "0:0-2,5;3:1" -> [[row, metric], …]: per metric, runs of rows. */
export function cellsOf(text) {
  return text.split(";").flatMap((column) => {
    const [metric, runs] = column.split(":");
    return runs.split(",").flatMap((run) => {
      const [first, last = first] = run.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, at) => [first + at, Number(metric)]);
    });
  });
}

function show(sentence) {
  if (sentence === shown) return;
  shown = sentence;
  const grid = gridOf(sentence?.closest(".rg-results"));
  mark("rg-marked", grid, grid ? cellsOf(sentence.dataset.rgCells) : []);
}

const sentenceOf = (node) => (node instanceof Element ? node.closest("[data-rg-cells]") : null);

document.addEventListener("mouseover", (event) => show(sentenceOf(event.target) ?? sentenceOf(document.activeElement)));
document.addEventListener("focusin", (event) => show(sentenceOf(event.target)));
document.addEventListener("focusout", () => show(null));
