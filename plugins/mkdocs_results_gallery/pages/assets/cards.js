// Experiments of the catalogue as cards or as a list.
import { headline } from "./catalogue.js";
import { bdi, make, named } from "./ready.js";

const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

const NAMED = 4;

const sizeOf = ([first, ...others]) => {
  const more = others.length ? ` and ${counted(others.length, "more table")}` : "";
  return `${counted(first.rows.length, "row")} × ${counted(first.metrics.length, "metric")}${more}`;
};

const scopeOf = ([first, ...others]) => (others.length ? [bdi(first.title || first.name), ": "] : []);

/** What the file says it is about; else its size and its metrics. */
function aboutOf(entry) {
  if (entry.about) return make("p", { class: "rg-about" }, bdi(entry.about));
  const { titles } = entry.tables[0];
  const names = titles.slice(0, NAMED).flatMap((title, at) => (at ? [", ", bdi(title)] : [bdi(title)]));
  const more = titles.length > NAMED ? ` and ${titles.length - NAMED} more` : "";
  return make("p", { class: "rg-about" }, `${sizeOf(entry.tables)}: `, ...names, more);
}

/** The number that the list is sorted by, else the row that is certainly the best. */
function leaderOf(entry, metric) {
  const best = metric && headline(entry, metric.name);
  const line = (...parts) => make("p", { class: "rg-headlines rg-leader" }, ...parts);
  if (best) return line(bdi(metric.title), " ", make("b", {}, best.shown));
  const { leader } = entry;
  if (!leader || metric) return "";
  const [name, row] = leader.titles.map((title) => bdi(title));
  const unit = leader.unit ? [" ", make("span", { class: "rg-unit" }, leader.unit)] : [];
  return line(...scopeOf(entry.tables), "best in ", name, ": ", row, " ", make("b", {}, leader.shown), ...unit);
}

/** A sentence about the first table. */
function saidOf({ tables }) {
  const [first] = tables;
  if (!first.observations.length) return "";
  const names = [...first.rows, ...first.metrics, ...first.labels];
  return make("p", { class: "rg-headlines rg-says" }, make("bdi", {}, ...scopeOf(tables), ...named(first.observations[0], names)));
}

const dayOf = (entry) => make("time", { datetime: entry.date }, entry.date);

const tagOf = (tag, root, pages) => (pages.has(tag) ? make("a", { href: (root || "./") + pages.get(tag) }, bdi(tag)) : bdi(tag));

function card(entry, root, metric, view) {
  const link = make("a", { class: "rg-card-title", href: (root || "./") + entry.url }, bdi(entry.title));
  const picture = make("img", { class: "rg-thumbnail", src: entry.thumbnail, alt: entry.tables[0].description, width: "64", height: "64", loading: "lazy" });
  const tags = entry.tags.length ? make("ul", { class: "rg-tags" }, ...entry.tags.map((tag) => make("li", {}, tagOf(tag, root, entry.pages)))) : "";
  const text = make("div", { class: "rg-card-text" }, link);
  const item = make("li", { class: "rg-card" }, picture, text);
  if (view === "list") {
    text.append(aboutOf(entry));
    const end = make("div", { class: "rg-card-end" }, entry.date ? make("p", { class: "rg-meta" }, dayOf(entry)) : "", tags);
    item.append(leaderOf(entry, metric), end);
  } else {
    const meta = make("p", { class: "rg-meta" }, ...(entry.date ? [dayOf(entry), " · "] : []), sizeOf(entry.tables));
    text.append(meta, metric ? leaderOf(entry, metric) : "", saidOf(entry), tags);
  }
  return item;
}

const PAGE = 60;

/** Fills `list` with `entries` as a `view`, some at a time; `root` leads to the gallery, the number of `metric`, its
    {name, title}, is shown if given. */
export function show(list, more, entries, root, metric, view) {
  list.classList.toggle("rg-as-list", view === "list");
  let shown = 0;
  const next = () => {
    const added = entries.slice(shown, shown + PAGE).map((entry) => card(entry, root, metric, view));
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
