"""Rows of cells with their positions, as a shape makes them of a tree; the groups of rows, and ranges."""

from __future__ import annotations

import fnmatch
import math
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from mkdocs_results_gallery.digits.number import Stated, exact, exact_number, is_finer, plain
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Cell, Metric, Table, TextColumn
from mkdocs_results_gallery.reading.schema.settings import Settings
from mkdocs_results_gallery.reading.tables.cell import Cell as ReadCell
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Place, Problems
from mkdocs_results_gallery.words.phrases import counted, did_you_mean


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of cells; one column of them where a table is written by columns."""

    name: str
    mark: Mark
    cells: MappingNode


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table as it was written."""

    name: str
    """Of a file with several tables; ``""`` for the only one."""
    place: Place
    """Where its rows are in the file's structure."""
    mark: Mark
    lines: tuple[RawRow, ...]
    settings: Settings
    """What is said about it, in its file and in the folders above."""
    by_columns: bool = False
    """Whether each line is a metric, and its cells are that metric's rows."""
    left_out: frozenset[str] = frozenset()
    """Names in the lines that are no metrics: keys, texts, nested fields."""
    texts: tuple[TextColumn, ...] = ()
    """The text columns, in the order of the lines."""
    percent: frozenset[str] = frozenset()
    """Metrics whose unit is percent because all their cells are written so."""


def no_cells(mark: Mark) -> MappingNode:
    """The cells of a row that is there but empty."""
    return MappingNode((), array("q"), [], array("q"), mark, 1)


_MOST_MATCHES = 2_000_000
_FEW_NAMES = 1_000


def row_groups(names: list[str], raw: RawTable, problems: Problems) -> dict[str, str]:
    """Row name -> group, for the rows that a glob matches; the first group that matches has it."""
    globs = [(group, glob) for group, many in raw.settings.groups.items() for glob in many]
    if len(globs) * len(names) > _MOST_MATCHES:
        message = f"expected fewer globs for {counted(len(names), 'row')}, got {len(globs):,}"
        problems.error("limit", raw.mark, (*raw.place, "groups"), message)
        return {}
    found: dict[str, str] = {}
    for group, glob in globs:
        matches = re.compile(fnmatch.translate(glob)).match
        for name in names:
            if name not in found and matches(name):
                found[name] = group
    return found


def report_unused(
    own: MappingNode, place: Place, metrics: Iterable[str], rows: Iterable[str], problems: Problems
) -> None:
    """Warn of metrics, rows and globs that `own` declares and that no table has."""
    for key, names, what in (("metrics", metrics, "metric"), ("rows", rows, "row")):
        found = own.get(key)
        if found is None or not isinstance(found[0], MappingNode):
            continue
        there = set(names)
        for name, mark, _, _ in found[0].items():
            if name not in there and not problems.enough("warning", "unused"):
                problems.warning(
                    "unused",
                    mark,
                    (*place, key),
                    f"expected a {what} of the results, got {shown(name)}",
                    did_you_mean(name, there),
                )
    _report_unused_globs(own, place, set(rows), problems)


def _report_unused_globs(own: MappingNode, place: Place, rows: set[str], problems: Problems) -> None:
    found = own.get("groups")
    if found is None or not isinstance(found[0], MappingNode):
        return
    for group, mark, node, at in found[0].items():
        globs = (
            [(node, at)]
            if isinstance(node, str)
            else list(node.items())
            if not isinstance(node, MappingNode)
            else []
        )
        for glob, glob_mark in globs:
            if isinstance(glob, str) and not any(map(re.compile(fnmatch.translate(glob)).match, rows)):
                problems.warning(
                    "unused",
                    glob_mark or mark,
                    (*place, "groups", group),
                    f"expected a glob that matches a row, got {shown(glob)}",
                )


def report_outside_range(table: Table, raw: RawTable, problems: Problems) -> None:
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


def report_outside_ci(cell: ReadCell, mark: Mark, place: Place, problems: Problems) -> None:
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
