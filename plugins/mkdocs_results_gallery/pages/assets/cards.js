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
  const [shown, unit, name, row] = leader;
  const behind = unit ? [" ", make("span", { class: "rg-unit" }, unit)] : [];
  return line(...scopeOf(entry.tables), "best in ", bdi(name), ": ", bdi(row), " ", make("b", {}, shown), ...behind);
}

/** A sentence about the first table. */
function saidOf({ tables }) {
  const [first] = tables;
  if (!first.says) return "";
  const names = [...first.rows, ...first.metrics, ...first.labels];
  return make("p", { class: "rg-headlines rg-says" }, make("bdi", {}, ...scopeOf(tables), ...named(first.says, names)));
}

const dayOf = (entry) => make("time", { datetime: entry.date }, entry.date);

const tagOf = (tag, root, pages) => (pages.has(tag) ? make("a", { href: (root || "./") + pages.get(tag) }, bdi(tag)) : bdi(tag));

/** Gives pictures their content when they come into sight. */
function pictures() {
  const wanted = new WeakMap();
  const seen = new IntersectionObserver((changes) => {
    for (const { isIntersecting, target } of changes) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      // without it a card says all the same
      wanted.get(target)().then(([address, text]) => Object.assign(target, { src: address, alt: text }), () => {});
    }
  }, { rootMargin: "100%" });
  return (picture, load) => {
    wanted.set(picture, load);
    seen.observe(picture);
  };
}

const whenSeen = pictures();

function card(entry, catalogue, root, metric, view) {
  const link = make("a", { class: "rg-card-title", href: (root || "./") + entry.url }, bdi(entry.title));
  const picture = make("img", { class: "rg-thumbnail", alt: "", width: "64", height: "64" });
  whenSeen(picture, () => catalogue.pictureOf(entry));
  const tags = entry.tag.length ? make("ul", { class: "rg-tags" }, ...entry.tag.map((tag) => make("li", {}, tagOf(tag, root, catalogue.pages)))) : "";
  const text = make("div", { class: "rg-card-text" }, link, entry.since && make("span", { class: "rg-since" }, entry.since));
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
const SCREEN = 18;

const nextFrame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

/** Fills `list` with `entries` of a `catalogue` as a `view`, some at a time; `root` leads to the gallery, the number of
    `metric`, its {name, title}, is shown if given. */
export function show(list, more, entries, catalogue, root, metric, view) {
  list.classList.toggle("rg-as-list", view === "list");
  let shown = 0;
  const next = async () => {
    const some = entries.slice(shown, shown + PAGE);
    const adding = (...range) => some.slice(...range).map((entry) => card(entry, catalogue, root, metric, view));
    // whoever types waits for what is in sight only
    const now = shown ? PAGE : SCREEN;
    const added = adding(0, now);
    list.append(...added);
    // the keyboard goes on at what came, as the button may be gone
    if (shown) added[0]?.querySelector("a").focus();
    shown += some.length;
    more.hidden = shown === entries.length;
    const left = entries.length - shown;
    more.textContent = `Show ${Math.min(PAGE, left)} more of ${left.toLocaleString("en")}`;
    if (some.length <= now) return;
    await nextFrame();
    if (added[0].parentElement === list) added.at(-1).after(...adding(now));
  };
  list.replaceChildren();
  more.onclick = next;
  next();
}
