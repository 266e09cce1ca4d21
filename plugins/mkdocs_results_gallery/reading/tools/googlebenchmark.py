"""Google Benchmark, as JSON or CSV.

Repetitions of one benchmark are one row: their mean, with their standard deviation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.measured import (
    column,
    distinct,
    failed,
    higher,
    lower,
    records_of,
    repeated,
)
from mkdocs_results_gallery.reading.tools.parts import Part, day_of, is_flag, is_number, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode

_TIMES = ("real_time", "cpu_time")
_RATES = {"bytes_per_second": higher("bytes/s"), "items_per_second": higher("items/s")}
_NO_COUNTERS = frozenset(
    [
        "name", "family_index", "per_family_instance_index", "run_name", "run_type", "repetitions",
        "repetition_index", "threads", "iterations", "time_unit", "label", "error_occurred", "error_message",
        "skipped", "skip_message", "aggregate_name", "aggregate_unit", *_TIMES,
    ]
)  # fmt: skip # short words stay dense
_AGGREGATES = ("mean", "median", "stddev", "cv", "BigO", "RMS")
_HEAD = frozenset({"name", "iterations", "real_time", "cpu_time", "time_unit", "error_occurred"})


@dataclass(slots=True)
class _Benchmark:
    """What a file says of one benchmark."""

    repetitions: list[MappingNode] = field(default_factory=list)
    aggregates: dict[str, MappingNode] = field(default_factory=dict)

    def rows(self, name: str) -> Iterator[tuple[str, MappingNode, MappingNode | None]]:
        """The rows by name: the mean of its repetitions with their deviation, else each of them."""
        mean = self.aggregates.get("mean")
        if mean is not None:
            yield name, mean, self.aggregates.get("stddev")
            return
        for one, each in zip(distinct(name for _ in self.repetitions), self.repetitions, strict=True):
            yield one, each, None


def _is_json(root: Node) -> bool:
    if not isinstance(root, MappingNode) or not isinstance((root.get("context") or ("",))[0], MappingNode):
        return False
    records = records_of(root, "benchmarks")
    return all("name" in record.keys and "iterations" in record.keys for record, _ in records[:1])


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    lines = Patchwork(shaping.spot(root.key_mark("benchmarks")))
    records = [record for record, _ in records_of(root, "benchmarks")]
    return _of(records, lines, day_of(root, "context", "date"))


def _shaped_records(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, SequenceNode):
        return None
    records = [record for record in root.values if isinstance(record, MappingNode)]
    return _of(records, Patchwork(shaping.spot(root.mark)), "")


def _of(records: Sequence[MappingNode], lines: Patchwork, date: str) -> Shaped:
    units = {text_of(record, "time_unit") for record in records if not _why_none(record)} - {""}
    said = {column(name, unit, units): lower(unit) for unit in units for name in _TIMES}
    for name, benchmark in _benchmarks(records).items():
        for row, record, deviation in benchmark.rows(name):
            lines.row(row, record.mark)
            unit = text_of(record, "time_unit")
            why = _why_none(record)
            for key, mark, found in _numbers(record, deviation):
                if why is None:
                    lines.add(row, column(key, unit, units) if key in _TIMES else key, found, mark)
                elif key in _TIMES:
                    shown = unit if unit in units else next(iter(units), "")
                    lines.add(row, column(key, shown, units), failed(why, mark), mark)
            lines.text(row, "label", text_of(record, "label"))
    metrics = {name: said.get(name) or _RATES.get(name, {}) for name in lines.metrics}
    return lines.shaped(Settings(date=date, metrics=metrics))


def _benchmarks(records: Sequence[MappingNode]) -> dict[str, _Benchmark]:
    """The benchmarks by name; aggregates have the name of what they sum up."""
    found: dict[str, _Benchmark] = {}
    names = {text_of(record, "name") for record in records}
    for record in records:
        name, aggregate = _named(record, names)
        benchmark = found.setdefault(name, _Benchmark())
        if aggregate:
            benchmark.aggregates.setdefault(aggregate, record)
        else:
            benchmark.repetitions.append(record)
    return found


def _named(record: MappingNode, names: set[str]) -> tuple[str, str]:
    """The name of a benchmark, and of the aggregate that the record is; ``""`` for a run."""
    name = text_of(record, "name")
    if "run_type" in record.keys:
        return text_of(record, "run_name") or name, text_of(record, "aggregate_name")
    base, _, last = name.rpartition("_")
    # older files, and each CSV, say it by the name alone
    is_one = {f"{base}_mean", f"{base}_stddev"} <= names or last in ("BigO", "RMS")
    is_aggregate = last in _AGGREGATES and is_one
    return (base, last) if is_aggregate else (name, "")


def _why_none(record: MappingNode) -> str | None:
    """Why a benchmark has no times, though 0 is written; None for one that has."""
    for flag, message in (("error_occurred", "error_message"), ("skipped", "skip_message")):
        if is_flag(record.get(flag), True):
            return text_of(record, message)
    return None


def _numbers(record: MappingNode, deviation: MappingNode | None) -> Iterator[tuple[str, Mark, Part]]:
    """The times, rates and counters of a benchmark."""
    n = record.get("repetitions") or (record.get("iterations") if deviation else None)
    for key, mark, node, at in record.items():
        if key in _NO_COUNTERS and key not in _TIMES:
            continue
        if is_number((node, at)) or key in _TIMES:
            yield key, mark, repeated((node, at), deviation.get(key), n) if deviation else (node, at)


_NAME = "Google Benchmark"
_DOCS = "google-benchmark"
GOOGLE_BENCHMARK = Tool(_NAME, frozenset({"context", "benchmarks"}), _is_json, _shaped, _DOCS)
GOOGLE_BENCHMARK_CSV = Tool(_NAME, _HEAD, lambda root: isinstance(root, SequenceNode), _shaped_records, _DOCS)
