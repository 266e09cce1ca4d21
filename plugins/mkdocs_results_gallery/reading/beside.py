"""Marks of what a file beside the results file says."""

from __future__ import annotations

from array import array

from mkdocs_results_gallery.reading.tree import BESIDE, MappingNode, Node


def standing_beside(node: Node) -> None:
    """Mark all of a tree as what a file beside the results file says."""
    waiting, seen = [node], set[int]()
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) or id(one) in seen:  # an alias is one node in several places
            continue
        seen.add(id(one))
        one.mark |= BESIDE
        one.marks = array("q", [mark | BESIDE for mark in one.marks])
        if isinstance(one, MappingNode):
            one.key_marks = array("q", [mark | BESIDE for mark in one.key_marks])
        waiting += one.values
