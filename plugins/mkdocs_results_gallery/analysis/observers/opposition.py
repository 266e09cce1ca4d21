"""Two columns that go against each other."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Rows, Text
from mkdocs_results_gallery.analysis.observers.column import Column
from mkdocs_results_gallery.analysis.observers.complements import told_columns
from mkdocs_results_gallery.model import Table

_MOST_COLUMNS = 8
_MOST_ROWS = 2_000
_LEAST_ROWS = 5
_OPPOSED = Fraction(-6, 10)
"""Rank correlation of two columns at which the one goes down where the other goes up."""


def opposed(table: Table) -> Iterator[Observation]:
    """Two columns that go against each other, so that the best row of one is the worst of the other.

    Their numbers are not compared, only where they stand: units and directions may differ, but both
    directions must be known, or neither.
    """
    if not _LEAST_ROWS <= len(table.rows) <= _MOST_ROWS:
        return
    found = told_columns(table)[:_MOST_COLUMNS]
    best = {column.index: _end(column, is_best=True) for column in found}
    worst = {column.index: _end(column, is_best=False) for column in found}
    pairs = [
        (correlation, one, other)
        for one, other in permutations(found, 2)
        # few pass, and correlations take time
        if best[one.index] == worst[other.index] and (correlation := _correlation(one, other)) is not None
    ]
    used: set[int] = set()
    for _, one, other in sorted(pairs, key=lambda pair: pair[0]):
        row = _only(one, is_best=True)
        if row is None or row != _only(other, is_best=False) or used & {one.index, other.index}:
            continue
        used |= {one.index, other.index}
        known = one.metric.higher_is_better is not None
        yield Observation(
            "opposed",
            f"{{metric}} is {'best' if known else 'highest'} where {{other}} is "
            f"{'worst' if known else 'lowest'}, in {{row}}: {{number}} and {{other_number}}.",
            {
                "metric": Metrics((one.index,)),
                "other": Metrics((other.index,)),
                "row": Rows((row,)),
                "number": Text(one.text_of(row)),
                "other_number": Text(other.text_of(row)),
            },
            ((row, one.index), (row, other.index)),
            59.0,
        )


def _correlation(one: Column, other: Column) -> float | None:
    """Spearman's, of how good the rows are where that is known, else of how high; None where it is too weak,
    or the two are not comparable.
    """
    signs = {True: 1, False: -1, None: 1}
    mine, theirs = one.metric.higher_is_better, other.metric.higher_is_better
    rows = np.intersect1d(one.rows, other.rows)
    if (mine is None) != (theirs is None) or len(rows) < _LEAST_ROWS:
        return None
    places = [
        _places(signs[direction] * one.table.digits.looks(index)[rows])
        for direction, index in ((mine, one.index), (theirs, other.index))
    ]
    product = int(places[0] @ places[1])
    squares = int(places[0] @ places[0]) * int(places[1] @ places[1])
    # squared: whole numbers, and no root that rounds
    if product >= 0 or product**2 < _OPPOSED**2 * squares:
        return None
    return float(product / squares**0.5)


def _places(numbers: NDArray[np.integer]) -> NDArray[np.int64]:
    """Twice the ranks about their mean; equals share the middle of theirs."""
    _, inverse, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    middle: NDArray[np.int64] = 2 * np.cumsum(counts) - (counts - 1)
    return middle[inverse] - (len(numbers) + 1)


def _end(column: Column, *, is_best: bool) -> int:
    """The first row of those that are best, or worst; highest or lowest where no direction is known."""
    is_top = is_best == (column.metric.higher_is_better is not False)
    return column.highest if is_top else column.lowest


def _only(column: Column, *, is_best: bool) -> int | None:
    """The row of `_end`, where no other is tied with it."""
    is_top = is_best == (column.metric.higher_is_better is not False)
    return column.end(highest=is_top).only
