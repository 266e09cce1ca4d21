"""How the numbers of a table are written, mostly by the count of their decimals; and what its cells show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import repeat
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Place = tuple[int, int]
"""(row, column), both 0-based."""

SHORTEST = 255
"""Instead of a number of decimals: the shortest text that reads back as the same float64."""
_BY_TEXT = 254
SHORT = 15
"""Characters up to which a plain number is known by its float64 and its decimals."""

V = TypeVar("V")

PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True, eq=False)
class Writing:
    """How the numbers of a table are written; what it says of a missing cell means nothing."""

    decimals: NDArray[np.uint8]
    """Shape (rows, columns): digits after the point of a short plain number, or `SHORTEST`, or that the text
    is among `texts`."""
    texts: Mapping[Place, str] = field(default_factory=dict)
    """Of the cells that are known by neither."""
    finer: Mapping[Place, Decimal] = field(default_factory=dict)
    """The numbers that the shortest text of their float64 is not: 9007199254740993, 1e-400."""

    def text(self, place: Place, value: float) -> str:
        """The number at `place` as it was written; `value` is its float64."""
        decimals = self.decimals[place]
        if decimals < _BY_TEXT:
            return format(value, f".{decimals}f")
        return repr(value).removesuffix(".0") if decimals == SHORTEST else self.texts[place]

    def column(self, column: int, values: list[float]) -> list[str]:
        """The same for all cells of a column, ``""`` for NaN."""
        if (self.decimals[:, column] == SHORTEST).all():  # as programs write them: in one piece
            found = repr(values)[1:-1].replace("nan", "").split(", ") if values else []
            return [text.removesuffix(".0") for text in found]
        return self._texts(values, self.decimals[:, column], zip(range(len(values)), repeat(column)))

    def _texts(self, values: list[float], decimals: NDArray[np.uint8], places: Iterable[Place]) -> list[str]:
        texts = []
        for value, count, place in zip(values, decimals.tolist(), places, strict=True):
            if value != value:
                texts.append("")
            elif count < _BY_TEXT:
                texts.append(f"{value:.{count}f}")
            else:
                texts.append(repr(value).removesuffix(".0") if count == SHORTEST else self.texts[place])
        return texts

    def is_plain(self, column: int, rows: NDArray[np.bool_]) -> bool:
        """Whether their decimals give all numbers of a column in the `rows`, a mask."""
        return bool((self.decimals[rows, column] < _BY_TEXT).all())

    def part(self, rows: Sequence[int], columns: Sequence[int]) -> Writing:
        """That of the cells in `rows` x `columns`, in the order in which they are given."""
        decimals = self.decimals[np.ix_(list(rows), list(columns))]
        return Writing(decimals, moved(self.texts, rows, columns), moved(self.finer, rows, columns))

    def transposed(self) -> Writing:
        """That of the table with rows and columns exchanged."""
        texts = {(column, row): text for (row, column), text in self.texts.items()}
        finer = {(column, row): number for (row, column), number in self.finer.items()}
        return Writing(self.decimals.T, texts, finer)


class Notes:
    """A `Writing` that is being filled."""

    def __init__(self, rows: int, columns: int) -> None:
        self.decimals = np.full((rows, columns), SHORTEST, dtype=np.uint8)
        self._texts: dict[Place, str] = {}
        self._finer: dict[Place, Decimal] = {}

    def add(self, place: Place, text: str, value: float) -> None:
        """Keep that the number at `place`, whose float64 is `value`, is written as `text`."""
        if len(text) <= SHORT and PLAIN.fullmatch(text):
            self.decimals[place] = len(text.partition(".")[2])
            return
        shortest = repr(value)
        if text == shortest.removesuffix(".0"):
            self.decimals[place] = SHORTEST
            return
        self.decimals[place] = _BY_TEXT
        self._texts[place] = text
        number = Decimal(text)
        if number != Decimal(shortest):
            self._finer[place] = number

    def add_line(
        self, row: int, columns: NDArray[np.intp], texts: Sequence[str], values: list[float]
    ) -> None:
        """`add` for the numbers of one row in some columns."""
        line = ", ".join(texts)
        if line == repr(values)[1:-1] and ".0," not in line and not line.endswith(".0"):
            self.decimals[row, columns] = SHORTEST  # all at once, as programs write them
            return
        for column, text, value in zip(columns.tolist(), texts, values, strict=True):
            self.add((row, column), text, value)

    def whole(self) -> Writing:
        """What was noted."""
        self.decimals.setflags(write=False)
        return Writing(self.decimals, MappingProxyType(self._texts), MappingProxyType(self._finer))


def moved(cells: Mapping[Place, V], rows: Sequence[int], columns: Sequence[int]) -> dict[Place, V]:
    """Those of `cells` that lie in `rows` x `columns`, by their place in there."""
    if not cells:
        return {}
    new_row = {row: place for place, row in enumerate(rows)}
    new_column = {column: place for place, column in enumerate(columns)}
    return {
        (new_row[row], new_column[column]): value
        for (row, column), value in cells.items()
        if row in new_row and column in new_column
    }


@dataclass(frozen=True, slots=True, eq=False)
class ShownColumn:
    """What the cells of a column show."""

    texts: tuple[str, ...]
    """One per row, ``""`` where missing."""
    is_rounded: NDArray[np.bool_]
    """Where the text stands for another number than the one that was written."""
    is_declared: NDArray[np.bool_]
    """Where a declared format says so: what looks equal there is equal as shown."""

    @classmethod
    def of(
        cls, texts: Sequence[str], known: Mapping[str, tuple[str, bool]], *, is_declared: bool
    ) -> ShownColumn:
        """That of written `texts`; of each is `known` what it shows, and whether as another number."""
        both = [known[text] for text in texts]
        return cls(
            tuple([text for text, _ in both]),
            np.array([rounded for _, rounded in both], dtype=np.bool_),
            np.full(len(both), is_declared),
        )

    def part(self, rows: Sequence[int]) -> ShownColumn:
        """That of some rows, in the order in which they are given."""
        chosen = list(rows)
        return ShownColumn(
            tuple(self.texts[row] for row in chosen), self.is_rounded[chosen], self.is_declared[chosen]
        )


@dataclass(frozen=True, slots=True, eq=False)
class ShownCells:
    """What the cells of a table show; all arrays have the shape (rows, columns)."""

    texts: NDArray[Any]
    """Of str, ``""`` where missing."""
    is_rounded: NDArray[np.bool_]
    """As in `ShownColumn`."""
    is_declared: NDArray[np.bool_]
    """As in `ShownColumn`."""

    @classmethod
    def blank(cls, rows: int, columns: int) -> ShownCells:
        """A table that shows nothing yet."""
        shape = rows, columns
        return cls(np.full(shape, "", dtype=object), np.zeros(shape, np.bool_), np.zeros(shape, np.bool_))

    @classmethod
    def of(cls, columns: Sequence[ShownColumn], rows: int) -> ShownCells:
        """These `columns`, each with so many `rows`, side by side."""
        found = cls.blank(rows, len(columns))
        for at, column in enumerate(columns):
            found.texts[:, at] = column.texts
            found.is_rounded[:, at] = column.is_rounded
            found.is_declared[:, at] = column.is_declared
        return found

    def column(self, column: int) -> ShownColumn:
        """One of its columns."""
        texts = tuple(self.texts[:, column].tolist())
        return ShownColumn(texts, self.is_rounded[:, column], self.is_declared[:, column])


def order_of(values: NDArray[np.float64], finer: Mapping[int, Decimal]) -> NDArray[np.intp]:
    """The place of each number in the column, from 0 for the lowest, equals share it; -1 where missing.

    `finer` are the numbers, by row, that their float64 is not.
    """
    places = np.full(len(values), -1, dtype=np.intp)
    present = (~np.isnan(values)).nonzero()[0]
    places[present] = _ranked(values[present])
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
    places[present] = _ranked(both)
    return places


def _ranked(numbers: NDArray[Any]) -> NDArray[np.intp]:
    """The place of each among the different ones, from 0; `np.unique` takes three times as long for few."""
    order = numbers.argsort()
    ordered = numbers[order]
    steps = np.zeros(len(numbers), dtype=np.intp)
    steps[1:] = ordered[1:] != ordered[:-1]
    places = np.empty_like(steps)
    places[order] = steps.cumsum()
    return places
