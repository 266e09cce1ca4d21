"""Which rows and metrics of two tables are drawn: all of small ones, some of large ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_results_gallery.analysis.comparison import TableComparison
from mkdocs_results_gallery.model import Metric, Row, Table

MOST_WHOLE = 200
"""Cells up to which all rows and metrics are drawn, so that the picture is that of the table."""
MOST_CAME = 20
"""Rows, or metrics, that came or went and are drawn among the changes of a larger table."""


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """What is drawn, and how much is not."""

    rows: tuple[Row, ...]
    metrics: tuple[Metric, ...]
    unchanged: tuple[int, int] = (0, 0)
    """Rows and metrics that are left out, because nothing has become of them."""
    came: tuple[int, int] = (0, 0)
    """Rows and metrics that are left out, because they came or went and are many."""


def drawn_part(head: Table, comparison: TableComparison) -> DrawnPart | None:
    """Choose what is drawn; None where nothing is."""
    undrawn = {*_undrawn(comparison)}
    rows = {row.name: row for row in head.rows} | {name: Row(name) for name in comparison.rows.removed}
    metrics = {metric.name: metric for metric in head.metrics if metric.name not in undrawn}
    metrics |= {name: Metric(name) for name in comparison.metrics.removed}
    other = [one for one in comparison.others if one.kind not in ("hidden", "ignored")]
    cells = [(one.row, one.metric) for one in comparison.changes]
    cells += [(one.row, one.metric) for one in other]
    # a file may have been written to between two looks at it
    cells = [cell for cell in cells if cell[0] in rows and cell[1] in metrics]
    came_rows = {*comparison.rows.added, *comparison.rows.removed}
    came_metrics = {*comparison.metrics.added, *comparison.metrics.removed} - undrawn
    if not metrics or not (cells or came_rows or came_metrics):
        return None
    if len(rows) * len(metrics) <= MOST_WHOLE:
        return DrawnPart(tuple(rows.values()), tuple(metrics.values()))
    some_rows, no_rows = _chosen(rows, {row for row, _ in cells}, came_rows)
    some_metrics, no_metrics = _chosen(metrics, {metric for _, metric in cells}, came_metrics)
    if not (some_rows and some_metrics):
        return None
    return DrawnPart(
        tuple(rows[name] for name in some_rows),
        tuple(metrics[name] for name in some_metrics),
        (no_rows[0], no_metrics[0]),
        (no_rows[1], no_metrics[1]),
    )


def _chosen(names: Iterable[str], changed: set[str], came: set[str]) -> tuple[list[str], tuple[int, int]]:
    """Those of `names` that are drawn, and how many are not: as they were, and such as came or went."""
    wanted = changed | came if len(came) <= MOST_CAME else changed
    kept = [name for name in names if name in wanted]
    rest = [name in came for name in names if name not in wanted]
    return kept, (rest.count(False), rest.count(True))


def _undrawn(comparison: TableComparison) -> Iterator[str]:
    """The metrics whose differences say nothing: rescaled, in another unit, or left out by their owner."""
    yield from (one.metric for one in comparison.rescaled)
    yield from comparison.other_units
    yield from (one.metric for one in comparison.others if one.kind == "ignored")
