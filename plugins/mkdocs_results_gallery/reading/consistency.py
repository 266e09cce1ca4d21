"""The checks that need a whole file: the tables of its claims, what it declares and lacks, numbers at all."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

import numpy as np

from mkdocs_results_gallery.choices import is_meant
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Metric, Table
from mkdocs_results_gallery.reading.schema.claims import MOST_CLAIMS
from mkdocs_results_gallery.reading.schema.declared import Settings, Written
from mkdocs_results_gallery.reading.tables.hints import PERCENT_CURE
from mkdocs_results_gallery.reading.tables.rawtable import RawTable
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, Place, Problems, SequenceNode
from mkdocs_results_gallery.words.phrases import did_you_mean

_MOST_LOOKS = 1_000_000
"""Metrics times globs; a stranger's file must not stall the build."""


def placed(own: Iterable[Written], tables: Sequence[RawTable], problems: Problems) -> list[Written]:
    """All claims of a file in its order, each with the name of its table.

    `own` are those of the file itself; those of its `tables` are in their settings. A claim whose table isn't
    there stays: it is undecided, as one whose metric isn't there.
    """
    names = tuple(table.name for table in tables)
    found = [*own] if names else []
    if len(names) == 1:
        found = [written if written.claim.table else _of(written, names[0]) for written in found]
    # the settings of a file's only table are the file's own
    found += (_of(written, raw.name) for raw in tables if raw.name for written in raw.settings.claims)
    if len(found) > MOST_CLAIMS:
        message = f"expected at most {MOST_CLAIMS:,} claims in a file, got {len(found):,}"
        problems.error("limit", 0, (), message, "split the file")
        return []
    return sorted(found, key=lambda written: (written.claim.line, written.claim.column))


def _of(written: Written, table: str) -> Written:
    return replace(written, claim=replace(written.claim, table=table))


def report_percents(written: Iterable[Written], tables: Iterable[Table], problems: Problems) -> None:
    """Report each percent sign in a comparison whose metrics are no percentages."""
    metrics = {table.name: table.metrics for table in tables}
    looks = 0
    for one in written:
        if not one.percents:
            continue
        there = metrics.get(one.claim.table, ())
        looks += len(one.claim.selection.metrics) * len(there)
        if looks > _MOST_LOOKS:
            message = f"expected fewer claims with percent signs about {len(there):,} metrics"
            problems.error("limit", one.percents[0], one.place, message, "write the numbers without %")
            return
        other = _other_than_percent(one.claim.selection.metrics, there)
        if other and not problems.enough("error", "percent"):
            message = f"expected a number without %, got a percent sign, but {shown(other)} is no percentage"
            problems.error("percent", one.percents[0], one.place, message, PERCENT_CURE)


def _other_than_percent(patterns: Iterable[str], metrics: Sequence[Metric]) -> str:
    """The first metric that `patterns` choose, as names or else as globs, and that is no percentage."""
    names = {metric.name for metric in metrics}
    others = [metric.name for metric in metrics if not metric.is_percent]
    for pattern in patterns:
        for name in others:
            if name == pattern or (pattern not in names and fnmatchcase(name, pattern)):
                return name
    return ""


def with_numbers(tables: list[Table], is_meant: bool, problems: Problems) -> tuple[Table, ...]:
    """The tables that have a number; warns of the others.

    `is_meant` says that the file can be nothing but a results file.
    """
    kept = []
    for table in tables:
        if np.isfinite(table.placed).any():
            kept.append(table)
        elif len(tables) > 1:
            message = "expected a number, got missing values only: this table is left out"
            problems.warning("empty table", 0, ("tables", table.name), message)
    if not kept and is_meant and len(tables) == 1:
        hint = "a page needs one number at least"
        problems.warning("empty table", 0, (), "no metric table: all of its cells are missing", hint)
    elif not kept and not is_meant and not problems.is_skipped:
        problems.skipped(0, "no metric table: all of its cells are missing")
    return tuple(kept)


def report_unused(settings: Settings, tables: Sequence[RawTable], problems: Problems) -> None:
    """Warn of what a file declares and doesn't have; what a folder declares needn't be in each file."""
    names = [_names(raw) for raw in tables]
    if settings.own is not None and tables:
        metrics, rows = (set().union(*kind) for kind in zip(*names, strict=True))
        for said in filter(None, (settings.own, settings.beside)):
            _report_names(said, (), metrics, rows, problems)
    for raw, there in zip(tables, names, strict=True):
        if raw.name and raw.settings.own is not None:
            _report_names(raw.settings.own, ("tables", raw.name), *there, problems)


def _names(raw: RawTable) -> tuple[set[str], set[str]]:
    """All metrics and all rows of a table."""
    outer = {line.name for line in raw.lines}
    inner = {key for keys in {line.cells.keys for line in raw.lines} for key in keys}
    return (outer, inner) if raw.by_columns else (inner - raw.left_out, outer)


def _report_names(
    own: MappingNode, place: Place, metrics: Iterable[str], rows: Iterable[str], problems: Problems
) -> None:
    """Warn of metrics, rows and globs that `own` declares and that no table has."""
    for key, names, what in (("metrics", metrics, "metric"), ("rows", rows, "row")):
        found = own.get(key)
        if found is None or not isinstance(found[0], MappingNode):
            continue
        there = set(names)
        known = sorted(there)
        for name, mark, _, _ in found[0].items():
            if name not in there and not problems.enough("warning", "unused"):
                problems.warning(
                    "unused",
                    mark,
                    (*place, key),
                    f"expected a {what} of the results, got {shown(name)}",
                    did_you_mean(name, known),
                )
    _report_unused_globs(own, place, set(rows), problems)
    _report_unused_ignored(own, place, sorted(metrics), problems)


def _report_unused_globs(own: MappingNode, place: Place, rows: set[str], problems: Problems) -> None:
    found = own.get("groups")
    if found is None or not isinstance(found[0], MappingNode):
        return
    for group, mark, node, at in found[0].items():
        for glob, glob_mark in _texts_of(node, at):
            if isinstance(glob, str) and not any(map(re.compile(fnmatch.translate(glob)).match, rows)):
                problems.warning(
                    "unused",
                    glob_mark or mark,
                    (*place, "groups", group),
                    f"expected a glob that matches a row, got {shown(glob)}",
                )


def _report_unused_ignored(
    own: MappingNode, place: Place, metrics: Sequence[str], problems: Problems
) -> None:
    found = own.get("ignore")
    for glob, mark in _texts_of(*found) if found else ():
        if isinstance(glob, str) and not any(is_meant(glob, metric) for metric in metrics):
            problems.warning(
                "unused",
                mark,
                (*place, "ignore"),
                f"expected a name or glob that matches a metric, got {shown(glob)}",
                did_you_mean(glob, metrics),
            )


def _texts_of(node: Node, mark: Mark) -> list[tuple[Node, Mark]]:
    """A text, or those of a list, with their places."""
    if isinstance(node, SequenceNode):
        return list(node.items())
    return [(node, mark)] if isinstance(node, str) else []
