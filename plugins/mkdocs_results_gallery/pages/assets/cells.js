// One cell in figure and table: pointing at one marks the other; a click makes a link to it, and a link leads to it.
import { gridOf } from "./grid.js";
import { onPage } from "./ready.js";

const CELL = "g.rg-cell, .rg-table tr[data-row] > td:not(.rg-text)";
const LINKED = "rg-linked";
let linked = [];

/** The table cell and the figure cell of a cell of either; null outside of a table with its figure. */
function pairOf(node) {
  const cell = node instanceof Element ? node.closest(CELL) : null;
  const section = cell?.closest(".rg-results");
  const grid = section && gridOf(section);
  if (!grid) return null;
  const isDrawn = cell.matches("g.rg-cell");
  const row = Number(isDrawn ? cell.dataset.row : cell.parentElement.dataset.row);
  const metric = isDrawn ? Number(cell.dataset.metric) : cell.cellIndex - 1;
  return { section, row, metric, listed: grid.line(row)?.cells[metric + 1], drawn: grid.drawn(row, metric) };
}

function link(elements) {
  for (const element of linked) element.classList.remove(LINKED);
  linked = elements.filter(Boolean);
  for (const element of linked) element.classList.add(LINKED);
}

/** Everything in table and figure that the address behind # names: a cell, a row or a column. */
function target() {
  const element = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const section = element?.closest(".rg-results");
  const grid = section && gridOf(section);
  if (!grid) return [];
  const pair = pairOf(element);
  if (pair) return [pair.listed, pair.drawn];
  const row = element.closest("tr[data-row]")?.dataset.row;
  if (row !== undefined) return [...grid.drawnAll(`[data-row="${row}"]`)];
  return element.tagName === "TH" ? [...grid.drawnAll(`[data-metric="${element.cellIndex - 1}"]`)] : [];
}

let sticky = [];

function follow() {
  sticky = target();
  link(sticky);
  if (sticky.length) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView({ block: "center" });
}

document.addEventListener("mouseover", (event) => {
  const pair = pairOf(event.target);
  link(pair ? [...sticky, pair.listed, pair.drawn] : sticky);
});
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("a, button")) return;
  const pair = pairOf(event.target);
  if (!pair?.listed?.id) return;
  // replaced, not pushed: ten cells looked at are not ten steps back
  history.replaceState(history.state, "", `#${pair.listed.id}`);
  sticky = [pair.listed, pair.drawn];
  link(sticky);
});
addEventListener("hashchange", follow);
onPage(follow);
