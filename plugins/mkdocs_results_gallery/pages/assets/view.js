// Shows a block as its figure or as its table. The stylesheet hides the other one, and until `data-rg-chosen` it also
// shows the table where the address leads into it: nothing moves when this comes.
import { gridOf } from "./grid.js";
import { fresh, onPage } from "./ready.js";
import { changed, inAddress } from "./state.js";

/** Show `view` of a block, "figure" or "table". */
function showView(block, view) {
  block.dataset.rgView = view;
  block.dataset.rgChosen = "";
  for (const button of block.querySelectorAll(".rg-views button")) button.setAttribute("aria-pressed", String(button.dataset.rgView === view));
}

function prepare(block, grid) {
  const buttons = [...block.querySelectorAll(".rg-views button")];
  const views = buttons.map((button) => button.dataset.rgView);
  const first = block.dataset.rgView;
  for (const button of buttons) {
    button.addEventListener("click", () => {
      showView(block, button.dataset.rgView);
      if (grid) changed(grid);
    });
  }
  if (block.querySelector(".rg-view-table :target")) showView(block, "table");
  if (!grid) return;
  grid.table.addEventListener("rg-revealed", () => showView(block, "table"));
  const now = () => (block.dataset.rgView === first ? [] : [block.dataset.rgView]);
  inAddress(grid, "view", now, ([asked]) => showView(block, views.includes(asked) ? asked : first));
}

onPage((root) => {
  for (const block of fresh(root, ".rg-block", "View")) prepare(block, gridOf(block.closest(".rg-results")));
});
