// Shows a block as its figure or as its table. The stylesheet hides the other one, and until `data-rg-chosen` it also
// shows the table where the address leads into it: nothing moves when this comes.
import { gridOf } from "./grid.js";
import { fresh, onPage } from "./ready.js";

/** Show `view` of a block, "figure" or "table". */
export function showView(block, view) {
  block.dataset.rgView = view;
  block.dataset.rgChosen = "";
  for (const button of block.querySelectorAll(".rg-views button")) button.setAttribute("aria-pressed", String(button.dataset.rgView === view));
}

onPage((root) => {
  for (const block of fresh(root, ".rg-block", "View")) {
    for (const button of block.querySelectorAll(".rg-views button")) button.addEventListener("click", () => showView(block, button.dataset.rgView));
    if (block.querySelector(".rg-view-table :target")) showView(block, "table");
    gridOf(block.closest(".rg-results"))?.table.addEventListener("rg-revealed", () => showView(block, "table"));
  }
});
