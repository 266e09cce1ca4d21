// Texts to copy: completes their addresses where the build did not know the site's, and copies them.
import { fresh, make, onPage } from "./ready.js";

onPage((root) => {
  for (const place of fresh(root, "[data-rg-address]", "Address")) {
    place.textContent = new URL(place.dataset.rgAddress, document.baseURI).href;
  }
  for (const snippet of fresh(root, ".rg-snippet", "Snippet")) {
    if (!navigator.clipboard) continue;
    const title = snippet.querySelector(".rg-snippet-title").textContent;
    const button = make("button", { type: "button", class: "rg-more", "aria-label": `Copy ${title}` }, "Copy");
    const status = make("output", { class: "rg-count" });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(snippet.querySelector("code").textContent);
      status.textContent = "copied";
    });
    snippet.querySelector(".rg-snippet-title").after(" ", button, " ", status);
  }
});
