// Filters the rows of a table by text and by group, and hides columns.
import { gridOf, nameOf } from "./grid.js";
import { dropOf, say, toolOf } from "./toolbar.js";
import { fresh, make, onPage } from "./ready.js";

/** The rows whose head or texts lack one of the words, or that are in another group: a Set. */
export function leftOut(grid, words, group) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (line) => {
    const texts = [line.cells[0], ...line.querySelectorAll("td.rg-text")].map((cell) => cell.textContent.toLowerCase());
    const text = texts.join(" ");
    return wanted.every((word) => text.includes(word)) && (!group || line.dataset.group === group);
  };
  return new Set([...grid.lines.keys()].filter((row) => !fits(grid.lines[row])));
}

function offerGroups(grid, select) {
  const groups = [...new Set(grid.lines.map((line) => line.dataset.group).filter(Boolean))];
  const chosen = select.value;
  select.replaceChildren(new Option("all groups", ""), ...groups.map((name) => new Option(name, name, false, name === chosen)));
}

function prepare(grid, words, group) {
  if (group) offerGroups(grid, group);
  const update = async () => {
    await grid.whole();
    const out = leftOut(grid, words?.value ?? "", group?.value);
    grid.leaveOut(out);
    const all = grid.lines.length;
    say(words ?? group, out.size ? `${(all - out.size).toLocaleString("en")} of ${all.toLocaleString("en")} rows` : "");
  };
  // a large table may have further groups in the rows that are still to come
  group?.addEventListener("pointerdown", () => grid.whole().then(() => offerGroups(grid, group)), { once: true });
  words?.addEventListener("input", update);
  group?.addEventListener("change", update);
  grid.table.addEventListener("rg-revealed", () => {
    for (const control of [words, group]) if (control) control.value = "";
    say(words ?? group, "");
  });
}

function prepareColumns(grid, menu) {
  grid.heads.forEach((head, column) => {
    const box = make("input", { type: "checkbox" });
    box.checked = true;
    box.addEventListener("change", async () => {
      await grid.whole();
      const others = [...grid.table.rows].filter((row) => !row.matches(".rg-group, [data-row]"));
      for (const row of [...others, ...grid.lines]) row.cells[column + 1].classList.toggle("rg-out", !box.checked);
    });
    menu.append(make("label", {}, box, ` ${nameOf(head)}`));
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
