// Copies the table as it is shown (order, filter, columns) as TSV, Markdown or LaTeX, with what is stated of each
// number's uncertainty.
import { digitsOf, gridOf, isMissing, nameOf, textOf } from "./grid.js";
import { LATEX_OF_SIGN } from "./missing.js";
import { fresh, make, onPage } from "./ready.js";
import { dropOf, say, toolOf } from "./toolbar.js";

// As `spreadsheet_text` in downloads.py, which a test holds to the same answers: what a spreadsheet would run begins a
// text, or follows a sign in it at which some spreadsheets begin a new cell.
const BLANK = "[\\x00-\\x20\\x7f-\\xa0\\xad\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff]*";
const SIGN = "[-=+@\\u2212\\ufe62\\ufe63\\ufe66\\ufe6b\\uff0b\\uff0d\\uff1d\\uff20]";
const NUMBER = "[-+\\u2212]?(?:[0-9][0-9,]*\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?%?";
const FORMULA = new RegExp(`(^(?=[\\t\\r\\n])|(?:^|[;\\t\\r\\n])(?=${BLANK}${SIGN}))(?!${BLANK}${NUMBER}${BLANK}(?:[;\\t\\r\\n]|$))`, "g");

/** A text as a spreadsheet takes it for a text, and for one cell. */
function spreadsheetText(text) {
  const neutral = text.replace(FORMULA, "$1'");
  return /["\t\r\n]/.test(neutral) ? `"${neutral.replaceAll('"', '""')}"` : neutral;
}

const LATEX = {
  "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "±": "$\\pm$",
  "[": "{[}", "]": "{]}", "*": "{*}", "\n": " ", "\r": " ", "-": "-{}", "<": "\\textless{}", ">": "\\textgreater{}",
  "–": "--", ...LATEX_OF_SIGN,
};

const smallPrint = (cell) => cell.querySelector("small")?.textContent ?? "";
const isText = (cell) => cell.classList.contains("rg-text");
const signOf = (cell) => cell.querySelector("[aria-hidden]")?.textContent ?? "–";

/** What a cell shows: its number and uncertainty, its text, or the sign for what is missing. */
function wordsOf(cell) {
  if (isMissing(cell)) return signOf(cell);
  return [textOf(cell), smallPrint(cell)].filter(Boolean).join(" ");
}

const FORMATS = {
  // for a spreadsheet: every digit, no separators, uncertainties in columns of their own
  TSV: {
    escape: spreadsheetText,
    columns: (lines, column) => (lines.some((line) => smallPrint(line[column])) ? 2 : 1),
    head: (name, count) => (count === 2 ? [name, `${name} uncertainty`] : [name]),
    cell: (cell, count) => [isText(cell) ? textOf(cell) : digitsOf(cell), smallPrint(cell)].slice(0, count),
    strong: (text) => text,
    write: (rows) => rows.map((row) => row.join("\t")).join("\n"),
  },
  Markdown: {
    escape: (text) => text.replaceAll(/[\\|\x60*_[\]{}~$]/g, "\\$&").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(/[\r\n]+/g, " "),
    strong: (text) => `**${text}**`,
    write: ([head, ...rows], areTexts) => {
      const rule = areTexts.map((one) => (one ? ":---" : "---:"));
      return [head, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
    },
  },
  LaTeX: {
    escape: (text) => text.replaceAll(/-(?=-)|[\\~^&%$#_{}[\]<>*\r\n]|[^\0-\x7f]/gu, (sign) => LATEX[sign] ?? (sign > "\x7f" ? sign : `\\${sign}`)),
    strong: (text) => `\\textbf{${text}}`,
    write: ([head, ...rows], areTexts) => {
      const [first, ...others] = [head, ...rows].map((row) => `${row.join(" & ")} \\\\`);
      return [`\\begin{tabular}{${areTexts.map((one) => (one ? "l" : "r")).join("")}}`, "\\hline", first, "\\hline", ...others, "\\hline", "\\end{tabular}"].join("\n");
    },
  },
};

/** The shown table in one of FORMATS. */
export function written(grid, name) {
  const { escape, strong, write, columns = () => 1, head = (one) => [one], cell = (one) => [wordsOf(one)] } = FORMATS[name];
  const shown = grid.columns().filter((column) => !grid.heads[column].classList.contains("rg-out"));
  const lines = grid.rows().map((row) => grid.heads.map((_, column) => grid.at(grid.lines[row], column)));
  const counts = shown.map((column) => columns(lines, column));
  const heads = shown.flatMap((column, at) => head(nameOf(grid.heads[column]), counts[at]));
  const rows = grid.rows().map((row, at) => {
    const texts = shown.flatMap((column, place) => {
      const one = lines[at][column];
      const found = cell(one, counts[place]).map(escape);
      return one.classList.contains("rg-best") ? [strong(found[0]), ...found.slice(1)] : found;
    });
    return [escape(nameOf(grid.lines[row].cells[0])), ...texts];
  });
  const areTexts = shown.flatMap((column, at) => Array(counts[at]).fill(grid.heads[column].classList.contains("rg-text")));
  return write([["", ...heads.map(escape)], ...rows], [true, ...areTexts]);
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
        drop.close();
        drop.querySelector("button").focus();
        try {
          if (!(await grid.whole())) return;
          await navigator.clipboard.writeText(written(grid, name));
          say(drop, `copied as ${name}`);
        } catch (error) {
          say(drop, `not copied: ${error.message}`);
        }
      });
      menu.append(button);
    }
  }
});
