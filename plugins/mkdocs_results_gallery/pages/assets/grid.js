// A table and its figure as one thing: rows, columns, numbers, which rows both show, and in which order.
import { figureOf } from "./figure.js";

/** Whether a table cell has no number. */
export const isMissing = (cell) => cell.classList.contains("rg-missing");

/** The digits of a table cell in full precision, or "" where it is missing. */
export const digitsOf = (cell) => cell.dataset.exact ?? textOf(cell).replaceAll(",", "");

/** The number of a table cell, or null where it is missing. */
export const valueOf = (cell) => (digitsOf(cell) ? Number(digitsOf(cell)) : null);

/** What a table cell shows, without its small print. */
export const textOf = (cell) => (isMissing(cell) ? "" : (cell.firstChild?.textContent ?? "").trim());

/** The name in the head of a row or a column. */
export const nameOf = (head) => head.querySelector("bdi")?.textContent ?? "";

export class Grid {
  #order = null;
  #out = new Set();
  #hidden = new Set();

  constructor(section) {
    this.table = section.querySelector(".rg-table");
    this.figure = figureOf(section);
    /** The lines of the table by the row of the file; of a large table those that have come. */
    this.lines = [...this.table.querySelectorAll("tr[data-row]")];
    /** Shows a large table page by page, set by pager.js. */
    this.pager = null;
    const heads = [...this.table.tHead.rows[0].cells].slice(1);
    this.#leads = heads[0]?.classList.contains("rg-overall") ?? false;
    this.heads = this.#leads ? [...heads.slice(1), heads[0]] : heads;
    this.#homes = this.lines.map((line) => line.parentElement);
  }

  #homes;
  #leads;

  /** The heads of numbers; a metric's index is its place. Columns behind are texts, and last what is computed of a row. */
  get metrics() {
    return this.heads.filter((head) => !head.matches(".rg-text, .rg-overall"));
  }

  /** The cell of a line in a column, an index of `heads`: what is computed of a row stands before its numbers. */
  at(line, column) {
    const offset = Number(this.#leads);
    return line.cells[offset && column === this.heads.length - 1 ? 1 : column + 1 + offset];
  }

  /** The column of a cell, an index of `heads`. */
  columnOf(cell) {
    const place = cell.cellIndex - 1 - Number(this.#leads);
    return place < 0 ? this.heads.length - 1 : place;
  }

  /** The columns, indices of `heads`, from left to right. */
  columns() {
    return [...this.heads.keys()].sort((one, other) => this.heads[one].cellIndex - this.heads[other].cellIndex);
  }

  /** The table's cell of a number, null where it has not come. */
  cell(row, metric) {
    const line = this.lines[row];
    return line ? (this.at(line, metric) ?? null) : null;
  }

  /** Wait until all rows are here that a page can have; false where they can't be had, which the pager reports. */
  async whole() {
    return this.pager ? this.pager.load() : true;
  }

  /** Take in further rows, behind those of the file that are here. */
  grow(lines) {
    this.lines.push(...lines);
    this.#homes.push(...lines.map(() => this.table.tBodies[0]));
  }

  /** The rows that are shown, in the order in which they stand. */
  rows() {
    const order = this.#order ?? this.lines.keys();
    return [...order].filter((row) => !this.#out.has(row));
  }

  /** Show the rows in `order`; null: as in the file, with its groups. `by` is what those who listen call it. */
  arrange(order, by = "file") {
    this.#order = order;
    if (!this.pager) {
      const places = order ?? [...this.lines.keys()];
      for (const row of places) (order ? this.table.tBodies[0] : this.#homes[row]).append(this.lines[row]);
    }
    this.#showHeadings();
    this.pager?.show(this.rows());
    this.figure?.arrange(order, this);
    this.table.dispatchEvent(new CustomEvent("rg-arranged", { detail: by }));
  }

  /** Show all rows but those in `out`, a Set. */
  leaveOut(out) {
    this.#out = out;
    this.lines.forEach((line, row) => line.classList.toggle("rg-out", out.has(row)));
    this.#showHeadings();
    this.pager?.show(this.rows());
    this.figure?.fade(out, this.#hidden);
  }

  /** The name of a group stands above its rows, in the file's order, while any of them is shown. */
  #showHeadings() {
    for (const heading of this.table.querySelectorAll("tr.rg-group")) {
      const isEmpty = !heading.parentElement.querySelector("tr[data-row]:not(.rg-out)");
      heading.hidden = this.#order !== null || isEmpty;
    }
  }

  /** Show a column (from 0), of a number or of texts, or hide it. */
  showColumn(column, isShown) {
    const others = [...this.table.rows].filter((row) => !row.matches(".rg-group, [data-row]"));
    for (const row of [...others, ...this.lines]) this.at(row, column).classList.toggle("rg-out", !isShown);
    if (isShown) this.#hidden.delete(column);
    else this.#hidden.add(column);
    this.figure?.fade(this.#out, this.#hidden);
  }

  /** Bring a place to where it can be seen: its row may be left out or on another page, its column hidden. */
  reveal(row, metric) {
    const wasOut = this.#out.has(row);
    if (wasOut) this.leaveOut(new Set());
    if (metric !== null) this.showColumn(metric, true);
    this.table.dispatchEvent(new CustomEvent("rg-revealed", { detail: { wasOut, metric } }));
    if (row !== null) this.pager?.turnTo(row, this.rows());
  }
}

const grids = new WeakMap();

/** The one Grid of a section, or null where it has no table. */
export function gridOf(section) {
  if (!section?.querySelector(".rg-table")) return null;
  if (!grids.has(section)) grids.set(section, new Grid(section));
  return grids.get(section);
}

/** The Grids of all sections of a page. */
export const gridsOf = (root) => [...root.querySelectorAll(".rg-results")].map(gridOf).filter(Boolean);
