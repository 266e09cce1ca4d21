"""HELM's ``stats.json``: each statistic of a run is a row, by its split and its perturbation."""

from __future__ import annotations

import re

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.parts import Part, cell, is_number, joined, part_of, run_of, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode

_ABOUT = re.compile(
    "num_|finish_reason_|batch_size$|max_prob$|training_|inference_|estimated_|prompt_truncated$"
)
"""The statistics that HELM itself lists as information on a run, not as scores."""
_INFORMATION = "about the run"


def _is_stats(root: Node) -> bool:
    first = root.values[0] if isinstance(root, SequenceNode) else ""
    return bool(text_of(first, "name", "name"))


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, SequenceNode):
        return None
    lines = Patchwork(shaping.spot(root.mark))
    rows: dict[str, dict[str, str]] = {}
    for node, mark in root.items():
        mean = part_of(node, "mean")
        if mean is None or not isinstance(node, MappingNode):  # of nothing there is no mean
            continue
        row = _name(node)
        lines.row(row, mark)
        lines.add(row, "mean", _cell(node, mean), node.key_mark("mean"))
        group = _group(node)
        if group:
            rows[row] = {"group": group}
    title = run_of(shaping.problems.file)
    return lines.shaped(Settings(title=title, metrics={name: {} for name in lines.metrics}, rows=rows))


def _name(node: MappingNode) -> str:
    """The name of a statistic with its split; of one under a perturbation, with that."""
    parts = [text_of(node, "name", key) for key in ("name", "split", "sub_split")]
    return joined(*parts, _perturbation(node))


def _perturbation(node: MappingNode) -> str:
    """The perturbation with what tells it from others of its name."""
    found, _ = part_of(node, "name", "perturbation") or ("", 0)
    if not isinstance(found, MappingNode):
        return ""
    further = [
        f"{key}={text_of(found, key)}"
        for key in found.keys
        if key not in ("name", "fairness", "robustness", "computed_on") and text_of(found, key)
    ]
    on = text_of(found, "computed_on")
    return " ".join([text_of(found, "name"), *further, *([f"({on})"] if on else [])])


def _group(node: MappingNode) -> str:
    perturbed = text_of(node, "name", "perturbation", "name")
    return perturbed or (_INFORMATION if _ABOUT.match(text_of(node, "name", "name")) else "")


def _cell(node: MappingNode, mean: Part) -> Part:
    """The mean over the trials; one trial has no spread."""
    count = part_of(node, "count")
    if count is None or not is_number(count) or float(str(count[0])) < 2:
        return mean
    return cell(mean, sd=part_of(node, "stddev"), n=count)


_DOCS = "helm"
HELM = Tool("HELM", frozenset({"name", "count", "sum", "sum_squared"}), _is_stats, _shaped, _DOCS)
