// Filters the rows of a table by text and by group, and hides columns.
import { gridOf } from "./grid.js";
import { dropOf, toolbarOf } from "./toolbar.js";
import { fresh, make, onPage } from "./ready.js";

const LEAST_ROWS = 8;

/** Rows whose head or texts hold all words, in the chosen group. */
export function matching(grid, words, group) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return grid.lines.map((line) => {
    const texts = [line.cells[0], ...line.querySelectorAll("td.rg-text")].map((cell) => cell.textContent.toLowerCase());
    const text = texts.join(" ");
    return wanted.every((word) => text.includes(word)) && (!group || line.dataset.group === group);
  });
}

function apply(grid, shown) {
  let left = 0;
  grid.lines.forEach((line, index) => {
    line.classList.toggle("rg-out", !shown[index]);
    left += shown[index];
    for (const part of grid.figure?.querySelectorAll(`[data-row="${line.dataset.row}"]`) ?? []) {
      part.classList.toggle("rg-faded", !shown[index]);
    }
  });
  return left;
}

function prepare(grid) {
  const bar = toolbarOf(grid);
  const words = make("input", { type: "search", placeholder: "Filter rows", "aria-label": "Filter rows", class: "rg-filter" });
  const groups = [...new Set(grid.lines.map((line) => line.dataset.group).filter(Boolean))];
  const group = make("select", { "aria-label": "Group" }, new Option("all groups", ""), ...groups.map((name) => new Option(name, name)));
  const status = make("output", { class: "rg-count", "aria-live": "polite" });
  const update = () => {
    const left = apply(grid, matching(grid, words.value, group.value));
    status.textContent = left === grid.lines.length ? "" : `${left} of ${grid.lines.length} rows`;
  };
  words.addEventListener("input", update);
  group.addEventListener("change", update);
  bar.append(words, ...(groups.length ? [group] : []), status);
}

function prepareColumns(grid) {
  const list = make("div", { class: "rg-menu" });
  grid.heads.forEach((head, column) => {
    const box = make("input", { type: "checkbox" });
    box.checked = true;
    box.addEventListener("change", () => {
      for (const row of grid.table.rows) {
        if (!row.classList.contains("rg-group")) row.cells[column + 1].classList.toggle("rg-out", !box.checked);
      }
    });
    list.append(make("label", {}, box, ` ${head.querySelector("bdi")?.textContent ?? ""}`));
  });
  toolbarOf(grid).append(dropOf("Columns", list));
}

onPage((root) => {
  for (const section of fresh(root, ".rg-results:not(.rg-embed)", "Filter")) {
    const grid = gridOf(section);
    if (!grid) continue;
    if (grid.lines.length >= LEAST_ROWS) prepare(grid);
    if (grid.heads.length > 1) prepareColumns(grid);
  }
});
