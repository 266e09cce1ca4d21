// What is known of a cell of the figure, beside the pointer, or beside the cell that the arrow keys have reached.
import { keep, pairOf, point } from "./cells.js";
import { gridOf } from "./grid.js";
import { fresh, make, onPage } from "./ready.js";

const MOVES = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], Home: [0, -Infinity], End: [0, Infinity] };
const HINT = "Arrow keys move from cell to cell, Enter keeps a cell in the address.";
const APART = 10;

/** The table's cell under the pointer of a figure that is one image; null where the page has none. */
function listedAt(grid, image, event) {
  const box = image.getBoundingClientRect();
  const place = (part, count) => Math.max(0, Math.min(Math.floor(part * count), count - 1));
  const row = place((event.clientY - box.top) / box.height, Number(image.dataset.rows));
  const metric = place((event.clientX - box.left) / box.width, Number(image.dataset.metrics));
  const listed = grid.line(row)?.cells[metric + 1];
  return listed && metric < grid.metrics.length ? listed : null;
}

/** The same words for a cell that only the table has. */
function wordsOfListed(grid, listed) {
  const name = (head) => head.querySelector("bdi").textContent;
  const value = listed.title && !listed.title.startsWith("rank") ? listed.title.split("; rank")[0] : listed.textContent.trim();
  return `${name(listed.parentElement.cells[0])}, ${name(grid.heads[listed.cellIndex - 1])}: ${value}`;
}

/** Row, metric, number, uncertainty and reference as the figure has them, the rank as the table has it. */
function wordsOf({ drawn, listed }) {
  const rank = /rank .*$/.exec(listed?.title ?? "")?.[0];
  return [...drawn.dataset.words.split("; reference ").map((part, index) => (index ? `reference ${part}` : part)), rank].filter(Boolean).join("\n");
}

class Tip {
  constructor(grid) {
    this.grid = grid;
    this.box = make("div", { class: "rg-tip", role: "tooltip" });
    this.box.hidden = true;
    this.spoken = make("div", { class: "rg-sr", "aria-live": "polite" });
    this.at = null;
    grid.figure.after(this.box, this.spoken);
    grid.figure.addEventListener("mouseleave", () => this.hide());
    const image = grid.figure.querySelector("image");
    if (image) image.addEventListener("mousemove", (event) => this.ask(image, event));
    else this.prepare(grid);
  }

  /** A figure whose cells are elements. */
  prepare(grid) {
    for (const cell of grid.drawnAll("")) {
      // the browser's own tip would cover ours
      cell.dataset.words = cell.querySelector("title")?.textContent ?? "";
      cell.querySelector("title")?.remove();
    }
    grid.figure.setAttribute("tabindex", "0");
    grid.figure.addEventListener("mousemove", (event) => this.tell(pairOf(event.target), event.clientX, event.clientY));
    grid.figure.addEventListener("focus", () => this.enter());
    grid.figure.addEventListener("blur", () => this.hide());
    grid.figure.addEventListener("keydown", (event) => this.press(event));
  }

  /** A figure that is one image. */
  ask(image, event) {
    const listed = listedAt(this.grid, image, event);
    point(listed);
    if (listed) this.show(wordsOfListed(this.grid, listed), event.clientX, event.clientY);
    else this.hide();
  }

  tell(pair, x, y) {
    if (pair?.drawn) this.show(wordsOf(pair), x, y);
    else this.hide();
  }

  show(words, x, y) {
    this.box.textContent = words;
    this.box.hidden = false;
    const { width, height } = this.box.getBoundingClientRect();
    const room = document.documentElement.clientWidth - width - APART;
    this.box.style.left = `${Math.max(APART, Math.min(x + APART, room))}px`;
    this.box.style.top = `${y + height + 2 * APART > innerHeight ? y - height - APART : y + APART}px`;
  }

  hide() {
    this.box.hidden = true;
  }

  /** The keyboard came: a pointer has told what it wants already. */
  enter() {
    if (!this.grid.figure.matches(":focus-visible")) return;
    this.spoken.textContent = HINT;
    this.at ??= [0, 0];
    this.reach();
  }

  press(event) {
    if (event.key === "Escape") {
      this.hide();
      point(null);
    } else if (event.key === "Enter" || event.key === " ") {
      keep(this.pair());
      event.preventDefault();
    } else if (MOVES[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const [down, right] = MOVES[event.key];
      const [row, metric] = this.at ?? [0, 0];
      const last = [this.rows().length - 1, this.grid.metrics.length - 1];
      this.at = [Math.max(0, Math.min(row + down, last[0])), Math.max(0, Math.min(metric + right, last[1]))];
      this.reach();
      this.spoken.textContent = this.box.textContent;
      event.preventDefault();
    }
  }

  /** The rows that are shown, in the order in which they stand. */
  rows() {
    return [...this.grid.table.querySelectorAll("tr[data-row]:not(.rg-out)")].filter((line) => this.grid.drawn(line.dataset.row, 0));
  }

  pair() {
    const [row, metric] = this.at ?? [0, 0];
    const line = this.rows()[row];
    const drawn = line && this.grid.drawn(line.dataset.row, metric);
    return drawn ? pairOf(drawn) : null;
  }

  reach() {
    const pair = this.pair();
    if (!pair) return;
    pair.drawn.scrollIntoView({ block: "nearest", inline: "nearest" });
    point(pair.drawn);
    const { right, bottom } = pair.drawn.getBoundingClientRect();
    this.tell(pair, right, bottom);
  }
}

onPage((root) => {
  for (const section of fresh(root, ".rg-results", "Tips")) {
    const grid = gridOf(section);
    if (grid?.figure?.querySelector("g.rg-cell, image")) new Tip(grid);
  }
});
