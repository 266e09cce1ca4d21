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

let open = null;

/** A button that opens `menu` below it; one is open at a time, Escape and a click elsewhere close it. */
export function dropOf(title, menu) {
  const button = make("button", { type: "button", "aria-expanded": "false" }, title);
  const drop = make("div", { class: "rg-drop" }, button, menu);
  menu.hidden = true;
  const set = (shown) => {
    menu.hidden = !shown;
    button.setAttribute("aria-expanded", String(shown));
    if (shown && open !== drop) open?.close();
    open = shown ? drop : open === drop ? null : open;
  };
  drop.close = () => set(false);
  button.addEventListener("click", () => set(menu.hidden));
  drop.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    set(false);
    button.focus();
  });
  return drop;
}

document.addEventListener("click", (event) => {
  if (open && !open.contains(event.target)) open.close();
});
