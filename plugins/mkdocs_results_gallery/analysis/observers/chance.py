"""Numbers below, at and above the reference: chance level, baseline or control."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mkdocs_results_gallery.analysis.aggregates import exactly
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Rows, Text
from mkdocs_results_gallery.analysis.observers.column import Column, present_rows, unsure_words
from mkdocs_results_gallery.analysis.observers.complements import told_columns
from mkdocs_results_gallery.analysis.ties import near
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.numbers import exact_number


def beside_reference(table: Table) -> Iterator[Observation]:
    """The smaller side of the reference, and what lies on it exactly."""
    for column in told_columns(table):
        reference = column.metric.reference
        if reference is None or len(column.rows) < 2:
            continue
        at = column.sides(reference)
        sides = {"below": column.rows[at < 0].tolist(), "above": column.rows[at > 0].tolist()}
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
    if part is None:
        return None
    edge = Fraction(column.metric.read(column.text(reference)))
    nearest = column.shown_of(part.highest if side == "below" else part.lowest)
    # what looks like the reference itself can't be called below or above it
    if nearest >= edge if side == "below" else nearest <= edge:
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
    sides, text = column.sides(reference), column.text(reference)
    rows = column.rows[sides == 0].tolist()
    level = exactly(reference)
    if not rows or Fraction(column.metric.read(text)) != level:
        return
    beside = [column.part(column.rows[chosen].tolist()) for chosen in (sides < 0, sides > 0)]
    nearest = [(part.highest, part.lowest)[way] for way, part in enumerate(beside) if part]
    if any(column.shown_of(row) == level for row in nearest):
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
