"""Numbers below, at and above the reference: chance level, baseline or control."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mkdocs_results_gallery.analysis.aggregates import exactly
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Rows, Text
from mkdocs_results_gallery.analysis.observers.column import Column, columns, present_rows, unsure_words
from mkdocs_results_gallery.analysis.ties import near
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.numbers import exact_number


def beside_reference(table: Table) -> Iterator[Observation]:
    """The smaller side of the reference, and what lies on it exactly."""
    for column in columns(table):
        reference = column.metric.reference
        if reference is None or len(column.rows) < 2:
            continue
        sides = {
            "below": column.rows[column.numbers < reference].tolist(),
            "above": column.rows[column.numbers > reference].tolist(),
        }
        yield from _at(column, reference)
        present = {side: rows for side, rows in sides.items() if rows}
        if not present:
            continue
        # where higher is better, what is below is the news; else the side with fewer rows
        unusual = {True: "below", False: "above", None: ""}[column.metric.higher_is_better]
        side = unusual if unusual in present else min(present, key=lambda name: len(present[name]))
        observation = _side(column, side, present[side], reference)
        if observation:
            yield observation


def _side(column: Column, side: str, rows: list[int], reference: float) -> Observation | None:
    part = column.part(rows)
    edge = column.shown(reference)
    if part is None or edge is None:
        return None
    nearest = column.shown(part.high if side == "below" else part.low)
    # what looks like the reference itself can't be called below or above it
    if nearest is None or (nearest >= edge if side == "below" else nearest <= edge):
        return None
    is_all = len(rows) == len(column.rows)
    unsure = near(column.table, column.index, rows, reference)
    weight = 30.0 if (is_all and side != _bad(column)) or unsure == len(rows) else 70.0
    return Observation(
        "chance",
        f"{{metric}} is {side} the reference {{reference}} in {{count}}: {{span}} ({{rows}}).",
        {
            "metric": Metrics((column.index,)),
            "reference": Text(
                column.text(reference) if edge == exactly(reference) else exact_number(reference)
            ),
            "count": Text(present_rows(column, len(rows)) + unsure_words(unsure, len(rows))),
            "span": Text(part.span()),
            "rows": Rows(tuple(rows)),
        },
        part.cells(),
        weight,
    )


def _at(column: Column, reference: float) -> Iterator[Observation]:
    """What equals the reference; nothing where another number only looks like it."""
    numbers, text = column.numbers, column.text(reference)
    rows = column.rows[numbers == reference].tolist()
    nearest = (
        numbers[numbers < reference].max(initial=-np.inf),
        numbers[numbers > reference].min(initial=np.inf),
    )
    if not rows or column.shown(reference) != exactly(reference):
        return
    if any(np.isfinite(number) and column.text(float(number)) == text for number in nearest):
        return
    is_all = len(rows) == len(column.rows)
    yield Observation(
        "chance",
        "{metric} is at the reference {reference} in {count} ({rows}).",
        {
            "metric": Metrics((column.index,)),
            "reference": Text(text),
            "count": Text(present_rows(column, len(rows))),
            "rows": Rows(tuple(rows)),
        },
        column.cells_of(rows),
        57.0 if is_all else 44.0,
        frozenset({("constant", column.index)} if is_all else ()),
    )


def _bad(column: Column) -> str:
    return {True: "below", False: "above", None: ""}[column.metric.higher_is_better]
