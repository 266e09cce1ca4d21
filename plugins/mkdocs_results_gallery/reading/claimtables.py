"""Which of a file's tables each claim speaks of, and whether its percent signs fit the metrics there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Metric, Table
from mkdocs_results_gallery.reading.claims import MOST_CLAIMS, Written
from mkdocs_results_gallery.reading.cures import PERCENT_CURE
from mkdocs_results_gallery.reading.problems import Problems
from mkdocs_results_gallery.reading.rawtable import RawTable

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


def tell_percents(written: Iterable[Written], tables: Iterable[Table], problems: Problems) -> None:
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
