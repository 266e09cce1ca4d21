// Loads the rows of a large table that its page leaves out, part by part.
import { gridOf } from "./grid.js";
import { fresh, onPage } from "./ready.js";

async function rowsOf(address) {
  const text = await (await fetch(address)).text();
  // our own file from our own site, in which every name is escaped
  return [...new DOMParser().parseFromString(text, "text/html").querySelectorAll("tr")];
}

onPage((root) => {
  for (const note of fresh(root, ".rg-rest", "Rest")) {
    const grid = gridOf(note.closest(".rg-results"));
    const parts = note.dataset.parts.split(" ").filter(Boolean);
    if (!grid || !parts.length) continue;
    const button = note.querySelector("button");
    const base = document.baseURI;
    button.addEventListener("click", async () => {
      button.disabled = true;
      grid.grow(await rowsOf(new URL(parts.shift(), base)));
      button.disabled = false;
      button.textContent = `Show more rows (${grid.lines.length.toLocaleString("en")} are here)`;
      button.hidden = !parts.length;
    });
  }
});
