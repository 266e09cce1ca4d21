// The labels of a figure's rows where only each n-th row has one: they say which row stands there now.
const NAMESPACE = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";
const WIDEST = 152;
const BEFORE = 4; // letters that stay before the first that differs

/** How wide words are beside the rows, px, whether they are in sight or not: what is hidden has no length of its own. */
function measureAs(text) {
  const pen = document.createElement("canvas").getContext("2d");
  const { fontSize, fontFamily } = getComputedStyle(text);
  pen.font = `${fontSize} ${fontFamily}`;
  return (words) => pen.measureText(words).width;
}

/** Write as much of a name as there is room for, of which the first `share` is its beginning; `more` stays behind it. */
function cutToFit(text, name, measure, share = 0.6, more = "") {
  text.textContent = name + more;
  const letters = [...name];
  for (let kept = letters.length - 1; kept > 1 && measure(text.textContent) > WIDEST; kept -= 1) {
    const start = Math.ceil(share * kept);
    const end = letters.slice(letters.length - kept + start);
    text.textContent = `${letters.slice(0, start).join("").trimEnd()}…${end.join("").trimStart()}${more}`;
  }
}

/** Those of the labels `{ text, name, row }` that read like others with another name, in groups. */
function alike(labels) {
  const shown = new Map();
  for (const label of labels) {
    const words = label.text.textContent;
    shown.set(words, [...(shown.get(words) ?? []), label]);
  }
  return [...shown.values()].filter((group) => new Set(group.map(({ name }) => name)).size > 1);
}

/** How much of their beginning `names` have in common. */
function common(names) {
  const [first, ...others] = names.map((name) => [...name]);
  const at = first.findIndex((letter, place) => others.some((other) => other[place] !== letter));
  return at < 0 ? first.length : at;
}

/** Write the names of rows, each so that it reads like no other: its beginning and its end, where that is enough. */
function write(labels) {
  if (!labels.length) return;
  const measure = measureAs(labels[0].text);
  for (const { text, name } of labels) cutToFit(text, name, measure);
  for (const group of alike(labels)) {
    const start = Math.max(0, common(group.map(({ name }) => name)) - BEFORE);
    for (const { text, name } of group) cutToFit(text, `${start ? "…" : ""}${[...name].slice(start).join("")}`, measure, 1);
  }
  // what differs in several places is told apart by its place in the table
  for (const group of alike(labels)) {
    for (const { text, name, row } of group) cutToFit(text, name, measure, 0.6, ` (${row + 1})`);
  }
}

export class RowLabels {
  #places;
  #shown;

  constructor(svg) {
    this.#places = [...svg.querySelectorAll("text.rg-label[data-row]")].map((text) => {
      // a long name has its own title around it, a name with a page a link around that
      const whole = text.closest("a") ?? (text.parentElement.querySelector(":scope > title") ? text.parentElement : text);
      return { text, whole, row: Number(text.dataset.row), now: whole };
    });
    this.#shown = this.#places.map(({ row }) => row);
  }

  /** Name the rows as they stand in `order`, null: as drawn; `headOf(row)` is its head in the table. */
  arrange(order, headOf) {
    const written = [];
    this.#places.forEach((place, index) => {
      this.#shown[index] = order?.[place.row] ?? place.row;
      const head = order && headOf(this.#shown[index]);
      // a row that the table has not keeps its place and its label
      const next = head ? this.#label(place.text, this.#shown[index], head) : place.whole;
      place.now.replaceWith(next);
      place.now = next;
      const text = next.matches("text") ? next : next.querySelector("text");
      if (head) written.push({ text, name: head.querySelector("bdi").textContent, row: this.#shown[index] });
    });
    write(written);
  }

  /** Make the labels of the rows of the Set `out` pale. */
  fade(out) {
    this.#places.forEach(({ now }, index) => now.classList.toggle("rg-faded", out.has(this.#shown[index])));
  }

  #label(like, row, head) {
    const text = like.cloneNode(false);
    text.dataset.row = row;
    const address = head?.querySelector("a")?.href;
    if (!address) return text;
    const link = document.createElementNS(NAMESPACE, "a");
    link.setAttributeNS(XLINK, "xlink:href", address);
    link.setAttribute("tabindex", "-1");
    link.append(text);
    return link;
  }
}
