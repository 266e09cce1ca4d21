// A table and its figure as one thing: rows, columns, numbers, which rows both show, and in which order.
import { figureOf } from "./figure.js";
import { make } from "./ready.js";

/** Where a figure stands with its table: that of results, and within it or elsewhere that of differences. */
export const SECTION = ".rg-results, .rg-delta";

/** Whether a table cell has no number. */
export const isMissing = (cell) => cell.classList.contains("rg-missing");

/** The digits of a table cell in full precision, or "" where it is missing. */
export const digitsOf = (cell) => cell.dataset.exact ?? textOf(cell).replaceAll(",", "");

/** The sign before a number that is only a bound of that of the cell: <, >, ≤ or ≥; "" for none. */
export const boundOf = (cell) => cell.dataset.bound ?? "";

/** What stands beside a number, as † does; "" for nothing. */
export const noteOf = (cell) => cell.querySelector(".rg-beside")?.textContent ?? "";

/** What is stated of the number of a cell, by name, each number with all of its digits: sd, n, "ci low". */
export function partsOf(cell) {
  const parts = cell.querySelector("small")?.dataset.parts ?? "";
  return Object.fromEntries(parts.split(";").filter(Boolean).map((part) => part.match(/^(.*) (\S+)$/).slice(1)));
}

/** The uncertainty of a cell in words, with all digits; "" for none. */
export function uncertaintyOf(cell) {
  const { sd, se, "±": width = sd ?? se, "ci low": low, "ci high": high } = partsOf(cell);
  const exact = low ? `[${low}, ${high}]` : `± ${width}`;
  return (cell.querySelector("small")?.textContent ?? "").replace(/^(?:\[.*?\]|± \S+)/, () => exact);
}

/** What a table cell shows, without its small print. */
export const textOf = (cell) => (isMissing(cell) ? "" : (cell.firstChild?.textContent ?? "").trim());

/** The name in the head of a row or a column. */
export const nameOf = (head) => head.querySelector("bdi")?.textContent ?? "";

const LONGEST = 40;

/** What rows or columns are called in an address, by their heads and ids; no two are called alike. */
function keysOf(heads, ids) {
  const slugs = ids.map((id) => /^(?:t[0-9]+-)?(?:row|metric)-(.+)$/.exec(id)?.[1] ?? "");
  const keys = heads.map((head, at) => {
    const name = nameOf(head);
    // a name that makes no plain id is easier to read itself
    const isPlain = slugs[at] && !/(?:^|-)[0-9a-f]{10}$/.test(slugs[at]);
    return isPlain || name.length > LONGEST ? slugs[at] || name : name;
  });
  const seen = new Set();
  return keys.map((key, at) => {
    const own = !seen.has(key) ? key : slugs[at] && !seen.has(slugs[at]) ? slugs[at] : `${key} (${at + 1})`;
    seen.add(own);
    return own;
  });
}

class Grid {
  #order = null;
  #out = new Set();
  #hidden = new Set();
  #pins = [];
  #homes;
  #leads;
  #keys = null;
  #rowKeys = [];

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
    /** Where rows stand that are in no group's place. */
    this.body = this.table.tBodies[0];
    /** Where pinned rows stand, and what is said of them; in the table while there are any. */
    this.top = make("tbody", { class: "rg-pins" });
  }

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

  /** What a column is called in an address; no two are called alike. */
  keyOf(column) {
    this.#keys ??= keysOf(this.heads, this.heads.map((head) => head.id));
    return this.#keys[column];
  }

  /** The column of a key, -1 for none. */
  columnNamed(key) {
    return [...this.heads.keys()].findIndex((column) => this.keyOf(column) === key);
  }

  /** What the rows are called in an address; no two are called alike. */
  rowKeys() {
    if (this.#rowKeys.length !== this.lines.length) this.#rowKeys = keysOf(this.lines.map((line) => line.cells[0]), this.lines.map((line) => line.id));
    return this.#rowKeys;
  }

  /** The unit in a column's head, "" for none. */
  unitOf(column) {
    return this.heads[column].querySelector(".rg-unit")?.textContent ?? "";
  }

  /** Whether a column shows its numbers as percentages of one: 0.822 as 82.2%. */
  isShare(column) {
    const first = this.lines.find((line) => textOf(this.at(line, column)));
    return this.unitOf(column) !== "%" && Boolean(first) && textOf(this.at(first, column)).endsWith("%");
  }

  /** Wait until all rows are here that a page can have; false where they can't be had, which the pager reports. */
  async whole() {
    return this.pager ? this.pager.load() : true;
  }

  /** Take in further rows, behind those of the file that are here. */
  grow(lines) {
    this.lines.push(...lines);
    this.#homes.push(...lines.map(() => this.body));
    for (const line of lines) for (const column of this.#hidden) this.at(line, column).classList.add("rg-out");
    this.#tell("rg-grown", lines);
  }

  #tell(name, detail = null) {
    this.table.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** The rows that are pinned, first pinned first. */
  get pins() {
    return [...this.#pins];
  }

  get hidden() {
    return new Set(this.#hidden);
  }

  #sorted() {
    const pinned = new Set(this.#pins);
    return [...(this.#order ?? this.lines.keys())].filter((row) => !pinned.has(row));
  }

  /** The shown rows below the pinned ones, in the order in which they stand. */
  below() {
    return this.#sorted().filter((row) => !this.#out.has(row));
  }

  /** The rows that are shown, in the order in which they stand. */
  rows() {
    return [...this.#pins, ...this.below()];
  }

  /** Show the rows in `order`; null: as in the file, with its groups. `by` is what those who listen call it. */
  arrange(order, by = "file") {
    this.#order = order;
    this.#place();
    this.#tell("rg-arranged", by);
    this.#tell("rg-changed");
  }

  /** Let `rows`, and no others, stand above all rows, whatever the order and the filter. */
  pin(rows) {
    this.#pins = rows;
    if (this.#pins.length) this.table.tHead.after(this.top);
    else this.top.remove();
    this.top.replaceChildren(...this.#pins.map((row) => this.lines[row]));
    this.#place();
    this.#fade();
    this.#tell("rg-pinned");
    this.#tell("rg-changed");
  }

  #place() {
    const sorted = this.#sorted();
    if (!this.pager) for (const row of sorted) (this.#order ? this.body : this.#homes[row]).append(this.lines[row]);
    this.#showHeadings();
    this.pager?.show(this.below());
    this.figure?.arrange(this.#pins.length ? [...this.#pins, ...sorted] : this.#order, this);
  }

  #fade() {
    const out = new Set([...this.#out].filter((row) => !this.#pins.includes(row)));
    this.lines.forEach((line, row) => line.classList.toggle("rg-out", out.has(row)));
    this.figure?.fade(out, this.#hidden);
  }

  /** Show all rows but those in `out`, a Set. */
  leaveOut(out) {
    this.#out = out;
    this.#fade();
    this.#showHeadings();
    this.pager?.show(this.below());
    this.#tell("rg-changed");
  }

  /** The name of a group stands above its rows, in the file's order, while any of them is shown. */
  #showHeadings() {
    for (const heading of this.table.querySelectorAll("tr.rg-group")) {
      const isEmpty = !heading.parentElement.querySelector("tr[data-row]:not(.rg-out)");
      heading.hidden = this.#order !== null || isEmpty;
    }
  }

  /** Show the columns that are not in `hidden`, a Set. */
  hide(hidden) {
    const others = [...this.table.rows].filter((row) => !row.matches(".rg-group, [data-row]"));
    for (const column of this.heads.keys()) {
      if (hidden.has(column) === this.#hidden.has(column)) continue;
      for (const row of [...others, ...this.lines]) this.at(row, column).classList.toggle("rg-out", hidden.has(column));
    }
    this.#hidden = new Set(hidden);
    this.#fade();
    this.#tell("rg-columns");
    this.#tell("rg-changed");
  }

  /** Bring a place to where it can be seen: its row may be left out or on another page, its column hidden. */
  reveal(row, metric) {
    const wasOut = this.#out.has(row);
    if (wasOut) this.leaveOut(new Set());
    if (this.#hidden.has(metric)) this.hide(new Set([...this.#hidden].filter((column) => column !== metric)));
    this.#tell("rg-revealed", { wasOut, metric });
    if (row !== null && !this.#pins.includes(row)) this.pager?.turnTo(row, this.below());
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
