"""Numbers that can't be what their file says: outside their metric's range, or outside their `ci`."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from mkdocs_results_gallery.digits.number import Stated, exact, exact_number, is_finer, plain
from mkdocs_results_gallery.model import Cell, Metric, Table
from mkdocs_results_gallery.reading.cells import Cell as ReadCell
from mkdocs_results_gallery.reading.nodes import Mark
from mkdocs_results_gallery.reading.problems import Place, Problems
from mkdocs_results_gallery.reading.rawtable import RawTable


def tell_outside_range(table: Table, raw: RawTable, problems: Problems) -> None:
    """Warn of each number that its metric's declared range excludes; `raw` says where its cells stand."""
    lines = None
    for i, j in _outside(table):
        if problems.enough("warning", "range"):
            continue
        lines = lines or {line.name: line for line in raw.lines}
        metric, row = table.metrics[j], table.rows[i].name
        outer, inner = (metric.name, row) if raw.by_columns else (row, metric.name)
        found = lines[outer].cells.get(inner)
        problems.warning(
            "range",
            found[1] if found else 0,
            (*raw.place, outer, inner),
            f"expected {_range_in_words(metric)}, got {plain(table.written((i, j)))}",
            "mend the number, or the `range` of the metric",
        )


def _outside(table: Table) -> Iterator[Cell]:
    """Cells, line by line."""
    declared = [j for j, metric in enumerate(table.metrics) if metric.range]
    ends = [table.metrics[j].range or (None, None) for j in declared]
    if not declared:
        return
    low = np.array([-math.inf if low is None else low for low, _ in ends])
    high = np.array([math.inf if high is None else high for _, high in ends])
    columns = table.values[:, declared]
    beyond = (columns < low) | (columns > high)
    if table.digits.writing.finer or any(is_finer(end) for both in ends for end in both if end is not None):
        # what has the float64 of an end may lie beyond it by digits that a float64 can't hold
        beyond |= (columns == low) | (columns == high)
    for i, j in np.argwhere(beyond).tolist():
        number = table.exact((i, declared[j]))
        least, most = ends[j]
        if (least is not None and number < exact(least)) or (most is not None and number > exact(most)):
            yield i, declared[j]


def _range_in_words(metric: Metric) -> str:
    low, high = metric.range or (None, None)
    if low is None or high is None:
        end, number = ("most", high) if low is None else ("least", low)
        return f"a number of at {end} {exact_number(number or 0)}, as the metric's range says"
    return f"a number from {exact_number(low)} to {exact_number(high)}, the metric's range"


def tell_outside_ci(cell: ReadCell, mark: Mark, place: Place, problems: Problems) -> None:
    """Warn of an interval that does not hold the number that it belongs to."""
    interval = cell.uncertainty.interval if cell.uncertainty else None
    if interval is None:
        return
    low, high = interval
    if low < cell.value < high or problems.enough("warning", "ci"):
        return
    value = Stated(cell.text)
    if exact(low) <= exact(value) <= exact(high):
        return
    ends = f"[{exact_number(low)}, {exact_number(high)}]"
    problems.warning(
        "ci", mark, place, f"expected a ci that holds the value {exact_number(value)}, got {ends}",
        "ci is [low, high] around the value, not its distance from it",
    )  # fmt: skip
