// Filters the rows of a table by text and by group, and hides columns.
import { gridOf, nameOf } from "./grid.js";
import { dropOf, say, toolOf } from "./toolbar.js";
import { fresh, make, onPage } from "./ready.js";

/** The rows in whose head or texts one of the words is missing, or that are in another group: a Set. */
export function leftOut(grid, words, group) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (line) => {
    const texts = [...line.querySelectorAll("td.rg-text")].map((cell) => cell.textContent);
    const text = [nameOf(line.cells[0]), line.dataset.group ?? "", ...texts].join("\n").toLowerCase();
    return wanted.every((word) => text.includes(word)) && (!group || line.dataset.group === group);
  };
  return new Set([...grid.lines.keys()].filter((row) => !fits(grid.lines[row])));
}

function prepare(grid, words, group) {
  const update = async () => {
    if (!(await grid.whole())) return;
    const out = leftOut(grid, words?.value ?? "", group?.value);
    grid.leaveOut(out);
    const all = grid.lines.length;
    say(words ?? group, out.size ? `${(all - out.size).toLocaleString("en")} of ${all.toLocaleString("en")} rows` : "");
  };
  words?.addEventListener("input", update);
  group?.addEventListener("change", update);
  grid.table.addEventListener("rg-revealed", ({ detail }) => {
    if (!detail.wasOut) return;
    for (const control of [words, group]) if (control) control.value = "";
    say(words ?? group, "");
  });
}

function prepareColumns(grid, menu) {
  grid.heads.forEach((head, column) => {
    const box = make("input", { type: "checkbox" });
    box.checked = true;
    box.addEventListener("change", async () => {
      if (await grid.whole()) grid.showColumn(column, box.checked);
      else box.checked = !box.checked;
    });
    grid.table.addEventListener("rg-revealed", ({ detail }) => {
      if (detail.metric === column) box.checked = true;
    });
    menu.append(make("label", {}, box, " ", head.querySelector("bdi").cloneNode(true)));
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
