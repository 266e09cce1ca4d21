"""The place of each row in a metric, and who is best: the one judge, which all that is shown asks.

Rows stand in order of value, of equal ones the surest first. A new rank begins at the first row that differs
from the first row of the present rank; equal numbers stand and fall together. So a rank is a run of rows, and
each row is compared a few times, however many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.differences import Ties
from mkdocs_results_gallery.model import Table

_FIRST_STEP = 16


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """The places of the rows of one metric."""

    places: tuple[int | None, ...]
    """One per row, from 1: one more than the number of rows that stand before its rank. None for a missing
    cell, and for all where the metric has no direction."""
    best: tuple[int, ...] = ()
    """The rows of rank 1, 0-based, ascending; empty where all share it: nobody is best there."""
    also: tuple[int, ...] = ()
    """Rows below rank 1 that can't be distinguished from its first one, ascending."""
    compared: int = 0
    """Pairs of numbers, one at least with an uncertainty, that were compared for this."""
    is_open: bool = False
    """Whether a cell that is a bound may be as good as the rows of rank 1, or better: so nobody is best."""


@dataclass(frozen=True, slots=True)
class End:
    """The rows at one end of a metric."""

    rows: tuple[int, ...]
    """0-based, ascending."""
    is_equal: bool
    """Whether all look equal; else they are tied within uncertainty."""
    also: tuple[int, ...] = ()
    """Further rows that can't be distinguished from the outermost one, ascending."""

    @property
    def only(self) -> int | None:
        """The row that stands there alone, distinct from every other; None where there is no such row."""
        return self.rows[0] if len(self.rows) == 1 and not self.also else None


def ranks(table: Table, metric: int) -> tuple[int | None, ...]:
    """One place per row: `Ranking.places`."""
    return ranking(table, metric).places


@lru_cache(maxsize=128)  # pure; the page asks for the columns of one table again and again
def ranking(table: Table, metric: int) -> Ranking:
    """Rank the rows by the metric's direction."""
    places: list[int | None] = [None] * len(table.rows)
    better = table.metrics[metric].higher_is_better
    order = _present(table, metric)
    if better is None or not order:
        return Ranking(tuple(places))
    if not _is_unsure(table, metric, order):
        ordered = _in_order(table, metric, order, descending=better)
        return _by_looks(table, metric, ordered, better=better)
    line = _line(table, metric, highest=better)
    runs = line.runs()
    for start, stop in runs:
        for row in line.order[start:stop]:
            places[row] = start + 1
    first = runs[0][1]
    compared = line.compared(runs)
    if len(runs) == 1:
        return Ranking(tuple(places), compared=compared)
    best = tuple(sorted(line.order[:first]))
    if is_open(table, metric, best, highest=better):
        return Ranking(tuple(places), compared=compared, is_open=True)
    return Ranking(tuple(places), best, line.first[1], compared)


def _by_looks(table: Table, metric: int, ordered: Sequence[int], *, better: bool) -> Ranking:
    """Rank rows without uncertainties: numbers that look equal share a rank."""
    places: list[int | None] = [None] * len(table.rows)
    best: tuple[int, ...] = ()
    start = 0
    looks = table.digits.looks(metric).tolist()
    for _, run in groupby(ordered, key=looks.__getitem__):
        rows = list(run)
        for row in rows:
            places[row] = start + 1
        if not start and len(rows) < len(ordered):
            best = tuple(sorted(rows))
        start += len(rows)
    if best and is_open(table, metric, best, highest=better):
        return Ranking(tuple(places), is_open=True)
    return Ranking(tuple(places), best)


def is_open(table: Table, metric: int, rows: Sequence[int], *, highest: bool) -> bool:
    """Whether a bound in a metric allows a number as far out as one of `rows`, which stand at that end."""
    if metric not in table.bounded:
        return False
    numbers = [table.exact((row, metric)) for row in rows]
    limit = min(numbers) if highest else max(numbers)
    return any(bound.may_reach(limit, is_high=highest) for bound in table.bounded[metric].values())


def winners(table: Table, metric: int) -> tuple[int, ...]:
    """Find the rows that may be named the best: one alone on rank 1, or some that look equal."""
    rows = best_rows(table, metric)
    better = table.metrics[metric].higher_is_better
    return rows if rows and end(table, metric, highest=bool(better)).is_equal else ()


def sure_best(table: Table, metric: int) -> int | None:
    """Find the one row that is better than each other one, beyond their uncertainties; None for none."""
    if not best_rows(table, metric):
        return None
    return end(table, metric, highest=bool(table.metrics[metric].higher_is_better)).only


def best_rows(table: Table, metric: int) -> tuple[int, ...]:
    """`Ranking.best`, without the ranks of the others."""
    better = table.metrics[metric].higher_is_better
    if better is None:
        return ()
    rows = end(table, metric, highest=better).rows
    is_best = len(rows) < len(_present(table, metric)) and not is_open(table, metric, rows, highest=better)
    return rows if is_best else ()


@lru_cache(maxsize=128)  # pure; as above
def end(table: Table, metric: int, *, highest: bool) -> End:
    """Find the first rank from that end, whether better is known or not; one row at least has a number."""
    if not table.uncertainty or not _is_unsure(table, metric, _present(table, metric)):
        return End(look_like_the_end(table, metric, highest=highest), True)
    line = _line(table, metric, highest=highest)
    first, also = line.first
    return End(tuple(sorted(line.order[:first])), line.look_equal(first), also)


def _present(table: Table, metric: int) -> list[int]:
    rows: list[int] = (~np.isnan(table.values[:, metric])).nonzero()[0].tolist()
    return rows


def _is_unsure(table: Table, metric: int, rows: Sequence[int]) -> bool:
    return bool(table.uncertainty) and any((row, metric) in table.uncertainty for row in rows)


def _in_order(table: Table, metric: int, rows: Sequence[int], *, descending: bool) -> list[int]:
    """`rows`, all with a number, from one end of the metric; equals stay as they are."""
    order = table.digits.order(metric)[list(rows)]
    return [rows[place] for place in np.argsort(-order if descending else order, kind="stable").tolist()]


@lru_cache(maxsize=128)  # pure; as above
def look_like_the_end(table: Table, metric: int, *, highest: bool) -> tuple[int, ...]:
    """Find the rows, ascending, that look like the one with the highest or the lowest number."""
    looks = table.digits.looks(metric)
    return tuple((looks == max(0, looks.max() if highest else 0)).nonzero()[0].tolist())


@lru_cache(maxsize=16)  # pure; both ends and the ranks of a column ask for the same
def _ties(table: Table, metric: int) -> Ties:
    return Ties.of(table, metric, _present(table, metric))


@lru_cache(maxsize=16)  # pure; as above
def _line(table: Table, metric: int, *, highest: bool) -> _OrderedRows:
    return _OrderedRows(table, metric, _present(table, metric), highest=highest)


class _OrderedRows:
    """The rows of one metric in order of value, from one end; one row at least."""

    def __init__(self, table: Table, metric: int, rows: Sequence[int], *, highest: bool) -> None:
        ordered = np.array(_in_order(table, metric, rows, descending=highest), dtype=np.intp)
        ties = _ties(table, metric).at(np.searchsorted(rows, ordered))
        blocks = np.cumsum(np.append(False, ties.looks[1:] != ties.looks[:-1]))
        if not ties.said.is_exact.all():
            with np.errstate(over="ignore"):  # a width of all that a float64 holds is as unsure as can be
                width = np.nan_to_num(ties.said.down + ties.said.up, nan=np.inf)
            surest = np.lexsort((width, blocks))
            ordered, ties = ordered[surest], ties.at(surest)
        self._ties = ties
        self.order: list[int] = ordered.tolist()
        """Rows of the table, 0-based."""
        self._starts: NDArray[np.intp] = np.searchsorted(blocks, blocks)
        """For each row, the first place of those that look like it."""
        self._stated: NDArray[np.bool_] = ~self._ties.said.is_exact

    def runs(self) -> list[tuple[int, int]]:
        """(start, stop) of each rank in `order`."""
        # one verdict for each row beside its neighbour is made at once; only ranks of several rows ask on
        next_to = [*self._ties.with_next().tolist(), False]
        runs, start = [(0, self.first[0])], self.first[0]
        while start < len(self.order):
            stop = self._stop(start) if next_to[start] else start + 1
            runs.append((start, stop))
            start = stop
        return runs

    def compared(self, runs: Sequence[tuple[int, int]]) -> int:
        """Return the number of pairs with an uncertainty that `runs` and `first` rest on.

        The rows of a rank and the first one after it were compared with its first row, all with the best one.
        """
        size = len(self.order)
        pairs = {(0, other) for other in range(1, size)}
        pairs |= {
            (start, other) for start, stop in runs[1:] for other in range(start + 1, min(stop + 1, size))
        }
        ones, others = np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2).T
        return int((self._stated[ones] | self._stated[others]).sum())

    @cached_property
    def first(self) -> tuple[int, tuple[int, ...]]:
        """The end of the first rank, and the rows beyond that may be as good as the best, ascending."""
        tied = self._ties.between(0, slice(None))
        stop = len(self.order) if tied.all() else int(self._starts[int(np.argmin(tied))])
        beyond = np.flatnonzero(tied[stop:]).tolist()
        return stop, tuple(sorted(self.order[stop + place] for place in beyond))

    def look_equal(self, stop: int) -> bool:
        """Whether the rows before `stop` look like the first."""
        return bool(self._starts[stop - 1] == 0)

    def _stop(self, start: int) -> int:
        """Return the end of the rank that begins at `start`: the first number from which any row differs."""
        at, step = start + 1, _FIRST_STEP
        while at < len(self.order):
            tied = self._ties.between(start, slice(at, at + step))
            if not tied.all():
                return int(self._starts[at + int(np.argmin(tied))])
            at, step = at + step, 2 * step
        return len(self.order)
