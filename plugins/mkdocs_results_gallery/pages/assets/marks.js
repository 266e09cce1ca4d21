// Marks cells in a table and its figure alike.
const marked = new Map();

/** Give `cells` of `grid`, and no others of any grid, the mark `name`; no grid takes it away. */
export function mark(name, grid = null, cells = []) {
  const before = marked.get(name);
  for (const cell of before?.listed ?? []) cell.classList.remove(name);
  if (before && before.grid !== grid) before.grid.figure?.mark(name, []);
  marked.delete(name);
  if (!grid) return;
  const listed = cells.map(([row, metric]) => grid.cell(row, metric)).filter(Boolean);
  for (const cell of listed) cell.classList.add(name);
  grid.figure?.mark(name, cells);
  marked.set(name, { grid, listed });
}
