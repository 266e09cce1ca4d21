"""pytest-benchmark: saved runs as JSON, and what `pytest-benchmark compare --csv` writes."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.measured import (
    distinct,
    higher,
    inner,
    lower,
    records_of,
    repeated,
)
from mkdocs_results_gallery.reading.tools.parts import day_of, is_number, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode

_TIMES = ("mean", "median", "min", "max")
_RATE = "ops"
_FIELDS = (*_TIMES, _RATE)
_SAID = {**dict.fromkeys(_TIMES, lower("s")), _RATE: higher("1/s")}
"""The definition of the format: seconds, and rounds in a second."""
_OF_CSV = frozenset(
    ["name", "min", "max", "mean", "stddev", "median", "iqr", "outliers", "ops", "rounds", "iterations"]
)
_PARAM = "param:"


def _is_saved(root: Node) -> bool:
    return isinstance(root, MappingNode) and isinstance((root.get("benchmarks") or ("",))[0], SequenceNode)


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    lines = Patchwork(shaping.spot(root.key_mark("benchmarks")))
    runs = [run for run, _ in records_of(root, "benchmarks")]
    groups: dict[str, str] = {}
    for name, run in zip(_names(runs), runs, strict=True):
        lines.row(name, run.mark)
        _add_times(lines, name, inner(run, "stats"))
        for key in inner(run, "params").keys:
            lines.text(name, key, text_of(run, "params", key))
        _add_more(lines, name, inner(run, "extra_info"))
        groups[name] = text_of(run, "group")
    return lines.shaped(
        Settings(
            date=day_of(root, "datetime"),
            metrics={name: _SAID.get(name, {}) for name in lines.metrics},
            rows={name: {"group": group} for name, group in groups.items() if group},
        )
    )


def _names(runs: list[MappingNode]) -> Iterator[str]:
    """The shortest names that differ: those of the functions, or with the files that they are in."""
    short = [text_of(run, "name") for run in runs]
    if len({*short}) < len(short):
        short = [text_of(run, "fullname") or name for run, name in zip(runs, short, strict=True)]
    return distinct(short)


def _add_times(lines: Patchwork, name: str, stats: MappingNode) -> None:
    for field in _FIELDS:
        found = stats.get(field)
        if found is None:
            continue
        if field == "mean":
            found = repeated(found, stats.get("stddev"), stats.get("rounds"))
        lines.add(name, field, found, stats.key_mark(field))


def _add_more(lines: Patchwork, name: str, info: MappingNode) -> None:
    """What the author of a benchmark has noted beside it."""
    for key, key_mark, node, mark in info.items():
        column = f"extra_info.{key}" if key in _SAID else key
        if is_number((node, mark)):
            lines.add(name, column, (node, mark), key_mark)
        elif isinstance(node, str):
            lines.text(name, column, text_of(info, key))


def _shaped_records(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, SequenceNode):
        return None
    lines = Patchwork(shaping.spot(root.mark))
    records = [record for record in root.values if isinstance(record, MappingNode)]
    for name, record in zip(distinct(text_of(one, "name") for one in records), records, strict=True):
        lines.row(name, record.mark)
        _add_times(lines, name, record)
        for key in record.keys:
            if key.startswith(_PARAM):
                lines.text(name, key.removeprefix(_PARAM), text_of(record, key))
    return lines.shaped(Settings(metrics={name: _SAID[name] for name in lines.metrics}))


_NAME = "pytest-benchmark"
_DOCS = "pytest-benchmark"
PYTEST_BENCHMARK = Tool(
    _NAME,
    frozenset({"machine_info", "commit_info", "benchmarks"}),
    _is_saved,
    _shaped,
    _DOCS,
    frozenset({"machine_info", "commit_info"}),
)
PYTEST_BENCHMARK_CSV = Tool(
    _NAME, _OF_CSV, lambda root: isinstance(root, SequenceNode), _shaped_records, _DOCS
)
