// A figure of many cells, which is one image: a pixel for each cell.
import { orderOfDrawn } from "./drawnorder.js";
import { RowLabels } from "./rowlabels.js";

const NAMESPACE = "http://www.w3.org/2000/svg";

/** Neighbouring cells as one box: [row, metric, rows, metrics], in places from the top left. */
function boxes(cells) {
  const isOneRow = new Set(cells.map(([place]) => place)).size === 1;
  const along = isOneRow ? 1 : 0;
  const sorted = [...cells].sort((one, other) => one[1 - along] - other[1 - along] || one[along] - other[along]);
  const found = [];
  for (const [place, metric] of sorted) {
    const last = found.at(-1);
    const joins = last && (isOneRow ? metric === last[1] + last[3] : metric === last[1] && place === last[0] + last[2]);
    if (joins) last[2 + along] += 1;
    else found.push([place, metric, 1, 1]);
  }
  return found;
}

export class PixelFigure {
  #image;
  #box;
  #overlays = new Map();
  #marked = new Map();
  #labels;
  #order = null;
  #out = new Set();
  #hidden = new Set();
  #looks = null;
  #pixels = null;

  constructor(svg) {
    this.svg = svg;
    this.#image = svg.querySelector("image[data-rows]");
    this.rows = Number(this.#image.dataset.rows);
    this.metrics = Number(this.#image.dataset.metrics);
    this.#box = Object.fromEntries(["x", "y", "width", "height"].map((name) => [name, Number(this.#image.getAttribute(name))]));
    this.#labels = new RowLabels(svg);
  }

  get #places() {
    return this.#order ?? orderOfDrawn(null, this.rows);
  }

  /** The cell under the pointer, null for none. */
  at(event) {
    if (event.target !== this.#image) return null;
    const box = this.#image.getBoundingClientRect();
    const place = (part, count) => Math.max(0, Math.min(Math.floor(part * count), count - 1));
    const row = place((event.clientY - box.top) / box.height, this.rows);
    return [this.#places[row], place((event.clientX - box.left) / box.width, this.metrics)];
  }

  /** An element where a cell is, null for what is not drawn. */
  element(row, metric) {
    if (!this.#places.includes(row) || metric >= this.metrics) return null;
    const element = this.#overlay("rg-here");
    element.setAttribute("d", this.#outline([[row, metric]]));
    return element;
  }

  /** Nothing is said in the image: the table has the words. */
  words() {
    return "";
  }

  /** Outline `cells`, and no others, with the class `name`. */
  mark(name, cells) {
    this.#marked.set(name, cells);
    this.#overlay(name).setAttribute("d", this.#outline(cells));
  }

  #overlay(name) {
    if (!this.#overlays.has(name)) {
      const path = document.createElementNS(NAMESPACE, "path");
      path.setAttribute("class", `rg-overlay ${name}`);
      this.#image.parentNode.append(path);
      this.#overlays.set(name, path);
    }
    return this.#overlays.get(name);
  }

  #outline(cells) {
    const places = new Map(this.#places.map((row, place) => [row, place]));
    const known = cells.filter(([row, metric]) => places.has(row) && metric < this.metrics);
    return this.#around(boxes(known.map(([row, metric]) => [places.get(row), metric])));
  }

  /** A path around boxes of [place, metric, rows, metrics]. */
  #around(found) {
    const { x, y, width, height } = this.#box;
    const [across, down] = [width / this.metrics, height / this.rows];
    return found
      .map(([row, metric, rows, metrics]) => `M${x + metric * across} ${y + row * down}h${metrics * across}v${rows * down}h${-metrics * across}z`)
      .join("");
  }

  /** Show the rows in `order`, null: as in the file; `grid` knows their names. */
  arrange(order, grid) {
    this.#order = order && orderOfDrawn(order, this.rows);
    this.#labels.arrange(this.#order, (row) => grid.lines[row]?.cells[0]);
    this.#labels.fade(this.#out);
    for (const part of this.svg.querySelectorAll(".rg-groups > *")) part.toggleAttribute("hidden", Boolean(this.#order));
    this.#paint();
    this.#veil();
    for (const [name, cells] of this.#marked) this.mark(name, cells);
  }

  /** Make the rows of the Set `out` and the columns of the Set `hidden` pale. */
  fade(out, hidden) {
    this.#out = out;
    this.#hidden = hidden;
    this.#labels.fade(out);
    for (const label of this.svg.querySelectorAll("[data-metric]")) label.classList.toggle("rg-faded", hidden.has(Number(label.dataset.metric)));
    this.#veil();
  }

  /** A veil and no transparent pixel: behind those lies the hatch of what is missing. */
  #veil() {
    const all = { rows: [...this.#places.keys()], metrics: [...Array(this.metrics).keys()] };
    const rows = all.rows.filter((place) => this.#out.has(this.#places[place])).map((place) => [place, 0, 1, this.metrics]);
    const columns = all.metrics.filter((metric) => this.#hidden.has(metric)).map((metric) => [0, metric, this.rows, 1]);
    this.#overlay("rg-veil").setAttribute("d", this.#around([...rows, ...columns]));
  }

  /** Colour each cell as `look(row, metric)` says: [ground, ink], or null for a cell that stays; no look: as drawn. */
  colour(look) {
    this.#looks = look;
    this.#paint();
  }

  async #read() {
    const picture = new Image();
    picture.src = this.#image.href.baseVal;
    await picture.decode();
    const { pen } = this.#canvas();
    pen.drawImage(picture, 0, 0);
    return pen.getImageData(0, 0, this.metrics, this.rows).data;
  }

  #canvas() {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [this.metrics, this.rows];
    return { canvas, pen: canvas.getContext("2d") };
  }

  async #paint() {
    const pixels = await (this.#pixels ??= this.#read());
    const { canvas, pen } = this.#canvas();
    const painted = pen.createImageData(this.metrics, this.rows);
    this.#places.forEach((row, place) => {
      for (let metric = 0; metric < this.metrics; metric += 1) {
        const [from, to] = [4 * (row * this.metrics + metric), 4 * (place * this.metrics + metric)];
        const look = this.#looks?.(row, metric);
        const [red, green, blue] = look ? look[0].match(/\d+/g) : pixels.slice(from, from + 3);
        painted.data.set([red, green, blue, pixels[from + 3]], to);
      }
    });
    pen.putImageData(painted, 0, 0);
    this.#image.href.baseVal = canvas.toDataURL();
  }
}
