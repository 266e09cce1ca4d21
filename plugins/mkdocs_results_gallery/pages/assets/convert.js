// Makes a PNG or a PDF of a published SVG, where the site publishes none.
import { pdfOf } from "./imagepdf.js";
import { fresh, onPage } from "./ready.js";

const SHARPNESS = { png: 2, pdf: 4 };
const MOST_PIXELS = 3e7;

/** The SVG at `address` on white, `sharpness` times its size. */
async function canvasOf(address, sharpness) {
  const drawing = await (await fetch(address)).text();
  // its ink follows the scheme of who looks at it, and paper is white
  const dark = drawing.replace(/<style>[^<]*<\/style>/, "<style>:root{color:#1a1a1a}</style>");
  const picture = new Image();
  picture.src = `data:image/svg+xml,${encodeURIComponent(dark)}`;
  await picture.decode();
  const { naturalWidth: width, naturalHeight: height } = picture;
  const times = Math.min(sharpness, Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(width * times), Math.round(height * times)];
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return { canvas, width, height };
}

async function converted(address, suffix) {
  const { canvas, width, height } = await canvasOf(address, SHARPNESS[suffix]);
  if (suffix === "pdf") return pdfOf(canvas, width, height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

onPage((root) => {
  for (const button of fresh(root, ".rg-convert", "Convert")) {
    const address = new URL(button.dataset.svg, document.baseURI);
    button.addEventListener("click", async () => {
      const suffix = button.textContent.toLowerCase();
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await converted(address, suffix));
      link.download = address.pathname.split("/").at(-1).replace(/\.svg$/, `.${suffix}`);
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }
});
