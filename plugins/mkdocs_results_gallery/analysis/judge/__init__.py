"""Claims are judged: holds, contradicted or undecided, with the cells that decide it.

verdict.py    the outcome of a claim, and whether a number meets a comparison
operands.py   the cells of a claim, and the right side of a comparison
ranking.py    claims about the first place, and about the rows that no other beats
reasons.py    the numbers that decide a claim, in words
proposals.py  claims that hold for the present table

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from types import MappingProxyType
from typing import cast

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.aggregate import Aggregate, How, aggregate, refusal
from mkdocs_results_gallery.analysis.judge.operands import Operands, by_direction, metrics_of, rows_of
from mkdocs_results_gallery.analysis.judge.ranking import judge_dominance, judge_ranking
from mkdocs_results_gallery.analysis.judge.reasons import IGNORE, Reasons, hidden_difference, hidden_digits
from mkdocs_results_gallery.analysis.judge.verdict import (
    Decided,
    Side,
    Undecidable,
    Verdict,
    Within,
    all_of,
    meets,
    met,
)
from mkdocs_results_gallery.analysis.lookup import Finder, NotFound, table_index
from mkdocs_results_gallery.claim import RANKING, Claim, Comparison, Term
from mkdocs_results_gallery.digits.number import fraction_of
from mkdocs_results_gallery.errors import Problem, legible, shown
from mkdocs_results_gallery.model import Cell, Experiment, Gallery, Table
from mkdocs_results_gallery.words.phrases import not_holding

_MOST_LOOKS = 1_000_000
"""Cells times claims of one file; a stranger's file must not stall the build."""

_MOST_LOOKS_OF_ALL = 20_000_000
"""The same of all files."""

_MOST_CELLS = 20_000
"""Deciding cells that a verdict keeps, from the first; no page shows more."""

_MOST_COMPARED = 1_000
"""Cells of a claim that holds that are looked at for ties."""

_EACH = ("every", "any", "none", "count")

_States = NDArray[np.int8]
"""Of each chosen cell, (rows, metrics): 1 where the comparisons are met, 0 where not, -1 for unknown."""


def allowances(gallery: Gallery) -> list[int]:
    """Return how many claims of each experiment are looked at, so that all of them take a bounded time."""
    found = []
    left = _MOST_LOOKS_OF_ALL
    for experiment in gallery.experiments:
        size = max(table.values.size for table in experiment.tables)
        found.append(min(len(experiment.claims), min(left, _MOST_LOOKS) // size))
        left -= min(left, size * len(experiment.claims))
    return found


def speaks_of_others(claim: Claim) -> bool:
    """Whether a claim compares with a cell of an experiment that it names."""
    return any(one.term.experiment for one in (*claim.comparisons, *claim.counted))


def judge(finder: Finder, experiment: Experiment, claim: Claim) -> Verdict:
    """Decide whether `claim`, made about a table of `experiment`, holds. Never raises for what it says."""
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


def judge_claims(
    finder: Finder, experiment: Experiment, most: int, known: Mapping[int, Verdict] = MappingProxyType({})
) -> tuple[Verdict, ...]:
    """Return the verdicts on the claims of one file, of which `most` are looked at.

    Those that are `known`, by the place of the claim, are taken as they are.
    """
    reason = f"expected fewer claims about so many cells, got {len(experiment.claims):,}"
    return tuple(
        known.get(index) or judge(finder, experiment, claim)
        if index < most
        else Verdict(claim, "undecided", reason=reason, hint="split the table")
        for index, claim in enumerate(experiment.claims)
    )


def unkept(experiment: Experiment, verdicts: Iterable[Verdict], is_whole: bool = True) -> Iterator[Problem]:
    """Report each claim of `experiment` that does not hold; with `is_whole` false, files are missing.

    One that speaks of another experiment is then only ``skipped``, not failed.
    """
    broken = (verdict for verdict in verdicts if verdict.outcome != "holds")
    return (_problem(experiment.file_of(verdict.claim), verdict, is_whole) for verdict in broken)


def _problem(path: str, verdict: Verdict, is_whole: bool) -> Problem:
    claim = verdict.claim
    if verdict.is_elsewhere and not is_whole:
        message = f"not checked, it speaks of another experiment: {shown(claim.text, 120)}"
        return Problem(path, claim.line, claim.column, "claims", message, severity="skipped")
    message = f"{not_holding(verdict.outcome)}: {shown(claim.text, 120)}: {legible(verdict.reason)}"
    where = path, claim.line, claim.column, "claims"
    return Problem(*where, message, legible(verdict.hint), "warning", verdict.cause)


class _Case:
    """One claim before one table."""

    def __init__(self, finder: Finder, experiment: Experiment, table: Table, claim: Claim) -> None:
        self._table = table
        self._claim = claim
        self._metrics = metrics_of(table, claim.selection.metrics)
        self._rows = rows_of(table, claim.selection.rows)
        self._operands = Operands(finder, experiment, table, self._metrics, self._rows)
        self._reasons = Reasons(claim, self._operands)
        self._values = table.values[np.ix_(self._rows, self._metrics)]

    def decide(self) -> Decided:
        """Judge the claim. Raises NotFound or Undecidable where it asks for something that is not there."""
        claim = self._claim
        if claim.quantifier == "pareto":
            return judge_dominance(self._table, self._metrics, self._rows, claim)
        if claim.quantifier in RANKING:
            return judge_ranking(self._table, self._metrics, self._rows, claim)
        if claim.quantifier in _EACH:
            return self._each()
        return self._whole()

    def _cells(self, chosen: NDArray[np.bool_]) -> list[Cell]:
        """Return the table's cells that are `chosen`, an array of (rows, metrics), in its order."""
        rows, metrics = np.nonzero(chosen)
        at = np.asarray(self._rows)[rows], np.asarray(self._metrics)[metrics]
        return list(zip(at[0].tolist(), at[1].tolist(), strict=True))

    def _undecided(self, cells: Sequence[Cell]) -> Decided:
        return Decided("undecided", cells, self._reasons.missing(cells), IGNORE if cells else "")

    # cell by cell

    def _each(self) -> Decided:
        claim = self._claim
        states = self._states()
        true, false, unknown = (self._cells(states == state) for state in (1, 0, -1))
        if claim.ignores_missing:
            self._require_number(true or false)
            unknown = []
        if claim.quantifier == "count":
            return self._counted(true, unknown, len(true) + len(false) + len(unknown), states)
        if claim.quantifier == "any":
            return self._any(true, false, unknown, states)
        # every: a false cell contradicts; none: a true one does
        against, witnesses = (false, true) if claim.quantifier == "every" else (true, false)
        if against:
            return Decided("contradicted", against, self._reasons.cells(against), self._reasons.self_hint())
        if unknown:
            return self._undecided(unknown)
        return Decided("holds", witnesses, "", rests_on=self._rests_on(witnesses, states))

    def _require_number(self, known: Sequence[Cell]) -> None:
        if not known:
            beside = "" if np.isnan(self._values).all() else " beside the one that it is compared with"
            raise Undecidable(f"none of the cells has a number{beside}")

    def _any(self, true: list[Cell], false: list[Cell], unknown: list[Cell], states: _States) -> Decided:
        if true:
            return Decided("holds", true, self._reasons.cells(true), rests_on=self._rests_on(true, states))
        if unknown:
            return self._undecided(unknown)
        return Decided("contradicted", false, f"none does: {self._reasons.cells(false)}")

    def _states(self, *, shown: bool = False) -> _States:
        """`shown`: of the numbers as the page shows them."""
        left = Side.of_table(self._table, self._rows, self._metrics, shown=shown)
        is_met = np.ones(self._values.shape, dtype=np.bool_)
        is_unmet, is_unknown = ~is_met, ~is_met
        for comparison in self._claim.comparisons:
            right = self._operands.bases(comparison, shown=shown)
            term, answer = comparison.term, np.empty_like(is_met)
            for at, metric in enumerate(self._metrics):
                sign = by_direction(comparison, self._table.metrics[metric])
                answer[:, at] = met(left.column(at), sign, right.column(at), term.times, term.plus)
            is_missing = np.isnan(self._values) | np.isnan(right.values)
            for place in self._operands.bounded(comparison):
                found = self._of_bounds(comparison, (self._rows[place[0]], self._metrics[place[1]]))
                answer[place], is_missing[place] = found is True, found is None
            is_unmet |= ~answer & ~is_missing
            is_unknown |= is_missing
        return np.where(is_unmet, 0, np.where(is_unknown, -1, 1)).astype(np.int8)

    def _of_bounds(self, comparison: Comparison, cell: Cell) -> bool | None:
        """Whether all numbers that a cell may have meet a comparison, or none does; None where it depends."""
        left, right = Within.of_cell(self._table, cell), self._operands.known(comparison, cell)
        if left is None or right is None:
            return None
        return meets(left.minus(right), by_direction(comparison, self._table.metrics[cell[1]]), Fraction(0))

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
        if answers == {True}:
            return Decided("holds", true, "", rests_on=self._rests_on(true, states))
        if answers == {False}:
            plus = f", and {len(unknown):,} unknown" if unknown else ""
            which = f": {self._reasons.cells(true)}" if true else ""
            return Decided("contradicted", true, f"it is {len(true):,} of {of:,} cells{plus}{which}")
        return self._undecided(unknown)

    def _constant(self, term: Term) -> Fraction:
        if term.number is None:
            raise Undecidable("expected a number of cells")
        return fraction_of(term.number)

    # many cells as one number

    def _whole(self) -> Decided:
        """By one number: of the lowest or highest, a missing cell may lie further out, never further in."""
        how = cast(How, self._claim.quantifier)
        found = aggregate(self._table, how, self._metrics, self._rows)
        empty = self._cells(np.isnan(self._values))
        if how in ("min", "max"):
            return self._outermost(how, found, empty)
        number = found.exact
        if number is None:
            raise Undecidable(found.refused)
        if empty and not self._claim.ignores_missing:
            return self._undecided(empty)
        cells = self._cells(~np.isnan(self._values))
        answer = self._all_met(Within.exactly(number))
        if answer is None:
            return self._undecided([])
        if answer:
            return Decided("holds", cells, "", rests_on=self._reasons.hidden_in_number(how, number, cells))
        return Decided("contradicted", cells, self._reasons.number(how, number, found.covered, cells))

    def _outermost(self, how: How, found: Aggregate, empty: Sequence[Cell]) -> Decided:
        """By the lowest or the highest number, which may be that of a cell of which only a bound is known."""
        number, bounded = found.exact, [cell for cell in empty if cell in self._table.bounds]
        if number is None and (
            not bounded or refusal([self._table.metrics[at] for at in self._metrics], how)
        ):
            raise Undecidable(found.refused)
        missing = bounded if self._claim.ignores_missing else empty
        sign = Fraction(1 if how == "min" else -1)
        known = [Within.of_cell(self._table, cell) for cell in bounded]
        known += [] if number is None else [Within.exactly(number)]
        known += [Within(None, None)] if len(missing) > len(bounded) else []
        lowest = reduce(Within.lower_of, (one.scaled(sign, Fraction(0)) for one in known if one))
        answer = self._all_met(lowest.scaled(sign, Fraction(0)))
        if answer is None:
            return self._undecided(missing)
        cells = [] if number is None else self._cells_with(number)
        if answer:
            hidden = "" if number is None else self._reasons.hidden_in_number(how, number, cells)
            return Decided("holds", cells or bounded, "", rests_on=hidden)
        told = [] if number is None else [self._reasons.number(how, number, found.covered, cells)]
        told += [self._reasons.bounds(bounded)] if bounded else []
        return Decided("contradicted", [*cells, *bounded], "; ".join(told))

    def _all_met(self, known: Within) -> bool | None:
        return all_of([self._is_met(known, one) for one in self._claim.comparisons])

    def _cells_with(self, number: Fraction) -> list[Cell]:
        """Return the chosen cells that have exactly this number."""
        near = self._cells(self._values == float(number))
        return [cell for cell in near if Fraction(self._table.exact(cell)) == number]

    def _is_met(self, known: Within, comparison: Comparison) -> bool | None:
        sign = by_direction(comparison, self._table.metrics[self._metrics[0]])
        right = self._operands.number(comparison, self._operands.shared)
        return None if right is None else meets(known, sign, right)

    # what holds, though a reader of the page would not see it

    def _rests_on(self, cells: Sequence[Cell], states: _States) -> str:
        """Of what holds by `cells`: what separates one that the page shows otherwise, or as a tie."""
        return self._hidden_digits(cells, states) or self._tie(cells)

    def _hidden_digits(self, cells: Sequence[Cell], states: _States) -> str:
        if not self._is_rounded():
            return ""
        otherwise = self._cells(states != self._states(shown=True))
        chosen = set(cells) if otherwise else set()
        first = next((cell for cell in otherwise if cell in chosen), None)
        return "" if first is None else hidden_digits([(self._table, first), *self._others(first)])

    def _tie(self, cells: Sequence[Cell]) -> str:
        bounds = self._table.bounds
        for cell in cells[:_MOST_COMPARED] if self._table.uncertainty else ():
            others = [at for table, at in self._others(cell) if table is self._table and at[1] == cell[1]]
            same = [at for at in others if at not in bounds and cell not in bounds]
            difference = hidden_difference(self._table, cell[0], same)
            if difference:
                return difference
        return ""

    def _is_rounded(self) -> bool:
        """Whether any of the chosen cells, or of those that they are compared with, is not shown whole."""
        with_cells = any(one.term.number is None for one in self._claim.comparisons)
        columns = (self._table.digits.column(metric) for metric in self._metrics)
        return with_cells or any(column.is_rounded[list(self._rows)].any() for column in columns)

    def _others(self, cell: Cell) -> list[tuple[Table, Cell]]:
        """Return the cells that `cell` is compared with, as they are: neither multiplied nor added to."""
        return [
            self._operands.cell(one, cell)
            for one in self._claim.comparisons
            if one.term.number is None and not one.term.reference
            if fraction_of(one.term.times) == 1 and not fraction_of(one.term.plus)
        ]
