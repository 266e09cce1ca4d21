// Decimal numbers by their digits, of which a double holds only 15 to 17.

const PARTS = /^([-+]?)([0-9]*)(?:\.([0-9]*))?(?:e([-+]?[0-9]+))?$/i;
const LONGEST = 40;
const SHORT = 5;

/** A text as {digits, exponent}: the digits, a BigInt, times ten to the exponent. */
function scaled(text) {
  const [, sign, whole, part = "", exponent = "0"] = PARTS.exec(text);
  const digits = BigInt(whole + part);
  return { digits: sign === "-" ? -digits : digits, exponent: Number(exponent) - part.length };
}

/** `one` less `other`, texts both, as {digits, exponent}. */
function minus(one, other) {
  const [left, right] = [scaled(one), scaled(other)];
  const exponent = Math.min(left.exponent, right.exponent);
  const at = (number) => number.digits * 10n ** BigInt(number.exponent - exponent);
  return { digits: at(left) - at(right), exponent };
}

/** Below, at or above 0 as the number `one` is less than, equal to or greater than `other`; both are texts. */
export function compareDigits(one, other) {
  const rough = Number(one) - Number(other);
  if (rough || one === other || !PARTS.test(one) || !PARTS.test(other)) return rough;
  const { digits } = minus(one, other);
  return digits > 0n ? 1 : digits < 0n ? -1 : 0;
}

/** A number times ten to the power `by`, as a text that `compareDigits` reads. */
export function timesTen(text, by) {
  const { digits, exponent } = scaled(text);
  return `${digits}e${exponent + by}`;
}

/** A number in plain digits. */
function written(digits, exponent) {
  if (exponent >= 0) return digits + "0".repeat(exponent);
  const padded = digits.padStart(1 - exponent, "0");
  return `${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** `one` less `other`, times ten to the power `by`: {sign, text}. The text has all digits, and the sign; one that would be
    longer than a line is rounded, and says so. */
export function differenceOf(one, other, by = 0) {
  const found = minus(one, other);
  const sign = found.digits > 0n ? "+" : found.digits < 0n ? "-" : "";
  const digits = String(found.digits).replace("-", "");
  const exponent = found.exponent + by;
  if (digits.length + Math.abs(exponent) <= LONGEST || !sign) return { sign, text: sign + (sign || exponent > -LONGEST ? written(digits, exponent) : "0") };
  const kept = digits.slice(0, 17);
  const [rounded, power] = Number(kept).toExponential(SHORT).split("e");
  return { sign, text: `≈ ${sign}${rounded}e${Number(power) + digits.length - kept.length + exponent}` };
}
