// Switches the colours of a table's cells off and on.
import { gridOf } from "./grid.js";
import { fresh, onPage } from "./ready.js";
import { toolOf } from "./toolbar.js";

onPage((root) => {
  for (const section of fresh(root, ".rg-results", "Colours")) {
    const grid = gridOf(section);
    const button = grid && toolOf(grid, "colours");
    button?.addEventListener("click", () => {
      const plain = grid.table.classList.toggle("rg-plain");
      button.setAttribute("aria-pressed", String(!plain));
    });
  }
});
