"""Cells and numbers in a plain sentence."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction

from mkdocs_results_gallery.analysis.aggregates import exactly
from mkdocs_results_gallery.model import Cell, Metric, Table
from mkdocs_results_gallery.numbers import exact_number

NAMED = 3
"""Cells that a sentence names before it counts the others."""

_LONGEST = 80
"""Characters of a name in a sentence."""
_FEW = Context(prec=40, traps=[Inexact])
"""Digits of a number that a sentence tells in full."""


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
        return Fraction(metric.read(text))
    except (InvalidOperation, ValueError, OverflowError):
        return None


def exact_words(
    number: Fraction, text: str, metric: Metric, may_round: Callable[[Fraction, Fraction], bool]
) -> str:
    """`number` as `text`, which shows it, where `may_round` allows, else in full precision."""
    rounded = as_shown(text, metric)
    if rounded is None or rounded == number or may_round(rounded, number):
        return text
    full = _all_digits(number)
    if full:
        return full
    try:
        nearest = float(number)
    except OverflowError:
        largest = exact_number(sys.float_info.max)
        return f"above {largest}" if number > 0 else f"below -{largest}"
    full = exact_number(nearest)
    if may_round(exactly(nearest), number):
        return full
    return f"just {'above' if number > exactly(nearest) else 'below'} {full}"


def _all_digits(number: Fraction) -> str:
    """A number that has few digits; ``""`` for one that has many, or none that is the last."""
    try:
        found = _FEW.divide(Decimal(number.numerator), Decimal(number.denominator))
    except Inexact:
        return ""
    return format(found, "f") if -7 < found.adjusted() < 20 else f"{found:e}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
