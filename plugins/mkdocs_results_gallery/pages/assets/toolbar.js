// The line of controls above a table: they are in the page from the start, each module brings its own to life.

/** The control `name` of a grid's toolbar, or null where its table has none. */
export function toolOf(grid, name) {
  return grid.table.closest(".rg-block")?.querySelector(`.rg-toolbar .rg-tool-${name}`) ?? null;
}

/** Say something beside the controls. */
export function say(control, text) {
  control.closest(".rg-toolbar").querySelector("output").textContent = text;
}

let open = null;

/** Makes the button of `drop` open its menu; one is open at a time, Escape and a click elsewhere close it. */
export function dropOf(drop) {
  const [button, menu] = drop.children;
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
  return menu;
}

document.addEventListener("click", (event) => {
  // its path, because what was clicked may have been replaced by now
  if (open && !event.composedPath().includes(open)) open.close();
});
