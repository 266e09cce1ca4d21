"""The judgement on a bare mapping: a table, a row, or something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.parted import parted
from mkdocs_results_gallery.reading.schema.kinds import found_text
from mkdocs_results_gallery.reading.tables.leaves import FOLDS, Marked, is_number
from mkdocs_results_gallery.reading.tables.tally import Tally, tally
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode, is_null

EXAMPLE = "e.g. `cities: {acc: 0.97}`"
"""A table, as an example for hints."""

_MANY = 3
"""Numbers beside which one wrong cell is a slip of the pen."""
_MOST_TABLES = 100
OR_EXCLUDE = "if it is no table, leave it out with the option `exclude`"
"""The cure for what only looks like one."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a bare mapping."""

    is_table: bool
    severity: Literal["skipped", "warning"] = "skipped"
    """Of what is no table: a warning when it could have been meant as one."""
    reason: str = ""
    hint: str = ""
    mark: Mark = 0
    """The place; 0: the mapping itself."""
    is_numbers: bool = False
    """Whether it is a table that is known to have no other cells than numbers."""
    may_be: Literal["", "record", "settings"] = ""
    """What else it could be: one row, whose metrics it names, or settings with units."""


_TABLE = Judgement(is_table=True)
_NUMBERS = Judgement(is_table=True, is_numbers=True)


def judged(root: MappingNode, *, are_repeats: bool = False) -> Judgement:
    """Judge `root`: a table when its values are mappings and numbers are at least half of what is in them.

    Numbers with something beside them count where all but a few leaves are such or numbers: then the cells
    are reported one by one, unless settings look like that too. Lists of numbers are numbers where somebody
    says that they are repeats (`are_repeats`).
    """
    counts = tally(root)
    if are_repeats or counts.names >= FOLDS:
        counts = counts.with_repeats()
    reason = _why_no_table(counts)
    if not reason:
        return _NUMBERS if counts.is_numbers else _TABLE
    if counts.may_be_table and not _why_no_table(counts.with_marked()):
        return _of_marked(counts) or Judgement(False, reason=reason)
    doubt = _doubt(root, counts)
    if doubt is not None:
        return doubt
    is_record = 0 < counts.flat_numbers >= counts.others
    return Judgement(False, reason=reason, may_be="record" if is_record else "")


def _of_marked(counts: Tally) -> Judgement | None:
    """Judge a mapping whose leaves are numbers with something beside them; None: nothing says a table."""
    units, is_grid = counts.by_marked[Marked.UNIT], counts.shares_columns
    if counts.by_marked[Marked.SURE] or (is_grid and units + counts.numbers):
        return _TABLE
    if units and counts.repeats and len(counts.names) == 1:
        return _TABLE
    if not (units or is_grid):
        return None
    node, mark = counts.first_bad
    if isinstance(node, str) and parted(node):
        reason = f"{found_text(node)} may be a setting"
        return Judgement(False, "warning", reason, mark=mark, may_be="settings")
    if counts.repeats:
        hint = "if these are repeats, say `repeat: true` in _gallery.yaml"
        return _perhaps("a cell is one number, and this one is a list", hint, mark)
    reason = f"numbers stand alone in a cell, and {found_text(node)} has something beside it"
    return _perhaps(reason, "write bare numbers, and a unit as `unit:` of the metric", mark)


def _doubt(root: MappingNode, counts: Tally) -> Judgement | None:
    """Judge what could have been meant as a table, though it is none."""
    if (counts.bad, counts.outside) == (1, 0) and counts.rows > 1 and counts.numbers >= _MANY:
        return _of_one_bad_cell(*counts.first_bad)
    if counts.flat_numbers and counts.numbers and not (counts.others or counts.bad):
        name = next(key for key, _, node, _ in root.items() if not isinstance(node, MappingNode))
        reason = f"{shown(name)} is a number beside rows of numbers"
        hint = f"a row has metrics, {EXAMPLE}"
        return Judgement(False, "warning", reason, hint, counts.first_other, may_be="record")
    return None


def _of_one_bad_cell(node: Node, mark: Mark) -> Judgement:
    if isinstance(node, str) and any(map(str.isdigit, node)):
        return _TABLE
    reason = f"all of its cells but {found_text(node)} are numbers"
    return _perhaps(reason, "mend that cell", mark)


def _perhaps(reason: str, hint: str, mark: Mark) -> Judgement:
    return Judgement(False, "warning", reason, hint, mark)


def is_cube(root: MappingNode) -> bool:
    """Whether a mapping has tables of plain numbers inside, with the same metrics in all rows."""
    tables = [table for table in root.values if isinstance(table, MappingNode)]
    if not 0 < len(tables) == len(root.values) <= _MOST_TABLES:
        return False
    if not all(isinstance(row, MappingNode) for table in tables for row in table.values):
        return False  # as most
    inside = [tally(table) for table in tables]
    first = inside[0].names
    numbers = sum(counts.numbers for counts in inside)
    return bool(first) and numbers > _MANY and all(_is_full(counts, first) for counts in inside)


def _is_full(counts: Tally, names: set[str]) -> bool:
    """Whether there are rows of plain numbers, under these names, and nothing else."""
    return not (counts.bad or counts.outside or counts.empty) and counts.names == names


def _why_no_table(counts: Tally) -> str:
    """The reason that a bare mapping is no table; ``""`` when it is one."""
    if not counts.rows:
        is_flat = counts.flat_numbers >= counts.others
        return "one level of names and numbers" if is_flat else "none of its values is a row of metrics"
    if counts.outside > max(1, counts.rows // 10) or (counts.outside and counts.rows < 2):
        return "not all of its values are rows of metrics"
    if not counts.numbers:
        is_deep = counts.deep_numbers > counts.texts + counts.missing
        return "numbers are three or more levels deep" if is_deep else "no numbers in it"
    if counts.outside and not counts.shares_columns:
        return "not all of its values are rows of metrics"
    return _why_no_rows(counts)


def _why_no_rows(counts: Tally) -> str:
    """The reason that mappings with numbers are no rows of a table; ``""`` when they are."""
    if counts.numbers < counts.bad:
        is_deep = counts.deep_numbers > counts.numbers
        return "numbers are three or more levels deep" if is_deep else "less than half of it are numbers"
    if counts.bad and counts.rows > 1 and not counts.shares_columns:
        return "its parts have nothing in common"
    return ""


def is_rows(node: Node) -> bool:
    """Whether a node is rows of metrics: a table, or records with a number."""
    if isinstance(node, MappingNode):
        return bool(node.keys) and judged(node).is_table
    return not isinstance(node, str) and any(
        isinstance(record, MappingNode) and any(map(is_number, record.values, record.marks))
        for record in node.values[:_MOST_TABLES]
    )


def may_be_rows(node: Node, mark: Mark) -> bool:
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
        return isinstance(node, SequenceNode) or is_null(*tables) or not is_row(node) or is_empty(node)
    return results is not None


def is_row(node: Node) -> bool:
    """Whether all values of a mapping are scalars."""
    return isinstance(node, MappingNode) and all(isinstance(value, str) for value in node.values)


def is_empty(node: Node) -> bool:
    """Whether a mapping or a list has nothing in it."""
    return not isinstance(node, str) and not node.values
