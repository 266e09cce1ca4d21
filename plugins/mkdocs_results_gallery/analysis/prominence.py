"""Which changes come first, in the command, in a comment and on a page.

Changes are grouped by their metric, so that one that is derived from others takes the place of one. Within
a metric the largest change comes first, and what is within its uncertainty after all others. Metrics are in
the order of their first change, its size being the share that it is of the metric's span: highest minus
lowest number of both sides. Tables and files are in the order of their first metric; files without any
changed number come after them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from mkdocs_results_gallery.analysis.comparison import (
    Change,
    ExperimentComparison,
    Status,
    TableComparison,
)
from mkdocs_results_gallery.words.changes import Told

Size = tuple[bool, Fraction]
"""A key that puts the most prominent first: whether it is within its uncertainty, minus the share."""
_NOTHING: Size = True, Fraction(1)

_STATUSES: tuple[Status, ...] = ("broken", "changed", "removed", "added", "unchanged")


@dataclass(frozen=True, slots=True)
class ChangedMetric:
    """One metric of a table, with the cells in which it has another number."""

    name: str
    changes: tuple[Change, ...]
    """The largest first; at least one."""
    size: Size
    """That of the first of them."""

    @property
    def counts(self) -> Counter[Told]:
        """How many of them are better, worse, ..."""
        return Counter(change.told for change in self.changes)


def changed_metrics(table: TableComparison) -> tuple[ChangedMetric, ...]:
    """Return the metrics with another number, the most prominent first."""
    spans = dict(table.spans)
    by_metric: dict[str, list[Change]] = {}
    for change in table.changes:
        by_metric.setdefault(change.metric, []).append(change)
    found = []
    for name, changes in by_metric.items():
        # a plain abs() would round to the digits of the context
        ordered = sorted(changes, key=lambda one: one.delta.copy_abs(), reverse=True)
        ordered.sort(key=lambda one: one.verdict == "within")
        span = spans.get(name) or max(one.delta.copy_abs() for one in changes)
        first = ordered[0]
        size = first.verdict == "within", -abs(Fraction(first.delta)) / Fraction(span)
        found.append(ChangedMetric(name, tuple(ordered), size))
    return tuple(sorted(found, key=lambda metric: metric.size))


def prominent_tables(tables: Sequence[TableComparison]) -> tuple[TableComparison, ...]:
    """Return tables, the one with the most prominent change first, those without any as they were."""
    return tuple(sorted(tables, key=_of_table))


def prominent_experiments(experiments: Sequence[ExperimentComparison]) -> tuple[ExperimentComparison, ...]:
    """Return experiments: broken ones, then by their most prominent change, removed, added, unchanged."""
    return tuple(sorted(experiments, key=_of_experiment))


def _of_table(table: TableComparison) -> Size:
    return min((metric.size for metric in changed_metrics(table)), default=_NOTHING)


def _of_experiment(experiment: ExperimentComparison) -> tuple[int, Size]:
    size = min((_of_table(table) for table in experiment.tables), default=_NOTHING)
    return _STATUSES.index(experiment.status), size
