"""Claims are judged: holds, contradicted or undecided, with the cells that decide it.

Numbers are compared exactly as they are written in the file, never as they are rounded for display. A
missing cell that could decide leaves a claim undecided (Kleene's three-valued logic); a selection that
matches nothing is a mistake, never a truth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import numpy as np

from mkdocs_results_gallery.analysis.aggregates import How, aggregate, exactly
from mkdocs_results_gallery.analysis.comparing import Within, all_of, meets
from mkdocs_results_gallery.analysis.finding import Finder, NotFound, metric_index, row_index, table_index
from mkdocs_results_gallery.analysis.naming import exact_words, listed
from mkdocs_results_gallery.analysis.ranking import judge_ranking
from mkdocs_results_gallery.analysis.selection import metrics_of, rows_of
from mkdocs_results_gallery.analysis.verdict import Decided, Outcome, Undecidable, Verdict
from mkdocs_results_gallery.assertion import RANKING, Claim, Comparison, Operator, Term
from mkdocs_results_gallery.errors import Problem, shown
from mkdocs_results_gallery.model import Cell, Experiment, Gallery, Metric, Table

_MOST_LOOKS = 1_000_000
"""Cells times claims of one file; a stranger's file must not stall the build."""

_EACH = ("every", "any", "none", "count")


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What became of all claims of a gallery."""

    verdicts: Mapping[str, tuple[Verdict, ...]]
    """By the path of the experiment, in the order of its claims; experiments without claims have no entry."""
    problems: tuple[Problem, ...]
    """A warning for each claim that does not hold."""


def judge_all(gallery: Gallery, finder: Finder, is_whole: bool = True) -> Judged:
    """Judge the claims of every file of `gallery`.

    With `is_whole` false, files are missing from it: a claim that speaks of another experiment is then only
    told of (severity ``skipped``), not failed.
    """
    verdicts = {
        experiment.path: _judge_each(finder, experiment)
        for experiment in gallery.experiments
        if experiment.claims
    }
    problems = tuple(
        _problem(path, verdict, is_whole)
        for path, found in verdicts.items()
        for verdict in found
        if verdict.outcome != "holds"
    )
    return Judged(verdicts, problems)


def judge(finder: Finder, experiment: Experiment, claim: Claim) -> Verdict:
    """Whether `claim`, made about a table of `experiment`, holds. Never raises for what a claim says."""
    number = 0
    try:
        number = table_index(experiment, claim.table)
        case = _Case(finder, experiment, experiment.tables[number], claim)
        decided = case.decide()
    except (NotFound, Undecidable) as error:
        is_elsewhere = isinstance(error, NotFound) and error.is_experiment
        return Verdict(claim, "undecided", reason=error.message, hint=error.hint, is_elsewhere=is_elsewhere)
    cells = tuple((number, row, metric) for row, metric in decided.cells)
    return Verdict(claim, decided.outcome, cells, decided.reason, decided.hint)


def _judge_each(finder: Finder, experiment: Experiment) -> tuple[Verdict, ...]:
    largest = max(table.values.size for table in experiment.tables)
    number = max(1, _MOST_LOOKS // largest)
    message = f"expected at most {number:,} claims about a table of {largest:,} cells"
    return tuple(
        judge(finder, experiment, claim)
        if index < number
        else Verdict(claim, "undecided", reason=message, hint="split the table")
        for index, claim in enumerate(experiment.claims)
    )


def _problem(path: str, verdict: Verdict, is_whole: bool) -> Problem:
    claim = verdict.claim
    if verdict.is_elsewhere and not is_whole:
        message = f"not checked, it speaks of another experiment: {shown(claim.text, 120)}"
        return Problem(path, claim.line, claim.column, "claims", message, severity="skipped")
    word = "contradicted" if verdict.outcome == "contradicted" else "can't be decided"
    message = f"{word}: {shown(claim.text, 120)}: {verdict.reason}"
    return Problem(path, claim.line, claim.column, "claims", message, verdict.hint, "warning")


class _Case:
    """One claim before one table."""

    def __init__(self, finder: Finder, experiment: Experiment, table: Table, claim: Claim) -> None:
        self._finder = finder
        self._experiment = experiment
        self._table = table
        self._claim = claim
        self._metrics = metrics_of(table, claim.selection.metrics)
        self._rows = rows_of(table, claim.selection.rows)

    def decide(self) -> Decided:
        """Raises NotFound or Undecidable where the claim asks for what there is not."""
        claim = self._claim
        if claim.quantifier in RANKING:
            return judge_ranking(self._table, self._metrics, self._rows, claim)
        if claim.quantifier in _EACH:
            return self._each()
        if claim.quantifier in ("min", "max"):
            return self._extreme()
        return self._whole()

    # cell by cell

    def _each(self) -> Decided:
        claim = self._claim
        cells = [(row, metric) for row in self._rows for metric in self._metrics]
        states = {cell: self._cell_meets(cell) for cell in cells}
        if claim.ignores_missing:
            states = {cell: state for cell, state in states.items() if state is not None}
            if not states:
                raise Undecidable("none of the cells has a number")
        true = [cell for cell, state in states.items() if state]
        false = [cell for cell, state in states.items() if state is False]
        unknown = [cell for cell, state in states.items() if state is None]
        if claim.quantifier == "count":
            return self._counted(true, unknown, len(states))
        # every: a false cell contradicts; none: a true one does; any: a true one proves
        telling = false if claim.quantifier == "every" else true
        if telling:
            outcome: Outcome = "holds" if claim.quantifier == "any" else "contradicted"
            return Decided(outcome, telling, self._told(telling), self._self_hint())
        if unknown:
            return Decided("undecided", unknown, self._missing_words(unknown), _IGNORE)
        if claim.quantifier == "any":
            return Decided("contradicted", list(states), f"none does: {self._told(list(states))}")
        return Decided("holds", list(states), "")

    def _counted(self, true: list[Cell], unknown: list[Cell], of: int) -> Decided:
        answers = {
            all_of(
                [
                    meets(Within.exactly(Fraction(count)), one.operator, self._constant(one.term))
                    for one in self._claim.counted
                ]
            )
            for count in range(len(true), len(true) + len(unknown) + 1)
        }
        told = f": {self._told(true)}" if true else ""
        if answers == {True}:
            return Decided("holds", true, "")
        if answers == {False}:
            plus = f", and {len(unknown):,} unknown" if unknown else ""
            return Decided("contradicted", true, f"it is {len(true):,} of {of:,} cells{plus}{told}")
        return Decided("undecided", unknown, self._missing_words(unknown), _IGNORE)

    def _cell_meets(self, cell: Cell) -> bool | None:
        value = float(self._table.values[cell])
        answers: list[bool | None] = []
        for comparison in self._claim.comparisons:
            right = self._right(comparison, cell)
            if np.isnan(value) or right is None:
                answers.append(None)
            else:
                operator = _plain(comparison, self._table.metrics[cell[1]])
                answers.append(meets(Within.exactly(exactly(value)), operator, right))
        return all_of(answers)

    # many cells as one number

    def _whole(self) -> Decided:
        how = cast(How, self._claim.quantifier)
        found = aggregate(self._table, how, self._metrics, self._rows)
        if found.exact is None:
            raise Undecidable(found.refused)
        cells = self._cells()
        missing = [cell for cell in cells if np.isnan(self._table.values[cell])]
        if missing and not self._claim.ignores_missing:
            return Decided("undecided", missing, self._missing_words(missing), _IGNORE)
        present = [cell for cell in cells if cell not in set(missing)]
        return self._one_number(Within.exactly(found.exact), found.exact, present, [])

    def _extreme(self) -> Decided:
        how = cast(How, self._claim.quantifier)
        found = aggregate(self._table, how, self._metrics, self._rows)
        if found.exact is None:
            raise Undecidable(found.refused)
        cells = self._cells()
        missing = [cell for cell in cells if np.isnan(self._table.values[cell])]
        at = [
            cell for cell in cells if cell not in missing and exactly(self._table.values[cell]) == found.exact
        ]
        known = Within.exactly(found.exact)
        if missing and not self._claim.ignores_missing:
            # a missing cell may lie further out, never further in
            known = Within(None, found.exact) if how == "min" else Within(found.exact, None)
        return self._one_number(known, found.exact, at, missing)

    def _one_number(self, known: Within, number: Fraction, cells: list[Cell], missing: list[Cell]) -> Decided:
        metric = self._metrics[0]
        column = self._table.metrics[metric]
        answers: list[bool | None] = []
        for comparison in self._claim.comparisons:
            right = self._right(comparison, (None, metric if len(self._metrics) == 1 else None))
            operator = _plain(comparison, column)
            answers.append(None if right is None else meets(known, operator, right))
        answer = all_of(answers)
        if answer is None:
            return Decided("undecided", missing, self._missing_words(missing), _IGNORE)
        if answer:
            return Decided("holds", cells, "")
        words = exact_words(number, column, self._may_round(column))
        where = (
            f", {listed(self._table, cells, self._metrics)}"
            if self._claim.quantifier in ("min", "max")
            else ""
        )
        return Decided("contradicted", cells, f"the {self._claim.quantifier} is {words}{where}")

    def _cells(self) -> list[Cell]:
        return [(row, metric) for row in self._rows for metric in self._metrics]

    # the right side

    def _right(self, comparison: Comparison, cell: tuple[int | None, int | None]) -> Fraction | None:
        """The number on the right; None where its cell is missing."""
        term = comparison.term
        row, metric = cell
        if term.number is not None:
            base: Fraction | None = exactly(term.number)
        elif term.reference:
            base = exactly(self._reference(metric))
        else:
            base = self._other_cell(comparison, row, metric)
        return None if base is None else base * exactly(term.times) + exactly(term.plus)

    def _reference(self, metric: int | None) -> float:
        metrics = self._metrics if metric is None else (metric,)
        references = {self._table.metrics[index].reference for index in metrics}
        if len(references) > 1:
            raise Undecidable("the metrics have different references")
        (reference,) = references
        if reference is None:
            title = self._table.metrics[metrics[0]].title
            raise Undecidable(f"{title} has no reference", "set reference: under metrics")
        return reference

    def _other_cell(self, comparison: Comparison, row: int | None, metric: int | None) -> Fraction | None:
        term = comparison.term
        experiment, table = self._experiment, self._table
        if term.experiment:
            experiment = self._finder.gallery.experiments[
                self._finder.experiment(term.experiment, self._experiment.path)
            ]
            table = experiment.tables[table_index(experiment, term.table)]
        elif term.table:
            table = experiment.tables[table_index(experiment, term.table)]
        row_name = term.row or (self._table.rows[row].name if row is not None else "")
        metric_name = term.metric or (self._table.metrics[metric].name if metric is not None else "")
        if not row_name or not metric_name:
            lacking = "row" if not row_name else "metric"
            raise Undecidable(f"expected the other cell's {lacking} to be named", f"add {lacking}: to it")
        at = row_index(table, row_name), metric_index(table, metric_name)
        own = self._table.metrics[self._metrics[0] if metric is None else metric]
        _check_comparable(own, table.metrics[at[1]], comparison.operator)
        value = float(table.values[at])
        return None if np.isnan(value) else exactly(value)

    def _constant(self, term: Term) -> Fraction:
        if term.number is None:
            raise Undecidable("expected a number of cells")
        return exactly(term.number) * exactly(term.times) + exactly(term.plus)

    # words

    def _told(self, cells: Sequence[Cell]) -> str:
        """``neg_facts is 0.09``: at most three, then how many more."""
        return listed(self._table, cells, self._metrics, self._value_words)

    def _value_words(self, cell: Cell) -> str:
        column = self._table.metrics[cell[1]]
        words = exact_words(exactly(self._table.values[cell]), column, self._may_round(column, cell))
        against = [
            exact_words(right, column, lambda *_: False)
            for comparison in self._claim.comparisons
            if comparison.term.number is None and (right := self._right(comparison, cell)) is not None
        ]
        return words + (f" against {' and '.join(against)}" if against else "")

    def _may_round(self, column: Metric, cell: Cell | None = None) -> Callable[[Fraction, Fraction], bool]:
        """Whether a rounded number is judged as the exact one, so that it may stand for it in a sentence."""
        where: tuple[int | None, int | None] = cell or (None, self._metrics[0])
        bounds = [(_plain(one, column), self._right(one, where)) for one in self._claim.comparisons]

        def is_judged_alike(rounded: Fraction, exact: Fraction) -> bool:
            return all(
                right is None
                or meets(Within.exactly(rounded), operator, right)
                == meets(Within.exactly(exact), operator, right)
                for operator, right in bounds
            )

        return is_judged_alike

    def _missing_words(self, cells: Iterable[Cell]) -> str:
        holes = [cell for cell in cells if np.isnan(self._table.values[cell])]
        if not holes:
            return "a number that it is compared with is missing"
        return listed(
            self._table,
            holes,
            self._metrics,
            lambda cell: _missing_word(self._table, cell),
        )

    def _self_hint(self) -> str:
        for comparison in self._claim.comparisons:
            term = comparison.term
            if term.row and not term.experiment and not term.table:
                names = {self._table.rows[row].name for row in self._rows}
                if term.row in names:
                    return f"the rows include {shown(term.row)} itself"
        return ""


_IGNORE = "missing: ignore speaks of the cells that have a number"


def _missing_word(table: Table, cell: Cell) -> str:
    kind = table.why_missing(cell).kind
    return "missing" if kind == "unknown" else f"missing ({kind})"


def _plain(comparison: Comparison, column: Metric) -> Operator:
    """``better`` and ``worse`` as the metric's direction has them."""
    if comparison.operator not in ("better", "worse"):
        return comparison.operator
    if column.higher_is_better is None:
        raise Undecidable(
            f"{column.title} has no direction, so nothing is {comparison.operator}",
            "set higher_is_better: under metrics, or write above or below",
        )
    return ">" if (comparison.operator == "better") == column.higher_is_better else "<"


def _check_comparable(own: Metric, other: Metric, operator: Operator) -> None:
    units = {"percent" if metric.unit == "%" else metric.unit for metric in (own, other)} - {""}
    if len(units) > 1:
        raise Undecidable(
            f"{own.title} and {other.title} have different units: {' and '.join(sorted(units))}"
        )
    if operator in ("better", "worse") and own.higher_is_better != other.higher_is_better:
        raise Undecidable(f"{own.title} and {other.title} have different directions")
