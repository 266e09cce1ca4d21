"""Claims about the first place: best, worst, highest, lowest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from mkdocs_results_gallery.analysis.judge.operands import rows_of
from mkdocs_results_gallery.analysis.judge.reasons import IGNORE, hidden_difference, hiding, listed
from mkdocs_results_gallery.analysis.judge.verdict import Decided, Undecidable
from mkdocs_results_gallery.analysis.lookup import NotFound
from mkdocs_results_gallery.claim import Claim
from mkdocs_results_gallery.digits.number import plain
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Cell, Metric, Table

_MOST_REASONS = 3


def judge_ranking(table: Table, metrics: Sequence[int], rows: Sequence[int], claim: Claim) -> Decided:
    """Judge whether exactly the claim's rows have the extreme number of each metric, among `rows` (0-based).

    Raises NotFound for a row that is not among them, Undecidable where a direction is needed and unset.
    """
    named = rows_of(table, claim.rows)
    beyond = sorted(set(named) - set(rows))
    if beyond:
        raise NotFound(f"expected one of the claim's rows, got {shown(table.rows[beyond[0]].name)}")
    parts = [_Place.of(table, metric, rows, named, claim).decide(claim) for metric in metrics]
    for outcome in ("contradicted", "undecided"):
        deciding = [part for part in parts if part.outcome == outcome]
        if deciding:
            reasons = "; ".join(part.reason for part in deciding[:_MOST_REASONS])
            return Decided(deciding[0].outcome, _cells_of(deciding), reasons, deciding[0].hint)
    rests_on = next((part.rests_on for part in parts if part.rests_on), "")
    return Decided("holds", _cells_of(parts), "", rests_on=rests_on)


def _cells_of(parts: Iterable[Decided]) -> list[Cell]:
    return [cell for part in parts for cell in part.cells]


@dataclass(frozen=True, slots=True)
class _Place:
    """The first place of one metric, among the rows that a claim speaks of (0-based)."""

    table: Table
    metric: int
    named: Sequence[int]
    """Those that the claim puts there."""
    holders: list[int]
    """Those that have the extreme number."""
    below: list[int]
    """The others with a number."""
    missing: list[int]

    @classmethod
    def of(cls, table: Table, metric: int, rows: Sequence[int], named: Sequence[int], claim: Claim) -> _Place:
        """Look who stands first. Raises Undecidable where a direction is needed and unset."""
        highest = _wants_highest(claim, table.metrics[metric])
        among = np.asarray(rows, dtype=np.intp)
        order = table.digits.order(metric)[among]
        is_missing = order < 0
        # below zero means missing, which is the lowest of all
        extreme = order.max() if highest or is_missing.all() else order[~is_missing].min()
        holds = (order == extreme) & ~is_missing
        holders, below, missing = (among[mask].tolist() for mask in (holds, ~holds & ~is_missing, is_missing))
        return cls(table, metric, named, holders, below, missing)

    def decide(self, claim: Claim) -> Decided:
        """Judge the claim for this metric."""
        # a missing number can't mend what contradicts it: it may only lie further out
        decided = self._contradicted() or self._undecided(claim)
        if decided is not None:
            return decided
        rests_on = hidden_difference(self.table, self.named[0], self._cells(self.below))
        return Decided("holds", self._cells(self.holders), "", rests_on=rests_on)

    def _contradicted(self) -> Decided | None:
        below, named = set(self.below), set(self.named)
        fallen = [row for row in self.named if row in below]
        others = [row for row in self.holders if row not in named]
        if fallen:
            return self._fallen(self._cells(fallen), self._cells(others or self.holders))
        if others and len(others) < len(self.holders):
            cells = self._cells(others)
            words = listed(self.table, cells, [self.metric], self.table.unambiguous)
            return Decided("contradicted", cells, f"{self._title} of {words} too")
        return None

    def _fallen(self, fallen: Sequence[Cell], top: Sequence[Cell]) -> Decided:
        """By the claim's rows that don't have the extreme number, and those that do."""
        table, metrics = self.table, [self.metric]
        look_alike = any(table.same_as_shown(top[0], cell) for cell in fallen)

        def words(cell: Cell) -> str:
            # two numbers that look equal as shown are written in full
            return plain(table.written(cell)) if look_alike else table.unambiguous(cell)

        first, others = (listed(table, cells, metrics, words) for cells in (top, fallen))
        reason = f"{self._title} of {first}, of {others}"
        if look_alike:
            reason += f", {hiding(table, self.metric)}"
        elif hidden_difference(table, top[0][0], fallen):
            reason += ", though they are a tie within their uncertainty"
        return Decided("contradicted", [*fallen, *top], reason)

    def _undecided(self, claim: Claim) -> Decided | None:
        missing = set(self.missing)
        lost = [row for row in self.named if row in missing]
        if lost:
            return self._without_number(lost)
        if self.missing and not claim.ignores_missing:
            return self._without_number(self.missing, IGNORE)
        if self.missing and len(self.holders) + len(self.below) == 1:
            reason = f"no other row has a {self._title} to compare with"
            return Decided("undecided", self._cells(self.missing), reason)
        return None

    def _without_number(self, rows: Sequence[int], hint: str = "") -> Decided:
        cells = self._cells(rows)
        reason = f"{listed(self.table, cells, [self.metric])} has no {self._title}"
        return Decided("undecided", cells, reason, hint)

    def _cells(self, rows: Iterable[int]) -> list[Cell]:
        return [(row, self.metric) for row in rows]

    @property
    def _title(self) -> str:
        return self.table.metrics[self.metric].title


def _wants_highest(claim: Claim, metric: Metric) -> bool:
    if claim.quantifier in ("highest", "lowest"):
        return claim.quantifier == "highest"
    if metric.higher_is_better is None:
        raise Undecidable(
            f"{metric.title} has no direction, so nothing is {claim.quantifier}",
            "set higher_is_better: under metrics, or write highest or lowest",
        )
    return metric.higher_is_better == (claim.quantifier == "best")
