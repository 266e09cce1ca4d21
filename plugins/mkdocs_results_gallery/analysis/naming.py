"""Cells and numbers in a plain sentence."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from mkdocs_results_gallery.analysis.aggregates import exactly
from mkdocs_results_gallery.model import Cell, Metric, Table
from mkdocs_results_gallery.numbers import exact_number, shown_number

NAMED = 3
"""Cells that a sentence names before it counts the others."""

_LONGEST = 80
"""Characters of a name in a sentence."""


def listed(
    table: Table, cells: Sequence[Cell], metrics: Sequence[int], words: Callable[[Cell], str] | None = None
) -> str:
    """``neg_facts is 0.09 and neg_inventors 0.03``: the first three of `cells`, then how many more.

    The metric is named where `metrics` has more than one. Without `words` the cells are only named.
    """
    parts = []
    for number, cell in enumerate(cells[:NAMED]):
        name = _cut(table.rows[cell[0]].title)
        if len(metrics) > 1:
            name = f"{_cut(table.metrics[cell[1]].title)} of {name}"
        verb = " is" if number == 0 else ""
        parts.append(f"{name}{verb} {words(cell)}" if words else name)
    if len(cells) > NAMED:
        parts.append(f"{len(cells) - NAMED:,} more")
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def as_shown(text: str, metric: Metric) -> Fraction | None:
    """The number that a shown text stands for; None where it can't be read back."""
    try:
        number = Fraction(Decimal(text.replace(",", "").rstrip("%")))
    except (InvalidOperation, ValueError, OverflowError):
        return None
    # a % format of a metric in other units multiplies by 100
    return number / 100 if text.endswith("%") and metric.unit not in ("percent", "%") else number


def exact_words(number: Fraction, metric: Metric, may_round: Callable[[Fraction, Fraction], bool]) -> str:
    """`number` as the table shows it where `may_round` allows, else in full precision."""
    try:
        value = float(number)
    except OverflowError:
        largest = exact_number(sys.float_info.max)
        return f"above {largest}" if number > 0 else f"below -{largest}"
    text = shown_number(value, metric)
    rounded = as_shown(text, metric)
    if rounded is None or rounded == number or may_round(rounded, number):
        return text
    full, nearest = exact_number(value), exactly(value)
    if nearest == number or may_round(nearest, number):
        return full
    return f"just {'above' if number > nearest else 'below'} {full}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
