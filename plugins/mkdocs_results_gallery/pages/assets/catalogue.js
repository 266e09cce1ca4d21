// The published catalogue: loaded once, searched and counted in memory.
import { compareDigits } from "./digits.js";
import { textAt } from "./loading.js";

export const KINDS = ["tag", "metric", "row"];

/** One experiment with what it is searched by. */
function prepared(entry, number) {
  const names = (key) => [...new Set(entry.tables.flatMap((table) => table[key]))];
  const found = { tag: entry.tags, metric: names("metrics"), row: names("rows") };
  const text = [entry.title, entry.path, ...found.tag, ...found.metric, ...found.row, ...names("labels")].join("\n").toLowerCase();
  const cells = entry.tables.reduce((sum, table) => sum + table.rows.length * table.metrics.length, 0);
  return { ...entry, ...found, number, text, cells };
}

const loaded = new Map();

/** The {experiments, titles} of the catalogue at `relative`, an address as the page writes it; in the gallery's order. */
export async function load(relative) {
  const address = new URL(relative, document.baseURI).href;
  if (!loaded.has(address)) loaded.set(address, textAt(address));
  try {
    const { experiments, titles, tags } = JSON.parse(await loaded.get(address));
    // the addresses of the pages of tags
    const pages = new Map(Object.entries(tags));
    return { experiments: experiments.map((entry, number) => ({ ...prepared(entry, number), pages })), titles: new Map(KINDS.map((kind) => [kind, new Map(Object.entries(titles[kind] ?? {}))])) };
  } catch (error) {
    loaded.delete(address); // the next time it may be there
    throw error;
  }
}

/** Those whose texts hold all words and that have all names. `wish` is {q, tag: [], metric: [], row: []}. */
export function matching(entries, wish) {
  const words = wish.q.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(
    (entry) => words.every((word) => entry.text.includes(word)) && KINDS.every((kind) => wish[kind].every((name) => entry[kind].includes(name))),
  );
}

const { compare } = new Intl.Collator(undefined, { numeric: true });

/** [name, number of experiments] of one kind, most first. */
export function counts(entries, kind) {
  const found = new Map();
  for (const entry of entries) for (const name of entry[kind]) found.set(name, (found.get(name) ?? 0) + 1);
  return [...found].sort((one, other) => other[1] - one[1] || compare(one[0], other[0]));
}

/** {value, shown, lower} of a metric's best number in each table of an experiment that has one. */
const bests = (entry, metric) =>
  entry.tables
    .map((table) => [table, table.metrics.indexOf(metric)])
    .filter(([table, at]) => at >= 0 && table.best[at] !== null)
    .map(([table, at]) => ({ value: table.best[at], shown: table.best_shown[at], lower: table.lower[at] }));

const isLower = (found) => found.length > 0 && found.every((one) => one.lower);

/** What stands for a metric in an experiment: {value, shown} of its best number, or the highest; null for none. */
export function headline(entry, metric) {
  const found = bests(entry, metric);
  const sign = isLower(found) ? 1 : -1;
  return found.sort((one, other) => sign * (one.value - other.value))[0] ?? null;
}

const byNumber = (one, other) => one.number - other.number;

// a Map, as the address says which: an object has more keys than one gives it
const ORDERS = new Map([
  ["title", (one, other) => compare(one.title, other.title)],
  // not by their texts: these may be of several zones
  ["date", (one, other) => (other.time ?? -Infinity) - (one.time ?? -Infinity) || 0],
  ["size", (one, other) => other.cells - one.cells],
]);

/** Sorted by "", title, date, size, or the headline of a metric (`metric:NAME`), better first; equals in order. Low is
    better where all that have the metric say so, among `all` experiments. */
export function sorted(entries, by, all) {
  if (!by.startsWith("metric:")) {
    const compare = ORDERS.get(by) ?? byNumber;
    return [...entries].sort((one, other) => compare(one, other) || byNumber(one, other));
  }
  const metric = by.slice(7);
  const values = new Map(entries.map((entry) => [entry, headline(entry, metric)]));
  const lower = isLower(all.flatMap((entry) => bests(entry, metric)));
  return [...entries].sort((one, other) => {
    const [a, b] = [values.get(one), values.get(other)];
    if (!a || !b) return !a - !b || byNumber(one, other);
    // where doubles can't tell them apart, the shown digits may
    const order = a.value - b.value || compareDigits(a.shown, b.shown) || 0;
    return (lower ? order : -order) || byNumber(one, other);
  });
}
