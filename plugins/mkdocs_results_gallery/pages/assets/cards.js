// Experiments of the catalogue as cards or as a list.
import { headline } from "./catalogue.js";
import { bdi, make, named } from "./ready.js";

const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

function card(entry, root, metric) {
  const link = make("a", { class: "rg-card-title", href: root + entry.url }, bdi(entry.title));
  const [first, ...others] = entry.tables;
  const more = others.length ? ` and ${counted(others.length, "more table")}` : "";
  const size = `${counted(first.rows.length, "row")} × ${counted(first.metrics.length, "metric")}${more}`;
  const meta = make("p", { class: "rg-meta" }, [entry.date, size].filter(Boolean).join(" · "));
  const text = make("div", { class: "rg-card-text" }, link, meta);
  const best = metric && headline(entry, metric);
  if (best) text.append(make("p", { class: "rg-headlines" }, bdi(metric), " ", make("b", {}, best.shown)));
  const scope = others.length ? `${first.title || first.name}: ` : "";
  if (first.observations.length) text.append(make("p", { class: "rg-headlines rg-says" }, make("bdi", {}, scope ? bdi(scope) : "", ...named(first.observations[0], [...first.rows, ...first.metrics, ...first.labels]))));
  if (entry.tags.length) text.append(make("ul", { class: "rg-tags" }, ...entry.tags.map((tag) => make("li", {}, bdi(tag)))));
  const picture = make("img", { class: "rg-thumbnail", src: entry.thumbnail, alt: entry.tables[0].description, width: "64", height: "64", loading: "lazy" });
  return make("li", { class: "rg-card" }, picture, text);
}

const PAGE = 60;

/** Fills `list` with cards of `entries`, some at a time; `root` leads to the gallery, `metric` is shown if given. */
export function show(list, more, entries, root, metric) {
  let shown = 0;
  const next = () => {
    const added = entries.slice(shown, shown + PAGE).map((entry) => card(entry, root, metric));
    list.append(...added);
    // the keyboard goes on at what came, as the button may be gone
    if (shown) added[0]?.querySelector("a").focus();
    shown = Math.min(entries.length, shown + PAGE);
    more.hidden = shown === entries.length;
    const left = entries.length - shown;
    more.textContent = `Show ${Math.min(PAGE, left)} more of ${left.toLocaleString("en")}`;
  };
  list.replaceChildren();
  more.onclick = next;
  next();
}
