// Chooses the order of the rows of table and figure: as in the file, by group, by name, or by a metric.
import { gridOf, nameOf } from "./grid.js";
import { inOrder } from "./natural.js";
import { fresh, onPage } from "./ready.js";
import { better, sortBy } from "./sort.js";
import { inAddress } from "./state.js";
import { toolOf } from "./toolbar.js";

const MOST_METRICS = 30;

/** The rows by group, in the order in which the file begins the groups, rows of none last. */
function byGroup(grid) {
  const groups = [...new Set(grid.lines.map((line) => line.dataset.group).filter(Boolean))];
  const place = (line) => (line.dataset.group ? groups.indexOf(line.dataset.group) : groups.length);
  return [...grid.lines.keys()].sort((one, other) => place(grid.lines[one]) - place(grid.lines[other]) || one - other);
}

const byName = (grid) => inOrder([...grid.lines.keys()], (line) => nameOf(grid.lines[line].cells[0]));

const ORDERS = new Map([["file", () => null], ["group", byGroup], ["name", byName]]);

onPage((root) => {
  for (const section of fresh(root, ".rg-results", "Order")) {
    const grid = gridOf(section);
    const select = grid && toolOf(grid, "order");
    if (!select) continue;
    // where no line names its group, the file's order is by group already
    const mixed = toolOf(grid, "group") && !grid.table.querySelector("tr.rg-group");
    const offered = [["file", "file order"], ...(mixed ? [["group", "by group"]] : []), ["name", "by name"]];
    grid.metrics.slice(0, MOST_METRICS).forEach((head, column) => offered.push([`${column}`, `by ${nameOf(head)}`]));
    select.replaceChildren(...offered.map(([value, text]) => new Option(text, value)));
    select.addEventListener("change", async () => {
      const order = ORDERS.get(select.value);
      if (!order) return sortBy(grid, Number(select.value), better(grid.heads[select.value]));
      return (await grid.whole()) && grid.arrange(order(grid), select.value);
    });
    const named = () => (select.value === "file" || !ORDERS.has(select.value) ? [] : [select.value]);
    inAddress(grid, "order", named, async ([asked = "file"]) => {
      if (![...select.options].some((one) => one.value === asked) || !ORDERS.has(asked)) return;
      if (await grid.whole()) grid.arrange(ORDERS.get(asked)(grid), asked);
    });
    grid.table.addEventListener("rg-arranged", ({ detail }) => {
      // a column of texts, or one beyond the menu, can be sorted by its head
      if (![...select.options].some((one) => one.value === detail)) select.append(new Option(`by ${nameOf(grid.heads[detail])}`, detail));
      select.value = detail;
    });
  }
});
