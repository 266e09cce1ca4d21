"""Two columns that say one thing: their numbers add up to the same in every row, as accuracy and error do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

import numpy as np

from mkdocs_results_gallery.analysis.aggregates import LARGEST
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Text
from mkdocs_results_gallery.analysis.observers.column import Column, columns, present_rows
from mkdocs_results_gallery.model import Table

_LEAST_ROWS, _MOST_ROWS = 3, 2_000
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class _Complements:
    """Two columns, in the order of the table, of which one follows from the other."""

    one: Column
    other: Column
    total: str
    """What they add up to, as the first would write it."""

    @property
    def echo(self) -> Column:
        """The one of which nothing more is said: it has fewer meanings, or comes later."""
        return self.other if _meanings(self.one) >= _meanings(self.other) else self.one


def told_columns(table: Table) -> tuple[Column, ...]:
    """The columns of which sentences tell: all but one of two complements."""
    echoes = {pair.echo for pair in _all(table)}
    return tuple(column for column in columns(table) if column not in echoes)


def complements(table: Table) -> Iterator[Observation]:
    """Pairs of columns with one sum, told of once."""
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
    """A quick look at the first numbers: most pairs go here."""
    if len(one.rows) != len(other.rows) or len(one.rows) < _LEAST_ROWS:
        return False
    mine: list[float] = one.numbers[:_LEAST_ROWS].tolist()
    theirs: list[float] = other.numbers[:_LEAST_ROWS].tolist()
    sums = [a / 2 + b / 2 for a, b in zip(mine, theirs, strict=True)]  # the sum may be no float64
    return max(sums) - min(sums) <= _SLACK * max(map(abs, [*mine, *theirs]))


def _total(one: Column, other: Column) -> str:
    """What both add up to in every row, to the last digit and as shown; empty where they don't."""
    direction = one.metric.higher_is_better
    if direction is not None and direction == other.metric.higher_is_better:
        return ""  # they pull at each other: neither says what the other does
    if one.metric.common_unit != other.metric.common_unit or not np.array_equal(one.rows, other.rows):
        return ""
    if one.is_level or other.is_level:
        return ""
    rows = one.rows.tolist()
    total = one.exact_of(rows[0]) + other.exact_of(rows[0])
    if abs(total) > LARGEST or any(one.exact_of(row) + other.exact_of(row) != total for row in rows):
        return ""
    text = one.computed(total)
    if Fraction(one.metric.read(text)) != total:
        return ""
    return text if all(one.shown_of(row) + other.shown_of(row) == total for row in rows) else ""


def _meanings(column: Column) -> tuple[bool, bool, bool]:
    metric = column.metric
    return column.is_unsure, metric.higher_is_better is not None, metric.reference is not None
