// Chooses the order of the rows of table and figure: as in the file, by group, by name, or by a metric.
import { gridOf } from "./grid.js";
import { fresh, onPage } from "./ready.js";
import { better, sortBy } from "./sort.js";
import { toolOf } from "./toolbar.js";

const MOST_METRICS = 30;

/** Indices of the lines, the groups in the order in which the file begins them, rows of none last. */
function byGroup(grid) {
  const groups = [...new Set(grid.lines.map((line) => line.dataset.group).filter(Boolean))];
  const place = (line) => (line.dataset.group ? groups.indexOf(line.dataset.group) : groups.length);
  return grid.lines.map((_, index) => index).sort((one, other) => place(grid.lines[one]) - place(grid.lines[other]) || one - other);
}

function byName(grid) {
  const names = grid.lines.map((line) => line.cells[0].querySelector("bdi").textContent);
  return names.map((_, index) => index).sort((one, other) => names[one].localeCompare(names[other], undefined, { numeric: true }) || one - other);
}

const ORDERS = { file: () => null, group: byGroup, name: byName };

onPage((root) => {
  for (const section of fresh(root, ".rg-results", "Order")) {
    const grid = gridOf(section);
    const select = grid && toolOf(grid, "order");
    if (!select) continue;
    // where no line names its group, the file's order is by group already
    const mixed = grid.lines.some((line) => line.dataset.group) && !grid.table.querySelector("tr.rg-group");
    const offered = [["file", "Order: as in the file"], ...(mixed ? [["group", "Order: by group"]] : []), ["name", "Order: by name"]];
    grid.metrics.slice(0, MOST_METRICS).forEach((head, column) => offered.push([`${column}`, `Order: by ${head.querySelector("bdi").textContent}`]));
    select.replaceChildren(...offered.map(([value, text]) => new Option(text, value)));
    select.addEventListener("change", () => {
      const order = ORDERS[select.value];
      if (order) grid.arrange(order(grid), select.value);
      else sortBy(grid, Number(select.value), better(grid.heads[select.value]));
    });
    grid.table.addEventListener("rg-arranged", (event) => {
      select.value = event.detail;
    });
  }
});
