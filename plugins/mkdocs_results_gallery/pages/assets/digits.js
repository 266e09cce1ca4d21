// Decimal numbers by their digits, of which a double holds only 15 to 17.

const PARTS = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:e([-+]?[0-9]+))?$/i;

function scaled(text) {
  const [, sign, whole, part = "", exponent = "0"] = PARTS.exec(text);
  return { digits: BigInt(sign + whole + part), exponent: Number(exponent) - part.length };
}

/** Below, at or above 0 as the number `one` is less than, equal to or greater than `other`; both are texts. */
export function compareDigits(one, other) {
  const rough = Number(one) - Number(other);
  if (rough || one === other || !PARTS.test(one) || !PARTS.test(other)) return rough;
  const [left, right] = [scaled(one), scaled(other)];
  const least = Math.min(left.exponent, right.exponent);
  const at = ({ digits, exponent }) => digits * 10n ** BigInt(exponent - least);
  const difference = at(left) - at(right);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
