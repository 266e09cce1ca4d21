// Switches the colours of a table's cells off and on.
import { gridOf } from "./grid.js";
import { fresh, make, onPage } from "./ready.js";
import { toolbarOf } from "./toolbar.js";

onPage((root) => {
  for (const section of fresh(root, ".rg-results:not(.rg-embed)", "Colours")) {
    const grid = gridOf(section);
    if (!grid) continue;
    const button = make("button", { type: "button", "aria-pressed": "true" }, "Colours");
    button.addEventListener("click", () => {
      const plain = grid.table.classList.toggle("rg-plain");
      button.setAttribute("aria-pressed", String(!plain));
    });
    toolbarOf(grid).append(button);
  }
});
