// The labels of a figure's rows where only each n-th row has one: they say which row stands there now.
const NAMESPACE = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";
const WIDEST = 152;

/** Write as much of a name as there is room for: its beginning and its end, as in a figure that was drawn so. */
function cutToFit(text, name) {
  text.textContent = name;
  const letters = [...name];
  for (let kept = letters.length - 1; kept > 1 && text.getComputedTextLength() > WIDEST; kept -= 1) {
    const start = Math.ceil(0.6 * kept);
    const end = letters.slice(letters.length - kept + start);
    text.textContent = `${letters.slice(0, start).join("").trimEnd()}…${end.join("").trimStart()}`;
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
    this.#places.forEach((place, index) => {
      this.#shown[index] = order?.[place.row] ?? place.row;
      const head = order && headOf(this.#shown[index]);
      // a row that the table has not keeps its place and its label
      const next = head ? this.#label(place.text, this.#shown[index], head) : place.whole;
      place.now.replaceWith(next);
      place.now = next;
      if (head) cutToFit(next.matches("text") ? next : next.querySelector("text"), head.querySelector("bdi").textContent);
    });
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
