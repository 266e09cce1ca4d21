// Makes a PNG of a published SVG, where the site publishes none.
import { fresh, onPage } from "./ready.js";

const SHARPNESS = 2;

/** The SVG at `address` as a PNG on white, twice its size: a Blob. */
async function pngOf(address) {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth * SHARPNESS;
  canvas.height = picture.naturalHeight * SHARPNESS;
  const pen = canvas.getContext("2d");
  // its ink follows the reader's scheme, and a file has but one ground
  pen.fillStyle = matchMedia("(prefers-color-scheme: dark)").matches ? "#1e2129" : "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

onPage((root) => {
  for (const button of fresh(root, ".rg-tool-png", "Png")) {
    button.addEventListener("click", async () => {
      const address = new URL(button.dataset.svg, document.baseURI);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await pngOf(address));
      link.download = address.pathname.split("/").at(-1).replace(/\.svg$/, ".png");
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }
});
