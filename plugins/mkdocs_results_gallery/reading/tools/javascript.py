"""Benchmarks in JavaScript: the results of tinybench, of Benchmark.js and of `vitest bench` as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.measured import (
    count_of,
    distinct,
    failed,
    higher,
    inner,
    lower,
    records_of,
    repeated,
)
from mkdocs_results_gallery.reading.tools.parts import Part, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode

_STATISTICS = ("mean", "min", "max", "p50", "p75", "p99")
_TINYBENCH: Mapping[str, Mapping[str, Any]] = {"latency": lower("ms"), "throughput": higher("1/s")}
_VITEST = {
    **dict.fromkeys(("mean", "median", "min", "max", "p75", "p99"), lower("ms")),
    "hz": higher("1/s"),
}

Number = tuple[str, Mapping[str, Any], Part, Mark]
"""The name of a metric, what is known of it, the number, the place of its name."""


def _records(root: Node) -> list[MappingNode]:
    values = root.values if isinstance(root, SequenceNode) else ()
    return [one for one in values if isinstance(one, MappingNode)]


def _of(named: Sequence[tuple[str, MappingNode, list[Number]]], lines: Patchwork) -> Shaped:
    said: dict[str, Mapping[str, Any]] = {}
    names = distinct(name for name, _, _ in named)
    for row, (_, record, numbers) in zip(names, named, strict=True):
        lines.row(row, record.mark)
        for name, fields, found, mark in numbers:
            lines.add(row, name, found, mark)
            said.setdefault(name, fields)
    return lines.shaped(Settings(metrics={name: said[name] for name in lines.metrics}))


def _is_tinybench(root: Node) -> bool:
    records = _records(root)
    return any("mean" in inner(one, "latency").keys for one in records) and all(
        "name" in one.keys for one in records
    )


def _shaped_tinybench(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, SequenceNode):
        return None
    named = [(text_of(one, "name"), one, [*_of_task(one)]) for one in _records(root)]
    return _of(named, Patchwork(shaping.spot(root.mark)))


def _of_task(task: MappingNode) -> Iterator[Number]:
    if text_of(task, "state") == "errored":
        why = text_of(task, "error") or text_of(task, "error", "message")
        yield "latency.mean", _TINYBENCH["latency"], failed(why, task.mark), task.mark
        return
    for part, fields in _TINYBENCH.items():
        found = inner(task, part)
        n = found.get("samplesCount") or count_of(found, "samples")
        for name in _STATISTICS:
            value = found.get(name)
            if value is not None:
                value = repeated(value, found.get("sd"), n) if name == "mean" else value
                yield f"{part}.{name}", fields, value, found.key_mark(name)


def _told_table(root: Node, shaping: Shaping) -> None:
    """Of the table that tinybench prints: its spreads are in percent of a number that was rounded."""
    message = (
        "expected the results of tinybench, got the table that it prints, whose numbers are rounded texts"
    )
    hint = "write `bench.tasks.map(({name, result}) => ({name, ...result}))` as JSON"
    mark = 0 if isinstance(root, str) else root.mark
    shaping.problems.warning("no table", mark, (), message, hint)


def _is_benchmark_js(root: Node) -> bool:
    return any({"mean", "deviation", "sample"} <= {*inner(one, "stats").keys} for one in _records(root))


def _shaped_benchmark_js(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, SequenceNode):
        return None
    named = [(text_of(one, "name"), one, [*_of_suite(one)]) for one in _records(root)]
    return _of(named, Patchwork(shaping.spot(root.mark)))


def _of_suite(one: MappingNode) -> Iterator[Number]:
    rate = one.get("hz")
    if rate is not None:
        yield "hz", higher("1/s"), rate, one.key_mark("hz")
    stats = inner(one, "stats")
    mean = stats.get("mean")
    if mean is not None:
        found = repeated(mean, stats.get("deviation"), count_of(stats, "sample"))
        yield "stats.mean", lower("s"), found, stats.key_mark("mean")


def _is_vitest(root: Node) -> bool:
    groups = [group for file, _ in records_of(root, "files") for group, _ in records_of(file, "groups")]
    return bool(groups) and all("benchmarks" in group.keys for group in groups)


def _shaped_vitest(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    lines = Patchwork(shaping.spot(root.key_mark("files")))
    groups = [group for file, _ in records_of(root, "files") for group, _ in records_of(file, "groups")]
    named = [
        (f"{text_of(group, 'fullName')} > {text_of(one, 'name')}", one, [*_of_vitest(one)])
        for group in groups
        for one, _ in records_of(group, "benchmarks")
    ]
    return _of(named, lines)


def _of_vitest(one: MappingNode) -> Iterator[Number]:
    for name, fields in _VITEST.items():
        value = one.get(name)
        if value is not None:
            value = repeated(value, one.get("sd"), one.get("sampleCount")) if name == "mean" else value
            yield name, fields, value, one.key_mark(name)


_DOCS = "javascript"
TINYBENCH = Tool(
    "tinybench", frozenset({"name", "latency", "throughput"}), _is_tinybench, _shaped_tinybench, _DOCS
)
TINYBENCH_TABLE = Tool(
    "tinybench",
    frozenset({"Task name", "Samples"}),
    lambda root: isinstance(root, SequenceNode),
    _told_table,
    _DOCS,
    is_told=False,
)
BENCHMARK_JS = Tool(
    "Benchmark.js", frozenset({"name", "hz", "stats"}), _is_benchmark_js, _shaped_benchmark_js, _DOCS
)
VITEST = Tool("vitest bench", frozenset({"files"}), _is_vitest, _shaped_vitest, _DOCS)
