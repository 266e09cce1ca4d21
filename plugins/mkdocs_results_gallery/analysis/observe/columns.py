"""One column as observers see it, its numbers as they are and as shown; and columns that say one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.differences import Ties
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Text
from mkdocs_results_gallery.digits.number import LARGEST, fraction_of, is_finer
from mkdocs_results_gallery.model import Cell, Metric, Table
from mkdocs_results_gallery.words.numbers import computed_number, shown_number

MOST_METRICS = 60
"""Columns of a wide table that sentences are looked for in, from the first."""
_MOST_COMPARED = 100_000
"""Pairs of rows of which it is worked out whether they differ beyond their uncertainty."""


@dataclass(frozen=True, eq=False)  # no slots: what several observers ask for is kept
class Column:
    """The cells of one metric that have a number."""

    table: Table
    index: int
    rows: NDArray[np.intp]
    """Indices of these rows, ascending."""
    numbers: NDArray[np.float64]
    """One per row; at least one."""
    low: float
    """The lowest of them."""
    high: float
    """The highest of them."""

    def __eq__(self, other: object) -> bool:
        """Whether both are the same cells: another thread may have made what is kept for a table anew."""
        return self is other or (
            isinstance(other, Column)
            and self.table is other.table
            and self.index == other.index
            and np.array_equal(self.rows, other.rows)
        )

    def __hash__(self) -> int:
        return hash((self.table, self.index))

    @property
    def metric(self) -> Metric:
        """The meaning of the numbers."""
        return self.table.metrics[self.index]

    @property
    def is_whole(self) -> bool:
        """Whether no cell is missing."""
        return len(self.rows) == len(self.table.rows)

    @property
    def is_unsure(self) -> bool:
        """Whether any of its cells states an uncertainty."""
        return self.index in _unsure(self.table)

    @cached_property
    def order(self) -> NDArray[np.intp]:
        """The places of its numbers among those of the whole column, by their exact values."""
        return self.table.digits.order(self.index)[self.rows]

    @cached_property
    def lowest(self) -> int:
        """The first row with the lowest number."""
        return int(self.rows[self.order.argmin()])

    @cached_property
    def highest(self) -> int:
        """The first row with the highest number."""
        return int(self.rows[self.order.argmax()])

    @cached_property
    def is_level(self) -> bool:
        """Whether all of its numbers are equal as shown."""
        return self.table.same_as_shown((self.lowest, self.index), (self.highest, self.index))

    def text(self, number: float) -> str:
        """Write a number of the metric that stands in no cell, as the table would show it."""
        return shown_number(number, self.metric)

    def text_of(self, row: int) -> str:
        """Write the number of a row for a sentence."""
        return self.table.unambiguous((row, self.index))

    def shown_of(self, row: int) -> Fraction:
        """Read the number that the text of a row stands for."""
        return Fraction(self.metric.read(self.text_of(row)))

    def exact_of(self, row: int) -> Fraction:
        """Return the number of a row to the last digit."""
        return Fraction(self.table.exact((row, self.index)))

    def computed(self, number: Fraction) -> str:
        """Write a number that was computed from its cells."""
        return computed_number(self.table, self.index, number)

    def sides(self, level: float) -> NDArray[np.int8]:
        """Of each number whether it is below (-1), at (0) or above (1) `level`."""
        signs = (self.numbers > level).astype(np.int8) - (self.numbers < level).astype(np.int8)
        if not (self.table.digits.writing.finer or is_finer(level)):
            return signs
        bound = fraction_of(level)
        for place in np.flatnonzero(self.numbers == level).tolist():
            number = self.exact_of(int(self.rows[place]))
            signs[place] = (number > bound) - (number < bound)
        return signs

    def part(self, rows: Sequence[int]) -> Column | None:
        """Take the cells of `rows` that have a number; None for none."""
        chosen = np.zeros(len(self.table.rows), dtype=np.bool_)
        chosen[list(rows)] = True
        return self.within(chosen)

    def within(self, mask: NDArray[np.bool_]) -> Column | None:
        """Take the cells in rows where `mask`, one entry per row of the table, is true; None for none."""
        chosen = mask[self.rows]
        if not chosen.any():
            return None
        numbers = self.numbers[chosen]
        low, high = float(numbers.min()), float(numbers.max())
        return Column(self.table, self.index, self.rows[chosen], numbers, low, high)

    def span(self) -> str:
        """``0.93 to 1.00``, or the one number that all cells show."""
        low = self.text_of(self.lowest)
        return low if self.is_level else f"{low} to {self.text_of(self.highest)}"

    def is_told_apart(self, ones: Sequence[int], others: Sequence[int]) -> bool:
        """Whether every one of the rows `ones` differs from every one of `others` beyond its uncertainty.

        Numbers that look equal do not; of very many pairs it is not known.
        """
        if not self.is_unsure:
            looks = self.table.digits.looks(self.index)
            return not set(looks[list(ones)].tolist()) & set(looks[list(others)].tolist())
        few, many = sorted((ones, others), key=len)
        if len(few) * len(many) > _MOST_COMPARED:
            return False
        ties = Ties.of(self.table, self.index, [*few, *many])
        return not any(ties.between(place, slice(len(few), None)).any() for place in range(len(few)))

    def cells(self) -> tuple[Cell, ...]:
        """All of its cells with a number."""
        return tuple((int(row), self.index) for row in self.rows)

    def cells_of(self, rows: Sequence[int]) -> tuple[Cell, ...]:
        """Return the cells of `rows`."""
        return tuple((row, self.index) for row in rows)


@lru_cache(maxsize=1)  # pure; each observer asks for the same table in turn
def columns(table: Table) -> tuple[Column, ...]:
    """Find the first columns of `table` that have a number, and no bound, which may be the highest."""
    found = []
    for index in range(min(len(table.metrics), MOST_METRICS)):
        if index in table.bounded:
            continue
        values = table.values[:, index]
        rows = (~np.isnan(values)).nonzero()[0]
        if len(rows):
            numbers = values[rows]
            found.append(Column(table, index, rows, numbers, float(numbers.min()), float(numbers.max())))
    return tuple(found)


@lru_cache(maxsize=1)
def _unsure(table: Table) -> frozenset[int]:
    return frozenset(metric for _, metric in table.uncertainty)


def rows_words(count: int, of: int) -> str:
    """``all 12 rows``, ``9 of 12 rows``."""
    if count == of:
        return f"all {count:,} rows" if count > 2 else ("both rows" if count == 2 else "its only row")
    return f"{count:,} of {of:,} rows"


def present_rows(column: Column, count: int | None = None) -> str:
    """``all 12 rows``, ``9 of 11 rows with a value``: `count` of the cells with a number, or all of them."""
    of = len(column.rows)
    words = rows_words(of if count is None else count, of)
    return words if column.is_whole else f"{words} with a value"


def unsure_words(count: int, of: int) -> str:
    """`` (2 of them within uncertainty)``; nothing for none."""
    if not count:
        return ""
    return f" ({'' if of == 1 else 'all ' if count == of else f'{count:,} of them '}within uncertainty)"


_LEAST_ROWS, _MOST_ROWS = 3, 2_000
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class _Complements:
    """Two columns, in the order of the table, of which one follows from the other."""

    one: Column
    other: Column
    total: str
    """Their sum, as the first would write it."""

    @property
    def echo(self) -> Column:
        """The one of which nothing more is said: it has fewer meanings, or comes later."""
        return self.other if _meanings(self.one) >= _meanings(self.other) else self.one


@lru_cache(maxsize=1)  # pure; as above
def distinct_columns(table: Table) -> tuple[Column, ...]:
    """Find the columns that sentences speak of: all but one of two complements."""
    echoes = {pair.echo for pair in _all(table)}
    return tuple(column for column in columns(table) if column not in echoes) if echoes else columns(table)


def complements(table: Table) -> Iterator[Observation]:
    """Name each pair of columns with one sum, once."""
    for pair in _all(table):
        yield Observation(
            "complements",
            "{metric} add up to {total} in {rows}.",
            {
                "metric": Metrics((pair.one.index, pair.other.index)),
                "total": Text(pair.total),
                "rows": Text(present_rows(pair.one)),
            },
            pair.one.cells() + pair.other.cells(),
            45.0,
        )


@lru_cache(maxsize=1)  # pure; each observer asks for the same table in turn
def _all(table: Table) -> tuple[_Complements, ...]:
    if not _LEAST_ROWS <= len(table.rows) <= _MOST_ROWS:
        return ()
    found: list[_Complements] = []
    used: set[Column] = set()
    for one, other in combinations(columns(table), 2):
        if used & {one, other} or not _may_add_up(one, other):
            continue
        total = _total(one, other)
        if total:
            found.append(_Complements(one, other, total))
            used |= {one, other}
    return tuple(found)


def _may_add_up(one: Column, other: Column) -> bool:
    """Look quickly at the first numbers: most pairs go here."""
    if len(one.rows) != len(other.rows) or len(one.rows) < _LEAST_ROWS:
        return False
    mine: list[float] = one.numbers[:_LEAST_ROWS].tolist()
    theirs: list[float] = other.numbers[:_LEAST_ROWS].tolist()
    sums = [a / 2 + b / 2 for a, b in zip(mine, theirs, strict=True)]  # the sum may be no float64
    return max(sums) - min(sums) <= _SLACK * max(map(abs, [*mine, *theirs]))


def _total(one: Column, other: Column) -> str:
    """Find the sum of both in every row, to the last digit and as shown; empty where there is no such one."""
    if not _are_alike(one, other):
        return ""
    rows = one.rows.tolist()
    total = one.exact_of(rows[0]) + other.exact_of(rows[0])
    if abs(total) > LARGEST or {one.exact_of(row) + other.exact_of(row) for row in rows} != {total}:
        return ""
    text = one.computed(total)
    as_shown = {Fraction(one.metric.read(text)), *(one.shown_of(row) + other.shown_of(row) for row in rows)}
    return text if as_shown == {total} else ""


def _are_alike(one: Column, other: Column) -> bool:
    """Whether two columns may be complements, by all but their numbers' sum."""
    direction = one.metric.higher_is_better
    if direction is not None and direction == other.metric.higher_is_better:
        return False  # they pull at each other: neither says what the other does
    if one.is_level or other.is_level:
        return False
    return one.metric.common_unit == other.metric.common_unit and np.array_equal(one.rows, other.rows)


def _meanings(column: Column) -> tuple[bool, bool, bool]:
    metric = column.metric
    return column.is_unsure, metric.higher_is_better is not None, metric.reference is not None
