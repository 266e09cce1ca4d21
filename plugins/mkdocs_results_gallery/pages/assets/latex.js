// A table in LaTeX: booktabs, and every character as a text that compiles.
import { LATEX_OF_SIGN } from "./missing.js";

const command = (name) => `\\${name}{}`;
const math = (name) => `$\\${name}$`;

const GREEK = "α alpha β beta γ gamma δ delta ε varepsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho σ sigma τ tau υ upsilon φ varphi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega";
const SIGNS = "± pm × times ÷ div · cdot ≤ leq ≥ geq ≠ neq ≈ approx ∞ infty ∅ emptyset ↑ uparrow ↓ downarrow → rightarrow ← leftarrow µ mu";
const pairs = (text) => [...text.matchAll(/(\S) (\S+)/g)].map(([, sign, name]) => [sign, math(name)]);

const LATEX = new Map([
  ...pairs(`${GREEK} ${SIGNS}`),
  ["°", "$^\\circ$"], ["−", "$-$"],
  ["\\", command("textbackslash")], ["~", command("textasciitilde")], ["^", command("textasciicircum")],
  ["<", command("textless")], [">", command("textgreater")], ["|", command("textbar")],
  ["\x60", command("textasciigrave")], ['"', "\\symbol{34}"],
  // behind a line's end, or an item, these would belong to it
  ["[", "{[}"], ["]", "{]}"], ["*", "{*}"],
  ["–", "--"], ["—", "---"], ["…", command("ldots")], ["\u00a0", "~"], ["\u00ad", "\\-"],
  ["‘", "{\x60}"], ["’", "{'}"], ["“", "{\x60\x60}"], ["”", "{''}"],
  ...Object.entries(LATEX_OF_SIGN),
]);

// two of these would be one sign
const TWINS = /([-',])(?=\1)/g;
const SPECIAL = /[\\~^&%$#_{}[\]<>*|\x60"]|[^\0-\x7f]/gu;

/** `text` as LaTeX that shows the same. */
function latexText(text) {
  const parts = text.replaceAll(/[\r\n\t]+/g, " ").split(TWINS);
  // a capturing split has the texts at even places, and between them the first of twins
  return parts.map((part, at) => (at % 2 ? `${part}{}` : part.replaceAll(SPECIAL, (sign) => LATEX.get(sign) ?? (sign > "\x7f" ? sign : `\\${sign}`)))).join("");
}

/** Whether plain LaTeX may not know a character: it has all letters of Latin scripts, and what stands above. */
const isForeign = (text) => [...text].some((sign) => sign > "\u017f" && !LATEX.has(sign));

/** A minus where a hyphen stands before a number; an exponent keeps its own. */
const withMinus = (text) => text.replaceAll(/(?<![0-9A-Za-z)])-(?=[.0-9])/g, () => "$-$");

/** One table, as `tableOf` in copy.js has it. */
export function asLatex({ columns, rows }, notes) {
  const head = columns.map(({ name, unit, arrow }) => latexText([name, unit && `(${unit})`, arrow].filter(Boolean).join(" ")));
  const cell = ({ isText, isBest, words }) => {
    const text = isText ? latexText(words) : withMinus(latexText(words));
    return isBest ? `\\textbf{${text}}` : text;
  };
  const line = (texts) => `${texts.join(" & ")} \\\\`;
  const foreign = [...columns, ...rows, ...rows.flatMap((row) => row.cells)].some((one) => isForeign([one.name, one.unit, one.words].join("")));
  return [
    `% needs \\usepackage{booktabs}${foreign ? ", and LuaLaTeX or XeLaTeX with a font for its characters" : ""}`,
    `\\begin{tabular}{l${columns.map(({ isText }) => (isText ? "l" : "r")).join("")}}`,
    "\\toprule",
    line(["", ...head]),
    "\\midrule",
    ...rows.map((row) => line([latexText(row.name), ...row.cells.map(cell)])),
    "\\bottomrule",
    "\\end{tabular}",
    ...(notes.length ? [`\\par\\smallskip{\\footnotesize ${latexText(notes.join(" "))}\\par}`] : []),
  ].join("\n");
}
