"""The Pareto front: the rows that no other row beats, by the numbers as they are written.

One row beats another where it is better or equal in each metric and better in one. How sure a number is, is
no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.model import Cell, Table

_MOST_COMPARED = 20_000_000
"""Rows times rows of the front, for three metrics or more; a stranger's file must not stall the build."""


class TooManyRowsError(ValueError):
    """A front of so many rows that it takes too long to find."""


@dataclass(frozen=True, slots=True, eq=False)
class Front:
    """The rows that nothing beats in some metrics."""

    rows: tuple[int, ...]
    """0-based, ascending."""
    beaten: Mapping[int, int]
    """Each other row with a number in all metrics, and one row of the front that beats it."""
    without: tuple[int, ...]
    """The rows that lack a number in one of the metrics at least, ascending."""

    @property
    def compared(self) -> int:
        """How many rows have a number in all metrics."""
        return len(self.rows) + len(self.beaten)


def front(
    table: Table, metrics: Sequence[int], rows: Sequence[int] | None = None, *, shown: bool = False
) -> Front:
    """Find the front of `metrics`, all with a direction, among `rows` (0-based; None: all).

    With `shown`, numbers that a declared format makes look equal are equal. Raises TooManyRowsError.
    """
    among = np.arange(len(table.rows)) if rows is None else np.asarray(rows, dtype=np.intp)
    places = np.column_stack([_places(table, metric, shown)[among] for metric in metrics])
    is_whole = ~(places == _MISSING).any(axis=1)
    kept = among[is_whole]
    if not len(kept):
        return Front((), MappingProxyType({}), tuple(among.tolist()))
    # in this order what beats a row stands before it, and equal rows are one
    points, firsts, which = np.unique(places[is_whole], axis=0, return_index=True, return_inverse=True)
    beats = _of_two(points) if len(metrics) == 2 else _of_many(points)
    found = beats[which.reshape(-1)]
    beaten = zip(kept[found >= 0].tolist(), kept[firsts[found[found >= 0]]].tolist(), strict=True)
    return Front(
        tuple(kept[found < 0].tolist()), MappingProxyType(dict(beaten)), tuple(among[~is_whole].tolist())
    )


_MISSING = np.iinfo(np.intp).max


def _places(table: Table, metric: int, shown: bool) -> NDArray[np.intp]:
    """The place of each row in a metric: lower is better."""
    digits = table.digits
    order = digits.looks(metric) if shown else digits.order(metric)
    better = table.metrics[metric].higher_is_better
    if better is None:
        raise ValueError("expected a metric with a direction")
    return np.where(order < 0, _MISSING, -order if better else order)


def _of_two(points: NDArray[np.intp]) -> NDArray[np.intp]:
    """For each of different points, sorted, one that beats it; -1 for none."""
    lowest = np.minimum.accumulate(points[:, 1])
    is_new = np.append(True, lowest[1:] < lowest[:-1])
    last = np.maximum.accumulate(np.where(is_new, np.arange(len(points)), 0))
    return np.where(is_new, -1, last)


def _of_many(points: NDArray[np.intp]) -> NDArray[np.intp]:
    """The same for any number of metrics."""
    beats = np.full(len(points), -1, dtype=np.intp)
    kept = np.empty(len(points), dtype=np.intp)
    size = compared = 0
    for at, point in enumerate(points):
        found = np.flatnonzero((points[kept[:size]] <= point).all(axis=1))
        compared += size
        if compared > _MOST_COMPARED:
            raise TooManyRowsError
        if len(found):
            beats[at] = kept[found[0]]
        else:
            kept[size] = at
            size += 1
    return beats


_LEAST_ON_FRONT, _MOST_ON_FRONT = 2, 6
_MOST_CELLS = 200_000
_MOST_PAIRS = 30


def trade_offs(table: Table, columns: Sequence[int]) -> Iterator[tuple[tuple[int, int], Front]]:
    """Find pairs of `columns` that pull at each other, with a front that is worth a sentence.

    One is better high and the other low; they are not in one declared unit; no number of them is unsure. The
    front has two to six rows, fewer than half of those with both numbers, and is the same for a reader who
    only has the numbers as shown.
    """
    for pair in _pulling(table, columns):
        found = front(table, pair)
        if (
            _LEAST_ON_FRONT <= len(found.rows) <= _MOST_ON_FRONT
            and 2 * len(found.rows) < found.compared
            and front(table, pair, shown=True).rows == found.rows
        ):
            yield pair, found


def _pulling(table: Table, columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of which one is better high and the other low."""
    unsure = {metric for _, metric in table.uncertainty}
    ways: dict[bool, list[int]] = {True: [], False: []}
    for column in columns if table.values.size <= _MOST_CELLS else ():
        better = table.metrics[column].higher_is_better
        if better is not None and column not in unsure:
            ways[better].append(column)
    pairs = sorted((min(pair), max(pair)) for pair in product(ways[True], ways[False]))
    for one, other in pairs[:_MOST_PAIRS]:
        units = {table.metrics[one].common_unit, table.metrics[other].common_unit}
        if len(units) > 1 or "" in units:
            yield one, other


def cells_of(rows: Sequence[int], metrics: Sequence[int]) -> list[Cell]:
    """All cells of `rows` x `metrics`."""
    return [(row, metric) for row in rows for metric in metrics]
