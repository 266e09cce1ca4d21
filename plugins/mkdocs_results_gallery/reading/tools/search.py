"""Searches for parameters: the `cv_results_` of scikit-learn and the trials of Optuna, through pandas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.measured import distinct, failed, lower
from mkdocs_results_gallery.reading.tools.parts import cell, is_number, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode

_MEAN, _STD, _RANK, _PARAM = "mean_", "std_", "rank_test_", "param_"
_TIMES = ("mean_fit_time", "mean_score_time")
_TRIALS = frozenset({"number", "datetime_start", "datetime_complete", "state"})
_PARAMS = "params_"


def _records(root: Node) -> list[MappingNode]:
    values = root.values if isinstance(root, SequenceNode) else ()
    return [record for record in values if isinstance(record, MappingNode)]


def _is_search(root: Node) -> bool:
    first = _records(root)[:1]
    return any(key.startswith(_RANK) for record in first for key in record.keys)


def _shaped_search(root: Node, shaping: Shaping) -> Shaped | None:
    records = _records(root)
    lines = Patchwork(shaping.spot(records[0].mark))
    for name, record in zip(distinct(text_of(one, "params") for one in records), records, strict=True):
        lines.row(name, record.mark)
        for key, mark, node, at in record.items():
            if key.startswith(_MEAN):
                # over the folds, n in the denominator: it says nothing of how many there are
                sd = record.get(_STD + key.removeprefix(_MEAN))
                lines.add(name, key, cell((node, at), sd=sd), mark)
            elif key.startswith(_PARAM):
                lines.text(name, key.removeprefix(_PARAM), text_of(record, key))
    return lines.shaped(Settings(metrics=dict(_said_of(lines.metrics))))


def _said_of(metrics: tuple[str, ...]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Scores are better when they are higher, by scikit-learn's convention for scorers."""
    for name in metrics:
        is_score = name.startswith(("mean_test_", "mean_train_"))
        yield name, {"higher_is_better": True} if is_score else lower("s") if name in _TIMES else {}


def _is_study(root: Node) -> bool:
    return any(record.keys[0] == "number" for record in _records(root)[:1])


def _shaped_study(root: Node, shaping: Shaping) -> Shaped | None:
    records = _records(root)
    lines = Patchwork(shaping.spot(records[0].mark))
    for record in records:
        name = text_of(record, "number")
        lines.row(name, record.mark)
        state = text_of(record, "state")
        for key, mark, node, at in record.items():
            if key == "value" or key.startswith("values_"):
                found = (node, at) if is_number((node, at)) or state != "FAIL" else failed("", at)
                lines.add(name, key, found, mark)
            elif key.startswith("user_attrs_") and is_number((node, at)):
                lines.add(name, key, (node, at), mark)
            elif key not in ("number", "datetime_start", "datetime_complete"):
                lines.text(name, key.removeprefix(_PARAMS), text_of(record, key))
    return lines.shaped(Settings())


CV_RESULTS = Tool(
    "a search of scikit-learn",
    frozenset({"params", "mean_fit_time", "std_fit_time"}),
    _is_search,
    _shaped_search,
    "scikit-learn",
)
OPTUNA = Tool("Optuna", _TRIALS, _is_study, _shaped_study, "optuna")
