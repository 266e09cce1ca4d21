// Runs a job for each page: once on plain loading, again on each page of Material's instant navigation.

const jobs = [];

/** `job` gets the document's element; it must leave alone what it has prepared before. */
export function onPage(job) {
  jobs.push(job);
}

/** Run all jobs on this page, and on those that come. */
export function start() {
  const run = () => {
    for (const job of jobs) job(document);
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", run);
  else run();
  // not instead: on a page opened from disk, Material waits for a script from elsewhere, and without a network for ever
  let isPast = true;
  globalThis.document$?.subscribe?.(() => isPast || run());
  isPast = false;
}

// the stylesheet shows the controls from now on
document.documentElement.classList.add("rg-ready");

/** Each element of `root` that matches `selector`, once in its life for each `name`. */
export function* fresh(root, selector, name) {
  for (const element of root.querySelectorAll(selector)) {
    const key = `rgReady${name}`;
    if (element.dataset[key]) continue;
    element.dataset[key] = "1";
    yield element;
  }
}

/** The language of what the user wrote, "" where the site's is English as our words are. */
export const theirs = () => document.querySelector(".rg[lang] bdi[lang]:not([lang=en])")?.lang ?? "";

/** A name of the user's, kept apart from its neighbours. */
export const bdi = (text) => make("bdi", theirs() ? { lang: theirs() } : {}, text);

/** A text of ours in which some of the user's `names` stand, as children of an element. */
export function named(text, names) {
  const known = theirs() ? names.filter((name) => name && text.includes(name)).sort((one, other) => other.length - one.length) : [];
  if (!known.length) return [text];
  const any = known.map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|");
  return text.split(new RegExp(`(?<![\\p{L}\\p{N}_])(${any})(?![\\p{L}\\p{N}_])`, "u")).map((part, at) => (at % 2 ? bdi(part) : part));
}

/** An element with attributes and children; texts stay texts. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
