"""When two numbers can't be told apart: by a declared format, or within their uncertainty."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.differences import Estimates, differ, estimates, exact, is_open
from mkdocs_results_gallery.model import Cell, Table


def same_as_shown(table: Table, one: Cell, other: Cell) -> bool:
    """Whether two cells, both with a number in one unit, are equal for a reader.

    They are where they are equal to the last digit, or look equal by a format that is declared for one.
    """
    if one[1] == other[1]:
        return table.same_as_shown(one[1], one[0], other[0])
    if table.exact(one) == table.exact(other):
        return True
    is_declared = any(table.digits.column(metric).is_declared[row] for row, metric in (one, other))
    return is_declared and _seen(table, one) == _seen(table, other)


def is_tie(table: Table, one: Cell, other: Cell) -> bool:
    """Whether two cells, both with a number in one unit, can't be told apart."""
    return same_as_shown(table, one, other) or within_uncertainty(table, one, other)


def within_uncertainty(table: Table, one: Cell, other: Cell) -> bool:
    """Whether the numbers of two cells, of which one states an uncertainty, do not differ beyond it."""
    if one not in table.uncertainty and other not in table.uncertainty:
        return False
    first, second = (estimates(table, metric, [row]) for row, metric in (one, other))
    return bool(is_open(first, second)[0])


def near(table: Table, metric: int, rows: Sequence[int], level: float) -> int:
    """How many of `rows` (0-based) have an uncertainty that reaches `level`, a number that is exact."""
    stated = [row for row in rows if (row, metric) in table.uncertainty] if table.uncertainty else []
    if not stated:
        return 0
    said = estimates(table, metric, stated)
    return int((~said.is_exact & ~differ(said, exact(level))).sum())


class Ties:
    """`is_tie` for many rows of one metric; all must have a number."""

    def __init__(self, looks: NDArray[np.intp], said: Estimates) -> None:
        self.looks = looks
        """A number for each: equal where they are equal for a reader."""
        self.said = said

    @classmethod
    def of(cls, table: Table, metric: int, rows: Sequence[int]) -> Ties:
        """Among `rows`, which the places in the other methods count from 0."""
        return cls(table.digits.looks(metric)[list(rows)], estimates(table, metric, rows))

    def at(self, places: NDArray[np.intp]) -> Ties:
        """The same for the rows at `places`, in that order."""
        return Ties(self.looks[places], self.said.at(places))

    def between(self, one: int, others: slice) -> NDArray[np.bool_]:
        """Whether the row at place `one` is tied with each of `others`, places in `rows`."""
        mine, theirs = self.said.at(slice(one, one + 1)), self.said.at(others)
        same: NDArray[np.bool_] = self.looks[one] == self.looks[others]
        return same | is_open(mine, theirs)

    def with_next(self) -> NDArray[np.bool_]:
        """Whether each row but the last is tied with the one that follows."""
        mine, theirs = self.said.at(slice(None, -1)), self.said.at(slice(1, None))
        same: NDArray[np.bool_] = self.looks[:-1] == self.looks[1:]
        return same | is_open(mine, theirs)


def _seen(table: Table, cell: Cell) -> object:
    """The number that the text of a cell stands for."""
    return table.metrics[cell[1]].read(table.shown(cell))
