"""pyperf: the runs of each benchmark, whose values are repeats; calibrations and warmups are none."""

from __future__ import annotations

from array import array
from dataclasses import replace

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.measured import distinct, lower, records_of
from mkdocs_results_gallery.reading.tools.parts import Part, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode

_UNITS = {"second": ("mean", "s"), "byte": ("memory", "bytes"), "integer": ("count", "")}
"""The units of pyperf, each a column of its own."""


def _is_suite(root: Node) -> bool:
    runs = [
        run for benchmark, _ in records_of(root, "benchmarks")[:1] for run, _ in records_of(benchmark, "runs")
    ]
    return any("values" in run.keys or "warmups" in run.keys for run in runs)


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    lines = Patchwork(shaping.spot(root.key_mark("benchmarks")))
    benchmarks = [one for one, _ in records_of(root, "benchmarks")]
    # what all benchmarks have in common stands beside them
    names = (text_of(one, "metadata", "name") or text_of(root, "metadata", "name") for one in benchmarks)
    said = {}
    for name, one in zip(distinct(names), benchmarks, strict=True):
        unit = text_of(one, "metadata", "unit") or text_of(root, "metadata", "unit") or "second"
        metric, shown = _UNITS.get(unit, (unit, unit))
        lines.row(name, one.mark)
        lines.add(name, metric, _values(one), one.key_mark("runs"))
        said[metric] = lower(shown) if unit in ("second", "byte") else {}
    shaped = lines.shaped(Settings(metrics={name: said[name] for name in lines.metrics}))
    repeats = frozenset(lines.metrics)
    return replace(shaped, tables=tuple(replace(table, repeats=repeats) for table in shaped.tables))


def _values(benchmark: MappingNode) -> Part:
    """The values of all runs of a benchmark."""
    runs = (run.get("values") for run, _ in records_of(benchmark, "runs"))
    lists = [found[0] for found in runs if found and isinstance(found[0], SequenceNode)]
    values = [value for one in lists for value in one.values]
    marks = array("q", [mark for one in lists for mark in one.marks])
    return SequenceNode(values, marks, benchmark.key_mark("runs"), 1), benchmark.key_mark("runs")


PYPERF = Tool(
    "pyperf", frozenset({"benchmarks", "version"}), _is_suite, _shaped, "pyperf", frozenset({"metadata"})
)
