// Where a reader points: a cell, a row or a column of a table and its figure, and the address of each.
import { SECTION, gridOf, gridsOf } from "./grid.js";

const CELL = "tr[data-row] > td:not(.rg-text, .rg-overall)";
const ROW = "tr[data-row] > th, .rg-label[data-row]";
const COLUMN = "thead th:not(.rg-text, .rg-overall), .rg-label[data-metric]";

/** {grid, row, metric} of what a node is about, or the pointer's `event` in it; a row has no metric, a column no row. */
export function placeOf(node, event = null) {
  if (!(node instanceof Element)) return null;
  const grid = gridOf(node.closest(SECTION));
  // a section may hold further tables, of pairs, that have no figure
  if (!grid?.table.contains(node) && !grid?.figure?.svg.contains(node)) return null;
  const drawn = event && grid.figure?.at(event);
  if (drawn) return { grid, row: drawn[0], metric: drawn[1] };
  const cell = node.closest(CELL);
  if (cell) return { grid, row: Number(cell.parentElement.dataset.row), metric: grid.columnOf(cell) };
  const row = node.closest(ROW);
  if (row) return { grid, row: Number(row.dataset.row ?? row.parentElement.dataset.row), metric: null };
  const column = node.closest(COLUMN);
  return column ? { grid, row: null, metric: Number(column.dataset.metric ?? grid.columnOf(column)) } : null;
}

/** All cells of a place, as [row, metric]. */
export function cellsOf({ grid, row, metric }) {
  const rows = row === null ? [...grid.lines.keys()] : [row];
  const metrics = metric === null ? [...grid.metrics.keys()] : [metric];
  return rows.flatMap((one) => metrics.map((other) => [one, other]));
}

/** The address of a place behind #, "" where it has none. Anchors in the Python package writes the same ids. */
export function addressOf({ grid, row, metric }) {
  const head = metric === null ? "" : grid.heads[metric].id;
  if (row === null) return head;
  const line = grid.lines[row]?.id ?? "";
  if (metric === null || !line) return line;
  return `${line.replace(/^((?:t\d+-)?)row-/, "$1cell-")}--${head.replace(/^(?:t\d+-)?metric-/, "")}`;
}

/** The place that an address behind # names; waits for rows that have not come. Null for none. */
export async function placeAt(address) {
  const named = /^(t\d+-)?(row|metric|cell)-(.+)$/.exec(address);
  if (!named) return null;
  const [, start = "", kind, name] = named;
  const [line, head] = kind === "cell" ? name.split("--") : [name, name];
  for (const grid of gridsOf(document)) {
    const metric = kind === "row" ? null : grid.heads.findIndex((one) => one.id === `${start}metric-${head}`);
    if (metric === -1 || !grid.heads[0]?.id.startsWith(`${start}metric-`)) continue;
    if (kind === "metric") return { grid, row: null, metric };
    const find = () => grid.lines.findIndex((one) => one.id === `${start}row-${line}`);
    if (find() < 0) await grid.whole();
    if (find() >= 0) return { grid, row: find(), metric };
  }
  return null;
}
