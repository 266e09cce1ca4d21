"""Slips of the pen in the keys of a file: a results file all the same, or another program's file."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.schema.compounds import Group
from mkdocs_results_gallery.reading.schema.kinds import Reader
from mkdocs_results_gallery.reading.tables.detect import (
    EXAMPLE,
    is_empty,
    is_row,
    is_rows,
    judged,
    may_be_rows,
)
from mkdocs_results_gallery.reading.tables.tally import tally
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, Problems, is_null
from mkdocs_results_gallery.words.phrases import first_few

DISTINCT = frozenset({"metrics", "rows", "groups", "claims", "heatmap", "board", "row_key", "orient"})
"""Keys that nobody but the author of a results file writes beside ``results:``."""

LOOKED_AT = 100
"""Keys of a mapping that are compared with ours; who writes so many makes no slip of the pen."""

_OURS = ("claims", "heatmap", "board", "row_key", "orient", "metrics")
"""Keys that say so without ``results:`` too, where what they hold is what a results file holds."""
_OF_OTHERS = frozenset({"label", "unit", "description"})
"""Fields that lists of metrics of other programs have as well."""
_ROWS = ("results", "tables")
_NAMED = 8
"""Keys in a message, at most."""


class Keys:
    """The keys that a file may have, compared with those of a mapping."""

    def __init__(self, group: Group) -> None:
        self._settings = group.settings
        self._names = tuple(group.settings)
        self._elsewhere = group.elsewhere

    def unknown(self, root: MappingNode) -> list[str]:
        """The keys of `root` that are none of a results file."""
        return [key for key in root.keys if key not in self._settings]

    def is_known(self, key: str) -> bool:
        """Whether a key is one of a results file, or one edit away from it."""
        return key in self._settings or bool(_nearly(key, self._names))

    def all_known(self, root: MappingNode) -> bool:
        """Whether each key of `root` is one of a results file, or nearly."""
        return len(root.keys) <= LOOKED_AT and all(map(self.is_known, root.keys))

    def misspelt(self, root: Node) -> tuple[str, str] | None:
        """Find a key that is nearly ``results`` or ``tables``, and the one that was meant."""
        if not isinstance(root, MappingNode):
            return None
        for wrong in _near_rows(root):
            node, mark = root.get(wrong) or ("", 0)
            if self._means_rows(root, wrong, node, mark):
                return wrong, "tables" if _has_tables(node) else "results"
        return None

    def _means_rows(self, root: MappingNode, name: str, node: Node, mark: Mark) -> bool:
        if is_null(node, mark) or is_empty(node):
            return len(root.keys) <= LOOKED_AT and all(key == name or self.is_known(key) for key in root.keys)
        if isinstance(node, str):
            return False
        if all(isinstance(value, MappingNode) for value in root.values):
            return is_rows(node) or _has_tables(node)
        return may_be_rows(node, mark)

    def declares(self, root: MappingNode, key: str) -> bool:
        """Whether `root` says under `key` what a results file may say there, and something."""
        node, mark = root.get(key) or ("", 0)
        if is_null(node, mark) or is_empty(node):
            return False
        found = Problems("")
        self._settings[key].kind.read(node, mark, (), Reader(found, Limits()))
        return not found.all()

    def are_mostly_of_others(self, root: MappingNode) -> bool:
        """Whether most keys beside the rows are none of ours, as in another program's file; not by a slip."""
        if not DISTINCT.isdisjoint(root.keys) or len(root.keys) > LOOKED_AT:
            return False
        others = [key for key in root.keys if not self.is_known(key) and key not in self._elsewhere]
        is_slip = len(others) == 1 and isinstance((root.get(others[0]) or ("",))[0], str)
        return bool(others) and not is_slip and len(others) * 2 >= len(root.keys) - 1

    def only_ours(self, root: MappingNode, problems: Problems) -> MappingNode:
        """What another program's file says as a results file does; of the rest only a word is told."""
        kept = [key in _ROWS or (key in self._settings and self.declares(root, key)) for key in root.keys]
        others = [shown(key) for key, is_ours in zip(root.keys, kept, strict=True) if not is_ours]
        message = f"these keys are no settings of a results file: {first_few(others, _NAMED, 'more')}"
        at = root.key_marks[kept.index(False)]
        problems.notice("keys of others", at, (), message)
        return _chosen(root, [index for index, is_ours in enumerate(kept) if is_ours])

    def own_key(self, root: MappingNode) -> str:
        """The first key with settings of a results file, whatever stands beside it; ``""`` for none."""
        return next((key for key in _OURS if self._is_ours(root, key)), "")

    def _is_ours(self, root: MappingNode, key: str) -> bool:
        return self.declares(root, key) and (key != "metrics" or _says_more((root.get(key) or ("",))[0]))

    def rows_beside(self, root: MappingNode) -> MappingNode:
        """Leave out the settings of a results file: what is left are its rows, if it has any."""
        kept = [index for index, key in enumerate(root.keys) if not self._is_setting(root, key)]
        return root if len(kept) == len(root.keys) else _chosen(root, kept)

    def _is_setting(self, root: MappingNode, key: str) -> bool:
        if key not in self._settings:  # first: a look into a large mapping takes time
            return False
        node, mark = root.get(key) or ("", 0)
        # a row may have the name of any key: only what no row can hold decides
        is_no_row = not isinstance(node, MappingNode) and not is_null(node, mark)
        return is_no_row or (key in _OURS and self._is_ours(root, key))


def _chosen(root: MappingNode, kept: Sequence[int]) -> MappingNode:
    """A part of a mapping, by the numbers of its keys."""
    return MappingNode(
        tuple(root.keys[index] for index in kept),
        array("q", [root.key_marks[index] for index in kept]),
        [root.values[index] for index in kept],
        array("q", [root.marks[index] for index in kept]),
        root.mark,
        root.height,
    )


def _near_rows(root: MappingNode) -> list[str]:
    """The keys that are nearly ``results`` or ``tables``, in a mapping that has neither and is no table."""
    if not root.keys or not set(_ROWS).isdisjoint(root.keys):
        return []
    if is_row(root) and not any(is_null(value, mark) for _, _, value, mark in root.items()):
        return []
    near = [key for key in root.keys[:LOOKED_AT] if _nearly(key, _ROWS)]
    # rows of metrics may have any name
    return [] if near and judged(root).is_table else near


def _has_tables(node: Node) -> bool:
    """Whether something in a mapping or a list has its rows under ``results:``."""
    values = [] if isinstance(node, str) else node.values
    return any(isinstance(value, MappingNode) and "results" in value.keys for value in values)


@lru_cache(maxsize=4096)  # pure; many files have the same rows
def _nearly(key: str, names: tuple[str, ...]) -> str:
    if len(key) > 32:
        return ""
    lower = key.lower()
    return next((name for name in names if key != name and (lower == name or _is_one_edit(lower, name))), "")


def _is_one_edit(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two that changed places, make `other` of `one`."""
    at = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, end = one[at:], other[at:]
    return (
        rest[1:] == end[1:]
        or rest[1:] == end
        or rest == end[1:]
        or (rest[:2] == end[:2][::-1] and rest[2:] == end[2:])
    )


def _says_more(node: Node) -> bool:
    """Whether metrics are declared with what only a results file says of them."""
    if not isinstance(node, MappingNode):
        return False
    return any(isinstance(said, MappingNode) and not _OF_OTHERS.issuperset(said.keys) for said in node.values)


def is_of_others(root: MappingNode, unknown: str, problems: Problems) -> bool:
    """Whether another program's file has ``results:`` or ``tables:``, with something else in it; reports it.

    `unknown` is a key of the file that is none of a results file.
    """
    key = "results" if "results" in root.keys else "tables"
    node, mark = root.get(key) or ("", 0)
    what = f"{shown(unknown)} is no key of a results file"
    if is_null(node, mark):
        hint = f"put the rows under it, {EXAMPLE}, or leave the file out with the option `exclude`"
        problems.warning(
            "no table", root.key_mark(key), (), f"no metric table: `{key}:` is empty, and {what}", hint
        )
        return True
    if _has_tables(node) if key == "tables" else may_be_rows(node, mark):
        return False
    problems.skipped(root.key_mark(key), f"no metric table: `{key}:` holds no rows of numbers, and {what}")
    return True


def lacks_results(root: MappingNode, keys: Keys, problems: Problems) -> bool:
    """Whether a bare mapping is a results file without ``results:``, with its rows or without; reports it."""
    return _has_rows_beside(root, keys, problems) or _has_no_rows(root, keys, problems)


def _has_rows_beside(root: MappingNode, keys: Keys, problems: Problems) -> bool:
    rows = keys.rows_beside(root)
    if rows is root or not rows.keys or not judged(rows).is_table:
        return False
    ours = keys.own_key(root)
    kept = set(rows.keys)
    beside = ours or next(key for key in root.keys if key not in kept)
    # one row and a title could be anything
    is_sure = bool(ours) or tally(rows).shares_columns
    message = f"expected `results:` around the rows, got {shown(rows.keys[0])} beside `{beside}:`"
    report = problems.error if is_sure else problems.warning
    report("shape", rows.key_marks[0], (), message, "put the rows under `results:`, indented by two spaces")
    return True


def _has_no_rows(root: MappingNode, keys: Keys, problems: Problems) -> bool:
    key = keys.own_key(root)
    is_ours = keys.all_known(root)
    if not key and not (is_ours and keys.declares(root, "metrics")):
        return False
    if judged(root).is_table:
        return False
    report = problems.error if key and is_ours else problems.warning
    message = f"expected rows of numbers beside `{key or 'metrics'}:`, got none"
    hint = f"put them under `results:`, {EXAMPLE}; what holds for a whole folder stands in _gallery.yaml"
    report("shape", root.key_mark(key or "metrics"), (), message, hint)
    return True
