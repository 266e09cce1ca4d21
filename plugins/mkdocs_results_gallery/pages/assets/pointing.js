// Pointing at a cell, a row or a column marks it in figure and table; a click on it makes a link to it, and a link
// leads to it.
import { mark } from "./marks.js";
import { addressOf, cellsOf, placeAt, placeOf } from "./place.js";
import { onPage } from "./ready.js";
import { settled } from "./state.js";

let kept = "";
let under = null;

/** Mark what a place has; null: nothing. */
export function point(place) {
  mark("rg-pointed", place?.grid, place ? cellsOf(place) : []);
}

/** Put the address of a place behind #, and keep it marked. */
export function keep(place) {
  const address = place && addressOf(place);
  if (!address) return;
  // replaced, not pushed: ten cells looked at are not ten steps back
  history.replaceState(history.state, "", `#${address}`);
  kept = address;
  mark("rg-linked", place.grid, cellsOf(place));
}

async function follow() {
  const address = location.hash.slice(1); // our ids are plain ASCII
  if (address === kept && address) return;
  // else a filter that is in the address too could hide what is found
  await settled();
  const place = await placeAt(address);
  kept = place ? address : "";
  if (!place) return mark("rg-linked");
  const { grid, row, metric } = place;
  grid.reveal(row, metric);
  mark("rg-linked", grid, cellsOf(place));
  const seen = row === null ? grid.heads[metric] : metric === null ? grid.lines[row] : grid.cell(row, metric);
  seen.scrollIntoView({ block: "center", inline: "nearest" });
}

// not mouseover: where an arrow key scrolls the page below a pointer at rest, that is no wish of the pointer's
document.addEventListener("mousemove", (event) => {
  if (event.target === under) return;
  under = event.target;
  point(placeOf(under, event));
});
document.addEventListener("focusin", (event) => {
  // the figure itself points at the cell that it was left at
  if (!event.target.matches("svg.rg-heatmap")) point(placeOf(event.target));
});
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && !event.target.closest("a, button")) keep(placeOf(event.target, event));
});
addEventListener("hashchange", () => {
  kept = "";
  follow();
});
onPage(() => {
  kept = "";
  follow();
});
