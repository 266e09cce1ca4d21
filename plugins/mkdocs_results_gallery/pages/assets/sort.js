// Sorts a table, and its figure with it, by a click on the button in a column's head.
import { gridOf, textOf, valueOf } from "./grid.js";
import { fresh, make, onPage } from "./ready.js";

/** Indices of the lines, sorted by a column; equals and missing ones keep the order of the file, missing last. */
export function orderBy(grid, column, descending) {
  const isText = grid.heads[column].classList.contains("rg-text");
  const keys = grid.lines.map((line) => {
    const cell = line.cells[column + 1];
    return isText ? textOf(cell) || null : valueOf(cell);
  });
  const compare = isText ? (one, other) => one.localeCompare(other) : (one, other) => one - other;
  return grid.lines
    .map((_, index) => index)
    .sort((one, other) => {
      if (keys[one] === null || keys[other] === null) return (keys[one] === null) - (keys[other] === null) || one - other;
      return (descending ? -1 : 1) * compare(keys[one], keys[other]) || one - other;
    });
}

/** better first, where a direction is declared; else high first, and texts from A. */
const startsDescending = (head) => !head.classList.contains("rg-text") && head.querySelector(".rg-direction")?.textContent !== "↓";

function toggle(grid, head) {
  const first = startsDescending(head) ? "descending" : "ascending";
  const second = first === "ascending" ? "descending" : "ascending";
  const now = head.getAttribute("aria-sort");
  const next = now === first ? second : now === second ? null : first;
  for (const other of grid.heads) other.removeAttribute("aria-sort");
  if (next) head.setAttribute("aria-sort", next);
  grid.arrange(next ? orderBy(grid, grid.heads.indexOf(head), next === "descending") : null);
}

onPage((root) => {
  for (const section of fresh(root, ".rg-results", "Sort")) {
    const grid = gridOf(section);
    if (!grid || grid.lines.length < 2) continue;
    for (const head of grid.heads) {
      const title = head.querySelector("bdi")?.textContent ?? "";
      const button = make("button", { type: "button", class: "rg-sort", "aria-label": `Sort by ${title}` });
      button.addEventListener("click", () => toggle(grid, head));
      head.append(button);
    }
  }
});
