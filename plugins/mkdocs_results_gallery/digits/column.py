"""What a column shows, the order of its numbers, and which of them look alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.digits.automatic import automatic
from mkdocs_results_gallery.digits.number import decimal_of, unsigned_zero
from mkdocs_results_gallery.digits.shown import ShownColumn

_FEW = 4
"""Significant digits that every number keeps."""
_POWERS = np.array([float(f"1e{power}") for power in range(-324, 309)])


def declared_column(
    texts: Sequence[str], write: Callable[[Decimal], str], read: Callable[[str], Decimal]
) -> ShownColumn:
    """The column of these written `texts` in a declared format: `write` shows a number, `read` reads it."""
    known: dict[str, tuple[str, bool]] = {"": ("", False)}
    for text in texts:
        if text not in known:
            number = decimal_of(text)
            shown = write(number)
            known[text] = shown, read(shown) != number
    both = [known[text] for text in texts]
    is_rounded = np.array([rounded for _, rounded in both], dtype=np.bool_)
    return ShownColumn(tuple(text for text, _ in both), is_rounded, np.ones(len(both), dtype=np.bool_))


def automatic_column(texts: Sequence[str], bounds: Iterable[Fraction] = ()) -> ShownColumn:
    """The column of these written `texts` where nobody declares a format."""
    found = automatic([text for text in texts if text], bounds)
    both = [found[text] if text else ("", False) for text in texts]
    return ShownColumn(
        tuple(text for text, _ in both),
        np.array([rounded for _, rounded in both], dtype=np.bool_),
        np.zeros(len(texts), dtype=np.bool_),
    )


def as_written(texts: Sequence[str]) -> ShownColumn:
    """The column of these written `texts`, plain ones, none of which is shortened."""
    nowhere = np.zeros(len(texts), dtype=np.bool_)
    # most are what they should be already
    shown = (unsigned_zero(text) if text.startswith("-0") else text for text in texts)
    return ShownColumn(tuple(shown), nowhere, nowhere)


def keeps_all_digits(values: NDArray[np.float64], decimals: NDArray[np.uint8]) -> bool:
    """Whether no number of a column has more digits than it keeps in any case: by far the most columns.

    `values` has no NaN; `decimals` are the digits after the point.
    """
    sizes = np.abs(values)
    magnitudes = np.searchsorted(_POWERS, sizes, side="right") - 1 - 324
    kept = np.where(sizes == 0, 255, np.maximum(_FEW - 1 - magnitudes, 0))
    return bool((decimals <= kept).all())


def order_of(values: NDArray[np.float64], finer: Mapping[int, Decimal]) -> NDArray[np.intp]:
    """The place of each number in the column, from 0 for the lowest, equals share it; -1 where missing.

    `finer` are the numbers, by row, that their float64 is not.
    """
    places = np.full(len(values), -1, dtype=np.intp)
    present = np.flatnonzero(~np.isnan(values))
    _, inverse = np.unique(values[present], return_inverse=True)
    places[present] = inverse
    if not finer:
        return places
    within = np.zeros(len(values), dtype=np.intp)
    # float64 are in the order of the numbers; only where several numbers have one, they say nothing
    for shared in {int(places[row]) for row in finer}:
        rows = np.flatnonzero(places == shared).tolist()
        exact = {row: finer[row] if row in finer else Decimal(repr(float(values[row]))) for row in rows}
        steps = {number: step for step, number in enumerate(sorted(set(exact.values())))}
        for row in rows:
            within[row] = steps[exact[row]]
    both = places[present] * (len(values) + 1) + within[present]
    places[present] = np.unique(both, return_inverse=True)[1]
    return places


def looks_of(order: NDArray[np.intp], shown: ShownColumn, read: Callable[[str], Decimal]) -> NDArray[np.intp]:
    """As `order`, but numbers that a declared format makes look equal share their place."""
    if not shown.is_declared.any() or not shown.is_rounded.any():
        return order
    places = np.zeros(int(order.max(initial=-1)) + 1, dtype=np.intp)
    firsts = _firsts(order)
    for place in range(1, len(places)):
        one, other = firsts[place - 1], firsts[place]
        alike = shown.texts[one] == shown.texts[other] or read(shown.texts[one]) == read(shown.texts[other])
        declared = shown.is_declared[one] or shown.is_declared[other]
        places[place] = places[place - 1] + (not (alike and declared))
    return np.where(order < 0, -1, places[order])


def blurred_of(looks: NDArray[np.intp], shown: ShownColumn, read: Callable[[str], Decimal]) -> frozenset[int]:
    """The rows whose text stands for the number of another row too, which is not theirs."""
    if not shown.is_rounded.any():
        return frozenset()
    firsts = _firsts(looks)
    by_number: dict[Decimal, set[int]] = {}
    for place, row in firsts.items():
        by_number.setdefault(read(shown.texts[row]), set()).add(place)
    both = {place for places in by_number.values() if len(places) > 1 for place in places}
    return frozenset(np.flatnonzero(np.isin(looks, list(both))).tolist()) if both else frozenset()


def _firsts(places: NDArray[np.intp]) -> dict[int, int]:
    """The first row of each place."""
    found, rows = np.unique(places, return_index=True)
    return {place: row for place, row in zip(found.tolist(), rows.tolist(), strict=True) if place >= 0}
