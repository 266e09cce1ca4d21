// The published catalogue: loaded once, in parts where it is large, searched and counted in memory.
import { compareDigits } from "./digits.js";
import { textAt } from "./loading.js";

export const KINDS = ["tag", "metric", "row"];

/** One experiment with what it is searched by; `pages` has the addresses of the pages of tags. */
function prepared(entry, pages) {
  const names = (key) => [...new Set(entry.tables.flatMap((table) => table[key]))];
  const found = { tag: entry.tags, metric: names("metrics"), row: names("rows") };
  const text = [entry.title, entry.path, ...found.tag, ...found.metric, ...found.row, ...names("labels")].join("\n").toLowerCase();
  const cells = entry.tables.reduce((sum, table) => sum + table.rows.length * table.metrics.length, 0);
  return { ...entry, ...found, pages, text, cells };
}

const loaded = new Map();

async function catalogueAt(address, say) {
  const { experiments, titles, tags, total, parts = [] } = JSON.parse(await textAt(address));
  const pages = new Map(Object.entries(tags));
  let arrived = 0;
  const ready = (some) => {
    arrived += some.length;
    if (parts.length) say(arrived, total);
    return some.map((entry) => prepared(entry, pages));
  };
  const first = ready(experiments);
  // each is a script of its own: between two of them the page answers
  const arrive = async (part) => ready(JSON.parse(await textAt(new URL(part, address).href)).experiments);
  const others = await Promise.allSettled(parts.map(arrive));
  const lost = others.find((one) => one.status === "rejected");
  if (lost) throw lost.reason; // after all others, which would speak over what is said of it
  const entries = [first, ...others.map((one) => one.value)].flat();
  for (const [number, entry] of entries.entries()) entry.number = number;
  return { experiments: entries, titles: new Map(KINDS.map((kind) => [kind, new Map(Object.entries(titles[kind] ?? {}))])) };
}

/** The {experiments, titles} of the catalogue at `relative`, an address as the page writes it; in the gallery's order.
    Of one in parts `say` is told how many experiments have come, and of how many. */
export async function load(relative, say) {
  const address = new URL(relative, document.baseURI).href;
  if (!loaded.has(address)) loaded.set(address, catalogueAt(address, say));
  try {
    return await loaded.get(address);
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

function sortedBy(by, all) {
  if (!by.startsWith("metric:")) {
    const compare = ORDERS.get(by) ?? byNumber;
    return [...all].sort((one, other) => compare(one, other) || byNumber(one, other));
  }
  const metric = by.slice(7);
  const values = new Map(all.map((entry) => [entry, headline(entry, metric)]));
  const lower = isLower(all.flatMap((entry) => bests(entry, metric)));
  return [...all].sort((one, other) => {
    const [a, b] = [values.get(one), values.get(other)];
    if (!a || !b) return !a - !b || byNumber(one, other);
    // where doubles can't tell them apart, the shown digits may
    const order = a.value - b.value || compareDigits(a.shown, b.shown) || 0;
    return (lower ? order : -order) || byNumber(one, other);
  });
}

let last = {};

/** Sorted by "", title, date, size, or the headline of a metric (`metric:NAME`), better first; equals in order. Low is
    better where all that have the metric say so, among `all` experiments, of which `entries` are some. */
export function sorted(entries, by, all) {
  // all are put in order once, however often the filter changes
  if (last.all !== all || last.by !== by) last = { all, by, order: sortedBy(by, all) };
  const wanted = new Set(entries);
  return last.order.filter((entry) => wanted.has(entry));
}
