"""All numbers of a table to the last digit: as they are written, in order, and as its cells show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.digits.number import are_short, automatic, decimal_of, exact, plain, unsigned_zero
from mkdocs_results_gallery.digits.writing import SHORTEST, Place, ShownCells, ShownColumn, Writing, order_of

_FEW = 4
"""Significant digits that every number keeps."""
_POWERS = np.array([float(f"1e{power}") for power in range(-324, 309)])


class MetricTraits(Protocol):
    """What must be known of a metric."""

    @property
    def format(self) -> str:
        """As declared, ``""`` for none."""

    @property
    def range(self) -> tuple[float | None, float | None] | None:
        """Possible values."""

    @property
    def reference(self) -> float | None:
        """A number that others are compared with."""

    def write(self, number: Decimal | Fraction) -> str:
        """A number in the declared format."""

    def read(self, text: str) -> Decimal:
        """The number that a shown text stands for."""


class TableDigits:
    """The numbers of one table; what is asked of a column is worked out once."""

    __slots__ = ("_carried", "_cells", "_kept", "_kinds", "_values", "_writing")

    def __init__(
        self,
        values: NDArray[np.float64],
        kinds: Sequence[MetricTraits],
        writing: Writing | None,
        carried: ShownCells | None,
    ) -> None:
        self._values = values
        self._kinds = kinds
        self._writing = writing
        self._carried = carried
        self._cells = carried
        self._kept: dict[tuple[str, int], object] = {}

    @property
    def writing(self) -> Writing:
        """How the numbers are written; where nothing is known of it, by the shortest texts."""
        if self._writing is None:
            self._writing = Writing(np.full(self._values.shape, SHORTEST, dtype=np.uint8))
        return self._writing

    def written(self, place: Place) -> str:
        """One number as written; ``""`` where it is missing."""
        value = float(self._values[place])
        return "" if value != value else self.writing.text(place, value)

    def written_column(self, column: int) -> list[str]:
        """The same of each row."""
        return list(self._written(column))

    @lru_cache(maxsize=32)  # noqa: B019 - a few columns: those of one table are asked for again and again
    def _written(self, column: int) -> tuple[str, ...]:
        return tuple(self.writing.column(column, self._values[:, column].tolist()))

    def plain_column(self, column: int) -> list[str]:
        """The same as JSON has it."""
        texts = self.written_column(column)
        for row, at in self.writing.texts:  # all others are so already
            if at == column and texts[row]:
                texts[row] = plain(texts[row])
        return texts

    def exact(self, place: Place) -> Decimal:
        """One number, which is there."""
        return decimal_of(self.written(place))

    def column(self, column: int) -> ShownColumn:
        """What the cells of a column show."""
        found = self._kept.get(("shown", column))
        if not isinstance(found, ShownColumn):
            carried = self._carried
            found = self._shown(column) if carried is None else carried.column(column)
            self._kept["shown", column] = found
        return found

    @property
    def cells(self) -> ShownCells:
        """What all cells show."""
        if self._cells is None:
            rows, columns = self._values.shape
            self._cells = ShownCells.of([self.column(column) for column in range(columns)], rows)
        return self._cells

    def part(self, rows: Sequence[int], columns: Sequence[int]) -> ShownCells:
        """What the cells in `rows` x `columns` show, in the order in which they are given."""
        return ShownCells.of([self.column(column).part(rows) for column in columns], len(rows))

    def unambiguous(self, place: Place) -> str:
        """One number as shown, but in full where that would be the number of another row too."""
        row, column = place
        found = self._kept.get(("look-alikes", column))
        if not isinstance(found, frozenset):
            found = look_alikes_of(self.looks(column), self.column(column), self._kinds[column].read)
            self._kept["look-alikes", column] = found
        return plain(self.written(place)) if row in found else self.column(column).texts[row]

    def order(self, column: int) -> NDArray[np.intp]:
        """The place of each row by its exact number, from 0 for the lowest; equals share it; -1: missing."""
        found = self._kept.get(("order", column))
        if not isinstance(found, np.ndarray):
            finer = {row: number for (row, at), number in self.writing.finer.items() if at == column}
            found = self._kept["order", column] = order_of(self._values[:, column], finer)
        return found

    def looks(self, column: int) -> NDArray[np.intp]:
        """As `order`, but rows whose numbers a declared format makes look equal share their place."""
        found = self._kept.get(("looks", column))
        if not isinstance(found, np.ndarray):
            found = looks_of(self.order(column), self.column(column), self._kinds[column].read)
            self._kept["looks", column] = found
        return found

    def decimals(self, column: int) -> int:
        """The most decimals that a cell of a column shows."""
        found = self._kept.get(("decimals", column))
        if not isinstance(found, int):
            texts = {text for text in self.column(column).texts if "e" not in text}
            found = max((len(text.rstrip("%").partition(".")[2]) for text in texts), default=0)
            self._kept["decimals", column] = found
        return found

    def _shown(self, column: int) -> ShownColumn:
        kind, texts = self._kinds[column], self.written_column(column)
        if kind.format:
            return declared_column(texts, kind.write, kind.read)
        if are_short(texts):
            return as_written(self.plain_column(column))
        values = self._values[:, column]
        present = ~np.isnan(values)
        decimals = self.writing.decimals[present, column]
        if self.writing.is_plain(column, present) and _keeps_all_digits(values[present], decimals):
            return as_written(texts)
        bounds = [*(kind.range or ()), kind.reference]
        return automatic_column(texts, [Fraction(exact(bound)) for bound in bounds if bound is not None])


def declared_column(
    texts: Sequence[str], write: Callable[[Decimal], str], read: Callable[[str], Decimal]
) -> ShownColumn:
    """The column of these written `texts` in a declared format: `write` shows a number, `read` reads it."""
    known = {"": ("", False)}
    for text in dict.fromkeys(texts):
        if text:
            number = read(text)
            shown = write(number)
            known[text] = shown, shown != text and read(shown) != number
    return ShownColumn.of(texts, known, is_declared=True)


def automatic_column(texts: Sequence[str], bounds: Iterable[Fraction] = ()) -> ShownColumn:
    """The column of these written `texts` where nobody declares a format."""
    known = automatic([text for text in texts if text], bounds)
    return ShownColumn.of(texts, {"": ("", False), **known}, is_declared=False)


def as_written(texts: Sequence[str]) -> ShownColumn:
    """The column of these written `texts`, plain ones, none of which is shortened."""
    nowhere = np.zeros(len(texts), dtype=np.bool_)
    # most are what they should be already
    shown = [unsigned_zero(text) if text[:2] == "-0" else text for text in texts]
    return ShownColumn(tuple(shown), nowhere, nowhere)


def _keeps_all_digits(values: NDArray[np.float64], decimals: NDArray[np.uint8]) -> bool:
    """Whether no number of a column has more digits than it keeps in any case: by far the most columns.

    `values` has no NaN; `decimals` are the digits after the point.
    """
    sizes = np.abs(values)
    magnitudes = np.searchsorted(_POWERS, sizes, side="right") - 1 - 324
    kept = np.where(sizes == 0, 255, np.maximum(_FEW - 1 - magnitudes, 0))
    return bool((decimals <= kept).all())


def looks_of(order: NDArray[np.intp], shown: ShownColumn, read: Callable[[str], Decimal]) -> NDArray[np.intp]:
    """As `order`, but numbers that a declared format makes look equal share their place."""
    if not shown.is_declared.any() or not shown.is_rounded.any():
        return order
    texts, firsts = _first_texts(order, shown)
    near = _roughly(texts, read)
    declared = shown.is_declared[firsts]
    alike = (near[1:] == near[:-1]) & (declared[1:] | declared[:-1])
    for place in np.flatnonzero(alike).tolist():
        one, other = texts[place], texts[place + 1]
        alike[place] = one == other or read(one) == read(other)
    places = np.concatenate([[0], np.cumsum(~alike)])
    return np.where(order < 0, -1, places[order])


def look_alikes_of(
    looks: NDArray[np.intp], shown: ShownColumn, read: Callable[[str], Decimal]
) -> frozenset[int]:
    """The rows whose text stands for the number of another row too, which is not theirs."""
    if not shown.is_rounded.any():
        return frozenset()
    texts, _ = _first_texts(looks, shown)
    _, which, often = np.unique(_roughly(texts, read), return_inverse=True, return_counts=True)
    by_number: dict[Decimal, list[int]] = {}
    for place in np.flatnonzero(often[which] > 1).tolist():
        by_number.setdefault(read(texts[place]), []).append(place)
    both = [place for places in by_number.values() if len(places) > 1 for place in places]
    return frozenset(np.flatnonzero(np.isin(looks, both)).tolist()) if both else frozenset()


def _first_texts(places: NDArray[np.intp], shown: ShownColumn) -> tuple[list[str], NDArray[np.intp]]:
    """What the first row of each place shows, and that row."""
    found, firsts = np.unique(places, return_index=True)
    firsts = firsts[found >= 0]
    return [shown.texts[row] for row in firsts.tolist()], firsts


def _roughly(texts: Sequence[str], read: Callable[[str], Decimal]) -> NDArray[np.float64]:
    """The float64 of shown numbers: where they differ, the numbers do, and need not be read."""
    line = "\n".join(texts)
    if line.count("%") not in (0, len(texts)):  # of some, the metric says what they are
        return np.array([float(read(text)) for text in texts])
    return np.array(list(map(float, line.replace(",", "").replace("%", "").split("\n"))) if texts else [])
