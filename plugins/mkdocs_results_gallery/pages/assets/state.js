// What a reader has chosen of each table stands in the address: it can be shared, survives a reload, and can be reset.
import { gridOf, gridsOf } from "./grid.js";
import { fresh, onPage } from "./ready.js";
import { say, toolOf } from "./toolbar.js";

const parts = new WeakMap();
const busy = new WeakSet();
let settling = null;

/** Keep a choice in the address: `get` gives it as texts, none for what the page begins with; `set` takes such texts from
    an address that anybody may have written, and leaves alone what it does not know. */
export function inAddress(grid, name, get, set) {
  if (!parts.has(grid)) {
    parts.set(grid, []);
    grid.table.addEventListener("rg-changed", () => changed(grid));
  }
  parts.get(grid).push({ name, get, set });
}

/** The start of the names of a grid's parameters: none for the page's first table, as in the ids of its cells. */
function startOf(grid) {
  const place = gridsOf(document).indexOf(grid);
  return place > 0 ? `t${place + 1}-` : "";
}

const isOther = (grid) => (parts.get(grid) ?? []).some((part) => part.get().length);

/** Write what is chosen into the address, after all that a choice changes has been changed. */
export function changed(grid) {
  queueMicrotask(() => {
    if (busy.has(grid) || !grid.table.isConnected) return;
    const address = new URL(location.href);
    const start = startOf(grid);
    for (const { name, get } of parts.get(grid) ?? []) {
      address.searchParams.delete(start + name);
      for (const text of get()) address.searchParams.append(start + name, text);
    }
    try {
      // replaced, not pushed: ten letters typed are not ten steps back
      if (address.href !== location.href) history.replaceState(history.state, "", address);
    } catch {
      // a browser may allow no more of them for a while, or none where the page is in a frame; all else works
    }
    showReset(grid);
  });
}

function showReset(grid) {
  // not disabled: the keyboard's place would be lost with it
  toolOf(grid, "reset")?.setAttribute("aria-disabled", String(!isOther(grid)));
}

/** Choose what `asked` says, and of what it does not say what the page began with. */
async function choose(grid, asked) {
  busy.add(grid);
  const start = startOf(grid);
  for (const { name, get, set } of parts.get(grid) ?? []) {
    const texts = asked.getAll(start + name);
    if (texts.join("\n") !== get().join("\n")) await set(texts);
  }
  busy.delete(grid);
  showReset(grid);
}

const chooseAll = () => Promise.allSettled(gridsOf(document).map((grid) => choose(grid, new URLSearchParams(location.search))));

/** Wait until the page shows what its address says. */
export const settled = async () => settling;

// where a reader goes back to another place of the same page, what was chosen there comes back too
addEventListener("popstate", () => {
  settling = chooseAll();
});

/** The buttons that are pressed or not, and what that is called in an address. */
const PRESSED = { colours: { true: "on", false: "off" }, scale: { true: "column", false: "shared" } };

function keepPressed(grid, name) {
  const button = toolOf(grid, name);
  if (!button) return;
  const now = () => PRESSED[name][button.getAttribute("aria-pressed")];
  const first = now();
  const isWord = (text) => Object.values(PRESSED[name]).includes(text);
  inAddress(grid, name, () => (now() === first ? [] : [now()]), ([asked]) => {
    if ((isWord(asked) ? asked : first) !== now()) button.click();
  });
  // what it does may wait for rows
  new MutationObserver(() => changed(grid)).observe(button, { attributeFilter: ["aria-pressed"] });
}

onPage((root) => {
  for (const section of fresh(root, ".rg-results", "State")) {
    const grid = gridOf(section);
    if (!grid) continue;
    for (const name of Object.keys(PRESSED)) keepPressed(grid, name);
    const button = toolOf(grid, "reset");
    button?.addEventListener("click", async () => {
      await choose(grid, new URLSearchParams());
      changed(grid);
      say(button, "as at first");
    });
  }
  // the controls are prepared by jobs that come later
  settling = Promise.resolve().then(chooseAll);
});
