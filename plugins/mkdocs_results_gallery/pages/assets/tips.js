// What is known of a cell of the figure, beside the pointer, or beside the cell that the arrow keys have reached.
import { SECTION, boundOf, digitsOf, gridOf, isMissing, nameOf, noteOf, uncertaintyOf } from "./grid.js";
import { keep, point } from "./pointing.js";
import { bdi, fresh, make, onPage } from "./ready.js";

const MOVES = new Map([
  ["ArrowRight", [0, 1]], ["ArrowLeft", [0, -1]], ["ArrowDown", [1, 0]], ["ArrowUp", [-1, 0]], ["Home", [0, -Infinity]], ["End", [0, Infinity]],
]);
const HINT = "Arrow keys move from cell to cell, Enter keeps a cell in the address.";
const APART = 10;

/** `rank 2 of 12, shared`, or "" for none. */
function rankOf(cell, head) {
  const { rank } = cell.dataset;
  return rank ? `rank ${parseInt(rank, 10)} of ${head.dataset.ranked}${rank.endsWith("=") ? ", shared" : ""}` : "";
}

/** Number, unit, uncertainty and note, as the table has them. */
function valueOf(cell, head) {
  const unit = head.querySelector(".rg-unit")?.textContent ?? "";
  return [boundOf(cell), digitsOf(cell), unit, uncertaintyOf(cell), noteOf(cell)].filter(Boolean).join(" ");
}

/** What is known of a cell, as children of an element. */
function wordsOf(grid, row, metric) {
  const [cell, head] = [grid.cell(row, metric), grid.heads[metric]];
  const drawn = grid.figure.words(row, metric);
  if (!cell) return [bdi(drawn)];
  const start = `${nameOf(grid.lines[row].cells[0])}, ${nameOf(head)}: `;
  // of a missing cell only the names are the user's
  if (isMissing(cell)) return [bdi(start), cell.querySelector(".rg-sr").textContent];
  const reference = head.dataset.reference ? `reference ${head.dataset.reference}` : "";
  const end = `; ${reference}`;
  const value = !drawn ? start + valueOf(cell, head) : reference && drawn.endsWith(end) ? drawn.slice(0, -end.length) : drawn;
  return [bdi(value), ...[reference, rankOf(cell, head)].filter(Boolean).map((line) => `\n${line}`)];
}

class Tip {
  #asked = null;
  #at = null;

  constructor(grid) {
    this.grid = grid;
    this.box = make("div", { class: "rg-tip", role: "tooltip" });
    this.box.hidden = true;
    this.spoken = make("div", { class: "rg-sr", "aria-live": "polite" });
    const { svg } = grid.figure;
    svg.after(this.box, this.spoken);
    svg.setAttribute("tabindex", "0");
    svg.addEventListener("mousemove", (event) => this.ask(event));
    svg.addEventListener("mouseleave", () => this.hide());
    svg.addEventListener("click", (event) => this.goOnFrom(event));
    svg.addEventListener("focus", () => this.enter());
    svg.addEventListener("blur", () => this.hide());
    svg.addEventListener("keydown", (event) => this.press(event));
  }

  /** Show what the cell under the pointer says. */
  ask(event) {
    const cell = this.grid.figure.at(event);
    if (!cell) this.hide();
    else this.answer(...cell, event.clientX, event.clientY);
  }

  /** The arrow keys go on from the cell that was clicked. */
  goOnFrom(event) {
    const cell = this.grid.figure.at(event);
    if (cell) this.#at = [this.#rows().indexOf(cell[0]), cell[1]];
  }

  async answer(row, metric, x, y) {
    this.#asked = `${row}:${metric}`;
    point({ grid: this.grid, row, metric });
    if (!this.grid.cell(row, metric)) await this.grid.whole();
    // another cell may have been asked for while the rows came
    if (this.#asked !== `${row}:${metric}` || !(this.grid.cell(row, metric) || this.grid.figure.words(row, metric))) return;
    this.show(wordsOf(this.grid, row, metric), x, y);
  }

  show(words, x, y) {
    this.box.replaceChildren(...words);
    this.box.hidden = false;
    const { width, height } = this.box.getBoundingClientRect();
    const room = document.documentElement.clientWidth - width - APART;
    this.box.style.left = `${Math.max(APART, Math.min(x + APART, room))}px`;
    this.box.style.top = `${y + height + 2 * APART > innerHeight ? y - height - APART : y + APART}px`;
  }

  hide() {
    this.#asked = null;
    this.box.hidden = true;
  }

  /** The keyboard came: a pointer has said what it wants already. */
  enter() {
    if (!this.grid.figure.svg.matches(":focus-visible")) return;
    this.spoken.textContent = HINT;
    this.#at ??= [0, 0];
    this.reach();
  }

  async press(event) {
    if (event.key === "Escape") {
      this.hide();
      point(null);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const [row, metric] = this.#cell();
      if (row !== undefined) keep({ grid: this.grid, row, metric });
    } else if (MOVES.has(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const [down, right] = MOVES.get(event.key);
      const [place, metric] = this.#at ?? [0, 0];
      const last = [this.#rows().length - 1, this.grid.figure.metrics - 1];
      this.#at = [Math.max(0, Math.min(place + down, last[0])), Math.max(0, Math.min(metric + right, last[1]))];
      await this.reach();
      this.spoken.replaceChildren(...[...this.box.childNodes].map((part) => part.cloneNode(true)));
    }
  }

  /** The drawn rows that are shown, in the order in which they stand. */
  #rows() {
    return this.grid.rows().filter((row) => row < this.grid.figure.rows);
  }

  #cell() {
    const [place, metric] = this.#at ?? [0, 0];
    return [this.#rows()[place], metric];
  }

  async reach() {
    const [row, metric] = this.#cell();
    const element = row === undefined ? null : this.grid.figure.element(row, metric);
    if (!element) {
      this.box.textContent = "";
      this.hide();
      return;
    }
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
    const { right, bottom } = element.getBoundingClientRect();
    await this.answer(row, metric, right, bottom);
  }
}

onPage((root) => {
  for (const section of fresh(root, SECTION, "Tips")) {
    const grid = gridOf(section);
    if (grid?.figure) new Tip(grid);
  }
});
