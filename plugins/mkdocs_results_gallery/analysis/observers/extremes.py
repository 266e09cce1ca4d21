"""Best and worst, highest and lowest; columns of one number or of a narrow range; means."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from mkdocs_results_gallery.analysis.aggregates import aggregate, coverage_words, exactly
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Part, Rows, Text
from mkdocs_results_gallery.analysis.observers.column import Column, present_rows
from mkdocs_results_gallery.analysis.observers.complements import told_columns
from mkdocs_results_gallery.model import Table

_NARROW = Fraction(1, 10)
"""Share of a metric's declared range that a narrow column takes up at most."""
_MOST_TOGETHER = 4
_LEAST_BUT_ONE = 5
"""Cells of which all but one are alike before that one is news."""


def ends(table: Table) -> Iterator[Observation]:
    """Best and worst where the direction is known, else highest and lowest; ties are named as such."""
    for column in told_columns(table):
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
    for column in told_columns(table):
        if len(column.rows) < 3:
            continue
        if column.is_level:
            # beside a reference, numbers with an uncertainty have more to tell
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
    rows = column.rows[np.argsort(column.order, kind="stable")].tolist()
    for odd, rest in ((rows[0], rows[1:]), (rows[-1], rows[:-1])):
        if not column.table.same_as_shown(column.index, rest[0], rest[-1]):
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
    """Columns that differ, but take up little of the range; a few alike are told of together."""
    alike: dict[tuple[object, ...], list[Column]] = {}
    for column in told_columns(table):
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
    bottom, top = exactly(low), exactly(high)
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
    """The mean or sum of the metrics that say so; other aggregates say less than best and worst do."""
    for column in told_columns(table):
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
    """The rows at one end with their ties, their numbers as shown, and what to say about the ties."""
    found = column.end(highest=highest)
    if not found.is_equal:
        part = column.part(found.rows)
        return found.rows, part.span() if part else "", ", tied within uncertainty"
    text = column.text_of(column.highest if highest else column.lowest)
    return found.rows, text, "" if len(found.rows) == 1 else ", tied"
