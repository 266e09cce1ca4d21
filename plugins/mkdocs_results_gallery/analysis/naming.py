"""Cells and numbers in a plain sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from mkdocs_results_gallery.analysis.aggregates import exactly
from mkdocs_results_gallery.model import Cell, Metric, Table
from mkdocs_results_gallery.numbers import exact_number, shown_number

NAMED = 3
"""Cells that a sentence names before it counts the others."""


def listed(
    table: Table, cells: Sequence[Cell], metrics: Sequence[int], words: Callable[[Cell], str] | None = None
) -> str:
    """``neg_facts is 0.09 and neg_inventors 0.03``: the first three of `cells`, then how many more.

    The metric is named where `metrics` has more than one. Without `words` the cells are only named.
    """
    parts = []
    for number, cell in enumerate(cells[:NAMED]):
        name = table.rows[cell[0]].title
        if len(metrics) > 1:
            name = f"{table.metrics[cell[1]].title} of {name}"
        verb = " is" if number == 0 else ""
        parts.append(f"{name}{verb} {words(cell)}" if words else name)
    if len(cells) > NAMED:
        parts.append(f"{len(cells) - NAMED:,} more")
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def as_shown(text: str, metric: Metric) -> Fraction | None:
    """The number that a shown text stands for; None where it can't be read back."""
    try:
        number = exactly(float(text.replace(",", "").rstrip("%")))
    except ValueError:
        return None
    # a % format of a metric in other units multiplies by 100
    return number / 100 if text.endswith("%") and metric.unit not in ("percent", "%") else number


def exact_words(number: Fraction, metric: Metric, may_round: Callable[[Fraction, Fraction], bool]) -> str:
    """`number` as the table shows it where `may_round` allows, else in full precision."""
    text = shown_number(float(number), metric)
    rounded = as_shown(text, metric)
    if rounded is None or rounded == number or may_round(rounded, number):
        return text
    return exact_number(float(number))
