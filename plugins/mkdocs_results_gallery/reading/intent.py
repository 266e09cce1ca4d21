"""What a mapping is meant to be: a results file, a row, or a results file with a slip of the pen."""

from __future__ import annotations

import difflib
from array import array
from functools import lru_cache

from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.bare import is_rows, judged
from mkdocs_results_gallery.reading.kinds import Reader
from mkdocs_results_gallery.reading.nodes import Fields, Items, Mark, Node, is_null
from mkdocs_results_gallery.reading.problems import Problems
from mkdocs_results_gallery.reading.settings import FILE
from mkdocs_results_gallery.reading.tally import tally

DISTINCT = frozenset({"metrics", "rows", "groups", "claims", "heatmap", "row_key", "orient"})
"""Keys that nobody but the author of a results file writes beside ``results:``."""

_OURS = ("claims", "heatmap", "row_key", "orient", "metrics")
"""Keys that say so without ``results:`` too, where what they hold is what a results file holds."""
_OF_OTHERS = frozenset({"label", "unit", "description"})
"""What lists of metrics of other programs say as well."""
LOOKED_AT = 100
"""Keys of a mapping that are compared with ours; who writes so many makes no slip of the pen."""


def misspelt(root: Node) -> tuple[str, str] | None:
    """A key that is nearly ``results`` or ``tables``, and what was meant."""
    if not isinstance(root, Fields) or not {"results", "tables"}.isdisjoint(root.keys):
        return None
    if is_row(root) and not any(is_null(value, mark) for _, _, value, mark in root.items()):
        return None
    near = [key for key in root.keys[:LOOKED_AT] if _nearly(key, ("results", "tables"))]
    if not near or judged(root).is_table:
        return None  # rows of metrics may have any name
    for wrong in near:
        found = root.get(wrong)
        if found and _means_results(root, wrong, *found):
            return wrong, "tables" if _has_tables(found[0]) else "results"
    return None


def _means_results(root: Fields, name: str, node: Node, mark: Mark) -> bool:
    if is_null(node, mark) or _is_empty(node):
        return len(root.keys) <= LOOKED_AT and all(key == name or is_known(key) for key in root.keys)
    if isinstance(node, str):
        return False
    if all(isinstance(value, Fields) for value in root.values):
        return is_rows(node) or _has_tables(node)
    return looks_like_results(node, mark)


def _has_tables(node: Node) -> bool:
    """Whether the values of a mapping have rows under ``results:``."""
    return isinstance(node, Fields) and any(
        isinstance(value, Fields) and "results" in value.keys for value in node.values
    )


def is_known(key: str) -> bool:
    """Whether a key is one of a results file, or one edit away from it."""
    return key in FILE.settings or bool(_nearly(key, tuple(FILE.settings)))


@lru_cache(maxsize=4096)  # pure; many files have the same rows
def _nearly(key: str, names: tuple[str, ...]) -> str:
    if len(key) > 32:
        return ""
    lower = key.lower()
    return next(
        (name for name in names if key != name and (lower == name or _is_one_edit(lower, name))),
        next(iter(difflib.get_close_matches(lower, names, n=1, cutoff=0.8)), ""),
    )


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


def declares_metrics(root: Fields) -> bool:
    """Whether `root` says of metrics what a results file says, and lists of other programs say as well."""
    return _is_valid(root, "metrics")


def all_known(root: Fields) -> bool:
    """Whether each key of `root` is one of a results file, or nearly."""
    return len(root.keys) <= LOOKED_AT and all(is_known(key) for key in root.keys)


def own_key(root: Fields) -> str:
    """A key with settings of a results file, whatever stands beside it; ``""`` for none."""
    return next((key for key in _OURS if _is_ours(root, key)), "")


def _is_ours(root: Fields, key: str) -> bool:
    """Whether `key` holds what a results file says there, and something."""
    return _is_valid(root, key) and (key != "metrics" or _says_more((root.get(key) or ("",))[0]))


def _is_valid(root: Fields, key: str) -> bool:
    node, mark = root.get(key) or ("", 0)
    if is_null(node, mark) or _is_empty(node):
        return False
    found = Problems("")
    FILE.settings[key].kind.read(node, mark, (), Reader(found, Limits()))
    return not found.all()


def _says_more(node: Node) -> bool:
    """Whether metrics are declared with what only a results file says of them."""
    if not isinstance(node, Fields):
        return False
    return any(isinstance(said, Fields) and not _OF_OTHERS.issuperset(said.keys) for said in node.values)


def without_settings(root: Fields) -> Fields:
    """The part of `root` that is no setting of a results file: its rows, where they stand beside settings."""
    kept = [index for index, key in enumerate(root.keys) if not _is_setting(root, key)]
    if len(kept) == len(root.keys):
        return root
    return Fields(
        tuple(root.keys[index] for index in kept),
        array("q", [root.key_marks[index] for index in kept]),
        [root.values[index] for index in kept],
        array("q", [root.marks[index] for index in kept]),
        root.mark,
        root.height,
    )


def _is_setting(root: Fields, key: str) -> bool:
    if key not in FILE.settings:
        return False
    found = root.get(key)
    # a row may have the name of any key: only what no row can hold tells
    return bool(found and not isinstance(found[0], Fields) and not is_null(*found)) or (
        key in _OURS and _is_ours(root, key)
    )


def looks_like_results(node: Node, mark: Mark) -> bool:
    """Whether something under ``results:`` may be meant as a table."""
    if isinstance(node, Items):
        return any(isinstance(value, Fields) for value in node.values)
    if isinstance(node, Fields):
        counts = tally(node)
        return bool(counts.numbers or counts.flat_numbers or counts.deep_numbers or counts.marked)
    return is_null(node, mark)


def is_long(root: Node) -> bool:
    """Whether a root has its rows under ``results:`` or ``tables:``."""
    if not isinstance(root, Fields):
        return False
    results, tables = root.get("results"), root.get("tables")
    # a row may be called "tables" or "results": then its cells are numbers and its neighbours are rows
    if results is None and tables is not None:
        node = tables[0]
        return isinstance(node, Items) or is_null(*tables) or not is_row(node) or _is_empty(node)
    return results is not None


def is_row(node: Node) -> bool:
    """Whether all values of a mapping are scalars."""
    return isinstance(node, Fields) and all(isinstance(value, str) for value in node.values)


def _is_empty(node: Node) -> bool:
    return not isinstance(node, str) and not node.values
