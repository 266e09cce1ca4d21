"""The bytes of a member become records: names and what stands under them, at most two levels as one."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence

from mkdocs_results_gallery.reading.tables.leaves import is_missing, is_number
from mkdocs_results_gallery.reading.tree import (
    MappingNode,
    Mark,
    Node,
    SequenceNode,
    mark_at,
)
from mkdocs_results_gallery.reading.widekeys import keys_of

Leaf = tuple[str, Mark, Node, Mark]
"""A name, its place, what stands under it, and the place of that."""

_START = mark_at(1, 1)


_SETTINGS = re.compile(
    r"(?:.*[_ -])?(?:config|configuration|conf|params?|parameters|hyper_?parameters|hparams|args|arguments"
    r"|settings|options|meta|metadata|env|environment|system|versions?)",
    re.IGNORECASE,
)


def is_setting(name: str) -> bool:
    """Whether the names below `name` are said to be settings, and no results."""
    return _SETTINGS.fullmatch(name) is not None


def flattened(root: MappingNode, levels: int = 2, *, with_settings: bool = True) -> list[Leaf]:
    """What stands in the first `levels`; of the inner ones the numbers, as ``outer.inner``, and no texts."""
    found: list[Leaf] = []
    for key, key_mark, node, mark in root.items():
        if (
            isinstance(node, MappingNode)
            and not is_number(node, mark)
            and (with_settings or not is_setting(key))
        ):
            found += _inner(key, node, levels - 1)
        else:
            found.append((key, key_mark, node, mark))
    return found


def _inner(name: str, node: MappingNode, levels: int) -> Iterator[Leaf]:
    waiting = [(name, node, levels)]
    while waiting:
        outer, inside, left = waiting.pop(0)
        for key, key_mark, inner, mark in inside.items():
            path = f"{outer}.{key}"
            if is_number(inner, mark) or is_missing(inner):
                yield path, key_mark, inner, mark
            elif isinstance(inner, MappingNode) and left > 1:
                waiting.append((path, inner, left - 1))
            elif not isinstance(inner, str):
                yield path, key_mark, inner, mark


def picked(root: MappingNode, pick: Mapping[str, str]) -> list[Leaf]:
    """What stands at the places of `pick`, under its names; what is not there is left out."""
    found = ((name, root.get(where) or _at(root, where)) for name, where in pick.items())
    return [(name, at[1], *at) for name, at in found if at[1]]


def _at(root: Node, where: str) -> tuple[Node, Mark]:
    """What stands at a place, whose names may have points themselves; a number counts the items of a list."""
    waiting: list[tuple[Node, Mark, Sequence[str]]] = [(root, 0, where.split("."))]
    while waiting:
        node, mark, names = waiting.pop()
        if not names:
            return node, mark or _START
        if isinstance(node, MappingNode):
            # the longest name is tried first
            for end in range(1, len(names) + 1):
                inner = node.get(".".join(names[:end]))
                if inner is not None:
                    waiting.append((*inner, names[end:]))
        elif isinstance(node, SequenceNode) and names[0].isascii() and names[0].isdigit():
            at = int(names[0][:9])
            if at < len(node.values):
                waiting.append((node.values[at], node.marks[at], names[1:]))
    return "", 0


def as_record(
    leaves: Sequence[Leaf], mark: Mark, known: dict[tuple[str, ...], tuple[str, ...]]
) -> MappingNode:
    """A mapping of leaves; of two under one name the first counts. Equal names are one object, in `known`."""
    kept = {leaf[0]: leaf for leaf in reversed(leaves)}
    leaves = [leaf for leaf in leaves if kept[leaf[0]] is leaf] if len(kept) < len(leaves) else leaves
    names = tuple([leaf[0] for leaf in leaves])
    names = known.get(names) or known.setdefault(names, keys_of(names))
    return MappingNode(
        names,
        array("q", [leaf[1] for leaf in leaves]),
        [leaf[2] for leaf in leaves],
        array("q", [leaf[3] for leaf in leaves]),
        mark,
        3,
    )
