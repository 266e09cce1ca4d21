// Shows a large table page by page, and loads the rows that its page does not begin with: a part at a time to go on,
// all of them before they are sorted, filtered or coloured anew.
import { gridOf } from "./grid.js";
import { textAt } from "./loading.js";
import { fresh, onPage, theirs } from "./ready.js";

async function linesOf(address) {
  // our own file from our own site, in which every name is escaped
  const page = new DOMParser().parseFromString(await textAt(address), "text/html");
  if (theirs()) for (const name of page.querySelectorAll("bdi")) name.lang = theirs();
  return [...page.querySelectorAll("tr")];
}

class Pager {
  #start = 0;
  #parts;
  #loading = null;

  constructor(grid, note) {
    this.grid = grid;
    this.size = grid.lines.length;
    this.reach = Number(note.dataset.reach);
    this.#parts = note.dataset.parts.split(" ");
    this.words = note.querySelector("span");
    this.beyond = note.dataset.beyond ? `; ${note.dataset.beyond}` : "";
    [this.back, this.on] = note.querySelectorAll("button");
    this.back.addEventListener("click", () => this.turn(-this.size, this.back, this.on));
    this.on.addEventListener("click", () => this.turn(this.size, this.on, this.back));
    grid.pager = this;
  }

  get #isWhole() {
    return !this.#parts.length;
  }

  /** Wait for the next part, or for all that there are; false, and reported, where they can't be had. */
  load(all = true) {
    this.#loading = (this.#loading ?? Promise.resolve()).then(async () => {
      const before = this.words.textContent;
      while (this.#parts.length) {
        this.words.textContent = `Loading row ${(this.grid.lines.length + 1).toLocaleString("en")} and on …`;
        try {
          this.grid.grow((await linesOf(this.#parts[0])).map((line) => document.adoptNode(line)));
        } catch (error) {
          this.words.textContent = `The other rows could not be loaded (${error.message}); the CSV has them.`;
          return false;
        }
        this.#parts.shift();
        this.words.textContent = before;
        if (!all) break;
      }
      return true;
    });
    return this.#loading;
  }

  async turn(by, used, other) {
    if (this.#start + by >= this.grid.below().length && !(await this.load(false))) return;
    this.#start += by;
    this.show(this.grid.below(), this.#start);
    this.grid.table.closest(".rg-scroll").scrollTop = 0;
    if (used.hidden) other.focus(); // a hidden button would lose the keyboard's place
  }

  /** Turn to the page that has `row`. */
  turnTo(row, rows) {
    this.show(rows, Math.floor(rows.indexOf(row) / this.size) * this.size);
  }

  /** Show `rows` from place `start` on, as many as a page has. */
  show(rows, start = 0) {
    const total = this.#isWhole ? rows.length : this.reach;
    this.#start = Math.max(0, start < rows.length ? start : 0);
    const shown = rows.slice(this.#start, this.#start + this.size);
    this.grid.body.replaceChildren(...shown.map((row) => this.grid.lines[row]));
    const number = (one) => one.toLocaleString("en");
    const last = this.#start + shown.length;
    this.words.textContent = total ? `Rows ${number(this.#start + 1)} to ${number(last)} of ${number(total)}${this.beyond}.` : `No row${this.beyond}.`;
    this.back.hidden = this.#start === 0;
    this.on.hidden = last >= total;
  }
}

onPage((root) => {
  for (const note of fresh(root, ".rg-rest", "Pager")) {
    const grid = gridOf(note.closest(".rg-results"));
    if (grid && note.dataset.parts) new Pager(grid, note);
  }
});
