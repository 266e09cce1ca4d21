"""MultiQC: the general statistics in ``multiqc_data.json``, whose numbers are those of the modules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.measured import inner
from mkdocs_results_gallery.reading.tools.parts import part_of, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode, is_null

_DATA, _HEADERS = "report_general_stats_data", "report_general_stats_headers"


def _has_statistics(root: Node) -> bool:
    return isinstance(root, MappingNode) and _DATA in root.keys and _HEADERS in root.keys


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    lines = Patchwork(shaping.spot(root.key_mark(_DATA)))
    modules = [*_modules(root)]
    counts = Counter(key for _, _, headers in modules for key in headers.keys)
    said: dict[str, Mapping[str, Any]] = {}
    for module, samples, headers in modules:
        for sample, mark, _, _ in samples.items():
            numbers = inner(samples, sample)
            lines.row(sample, mark)
            for key in headers.keys:
                found = numbers.get(key)
                name = f"{module} / {key}" if counts[key] > 1 else key
                if found is not None and isinstance(found[0], str):
                    lines.add(sample, name, found, numbers.key_mark(key))
                    said[name] = _said(inner(headers, key))
    return lines.shaped(Settings(metrics={name: said[name] for name in lines.metrics}))


def _modules(root: MappingNode) -> Iterator[tuple[str, MappingNode, MappingNode]]:
    """The samples and the columns of each module: older files list them without names."""
    data, headers = part_of(root, _DATA), part_of(root, _HEADERS)
    if data is None or headers is None:
        return
    if isinstance(data[0], MappingNode) and isinstance(headers[0], MappingNode):
        for module in data[0].keys:
            yield module, inner(data[0], module), inner(headers[0], module)
    elif isinstance(data[0], SequenceNode) and isinstance(headers[0], SequenceNode):
        for number, (samples, columns) in enumerate(zip(data[0].values, headers[0].values, strict=False), 1):
            if isinstance(samples, MappingNode) and isinstance(columns, MappingNode):
                yield str(number), samples, columns


def _said(header: MappingNode) -> Mapping[str, Any]:
    """The title of a column, and percent where its numbers are shown as they are."""
    title = text_of(header, "title")
    said: dict[str, Any] = {"label": title} if title else {}
    modified = header.get("modify")
    is_as_written = modified is None or is_null(*modified)
    if text_of(header, "suffix") == "%" and is_as_written:
        said["unit"] = "percent"
    return said


MULTIQC = Tool(
    "MultiQC (general statistics)",
    frozenset({_DATA, _HEADERS, "report_data_sources"}),
    _has_statistics,
    _shaped,
    "multiqc",
    frozenset({"report_plot_data", "report_saved_raw_data", "report_data_sources"}),
)
