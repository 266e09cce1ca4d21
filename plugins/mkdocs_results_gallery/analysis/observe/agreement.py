"""Columns beside each other: one that stands apart, two that go against each other or are a trade-off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.differences import within_uncertainty
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Part, Rows, Text
from mkdocs_results_gallery.analysis.observe.columns import Column, distinct_columns
from mkdocs_results_gallery.analysis.pareto import cells_of, trade_offs
from mkdocs_results_gallery.analysis.ranks import end
from mkdocs_results_gallery.digits.number import LARGEST
from mkdocs_results_gallery.model import Cell, Table
from mkdocs_results_gallery.words.phrases import joined

_LEAST_COLUMNS, _MOST_COLUMNS = 3, 8
_LEAST_ROWS, _MOST_ROWS = 3, 2_000
_APART = 4
"""A column must be so many times further from each of the others than these are from one another."""
_ROUNDING = 1 + 1e-9


@dataclass(frozen=True, slots=True)
class _Distances:
    """The distances of two columns, in each row where both have a number."""

    one: Column
    other: Column
    exact: dict[int, Fraction]
    shown: dict[int, Fraction]
    """As a reader finds them who subtracts the shown numbers."""

    @property
    def largest(self) -> Fraction:
        return max(self.exact.values())


def apart(table: Table) -> Iterator[Observation]:
    """One column that differs from the others more than these do from one another, and not in a few rows."""
    for group in _comparable(table):
        column = _candidate(group)
        if column is not None:
            others = [one for one in group if one is not column]
            observation = _apart(column, others)
            if observation:
                yield observation


def _comparable(table: Table) -> list[list[Column]]:
    """Columns by what must agree for their numbers to be compared."""
    if not _LEAST_ROWS <= len(table.rows) <= _MOST_ROWS:
        return []
    groups: dict[tuple[object, ...], list[Column]] = {}
    for column in distinct_columns(table):
        metric = column.metric
        unit = metric.common_unit
        if metric.range is None and not unit:
            continue  # nothing says that these numbers may be compared
        groups.setdefault((unit, metric.higher_is_better, metric.range, metric.format), []).append(column)
    return [group for group in groups.values() if _LEAST_COLUMNS <= len(group) <= _MOST_COLUMNS]


def _candidate(group: Sequence[Column]) -> Column | None:
    """Find the column that may stand apart, by a look at float64; of two, neither is far from all others."""
    table = group[0].table
    values = table.values[:, [one.index for one in group]] / 16  # four differences may be no float64
    far = np.zeros((len(group), len(group)))
    for one, other in combinations(range(len(group)), 2):
        sizes = np.abs(values[:, one] - values[:, other])
        if np.count_nonzero(~np.isnan(sizes)) < _LEAST_ROWS:
            return None
        far[one, other] = far[other, one] = np.nanmax(sizes)
    for place, column in enumerate(group):
        rest = [at for at in range(len(group)) if at != place]
        if far[place, rest].min() * _ROUNDING >= _APART * far[np.ix_(rest, rest)].max() and far[place].any():
            return column
    return None


def _apart(column: Column, others: Sequence[Column]) -> Observation | None:
    mine = [_distances(column, other) for other in others]
    theirs = [_distances(*pair) for pair in combinations(others, 2)]
    far, near = (max(one.largest for one in some) for some in (mine, theirs))
    if far > LARGEST or not _is_far(mine, near):
        return None
    far_text, near_text = column.computed(far), column.computed(near)
    rows = _furthest(column, mine, far)
    if not rows or not _is_as_shown(column, near_text, theirs):
        return None
    if not _are_sure(mine, rows, Fraction(column.metric.read(far_text))):
        return None
    return Observation(
        "apart",
        "{metric} stands apart: it differs from {others} by up to {far} ({rows}), while these differ from "
        + ("each other" if len(others) == 2 else "one another")
        + " by at most {near}.",
        {
            "metric": Metrics((column.index,)),
            "others": Metrics(tuple(one.index for one in others)),
            "far": Text(far_text),
            "rows": Rows(rows),
            "near": Text(near_text),
        },
        _cells(mine, rows, theirs, near),
        78.0,
    )


def _is_as_shown(column: Column, near: str, theirs: Sequence[_Distances]) -> bool:
    """Whether a reader who subtracts the numbers of the others finds `near` as their largest difference."""
    return Fraction(column.metric.read(near)) == max(max(one.shown.values()) for one in theirs)


def _are_sure(mine: Sequence[_Distances], rows: Sequence[int], written: Fraction) -> bool:
    """Whether the differences of `rows` that are `written` as the largest go beyond the uncertainty."""
    return all(_is_sure(one, row) for one in mine for row in rows if one.shown.get(row) == written)


def _distances(one: Column, other: Column) -> _Distances:
    rows = np.intersect1d(one.rows, other.rows).tolist()
    return _Distances(
        one,
        other,
        {row: abs(one.exact_of(row) - other.exact_of(row)) for row in rows},
        {row: abs(one.shown_of(row) - other.shown_of(row)) for row in rows},
    )


def _is_far(mine: Sequence[_Distances], near: Fraction) -> bool:
    """Whether the column is far from each other one, and in half of the rows or more further than `near`.

    Of numbers with an uncertainty, further beyond it.
    """
    if min(one.largest for one in mine) <= _APART * near:
        return False
    rows = set(mine[0].exact).intersection(*(one.exact for one in mine))
    further = [row for row in rows if all(one.exact[row] > near and _is_sure(one, row) for one in mine)]
    return len(rows) >= _LEAST_ROWS and 2 * len(further) >= len(rows)


def _is_sure(distances: _Distances, row: int) -> bool:
    one, other = distances.one, distances.other
    return not within_uncertainty(one.table, (row, one.index), (row, other.index))


def _furthest(column: Column, mine: Sequence[_Distances], far: Fraction) -> tuple[int, ...]:
    """Find the rows where the difference is written as the largest one; none where a reader finds others.

    Under a declared format all that look so; without one, all that are.
    """
    read = column.metric.read
    number = Fraction(read(column.computed(far)))
    shown = [(row, size) for one in mine for row, size in one.shown.items()]
    if any(size > number for _, size in shown):
        return ()

    def is_written(size: Fraction) -> bool:
        return read(column.computed(size)) == number if column.metric.format else size == far

    found = {row for row, size in shown if size == number}
    written = {row for one in mine for row, size in one.exact.items() if is_written(size)}
    return tuple(sorted(found)) if found == written else ()


def _cells(
    mine: Sequence[_Distances], rows: Sequence[int], theirs: Sequence[_Distances], near: Fraction
) -> tuple[Cell, ...]:
    """Those where the column is furthest from others, and those where the others are from one another."""
    far = max(one.largest for one in mine)
    found = [(one, row) for one in mine for row in rows if one.exact.get(row) == far]
    found += [(one, row) for one in theirs for row, size in one.exact.items() if size == near]
    cells = {(row, column.index): None for one, row in found for column in (one.one, one.other)}
    return tuple(cells)


_MOST_OPPOSED = 8
_LEAST_OPPOSED_ROWS = 5
_OPPOSED = Fraction(-6, 10)
"""Rank correlation of two columns at which the one goes down where the other goes up."""


def opposed(table: Table) -> Iterator[Observation]:
    """Two columns that go against each other, so that the best row of one is the worst of the other.

    Their numbers are not compared, only where they stand: units and directions may differ, but both
    directions must be known, or neither.
    """
    if not _LEAST_OPPOSED_ROWS <= len(table.rows) <= _MOST_ROWS:
        return
    used: set[int] = set()
    for one, other in _against_each_other(table):
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


def _against_each_other(table: Table) -> list[tuple[Column, Column]]:
    """Pairs of columns by their rank correlation, the strongest first."""
    found = distinct_columns(table)[:_MOST_OPPOSED]
    best = {column.index: _end(column, is_best=True) for column in found}
    worst = {column.index: _end(column, is_best=False) for column in found}
    pairs = [
        (correlation, one, other)
        for one, other in permutations(found, 2)
        # few pass, and correlations take time
        if best[one.index] == worst[other.index] and (correlation := _correlation(one, other)) is not None
    ]
    return [(one, other) for _, one, other in sorted(pairs, key=lambda pair: pair[0])]


def _correlation(one: Column, other: Column) -> float | None:
    """Spearman's, of how good the rows are where that is known, else of how high; None where it is too weak,
    or the two are not comparable.
    """
    mine, theirs = one.metric.higher_is_better, other.metric.higher_is_better
    is_whole = one.is_whole and other.is_whole
    rows = one.rows if is_whole else np.intersect1d(one.rows, other.rows)
    if (mine is None) != (theirs is None) or len(rows) < _LEAST_OPPOSED_ROWS:
        return None
    places = [_places(column.table.digits.looks(column.index)[rows]) for column in (one, other)]
    product = int(places[0] @ places[1])
    if (mine is False) != (theirs is False):
        product = -product  # lower numbers have better places in one of the two
    squares = int(places[0] @ places[0]) * int(places[1] @ places[1])
    # squared: whole numbers, and no root that rounds
    if product >= 0 or product**2 < _OPPOSED**2 * squares:
        return None
    return float(product / squares**0.5)


def _places(looks: NDArray[np.intp]) -> NDArray[np.int64]:
    """Twice the ranks about their mean, of places in a column; equals share the middle of theirs."""
    counts = np.bincount(looks)
    middle: NDArray[np.int64] = 2 * np.cumsum(counts) - (counts - 1)
    return middle[looks] - (len(looks) + 1)


def _end(column: Column, *, is_best: bool) -> int:
    """Find the first row of those that are best, or worst; highest or lowest where no direction is known."""
    is_top = is_best == (column.metric.higher_is_better is not False)
    return column.highest if is_top else column.lowest


def _only(column: Column, *, is_best: bool) -> int | None:
    """Find the row of `_end`, where no other is tied with it."""
    is_top = is_best == (column.metric.higher_is_better is not False)
    return end(column.table, column.index, highest=is_top).only


def fronts(table: Table) -> Iterator[Observation]:
    """Name the few rows that no other beats in two columns that pull at each other."""
    found = distinct_columns(table)
    for number, (pair, front) in enumerate(trade_offs(table, [column.index for column in found])):
        of = f"{len(front.rows):,} of {front.compared:,} rows"
        parts: dict[str, Part] = {
            "count": Text(f"{of} with both values" if front.without else of),
            "metric": Metrics(pair),
        }
        parts |= {f"row_{letter}": Rows((row,)) for letter, row in zip("abcdef", front.rows, strict=False)}
        fields = joined([f"{{{key}}}" for key in parts if key.startswith("row_")])
        yield Observation(
            "pareto",
            f"Nothing beats these {{count}} on {{metric}}: {fields}.",
            parts,
            tuple(cells_of(sorted({*front.rows, *front.beaten}), pair)),
            46.0 if number else 75.0,  # one trade-off is news, the next one less
        )
