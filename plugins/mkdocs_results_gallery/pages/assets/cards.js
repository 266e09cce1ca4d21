// Experiments of the catalogue as cards or as a list.
import { headline } from "./catalogue.js";
import { make } from "./ready.js";

const bdi = (text) => make("bdi", {}, text);

function card(entry, root, metric) {
  const link = make("a", { class: "rg-card-title", href: root + entry.url }, bdi(entry.title));
  const size = entry.tables.map((table) => `${table.rows.length} × ${table.metrics.length}`).join(" + ");
  const meta = make("p", { class: "rg-meta" }, [entry.date, size].filter(Boolean).join(" · "));
  const text = make("div", { class: "rg-card-text" }, link, meta);
  const best = metric && headline(entry, metric);
  if (best) text.append(make("p", { class: "rg-headlines" }, bdi(metric), " ", make("b", {}, best.shown)));
  const says = entry.tables[0].observations[0];
  if (says) text.append(make("p", { class: "rg-headlines" }, bdi(says)));
  const picture = make("img", { class: "rg-thumbnail", src: entry.thumbnail, alt: entry.tables[0].description, width: "64", height: "64", loading: "lazy" });
  return make("li", { class: "rg-card" }, picture, text);
}

const PAGE = 60;

/** Fills `list` with cards of `entries`, some at a time; `root` leads to the gallery, `metric` is shown if given. */
export function show(list, more, entries, root, metric) {
  let shown = 0;
  const next = () => {
    list.append(...entries.slice(shown, shown + PAGE).map((entry) => card(entry, root, metric)));
    shown = Math.min(entries.length, shown + PAGE);
    more.hidden = shown === entries.length;
    const left = entries.length - shown;
    more.textContent = `Show ${Math.min(PAGE, left)} more of ${left.toLocaleString("en")}`;
  };
  list.replaceChildren();
  more.onclick = next;
  next();
}
