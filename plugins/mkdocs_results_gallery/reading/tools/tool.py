"""The noun of a tool."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tree import MappingNode, Node


@dataclass(frozen=True, slots=True)
class Tool:
    """A program, or a format that several write, whose files are read as they are."""

    name: str
    """For people, with a version where its files differ."""
    keys: frozenset[str]
    """Keys that its files have at the root, or in the first record of a list; empty where none is sure."""
    fits: Callable[[Node], bool]
    """Whether a root that has the keys can be nothing else. It looks at little: it is asked of many files."""
    tables: Callable[[Node, Shaping], Shaped | None]
    """The tables of a root that fits; None after reporting why there are none."""
    docs: str
    """The name of its page in ``docs/from/``."""
    unread: frozenset[str] = frozenset()
    """Keys at the root below which nothing is taken: names there may be anything."""
    is_told: bool = True
    """Whether `check` says that a file was taken for one of this tool; not where its author says so in it."""


def has_mapping(root: Node, key: str) -> bool:
    """Whether `root` has a mapping under `key`."""
    return isinstance(root, MappingNode) and isinstance((root.get(key) or ("",))[0], MappingNode)
