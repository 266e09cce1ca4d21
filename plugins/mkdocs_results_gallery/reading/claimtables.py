"""Which of a file's tables each claim speaks of, and whether its percent signs fit the metrics there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Metric, Table
from mkdocs_results_gallery.reading.claims import MOST_CLAIMS, Written
from mkdocs_results_gallery.reading.cures import PERCENT_CURE
from mkdocs_results_gallery.reading.kinds import nearest
from mkdocs_results_gallery.reading.nodes import mark_at
from mkdocs_results_gallery.reading.problems import Problems
from mkdocs_results_gallery.reading.rawtable import RawTable

_FEW_NAMES = 20
_MOST_LOOKS = 1_000_000
"""Metrics times globs; a stranger's file must not stall the build."""


def placed(own: Iterable[Written], tables: Sequence[RawTable], problems: Problems) -> list[Written]:
    """All claims of a file in its order, each with the name of its table.

    `own` are those of the file itself; those of its `tables` are in their settings. Tells of each claim whose
    table isn't there.
    """
    names = tuple(table.name for table in tables)
    found = [written for written in own if names and _fits(written, names, problems)]
    if len(names) == 1:
        found = [_of(written, names[0]) for written in found]
    # the settings of a file's only table are the file's own
    found += (_of(written, raw.name) for raw in tables if raw.name for written in raw.settings.claims)
    if len(found) > MOST_CLAIMS:
        message = f"expected at most {MOST_CLAIMS:,} claims in a file, got {len(found):,}"
        problems.error("limit", 0, (), message, "split the file")
        return []
    return sorted(found, key=lambda written: (written.claim.line, written.claim.column))


def _of(written: Written, table: str) -> Written:
    return replace(written, claim=replace(written.claim, table=table))


def _fits(written: Written, names: tuple[str, ...], problems: Problems) -> bool:
    """Whether the claim says as much about its table as its file needs."""
    table = written.claim.table
    if table in names or (not table and len(names) == 1):
        return True
    known = "known are " + ", ".join(shown(name)[1:-1] for name in names[:_FEW_NAMES])
    if names == ("",):
        got, hint = shown(table), "the file has one table, without a name: leave `table` out"
        problems.error("claim", written.table_mark, written.place, f"expected no table, got {got}", hint)
    elif not table:
        at = mark_at(written.claim.line, written.claim.column)
        problems.error("claim", at, written.place, "expected the table as `table`, got none", known)
    else:
        message = f"expected a table of the file, got {shown(table)}"
        problems.error(
            "claim", written.table_mark, (*written.place, "table"), message, nearest(table, names) or known
        )
    return False


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
