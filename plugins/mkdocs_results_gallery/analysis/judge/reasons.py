"""The numbers that decide a claim, and those it rests on, in words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction

import numpy as np

from mkdocs_results_gallery.analysis.aggregate import How
from mkdocs_results_gallery.analysis.differences import within_uncertainty
from mkdocs_results_gallery.analysis.judge.operands import Operands, Shared, by_direction
from mkdocs_results_gallery.analysis.judge.verdict import Within, meets
from mkdocs_results_gallery.claim import Claim, Comparison
from mkdocs_results_gallery.digits.number import fraction_of, plain
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Cell, Metric, Table
from mkdocs_results_gallery.words.missing import UNKNOWN
from mkdocs_results_gallery.words.numbers import computed_number, exact_number
from mkdocs_results_gallery.words.phrases import as_name, joined

IGNORE = "missing: ignore speaks of the cells that have a number"
"""The hint where a missing cell could decide."""

NAMED = 3
"""Cells that a sentence names before it counts the others."""

_LONGEST = 80
"""Characters of a name in a sentence."""
_FEW = Context(prec=40, traps=[Inexact])
"""Digits of a number that a sentence has in full."""


def listed(
    table: Table, cells: Sequence[Cell], metrics: Sequence[int], words: Callable[[Cell], str] | None = None
) -> str:
    """``neg_facts is 0.09 and neg_inventors 0.03``: the first three of `cells`, then how many more.

    The metric is named where `metrics` has more than one. Without `words` the cells are only named.
    """
    parts = []
    for number, cell in enumerate(cells[:NAMED]):
        name = as_name(cut(table.rows[cell[0]].title))
        if len(metrics) > 1:
            name = f"{as_name(cut(table.metrics[cell[1]].title))} of {name}"
        verb = " is" if number == 0 else ""
        parts.append(f"{name}{verb} {words(cell)}" if words else name)
    if len(cells) > NAMED:
        parts.append(f"{len(cells) - NAMED:,} more")
    return joined(parts)


def as_shown(text: str, metric: Metric) -> Fraction | None:
    """Read the number that a shown text stands for; None where it can't be read back."""
    try:
        return Fraction(metric.read(text))
    except (InvalidOperation, ValueError, OverflowError):
        return None


def exact_words(
    number: Fraction, text: str, metric: Metric, may_round: Callable[[Fraction, Fraction], bool]
) -> str:
    """Write `number` as `text`, which shows it, where `may_round` allows, else in full precision."""
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
    if may_round(fraction_of(nearest), number):
        return full
    return f"just {'above' if number > fraction_of(nearest) else 'below'} {full}"


def _all_digits(number: Fraction) -> str:
    """Write a number that has few digits; ``""`` for one that has many, or none that is the last."""
    try:
        found = _FEW.divide(Decimal(number.numerator), Decimal(number.denominator))
    except Inexact:
        return ""
    return format(found, "f") if -7 < found.adjusted() < 20 else f"{found:e}"


def cut(text: str) -> str:
    """Write a name no longer than a sentence bears."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def hidden_difference(table: Table, row: int, others: Sequence[Cell]) -> str:
    """Write how the number of `row` (0-based) is another than `others` of one metric, as a clause.

    ``""`` where a reader of the page sees that each is another.
    """
    for other, metric in others:
        if table.same_as_shown((row, metric), (other, metric)):
            return hidden_digits([(table, (row, metric)), (table, (other, metric))])
    if table.uncertainty:
        for other, metric in others:
            if within_uncertainty(table, (row, metric), (other, metric)):
                one, two = table.unambiguous((row, metric)), table.unambiguous((other, metric))
                return f"by the numbers alone: {one} and {two} are a tie within their uncertainty"
    return ""


def hidden_digits(cells: Sequence[tuple[Table, Cell]]) -> str:
    """``by digits that `.1f` hides: 0.951 and 0.949``, the numbers of one or two cells."""
    numbers = joined([plain(table.written(cell)) for table, cell in cells])
    rounded = [(table, at) for table, (row, at) in cells if table.digits.column(at).is_rounded[row]]
    return f"{hiding(*(rounded or [(cells[0][0], cells[0][1][1])])[0])}: {numbers}"


def hiding(table: Table, metric: int) -> str:
    """Write the place where the digits are lost that decide, as a clause."""
    column = table.metrics[metric]
    if column.format:
        return f"by digits that `{column.format}` hides"
    return "by digits that the table does not show"


class Reasons:
    """The numbers that decide one claim, in words."""

    def __init__(self, claim: Claim, operands: Operands) -> None:
        self._claim = claim
        self._operands = operands
        self._table = operands.table

    def cells(self, cells: Sequence[Cell]) -> str:
        """``neg_facts is 0.09``: at most three, then how many more."""
        return listed(self._table, cells, self._operands.metrics, self._value_words)

    def _value_words(self, cell: Cell) -> str:
        others = [self._against(one, cell) for one in self._claim.comparisons if one.term.number is None]
        against = [words for words in others if words]
        return self._own_words(cell) + (f" against {joined(against)}" if against else "")

    def _own_words(self, cell: Cell) -> str:
        if cell in self._table.bounds:
            return self._table.shown(cell)
        column = self._table.metrics[cell[1]]
        exact = Fraction(self._table.exact(cell))
        return exact_words(exact, self._table.unambiguous(cell), column, self._may_round(column, cell))

    def _against(self, comparison: Comparison, cell: Cell) -> str:
        """The number that a cell is compared with; ``""`` where there is none."""
        column, other = self._table.metrics[cell[1]], self._operands.number(comparison, cell)
        if other is not None:
            text = computed_number(self._table, cell[1], other)
            return exact_words(other, text, column, lambda *_: False)
        table, at = self._operands.cell(comparison, cell)
        return table.shown(at)

    def bounds(self, cells: Sequence[Cell]) -> str:
        """``c is < 2.5``"""
        return listed(self._table, cells, self._operands.metrics, self._table.shown)

    def number(self, how: How, number: Fraction, covered: int, cells: Sequence[Cell]) -> str:
        """Write ``the mean of 2 of 3 cells is 0.5``: `number`, of `cells`, of which `covered` have one."""
        metrics = self._operands.metrics
        column = self._table.metrics[metrics[0]]
        is_alike = self._may_round(column, self._operands.shared)

        def may_round(rounded: Fraction, exact: Fraction) -> bool:
            # the mean of 0, 0 and 1 is not 0, whatever the column's format says
            return abs(rounded - exact) * 100 <= abs(exact) and is_alike(rounded, exact)

        of = len(metrics) * len(self._operands.rows)
        text = self._number_text(how, number, cells)
        noun = how if covered == of else f"{how} of {covered:,} of {of:,} cells"
        where = f", {listed(self._table, cells, metrics)}" if how in ("min", "max") else ""
        return f"the {noun} is {exact_words(number, text, column, may_round)}{where}"

    def _number_text(self, how: How, number: Fraction, cells: Sequence[Cell]) -> str:
        if how in ("min", "max"):
            return self._table.unambiguous(cells[0])
        return computed_number(self._table, self._operands.metrics[0], number)

    def hidden_in_number(self, how: How, number: Fraction, cells: Sequence[Cell]) -> str:
        """Of what holds: which digits of the number it needs that are not shown."""
        metric = self._operands.metrics[0]
        column = self._table.metrics[metric]
        text = self._number_text(how, number, cells)
        words = exact_words(number, text, column, self._may_round(column, self._operands.shared))
        return "" if words == text else f"{hiding(self._table, metric)}: {words}"

    def _may_round(self, column: Metric, cell: Shared) -> Callable[[Fraction, Fraction], bool]:
        """Whether a rounded number is judged as the exact one, so that it may stand for it in a sentence."""
        bounds = [
            (by_direction(one, column), self._operands.number(one, cell)) for one in self._claim.comparisons
        ]

        def is_judged_alike(rounded: Fraction, exact: Fraction) -> bool:
            return all(
                right is None
                or meets(Within.exactly(rounded), sign, right) == meets(Within.exactly(exact), sign, right)
                for sign, right in bounds
            )

        return is_judged_alike

    def missing(self, cells: Sequence[Cell]) -> str:
        """Of `cells` that are undecided: which have no number, or no other to be compared with."""
        metrics = self._operands.metrics
        bounds = [cell for cell in cells if cell in self._table.bounds]
        empty = [
            cell for cell in cells if np.isnan(self._table.values[cell]) and cell not in self._table.bounds
        ]
        if bounds or empty:
            told = [self.bounds(bounds)] if bounds else []
            told += [listed(self._table, empty, metrics, self._missing_word)] if empty else []
            return "; ".join(told)
        if not cells:
            return "the number that it is compared with is missing"
        is_known = any(self._operands.known(one, cells[0]) for one in self._claim.comparisons)
        why = "only a bound" if is_known else "missing"
        return f"what {listed(self._table, cells, metrics)} is compared with is {why}"

    def _missing_word(self, cell: Cell) -> str:
        kind = self._table.why_missing(cell).kind
        return "missing" if kind == UNKNOWN else f"missing ({kind})"

    def self_hint(self) -> str:
        """Say that a row is compared with itself; ``""`` where none is."""
        names = {self._table.rows[row].name for row in self._operands.rows}
        for comparison in self._claim.comparisons:
            term = comparison.term
            if term.row in names and not (term.metric or term.experiment or term.table):
                return f"the rows include {shown(term.row)} itself"
        return ""
