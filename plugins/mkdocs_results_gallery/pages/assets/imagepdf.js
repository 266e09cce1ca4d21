// Writes a PDF of one page that one image fills. Source of the form: ISO 32000-1, PDF 1.7, sections 7.5 and 8.9.

const POINTS = 0.75; // one CSS pixel

async function deflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The three colours of each pixel of a canvas that is nowhere transparent. */
function coloursOf(canvas) {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    colours[to] = data[from];
    colours[to + 1] = data[from + 1];
    colours[to + 2] = data[from + 2];
  }
  return colours;
}

/** `canvas` on a page of `width` × `height` CSS pixels: a Blob. */
export async function pdfOf(canvas, width, height) {
  const image = await deflated(coloursOf(canvas));
  const [right, top] = [width * POINTS, height * POINTS];
  const drawing = `q ${right} 0 0 ${top} 0 0 cm /I Do Q`;
  const objects = [
    ["<< /Type /Catalog /Pages 2 0 R >>"],
    ["<< /Type /Pages /Kids [3 0 R] /Count 1 >>"],
    [`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${right} ${top}] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>`],
    [`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`],
    [
      `<< /Type /XObject /Subtype /Image /Width ${canvas.width} /Height ${canvas.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode /Length ${image.length} >>\nstream\n`,
      image,
      "\nendstream",
    ],
  ];
  const parts = ["%PDF-1.4\n"];
  const places = [];
  let written = parts[0].length;
  const write = (part) => {
    parts.push(part);
    written += part.length; // all texts are plain ASCII
  };
  objects.forEach((contents, index) => {
    places.push(written);
    write(`${index + 1} 0 obj\n`);
    contents.forEach(write);
    write("\nendobj\n");
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(`xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${written}\n%%EOF\n`);
  return new Blob(parts, { type: "application/pdf" });
}
