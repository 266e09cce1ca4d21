"""Open Problems: data sets by methods by metrics, and the files that describe them.

The raw and the scaled scores have the same names, so that the scaled ones say what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.leaves import is_missing
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.measured import distinct, inner
from mkdocs_results_gallery.reading.tools.parts import is_flag, is_number, joined, part_of, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import (
    BESIDE,
    MappingNode,
    Node,
    Problems,
    SequenceNode,
    wrong_in_name,
)

_RAW = "metric_values"
_PREFIXED = ("scaled_scores", "resources")
_OVERALL = "mean_score"
_NORMALIZED = "normalization_id"
_OF_RUN = "resources."
"""Before the names of what a run took; some of it is text."""
_HIGHER: Mapping[str, Any] = {"higher_is_better": True}


def _is_cube(root: Node) -> bool:
    return isinstance(root, SequenceNode) and isinstance(root.values[0], MappingNode)


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, SequenceNode):
        return None
    lines = Patchwork(shaping.spot(root.mark))
    records = [record for record in root.values if isinstance(record, MappingNode)]
    for name, record in zip(_names(records), records, strict=True):
        lines.row(name, record.mark)
        _add(lines, name, inner(record, _RAW), "")
        for part in _PREFIXED:
            _add(lines, name, inner(record, part), f"{part}.")
        overall = record.get(_OVERALL)
        if overall is not None:
            lines.add(name, _OVERALL, overall, record.key_mark(_OVERALL))
        lines.text(name, "code_version", text_of(record, "code_version"))
    # scaled by definition: 0 is as good as the baseline, 1 as good as the best
    is_scaled = [name for name in lines.metrics if name == _OVERALL or name.startswith("scaled_scores.")]
    metrics = {name: _HIGHER if name in is_scaled else {} for name in lines.metrics}
    return lines.shaped(Settings(metrics=metrics))


def _names(records: list[MappingNode]) -> Iterator[str]:
    """The data set and the method; and how the data was normalised, where that alone tells two apart."""
    names = [joined(text_of(one, "dataset_id"), text_of(one, "method_id")) for one in records]
    if len({*names}) < len(names):
        names = [joined(name, text_of(one, _NORMALIZED)) for name, one in zip(names, records, strict=True)]
    return distinct(names)


def settings_of_metrics(root: Node, problems: Problems, limits: Limits) -> Settings:
    """What a ``metric_info.json`` says of the metrics of the ``results.json`` beside it."""
    records = root.values if isinstance(root, SequenceNode) else ()
    said: dict[str, dict[str, Any]] = {}
    for record in records:
        metric = text_of(record, "metric_id")
        if not metric:
            continue
        fields = said.setdefault(metric, {})
        label = text_of(record, "metric_name")
        if label and not wrong_in_name(label, limits.name_characters):
            fields["label"] = label
        for value in (True, False):
            if is_flag(part_of(record, "maximize"), value):
                fields["higher_is_better"] = value
    if not said:
        message = "expected a list of metrics by Open Problems, with metric_id and maximize, got none"
        problems.warning("metric info", BESIDE, (), message, "give the file another name")
    return Settings(metrics=said)


def _add(lines: Patchwork, name: str, numbers: MappingNode, prefix: str) -> None:
    for key, mark, node, at in numbers.items():
        if not isinstance(node, str):
            continue
        if prefix != _OF_RUN or is_number((node, at)) or is_missing(node):
            lines.add(name, prefix + key, (node, at), mark)
        else:
            lines.text(name, prefix + key, text_of(numbers, key))


OPEN_PROBLEMS = Tool(
    "Open Problems",
    frozenset({"dataset_id", "method_id", _RAW}),
    _is_cube,
    _shaped,
    "open-problems",
)
