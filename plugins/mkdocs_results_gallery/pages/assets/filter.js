// Filters the rows of a table by text and by group, and hides columns.
import { gridOf } from "./grid.js";
import { dropOf, say, toolOf } from "./toolbar.js";
import { fresh, make, onPage } from "./ready.js";

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

function prepare(grid, words, group) {
  const groups = [...new Set(grid.lines.map((line) => line.dataset.group).filter(Boolean))];
  group?.replaceChildren(new Option("all groups", ""), ...groups.map((name) => new Option(name, name)));
  const update = () => {
    const left = apply(grid, matching(grid, words?.value ?? "", group?.value));
    say(words ?? group, left === grid.lines.length ? "" : `${left} of ${grid.lines.length} rows`);
  };
  words?.addEventListener("input", update);
  group?.addEventListener("change", update);
}

function prepareColumns(grid, menu) {
  grid.heads.forEach((head, column) => {
    const box = make("input", { type: "checkbox" });
    box.checked = true;
    box.addEventListener("change", () => {
      for (const row of grid.table.rows) {
        if (!row.classList.contains("rg-group")) row.cells[column + 1].classList.toggle("rg-out", !box.checked);
      }
    });
    menu.append(make("label", {}, box, ` ${head.querySelector("bdi")?.textContent ?? ""}`));
  });
}

onPage((root) => {
  for (const section of fresh(root, ".rg-results", "Filter")) {
    const grid = gridOf(section);
    if (!grid) continue;
    const [words, group, columns] = ["filter", "group", "columns"].map((name) => toolOf(grid, name));
    if (words || group) prepare(grid, words, group);
    if (columns) prepareColumns(grid, dropOf(columns));
  }
});
