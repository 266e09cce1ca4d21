// A cell, a row or a column in figure and table: pointing at it or moving to it marks it in both; a click on a cell
// makes a link to it, and a link leads to it.
import { gridOf } from "./grid.js";
import { onPage } from "./ready.js";

const CELL = "g.rg-cell, .rg-table tr[data-row] > td:not(.rg-text)";
const ROW = ".rg-table tr[data-row] > th, .rg-heatmap .rg-label[data-row]";
const COLUMN = ".rg-table thead th:not(.rg-text), .rg-heatmap .rg-label[data-metric]";
const LINKED = "rg-linked";
let linked = [];
let sticky = [];

function within(node, selector) {
  const element = node instanceof Element ? node.closest(selector) : null;
  const section = element?.closest(".rg-results");
  const grid = section && gridOf(section);
  // a section may hold further tables, of differences, that have no figure
  const isIn = grid?.table.contains(element) || grid?.figure?.contains(element);
  return isIn ? { element, grid } : null;
}

/** The table cell and the figure cell of a cell of either; null outside of a table with its figure. */
export function pairOf(node) {
  const found = within(node, CELL);
  if (!found) return null;
  const { element, grid } = found;
  const isDrawn = element.matches("g.rg-cell");
  const row = Number(isDrawn ? element.dataset.row : element.parentElement.dataset.row);
  const metric = isDrawn ? Number(element.dataset.metric) : element.cellIndex - 1;
  return { grid, row, metric, listed: grid.line(row)?.cells[metric + 1], drawn: grid.drawn(row, metric) };
}

/** All cells, drawn and listed, of what `node` is or names: a cell, a row, a column. */
function cellsOf(node) {
  const pair = pairOf(node);
  if (pair) return [pair.listed, pair.drawn];
  const row = within(node, ROW);
  if (row) {
    const index = row.element.dataset.row ?? row.element.parentElement.dataset.row;
    return [...(row.grid.line(index)?.querySelectorAll("td:not(.rg-text)") ?? []), ...row.grid.drawnAll(`[data-row="${index}"]`)];
  }
  const column = within(node, COLUMN);
  if (!column) return [];
  const metric = Number(column.element.dataset.metric ?? column.element.cellIndex - 1);
  return [...column.grid.lines.map((line) => line.cells[metric + 1]), ...column.grid.drawnAll(`[data-metric="${metric}"]`)];
}

function link(elements) {
  for (const element of linked) element.classList.remove(LINKED);
  linked = elements.filter(Boolean);
  for (const element of linked) element.classList.add(LINKED);
}

/** Everything in table and figure that the address behind # names: a cell, a row or a column. */
function target() {
  const element = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (!element?.closest(".rg-results")) return null;
  return { element, cells: cellsOf(element.matches("tr[data-row]") ? element.cells[0] : element) };
}

function follow() {
  const found = target();
  sticky = found?.cells ?? [];
  link(sticky);
  if (sticky.length) found.element.scrollIntoView({ block: "center" });
}

/** Put the address of a cell behind #, and keep the cell marked. */
export function keep(pair) {
  if (!pair?.listed?.id) return;
  // replaced, not pushed: ten cells looked at are not ten steps back
  history.replaceState(history.state, "", `#${pair.listed.id}`);
  sticky = [pair.listed, pair.drawn];
  link(sticky);
}

/** Mark the cells of `node` besides those that the address names. */
export function point(node) {
  link([...sticky, ...cellsOf(node)]);
}

document.addEventListener("mouseover", (event) => point(event.target));
document.addEventListener("focusin", (event) => {
  // the figure itself points at the cell that it was left at
  if (!event.target.matches("svg.rg-heatmap")) point(event.target);
});
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("a, button")) return;
  keep(pairOf(event.target));
});
addEventListener("hashchange", follow);
onPage(follow);
