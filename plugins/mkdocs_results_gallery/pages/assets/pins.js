// Pins rows: they stand on top, and below each further one stands how the first differs from it.
import { differenceOf } from "./digits.js";
import { boundOf, digitsOf, gridOf, isMissing, nameOf, textOf } from "./grid.js";
import { fresh, make, onPage } from "./ready.js";
import { inAddress } from "./state.js";
import { say, toolOf } from "./toolbar.js";

const nameIn = (line) => line.cells[0].querySelector("bdi").cloneNode(true);

/** 1234567.5 as 1,234,567.5 where the cells beside it are written so. */
const grouped = (text, cells) => (cells.some((cell) => textOf(cell).includes(",")) ? text.replace(/\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ",")) : text);

/** Whether a difference is "better" or "worse", "" where no direction is known or there is none. */
function verdict(sign, head) {
  const direction = { high: "+", low: "-" }[head.dataset.better];
  return !direction || !sign ? "" : sign === direction ? "better" : "worse";
}

/** A cell that says what the number in `one` is more than that in `other`. */
function differenceCell(grid, column, one, other) {
  const head = grid.heads[column];
  const cell = make("td", grid.hidden.has(column) ? { class: "rg-out" } : {});
  // what is computed of a row is rounded: the difference would not be exact
  if (head.matches(".rg-text, .rg-overall")) return cell;
  if (isMissing(one) || isMissing(other) || !digitsOf(one) || !digitsOf(other)) {
    cell.append(make("span", { "aria-hidden": "true" }, "–"), make("span", { class: "rg-sr" }, "no difference: a number is missing"));
    return cell;
  }
  if (boundOf(one) || boundOf(other)) {
    cell.append(make("span", { "aria-hidden": "true" }, "–"), make("span", { class: "rg-sr" }, "no difference: a number is only a bound"));
    return cell;
  }
  const isShare = grid.isShare(column);
  const { sign, text } = differenceOf(digitsOf(one), digitsOf(other), isShare ? 2 : 0);
  cell.append(grouped(text, [one, other]));
  if (isShare || grid.unitOf(column) === "%") cell.append(" ", make("abbr", { title: "percentage points" }, "pp"));
  const word = verdict(sign, head);
  if (word) cell.append(make("small", { class: `rg-${word}` }, word));
  return cell;
}

/** The line that says what the row `one` has more than `other`. */
function differenceLine(grid, one, other) {
  const [first, second] = [grid.lines[one], grid.lines[other]];
  const head = make("th", { scope: "row" }, make("span", { class: "rg-sr" }, "Difference: "), nameIn(first), " − ", nameIn(second));
  const cells = grid.columns().map((column) => differenceCell(grid, column, grid.at(first, column), grid.at(second, column)));
  return make("tr", { class: "rg-difference" }, head, ...cells);
}

class Pins {
  constructor(grid) {
    this.grid = grid;
    this.pressed = [];
    this.add(grid.lines);
    this.reach(grid.rows()[0]);
    grid.table.addEventListener("rg-grown", ({ detail }) => this.add(detail));
    grid.table.addEventListener("rg-pinned", () => this.show());
    grid.table.addEventListener("click", (event) => {
      const button = event.target.closest(".rg-pin");
      if (button) this.toggle(this.rowOf(button));
    });
    grid.table.addEventListener("focusin", (event) => {
      const line = event.target.closest("tr[data-row]");
      if (line) this.reach(Number(line.dataset.row));
    });
    grid.table.addEventListener("keydown", (event) => event.target.matches(".rg-pin") && this.move(event));
    inAddress(grid, "pin", () => grid.pins.map((row) => grid.rowKeys()[row]), (asked) => this.set(asked));
  }

  /** A button for each row; the Tab key finds that of the row that it is in, the arrow keys the others. */
  add(lines) {
    for (const line of lines) {
      const name = nameOf(line.cells[0]);
      line.cells[0].append(make("button", { type: "button", class: "rg-pin", "aria-pressed": "false", "aria-label": `Pin ${name}`, tabindex: "-1" }));
    }
  }

  rowOf(button) {
    return Number(button.closest("tr").dataset.row);
  }

  button(row) {
    return this.grid.lines[row]?.querySelector(".rg-pin");
  }

  /** Let the Tab key find the button of `row`. */
  reach(row) {
    const next = this.button(row);
    if (!next || next === this.at) return;
    this.at?.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    this.at = next;
  }

  move(event) {
    const shown = [...this.grid.table.querySelectorAll("tr[data-row]:not(.rg-out) .rg-pin")];
    const place = shown.indexOf(event.target);
    const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    shown[next]?.focus();
  }

  toggle(row) {
    const { pins } = this.grid;
    const isPinned = pins.includes(row);
    this.grid.pin(isPinned ? pins.filter((one) => one !== row) : [...pins, row]);
    // its line has moved
    this.button(row).focus({ preventScroll: true });
    const count = this.grid.pins.length;
    const others = count ? `${count.toLocaleString("en")} pinned${count === 1 ? ": pin another one to see the difference" : ""}` : "";
    say(toolOf(this.grid, "reset"), [isPinned ? "unpinned" : "", others].filter(Boolean).join(", "));
  }

  /** Pin the rows of these names, as far as there are any. */
  async set(asked) {
    if (asked.length && !(await this.grid.whole())) return;
    const rows = new Map(this.grid.rowKeys().map((key, row) => [key, row]));
    this.grid.pin([...new Set(asked)].filter((key) => rows.has(key)).map((key) => rows.get(key)));
  }

  show() {
    const { pins, lines } = this.grid;
    for (const row of new Set([...this.pressed, ...pins])) this.button(row).setAttribute("aria-pressed", String(pins.includes(row)));
    this.pressed = pins;
    for (const row of pins.slice(1)) lines[row].after(differenceLine(this.grid, pins[0], row));
  }
}

onPage((root) => {
  for (const section of fresh(root, ".rg-block", "Pins")) {
    const grid = gridOf(section.closest(".rg-results"));
    // not in a hand-written page, where a table has no controls
    if (grid && toolOf(grid, "reset") && grid.lines.length > 1) new Pins(grid);
  }
});
