"""mteb's results of a task: a row for each split and subset, with the main score first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
_MEASURES = frozenset({"cos_sim", "cosine", "dot", "euclidean", "manhattan", "max", "similarity"})
"""Names of similarities, below which an older file has numbers; any other name there is a language."""
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
        languages = [
            (name, at, node)
            for name, at, node, _ in scores.items()
            if isinstance(node, MappingNode) and name not in _MEASURES
        ]
        _add(lines, joined(task, split), mark, scores, [name for name, _, _ in languages])
        for language, at, node in languages:
            _add(lines, joined(task, split, language), at, node)
    return _of(lines, task)


def _add(lines: Patchwork, row: str, mark: Mark, scores: MappingNode, others: Sequence[str] = ()) -> None:
    """A row of the numbers in `scores`, if there is one, but for those below the names of `others`."""
    found = [*_numbers(scores, others)]
    if found:
        lines.row(row, mark)
    for metric, part, at in sorted(found, key=lambda one: one[0] != _MAIN):
        lines.add(row, metric, part, at)


def _numbers(scores: MappingNode, others: Sequence[str] = ()) -> Iterator[tuple[str, Part, Mark]]:
    """The numbers of a split; NaN stands for what was not computed."""
    for key, key_mark, node, mark in scores.items():
        if key in others:
            continue
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
