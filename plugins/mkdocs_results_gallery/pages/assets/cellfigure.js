// A figure whose cells are elements, with a number in each.

import { orderOfDrawn } from "./drawnorder.js";

export class CellFigure {
  #cells = new Map();
  #words = new Map();
  #marked = new Map();

  constructor(svg) {
    this.svg = svg;
    for (const cell of svg.querySelectorAll("g.rg-cell")) {
      this.#cells.set(`${cell.dataset.row}:${cell.dataset.metric}`, cell);
      // the browser's own tip would cover ours
      const title = cell.querySelector("title");
      this.#words.set(cell, title?.textContent ?? "");
      title?.remove();
    }
    this.rows = 1 + Math.max(...[...this.#cells.values()].map((cell) => Number(cell.dataset.row)));
    this.metrics = this.#cells.size / this.rows;
  }

  /** The cell under the pointer, null for none. */
  at(event) {
    const cell = event.target.closest?.("g.rg-cell");
    return cell ? [Number(cell.dataset.row), Number(cell.dataset.metric)] : null;
  }

  /** The element of a cell, null for what is not drawn. */
  element(row, metric) {
    return this.#cells.get(`${row}:${metric}`) ?? null;
  }

  /** What the file says of a cell: row, metric, number, unit, uncertainty; reference. */
  words(row, metric) {
    return this.#words.get(this.element(row, metric)) ?? "";
  }

  /** Give `cells`, and no others, the class `name`. */
  mark(name, cells) {
    for (const element of this.#marked.get(name) ?? []) element.classList.remove(name);
    const marked = cells.map(([row, metric]) => this.element(row, metric)).filter(Boolean);
    for (const element of marked) element.classList.add(name);
    this.#marked.set(name, marked);
  }

  /** Show the rows in `order`, null: as in the file. */
  arrange(order) {
    const drawn = orderOfDrawn(order, this.rows);
    const top = (row) => Number(this.element(row, 0).querySelector("rect").getAttribute("y"));
    const slots = drawn.map(top).sort((one, other) => one - other);
    const shifts = new Map(drawn.map((row, place) => [row, slots[place] - top(row)]));
    for (const part of this.svg.querySelectorAll("[data-row]")) {
      const shift = shifts.get(Number(part.dataset.row));
      if (shift) part.setAttribute("transform", `translate(0 ${shift})`);
      else part.removeAttribute("transform");
    }
    // the name of a single row's group goes with it; brackets hold only in the file's order
    const moved = [...shifts.values()].some(Boolean);
    for (const part of this.svg.querySelectorAll(".rg-groups > *")) {
      if (!part.matches("[data-row]") && !part.querySelector("[data-row]")) part.toggleAttribute("hidden", moved);
    }
  }

  /** Make the rows of the Set `out` and the columns of the Set `hidden` pale. */
  fade(out, hidden) {
    for (const part of this.svg.querySelectorAll("[data-row], [data-metric]")) {
      const { row, metric } = part.dataset;
      part.classList.toggle("rg-faded", out.has(Number(row)) || hidden.has(Number(metric)));
    }
  }

  /** Colour each cell as `look(row, metric)` says: [ground, ink], or null for a cell that stays; no look: as drawn. */
  colour(look) {
    for (const cell of this.#cells.values()) {
      const found = look?.(Number(cell.dataset.row), Number(cell.dataset.metric));
      for (const part of cell.querySelectorAll("rect, text")) {
        part.dataset.own ??= part.getAttribute("fill") ?? "";
        const fill = found ? found[part.matches("rect") ? 0 : 1] : part.dataset.own;
        if (fill) part.setAttribute("fill", fill);
      }
    }
  }
}
