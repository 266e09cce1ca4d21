// Copies the table as it is shown (order, filter, columns) as TSV, Markdown or LaTeX.
import { gridOf, textOf } from "./grid.js";
import { fresh, make, onPage } from "./ready.js";
import { dropOf, say, toolOf } from "./toolbar.js";

const LATEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

const FORMATS = {
  TSV: { cell: (text) => text.replaceAll(/[\t\n]/g, " "), write: (rows) => rows.map((row) => row.join("\t")).join("\n") },
  Markdown: {
    cell: (text) => text.replaceAll(/[\\|`*_<]/g, "\\$&").replaceAll("\n", " "),
    write: ([head, ...rows]) => {
      const rule = head.map((_, column) => (column ? "---:" : ":---"));
      return [head, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
    },
  },
  LaTeX: {
    cell: (text) => text.replaceAll(/[\\~^&%$#_{}]/g, (sign) => LATEX[sign] ?? `\\${sign}`),
    write: ([head, ...rows]) => {
      const lines = [head, ...rows].map((row) => `${row.join(" & ")} \\\\`);
      const [first, ...others] = lines;
      return [`\\begin{tabular}{l${"r".repeat(head.length - 1)}}`, "\\hline", first, "\\hline", ...others, "\\hline", "\\end{tabular}"].join("\n");
    },
  },
};

/** The shown table as lines of cell texts, the head first. */
export function shownRows(grid) {
  const columns = [...grid.heads.keys()].filter((column) => !grid.heads[column].classList.contains("rg-out"));
  const head = ["", ...columns.map((column) => grid.heads[column].querySelector("bdi")?.textContent ?? "")];
  const lines = [...grid.table.querySelectorAll("tr[data-row]:not(.rg-out)")];
  return [head, ...lines.map((line) => [line.cells[0].querySelector("bdi").textContent, ...columns.map((column) => textOf(line.cells[column + 1]))])];
}

/** The shown table in one of FORMATS. */
export function written(grid, name) {
  const { cell, write } = FORMATS[name];
  return write(shownRows(grid).map((row) => row.map(cell)));
}

onPage((root) => {
  for (const section of fresh(root, ".rg-results", "Copy")) {
    const grid = gridOf(section);
    const drop = grid && toolOf(grid, "copy");
    if (!drop) continue;
    drop.hidden = !navigator.clipboard;
    const menu = dropOf(drop);
    for (const name of Object.keys(FORMATS)) {
      const button = make("button", { type: "button" }, `as ${name}`);
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(written(grid, name));
        drop.close();
        say(drop, `copied as ${name}`);
      });
      menu.append(button);
    }
  }
});
