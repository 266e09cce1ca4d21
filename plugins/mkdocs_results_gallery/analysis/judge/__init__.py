"""Claims are judged: holds, contradicted or undecided, with the cells that decide it.

verdict.py    what became of a claim, and whether a number meets a comparison
operands.py   what a claim speaks of: its cells, and the right side of a comparison
ranking.py    claims about who is first
suggest.py    claims that hold for the present table

"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.aggregate import How, aggregate
from mkdocs_results_gallery.analysis.judge.operands import Terms, metrics_of, rows_of
from mkdocs_results_gallery.analysis.judge.ranking import (
    exact_words,
    hidden_digits,
    hiding,
    judge_ranking,
    listed,
    told_apart,
)
from mkdocs_results_gallery.analysis.judge.verdict import (
    Decided,
    Numbers,
    Undecidable,
    Verdict,
    Within,
    all_of,
    meets,
    met,
)
from mkdocs_results_gallery.analysis.lookup import Finder, NotFound, table_index
from mkdocs_results_gallery.claim import RANKING, Claim, Comparison, Operator, Term
from mkdocs_results_gallery.digits.number import fraction_of
from mkdocs_results_gallery.errors import OPEN, Fence, Problem, Subject, legible, shown
from mkdocs_results_gallery.model import Cell, Experiment, Gallery, Metric, Table
from mkdocs_results_gallery.words.numbers import computed_number

_MOST_LOOKS = 1_000_000
"""Cells times claims of one file; a stranger's file must not stall the build."""

_MOST_LOOKS_OF_ALL = 20_000_000
"""The same of all files."""

_MOST_CELLS = 20_000
"""Deciding cells that a verdict keeps, from the first; no page shows more."""

_MOST_TOLD = 1_000
"""Cells of a claim that holds that are looked at for ties."""

_EACH = ("every", "any", "none", "count")

_States = NDArray[np.int8]
"""Of each chosen cell, (rows, metrics): 1 where the comparisons are met, 0 where not, -1 for unknown."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What became of all claims of a gallery."""

    verdicts: Mapping[str, tuple[Verdict, ...]]
    """By the path of the experiment, in the order of its claims; experiments without claims have no entry."""
    problems: tuple[Problem, ...]
    """A warning for each claim that does not hold."""


def judge_all(gallery: Gallery, finder: Finder, is_whole: bool = True, fence: Fence = OPEN) -> Judged:
    """Judge the claims of every file of `gallery`.

    With `is_whole` false, files are missing from it: a claim that speaks of another experiment is then only
    told of (severity ``skipped``), not failed.
    """
    verdicts: dict[str, tuple[Verdict, ...]] = {}
    problems: list[Problem] = []
    left = _MOST_LOOKS_OF_ALL
    for experiment in gallery.experiments:
        if experiment.claims:
            size = max(table.values.size for table in experiment.tables)
            with fence.around(Subject("experiment", experiment.path)):
                found = _judge_each(finder, experiment, min(left, _MOST_LOOKS) // size)
                unkept = [verdict for verdict in found if verdict.outcome != "holds"]
                problems += [_problem(experiment.path, verdict, is_whole) for verdict in unkept]
                verdicts[experiment.path] = found
            left -= min(left, size * len(experiment.claims))
    return Judged(verdicts, tuple(problems))


def judge(finder: Finder, experiment: Experiment, claim: Claim) -> Verdict:
    """Whether `claim`, made about a table of `experiment`, holds. Never raises for what a claim says."""
    try:
        number = table_index(experiment, claim.table)
        decided = _Case(finder, experiment, experiment.tables[number], claim).decide()
    except (NotFound, Undecidable) as error:
        is_elsewhere = isinstance(error, NotFound) and error.is_experiment
        cause = error.cause(experiment.path) if isinstance(error, NotFound) else ""
        said = error.message, error.hint
        return Verdict(claim, "undecided", (), *said, is_elsewhere=is_elsewhere, cause=cause)
    cells = tuple((number, row, metric) for row, metric in decided.cells[:_MOST_CELLS])
    return Verdict(claim, decided.outcome, cells, decided.reason, decided.hint, rests_on=decided.rests_on)


def _judge_each(finder: Finder, experiment: Experiment, most: int) -> tuple[Verdict, ...]:
    """The verdicts on the claims of one file, of which `most` are looked at."""
    reason = f"expected fewer claims about so many cells, got {len(experiment.claims):,}"
    return tuple(
        judge(finder, experiment, claim)
        if index < most
        else Verdict(claim, "undecided", reason=reason, hint="split the table")
        for index, claim in enumerate(experiment.claims)
    )


def _problem(path: str, verdict: Verdict, is_whole: bool) -> Problem:
    claim = verdict.claim
    if verdict.is_elsewhere and not is_whole:
        message = f"not checked, it speaks of another experiment: {shown(claim.text, 120)}"
        return Problem(path, claim.line, claim.column, "claims", message, severity="skipped")
    word = "contradicted" if verdict.outcome == "contradicted" else "can't be decided"
    message = f"{word}: {shown(claim.text, 120)}: {legible(verdict.reason)}"
    where = path, claim.line, claim.column, "claims"
    return Problem(*where, message, legible(verdict.hint), "warning", verdict.cause)


class _Case:
    """One claim before one table."""

    def __init__(self, finder: Finder, experiment: Experiment, table: Table, claim: Claim) -> None:
        self._table = table
        self._claim = claim
        self._metrics = metrics_of(table, claim.selection.metrics)
        self._rows = rows_of(table, claim.selection.rows)
        self._terms = Terms(finder, experiment, table, self._metrics, self._rows)
        self._values = table.values[np.ix_(self._rows, self._metrics)]

    def decide(self) -> Decided:
        """Raises NotFound or Undecidable where the claim asks for what there is not."""
        claim = self._claim
        if claim.quantifier in RANKING:
            return judge_ranking(self._table, self._metrics, self._rows, claim)
        if claim.quantifier in _EACH:
            return self._each()
        return self._whole()

    def _cells(self, chosen: NDArray[np.bool_]) -> list[Cell]:
        """The cells of the table that are `chosen`, an array of (rows, metrics), in the table's order."""
        rows, metrics = np.nonzero(chosen)
        at = np.asarray(self._rows)[rows], np.asarray(self._metrics)[metrics]
        return list(zip(at[0].tolist(), at[1].tolist(), strict=True))

    # cell by cell

    def _each(self) -> Decided:
        claim = self._claim
        states = self._states()
        true, false, unknown = (self._cells(states == state) for state in (1, 0, -1))
        if claim.ignores_missing:
            if not true and not false:
                has_number = not np.isnan(self._values).all()
                beside = " beside the one that it is compared with" if has_number else ""
                raise Undecidable(f"none of the cells has a number{beside}")
            unknown = []
        if claim.quantifier == "count":
            return self._counted(true, unknown, len(true) + len(false) + len(unknown), states)
        # every: a false cell contradicts; none: a true one does; any: a true one proves
        telling = false if claim.quantifier == "every" else true
        if telling:
            if claim.quantifier == "any":
                return Decided(
                    "holds", telling, self._told(telling), rests_on=self._rests_on(telling, states)
                )
            return Decided("contradicted", telling, self._told(telling), self._self_hint())
        if unknown:
            return Decided("undecided", unknown, self._missing_words(unknown), _IGNORE)
        if claim.quantifier == "any":
            return Decided("contradicted", false, f"none does: {self._told(false)}")
        return Decided("holds", true or false, "", rests_on=self._rests_on(true or false, states))

    def _states(self, *, shown: bool = False) -> _States:
        """`shown`: of the numbers as the page shows them."""
        left = Numbers.of_table(self._table, self._rows, self._metrics, shown=shown)
        is_met = np.ones(self._values.shape, dtype=np.bool_)
        is_unmet, is_unknown = ~is_met, ~is_met
        for comparison in self._claim.comparisons:
            right = self._terms.bases(comparison, shown=shown)
            term, answer = comparison.term, np.empty_like(is_met)
            for at, metric in enumerate(self._metrics):
                sign = _plain(comparison, self._table.metrics[metric])
                answer[:, at] = met(left.column(at), sign, right.column(at), term.times, term.plus)
            gap = np.isnan(self._values) | np.isnan(right.values)
            is_unmet |= ~answer & ~gap
            is_unknown |= gap
        return np.where(is_unmet, 0, np.where(is_unknown, -1, 1)).astype(np.int8)

    def _counted(self, true: list[Cell], unknown: list[Cell], of: int, states: _States) -> Decided:
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
            return Decided("holds", true, "", rests_on=self._rests_on(true, states))
        if answers == {False}:
            plus = f", and {len(unknown):,} unknown" if unknown else ""
            return Decided("contradicted", true, f"it is {len(true):,} of {of:,} cells{plus}{told}")
        return Decided("undecided", unknown, self._missing_words(unknown), _IGNORE)

    # many cells as one number

    def _whole(self) -> Decided:
        """By one number; of the lowest or highest, a missing cell may lie further out, never further in."""
        how = cast(How, self._claim.quantifier)
        found = aggregate(self._table, how, self._metrics, self._rows)
        number = found.exact
        if number is None:
            raise Undecidable(found.refused)
        is_missing = np.isnan(self._values)
        missing = [] if self._claim.ignores_missing else self._cells(is_missing)
        known, cells = Within.exactly(number), self._cells(~is_missing)
        if how in ("min", "max"):
            cells = [
                cell for cell in self._cells(self._values == float(number)) if self._exact(cell) == number
            ]
            if missing:
                known = Within(None, number) if how == "min" else Within(number, None)
        elif missing:
            return Decided("undecided", missing, self._missing_words(missing), _IGNORE)
        answer = all_of([self._is_met(known, one) for one in self._claim.comparisons])
        if answer is None:
            return Decided("undecided", missing, self._missing_words(missing), _IGNORE if missing else "")
        if answer:
            return Decided("holds", cells, "", rests_on=self._number_rests_on(how, number, cells))
        return Decided("contradicted", cells, self._number_words(how, number, found.covered, cells))

    def _is_met(self, known: Within, comparison: Comparison) -> bool | None:
        sign = _plain(comparison, self._table.metrics[self._metrics[0]])
        right = self._terms.number(comparison, self._shared)
        return None if right is None else meets(known, sign, right)

    @property
    def _shared(self) -> tuple[int | None, int | None]:
        """The row and the metric that all chosen cells share."""
        row = self._rows[0] if len(self._rows) == 1 else None
        return row, self._metrics[0] if len(self._metrics) == 1 else None

    def _constant(self, term: Term) -> Fraction:
        if term.number is None:
            raise Undecidable("expected a number of cells")
        return fraction_of(term.number)

    # words

    def _number_words(self, how: How, number: Fraction, covered: int, cells: Sequence[Cell]) -> str:
        column = self._table.metrics[self._metrics[0]]
        is_alike = self._may_round(column, self._shared)

        def may_round(rounded: Fraction, exact: Fraction) -> bool:
            # the mean of 0, 0 and 1 is not 0, whatever the column's format says
            return abs(rounded - exact) * 100 <= abs(exact) and is_alike(rounded, exact)

        of = self._values.size
        text = self._number_text(how, number, cells)
        noun = how if covered == of else f"{how} of {covered:,} of {of:,} cells"
        where = f", {listed(self._table, cells, self._metrics)}" if how in ("min", "max") else ""
        return f"the {noun} is {exact_words(number, text, column, may_round)}{where}"

    def _number_text(self, how: How, number: Fraction, cells: Sequence[Cell]) -> str:
        if how in ("min", "max"):
            return self._table.told(cells[0])
        return computed_number(self._table, self._metrics[0], number)

    def _number_rests_on(self, how: How, number: Fraction, cells: Sequence[Cell]) -> str:
        """Of what holds: which digits of the number it needs that are not shown."""
        column = self._table.metrics[self._metrics[0]]
        text = self._number_text(how, number, cells)
        words = exact_words(number, text, column, self._may_round(column, self._shared))
        return "" if words == text else f"{hiding(self._table, self._metrics[0])}: {words}"

    def _told(self, cells: Sequence[Cell]) -> str:
        """``neg_facts is 0.09``: at most three, then how many more."""
        return listed(self._table, cells, self._metrics, self._value_words)

    def _value_words(self, cell: Cell) -> str:
        column = self._table.metrics[cell[1]]
        text = self._table.told(cell)
        words = exact_words(self._exact(cell), text, column, self._may_round(column, cell))
        against = [
            exact_words(right, computed_number(self._table, cell[1], right), column, lambda *_: False)
            for comparison in self._claim.comparisons
            if comparison.term.number is None and (right := self._terms.number(comparison, cell)) is not None
        ]
        return words + (f" against {' and '.join(against)}" if against else "")

    def _exact(self, cell: Cell) -> Fraction:
        return Fraction(self._table.exact(cell))

    def _rests_on(self, cells: Sequence[Cell], states: _States) -> str:
        """Of what holds by `cells`: how one is told apart that the page shows otherwise, or as a tie."""
        if self._is_rounded():
            shown = self._cells(states != self._states(shown=True))
            chosen = set(cells) if shown else set()
            for cell in (one for one in shown if one in chosen):
                return hidden_digits([(self._table, cell), *self._others(cell)])
        if self._table.uncertainty:
            for cell in cells[:_MOST_TOLD]:
                same = [at for table, at in self._others(cell) if table is self._table and at[1] == cell[1]]
                apart = told_apart(self._table, cell[0], same)
                if apart:
                    return apart
        return ""

    def _is_rounded(self) -> bool:
        """Whether any of the chosen cells, or of those that they are compared with, is not shown whole."""
        with_cells = any(one.term.number is None for one in self._claim.comparisons)
        columns = (self._table.digits.column(metric) for metric in self._metrics)
        return with_cells or any(column.is_rounded[list(self._rows)].any() for column in columns)

    def _others(self, cell: Cell) -> list[tuple[Table, Cell]]:
        """The cells that `cell` is compared with, as they are: neither multiplied nor added to."""
        return [
            self._terms.cell(one, cell)
            for one in self._claim.comparisons
            if one.term.number is None and not one.term.reference
            if fraction_of(one.term.times) == 1 and not fraction_of(one.term.plus)
        ]

    def _may_round(
        self, column: Metric, cell: tuple[int | None, int | None]
    ) -> Callable[[Fraction, Fraction], bool]:
        """Whether a rounded number is judged as the exact one, so that it may stand for it in a sentence."""
        bounds = [(_plain(one, column), self._terms.number(one, cell)) for one in self._claim.comparisons]

        def is_judged_alike(rounded: Fraction, exact: Fraction) -> bool:
            return all(
                right is None
                or meets(Within.exactly(rounded), sign, right) == meets(Within.exactly(exact), sign, right)
                for sign, right in bounds
            )

        return is_judged_alike

    def _missing_words(self, cells: Sequence[Cell]) -> str:
        holes = [cell for cell in cells if np.isnan(self._table.values[cell])]
        if holes:
            return listed(self._table, holes, self._metrics, lambda cell: _missing_word(self._table, cell))
        if not cells:
            return "the number that it is compared with is missing"
        return f"what {listed(self._table, cells, self._metrics)} is compared with is missing"

    def _self_hint(self) -> str:
        names = {self._table.rows[row].name for row in self._rows}
        for comparison in self._claim.comparisons:
            term = comparison.term
            if term.row in names and not term.metric and not term.experiment and not term.table:
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
