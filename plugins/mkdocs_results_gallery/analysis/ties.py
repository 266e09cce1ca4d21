"""When two numbers of one metric can't be told apart: as shown, or within their uncertainty."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.differences import Estimates, differ, estimates, exact
from mkdocs_results_gallery.model import Cell, Table
from mkdocs_results_gallery.numbers import shown_number


def shown_key(table: Table, cell: Cell) -> str:
    """What a cell with a number looks like: cells of one column with one key look equal."""
    return shown_number(float(table.values[cell]), table.metrics[cell[1]])


def same_as_shown(table: Table, one: Cell, other: Cell) -> bool:
    """Whether two cells, both with a number, look equal."""
    return shown_key(table, one) == shown_key(table, other)


def in_order(table: Table, metric: int, rows: Sequence[int], *, descending: bool) -> list[int]:
    """`rows`, all with a number, from one end of the metric; equals stay as they are."""
    sign = -1.0 if descending else 1.0
    return [rows[place] for place in np.argsort(sign * table.values[list(rows), metric], kind="stable")]


def is_tie(table: Table, one: Cell, other: Cell) -> bool:
    """Whether two cells, both with a number in one unit, can't be told apart."""
    return same_as_shown(table, one, other) or within_uncertainty(table, one, other)


def within_uncertainty(table: Table, one: Cell, other: Cell) -> bool:
    """Whether the numbers of two cells, of which one states an uncertainty, do not differ beyond it."""
    if one not in table.uncertainty and other not in table.uncertainty:
        return False
    first, second = (estimates(table, metric, [row]) for row, metric in (one, other))
    if first.is_exact[0] and second.is_exact[0]:  # n alone is stated
        return False
    return not differ(first, second)[0]


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
        """A number for each: equal where they look equal."""
        self.said = said

    @classmethod
    def of(cls, table: Table, metric: int, rows: Sequence[int]) -> Ties:
        """Among `rows`, which the places in the other methods count from 0."""
        keys: dict[str, int] = {}
        looks = [keys.setdefault(shown_key(table, (row, metric)), len(keys)) for row in rows]
        return cls(np.array(looks, dtype=np.intp), estimates(table, metric, rows))

    def at(self, places: NDArray[np.intp]) -> Ties:
        """The same for the rows at `places`, in that order."""
        return Ties(self.looks[places], self.said.at(places))

    def between(self, one: int, others: slice) -> NDArray[np.bool_]:
        """Whether the row at place `one` is tied with each of `others`, places in `rows`."""
        mine, theirs = self.said.at(slice(one, one + 1)), self.said.at(others)
        same: NDArray[np.bool_] = self.looks[one] == self.looks[others]
        return same | (~(mine.is_exact & theirs.is_exact) & ~differ(mine, theirs))

    def with_next(self) -> NDArray[np.bool_]:
        """Whether each row but the last is tied with the one that follows."""
        mine, theirs = self.said.at(slice(None, -1)), self.said.at(slice(1, None))
        same: NDArray[np.bool_] = self.looks[:-1] == self.looks[1:]
        return same | (~(mine.is_exact & theirs.is_exact) & ~differ(mine, theirs))
