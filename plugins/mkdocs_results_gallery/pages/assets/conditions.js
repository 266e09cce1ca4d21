// What a reader types into the filter: words, and conditions on numbers such as `accuracy > 80`.
import { compareDigits, timesTen } from "./digits.js";
import { nameOf } from "./grid.js";

const LONGEST = 300;
const HOLDS = new Map([
  [">", (order) => order > 0],
  ["<", (order) => order < 0],
  [">=", (order) => order >= 0],
  ["<=", (order) => order <= 0],
  ["=", (order) => order === 0],
  ["!=", (order) => order !== 0],
]);
// of a bound, where its number stands, the places of the numbers that the cell may have: a condition must hold of all
const PLACES = new Map([
  ["", (order) => [order]],
  ["<", (order) => (order > 0 ? [-1, 0, 1] : [-1])],
  ["≤", (order) => [-1, 0, 1].slice(0, order + 2)],
  [">", (order) => (order < 0 ? [-1, 0, 1] : [1])],
  ["≥", (order) => [-1, 0, 1].slice(order + 1)],
]);
const SIGNS = new Map([["≥", ">="], ["≤", "<="], ["≠", "!="], ["==", "="]]);
// sticky: each is asked what stands at a place
const SIGN = /\s*(>=|<=|!=|==|[=<>≥≤≠])\s*/y;
const NUMBER = /([-+−]?(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)?(?:\.[0-9]*)?)(e[-+]?[0-9]{1,4})?/iy;
const BEGUN = /[-+−.]*$/y;
const BLANKS = /[\s,;&]+/y;
const JOINTS = /(?:[\s,;&]+|and(?=\s|$))+/iy;
const QUOTED = /"([^"]*)"|“([^”]*)”/y;
const WORD = /[^\s<>=!≥≤≠]+|\S+/y;

const at = (pattern, text, place) => {
  pattern.lastIndex = place;
  return pattern.exec(text);
};

/** What the columns are called, the longest first: {text, column}; -1 for a name that several have. */
function namesOf(grid) {
  const found = new Map();
  for (const [column, head] of grid.heads.entries()) {
    if (head.classList.contains("rg-text")) continue;
    for (const name of new Set([nameOf(head).trim().toLowerCase(), grid.keyOf(column).toLowerCase()])) {
      found.set(name, found.has(name) ? -1 : column);
    }
  }
  found.delete("");
  return [...found].map(([text, column]) => ({ text, column })).sort((one, other) => other.text.length - one.text.length);
}

/** The name at `place`: a quoted one, that of a column that a sign follows, or a word. */
function nameAt(names, text, place) {
  const quoted = at(QUOTED, text, place);
  if (quoted) {
    const name = (quoted[1] ?? quoted[2]).trim();
    return { name, end: place + quoted[0].length, column: names.find((one) => one.text === name.toLowerCase())?.column };
  }
  const isAt = ({ text: name }) => text.slice(place, place + name.length).toLowerCase() === name && at(SIGN, text, place + name.length);
  const known = names.find(isAt);
  const name = known ? text.slice(place, place + known.text.length) : at(WORD, text, place)[0];
  return { name, end: place + name.length, column: known?.column };
}

/** The number at `place`, behind which `unit` or a percent sign may stand: {digits, isPercent, end}; null for none. */
function numberAt(text, place, unit) {
  const [whole, number, power = ""] = at(NUMBER, text, place);
  if (!/[0-9]/.test(number)) return null;
  let end = place + whole.length;
  let isPercent = false;
  const behind = text.slice(end).trimStart();
  const sign = behind.startsWith("%") ? "%" : unit && behind.startsWith(unit) ? unit : "";
  if (sign && /^(?:[\s,;&]|$)/.test(behind.slice(sign.length))) {
    end = text.length - behind.length + sign.length;
    isPercent = sign === "%";
  } else if (!/^(?:[\s,;&]|$)/.test(text.slice(end))) return null;
  return { digits: number.replaceAll(",", "").replace("−", "-") + power, isPercent, end };
}

/** A condition on a column: whether it `holds` of a cell's digits and the sign of a bound; and what is `said` of it where it may be read otherwise. */
function conditionOf(grid, column, sign, { digits, isPercent }) {
  // what is typed is what is seen: 82.2% may be 0.822; of a column in percent 82.2 is the number itself
  const isShare = grid.isShare(column);
  const limit = isShare || (isPercent && grid.unitOf(column) !== "%") ? timesTen(digits, -2) : digits;
  const holds = HOLDS.get(sign);
  return {
    column,
    holds: (cell, bound = "") => cell !== "" && PLACES.get(bound)(Math.sign(compareDigits(cell, limit))).every(holds),
    said: isShare && !isPercent ? `${nameOf(grid.heads[column])} ${sign} ${digits}%` : "",
  };
}

/** What `typed` asks of the rows: {words, conditions, notes}. */
export function wishOf(grid, typed) {
  const text = typed.slice(0, LONGEST);
  const names = namesOf(grid);
  const wish = { words: [], conditions: [], notes: [] };
  let place = 0;
  let blanks = BLANKS;
  while (true) {
    place += at(blanks, text, place)?.[0].length ?? 0;
    if (place >= text.length) return wish;
    const { name, end, column } = nameAt(names, text, place);
    const sign = at(SIGN, text, end);
    const start = end + (sign?.[0].length ?? 0);
    const number = sign && numberAt(text, start, column >= 0 ? grid.unitOf(column) : "");
    blanks = number ? JOINTS : BLANKS;
    place = number ? number.end : end;
    if (number) {
      if (wish.words.at(-1) === "and") wish.words.pop();
      if (column === undefined) wish.notes.push(`no column “${name}”`);
      else if (column < 0) wish.notes.push(`more than one column “${name}”`);
      else {
        const { said, ...condition } = conditionOf(grid, column, SIGNS.get(sign[1]) ?? sign[1], number);
        wish.conditions.push(condition);
        if (said) wish.notes.push(said);
      }
    } else if (sign && column !== undefined) {
      // somebody is still typing, or it is no number
      if (at(BEGUN, text, start)) return wish;
      const [other] = at(/\S+/y, text, start);
      wish.notes.push(`“${other}” is no number`);
      place = start + other.length;
    } else wish.words.push(name.toLowerCase());
  }
}
