// Copies the table as it is shown (order, filter, columns) as TSV, Markdown or LaTeX, with all that is stated of each
// number, and of those that are missing.
import { boundOf, digitsOf, gridOf, isMissing, nameOf, noteOf, partsOf, textOf } from "./grid.js";
import { asLatex } from "./latex.js";
import { fresh, make, onPage } from "./ready.js";
import { dropOf, say, toolOf } from "./toolbar.js";

// As `spreadsheet_text` in spreadsheet.py, which a test holds to the same answers: what a spreadsheet would run begins a
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

/** Why a cell has no number, as a file says it: its words, but for the sign that gives no reason. */
function reasonOf(cell) {
  const words = cell.querySelector(".rg-sr")?.textContent ?? "";
  if (/\brg-missing-/.test(cell.className)) return words;
  const [, text = "", note = ""] = words.match(/^[^(:]*(?: \(([^)]*)\))?(?:: (.*))?$/) ?? [];
  const said = text && text !== "-" ? text : "unknown";
  return note ? `${said}: ${note}` : said === "unknown" ? "" : said;
}

/** What is shown in a cell, and all that it stands for. */
function cellOf(cell) {
  const isText = cell.classList.contains("rg-text");
  const small = cell.querySelector("small");
  const parts = partsOf(cell);
  const shared = { isText, isBest: cell.classList.contains("rg-best"), isShared: cell.dataset.rank?.endsWith("=") };
  if (isMissing(cell)) {
    const sign = cell.querySelector("[aria-hidden]")?.textContent ?? "–";
    const kind = (cell.querySelector(".rg-sr")?.textContent ?? "").split(/: | \(/)[0];
    return { ...shared, words: sign, sign, kind, digits: "", parts: { missing: reasonOf(cell) } };
  }
  const [bound, note] = [boundOf(cell), noteOf(cell)];
  const words = [textOf(cell), note, small?.textContent].filter(Boolean).join(" ");
  if (note) parts.note = note;
  if (bound) return { ...shared, words, digits: "", parts: { ...parts, bound: `${bound} ${digitsOf(cell)}` } };
  return { ...shared, words, digits: isText ? textOf(cell) : digitsOf(cell), parts };
}

/** The shown table as data: {columns: [{name, unit, arrow, isText}], rows: [{name, cells}], isPart}. */
function tableOf(grid) {
  const shown = grid.columns().filter((column) => !grid.heads[column].classList.contains("rg-out"));
  const inHead = (head, part) => head.querySelector(part)?.textContent ?? "";
  const columns = shown.map((column) => {
    const head = grid.heads[column];
    return { name: nameOf(head), unit: inHead(head, ".rg-unit"), arrow: inHead(head, ".rg-direction"), isText: head.classList.contains("rg-text") };
  });
  const rows = grid.rows().map((row) => {
    const line = grid.lines[row];
    return { name: nameOf(line.cells[0]), cells: shown.map((column) => cellOf(grid.at(line, column))) };
  });
  return { columns, rows, isPart: rows.length < grid.lines.length };
}

/** What the marks of a table mean, one sentence each. */
function notesOf({ columns, rows, isPart }) {
  const cells = rows.flatMap((row) => row.cells);
  const best = cells.filter((cell) => cell.isBest);
  const arrows = new Set(columns.map(({ arrow }) => arrow));
  const signs = new Map(cells.filter(({ sign }) => sign).map(({ sign, kind }) => [sign, kind]));
  const tied = best.some(({ isShared }) => isShared) ? ", several where tied" : "";
  return [
    ...(best.length ? [`Bold: best in its column${isPart ? ", of all rows of the table" : ""}${tied}.`] : []),
    ...[["↑", "higher is better"], ["↓", "lower is better"]].filter(([arrow]) => arrows.has(arrow)).map(([arrow, words]) => `${arrow}: ${words}.`),
    ...[...signs].map(([sign, kind]) => `${sign}: ${kind}.`),
  ];
}

const PARTS = ["sd", "se", "±", "n", "ci low", "ci high", "ci level", "computed", "bound", "note", "missing"];

/** For a spreadsheet, and as the CSV: every digit, no separators, what is stated of a number in columns of its own. */
function asTsv({ columns, rows }) {
  const taken = columns.map(({ name }) => name);
  const parts = columns.map((_, at) => PARTS.filter((part) => rows.some((row) => row.cells[at].parts[part])));
  const heads = columns.flatMap(({ name }, at) => {
    const again = parts[at].length && PARTS.some((part) => taken.includes(`${name} ${part}`)) ? " (2)" : "";
    return [name, ...parts[at].map((part) => `${name} ${part}${again}`)];
  });
  const lines = rows.map((row) => [row.name, ...row.cells.flatMap((cell, at) => [cell.digits, ...parts[at].map((part) => cell.parts[part] ?? "")])]);
  return [["", ...heads], ...lines].map((line) => line.map(spreadsheetText).join("\t")).join("\n");
}

const inMarkdown = (text) => text.replaceAll(/[\\|\x60*_[\]{}~$]/g, "\\$&").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(/[\r\n]+/g, " ");

function asMarkdown({ columns, rows }, notes) {
  const head = columns.map(({ name, unit, arrow }) => inMarkdown([name, unit && `(${unit})`, arrow].filter(Boolean).join(" ")));
  const rule = columns.map(({ isText }) => (isText ? ":---" : "---:"));
  const cell = ({ isBest, words }) => (isBest ? `**${inMarkdown(words)}**` : inMarkdown(words));
  const lines = rows.map((row) => [inMarkdown(row.name), ...row.cells.map(cell)]);
  const table = [["", ...head], [":---", ...rule], ...lines].map((line) => `| ${line.join(" | ")} |`);
  return [...table, ...(notes.length ? ["", inMarkdown(notes.join(" "))] : [])].join("\n");
}

const FORMATS = new Map([["TSV", asTsv], ["Markdown", asMarkdown], ["LaTeX", asLatex]]);

/** The shown table in one of FORMATS. */
function written(grid, name) {
  const table = tableOf(grid);
  return FORMATS.get(name)(table, notesOf(table));
}

onPage((root) => {
  for (const section of fresh(root, ".rg-results", "Copy")) {
    const grid = gridOf(section);
    const drop = grid && toolOf(grid, "copy");
    if (!drop) continue;
    drop.hidden = !navigator.clipboard;
    const menu = dropOf(drop);
    for (const name of FORMATS.keys()) {
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
