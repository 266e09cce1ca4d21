// Changes the colours of figure and table from one scale for all columns to one for each, and back.
import { gridOf, valueOf } from "./grid.js";
import { fresh, make, onPage } from "./ready.js";
import { toolOf } from "./toolbar.js";

const LEVEL = /^rg-l(\d+)$/;

/** 0..100 as the gallery computes it: halves up, ends for what lies outside, the middle for a scale of one number. */
export function levelOf(value, low, high, flipped) {
  if (low >= high) return 50;
  const inside = Math.max(low, Math.min(value, high));
  // divided first: the difference of two numbers may be too large for one
  const level = Math.floor(((inside / 4 - low / 4) / (high / 4 - low / 4)) * 100 + 0.5);
  return flipped ? 100 - level : level;
}

const levelClass = (cell) => [...cell.classList].find((name) => LEVEL.test(name));

class Scaling {
  constructor(grid) {
    this.grid = grid;
    this.palette = [...grid.table.classList].find((name) => name.startsWith("rg-palette-"));
    this.scales = grid.table.dataset.scales.split(";").map((pair) => pair.split(" ").map(Number));
    this.legend = this.makeLegend(JSON.parse(grid.table.dataset.legend));
    this.isOther = false;
    this.own = new Map();
    for (const line of grid.lines) for (const cell of line.cells) if (levelClass(cell)) this.own.set(cell, levelClass(cell));
    grid.figure?.closest(".rg-figure").after(this.legend);
  }

  makeLegend({ title, ticks }) {
    const keys = ticks.flatMap(([level, words]) => [" ", make("span", { class: `rg-key rg-l${Math.round(level)}` }, words)]);
    const legend = make("p", { class: `rg-note rg-legend ${this.palette}` }, "Colours: ", ...keys, title ? ` (${title})` : "");
    legend.hidden = true;
    return legend;
  }

  /** What the stylesheet says of a level. */
  look(level) {
    const probe = make("i", { class: level });
    this.legend.append(probe);
    const { backgroundColor, color } = getComputedStyle(probe);
    probe.remove();
    return [backgroundColor, color];
  }

  toggle() {
    this.isOther = !this.isOther;
    const looks = new Map();
    for (const [cell, own] of this.own) {
      const metric = cell.cellIndex - 1;
      const flipped = this.grid.heads[metric].querySelector(".rg-direction")?.textContent === "↓";
      const level = this.isOther ? `rg-l${levelOf(valueOf(cell), ...this.scales[metric], flipped)}` : own;
      cell.classList.replace(levelClass(cell), level);
      if (!looks.has(level)) looks.set(level, this.look(level));
      this.paint(this.grid.drawn(cell.parentElement.dataset.row, metric), ...looks.get(level));
    }
    this.legend.hidden = !this.isOther;
    this.grid.figure?.querySelector(".rg-bar")?.toggleAttribute("hidden", this.isOther);
    return this.isOther;
  }

  paint(drawn, ground, ink) {
    drawn?.querySelector("rect").setAttribute("fill", ground);
    for (const text of drawn?.querySelectorAll("text") ?? []) text.setAttribute("fill", ink);
  }
}

onPage((root) => {
  for (const section of fresh(root, ".rg-results", "Scale")) {
    const grid = gridOf(section);
    const button = grid && toolOf(grid, "scale");
    if (!button) continue;
    const offersShared = button.getAttribute("aria-pressed") === "true";
    const scaling = new Scaling(grid);
    button.addEventListener("click", () => button.setAttribute("aria-pressed", String(scaling.toggle() !== offersShared)));
  }
});
