"""scikit-learn's classification report, as JSON or as pandas writes it into a CSV."""

from __future__ import annotations

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.parts import Part
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode, nfc

_SCORES = ("precision", "recall", "f1-score")
_FIELDS = (*_SCORES, "support")
_AVERAGES = ("macro avg", "weighted avg")
_OVERALL = ("accuracy", "micro avg", *_AVERAGES, "samples avg")
_ACCURACY = "accuracy"

_NAME = "scikit-learn's classification report"


def _is_report(root: Node) -> bool:
    found = [root.get(name) for name in _AVERAGES] if isinstance(root, MappingNode) else []
    return all(part is not None and _has_scores(part[0]) for part in found) and bool(found)


def _has_scores(node: Node) -> bool:
    return isinstance(node, MappingNode) and set(_FIELDS) <= {*node.keys}


def _is_report_of_records(root: Node) -> bool:
    """Whether the first column of a CSV names the averages."""
    if not isinstance(root, SequenceNode):
        return False
    names = {record.values[0] for record in root.values[-8:] if isinstance(record, MappingNode)}
    return all(name in names for name in _AVERAGES)


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    lines = Patchwork(shaping.spot(root.mark))
    for name, key_mark, node, mark in root.items():
        if isinstance(node, MappingNode):
            _add_scores(lines, name, key_mark, node)
        elif name == _ACCURACY:
            _add_accuracy(lines, key_mark, (node, mark))
    return _of(lines, shaping)


def _shaped_records(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, SequenceNode):
        return None
    lines = Patchwork(shaping.spot(root.mark))
    for record, mark in root.items():
        if not isinstance(record, MappingNode) or not isinstance(record.values[0], str):
            continue
        name = nfc(record.values[0])
        _add_scores(lines, name, mark, record)
        if name == _ACCURACY:
            message = "the accuracy stands in all four columns, as pandas writes it"
            shaping.problems.notice("accuracy", mark, (name,), message)
    return _of(lines, shaping)


def _add_scores(lines: Patchwork, name: str, mark: Mark, scores: MappingNode) -> None:
    lines.row(name, mark)
    for field in _FIELDS:
        found = scores.get(field)
        if found is not None:
            lines.add(name, field, found, scores.key_mark(field))


def _add_accuracy(lines: Patchwork, mark: Mark, number: Part) -> None:
    lines.row(_ACCURACY, mark)
    lines.add(_ACCURACY, _ACCURACY, number, mark)


def _of(lines: Patchwork, shaping: Shaping) -> Shaped:
    """The table: scores are better when they are higher, the support is a count."""
    metrics = {name: {} if name == "support" else {"higher_is_better": True} for name in lines.metrics}
    rows = {name: {"group": "all classes"} for name in _OVERALL if lines.has(name)}
    return lines.shaped(Settings(metrics=metrics, rows=rows))


_DOCS = "scikit-learn"
CLASSIFICATION_REPORT = Tool(_NAME, frozenset(_AVERAGES), _is_report, _shaped, _DOCS)
CLASSIFICATION_REPORT_CSV = Tool(_NAME, frozenset(_FIELDS), _is_report_of_records, _shaped_records, _DOCS)
