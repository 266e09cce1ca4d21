// Shows where a figure or a table goes on beyond its frame: the frame's shadow is on that side.
import { fresh, onPage } from "./ready.js";

function look(frame) {
  const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = frame;
  const [before, after] = [Math.abs(scrollLeft), scrollWidth - clientWidth - Math.abs(scrollLeft)];
  const below = scrollHeight - clientHeight - scrollTop;
  const sides = { start: before, end: after, below };
  for (const [side, hidden] of Object.entries(sides)) frame.parentElement.classList.toggle(`rg-edge-${side}`, hidden > 2);
}

onPage((root) => {
  for (const edges of fresh(root, ".rg-edges", "Edges")) {
    const frame = edges.firstElementChild;
    const sizes = new ResizeObserver(() => look(frame));
    for (const one of [frame, ...frame.children]) sizes.observe(one);
    frame.addEventListener("scroll", () => look(frame), { passive: true });
  }
});
