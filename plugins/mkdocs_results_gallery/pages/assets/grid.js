// A table and its figure as one thing: rows, columns, values, and the order in which both show them.

const NUMBER = /^-?[0-9][0-9,]*\.?[0-9]*(?:e[-+]?[0-9]+)?/;

/** The number of a table cell in full precision, or null where it is missing. */
export function valueOf(cell) {
  if (cell.classList.contains("rg-missing")) return null;
  const exact = NUMBER.exec(cell.title ?? "") ?? NUMBER.exec(cell.firstChild?.textContent ?? "");
  return exact ? Number(exact[0].replaceAll(",", "")) : null;
}

/** What a table cell shows, without its small print. */
export const textOf = (cell) => (cell.classList.contains("rg-missing") ? "" : (cell.firstChild?.textContent ?? "").trim());

export class Grid {
  constructor(section) {
    this.section = section;
    this.table = section.querySelector(".rg-table");
    this.figure = section.querySelector("svg.rg-heatmap");
    this.lines = [...this.table.querySelectorAll("tr[data-row]")];
    this.bodies = [...this.table.tBodies];
    this.homes = this.lines.map((line) => line.parentElement);
    this.heads = [...this.table.tHead.rows[0].cells].slice(1);
  }

  /** The metric index of a column is its place; columns behind are texts. */
  get metrics() {
    return this.heads.filter((head) => !head.classList.contains("rg-text"));
  }

  /** The line of a row of the file, wherever it stands now. */
  line(row) {
    return this.lines[row];
  }

  /** The figure's element of one cell. */
  drawn(row, metric) {
    return this.figure?.querySelector(`g.rg-cell[data-row="${row}"][data-metric="${metric}"]`) ?? null;
  }

  /** The figure's cells that match. */
  drawnAll(selector) {
    return this.figure?.querySelectorAll(`g.rg-cell${selector}`) ?? [];
  }

  /** Take in further rows, behind those of the file that are here. */
  grow(rows) {
    this.arrange(null);
    const body = this.bodies.at(-1);
    body.append(...rows);
    this.lines.push(...rows);
    this.homes.push(...rows.map(() => body));
  }

  /**
   * Show the lines in `order` (indices into `lines`); null: as in the file, with its groups. `by` is what the order is
   * called, for those who listen.
   */
  arrange(order, by = "file") {
    const inFile = order === null;
    for (const heading of this.table.querySelectorAll("tr.rg-group")) heading.hidden = !inFile;
    if (inFile) this.lines.forEach((line, index) => this.homes[index].append(line));
    else this.bodies[0].append(...order.map((index) => this.lines[index]));
    this.#arrangeFigure(inFile ? this.lines.keys() : order);
    this.table.dispatchEvent(new CustomEvent("rg-arranged", { detail: by }));
  }

  #arrangeFigure(order) {
    if (!this.figure) return;
    const parts = new Map();
    for (const part of this.figure.querySelectorAll("[data-row]")) {
      const row = Number(part.dataset.row);
      if (!parts.has(row)) parts.set(row, []);
      parts.get(row).push(part);
    }
    const top = (row) => Number(parts.get(row)?.find((part) => part.matches(".rg-cell"))?.querySelector("rect")?.getAttribute("y"));
    const drawn = [...order].map((index) => Number(this.lines[index].dataset.row)).filter((row) => parts.has(row));
    const slots = drawn.map(top).sort((one, other) => one - other);
    drawn.forEach((row, place) => {
      const shift = slots[place] - top(row);
      for (const part of parts.get(row)) {
        if (shift) part.setAttribute("transform", `translate(0 ${shift})`);
        else part.removeAttribute("transform");
      }
    });
    const moved = drawn.some((row, place) => slots[place] !== top(row));
    // the name of a single row's group goes with it; brackets hold only in the file's order
    for (const part of this.figure.querySelectorAll(".rg-groups > *")) {
      const isOfRow = part.matches("[data-row]") || part.querySelector("[data-row]");
      if (!isOfRow) part.toggleAttribute("hidden", moved);
    }
  }
}

const grids = new WeakMap();

/** The one Grid of a section, or null where it has no table. */
export function gridOf(section) {
  if (!section.querySelector(".rg-table")) return null;
  if (!grids.has(section)) grids.set(section, new Grid(section));
  return grids.get(section);
}
