"""Locust: the statistics of requests that `--csv` writes; percentiles and other times are milliseconds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.measured import distinct, lower
from mkdocs_results_gallery.reading.tools.parts import text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode

_NAMES = ("Type", "Name")
_ALL = "Aggregated"


def _is_statistics(root: Node) -> bool:
    return isinstance(root, SequenceNode)


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, SequenceNode):
        return None
    lines = Patchwork(shaping.spot(root.mark))
    records = [record for record in root.values if isinstance(record, MappingNode)]
    names = (" ".join(filter(None, (text_of(one, key) for key in _NAMES))) for one in records)
    for name, record in zip(distinct(names), records, strict=True):
        lines.row(name, record.mark)
        for key, mark, node, at in record.items():
            if key not in _NAMES:
                lines.add(name, key, (node, at), mark)
    rows = {_ALL: {"group": "all requests"}} if lines.has(_ALL) else {}
    return lines.shaped(Settings(metrics={name: _said(name) for name in lines.metrics}, rows=rows))


def _said(name: str) -> Mapping[str, Any]:
    """What is known of a column by its name, which Locust has chosen."""
    if name.endswith(" Response Time") or name.endswith("%"):
        return lower("ms")
    if name in ("Failure Count", "Failures/s"):
        return {"higher_is_better": False}
    return {"unit": "bytes"} if name == "Average Content Size" else {}


LOCUST = Tool(
    "Locust",
    frozenset({*_NAMES, "Request Count", "Failure Count", "Median Response Time", "Requests/s"}),
    _is_statistics,
    _shaped,
    "locust",
)
