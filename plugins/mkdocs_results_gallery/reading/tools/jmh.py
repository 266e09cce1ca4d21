"""JMH: what `-rf json` writes; a score with its confidence interval, by benchmark and parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.measured import column, inner
from mkdocs_results_gallery.reading.tools.parts import Part, cell, is_number, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode

_LEVEL: Part = ("99.9", 0)
_HIGHER = {"thrpt": True, "avgt": False, "sample": False, "ss": False}
"""By mode: a throughput, or times."""


def _is_result(root: Node) -> bool:
    return isinstance(root, SequenceNode) and bool(inner(root.values[0], "primaryMetric").keys)


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, SequenceNode):
        return None
    runs = [run for run in root.values if isinstance(run, MappingNode)]
    scales = {_scale(run) for run in runs}
    lines = Patchwork(shaping.spot(root.mark))
    said: dict[str, Mapping[str, Any]] = {}
    for name, run in _named(runs):
        lines.row(name, run.mark)
        primary = inner(run, "primaryMetric")
        unit = text_of(primary, "scoreUnit")
        score = column("score", _scale(run), scales)
        lines.add(name, score, _score(primary), primary.key_mark("score"))
        said[score] = {"unit": unit, **_direction(text_of(run, "mode"))}
        others = inner(run, "secondaryMetrics")
        for key in others.keys:
            other = inner(others, key)
            metric = f"secondary {key}" if key in said else key
            lines.add(name, metric, _score(other), others.key_mark(key))
            said[metric] = {"unit": text_of(other, "scoreUnit")}
        for key in inner(run, "params").keys:
            lines.text(name, key, text_of(run, "params", key))
    return lines.shaped(Settings(metrics={name: said[name] for name in lines.metrics}))


def _scale(run: MappingNode) -> str:
    """The mode and the unit of a run: others are not to be compared with it."""
    return f"{text_of(run, 'mode')} {text_of(run, 'primaryMetric', 'scoreUnit')}".strip()


def _direction(mode: str) -> Mapping[str, Any]:
    return {"higher_is_better": _HIGHER[mode]} if mode in _HIGHER else {}


def _named(runs: list[MappingNode]) -> Iterator[tuple[str, MappingNode]]:
    """The runs by benchmark and parameters; modes of one benchmark are one row."""
    seen: dict[tuple[str, str], int] = {}
    for run in runs:
        params = inner(run, "params")
        said = ", ".join(f"{key}={text_of(params, key)}" for key in params.keys)
        name = text_of(run, "benchmark") + (f" ({said})" if said else "")
        key = name, _scale(run)
        seen[key] = seen.get(key, 0) + 1
        yield name if seen[key] == 1 else f"{name} ({seen[key]})", run


def _score(metric: MappingNode) -> Part:
    """The score with its interval, whose ends are NaN where there was one iteration."""
    value = metric.get("score") or ("", metric.mark)
    found, _ = metric.get("scoreConfidence") or ("", 0)
    ends = [*found.items()] if isinstance(found, SequenceNode) else []
    if len(ends) != 2 or not all(map(is_number, ends)):
        return value
    low, high = (float(str(end)) for end, _ in ends)
    is_around = is_number(value) and low < float(str(value[0])) < high
    return cell(value, ends=(ends[0], ends[1]) if is_around else None, level=_LEVEL)


JMH = Tool("JMH", frozenset({"jmhVersion", "benchmark", "primaryMetric"}), _is_result, _shaped, "jmh")
