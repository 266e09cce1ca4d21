"""Claims about the rows that no other row beats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mkdocs_results_gallery.analysis.judge.operands import rows_of
from mkdocs_results_gallery.analysis.judge.reasons import NAMED, cut, hidden_digits
from mkdocs_results_gallery.analysis.judge.verdict import Decided, Undecidable
from mkdocs_results_gallery.analysis.lookup import NotFound
from mkdocs_results_gallery.analysis.pareto import Front, TooManyRowsError, cells_of, front
from mkdocs_results_gallery.claim import Claim
from mkdocs_results_gallery.digits.number import plain
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.words.phrases import as_name, joined


def judge_dominance(table: Table, metrics: Sequence[int], rows: Sequence[int], claim: Claim) -> Decided:
    """Judge whether exactly the claim's rows are beaten by none of `rows` (0-based) in `metrics`.

    Rows that lack a number in one of the metrics take no part. Raises NotFound for a row that is not among
    them, Undecidable where a direction is unset or there is nothing to compare.
    """
    named = rows_of(table, claim.rows)
    beyond = sorted(set(named) - set(rows))
    if beyond:
        raise NotFound(f"expected one of the claim's rows, got {shown(table.rows[beyond[0]].name)}")
    _check(table, metrics)
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
