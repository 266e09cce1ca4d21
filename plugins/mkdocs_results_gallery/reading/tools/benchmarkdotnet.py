"""BenchmarkDotNet: its full and brief JSON reports, in nanoseconds and bytes."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.measured import (
    distinct,
    failed,
    inner,
    lower,
    records_of,
    repeated,
)
from mkdocs_results_gallery.reading.tools.parts import text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node

_TIMES = ("Mean", "Median", "Min", "Max")
_MEMORY, _ALLOCATED = "Memory", "BytesAllocatedPerOperation"
_SAID = {**dict.fromkeys(_TIMES, lower("ns")), _ALLOCATED: lower("bytes")}


def _is_report(root: Node) -> bool:
    return all(
        "FullName" in one.keys and "Statistics" in one.keys for one, _ in records_of(root, "Benchmarks")
    )


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    lines = Patchwork(shaping.spot(root.key_mark("Benchmarks")))
    runs = [run for run, _ in records_of(root, "Benchmarks")]
    for name, run in zip(_names(runs), runs, strict=True):
        lines.row(name, run.mark)
        found = inner(run, "Statistics")
        for field in _TIMES:
            value = found.get(field)
            if field == "Mean" and value is not None:
                value = repeated(value, found.get("StandardDeviation"), found.get("N"))
            if value is not None or field == "Mean":
                # a benchmark that ended in an error has no statistics
                mark = found.key_mark(field) or run.mark
                lines.add(name, field, value or failed("", run.mark), mark)
        memory = inner(run, _MEMORY)
        allocated = memory.get(_ALLOCATED)
        if allocated is not None:
            lines.add(name, _ALLOCATED, allocated, memory.key_mark(_ALLOCATED))
    return lines.shaped(Settings(metrics={name: _SAID[name] for name in lines.metrics}))


def _names(runs: list[MappingNode]) -> Iterator[str]:
    """The names of the methods with their parameters; with their jobs where there are several."""
    plain = [text_of(run, "FullName") for run in runs]
    if len({*plain}) < len(plain):
        plain = [text_of(run, "DisplayInfo") or name for run, name in zip(runs, plain, strict=True)]
    return distinct(plain)


BENCHMARK_DOTNET = Tool(
    "BenchmarkDotNet",
    frozenset({"Title", "HostEnvironmentInfo", "Benchmarks"}),
    _is_report,
    _shaped,
    "benchmarkdotnet",
    frozenset({"HostEnvironmentInfo"}),
)
