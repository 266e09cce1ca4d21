"""The bytes of one file become an experiment, or every problem in them."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

import numpy as np

from mkdocs_results_gallery.errors import BUG, Problem, shown
from mkdocs_results_gallery.model import Experiment, Metric, Table
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.formats import FORMATS, Format, decoded
from mkdocs_results_gallery.reading.schema.claims import MOST_CLAIMS
from mkdocs_results_gallery.reading.schema.declared import Settings, Written
from mkdocs_results_gallery.reading.tables.hints import PERCENT_CURE
from mkdocs_results_gallery.reading.tables.parse import table_of
from mkdocs_results_gallery.reading.tables.rawtable import RawTable, report_unused
from mkdocs_results_gallery.reading.tables.shapes import Shaped, Shaping, shaped
from mkdocs_results_gallery.reading.tree import Abort, Document, Problems

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
    """Tell of each percent sign in a comparison whose metrics are no percentages."""
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


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one file."""

    experiment: Experiment | None
    """Without a title where the file says none; None: broken, skipped or vanished."""
    problems: tuple[Problem, ...]
    content: bytes = b""
    """The bytes that were read, as far as it could be."""


def parse_bytes(
    content: bytes,
    path: str,
    settings: Settings,
    limits: Limits,
    formats: Mapping[str, Format] = FORMATS,
) -> Read:
    """The experiment in `content`, the file at `path`; `settings` is what its folders say. Never raises."""
    problems = Problems(path)
    experiment = None
    collects = gc.isenabled()
    # the collector would look at the hundreds of thousands of nodes of a large tree again and again
    gc.disable()
    try:
        document = read_document(content, path, problems, limits, formats)
        if document.is_whole:
            experiment = _experiment(document, content, path, Shaping(settings, problems, limits))
    except Abort:
        pass
    except Exception as error:
        # our own bug costs this file its page, not the build; tests assert that it never happens
        problems.error("bug", 0, (), f"{BUG}: {type(error).__name__}", "please report it, with this file")
    finally:
        if collects:
            gc.enable()
    return Read(None if problems.has_errors else experiment, problems.all(), content)


def read_document(
    content: bytes, path: str, problems: Problems, limits: Limits, formats: Mapping[str, Format] = FORMATS
) -> Document:
    """The tree of a file by the format of its suffix; tells what is wrong and raises `Stopped`."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in formats:
        raise problems.stop("format", 0, (), "expected one of " + ", ".join(formats) + ", got another suffix")
    return formats[suffix](decoded(content, problems), problems, limits)


def _experiment(document: Document, content: bytes, path: str, shaping: Shaping) -> Experiment | None:
    problems = shaping.problems
    found = shaped(document, shaping)
    if found is None:
        return None
    claims = placed(found.settings.claims, found.tables, problems)
    tables = [table_of(raw, problems, shaping.limits) for raw in found.tables]
    if problems.has_errors:
        return None
    report_percents(claims, (table for table in tables if table is not None), problems)
    _report_unused(found, problems)
    is_meant = found.settings.own is not None
    kept = _with_numbers([table for table in tables if table is not None], is_meant, problems)
    if not kept:
        return None
    said = found.settings
    return Experiment(
        path=path,
        title=said.title,
        tables=kept,
        description=said.description,
        date=said.date,
        tags=said.tags,
        source=said.source,
        authors=said.authors,
        related=said.related,
        claims=tuple(written.claim for written in claims),
        content=content,
    )


def _with_numbers(tables: list[Table], is_meant: bool, problems: Problems) -> tuple[Table, ...]:
    kept = []
    for table in tables:
        if np.isfinite(table.values).any():
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


def _report_unused(found: Shaped, problems: Problems) -> None:
    """Warn of what a file declares and doesn't have; what a folder declares needn't be in each file."""
    names = [_names(raw) for raw in found.tables]
    if found.settings.own is not None and found.tables:
        metrics = {name for table in names for name in table[0]}
        rows = {name for table in names for name in table[1]}
        report_unused(found.settings.own, (), metrics, rows, problems)
    for raw, (metrics, rows) in zip(found.tables, names, strict=True):
        if raw.name and raw.settings.own is not None:
            report_unused(raw.settings.own, ("tables", raw.name), metrics, rows, problems)


def _names(raw: RawTable) -> tuple[set[str], set[str]]:
    """All metrics and all rows of a table."""
    outer = {line.name for line in raw.lines}
    inner = {key for keys in {line.cells.keys for line in raw.lines} for key in keys}
    return (outer, inner) if raw.by_columns else (inner - raw.left_out, outer)
