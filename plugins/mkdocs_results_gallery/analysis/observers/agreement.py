"""A column that stands apart from others. Only columns of one unit, direction and range are compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np

from mkdocs_results_gallery.analysis.aggregates import LARGEST, exactly
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Rows, Text
from mkdocs_results_gallery.analysis.observers.column import Column, columns
from mkdocs_results_gallery.model import Cell, Table
from mkdocs_results_gallery.numbers import shown_number

_MOST_COLUMNS = 8
_MOST_ROWS = 2_000
_LEAST_ROWS = 3
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
    texts = [shown_number(float(one.size), column.metric) for one in (far, near)]
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
        unit = "percent" if metric.unit == "%" else metric.unit
        if metric.range is None and not unit:
            continue  # nothing says that these numbers may be compared
        groups.setdefault((unit, metric.higher_is_better, metric.range, metric.format), []).append(column)
    return list(groups.values())


def _distance(one: Column, other: Column) -> _Distance | None:
    """None where too few rows have both numbers, or where shown numbers give another difference."""
    rows = np.intersect1d(one.rows, other.rows).tolist()
    if len(rows) < _LEAST_ROWS:
        return None
    values = one.table.values
    sizes = {
        row: abs(exactly(float(values[row, one.index])) - exactly(float(values[row, other.index])))
        for row in rows
    }
    largest = max(sizes.values())
    if largest > LARGEST:
        return None
    at = tuple(row for row, size in sizes.items() if size == largest)
    for row in at:
        shown = one.shown(float(values[row, one.index])), other.shown(float(values[row, other.index]))
        if shown[0] is None or shown[1] is None or abs(shown[0] - shown[1]) != one.shown(float(largest)):
            return None
    return _Distance(largest, at)
