// Makes a PNG of a figure as it stands in the page, where the site publishes none.
import { fresh, make, onPage } from "./ready.js";

const SHARPNESS = 2;
const MOST_PIXELS = 3e7;
const FADED = "0.15"; // as in the stylesheet

/** An SVG of the page as a document of its own: what the stylesheet says of it, it says itself. */
function alone(svg) {
  const copy = svg.cloneNode(true);
  for (const part of copy.querySelectorAll(".rg-overlay:not(.rg-veil), [hidden]")) part.remove();
  for (const part of copy.querySelectorAll(".rg-faded")) part.setAttribute("opacity", FADED);
  for (const part of copy.querySelectorAll(".rg-pixels")) part.setAttribute("image-rendering", "pixelated");
  for (const part of copy.querySelectorAll(".rg-veil")) {
    part.setAttribute("fill", "#ffffff");
    part.setAttribute("fill-opacity", "0.8");
  }
  // paper is white, whatever the scheme of the page
  copy.setAttribute("color", "#1a1a1a");
  copy.setAttribute("font-family", "DejaVu Sans, Verdana, sans-serif");
  return new XMLSerializer().serializeToString(copy);
}

/** `svg` on white, as a Blob. */
async function pngOf(svg) {
  const picture = new Image();
  picture.src = `data:image/svg+xml,${encodeURIComponent(alone(svg))}`;
  await picture.decode();
  const { naturalWidth: width, naturalHeight: height } = picture;
  const times = Math.min(SHARPNESS, Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(width * times), Math.round(height * times)];
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

onPage((root) => {
  for (const button of fresh(root, ".rg-convert", "Convert")) {
    const svg = button.closest(".rg-results")?.querySelector("svg.rg-heatmap");
    if (!svg) continue;
    button.addEventListener("click", async () => {
      const name = button.dataset.svg.split("/").at(-1).replace(/\.svg$/, ".png");
      const link = make("a", { href: URL.createObjectURL(await pngOf(svg)), download: name });
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }
});
