// Filters the rows of a table: by words and numbers, by group, by its texts, and to those that are complete; hides columns.
import { wishOf } from "./conditions.js";
import { boundOf, digitsOf, gridOf, isMissing, nameOf } from "./grid.js";
import { changed, inAddress } from "./state.js";
import { dropOf, say, toolOf } from "./toolbar.js";
import { fresh, make, onPage } from "./ready.js";

const searched = new WeakMap();

// as an option of a menu has it
const plain = (text) => text.trim().replace(/\s+/g, " ");

/** The words of a line in small letters: of its head, its group and its texts. */
function wordsOf(line) {
  if (!searched.has(line)) {
    const texts = [...line.querySelectorAll("td.rg-text")].map((cell) => cell.textContent);
    searched.set(line, [nameOf(line.cells[0]), line.dataset.group ?? "", ...texts].join("\n").toLowerCase());
  }
  return searched.get(line);
}

class Filter {
  constructor(grid, tools) {
    Object.assign(this, tools);
    this.grid = grid;
    this.facets = [...grid.table.closest(".rg-block").querySelectorAll(".rg-toolbar .rg-tool-facet")].map((select) => ({
      select,
      column: grid.metrics.length + Number(select.dataset.text),
    }));
    this.any = this.words ?? this.group ?? this.complete ?? this.facets[0]?.select;
    if (!this.any) return;
    const update = () => this.update();
    this.words?.addEventListener("input", update);
    for (const select of this.selects) select.addEventListener("change", update);
    this.complete?.addEventListener("click", () => this.press(!this.isComplete));
    grid.table.addEventListener("rg-columns", () => this.isComplete && this.update());
    grid.table.addEventListener("rg-revealed", ({ detail }) => detail.wasOut && this.clear());
    this.keep();
  }

  get selects() {
    return [this.group, ...this.facets.map(({ select }) => select)].filter(Boolean);
  }

  get isComplete() {
    return this.complete?.getAttribute("aria-pressed") === "true";
  }

  press(isPressed) {
    this.complete.setAttribute("aria-pressed", String(isPressed));
    return this.update();
  }

  clear() {
    for (const control of [this.words, ...this.selects]) if (control) control.value = "";
    this.complete?.setAttribute("aria-pressed", "false");
    say(this.any, "");
    changed(this.grid);
  }

  /** Set a select to a value, to all where it has no such option. */
  #select(select, value) {
    select.value = [...select.options].some((one) => one.value === value) ? value : "";
  }

  keep() {
    const texts = (control) => (control.value ? [control.value] : []);
    if (this.words) {
      inAddress(this.grid, "find", () => texts(this.words), ([asked = ""]) => {
        this.words.value = asked;
        return this.update();
      });
    }
    if (this.group) {
      inAddress(this.grid, "group", () => texts(this.group), ([asked = ""]) => {
        this.#select(this.group, asked);
        return this.update();
      });
    }
    if (this.facets.length) {
      const starts = this.facets.map(({ column }) => `${this.grid.keyOf(column)}:`);
      const chosen = () => this.facets.flatMap(({ select }, at) => (select.value ? [starts[at] + select.value] : []));
      inAddress(this.grid, "only", chosen, (asked) => {
        this.facets.forEach(({ select }, at) => {
          this.#select(select, asked.find((one) => one.startsWith(starts[at]))?.slice(starts[at].length) ?? "");
        });
        return this.update();
      });
    }
    if (this.complete) inAddress(this.grid, "complete", () => (this.isComplete ? ["yes"] : []), ([asked]) => this.press(asked === "yes"));
  }

  async update() {
    if (!(await this.grid.whole())) return;
    const { words, conditions, notes } = wishOf(this.grid, this.words?.value ?? "");
    const shown = this.isComplete ? [...this.grid.metrics.keys()].filter((column) => !this.grid.hidden.has(column)) : [];
    const fits = (line) =>
      words.every((word) => wordsOf(line).includes(word)) &&
      (!this.group?.value || plain(line.dataset.group ?? "") === this.group.value) &&
      this.facets.every(({ select, column }) => !select.value || plain(this.grid.at(line, column).textContent) === select.value) &&
      conditions.every(({ column, holds }) => holds(digitsOf(this.grid.at(line, column)), boundOf(this.grid.at(line, column)))) &&
      shown.every((column) => !isMissing(this.grid.at(line, column)));
    const all = this.grid.lines.length;
    const out = new Set([...this.grid.lines.keys()].filter((row) => !fits(this.grid.lines[row])));
    this.grid.leaveOut(out);
    const count = out.size || conditions.length ? [`${(all - out.size).toLocaleString("en")} of ${all.toLocaleString("en")} rows`] : [];
    say(this.any, [...count, ...notes].join("; "));
  }
}

function prepareColumns(grid, menu) {
  const boxes = grid.columns().map((column) => {
    const box = make("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      const hidden = grid.hidden;
      if (box.checked) hidden.delete(column);
      else hidden.add(column);
      grid.hide(hidden);
    });
    menu.append(make("label", {}, box, " ", grid.heads[column].querySelector("bdi")?.cloneNode(true) ?? grid.heads[column].textContent));
    return [box, column];
  });
  const show = () => {
    for (const [box, column] of boxes) box.checked = !grid.hidden.has(column);
  };
  show();
  grid.table.addEventListener("rg-columns", show);
  // the shorter list of the two
  const isHidden = (column) => grid.hidden.has(column);
  const fewShown = () => grid.hidden.size > grid.heads.length / 2 && grid.hidden.size < grid.heads.length;
  const keys = (isWanted) => grid.columns().filter(isWanted).map((column) => grid.keyOf(column));
  const named = (asked) => asked.map((key) => grid.columnNamed(key)).filter((column) => column >= 0);
  inAddress(grid, "hide", () => (fewShown() ? [] : keys(isHidden)), (asked) => grid.hide(new Set(named(asked))));
  inAddress(grid, "show", () => (fewShown() ? keys((column) => !isHidden(column)) : []), (asked) => {
    const shown = named(asked);
    if (shown.length) grid.hide(new Set([...grid.heads.keys()].filter((column) => !shown.includes(column))));
    else if (fewShown()) grid.hide(new Set());
  });
}

onPage((root) => {
  for (const section of fresh(root, ".rg-block", "Filter")) {
    const grid = gridOf(section.closest(".rg-results"));
    if (!grid) continue;
    const [words, group, complete, columns] = ["filter", "group", "complete", "columns"].map((name) => toolOf(grid, name));
    new Filter(grid, { words, group, complete });
    const facets = toolOf(grid, "facets");
    if (facets) dropOf(facets);
    if (columns) prepareColumns(grid, dropOf(columns));
  }
});
