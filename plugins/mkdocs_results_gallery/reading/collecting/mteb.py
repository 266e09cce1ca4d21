"""mteb's results of a task: its main score in each split and subset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_results_gallery.reading.collecting.collection import Member
from mkdocs_results_gallery.reading.collecting.means import Means
from mkdocs_results_gallery.reading.collecting.records import as_record
from mkdocs_results_gallery.reading.formats import read_document
from mkdocs_results_gallery.reading.notation import NOT_A_NUMBER
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, Problems, SequenceNode

MAIN_SCORE = "main_score"


def task_records(
    member: Member, contents: Mapping[str, bytes], means: Means, problems: Problems
) -> list[MappingNode]:
    """The main score of each split and subset of a task."""
    path = member.path
    root = read_document(contents[path], path, problems, means.limits, means.formats).root
    records = []
    if isinstance(root, MappingNode):
        for split, subset, mark in _subsets(root):
            name, at = subset.get("hf_subset") or ("", 0)
            of = name if isinstance(name, str) and name != "default" else ""
            task = (root.get("task_name") or (member.names[0], 0))[0]
            text = " / ".join(part for part in (str(task), split, of) if part)
            score = subset.get(MAIN_SCORE) or ("null", at)
            score = ("null", score[1]) if score[0] in NOT_A_NUMBER else score
            leaves = [("task", mark, text, mark | 1), (MAIN_SCORE, mark, *score)]
            records.append(as_record(leaves, mark, {}))
    return records


def _subsets(root: MappingNode) -> Iterator[tuple[str, MappingNode, Mark]]:
    scores: Node = (root.get("scores") or ("", 0))[0]
    for split, _, subsets, _ in scores.items() if isinstance(scores, MappingNode) else ():
        for subset, mark in subsets.items() if isinstance(subsets, SequenceNode) else ():
            if isinstance(subset, MappingNode):
                yield split, subset, mark
