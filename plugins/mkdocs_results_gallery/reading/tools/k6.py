"""k6: the summary of a run, of `--summary-export` or of `handleSummary`; a table for each kind of metric.

A metric's numbers are of one kind and one unit, those of two metrics are not: so that no column has two
units, what counts bytes or milliseconds stands apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping, Spot
from mkdocs_results_gallery.reading.tools.measured import inner, lower
from mkdocs_results_gallery.reading.tools.parts import is_number, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool, has_mapping
from mkdocs_results_gallery.reading.tree import MappingNode, Node

_KINDS = {
    "trend": ("avg", "med"),
    "counter": ("count", "rate"),
    "rate": ("passes", "fails"),
    "gauge": ("value",),
}
"""The kinds of metrics, by what only they have; in this order."""
_UNITS = {"time": "ms", "data": "bytes"}
_TIMES = frozenset(
    [
        "group_duration", "iteration_duration", "grpc_req_duration", "ws_connecting", "ws_ping",
        "ws_session_duration",
    ]
)  # fmt: skip # short words stay dense
_DATA = frozenset({"data_received", "data_sent"})
"""Metrics that k6 itself makes; older summaries don't say what they contain."""


def _is_summary(root: Node) -> bool:
    metrics = inner(root, "metrics")
    return has_mapping(root, "root_group") and all(isinstance(one, MappingNode) for one in metrics.values)


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    metrics = inner(root, "metrics")
    found: dict[tuple[str, str], Patchwork] = {}
    for metric, mark, _, _ in metrics.items():
        one = inner(metrics, metric)
        values = inner(one, "values") if "values" in one.keys else one
        kind, unit = _kind_of(values), _UNITS.get(_contained(metric, one), "")
        name = f"{kind}s" + (f" in {unit}" if unit else "")
        place = ("metrics",)
        spot = Spot(name, place, metrics.mark, shaping.settings, shaping.problems, shaping.limits)
        lines = found.setdefault((kind, unit), Patchwork(spot))
        lines.row(metric, mark)
        for key, key_mark, node, at in values.items():
            if is_number((node, at)):
                lines.add(metric, key, (node, at), key_mark)
    tables = [found[key].table(_said(*key, found[key])) for key in sorted(found, key=_order)]
    return Shaped(tuple(tables), shaping.settings)


def _order(key: tuple[str, str]) -> tuple[int, str]:
    return [*_KINDS].index(key[0]), key[1]


def _kind_of(values: MappingNode) -> str:
    return next((kind for kind, keys in _KINDS.items() if {*keys} <= {*values.keys}), "gauge")


def _contained(metric: str, one: MappingNode) -> str:
    """What a metric contains: as the summary says, or as k6 defines those that it makes itself."""
    if "contains" in one.keys:
        return text_of(one, "contains")
    is_request = metric.startswith("http_req_") and metric != "http_req_failed"
    # parts of a metric have its name, and a condition behind it
    name = metric.partition("{")[0]
    return "time" if is_request or name in _TIMES else "data" if name in _DATA else ""


def _said(kind: str, unit: str, lines: Patchwork) -> Settings:
    """What is known of the columns of a table: times are better when they are lower."""
    fields: Mapping[str, Any] = lower(unit) if unit == "ms" and kind == "trend" else {}
    if unit and not fields:
        fields = {"unit": unit}
    return Settings(metrics={name: fields if name != "rate" else {} for name in lines.metrics})


K6 = Tool("k6", frozenset({"root_group", "metrics"}), _is_summary, _shaped, "k6", frozenset({"root_group"}))
