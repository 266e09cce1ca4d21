// The gallery's index: search, facets with counts, order and view. Its state is in the address.
import { show } from "./cards.js";
import { counts, KINDS, load, matching, sorted } from "./catalogue.js";
import { bdi, fresh, make, onPage } from "./ready.js";
import { dropOf } from "./toolbar.js";

const OFFERED = 100;
const FEW = 12;
const ORDERS = [["", "by folder"], ["title", "by title"], ["date", "newest first"], ["size", "largest first"]];
const MOST_METRICS = 24;

function wishOf(address) {
  const asked = new URL(address).searchParams;
  const wish = { q: asked.get("find") ?? "", sort: asked.get("sort") ?? "", view: asked.get("view") ?? "" };
  for (const kind of KINDS) wish[kind] = asked.getAll(kind);
  return wish;
}

function addressOf(wish) {
  const asked = new URLSearchParams(location.search);
  for (const name of ["find", "sort", "view", ...KINDS]) asked.delete(name);
  if (wish.q) asked.set("find", wish.q); // "q" is the site search's
  for (const key of ["sort", "view"]) if (wish[key]) asked.set(key, wish[key]);
  for (const kind of KINDS) for (const name of wish[kind]) asked.append(kind, name);
  const query = asked.toString();
  return location.pathname + (query ? `?${query}` : "") + location.hash;
}

const OTHER = new Map([["list", "cards"], ["cards", "list"]]);

const isAsking = (wish) => Boolean(wish.q || wish.sort || wish.view || KINDS.some((kind) => wish[kind].length));

class Index {
  constructor(place) {
    this.place = place;
    this.still = place.parentElement.querySelector(".rg-still");
    this.wish = wishOf(location.href);
    const bar = place.querySelector(".rg-toolbar");
    this.search = bar.querySelector("input");
    this.sort = bar.querySelector(".rg-tool-order");
    this.status = bar.querySelector("output");
    this.view = bar.querySelector(".rg-tool-view");
    this.chosen = place.querySelector(".rg-chosen");
    this.list = place.querySelector(".rg-cards");
    this.more = place.querySelector(".rg-more");
    const drops = KINDS.map((kind) => bar.querySelector(`.rg-tool-${kind}`));
    this.facets = Object.fromEntries(KINDS.map((kind, at) => [kind, this.prepareFacet(kind, dropOf(drops[at]))]));
    this.search.value = this.wish.q;
    this.search.addEventListener("input", () => this.ask({ q: this.search.value }));
    this.sort.addEventListener("change", () => this.ask({ sort: this.sort.value }));
    this.view.addEventListener("click", () => this.ask({ view: this.shown === place.dataset.view ? OTHER.get(this.shown) : "" }));
    for (const drop of drops) drop.firstElementChild.addEventListener("click", () => this.update());
    if (isAsking(this.wish)) this.update();
  }

  /** The place for a menu's chips, below a field that narrows them. */
  prepareFacet(kind, menu) {
    const field = make("input", { type: "search", class: "rg-narrow", placeholder: `Find ${kind}s`, "aria-label": `Find ${kind}s` });
    const chips = make("div", { class: "rg-chips" });
    field.addEventListener("input", () => this.update());
    menu.append(field, chips);
    return { menu, field, chips };
  }

  /** The view that is wished for, or else that with which the page begins. */
  get shown() {
    return OTHER.has(this.wish.view) ? this.wish.view : this.place.dataset.view;
  }

  /** What people read for a name. */
  titleOf(kind, name) {
    return this.catalogue.titles.get(kind).get(name) ?? name;
  }

  ask(change) {
    Object.assign(this.wish, change);
    history.replaceState(history.state, "", addressOf(this.wish));
    return this.update();
  }

  async load() {
    if (this.catalogue) return;
    const say = (arrived, total) => {
      this.status.textContent = `Loading: ${arrived.toLocaleString("en")} of ${total.toLocaleString("en")}`;
    };
    this.catalogue = await load(this.place.dataset.catalogue, say);
  }

  async update() {
    const wish = (this.asked = {});
    try {
      await this.load();
    } catch (error) {
      this.status.textContent = `The catalogue could not be loaded (${error.message}).`;
      return;
    }
    if (wish !== this.asked) return; // meanwhile more was asked, which is answered in a moment
    const { entries } = this.catalogue;
    const found = matching(this.catalogue, this.wish);
    // a menu that is closed is counted when it opens
    for (const kind of KINDS) if (!this.facets[kind].menu.hidden) this.offerFacet(kind, found);
    this.offerOrders();
    this.showChosen();
    this.view.textContent = this.shown === "list" ? "Cards" : "List";
    const asking = isAsking(this.wish);
    this.still.hidden = asking;
    this.list.hidden = !asking;
    this.more.hidden = true;
    const said = `${found.length.toLocaleString("en")} of ${entries.length.toLocaleString("en")}`;
    this.status.textContent = asking ? said + (found.length ? "" : ": no experiment has all of this") : "";
    if (!asking) this.list.replaceChildren();
    else {
      const name = this.wish.sort.startsWith("metric:") ? this.wish.sort.slice(7) : "";
      const metric = name && { name, title: this.titleOf("metric", name) };
      show(this.list, this.more, sorted(found, this.wish.sort, entries), this.catalogue, this.place.dataset.root, metric, this.shown);
    }
  }

  async toggle(kind, name) {
    const names = this.wish[kind];
    const { chips } = this.facets[kind];
    const wasInMenu = chips.contains(document.activeElement);
    await this.ask({ [kind]: names.includes(name) ? names.filter((other) => other !== name) : [...names, name] });
    // the chips are new ones: the keyboard goes on where it was
    const same = [...chips.children].find((chip) => chip.dataset.name === name);
    ((wasInMenu && same) || this.search).focus();
  }

  /** Back to the whole list, as the page began. */
  async clear() {
    this.search.value = "";
    await this.ask({ q: "", sort: "", view: "", ...Object.fromEntries(KINDS.map((kind) => [kind, []])) });
    this.search.focus();
  }

  chip(kind, name, text) {
    const pressed = this.wish[kind].includes(name);
    const button = make("button", { type: "button", "aria-pressed": String(pressed), "data-name": name }, bdi(this.titleOf(kind, name)), text);
    button.addEventListener("click", () => this.toggle(kind, name));
    return button;
  }

  offerFacet(kind, found) {
    const { field, chips } = this.facets[kind];
    const wanted = field.value.trim().toLowerCase();
    const all = counts(this.catalogue, found, kind);
    field.hidden = all.length <= FEW && !wanted;
    const named = all.filter(([name]) => `${name}\n${this.titleOf(kind, name)}`.toLowerCase().includes(wanted));
    const offered = named.slice(0, OFFERED).map(([name, number]) => this.chip(kind, name, ` (${number})`));
    const rest = named.length > OFFERED ? [make("small", {}, `and ${(named.length - OFFERED).toLocaleString("en")} more`)] : [];
    chips.replaceChildren(...offered, ...rest);
  }

  /** The orders that the page began with, and those by the metrics that most experiments have or that were chosen. */
  offerOrders() {
    const asked = this.wish.sort.startsWith("metric:") ? [this.wish.sort.slice(7)] : [];
    this.common ??= counts(this.catalogue, this.catalogue.entries, "metric").slice(0, MOST_METRICS).map(([name]) => name);
    const metrics = [...new Set([...asked, ...this.wish.metric, ...this.common])].map((name) => [`metric:${name}`, `by ${this.titleOf("metric", name)}`]);
    this.sort.replaceChildren(...[...ORDERS, ...metrics].map(([value, text]) => new Option(text, value, false, value === this.wish.sort)));
  }

  showChosen() {
    const chips = KINDS.flatMap((kind) => this.wish[kind].map((name) => this.chip(kind, name, " ✕")));
    const clear = make("button", { type: "button" }, "Clear all");
    clear.addEventListener("click", () => this.clear());
    this.chosen.replaceChildren(...chips, ...(isAsking({ ...this.wish, view: "" }) ? [clear] : []));
  }
}

onPage((root) => {
  for (const place of fresh(root, ".rg-index", "Index")) new Index(place);
});
