// The order of names, as people count: step3000 before step103000. words/order.py has the same.

const keyOf = (name) =>
  name
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[0-9]+/g, (number) => {
      // digits behind how many there are: as texts, numbers are then in the order of their sizes
      const digits = number.replace(/^0+/, "");
      return `0${String.fromCharCode(digits.length)}${digits}`;
    });

/** By code points: the order of `<` is another one beyond the first 65,536. */
function compareTexts(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return (one.codePointAt(at) ?? -1) - (other.codePointAt(at) ?? -1);
}

/** A name as `compareNamed` takes it. */
export const named = (name) => ({ name, key: keyOf(name) });

/** Numbers in names by size, letters without regard to case and accents; names that are then alike by their code points. */
export const compareNamed = (one, other) => compareTexts(one.key, other.key) || compareTexts(one.name, other.name);

/** `items` in the order of the names that `nameOf` gives them; equals stay in order. */
export function inOrder(items, nameOf) {
  const keyed = items.map((item) => [named(nameOf(item)), item]);
  return keyed.sort((one, other) => compareNamed(one[0], other[0])).map(([, item]) => item);
}
