// The order of the rows that a figure draws.

/** `order` without rows that are not drawn, and behind it the drawn ones that the table has not; null: as in the file. */
export function orderOfDrawn(order, rows) {
  const drawn = [...Array(rows).keys()];
  if (!order) return drawn;
  const known = new Set(order);
  return [...order.filter((row) => row < rows), ...drawn.filter((row) => !known.has(row))];
}
