"""What became of each cell whose row and metric stand on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import numpy as np

from mkdocs_results_gallery.analysis.compare.ignored import IgnoredColumns
from mkdocs_results_gallery.analysis.compare.matching import Both
from mkdocs_results_gallery.analysis.compare.otherwise import otherwise, said
from mkdocs_results_gallery.analysis.compare.rescaled import rescaled
from mkdocs_results_gallery.analysis.comparison import (
    CellCounts,
    Change,
    OtherChange,
    OtherKind,
    Rescaled,
)
from mkdocs_results_gallery.analysis.differences import can_be_compared, estimates, is_open
from mkdocs_results_gallery.digits.number import decimal_of, fraction_of
from mkdocs_results_gallery.digits.unrounded import EXACT
from mkdocs_results_gallery.model import Metric, Table
from mkdocs_results_gallery.words.changes import Standing


@dataclass(slots=True)
class CellChanges:
    """All that became of the cells of two tables, as it is found."""

    changes: list[Change] = field(default_factory=list)
    others: list[OtherChange] = field(default_factory=list)
    rescaled: list[Rescaled] = field(default_factory=list)
    other_units: list[str] = field(default_factory=list)
    spans: list[tuple[str, Decimal]] = field(default_factory=list)
    usable: list[int] = field(default_factory=list)
    """The common metrics, by place, whose numbers may be compared as they are: neither left out nor in
    another scale."""

    @property
    def counts(self) -> CellCounts:
        """Each cell once."""
        kinds = Counter[str](change.verdict for change in self.changes)
        kinds.update(other.kind for other in self.others)
        return CellCounts(**kinds)


def compare_cells(both: Both, ignored: IgnoredColumns) -> CellChanges:
    """Compare all common cells, by metric in the order of the head, then by row in the order of the head."""
    found = CellChanges()
    unlike = both.unlike()
    odd = otherwise(both, unlike)
    for at in range(both.shape[1]):
        _CommonMetric(both, at, np.flatnonzero(unlike[:, at]).tolist(), odd.get(at, {})).compare(
            found, ignored
        )
    return found


class _CommonMetric:
    """One common metric."""

    def __init__(self, both: Both, at: int, unlike: Sequence[int], odd: Mapping[int, OtherKind]) -> None:
        self._both = both
        self._at = at
        self._unlike = unlike
        """Common rows with another number, ascending."""
        self._odd = odd
        """What else became of cells, by common row."""
        self._metric = both.metric(at)

    def compare(self, found: CellChanges, ignored: IgnoredColumns) -> None:
        """Add what became of its cells."""
        if ignored.has(self._metric):
            found.others += self._others(dict.fromkeys([*self._unlike, *self._odd], "ignored"))
            return
        scale = rescaled(self._both, self._at, self._unlike)
        if scale is not None:
            found.rescaled.append(scale)
            has_both = self._both.has_both[:, self._at]
            found.others += self._others({row: kind for row, kind in self._odd.items() if not has_both[row]})
            return
        found.usable.append(self._at)
        changes, hidden = self._changes()
        found.changes += changes
        found.others += self._others({**self._odd, **dict.fromkeys(hidden, "hidden")})
        if changes:
            found.spans.append((self._metric.name, self._span()))
            if _are_of_two_units(self._both.base_metric(self._at), self._metric):
                found.other_units.append(self._metric.name)

    def _span(self) -> Decimal:
        """The distance between the lowest and the highest number of the metric, in all rows of both sides."""
        base, head = int(self._both.metrics.base[self._at]), int(self._both.metrics.head[self._at])
        ends = [*_ends(self._both.base, base), *_ends(self._both.head, head)]
        return EXACT.subtract(max(ends), min(ends))

    def _others(self, kinds: Mapping[int, OtherKind]) -> list[OtherChange]:
        return [self._other(row, kinds[row]) for row in sorted(kinds)]

    def _other(self, row: int, kind: OtherKind) -> OtherChange:
        cell = row, self._at
        base = said(self._both.base, self._both.base_cell(cell), kind)
        head = said(self._both.head, self._both.head_cell(cell), kind)
        return OtherChange(self._both.row(row).name, self._metric.name, kind, base, head)

    def _changes(self) -> tuple[list[Change], list[int]]:
        """The cells that changed, and the rows of those that count as the same."""
        if not self._unlike:
            return [], []
        changes, hidden = [], []
        stated = self._stated()
        base, head = self._places()
        old_texts, new_texts = _written(self._both.base, *base), _written(self._both.head, *head)
        for row, old, new in zip(self._unlike, old_texts, new_texts, strict=True):
            before, now = decimal_of(old), decimal_of(new)
            delta = EXACT.subtract(now, before)
            if _counts_as_same(self._metric, before, now, delta):
                hidden.append(row)
                continue
            is_within, is_unclear = stated.get(row, (False, False))
            verdict = "within" if is_within else _standing(self._metric, delta)
            is_beyond = row in stated and not is_within
            name = self._both.row(row).name
            changes.append(
                Change(name, self._metric.name, old, new, delta, verdict, is_beyond, is_within and is_unclear)
            )
        return changes, hidden

    def _places(self) -> tuple[tuple[list[int], int], tuple[list[int], int]]:
        """The rows whose numbers differ, and the metric, in the base and in the head."""
        rows, metrics = self._both.rows, self._both.metrics
        return (
            (rows.base[self._unlike].tolist(), int(metrics.base[self._at])),
            (rows.head[self._unlike].tolist(), int(metrics.head[self._at])),
        )

    def _stated(self) -> dict[int, tuple[bool, bool]]:
        """Look at the rows where both sides state an uncertainty.

        Of each, whether it does not tell their numbers apart, and whether it could not.
        """
        base, head = self._both.base, self._both.head
        if not (base.uncertainty and head.uncertainty):
            return {}
        (olds, metric), (news, other) = self._places()
        rows = [
            (row, old, new)
            for row, old, new in zip(self._unlike, olds, news, strict=True)
            if (old, metric) in base.uncertainty and (new, other) in head.uncertainty
        ]
        before = estimates(base, metric, [old for _, old, _ in rows])
        now = estimates(head, other, [new for _, _, new in rows])
        are_stated = ~(before.is_exact | now.is_exact)
        answers = np.stack([is_open(before, now), ~can_be_compared(before, now)], axis=1).tolist()
        return {
            row: (is_within, is_unclear)
            for (row, _, _), is_stated, (is_within, is_unclear) in zip(
                rows, are_stated.tolist(), answers, strict=True
            )
            if is_stated
        }


def _written(table: Table, rows: Sequence[int], metric: int) -> list[str]:
    """The numbers of some rows; of many, a column in one piece is faster."""
    if 8 * len(rows) < len(table.rows):
        return [table.written((row, metric)) for row in rows]
    column = table.digits.written_column(metric)
    return [column[row] for row in rows]


def _ends(table: Table, metric: int) -> tuple[Decimal, Decimal]:
    """The lowest and the highest number of a metric, which has one."""
    column = table.values[:, metric]
    return table.exact((int(np.nanargmin(column)), metric)), table.exact((int(np.nanargmax(column)), metric))


def _counts_as_same(metric: Metric, base: Decimal, head: Decimal, delta: Decimal) -> bool:
    """Whether the head's file says that two numbers are the same to a reader."""
    if metric.format and metric.write(base) == metric.write(head):
        return True
    if metric.tolerance is None:
        return False
    widest = max(fraction_of(metric.tolerance.abs), fraction_of(metric.tolerance.rel) * abs(Fraction(base)))
    return abs(Fraction(delta)) <= widest


def _standing(metric: Metric, delta: Decimal) -> Standing:
    """By the head's direction."""
    if metric.higher_is_better is None:
        return "neutral"
    return "better" if (delta > 0) == metric.higher_is_better else "worse"


def _are_of_two_units(base: Metric, head: Metric) -> bool:
    """Whether numbers of two metrics can't be compared, by what is stated of their units.

    A unit that only one side states may have been meant before; but beside percent, numbers without a unit
    may be shares.
    """
    one, other = base.common_unit, head.common_unit
    return one != other and ((one != "" and other != "") or base.is_percent != head.is_percent)
