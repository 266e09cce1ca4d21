"""Best and worst, highest and lowest; columns of one number or of a narrow range; means."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.aggregates import aggregate, coverage_words
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Part, Rows, Text
from mkdocs_results_gallery.analysis.observers.column import Column, columns, rows_words
from mkdocs_results_gallery.analysis.ranks import MOST_COMPARED
from mkdocs_results_gallery.analysis.ties import tied
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.numbers import shown_number

_NARROW = 0.1
"""Share of a metric's declared range that a narrow column takes up at most."""


def ends(table: Table) -> Iterator[Observation]:
    """Best and worst where the direction is known, else highest and lowest; ties are named as such."""
    for column in columns(table):
        if len(column.rows) < 2 or column.text(column.low) == column.text(column.high):
            continue
        metric = column.metric
        top, bottom = column.high, column.low
        names = ("highest", "lowest")
        if metric.higher_is_better is not None:
            names = ("best", "worst")
            if not metric.higher_is_better:
                top, bottom = bottom, top
        apart = _apart(column)
        first, last = _shared(column, top, apart), _shared(column, bottom, apart)
        if set(first[0]) & set(last[0]):
            continue  # all within uncertainty of both ends: nothing is best
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
        )


def constant(table: Table) -> Iterator[Observation]:
    """Columns whose cells all show the same number."""
    for column in columns(table):
        text = column.text(column.low)
        if len(column.rows) < 3 or text != column.text(column.high):
            continue
        yield Observation(
            "constant",
            "{metric} is {number} in {rows}.",
            {
                "metric": Metrics((column.index,)),
                "number": Text(text),
                "rows": Text(rows_words(len(column.rows), len(table.rows))),
            },
            column.cells(),
            56.0,
        )


def narrow(table: Table) -> Iterator[Observation]:
    """Columns that differ, but take up little of what the metric's range allows."""
    for column in columns(table):
        if len(column.rows) < 4 or column.metric.range is None:
            continue
        low, high = column.metric.range
        span = column.span()
        if low is None or high is None or column.low < low or column.high > high or " to " not in span:
            continue
        if column.high - column.low <= _NARROW * (high - low):
            yield Observation(
                "narrow",
                "{metric} is within {span} in {rows}.",
                {
                    "metric": Metrics((column.index,)),
                    "span": Text(span),
                    "rows": Text(rows_words(len(column.rows), len(table.rows))),
                },
                column.cells(),
                46.0,
            )


def means(table: Table) -> Iterator[Observation]:
    """The mean or sum of the metrics that say so; other aggregates say less than best and worst do."""
    for column in columns(table):
        how = column.metric.aggregate
        if (how != "mean" and how != "sum") or len(column.rows) < 2:
            continue
        found = aggregate(table, how, [column.index], range(len(table.rows)))
        if found.value is None:
            continue
        yield Observation(
            "aggregate",
            "{metric}: {number}, {coverage} rows.",
            {
                "metric": Metrics((column.index,)),
                "number": Text(shown_number(found.value, column.metric)),
                "coverage": Text(coverage_words(how, found)),
            },
            column.cells(),
            40.0,
        )


def _apart(column: Column) -> NDArray[np.bool_] | None:
    """Which cells can be told apart, each with each; None where that takes no more than a look at them."""
    unsure = any(metric == column.index for _, metric in column.table.uncertainty)
    if not unsure or len(column.rows) > MOST_COMPARED:
        return None
    return ~tied(column.table, column.index, [int(row) for row in column.rows])


def _shared(column: Column, end: float, apart: NDArray[np.bool_] | None) -> tuple[tuple[int, ...], str, str]:
    """The rows at one end with their ties, their numbers as shown, and what to say about the ties."""
    rows = column.looking_like(end)
    alike = "" if len(rows) == 1 else ", tied"
    if apart is None:
        return rows, column.text(end), alike
    # a row shares the end when none that lies further out can be told apart from it
    others = column.numbers[:, np.newaxis]
    further = column.numbers > others if end == column.high else column.numbers < others
    beaten: NDArray[np.bool_] = np.any(apart & further, axis=1)
    sharing = tuple(int(row) for row in column.rows[~beaten])
    if set(sharing) <= set(rows):
        return rows, column.text(end), alike
    part = column.part(sharing)
    return sharing, part.span() if part else "", ", tied within uncertainty"
