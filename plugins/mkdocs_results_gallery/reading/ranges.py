"""Numbers that can't be what their file says: outside their metric's range, or outside their `ci`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.model import Metric
from mkdocs_results_gallery.numbers import exact_number
from mkdocs_results_gallery.reading.cells import Cell
from mkdocs_results_gallery.reading.nodes import Mark
from mkdocs_results_gallery.reading.problems import Place, Problems
from mkdocs_results_gallery.reading.rawtable import RawTable


def tell_outside_range(
    metrics: Sequence[Metric],
    rows: Sequence[str],
    values: NDArray[np.float64],
    raw: RawTable,
    problems: Problems,
) -> None:
    """Warn of each number that its metric's declared range excludes.

    `values` has the shape (rows, metrics), NaN where missing; `raw` says where its cells stand.
    """
    lines = None
    for i, j in _outside(metrics, values):
        if problems.enough("warning", "range"):
            continue
        lines = lines or {line.name: line for line in raw.lines}
        metric = metrics[j]
        outer, inner = (metric.name, rows[i]) if raw.by_columns else (rows[i], metric.name)
        found = lines[outer].cells.get(inner)
        problems.warning(
            "range",
            found[1] if found else 0,
            (*raw.place, outer, inner),
            f"expected {_range_in_words(metric)}, got {exact_number(values[i, j])}",
            "mend the number, or the `range` of the metric",
        )


def _outside(metrics: Sequence[Metric], values: NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """(row index, metric index), line by line."""
    declared = [j for j, metric in enumerate(metrics) if metric.range]
    ends = [metrics[j].range or (None, None) for j in declared]
    if not declared:
        return
    low = np.array([-math.inf if low is None else low for low, _ in ends])
    high = np.array([math.inf if high is None else high for _, high in ends])
    columns = values[:, declared]
    for i, j in np.argwhere((columns < low) | (columns > high)).tolist():
        yield i, declared[j]


def _range_in_words(metric: Metric) -> str:
    low, high = metric.range or (None, None)
    if low is None or high is None:
        end, number = ("most", high) if low is None else ("least", low)
        return f"a number of at {end} {exact_number(number or 0)}, as the metric's range says"
    return f"a number from {exact_number(low)} to {exact_number(high)}, the metric's range"


def tell_outside_ci(cell: Cell, mark: Mark, place: Place, problems: Problems) -> None:
    """Warn of an interval that does not hold the number that it belongs to."""
    low, high = (cell.uncertainty.interval if cell.uncertainty else None) or (-math.inf, math.inf)
    if low <= cell.value <= high or problems.enough("warning", "ci"):
        return
    ends = f"[{exact_number(low)}, {exact_number(high)}]"
    problems.warning(
        "ci", mark, place, f"expected a ci that holds the value {exact_number(cell.value)}, got {ends}",
        "ci is [low, high] around the value, not its distance from it",
    )  # fmt: skip
