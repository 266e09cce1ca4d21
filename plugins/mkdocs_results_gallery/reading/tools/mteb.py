"""mteb's results of a task: a row for each split and subset, with the main score first."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_results_gallery.reading.notation import NOT_A_NUMBER
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.parts import Part, is_number, joined, part_of, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool, has_mapping
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode

_MAIN = "main_score"
_DEFAULT = "default"
_TIME = "evaluation_time"
_OTHER_KEYS = frozenset({"dataset_revision", "mteb_dataset_name", "mteb_version", "dataset_version"})


def _is_newer(root: Node) -> bool:
    return has_mapping(root, "scores") and bool(text_of(root, "task_name"))


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    scores, mark = part_of(root, "scores") or ("", 0)
    if not isinstance(scores, MappingNode):
        return None
    task = text_of(root, "task_name")
    lines = Patchwork(shaping.spot(mark))
    for split, _, subsets, _ in scores.items():
        for subset, at in subsets.items() if isinstance(subsets, SequenceNode) else ():
            if isinstance(subset, MappingNode):
                of = text_of(subset, "hf_subset")
                _add(lines, joined(task, split, of if of != _DEFAULT else ""), at, subset)
    return _of(lines, task)


def _is_older(root: Node) -> bool:
    return bool(text_of(root, "mteb_dataset_name"))


def _shaped_older(root: Node, shaping: Shaping) -> Shaped | None:
    """Results of mteb before 1.11: a split has its numbers, or those of each language."""
    if not isinstance(root, MappingNode):
        return None
    task = text_of(root, "mteb_dataset_name")
    lines = Patchwork(shaping.spot(root.mark))
    for split, mark, scores, _ in root.items():
        if split in _OTHER_KEYS or not isinstance(scores, MappingNode):
            continue
        languages = [(name, at, node) for name, at, node, _ in scores.items() if _is_of_language(node)]
        if len(languages) * 2 < sum(isinstance(node, MappingNode) for node in scores.values) or not languages:
            languages = [("", mark, scores)]
        for language, at, node in languages:
            if isinstance(node, MappingNode):
                _add(lines, joined(task, split, language), at, node)
    return _of(lines, task)


def _is_of_language(node: Node) -> bool:
    """Whether a mapping in a split is one language: it has the main score, or mappings by similarity."""
    return isinstance(node, MappingNode) and (_MAIN in node.keys or _has_numbers_below(node))


def _has_numbers_below(node: MappingNode) -> bool:
    return any(isinstance(value, MappingNode) for value in node.values) or "accuracy" in node.keys


def _add(lines: Patchwork, row: str, mark: Mark, scores: MappingNode) -> None:
    lines.row(row, mark)
    for metric, found, at in sorted(_numbers(scores), key=lambda one: one[0] != _MAIN):
        lines.add(row, metric, found, at)


def _numbers(scores: MappingNode) -> Iterator[tuple[str, Part, Mark]]:
    """The numbers of a split; NaN stands for what was not computed."""
    for key, key_mark, node, mark in scores.items():
        if isinstance(node, MappingNode):
            for inner, found, at in _numbers(node):
                yield f"{key} {inner}", found, at
        elif key != _TIME and node not in NOT_A_NUMBER and is_number((node, mark)) and not mark & 1:
            yield key, (node, mark), key_mark


def _of(lines: Patchwork, task: str) -> Shaped:
    names = sorted(lines.metrics, key=lambda name: name != _MAIN)
    return lines.shaped(Settings(title=task, metrics={name: {} for name in names}))


_DOCS = "mteb"
MTEB = Tool("mteb", frozenset({"task_name", "scores", "mteb_version"}), _is_newer, _shaped, _DOCS)
MTEB_OLDER = Tool("mteb before 1.11", frozenset({"mteb_dataset_name"}), _is_older, _shaped_older, _DOCS)
