// The line of controls above a table, made when the first control needs it.
import { make } from "./ready.js";

/** The toolbar of a grid's table. */
export function toolbarOf(grid) {
  const scroll = grid.table.closest(".rg-scroll");
  const before = scroll.previousElementSibling;
  if (before?.classList.contains("rg-toolbar")) return before;
  const caption = grid.table.caption?.textContent ?? "";
  const bar = make("div", { class: "rg-toolbar", role: "group", "aria-label": `Tools for the table ${caption}`.trim() });
  scroll.before(bar);
  return bar;
}
