"""Claims about who is first: best, worst, highest, lowest; and which rows no other beats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from mkdocs_results_gallery.analysis.judge.operands import rows_of
from mkdocs_results_gallery.analysis.judge.reasons import (
    IGNORE,
    NAMED,
    cut,
    hidden_difference,
    hidden_digits,
    hiding,
    listed,
)
from mkdocs_results_gallery.analysis.judge.verdict import Decided, Undecidable, Within, meets
from mkdocs_results_gallery.analysis.lookup import NotFound
from mkdocs_results_gallery.analysis.pareto import Front, TooManyRowsError, cells_of, front
from mkdocs_results_gallery.claim import Claim
from mkdocs_results_gallery.digits.number import plain
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Cell, Metric, Table
from mkdocs_results_gallery.words.phrases import ClaimOutcome, as_name, joined

_MOST_REASONS = 3


def judge_ranking(table: Table, metrics: Sequence[int], rows: Sequence[int], claim: Claim) -> Decided:
    """Judge whether exactly the claim's rows have the extreme number of each metric, among `rows` (0-based).

    Raises NotFound for a row that is not among them, Undecidable where a direction is needed and unset.
    """
    named = _named(table, rows, claim)
    parts = [_Place.of(table, metric, rows, named, claim).decide(claim) for metric in metrics]
    for outcome in ("contradicted", "undecided"):
        deciding = [part for part in parts if part.outcome == outcome]
        if deciding:
            reasons = "; ".join(part.reason for part in deciding[:_MOST_REASONS])
            return Decided(deciding[0].outcome, _cells_of(deciding), reasons, deciding[0].hint)
    rests_on = next((part.rests_on for part in parts if part.rests_on), "")
    return Decided("holds", _cells_of(parts), "", rests_on=rests_on)


def _named(table: Table, rows: Sequence[int], claim: Claim) -> tuple[int, ...]:
    """Return the claim's rows; raises NotFound for one that is not among `rows`."""
    named = rows_of(table, claim.rows)
    beyond = sorted(set(named) - set(rows))
    if beyond:
        raise NotFound(f"expected one of the claim's rows, got {shown(table.rows[beyond[0]].name)}")
    return named


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
    """The others; those of which a bound is known too."""

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
        decided = self._contradicted() or self._by_bounds(claim) or self._undecided(claim)
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

    def _by_bounds(self, claim: Claim) -> Decided | None:
        """Judge by all that is known, where some rows have bounds; None where it takes more to say."""
        bounded = [row for row in self.missing if (row, self.metric) in self.table.bounds]
        if not bounded:
            return None
        # what is known of each number, turned so that the highest stands first
        turned = Fraction(1 if _wants_highest(claim, self.table.metrics[self.metric]) else -1)
        known = {
            row: found.scaled(turned, Fraction(0))
            for row in (*self.holders, *self.below, *bounded)
            if (found := Within.of_cell(self.table, (row, self.metric)))
        }
        named = {row: known[row] for row in self.named if row in known}
        others = {row: known[row] for row in known if row not in named}
        beaten = _beaten(named, others)
        if beaten:
            return self._told("contradicted", beaten)
        is_whole = len(bounded) == len(self.missing) or claim.ignores_missing
        if not is_whole or len(named) < len(set(self.named)):
            return None
        if len(known) == 1 and len(self.missing) > len(bounded):
            return self._alone()
        are_equal = len(named) == 1 or set(named).isdisjoint(bounded)
        if are_equal and _are_behind(others, named):
            return Decided("holds", self._cells(self.named), "")
        return self._told("undecided", bounded)

    def _told(self, outcome: ClaimOutcome, rows: Sequence[int]) -> Decided:
        cells = self._cells(rows)
        words = listed(self.table, cells, [self.metric], self.table.shown)
        return Decided(outcome, cells, f"{self._title} of {words}")

    def _undecided(self, claim: Claim) -> Decided | None:
        missing = set(self.missing)
        lost = [row for row in self.named if row in missing]
        if lost:
            return self._without_number(lost)
        if self.missing and not claim.ignores_missing:
            return self._without_number(self.missing, IGNORE)
        if self.missing and len(self.holders) + len(self.below) == 1:
            return self._alone()
        return None

    def _alone(self) -> Decided:
        reason = f"no other row has a {self._title} to compare with"
        return Decided("undecided", self._cells(self.missing), reason)

    def _without_number(self, rows: Sequence[int], hint: str = "") -> Decided:
        cells = self._cells(rows)
        reason = f"{listed(self.table, cells, [self.metric])} has no {self._title}"
        return Decided("undecided", cells, reason, hint)

    def _cells(self, rows: Iterable[int]) -> list[Cell]:
        return [(row, self.metric) for row in rows]

    @property
    def _title(self) -> str:
        return self.table.metrics[self.metric].title


def _beaten(named: Mapping[int, Within], others: Mapping[int, Within]) -> list[int]:
    """The named rows that are certainly no higher than another one, which comes first; nothing where none is.

    They can't have the first place without it.
    """
    lows = [(one.low, one.is_low_open, row) for row, one in others.items() if one.low is not None]
    if not lows:
        return []
    *_, first = max(lows)
    rows = [row for row, one in named.items() if meets(one.minus(others[first]), "<=", Fraction(0))]
    return [first, *rows] if rows else []


def _are_behind(others: Mapping[int, Within], named: Mapping[int, Within]) -> bool:
    """Whether all others are certainly lower than each of the named ones."""
    if not others:
        return True
    least = [(one.low, one.is_low_open, row) for row, one in named.items() if one.low is not None]
    most = [(one.high, not one.is_high_open, row) for row, one in others.items() if one.high is not None]
    if len(least) < len(named) or len(most) < len(others):
        return False
    return meets(others[max(most)[2]].minus(named[min(least)[2]]), "<", Fraction(0)) is True


def _wants_highest(claim: Claim, metric: Metric) -> bool:
    if claim.quantifier in ("highest", "lowest"):
        return claim.quantifier == "highest"
    if metric.higher_is_better is None:
        raise Undecidable(
            f"{metric.title} has no direction, so nothing is {claim.quantifier}",
            "set higher_is_better: under metrics, or write highest or lowest",
        )
    return metric.higher_is_better == (claim.quantifier == "best")


def judge_dominance(table: Table, metrics: Sequence[int], rows: Sequence[int], claim: Claim) -> Decided:
    """Judge whether exactly the claim's rows are beaten by none of `rows` (0-based) in `metrics`.

    Rows that lack a number in one of the metrics take no part. Raises NotFound for a row that is not among
    them, Undecidable where a direction is unset or there is nothing to compare.
    """
    named = _named(table, rows, claim)
    _check(table, metrics)
    bounded = [(row, metric) for row in rows for metric in metrics if (row, metric) in table.bounds]
    if bounded:
        raise Undecidable(f"{listed(table, bounded, metrics, table.shown)}, which may beat others or not")
    try:
        found = front(table, metrics, rows)
    except TooManyRowsError:
        raise Undecidable(
            "expected fewer rows that none beats in so many metrics", "name two metrics"
        ) from None
    if found.compared < 2:
        raise Undecidable("expected two rows at least with a number in each of the metrics")
    return _NamedFront(table, metrics, found).decide(named, rows)


def _check(table: Table, metrics: Sequence[int]) -> None:
    if len(metrics) < 2:
        title = table.metrics[metrics[0]].title
        raise Undecidable(f"expected two metrics at least, got {title} alone", "write best: for one metric")
    for metric in metrics:
        if table.metrics[metric].higher_is_better is None:
            title = table.metrics[metric].title
            reason = f"{title} has no direction, so no row beats another in it"
            raise Undecidable(reason, "set higher_is_better: under metrics")


class _NamedFront:
    """A front beside the rows that a claim names."""

    def __init__(self, table: Table, metrics: Sequence[int], found: Front) -> None:
        self._table = table
        self._metrics = metrics
        self._front = found

    def decide(self, named: Sequence[int], rows: Sequence[int]) -> Decided:
        """By the named rows that are no part of the front, and those of the front that are not named."""
        beaten = [row for row in named if row in self._front.beaten]
        empty = sorted(set(named) & set(self._front.without))
        unnamed = sorted(set(self._front.rows) - set(named))
        if not (beaten or empty or unnamed):
            cells = cells_of(self._front.rows, self._metrics)
            return Decided("holds", cells, "", rests_on=self._hidden(rows))
        reasons = [
            *_some(
                [f"{self._point(row)} is beaten by {self._point(self._front.beaten[row])}" for row in beaten]
            ),
            *_some([f"{self._name(row)} has no {self._lacking(row)}" for row in empty]),
            *([f"nothing beats {joined(_some(map(self._point, unnamed)))} either"] if unnamed else []),
        ]
        deciding = dict.fromkeys([*beaten, *(self._front.beaten[row] for row in beaten), *empty, *unnamed])
        return Decided("contradicted", cells_of([*deciding], self._metrics), "; ".join(reasons))

    def _hidden(self, rows: Sequence[int]) -> str:
        """By which digits the front is another than that of the numbers as shown; ``""`` where it is not."""
        seen = front(self._table, self._metrics, rows, shown=True)
        pairs = [(one, seen.beaten[one]) for one in self._front.rows if one in seen.beaten]
        pairs += [(self._front.beaten[one], one) for one in seen.rows if one in self._front.beaten]
        table = self._table
        for one, other in pairs:
            for metric in self._metrics:
                cells = (one, metric), (other, metric)
                if table.same_as_shown(*cells) and table.exact(cells[0]) != table.exact(cells[1]):
                    return hidden_digits([(table, cell) for cell in cells])
        return ""

    def _point(self, row: int) -> str:
        """``a (accuracy 0.91, cost 3)``"""
        numbers = [
            f"{as_name(cut(self._table.metrics[metric].title))} {self._number(row, metric)}"
            for metric in self._metrics
        ]
        return f"{self._name(row)} ({', '.join(numbers)})"

    def _number(self, row: int, metric: int) -> str:
        """As shown; in full where another number looks the same."""
        looks, order = self._table.digits.looks(metric), self._table.digits.order(metric)
        if ((looks == looks[row]) & (order != order[row])).any():
            return plain(self._table.written((row, metric)))
        return self._table.unambiguous((row, metric))

    def _name(self, row: int) -> str:
        return as_name(cut(self._table.rows[row].title))

    def _lacking(self, row: int) -> str:
        lacking = [metric for metric in self._metrics if not self._table.written((row, metric))]
        return joined([as_name(cut(self._table.metrics[metric].title)) for metric in lacking[:NAMED]])


def _some(reasons: Iterable[str]) -> list[str]:
    """The first of some reasons, and how many more there are."""
    found = list(reasons)
    return [*found[:NAMED], *([f"{len(found) - NAMED:,} more"] if len(found) > NAMED else [])]
