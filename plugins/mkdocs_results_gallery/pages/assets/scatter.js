// Says below a scatter what is known of the point under the pointer, or of the one that the Tab key has reached. A
// click follows the point's link to its row in the table, which place.js marks.
import { fresh, onPage } from "./ready.js";

onPage((root) => {
  for (const figure of fresh(root, ".rg-scatter-figure", "Scatter")) {
    const output = figure.querySelector(".rg-told");
    const say = (node) => {
      output.textContent = node?.closest?.("a")?.querySelector("title")?.textContent ?? "";
    };
    figure.addEventListener("mouseover", (event) => say(event.target));
    figure.addEventListener("mouseleave", () => say(figure.contains(document.activeElement) ? document.activeElement : null));
    figure.addEventListener("focusin", (event) => say(event.target));
    figure.addEventListener("focusout", () => say(null));
  }
});
