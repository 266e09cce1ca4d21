"""Cells that are a mapping in the words of others: ``{mean: 0.5, std: 0.1}``."""

from __future__ import annotations

from array import array

from mkdocs_results_gallery.reading.notation import FIELDS
from mkdocs_results_gallery.reading.tables.partnames import (
    ENDS,
    MEAN,
    SPREADS,
    level_in,
    part_of,
    words_of,
)
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode

_FIELDS = frozenset(FIELDS)
_VALUES = ("value", MEAN, "estimate", "score", "coef")
"""What the number is called in a cell that is a mapping."""


def as_fields(node: MappingNode) -> MappingNode:
    """The cell `node`, with the fields that a cell has here: ``{mean: 0.5, std: 0.1}``."""
    if _FIELDS.issuperset(node.keys) and ("value" in node.keys or "missing" in node.keys):
        return node
    return _translated(node) or node


def _translated(node: MappingNode) -> MappingNode | None:
    """None where it is no such cell.

    A number without anything that says how sure it is, with two kinds of it, or with a maximum is none.
    """
    found: dict[str, tuple[Mark, Node, Mark]] = {}
    ends: dict[str, tuple[Node, Mark]] = {}
    for key, key_mark, value, mark in node.items():
        name = _field(key, value)
        if name in ENDS:
            ends[name] = value, mark
            name = "ci"
        elif not name or name in found:
            return None
        found.setdefault(name, (key_mark, value, mark))
    kinds = found.keys() & {*SPREADS, "ci"}
    if "value" not in found or len(kinds) != 1 or len(ends) == 1:
        return None
    if "ci" in found:
        level = next(filter(None, (level_in(words_of(key)) for key in node.keys)), "")
        if level:
            found.setdefault("ci_level", (found["ci"][0], level, found["ci"][2]))
    if ends:
        key_mark, _, mark = found["ci"]
        values, marks = zip(*(ends[end] for end in ENDS), strict=True)
        found["ci"] = key_mark, SequenceNode([*values], array("q", marks), mark, 1), mark
    key_marks, nodes, marks = zip(*found.values(), strict=True)
    return MappingNode((*found,), array("q", key_marks), [*nodes], array("q", marks), node.mark, node.height)


def _field(key: str, value: Node) -> str:
    """What the field `key` of a cell is called here; ``""`` where no cell has such a one."""
    if key in FIELDS and not (key == "ci" and isinstance(value, str)):
        return key
    words = words_of(key)
    part = part_of(words)
    if isinstance(value, SequenceNode):
        return "ci" if "ci" in words or "confidence" in words or "interval" in words else ""
    if part == MEAN or (len(words) == 1 and words[0] in _VALUES):
        return "value"
    return "ci_level" if part == "ci level" else part
