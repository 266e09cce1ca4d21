"""github-action-benchmark: its input, a list of named numbers, and the history of suites that it keeps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mkdocs_results_gallery.reading.notation import DIGITS
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import RawTable, Shaped, Shaping, Spot
from mkdocs_results_gallery.reading.tools.measured import (
    column,
    distinct,
    inner,
    is_rate,
    is_time,
    records_of,
)
from mkdocs_results_gallery.reading.tools.parts import Part, is_number, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool, has_mapping
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode

_FIELDS = frozenset({"name", "unit", "value", "range", "extra"})
_HIGHER = {
    "cargo": False, "go": False, "benchmarkjs": True, "benchmarkluau": False, "pytest": True,
    "googlecpp": False, "catch2": False, "julia": False, "jmh": False, "benchmarkdotnet": False,
    "customBiggerIsBetter": True, "customSmallerIsBetter": False,
}  # fmt: skip # short words stay dense
"""Whether more is better, by what the action calls a tool."""
_SPREAD = re.compile(rf"(?:±|\+/-|\+-)?[ ]?({DIGITS})")
_THOUSANDS = re.compile(r"(?:±|\+/-|\+-)?[ ]?([0-9]{1,3}(?:,[0-9]{3})+)")
"""As `cargo bench` writes them."""
_HASH = re.compile(r"[0-9a-f]{12,64}")


def _is_input(root: Node) -> bool:
    return isinstance(root, SequenceNode) and all(
        isinstance(record, MappingNode)
        and {*record.keys} <= _FIELDS
        and all(isinstance(value, str) for value in record.values)
        and is_number(record.get("value"))
        and bool(text_of(record, "name"))
        and "unit" in record.keys
        for record in root.values
    )


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, SequenceNode):
        return None
    benches = [record for record in root.values if isinstance(record, MappingNode)]
    units = {text_of(bench, "unit") for bench in benches}
    lines = Patchwork(shaping.spot(root.mark))
    said = {}
    for name, bench in zip(distinct(text_of(one, "name") for one in benches), benches, strict=True):
        unit = text_of(bench, "unit")
        metric = column("value", unit, units)
        lines.row(name, bench.mark)
        lines.add(name, metric, *_cell(bench, ""))
        said[metric] = _said(unit, "")
        if _spread(bench, "") is None:
            lines.text(name, "range", text_of(bench, "range"))
        lines.text(name, "extra", text_of(bench, "extra"))
    return lines.shaped(Settings(metrics={name: said[name] for name in lines.metrics}))


def _cell(bench: MappingNode, tool: str) -> tuple[Part, int]:
    """A number with its spread, and the place of its name."""
    value = bench.get("value") or ("", bench.mark)
    spread = _spread(bench, tool)
    if spread is not None and is_number(value):
        value = f"{value[0]} ± {spread}", value[1]
    return value, bench.key_mark("value")


def _spread(bench: MappingNode, tool: str) -> str | None:
    """The spread of a number; None for one in percent, in words, or of something else."""
    written = text_of(bench, "range")
    found = (tool == "cargo" and _THOUSANDS.fullmatch(written)) or _SPREAD.fullmatch(written)
    if not found or found[1][0] in "-+":
        return None
    return str(found[1]).replace(",", "")


def _said(unit: str, tool: str) -> Mapping[str, Any]:
    """The unit of a metric, and its direction: of a time, or as the action takes it."""
    is_higher = _HIGHER.get(tool)
    if is_time(unit) and not tool.startswith("custom"):
        is_higher = False
    elif is_higher is False and is_rate(unit) and not tool.startswith("custom"):
        is_higher = None  # the action takes the MB/s of Go for something that is better when it is lower
    said: dict[str, Any] = {"unit": unit} if unit else {}
    return said if is_higher is None else {**said, "higher_is_better": is_higher}


def _is_history(root: Node) -> bool:
    suites = inner(root, "entries")
    return has_mapping(root, "entries") and all(isinstance(suite, SequenceNode) for suite in suites.values)


def _shaped_history(root: Node, shaping: Shaping) -> Shaped | None:
    suites = inner(root, "entries")
    tables = []
    for name, mark in zip(suites.keys, suites.key_marks, strict=True):
        place = ("entries", name)
        spot = Spot(name, place, mark, shaping.settings, shaping.problems, shaping.limits)
        tables.append(_suite(suites, name, spot))
    return Shaped(tuple(tables), shaping.settings)


def _suite(suites: MappingNode, suite: str, spot: Spot) -> RawTable:
    """A row for each commit, and a metric for each benchmark: each has its own unit."""
    lines = Patchwork(spot)
    runs = [run for run, _ in records_of(suites, suite)]
    said: dict[str, Mapping[str, Any]] = {}
    units = _units(runs)
    for commit, run in zip(distinct(map(_commit, runs)), runs, strict=True):
        lines.row(commit, run.mark)
        tool = text_of(run, "tool")
        benches = [bench for bench, _ in records_of(run, "benches")]
        for name, bench in zip(distinct(text_of(one, "name") for one in benches), benches, strict=True):
            unit = text_of(bench, "unit")
            metric = column(name, unit, units.get(name, ()))
            lines.add(commit, metric, *_cell(bench, tool))
            said[metric] = _said(unit, tool)
        lines.text(commit, "date", text_of(run, "commit", "timestamp"))
    return lines.table(Settings(metrics={name: said[name] for name in lines.metrics}))


def _units(runs: list[MappingNode]) -> dict[str, set[str]]:
    """The units of each benchmark: one that was changed is another column."""
    found: dict[str, set[str]] = {}
    for run in runs:
        for bench, _ in records_of(run, "benches"):
            found.setdefault(text_of(bench, "name"), set()).add(text_of(bench, "unit"))
    return found


def _commit(run: MappingNode) -> str:
    commit = text_of(run, "commit", "id")
    return commit[:8] if _HASH.fullmatch(commit) else commit


_NAME = "github-action-benchmark"
_DOCS = "github-action-benchmark"
GITHUB_ACTION = Tool(_NAME, frozenset({"name", "unit", "value"}), _is_input, _shaped, _DOCS)
GITHUB_ACTION_HISTORY = Tool(
    _NAME, frozenset({"lastUpdate", "repoUrl", "entries"}), _is_history, _shaped_history, _DOCS
)
