"""Many cells as one number, computed exactly and rounded once; or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, localcontext
from fractions import Fraction
from typing import Literal

import numpy as np

from mkdocs_results_gallery.digits.number import LARGEST
from mkdocs_results_gallery.model import Metric, Table
from mkdocs_results_gallery.words.numbers import computed_number

_DIGITS = 2_000
"""Digits for any sum of numbers that are written in few: they reach from 1e308 down to 1e-999."""

How = Literal["mean", "median", "sum", "min", "max"]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One number for many cells."""

    exact: Fraction | None
    """In the metric's unit; None where it is refused or no cell has a number."""
    covered: int
    """Number of cells that went in."""
    of: int
    """Number of cells that were asked for, missing ones included."""
    refused: str = ""
    """The reason why there is no such number, as the end of a sentence; ``""`` where there is."""

    @property
    def value(self) -> float | None:
        """The nearest float64."""
        return None if self.exact is None else float(self.exact)


def aggregate(table: Table, how: How, metrics: Sequence[int], rows: Sequence[int]) -> Aggregate:
    """Make one number of the cells of `metrics` x `rows` (0-based); missing ones are left out and counted."""
    of = len(metrics) * len(rows)
    refused = refusal([table.metrics[metric] for metric in metrics], how)
    if refused:
        return Aggregate(None, 0, of, refused)
    numbers = _numbers(table, metrics, rows)
    if not numbers:
        return Aggregate(None, 0, of, "no cell has a number")
    found = _combined(how, numbers)
    if abs(found) > LARGEST:
        return Aggregate(None, len(numbers), of, f"the {how} is too large a number")
    return Aggregate(found, len(numbers), of)


def aggregate_text(
    table: Table, how: How, metrics: Sequence[int], rows: Sequence[int], number: Fraction
) -> str:
    """Write an aggregate of these cells: the lowest and the highest are cells, and look like them."""
    if how in ("min", "max"):
        near = table.values[np.ix_(list(rows), list(metrics))] == float(number)
        for row, metric in np.argwhere(near).tolist():
            cell = rows[row], metrics[metric]
            if Fraction(table.exact(cell)) == number:
                return table.unambiguous(cell)
    return computed_number(table, metrics[0], number)


def _numbers(table: Table, metrics: Sequence[int], rows: Sequence[int]) -> list[Decimal]:
    chosen = table.values[np.ix_(list(rows), list(metrics))]
    numbers = list(map(Decimal, map(repr, chosen[~np.isnan(chosen)].tolist())))
    if not table.digits.writing.finer:
        return numbers
    cells = ((row, metric) for row in rows for metric in metrics)
    return [table.exact(cell) for cell in cells if not np.isnan(table.values[cell])]


def refusal(metrics: Sequence[Metric], how: str) -> str:
    """Return the reason why cells of these metrics make no common number; ``""`` where they do."""
    for metric in metrics:
        if metric.aggregate == "none":
            return f"{metric.title} says aggregate: none"
    if len({metric.higher_is_better for metric in metrics}) > 1:
        return f"a {how} over metrics whose directions differ means nothing"
    if len({metric.common_unit for metric in metrics}) > 1:
        return f"a {how} over metrics whose units differ means nothing"
    return ""


def coverage_words(how: str, found: Aggregate) -> str:
    """``mean of 12``, or ``mean of 9 of 12`` where cells are missing."""
    return f"{how} of {found.covered:,}" + (f" of {found.of:,}" if found.covered < found.of else "")


def _combined(how: How, numbers: list[Decimal]) -> Fraction:
    if how == "min":
        return Fraction(min(numbers))
    if how == "max":
        return Fraction(max(numbers))
    if how == "median":
        ordered, middle = sorted(numbers), len(numbers) // 2
        upper = Fraction(ordered[middle])
        return upper if len(numbers) % 2 else (Fraction(ordered[middle - 1]) + upper) / 2
    longest = max(len(number.as_tuple().digits) for number in numbers)
    with localcontext(Context(prec=_DIGITS + longest, traps=[Inexact])):
        total = Fraction(sum(numbers))
    return total if how == "sum" else total / len(numbers)
