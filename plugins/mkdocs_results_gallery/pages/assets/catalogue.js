// The published catalogue: loaded once, in parts where it is large, searched and counted in memory.
import { compareDigits } from "./digits.js";
import { textAt } from "./loading.js";
import { inOrder } from "./natural.js";

export const KINDS = ["tag", "metric", "row"];

/** A table as a part of the catalogue writes it (`indexed.py`): names are places in a list of them. */
function tableOf([name, title, rows, metrics, titles, labels, best, lower, says], names) {
  const named = (places) => places.map((place) => names[place]);
  const table = { name, title, rows: named(rows), metrics: named(metrics), labels: named(labels), lower, says };
  // a number that is shown as it is written stands there once
  table.best = best.map((one) => one && (Array.isArray(one) ? { value: one[0], shown: one[1] } : { value: Number(one), shown: one }));
  table.titles = titles ? named(titles) : table.metrics;
  return table;
}

const distinct = (lists) => (lists.length === 1 ? lists[0] : [...new Set(lists.flat())]);

/** One experiment of a part. */
function entryOf([title, url, path, date, time, tags, about, leader, tables, since = ""], names) {
  const entry = { title, url, path, date, time, about, leader, since, tables: tables.map((table) => tableOf(table, names)) };
  entry.tag = tags.map((place) => names[place]);
  entry.metric = distinct(entry.tables.map((table) => table.metrics));
  entry.row = distinct(entry.tables.map((table) => table.rows));
  entry.cells = entry.tables.reduce((sum, table) => sum + table.rows.length * table.metrics.length, 0);
  entry.own = `${title}\n${path}`.toLowerCase();
  return entry;
}

/** For each name in the `lists` of experiments the numbers of those that have it. */
function holders(lists) {
  const found = new Map();
  for (const [number, names] of lists.entries()) {
    for (const name of names) {
      const numbers = found.get(name);
      if (!numbers) found.set(name, [number]);
      else if (numbers.at(-1) !== number) numbers.push(number);
    }
  }
  return found;
}

const loaded = new Map();

async function catalogueAt(address, say) {
  const dataAt = async (relative) => JSON.parse(await textAt(new URL(relative, address).href));
  const { titles, tags, total, parts, pictures, perPictures, ...first } = await dataAt(address);
  let arrived = 0;
  const ready = ({ names, experiments }) => {
    arrived += experiments.length;
    if (parts.length) say(arrived, total);
    return experiments.map((entry) => entryOf(entry, names));
  };
  const start = ready(first);
  // each is a script of its own: between two of them the page answers
  const others = await Promise.allSettled(parts.map(async (part) => ready(await dataAt(part))));
  const lost = others.find((one) => one.status === "rejected");
  if (lost) throw lost.reason; // after all others, which would speak over what is said of it
  const entries = [start, ...others.map((one) => one.value)].flat();
  for (const [number, entry] of entries.entries()) entry.number = number;
  const labels = holders(entries.map((entry) => entry.tables.flatMap((table) => table.labels)));
  const held = Object.fromEntries(KINDS.map((kind) => [kind, holders(entries.map((entry) => entry[kind]))]));
  const pictured = new Map();
  return {
    entries,
    held,
    /** What is held, by kind, in the order of names: put in order when it is first asked for. */
    ordered: {},
    texts: [...Object.values(held), labels].flatMap((names) => [...names].map(([name, numbers]) => [name.toLowerCase(), numbers])),
    titles: new Map(KINDS.map((kind) => [kind, new Map(Object.entries(titles[kind] ?? {}))])),
    pages: new Map(Object.entries(tags)),
    /** The [address, text] of an experiment's picture: it comes with those of its neighbours. */
    async pictureOf({ number }) {
      const part = Math.floor(number / perPictures);
      if (!pictured.has(part)) pictured.set(part, dataAt(pictures[part]));
      return (await pictured.get(part))[number % perPictures];
    },
  };
}

/** The catalogue at `relative`, an address as the page writes it: {entries, held, ordered, texts, titles, pages, pictureOf}; entries
    in the gallery's order. Of one in parts `say` is told how many experiments have come, and of how many. */
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

/** Marks the experiments that hold a word, in lower case: in a name, a label, their title or their path. */
function holding({ entries, texts }, word) {
  const marks = new Uint8Array(entries.length);
  // a name is looked at once, however many have it
  for (const [text, numbers] of texts) {
    if (text.includes(word)) for (const number of numbers) marks[number] = 1;
  }
  for (const { number, own } of entries) marks[number] ||= Number(own.includes(word));
  return marks;
}

function marksOf(numbers, { entries }) {
  const marks = new Uint8Array(entries.length);
  for (const number of numbers) marks[number] = 1;
  return marks;
}

/** Those whose texts hold all words and that have all names. `wish` is {q, tag: [], metric: [], row: []}. */
export function matching(catalogue, wish) {
  const words = wish.q.toLowerCase().split(/\s+/).filter(Boolean);
  const having = (kind, name) => marksOf(catalogue.held[kind].get(name) ?? [], catalogue);
  const asked = [...words.map((word) => holding(catalogue, word)), ...KINDS.flatMap((kind) => wish[kind].map((name) => having(kind, name)))];
  return catalogue.entries.filter(({ number }) => asked.every((marks) => marks[number]));
}

/** [name, number of experiments] of one kind among those `found`, most first. */
export function counts(catalogue, found, kind) {
  const marks = marksOf(found.map(({ number }) => number), catalogue);
  catalogue.ordered[kind] ??= inOrder([...catalogue.held[kind]], ([name]) => name);
  const counted = catalogue.ordered[kind].map(([name, numbers]) => [name, numbers.reduce((sum, number) => sum + marks[number], 0)]);
  return counted.filter(([, number]) => number).sort((one, other) => other[1] - one[1]);
}

/** {value, shown, isLower} of a metric's best number in each table of an experiment that has one. */
const bests = (entry, metric) =>
  entry.tables
    .map((table) => [table, table.metrics.indexOf(metric)])
    .filter(([table, at]) => at >= 0 && table.best[at])
    .map(([table, at]) => ({ ...table.best[at], isLower: table.lower.includes(at) }));

const isLower = (found) => found.length > 0 && found.every((one) => one.isLower);

/** What stands for a metric in an experiment: {value, shown} of its best number, or the highest; null for none. */
export function headline(entry, metric) {
  const found = bests(entry, metric);
  const sign = isLower(found) ? 1 : -1;
  return found.sort((one, other) => sign * (one.value - other.value))[0] ?? null;
}

const byNumber = (one, other) => one.number - other.number;

// a Map, as the address says which: an object has more keys than one gives it
const ORDERS = new Map([
  // not by their texts: these may be of several zones
  ["date", (one, other) => (other.time ?? -Infinity) - (one.time ?? -Infinity) || 0],
  ["size", (one, other) => other.cells - one.cells],
]);

function sortedBy(by, all) {
  if (by === "title") return inOrder(all, ({ title }) => title);
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
