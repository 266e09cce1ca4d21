"""What a mapping is meant to be: a table, a row, a results file with a slip of the pen, or something else."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.schema.kinds import Reader, found_text
from mkdocs_results_gallery.reading.schema.settings import FILE
from mkdocs_results_gallery.reading.tables.cell import is_number
from mkdocs_results_gallery.reading.tables.leaves import Marked, Tally, tally
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, Problems, SequenceNode, is_null

EXAMPLE = "e.g. `cities: {acc: 0.97}`"
"""What a table looks like, for a hint."""

_MANY = 3
"""Numbers beside which one wrong cell is a slip of the pen."""
_MOST_TABLES = 100
_OR_EXCLUDE = "if it is no table, leave it out with the option `exclude`"
_PUT_UNDER = "put the rows under `results:` if it is one"
_CUBE = "name one table per outer name under `tables:`"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a bare mapping is."""

    is_table: bool
    severity: Literal["skipped", "warning"] = "skipped"
    """Where it is none: a warning when it could have been meant as one."""
    reason: str = ""
    hint: str = ""
    mark: Mark = 0
    """Where; 0: at the mapping itself."""


_TABLE = Judgement(is_table=True)


def judged(root: MappingNode) -> Judgement:
    """What `root` is: a table when its values are mappings and numbers are at least half of what is in them.

    Numbers with something beside them count where all but a few leaves are such or numbers: then the cells
    are told one by one, unless settings look like that too.
    """
    counts = tally(root)
    reason, hint = _why_no_table(root, counts)
    if not reason:
        return _TABLE
    if counts.may_be_table and not _why_no_table(root, counts.with_marked())[0]:
        return _of_marked(counts) or Judgement(False, reason=reason, hint=hint)
    doubt = _doubt(root, counts)
    if doubt is not None:
        return doubt
    return Judgement(False, reason=reason, hint=hint)


def _of_marked(counts: Tally) -> Judgement | None:
    """What a mapping is whose leaves are numbers with something beside them; None: nothing says a table."""
    kinds = counts.by_marked
    is_grid = counts.shares_columns
    if kinds[Marked.SURE] or (is_grid and (kinds[Marked.UNIT] or counts.numbers)):
        return _TABLE
    if kinds[Marked.UNIT] and counts.repeats and len(counts.names) == 1:
        return _TABLE
    if kinds[Marked.UNIT] or is_grid:
        node, mark = counts.first_bad
        reason = f"numbers stand alone in a cell, and {found_text(node)} has something beside it"
        if counts.repeats:
            reason = "a cell is one number, and this one is a list"
        return _perhaps(
            reason, f"write bare numbers, and a unit as `unit:` of the metric; {_OR_EXCLUDE}", mark
        )
    return None


def _doubt(root: MappingNode, counts: Tally) -> Judgement | None:
    """What could have been meant as a table, and why it is none."""
    outside = counts.flat_numbers + counts.others
    if counts.bad == 1 and not outside and counts.rows > 1 and counts.numbers >= _MANY:
        node, mark = counts.first_bad
        if isinstance(node, str) and any(map(str.isdigit, node)):
            return _TABLE
        return _perhaps(
            f"all of its cells but {found_text(node)} are numbers", f"mend that cell; {_OR_EXCLUDE}", mark
        )
    if counts.flat_numbers and not counts.others and counts.rows and counts.numbers and not counts.bad:
        name = next((key for key, _, node, _ in root.items() if not isinstance(node, MappingNode)), "")
        reason = f"{shown(name)} is a number beside rows of numbers"
        return _perhaps(reason, f"a row has metrics, {EXAMPLE}; {_OR_EXCLUDE}", counts.first_other)
    if not outside and _is_cube(root):
        return _perhaps("numbers are three or more levels deep", f"{_CUBE}; {_OR_EXCLUDE}", 0)
    return None


def _perhaps(reason: str, hint: str, mark: Mark) -> Judgement:
    return Judgement(False, "warning", reason, hint, mark)


def _is_cube(root: MappingNode) -> bool:
    """Whether a mapping has tables of plain numbers inside, with the same metrics in all rows."""
    tables = [table for table in root.values if isinstance(table, MappingNode)]
    if not tables or len(tables) != len(root.values) or len(tables) > _MOST_TABLES:
        return False
    all_counts = [tally(table) for table in tables]
    if any(
        counts.rows != len(table.keys) or counts.bad for counts, table in zip(all_counts, tables, strict=True)
    ):
        return False
    numbers = sum(counts.numbers for counts in all_counts)
    first = all_counts[0].names
    return numbers > _MANY and bool(first) and all(counts.names == first for counts in all_counts)


def _why_no_table(root: MappingNode, counts: Tally) -> tuple[str, str]:
    """Why a bare mapping is no table, and what would make it one; ``""`` when it is one."""
    outside = counts.flat_numbers + counts.others
    if not counts.rows:
        if counts.flat_numbers >= counts.others:
            return "one level of names and numbers", f"a table has rows and metrics, {EXAMPLE}"
        return "none of its values is a row of metrics", ""
    if outside > max(1, counts.rows // 10) or (outside and counts.rows < 2):
        return "not all of its values are rows of metrics", _PUT_UNDER
    if not counts.numbers:
        if counts.deep_numbers > counts.texts + counts.missing:
            return "numbers are three or more levels deep", _CUBE
        return "no numbers in it", ""
    if outside and not counts.shares_columns:
        return "not all of its values are rows of metrics", _PUT_UNDER
    if counts.numbers < counts.bad:
        if counts.deep_numbers > counts.numbers:
            return "numbers are three or more levels deep", _CUBE
        return "less than half of it are numbers", _PUT_UNDER
    if counts.bad and counts.rows > 1 and not counts.shares_columns:
        return "its parts have nothing in common", _PUT_UNDER
    return "", ""


def is_rows(node: Node) -> bool:
    """Whether a node is rows of metrics: a table, or records with a number."""
    if isinstance(node, MappingNode):
        return bool(node.keys) and judged(node).is_table
    return not isinstance(node, str) and any(
        isinstance(record, MappingNode) and any(map(is_number, record.values, record.marks))
        for record in node.values[:_MOST_TABLES]
    )


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
    if not isinstance(root, MappingNode) or not {"results", "tables"}.isdisjoint(root.keys):
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


def _means_results(root: MappingNode, name: str, node: Node, mark: Mark) -> bool:
    if is_null(node, mark) or _is_empty(node):
        return len(root.keys) <= LOOKED_AT and all(key == name or is_known(key) for key in root.keys)
    if isinstance(node, str):
        return False
    if all(isinstance(value, MappingNode) for value in root.values):
        return is_rows(node) or _has_tables(node)
    return looks_like_results(node, mark)


def _has_tables(node: Node) -> bool:
    """Whether the values of a mapping have rows under ``results:``."""
    return isinstance(node, MappingNode) and any(
        isinstance(value, MappingNode) and "results" in value.keys for value in node.values
    )


def is_known(key: str) -> bool:
    """Whether a key is one of a results file, or one edit away from it."""
    return key in FILE.settings or bool(_nearly(key, tuple(FILE.settings)))


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


def declares_metrics(root: MappingNode) -> bool:
    """Whether `root` says of metrics what a results file says, and lists of other programs say as well."""
    return _is_valid(root, "metrics")


def all_known(root: MappingNode) -> bool:
    """Whether each key of `root` is one of a results file, or nearly."""
    return len(root.keys) <= LOOKED_AT and all(is_known(key) for key in root.keys)


def own_key(root: MappingNode) -> str:
    """A key with settings of a results file, whatever stands beside it; ``""`` for none."""
    return next((key for key in _OURS if _is_ours(root, key)), "")


def _is_ours(root: MappingNode, key: str) -> bool:
    """Whether `key` holds what a results file says there, and something."""
    return _is_valid(root, key) and (key != "metrics" or _says_more((root.get(key) or ("",))[0]))


def _is_valid(root: MappingNode, key: str) -> bool:
    node, mark = root.get(key) or ("", 0)
    if is_null(node, mark) or _is_empty(node):
        return False
    found = Problems("")
    FILE.settings[key].kind.read(node, mark, (), Reader(found, Limits()))
    return not found.all()


def _says_more(node: Node) -> bool:
    """Whether metrics are declared with what only a results file says of them."""
    if not isinstance(node, MappingNode):
        return False
    return any(isinstance(said, MappingNode) and not _OF_OTHERS.issuperset(said.keys) for said in node.values)


def without_settings(root: MappingNode) -> MappingNode:
    """The part of `root` that is no setting of a results file: its rows, where they stand beside settings."""
    kept = [index for index, key in enumerate(root.keys) if not _is_setting(root, key)]
    if len(kept) == len(root.keys):
        return root
    return MappingNode(
        tuple(root.keys[index] for index in kept),
        array("q", [root.key_marks[index] for index in kept]),
        [root.values[index] for index in kept],
        array("q", [root.marks[index] for index in kept]),
        root.mark,
        root.height,
    )


def _is_setting(root: MappingNode, key: str) -> bool:
    if key not in FILE.settings:
        return False
    found = root.get(key)
    # a row may have the name of any key: only what no row can hold tells
    return bool(found and not isinstance(found[0], MappingNode) and not is_null(*found)) or (
        key in _OURS and _is_ours(root, key)
    )


def looks_like_results(node: Node, mark: Mark) -> bool:
    """Whether something under ``results:`` may be meant as a table."""
    if isinstance(node, SequenceNode):
        return any(isinstance(value, MappingNode) for value in node.values)
    if isinstance(node, MappingNode):
        counts = tally(node)
        return bool(counts.numbers or counts.flat_numbers or counts.deep_numbers or counts.marked)
    return is_null(node, mark)


def is_long(root: Node) -> bool:
    """Whether a root has its rows under ``results:`` or ``tables:``."""
    if not isinstance(root, MappingNode):
        return False
    results, tables = root.get("results"), root.get("tables")
    # a row may be called "tables" or "results": then its cells are numbers and its neighbours are rows
    if results is None and tables is not None:
        node = tables[0]
        return isinstance(node, SequenceNode) or is_null(*tables) or not is_row(node) or _is_empty(node)
    return results is not None


def is_row(node: Node) -> bool:
    """Whether all values of a mapping are scalars."""
    return isinstance(node, MappingNode) and all(isinstance(value, str) for value in node.values)


def _is_empty(node: Node) -> bool:
    return not isinstance(node, str) and not node.values
