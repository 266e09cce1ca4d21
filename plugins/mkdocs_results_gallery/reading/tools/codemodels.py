"""Evaluations of models of code: BigCode's harness, where a task is a row, and EvalPlus, with two rows."""

from __future__ import annotations

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.parts import day_of, is_number, part_of, run_of, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node

_CONFIG = "config"
_SETTINGS = frozenset({"tasks", "n_samples", "allow_code_execution", "model"})
"""Arguments of BigCode's harness, which writes all of them."""


def _is_bigcode(root: Node) -> bool:
    config = part_of(root, _CONFIG)
    return config is not None and isinstance(config[0], MappingNode) and {*config[0].keys} >= _SETTINGS


def _shaped_bigcode(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    lines = _rows(root, shaping)
    return lines.shaped(Settings(title=text_of(root, _CONFIG, "model")))


def _is_evalplus(root: Node) -> bool:
    found = part_of(root, "pass_at_k", "base")
    return found is not None and isinstance(found[0], MappingNode)


def _shaped_evalplus(root: Node, shaping: Shaping) -> Shaped | None:
    found, _ = part_of(root, "pass_at_k") or ("", 0)
    if not isinstance(found, MappingNode):
        return None
    title = run_of(shaping.problems.file).removesuffix("_eval_results").removesuffix(".eval_results")
    return _rows(found, shaping).shaped(Settings(title=title, date=day_of(root, "date")))


def _rows(tasks: MappingNode, shaping: Shaping) -> Patchwork:
    """A row for each mapping with numbers, but for the settings."""
    lines = Patchwork(shaping.spot(tasks.mark))
    for name, mark, scores, _ in tasks.items():
        if name == _CONFIG or not isinstance(scores, MappingNode):
            continue
        for metric, metric_mark, node, at in scores.items():
            if is_number((node, at)):
                lines.row(name, mark)
                lines.add(name, metric, (node, at), metric_mark)
    return lines


_DOCS = "code-models"
BIGCODE = Tool(
    "BigCode's evaluation harness",
    frozenset({_CONFIG}),
    _is_bigcode,
    _shaped_bigcode,
    _DOCS,
    frozenset({_CONFIG}),
)
EVALPLUS = Tool(
    "EvalPlus",
    frozenset({"eval", "pass_at_k"}),
    _is_evalplus,
    _shaped_evalplus,
    _DOCS,
    frozenset({"eval"}),
)
