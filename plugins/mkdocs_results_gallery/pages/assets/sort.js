// Sorts a table, and its figure with it, by a click on the button in a column's head.
import { compareDigits } from "./digits.js";
import { digitsOf, gridOf, nameOf, textOf } from "./grid.js";
import { compareNamed, named } from "./natural.js";
import { fresh, make, onPage } from "./ready.js";
import { inAddress } from "./state.js";

/** The rows sorted by a column; equals and missing ones keep the order of the file, missing last. */
function orderBy(grid, column, descending) {
  const head = grid.heads[column];
  const isText = head.classList.contains("rg-text");
  // a mean is no decimal number: by its rank, as two may look alike
  const rank = head.classList.contains("rg-overall") ? (head.dataset.better === "high" ? "-" : "+") : "";
  const keys = grid.lines.map((line) => {
    const cell = grid.at(line, column);
    if (rank) return cell.dataset.rank ? rank + parseInt(cell.dataset.rank, 10) : null;
    const text = (isText ? textOf(cell) : digitsOf(cell)) || null;
    return isText && text ? named(text) : text;
  });
  const compare = isText ? compareNamed : compareDigits;
  return [...keys.keys()].sort((one, other) => {
    if (keys[one] === null || keys[other] === null) return (keys[one] === null) - (keys[other] === null) || one - other;
    return (descending ? -1 : 1) * compare(keys[one], keys[other]) || one - other;
  });
}

/** Better first, where a direction is declared; else high first, and texts from A. */
export function better(head) {
  const descends = !head.classList.contains("rg-text") && head.dataset.better !== "low";
  return descends ? "descending" : "ascending";
}

/** Sort by a column (from 0), `direction` as in `aria-sort`. */
export async function sortBy(grid, column, direction) {
  if (!(await grid.whole())) return;
  grid.arrange(orderBy(grid, column, direction === "descending"), `${column}`);
  grid.heads[column].setAttribute("aria-sort", direction);
}

async function toggle(grid, head) {
  // a second click that comes before the rows is a second click all the same
  await grid.whole();
  const first = better(head);
  const second = TURNED[first];
  const now = head.getAttribute("aria-sort");
  if (now === second) grid.arrange(null);
  else await sortBy(grid, grid.heads.indexOf(head), now === first ? second : first);
}

const TURNED = { ascending: "descending", descending: "ascending" };

/** The sorted column in the address: its name, and behind it the direction where that is not the first one. */
function keepSorting(grid) {
  const get = () => {
    const column = grid.heads.findIndex((head) => head.hasAttribute("aria-sort"));
    if (column < 0) return [];
    const direction = grid.heads[column].getAttribute("aria-sort");
    return [grid.keyOf(column) + (direction === better(grid.heads[column]) ? "" : `.${direction}`)];
  };
  inAddress(grid, "sort", get, async ([asked = ""]) => {
    const [, name, direction] = /^(.*?)(?:\.((?:a|de)scending))?$/s.exec(asked);
    const whole = grid.columnNamed(asked);
    const column = whole < 0 ? grid.columnNamed(name) : whole;
    if (column >= 0) await sortBy(grid, column, (whole < 0 && direction) || better(grid.heads[column]));
    else if (get().length) grid.arrange(null);
  });
}

onPage((root) => {
  for (const section of fresh(root, ".rg-results", "Sort")) {
    const grid = gridOf(section);
    // rows that never come can't be sorted
    if (!grid || grid.lines.length < 2 || grid.table.closest(".rg-cut")) continue;
    grid.table.addEventListener("rg-arranged", () => {
      for (const head of grid.heads) head.removeAttribute("aria-sort");
    });
    for (const head of grid.heads) {
      const button = make("button", { type: "button", class: "rg-sort", "aria-label": `Sort by ${nameOf(head)}` });
      button.addEventListener("click", () => toggle(grid, head));
      head.append(button);
    }
    keepSorting(grid);
  }
});
