"""The texts of the numbers of one table: as they are written, and as a column shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.digits.number import decimal_of

Place = tuple[int, int]
"""(row, column), both 0-based."""

SHORTEST = 255
"""Instead of a number of decimals: the shortest text that reads back as the same float64."""
_BY_TEXT = 254
SHORT = 15
"""Characters up to which a plain number is told by its float64 and its decimals."""

V = TypeVar("V")

PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True, eq=False)
class Writing:
    """How the numbers of a table are written; what it says of a missing cell means nothing."""

    decimals: NDArray[np.uint8]
    """Shape (rows, columns): digits after the point of a short plain number, or `SHORTEST`, or that the text
    is among `texts`."""
    texts: Mapping[Place, str] = field(default_factory=dict)
    """Of the cells that are told by neither."""
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
        texts, kept = [], self.texts
        for row, (value, decimals) in enumerate(zip(values, self.decimals[:, column].tolist(), strict=True)):
            if value != value:
                texts.append("")
            elif decimals < _BY_TEXT:
                texts.append(f"{value:.{decimals}f}")
            else:
                texts.append(repr(value).removesuffix(".0") if decimals == SHORTEST else kept[row, column])
        return texts

    def is_plain(self, column: int, rows: NDArray[np.bool_]) -> bool:
        """Whether their decimals tell all numbers of a column in the `rows`, a mask."""
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
        number = decimal_of(text)
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

    def copy(self, writing: Writing, sources: Sequence[Place], targets: Sequence[Place]) -> None:
        """Take over what `writing` says of `sources`, each to its place among `targets`."""
        self.decimals[tuple(zip(*targets, strict=True))] = writing.decimals[tuple(zip(*sources, strict=True))]
        if writing.texts:
            for source, target in zip(sources, targets, strict=True):
                if source in writing.texts:
                    self._texts[target] = writing.texts[source]
                if source in writing.finer:
                    self._finer[target] = writing.finer[source]

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

    def part(self, rows: Sequence[int]) -> ShownColumn:
        """That of some rows, in the order in which they are given."""
        chosen = list(rows)
        return ShownColumn(
            tuple(self.texts[row] for row in chosen), self.is_rounded[chosen], self.is_declared[chosen]
        )


def across(columns: Sequence[ShownColumn], row: int) -> ShownColumn:
    """A row of columns as a column."""
    return ShownColumn(
        tuple(column.texts[row] for column in columns),
        np.array([column.is_rounded[row] for column in columns], dtype=np.bool_),
        np.array([column.is_declared[row] for column in columns], dtype=np.bool_),
    )


class ShownCells:
    """The columns of a table that is being collected from others."""

    def __init__(self, rows: int, columns: int) -> None:
        self._texts = [[""] * rows for _ in range(columns)]
        self._is_rounded = [[False] * rows for _ in range(columns)]
        self._is_declared = [[False] * rows for _ in range(columns)]

    def copy(
        self, columns: Mapping[int, ShownColumn], sources: Sequence[Place], targets: Sequence[Place]
    ) -> None:
        """Show at each of `targets` what the place in `sources` shows; `columns` are those of the sources."""
        for (row, column), (new_row, new_column) in zip(sources, targets, strict=True):
            found = columns[column]
            self._texts[new_column][new_row] = found.texts[row]
            self._is_rounded[new_column][new_row] = bool(found.is_rounded[row])
            self._is_declared[new_column][new_row] = bool(found.is_declared[row])

    def columns(self) -> tuple[ShownColumn, ...]:
        """What was collected."""
        return tuple(
            ShownColumn(tuple(texts), np.array(rounded, dtype=np.bool_), np.array(declared, dtype=np.bool_))
            for texts, rounded, declared in zip(self._texts, self._is_rounded, self._is_declared, strict=True)
        )
