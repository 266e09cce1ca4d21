"""A raw table becomes a table of numbers, or every problem in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized
from operator import itemgetter
from types import MappingProxyType

from mkdocs_results_gallery.choices import HeatmapChoice, is_meant
from mkdocs_results_gallery.digits.number_format import is_percent
from mkdocs_results_gallery.model import Metric, Row, Table, TextColumn
from mkdocs_results_gallery.options import CELLS_PER_VALUE, Limits
from mkdocs_results_gallery.reading.tables.cells import Cells, report_mixed_percent
from mkdocs_results_gallery.reading.tables.rawtable import (
    RawTable,
    report_alike,
    report_numbers,
    row_groups,
)
from mkdocs_results_gallery.reading.tree import Mark, Problems, line_of

_MOST_METRICS = 10_000
_MOST_ROWS = 100_000


def table_of(raw: RawTable, problems: Problems, limits: Limits) -> Table | None:
    """Make a table of raw cells, or report everything that is wrong with them and return None."""
    outer = {line.name: line.mark for line in raw.lines}
    inner = _inner_names(raw)
    metric_marks, row_marks = (outer, inner) if raw.by_columns else (inner, outer)
    if not _has_good_size(metric_marks, row_marks, raw, problems, limits):
        return None
    metric_names = _ordered(metric_marks, raw.settings.metrics)
    row_names = _ordered(row_marks, raw.settings.row_order)
    percent = _percents(metric_names, raw)
    names = (metric_names, row_names) if raw.by_columns else (row_names, metric_names)
    cells = Cells(raw, *names, percent, problems, limits)
    cells.read()
    report_mixed_percent(cells, raw, problems, limits)
    if not raw.is_of_program:
        report_alike(metric_marks, raw.place, "metric", problems)
        report_alike(row_marks, raw.place, "row", problems)
    if problems.has_errors:
        return None
    values, writing = cells.oriented()
    table = Table(
        name=raw.name,
        metrics=_metrics(metric_names, raw, percent, cells.units),
        rows=_rows(row_names, row_marks, raw, problems),
        values=values,
        title=raw.settings.title if raw.name else "",
        description=raw.settings.description if raw.name else "",
        missing=MappingProxyType(cells.missing),
        uncertainty=MappingProxyType(cells.uncertainty),
        bounds=MappingProxyType(cells.bounds),
        notes=MappingProxyType(cells.marks),
        texts=_texts(raw, row_names),
        heatmap=HeatmapChoice(**raw.settings.heatmap),
        writing=writing,
    )
    report_numbers(table, raw, problems)
    return None if problems.has_errors else table


def _has_good_size(metrics: Sized, rows: Sized, raw: RawTable, problems: Problems, limits: Limits) -> bool:
    if not metrics or not rows:
        if not problems.has_errors:
            problems.error("shape", raw.mark, raw.place, "expected rows of metrics, got no metric at all")
        return False
    most = CELLS_PER_VALUE * limits.values
    if len(metrics) <= _MOST_METRICS and len(rows) <= _MOST_ROWS and len(metrics) * len(rows) <= most:
        return True
    message = (
        f"expected at most {_MOST_ROWS:,} rows, {_MOST_METRICS:,} metrics and {most:,} cells, "
        f"got {len(rows):,} rows x {len(metrics):,} metrics"
    )
    hint = "are rows and metrics the right way round? else split the table"
    problems.error("limit", raw.mark, raw.place, message, hint)
    return False


def _percents(names: Iterable[str], raw: RawTable) -> set[str]:
    """The metrics that are percentages."""
    units = {name: declared.get("unit", "") for name, declared in raw.settings.metrics.items()}
    return {name for name in names if name in raw.percent or is_percent(units.get(name, ""))}


def _inner_names(raw: RawTable) -> dict[str, Mark]:
    """The names inside the lines in first-seen order, and where each was first seen."""
    marks: dict[str, Mark] = {}
    seen: set[int] = set()
    for line in raw.lines:
        keys = line.cells.keys
        if id(keys) in seen:
            continue
        seen.add(id(keys))
        for key, mark in zip(keys, line.cells.key_marks, strict=True):
            if key not in marks and key not in raw.left_out:
                marks[key] = mark
    return marks


def _ordered(names: Iterable[str], declared: Iterable[str]) -> list[str]:
    """In the declared order where all are declared, else in the order of the file.

    Who explains one metric of three doesn't want it moved to the front.
    """
    there = dict.fromkeys(names)
    order = [name for name in declared if name in there]
    return order if len(order) == len(there) else list(there)


def _metrics(
    names: list[str],
    raw: RawTable,
    percent: set[str],
    units: Mapping[str, str],
) -> tuple[Metric, ...]:
    metrics: list[Metric] = []
    globs = raw.settings.ignore or ()
    for name in names:
        said = {"paired": bool(raw.settings.paired), **raw.settings.metrics.get(name, {})}
        said.pop("ci_level", None)  # it is with each interval
        said.pop("parentheses", None)  # and so is this
        said["is_ignored"] = said.pop("ignore", any(is_meant(glob, name) for glob in globs))
        if name in units:
            said["unit"] = "percent" if is_percent(units[name]) else units[name]
        if name in percent:
            said["unit"] = "percent"
        metrics.append(Metric(name=name, **said))
    return tuple(metrics)


def _rows(names: list[str], marks: dict[str, Mark], raw: RawTable, problems: Problems) -> tuple[Row, ...]:
    groups = row_groups(names, raw, problems)
    rows: list[Row] = []
    for name in names:
        said = {"group": groups.get(name, ""), **raw.settings.rows.get(name, {})}
        rows.append(Row(name=name, line=line_of(marks[name]), **said))
    return tuple(rows)


def _texts(raw: RawTable, row_names: list[str]) -> tuple[TextColumn, ...]:
    if not raw.texts:
        return ()
    where = {line.name: index for index, line in enumerate(raw.lines)}
    order = [where[name] for name in row_names]
    if len(order) == 1:
        return tuple(TextColumn(column.name, (column.values[order[0]],)) for column in raw.texts)
    pick = itemgetter(*order)
    return tuple(TextColumn(column.name, pick(column.values)) for column in raw.texts)
