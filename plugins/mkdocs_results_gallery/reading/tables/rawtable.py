"""Rows of cells with their positions, as a shape makes them of a tree; the groups of rows, and ranges."""

from __future__ import annotations

import fnmatch
import math
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.choices import HeatmapChoice
from mkdocs_results_gallery.digits.number import Stated, exact, exact_number, is_finer, plain
from mkdocs_results_gallery.errors import Cure, shown
from mkdocs_results_gallery.model import Cell, Metric, Table, TextColumn, Uncertainty
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.schema.kinds import Reader
from mkdocs_results_gallery.reading.tree import (
    MappingNode,
    Mark,
    Node,
    Place,
    Problems,
    folded,
    line_of,
)
from mkdocs_results_gallery.words.phrases import counted


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
    """The place of its rows in the file's structure."""
    mark: Mark
    lines: tuple[RawRow, ...]
    settings: Settings
    """Those of its file and of the folders above."""
    by_columns: bool = False
    """Whether each line is a metric, and its cells are that metric's rows."""
    left_out: frozenset[str] = frozenset()
    """Names in the lines that are no metrics: keys, texts, nested fields."""
    texts: tuple[TextColumn, ...] = ()
    """The text columns, in the order of the lines."""
    repeats: frozenset[str] = frozenset()
    """Metrics whose lists of numbers are repeats: the table has their mean."""
    percent: frozenset[str] = frozenset()
    """Metrics whose unit is percent because all their cells are written so."""
    is_of_program: bool = False
    """Whether a program chose its names, so that two that look alike are no slip of a pen."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a table in a file, with its settings and the problems that are reported there."""

    name: str
    """Of a file with several tables; ``""`` for the only one."""
    place: Place
    mark: Mark
    settings: Settings
    problems: Problems
    limits: Limits

    def error(self, message: str, hint: str, cure: Cure | None = None) -> None:
        """Report that what stands there has not the shape of a table."""
        self.problems.error("shape", self.mark, self.place, message, hint, cure)


@dataclass(frozen=True, slots=True)
class Shaping:
    """The company of a tree that becomes tables."""

    settings: Settings
    """The folder's; the file's own settings go on top."""
    problems: Problems
    limits: Limits

    def reader(self) -> Reader:
        """For the settings of the file."""
        return Reader(self.problems, self.limits)

    def spot(self, mark: Mark) -> Spot:
        """The table that a file without ``results:`` is."""
        return Spot("", (), mark, self.settings, self.problems, self.limits)


@dataclass(frozen=True, slots=True)
class Shaped:
    """A file's tables and what it says about itself."""

    tables: tuple[RawTable, ...]
    settings: Settings


def no_cells(mark: Mark) -> MappingNode:
    """The cells of a row that is there but empty."""
    return MappingNode((), array("q"), [], array("q"), mark, 1)


_MOST_MATCHES = 2_000_000


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


def report_numbers(table: Table, raw: RawTable, problems: Problems) -> None:
    """Report what is wrong with the ranges and scales of metrics, and the numbers that are not on them."""
    _report_outside_range(table, raw, problems)
    _report_scales(table, raw, problems)


def _report_outside_range(table: Table, raw: RawTable, problems: Problems) -> None:
    """Warn of each number that its metric's declared range excludes; `raw` says where its cells stand."""
    for cell, mark, place in _places("range", _outside(table), table, raw, problems):
        problems.warning(
            "range",
            mark,
            place,
            f"expected {_range_in_words(table.metrics[cell[1]])}, got {_got(table, cell)}",
            "mend the number, or the `range` of the metric",
        )


def _got(table: Table, cell: Cell) -> str:
    bound = table.bounds.get(cell)
    return bound.text if bound else plain(table.written(cell))


def _places(
    kind: str, cells: Iterable[Cell], table: Table, raw: RawTable, problems: Problems
) -> Iterator[tuple[Cell, Mark, Place]]:
    """Those of `cells` that are to be warned of, with their places."""
    lines = None
    for cell in cells:
        if problems.enough("warning", kind):
            continue
        lines = lines or {line.name: line for line in raw.lines}
        row, metric = table.rows[cell[0]].name, table.metrics[cell[1]].name
        outer, inner = (metric, row) if raw.by_columns else (row, metric)
        found = lines[outer].cells.get(inner)
        yield cell, found[1] if found else 0, (*raw.place, outer, inner)


def _outside(table: Table) -> Iterator[Cell]:
    """Cells, line by line."""
    declared = {j: metric.range for j, metric in enumerate(table.metrics) if metric.range}
    if not declared:
        return
    columns = list(declared)
    for i, k in np.argwhere(_may_be_outside(table, declared)).tolist():
        least, most = declared[columns[k]]
        number = table.exact((i, columns[k]))
        if (least is not None and number < exact(least)) or (most is not None and number > exact(most)):
            yield i, columns[k]
    for (row, at), bound in table.bounds.items():
        end = (declared.get(at) or (None, None))[bound.is_above]
        if end is not None and not bound.may_reach(exact(end), is_high=not bound.is_above):
            yield row, at


_Range = tuple[float | None, float | None]


def _may_be_outside(table: Table, declared: Mapping[int, _Range]) -> NDArray[np.bool_]:
    """Mark the cells of the columns `declared` that need an exact look."""
    low = np.array([-math.inf if low is None else low for low, _ in declared.values()])
    high = np.array([math.inf if high is None else high for _, high in declared.values()])
    columns = table.values[:, list(declared)]
    beyond = (columns < low) | (columns > high)
    ends = [end for both in declared.values() for end in both if end is not None]
    if table.digits.writing.finer or any(map(is_finer, ends)):
        # what has the float64 of an end may lie beyond it by digits that a float64 can't hold
        beyond |= (columns == low) | (columns == high)
    return beyond


def _range_in_words(metric: Metric) -> str:
    low, high = metric.range or (None, None)
    if low is None or high is None:
        end, number = ("most", high) if low is None else ("least", low)
        return f"a number of at {end} {exact_number(number or 0)}, as the metric's range says"
    return f"a number from {exact_number(low)} to {exact_number(high)}, the metric's range"


def _report_scales(table: Table, raw: RawTable, problems: Problems) -> None:
    """Report what can't be coloured as declared: keys that don't go together, numbers without a logarithm."""
    for metric in table.metrics:
        wrong = _wrong_scale(metric, table.heatmap)
        if wrong and not problems.enough("error", "scale"):
            key, message, hint = wrong
            # of two that don't go together, a folder may have said the one, and the file the other
            mark = _setting_mark(raw, metric.name, key) or _setting_mark(raw, metric.name, "scale")
            problems.error("scale", mark, ("metrics", metric.name, key), message, hint)
    for cell, mark, place in _places("scale", _without_logarithm(table), table, raw, problems):
        problems.warning(
            "scale",
            mark,
            place,
            f"expected a number above 0, as the metric's scale is log, got {plain(table.written(cell))}",
            "it has no colour; mend the number, or declare `scale: symlog`",
        )


def without_wrong_scales(said: Settings, problems: Problems) -> Settings:
    """Settings of a folder without the scales and domains that don't go with others there; reports them."""
    kept = {name: dict(fields) for name, fields in said.metrics.items()}
    for name, fields in kept.items():
        own = {key: fields[key] for key in ("scale", "domain") if key in fields}
        wrong = _wrong_scale(Metric(name, **own), HeatmapChoice(**said.heatmap))
        if wrong:
            key, message, hint = wrong
            del fields[key]
            mark = _mark_of(said.own, name, key)
            if not problems.enough("error", "scale"):
                problems.error("scale", mark, ("metrics", name, key), message, hint)
    return replace(said, metrics=kept)


def _wrong_scale(metric: Metric, heatmap: HeatmapChoice) -> tuple[str, str, str] | None:
    """The key of a metric that doesn't go with the others, what is wrong with it, and a cure."""
    kind, ends = metric.scale, metric.domain or ()
    low = next((end for end in ends if end is not None and exact(end) <= 0), None)
    if heatmap.style == "diverging" and kind in ("log", "quantile"):
        message = f"expected linear or symlog, as the table's style is diverging, got {shown(kind)}"
        return "scale", message, "symlog goes to both sides of the centre; else `style: sequential`"
    if kind == "log" and low is not None:
        message = f"expected a domain above 0, as the metric's scale is log, got {exact_number(low)}"
        return "domain", message, "e.g. [1, 1000], [null, 1000], or `scale: symlog`"
    if kind == "quantile" and metric.domain:
        message = "expected no domain, as the metric's scale is quantile, which colours by rank"
        return "domain", message, "leave it out, or choose another scale"
    return None


def _setting_mark(raw: RawTable, metric: str, key: str) -> Mark:
    """Where the table or its file says something of a metric; 0 where a folder does."""
    return _mark_of(raw.settings.own, metric, key) or _mark_of(raw.settings.outer, metric, key)


def _mark_of(own: MappingNode | None, metric: str, key: str) -> Mark:
    """Where settings say something of a metric; 0 for nowhere."""
    found: Node | None = own
    mark = 0
    for name in ("metrics", metric, key):
        found, mark = (found.get(name) if isinstance(found, MappingNode) else None) or (None, 0)
    return mark


def _without_logarithm(table: Table) -> Iterator[Cell]:
    """Cells of columns on a logarithmic scale whose number is not above 0, line by line."""
    columns = [at for at, metric in enumerate(table.metrics) if metric.scale == "log"]
    if columns:
        for row, at in np.argwhere(table.values[:, columns] <= 0).tolist():
            if table.exact((row, columns[at])) <= 0:
                yield row, columns[at]


def report_outside_ci(written: str, said: Uncertainty, mark: Mark, place: Place, problems: Problems) -> None:
    """Warn of an interval that does not hold the number that it belongs to."""
    if said.interval is None:
        return
    low, high = said.interval
    value = Stated(written)
    if low < value < high or problems.enough("warning", "ci"):
        return
    if exact(low) <= exact(value) <= exact(high):
        return
    ends = f"[{exact_number(low)}, {exact_number(high)}]"
    problems.warning(
        "ci",
        mark,
        place,
        f"expected a ci that holds the value {exact_number(value)}, got {ends}",
        "ci is [low, high] around the value, not its distance from it",
    )


def report_alike(marks: dict[str, Mark], place: Place, what: str, problems: Problems) -> None:
    """Warn of names that a hurried reader takes for one."""
    first: dict[str, str] = {}
    for name, mark in marks.items():
        other = first.setdefault(folded(name), name)
        if other != name:
            problems.warning(
                "alike",
                mark,
                (*place, name),
                f"expected {what} names that differ visibly, got {shown(name)} beside {shown(other)}, "
                f"line {line_of(marks[other])}",
                "the same? then write them the same way",
            )
