"""Columns that disagree: one that stands apart from others like it, two that go against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.aggregates import LARGEST
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Rows, Text
from mkdocs_results_gallery.analysis.observers.column import Column, columns
from mkdocs_results_gallery.model import Cell, Table

_MOST_COLUMNS = 8
_MOST_ROWS = 2_000
_LEAST_ROWS = 3
_LEAST_ORDERED = 5
_OPPOSED = -0.6
"""Rank correlation of two columns below which the one goes down where the other goes up."""
_APART = 4
"""How many times further a column must be from the others than these are from one another."""


@dataclass(frozen=True, slots=True)
class _Distance:
    """The largest difference between two columns."""

    size: Fraction
    rows: tuple[int, ...]
    """The rows where it is that large."""


def apart(table: Table) -> Iterator[Observation]:
    """One column that differs from the others more than these do from one another."""
    for group in _comparable(table):
        if not 3 <= len(group) <= _MOST_COLUMNS:
            continue
        between = {pair: _distance(*pair) for pair in combinations(group, 2)}
        for column in group:
            observation = _apart(column, [one for one in group if one is not column], between)
            if observation:
                yield observation


def _apart(
    column: Column, others: list[Column], between: dict[tuple[Column, Column], _Distance | None]
) -> Observation | None:
    mine = [distance for pair, distance in between.items() if column in pair]
    theirs = [distance for pair, distance in between.items() if column not in pair]
    if any(distance is None for distance in (*mine, *theirs)):
        return None
    far = max((one for one in mine if one), key=lambda one: one.size)
    near = max((one for one in theirs if one), key=lambda one: one.size)
    if min(one.size for one in mine if one) <= _APART * near.size or far.size == 0:
        return None
    texts = [column.computed(one.size) for one in (far, near)]
    cells: dict[Cell, None] = {}
    for pair, distance in between.items():
        if distance and (distance.size == far.size or (column not in pair and distance.size == near.size)):
            cells |= {(row, one.index): None for row in distance.rows for one in pair}
    return Observation(
        "apart",
        "{metric} stands apart: it differs from {others} by up to {far} ({rows}), while these differ from "
        + ("each other" if len(others) == 2 else "one another")
        + " by at most {near}.",
        {
            "metric": Metrics((column.index,)),
            "others": Metrics(tuple(one.index for one in others)),
            "far": Text(texts[0]),
            "rows": Rows(_rows_at(far.size, [one for one in mine if one])),
            "near": Text(texts[1]),
        },
        tuple(cells),
        78.0,
    )


def _rows_at(size: Fraction, distances: list[_Distance]) -> tuple[int, ...]:
    return tuple(sorted({row for one in distances if one.size == size for row in one.rows}))


def _comparable(table: Table) -> list[list[Column]]:
    """Columns by what must agree for their numbers to be compared."""
    if not _LEAST_ROWS <= len(table.rows) <= _MOST_ROWS:
        return []
    groups: dict[tuple[object, ...], list[Column]] = {}
    for column in columns(table):
        metric = column.metric
        unit = metric.common_unit
        if metric.range is None and not unit:
            continue  # nothing says that these numbers may be compared
        groups.setdefault((unit, metric.higher_is_better, metric.range, metric.format), []).append(column)
    return list(groups.values())


def _distance(one: Column, other: Column) -> _Distance | None:
    """None where too few rows have both numbers, or where shown numbers give another difference."""
    rows = np.intersect1d(one.rows, other.rows)
    if len(rows) < _LEAST_ROWS:
        return None
    values = one.table.values
    mine, theirs = values[rows, one.index], values[rows, other.index]
    rough = np.abs(mine / 4 - theirs / 4)  # the difference may be no float64
    likely = rows[rough >= rough.max() * (1 - 1e-9) - 1e-15 * np.maximum(np.abs(mine), np.abs(theirs))]
    sizes = {row: abs(one.exact_of(row) - other.exact_of(row)) for row in likely.tolist()}
    largest = max(sizes.values())
    if largest > LARGEST:
        return None
    at = tuple(row for row, size in sizes.items() if size == largest)
    for row in at:
        if abs(one.shown_of(row) - other.shown_of(row)) != one.metric.read(one.computed(largest)):
            return None
    return _Distance(largest, at)


def opposed(table: Table) -> Iterator[Observation]:
    """Two columns that go against each other, so that the best row of one is the worst of the other.

    Their numbers are not compared, only where they stand: units and directions may differ, but both
    directions must be known, or neither.
    """
    if not _LEAST_ORDERED <= len(table.rows) <= _MOST_ROWS:
        return
    found = columns(table)[:_MOST_COLUMNS]
    best = {column.index: _end(column, is_best=True) for column in found}
    worst = {column.index: _end(column, is_best=False) for column in found}
    pairs = [
        (correlation, one, other)
        for one, other in permutations(found, 2)
        # few pass, and correlations take time
        if best[one.index] == worst[other.index] and (correlation := _correlation(one, other)) <= _OPPOSED
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


def _correlation(one: Column, other: Column) -> float:
    """Spearman's, of how good the rows are where that is known, else of how high; 0 where not comparable."""
    signs = {True: 1.0, False: -1.0, None: 1.0}
    mine, theirs = one.metric.higher_is_better, other.metric.higher_is_better
    rows = np.intersect1d(one.rows, other.rows)
    if (mine is None) != (theirs is None) or len(rows) < _LEAST_ORDERED:
        return 0.0
    places = [
        _places(signs[direction] * one.table.digits.order(index)[rows])
        for direction, index in ((mine, one.index), (theirs, other.index))
    ]
    if not all(place.any() for place in places):
        return 0.0
    product = float(np.linalg.norm(places[0]) * np.linalg.norm(places[1]))
    return round(float(places[0] @ places[1]) / product, 12)  # -0.6 is that, not a last bit above it


def _places(numbers: NDArray[np.floating]) -> NDArray[np.float64]:
    """Ranks about their mean; equals share the middle of theirs."""
    _, inverse, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    middle: NDArray[np.float64] = np.cumsum(counts) - (counts - 1) / 2
    return middle[inverse] - (len(numbers) + 1) / 2


def _end(column: Column, *, is_best: bool) -> int:
    """The first row of those that are best, or worst; highest or lowest where no direction is known."""
    is_top = is_best == (column.metric.higher_is_better is not False)
    return column.highest if is_top else column.lowest


def _only(column: Column, *, is_best: bool) -> int | None:
    """The row of `_end`, where no other is tied with it."""
    is_top = is_best == (column.metric.higher_is_better is not False)
    return column.end(highest=is_top).only
