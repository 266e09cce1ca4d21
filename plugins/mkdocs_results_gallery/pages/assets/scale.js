// Changes the colours of figure and table from one scale for all columns to one for each, and back.
import { gridOf } from "./grid.js";
import { bdi, fresh, make, onPage } from "./ready.js";
import { toolOf } from "./toolbar.js";

const LEVEL = /^rg-l(\d+)$/;

const levelClass = (cell) => [...cell.classList].find((name) => LEVEL.test(name));

class Scaling {
  #own = new Map();
  #looks = new Map();

  constructor(grid) {
    this.grid = grid;
    this.legend = this.makeLegend(JSON.parse(grid.table.dataset.legend));
    this.isOther = false;
    this.others = grid.table.closest(".rg-block").querySelectorAll(":is(.rg-view-figure, .rg-view-table) :is(.rg-bar, .rg-legend)");
    grid.table.closest(".rg-block").querySelector(".rg-toolbar").after(this.legend);
  }

  makeLegend({ palette, title, ticks }) {
    const said = title.join("") ? [" (", ...title.map((part, at) => (at % 2 ? bdi(part) : part)), ")"] : [];
    const keys = ticks.flatMap(([level, words]) => [" ", make("span", { class: `rg-key rg-l${Math.round(level)}` }, words)]);
    const legend = make("p", { class: `rg-note rg-legend rg-other-legend ${palette}` }, "Colours: ", ...keys, ...said);
    legend.hidden = true;
    return legend;
  }

  /** What the stylesheet says of a level: [ground, ink]. */
  look(level) {
    if (!this.#looks.has(level)) {
      const probe = make("i", { class: level });
      this.legend.append(probe);
      const { backgroundColor, color } = getComputedStyle(probe);
      probe.remove();
      this.#looks.set(level, [backgroundColor, color]);
    }
    return this.#looks.get(level);
  }

  async toggle() {
    if (!(await this.grid.whole())) return this.isOther;
    this.isOther = !this.isOther;
    for (const line of this.grid.lines) for (const cell of line.cells) this.recolour(cell);
    const look = (row, metric) => {
      const level = levelClass(this.grid.cell(row, metric));
      return level ? this.look(level) : null;
    };
    this.grid.figure?.colour(this.isOther ? look : null);
    this.legend.hidden = !this.isOther;
    for (const one of this.others) one.toggleAttribute("hidden", this.isOther);
    return this.isOther;
  }

  /** The class of the level that its row has for it, as two hexadecimal digits. */
  otherLevel(cell) {
    const place = 2 * this.grid.columnOf(cell);
    return `rg-l${Number.parseInt(cell.parentElement.dataset.levels.slice(place, place + 2), 16)}`;
  }

  recolour(cell) {
    const now = levelClass(cell);
    if (!now) return;
    if (!this.#own.has(cell)) this.#own.set(cell, now);
    cell.classList.replace(now, this.isOther ? this.otherLevel(cell) : this.#own.get(cell));
  }
}

onPage((root) => {
  for (const section of fresh(root, ".rg-results", "Scale")) {
    const grid = gridOf(section);
    const button = grid && toolOf(grid, "scale");
    if (!button) continue;
    const offersShared = button.getAttribute("aria-pressed") === "true";
    const scaling = new Scaling(grid);
    button.addEventListener("click", async () => button.setAttribute("aria-pressed", String((await scaling.toggle()) !== offersShared)));
  }
});
