"""Best and worst, highest and lowest; the row that leads; columns of one number; means; missing cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from mkdocs_results_gallery.analysis.aggregate import aggregate, coverage_words
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Part, Rows, Text
from mkdocs_results_gallery.analysis.observe.columns import Column, columns, distinct_columns, present_rows
from mkdocs_results_gallery.analysis.ranks import best_rows, end
from mkdocs_results_gallery.digits.number import fraction_of
from mkdocs_results_gallery.model import Cell, Table
from mkdocs_results_gallery.words.missing import MISSING_KINDS, UNKNOWN
from mkdocs_results_gallery.words.phrases import joined

_NARROW = Fraction(1, 10)
"""Share of a metric's declared range that a narrow column takes up at most."""
_MOST_TOGETHER = 4
_LEAST_BUT_ONE = 5
"""Cells of which all but one are alike before that one is news."""


def ends(table: Table) -> Iterator[Observation]:
    """Best and worst where the direction is known, else highest and lowest; ties are named as such."""
    for column in distinct_columns(table):
        if len(column.rows) < 2 or column.is_level:
            continue
        metric = column.metric
        names = ("highest", "lowest") if metric.higher_is_better is None else ("best", "worst")
        is_top = metric.higher_is_better is not False
        first, last = _shared(column, highest=is_top), _shared(column, highest=not is_top)
        if set(first[0]) & set(last[0]):
            continue  # within uncertainty of both ends: nothing is best
        parts: dict[str, Part] = {
            "metric": Metrics((column.index,)),
            "top": Text(first[1]),
            "top_rows": Rows(first[0]),
            "bottom": Text(last[1]),
            "bottom_rows": Rows(last[0]),
        }
        yield Observation(
            "ends",
            f"{{metric}}: {names[0]} {{top}} ({{top_rows}}{first[2]}), "
            f"{names[1]} {{bottom}} ({{bottom_rows}}{last[2]}).",
            parts,
            column.cells_of(first[0]) + column.cells_of(last[0]),
            50.0 - min(column.index, 30) / 2,
            frozenset({("narrow", column.index)}),
        )


def constant(table: Table) -> Iterator[Observation]:
    """Columns whose cells show the same number, all or all but one."""
    for column in distinct_columns(table):
        if len(column.rows) < 3:
            continue
        if column.is_level:
            # beside a reference, numbers with an uncertainty have more to say
            lesser = ("aggregate",) if column.is_unsure else ("aggregate", "chance")
            yield Observation(
                "constant",
                "{metric} is {number} in {rows}.",
                {
                    "metric": Metrics((column.index,)),
                    "number": Text(column.text_of(column.lowest)),
                    "rows": Text(present_rows(column)),
                },
                column.cells(),
                56.0,
                frozenset((kind, column.index) for kind in lesser),
            )
        elif len(column.rows) >= _LEAST_BUT_ONE:
            yield from _all_but_one(column)


def _all_but_one(column: Column) -> Iterator[Observation]:
    looks = sorted(column.table.digits.looks(column.index)[column.rows].tolist())
    if looks[1] != looks[-1] and looks[0] != looks[-2]:
        return  # as most
    rows = column.rows[np.argsort(column.order, kind="stable")].tolist()
    for odd, rest in ((rows[0], rows[1:]), (rows[-1], rows[:-1])):
        if not column.table.same_as_shown((rest[0], column.index), (rest[-1], column.index)):
            continue
        if not column.is_told_apart([odd], rest):
            continue
        yield Observation(
            "constant",
            "{metric} is {number} in {rows}, and {other} in {row}.",
            {
                "metric": Metrics((column.index,)),
                "number": Text(column.text_of(rest[0])),
                "rows": Text(present_rows(column, len(rest))),
                "other": Text(column.text_of(odd)),
                "row": Rows((odd,)),
            },
            column.cells(),
            54.0,
            frozenset({("ends", column.index), ("narrow", column.index)} if not column.is_unsure else ()),
        )


def narrow(table: Table) -> Iterator[Observation]:
    """Columns that differ, but take up little of the range; a few alike share a sentence."""
    alike: dict[tuple[object, ...], list[Column]] = {}
    for column in distinct_columns(table):
        if len(column.rows) >= 3 and _is_narrow([column]) and not column.is_level:
            metric = column.metric
            alike.setdefault((metric.common_unit, metric.range, metric.format), []).append(column)
    for group in alike.values():
        together = len(group) <= _MOST_TOGETHER and _is_narrow(group)
        for some in [group] if together else [[one] for one in group]:
            yield _narrow(some)


def _is_narrow(group: list[Column]) -> bool:
    low, high = group[0].metric.range or (None, None)
    if low is None or high is None:
        return False
    lowest = min(one.exact_of(one.lowest) for one in group)
    highest = max(one.exact_of(one.highest) for one in group)
    bottom, top = fraction_of(low), fraction_of(high)
    return bottom <= lowest and highest <= top and highest - lowest <= _NARROW * (top - bottom)


def _narrow(group: list[Column]) -> Observation:
    low = min(group, key=lambda one: one.exact_of(one.lowest))
    high = max(group, key=lambda one: one.exact_of(one.highest))
    is_even = all(np.array_equal(one.rows, group[0].rows) for one in group)
    return Observation(
        "narrow",
        f"{{metric}} {'is' if len(group) == 1 else 'are'} within {{span}} in {{rows}}.",
        {
            "metric": Metrics(tuple(one.index for one in group)),
            "span": Text(f"{low.text_of(low.lowest)} to {high.text_of(high.highest)}"),
            "rows": Text(present_rows(group[0]) if is_even else "all rows with a value"),
        },
        tuple(cell for one in group for cell in one.cells()),
        32.0 if len(group) == 1 else 34.0,
    )


def means(table: Table) -> Iterator[Observation]:
    """State the mean or sum of the metrics that say so; other aggregates say less than best and worst do."""
    for column in distinct_columns(table):
        how = column.metric.aggregate
        if (how != "mean" and how != "sum") or len(column.rows) < 2:
            continue
        found = aggregate(table, how, [column.index], range(len(table.rows)))
        if found.exact is None:
            continue
        yield Observation(
            "aggregate",
            "{metric}: {number}, {coverage} rows.",
            {
                "metric": Metrics((column.index,)),
                "number": Text(column.computed(found.exact)),
                "coverage": Text(coverage_words(how, found)),
            },
            column.cells(),
            40.0,
        )


def _shared(column: Column, *, highest: bool) -> tuple[tuple[int, ...], str, str]:
    """Find the rows at one end with their ties, their numbers as shown, and what to say about the ties."""
    found = end(column.table, column.index, highest=highest)
    if not found.is_equal:
        part = column.part(found.rows)
        return found.rows, part.span() if part else "", ", tied within uncertainty"
    text = column.text_of(column.highest if highest else column.lowest)
    return found.rows, text, "" if len(found.rows) == 1 else ", tied"


_MOST_MISSING = 5_000


def missing(table: Table) -> Iterator[Observation]:
    """Count the cells without a number, by their reasons."""
    is_missing = np.isnan(table.placed)
    number = int(np.count_nonzero(is_missing))
    if not 0 < number <= _MOST_MISSING:
        return
    reasons = _reasons(table, number)
    yield Observation(
        "missing",
        f"{{count}} {'is' if number == 1 else 'are'} missing{': {reasons}' if reasons else ''}.",
        {"count": Text(f"{number:,} of {table.values.size:,} cells"), "reasons": Text(reasons)},
        tuple((row, metric) for row, metric in np.argwhere(is_missing).tolist()),
        60.0 if reasons else 48.0,
    )


def _reasons(table: Table, number: int) -> str:
    """``2 failed and 1 without a reason``, of so many missing cells; ``""`` where none has a reason."""
    counts = Counter(table.why_missing(cell).kind for cell in table.missing)
    known = [
        f"{counts[kind]:,} {named.word}"
        for kind, named in MISSING_KINDS.items()
        if counts[kind] and kind != UNKNOWN
    ]
    unknown = counts[UNKNOWN] + number - counts.total()  # with those that are not even written
    if known and unknown:
        known.append(f"{unknown:,} without a reason")
    return joined(known)


_LEAST_ROWS = 3
_LEAST_COLUMNS = 3
_MOST_COLUMNS = 60
_MOST_CELLS = 200_000
"""Of a larger table, no page has the ranks."""


@dataclass(frozen=True, slots=True)
class _Leader:
    """The row that is alone on rank 1 most often, and the columns with a direction, by its place there."""

    row: int
    alone: list[Column]
    """There it is alone on rank 1."""
    tied: list[Column]
    """There it shares rank 1."""
    missing: int
    """In so many it has no number."""
    of: int
    """All, those without any number too: on the page they are columns as well."""


def leads(table: Table) -> Iterator[Observation]:
    """One row that is alone on rank 1 in half of the columns or more, and in more than any other."""
    if not _fits(table) or _has_open_columns(table):
        return
    best = {
        column: best_rows(table, column.index)
        for column in distinct_columns(table)
        if column.metric.higher_is_better is not None
    }
    leader = _leader(table, best)
    if leader is None:
        return
    yield Observation(
        "leads",
        f"{{row}} {joined(_clauses(leader))}.",
        {
            "row": Rows((leader.row,)),
            "count": Text(_count(table, leader)),
            "ties": Text(f"{len(leader.tied):,}"),
            "missing": Text(f"{leader.missing:,}"),
        },
        _cells(leader, best),
        77.0,
    )


def _leader(table: Table, best: dict[Column, tuple[int, ...]]) -> _Leader | None:
    """`best` has the rows of rank 1."""
    empty = _empty(table)
    of = len(best) + empty
    row = _most_often_alone(list(best.values()), of)
    if row is None or of < _LEAST_COLUMNS:
        return None
    first = [column for column, rows in best.items() if row in rows]
    return _Leader(
        row,
        [column for column in first if len(best[column]) == 1],
        [column for column in first if len(best[column]) > 1],
        sum(row not in column.rows for column in best) + empty,
        of,
    )


def _most_often_alone(best: Sequence[tuple[int, ...]], of: int) -> int | None:
    """Find the row that stands alone in half of so many columns or more; None where two do as often."""
    alone = Counter(rows[0] for rows in best if len(rows) == 1)
    if not alone:
        return None
    (row, most), *others = alone.most_common(2)
    return None if 2 * most < of or (others and others[0][1] == most) else row


def _fits(table: Table) -> bool:
    rows, metrics = table.shape
    return rows >= _LEAST_ROWS and metrics <= _MOST_COLUMNS and rows * metrics <= _MOST_CELLS


def _has_open_columns(table: Table) -> bool:
    """Whether a column with a direction has a bound, which may be the best there."""
    return any(table.metrics[metric].higher_is_better is not None for metric in table.bounded)


def _empty(table: Table) -> int:
    """Count the columns with a direction that have no number at all: on the page they are columns too."""
    filled = {column.index for column in columns(table)}
    return sum(
        metric.higher_is_better is not None and index not in filled
        for index, metric in enumerate(table.metrics)
    )


def _clauses(leader: _Leader) -> list[str]:
    clauses = ["leads in {count}"]
    clauses += ["is tied for first in {ties}"] if leader.tied else []
    clauses += ["has no value in {missing}"] if leader.missing else []
    return clauses


def _count(table: Table, leader: _Leader) -> str:
    """``8 of 13 columns with a direction (2 of them with missing values)``"""
    led = len(leader.alone)
    words = f"all {led:,} columns" if led == leader.of else f"{led:,} of {leader.of:,} columns"
    if any(metric.higher_is_better is None for metric in table.metrics):
        words += " with a direction"
    partly = sum(not column.is_whole for column in leader.alone)
    notes = [f"{'all' if partly == led else f'{partly:,}'} of them with missing values"] if partly else []
    if any(
        column.metric.higher_is_better is not None
        for column in set(columns(table)) - set(distinct_columns(table))
    ):
        notes.append("of two complements one is counted")
    return f"{words} ({'; '.join(notes)})" if notes else words


def _cells(leader: _Leader, best: dict[Column, tuple[int, ...]]) -> tuple[Cell, ...]:
    led = [(leader.row, column.index) for column in leader.alone]
    return (*led, *((other, column.index) for column in leader.tied for other in best[column]))
