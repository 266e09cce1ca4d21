"""airspeed velocity (asv): the results of one commit on one machine; NaN was skipped, null failed.

What a benchmark measures is the beginning of its name, by asv's own definition; what a ``track_`` benchmark
measures nobody knows here, so that each is a column of its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product

from mkdocs_results_gallery.reading.notation import NOT_A_NUMBER
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.measured import distinct, inner, lower
from mkdocs_results_gallery.reading.tools.parts import Part, cell, is_number, mapping, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool, has_mapping
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode, is_null

_KINDS = (
    (re.compile(r"time(?:raw)?_|Time(?:[A-Z_]|raw)"), "time", lower("s")),
    (re.compile(r"(?:peak)?mem_|(?:Peak)?Mem[A-Z_]"), "memory", lower("bytes")),
)
"""What the last part of a name begins with: asv measures seconds and bytes."""
_RESULT, _PARAMS = "result", "params"
_ENDS = ("stats_ci_99_a", "stats_ci_99_b")
_REPEATS = "stats_repeat"
_LEVEL: Part = ("99", 0)
_MOST = 100_000
"""Combinations of parameters of one benchmark."""
_LAST = 4_102_444_800_000
"""The first millisecond of the year 2100."""


def _is_of_a_commit(root: Node) -> bool:
    return has_mapping(root, "results") and has_mapping(root, "params")


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    lines = Patchwork(shaping.spot(root.key_mark("results")))
    found, _ = root.get("result_columns") or ("", 0)
    heads = [str(head) for head in found.values] if isinstance(found, SequenceNode) else []
    results = inner(root, "results")
    if not any(_has_number(node, heads) for node in results.values):
        return Shaped(
            (), shaping.settings
        )  # of a commit that could not be built; many combinations take long
    said = {}
    for benchmark, mark, node, at in results.items():
        metric, fields = _kind_of(benchmark)
        cells = [*_cells(_columns(node, at, heads), mark)]
        for row, (_, value) in zip(distinct(f"{benchmark}{name}" for name, _ in cells), cells, strict=True):
            lines.row(row, mark)
            lines.add(row, metric, value, mark)
        said[metric] = fields
    return lines.shaped(Settings(date=_day(root), metrics={name: said[name] for name in lines.metrics}))


def _has_number(node: Node, heads: list[str]) -> bool:
    """Whether a benchmark has a result at all."""
    value = _columns(node, 0, heads).get(_RESULT)
    if value is None or not isinstance(value[0], SequenceNode):
        return is_number(value)
    return any(map(is_number, value[0].items()))


def _kind_of(benchmark: str) -> tuple[str, dict[str, object]]:
    """The column of a benchmark, and what is known of it."""
    last = benchmark.rpartition(".")[2]
    found = next(((name, dict(said)) for begins, name, said in _KINDS if begins.match(last)), None)
    return found or (benchmark, {})


def _day(root: MappingNode) -> str:
    written = text_of(root, "date")
    milliseconds = float(written) if is_number(root.get("date")) else 0
    if not 0 < milliseconds < _LAST:
        return ""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()


def _columns(node: Node, mark: Mark, heads: list[str]) -> dict[str, Part]:
    """What is known of a benchmark, by name: columns are named once for all; older files write a mapping."""
    if isinstance(node, SequenceNode):
        return dict(zip(heads, node.items(), strict=False))
    if isinstance(node, MappingNode):
        return {key: (value, at) for key, _, value, at in node.items()}
    return {_RESULT: (node, mark)}


def _cells(columns: dict[str, Part], mark: Mark) -> Iterator[tuple[str, Part]]:
    """The parameters of each combination as they are called, with its number."""
    params, _ = columns.get(_PARAMS) or ("", 0)
    axes = [_texts(axis) for axis in params.values] if isinstance(params, SequenceNode) else []
    if math.prod(map(len, axes)) > _MOST:
        axes = []
    for place, combination in enumerate(product(*axes)):
        name = f"({', '.join(combination)})" if axes else ""
        value = _at(columns.get(_RESULT), place) or ("", mark)
        low, high = (_at(columns.get(end), place) for end in _ENDS)
        yield name, _cell(value, low, high, _at(columns.get(_REPEATS), place))


def _texts(axis: Node) -> list[str]:
    values = axis.values if isinstance(axis, SequenceNode) else ()
    return [value for value in values if isinstance(value, str)]


def _at(column: Part | None, place: int) -> Part | None:
    """The entry of a column for a combination; one for all where it is no list."""
    node = column[0] if column else ""
    if not isinstance(node, SequenceNode):
        return column
    return (node.values[place], node.marks[place]) if place < len(node.values) else None


def _cell(value: Part, low: Part | None, high: Part | None, n: Part | None) -> Part:
    node, mark = value
    if is_null(node, mark):
        return mapping([("missing", ("failed", mark))]), mark
    if isinstance(node, str) and node in NOT_A_NUMBER:
        return mapping([("missing", ("not run", mark)), ("note", ("skipped", mark | 1))]), mark
    # its ends are rounded, so that the number itself may lie outside of them
    return cell(value, ends=(low, high), level=_LEVEL, n=n) if _holds(value, low, high) else value


def _holds(value: Part, low: Part | None, high: Part | None) -> bool:
    if not (is_number(value) and is_number(low) and is_number(high)) or low is None or high is None:
        return False
    return float(str(low[0])) < float(str(value[0])) < float(str(high[0]))


ASV = Tool(
    "airspeed velocity (asv)",
    frozenset({"commit_hash", "results", "params"}),
    _is_of_a_commit,
    _shaped,
    "asv",
    frozenset({"params", "requirements", "env_vars", "durations", "profiles"}),
)
