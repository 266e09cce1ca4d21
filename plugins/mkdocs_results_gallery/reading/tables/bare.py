"""What is said of a mapping without ``results:`` that is no table, and what makes one of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TypeGuard

from mkdocs_results_gallery.errors import Cure, Insert, Replace, left_out, lines_beside, shown
from mkdocs_results_gallery.reading.tables.detect import OR_EXCLUDE, Judgement, judged
from mkdocs_results_gallery.reading.tables.fields import metrics_of, survey
from mkdocs_results_gallery.reading.tables.rawtable import Shaping
from mkdocs_results_gallery.reading.tables.said import where_said, written_key
from mkdocs_results_gallery.reading.tables.tally import tally
from mkdocs_results_gallery.reading.tree import MappingNode, Node, column_of, line_of

_LOOKED_AT = 100
"""Values that may hold a table each."""


def is_declared(root: MappingNode, shaping: Shaping) -> bool:
    """Whether somebody says of a name in the rows that it is a metric."""
    declared = shaping.settings.metrics
    rows = [row for row in root.values if isinstance(row, MappingNode)]
    return (
        bool(declared)
        and len(rows) == len(root.values)
        and any(not declared.keys().isdisjoint(row.keys) for row in rows)
    )


def _tables_in(root: MappingNode) -> list[str]:
    """The names of the mappings in a mapping that are tables of several rows."""
    inside = [(key, node) for key, _, node, _ in root.items() if _has_mappings(node)]
    counted = [(key, node, tally(node)) for key, node in inside[:_LOOKED_AT]]
    clean = [(key, node) for key, node, counts in counted if counts.shares_columns and not counts.bad]
    return [key for key, node in clean if judged(node).is_table]


def _has_mappings(node: Node) -> TypeGuard[MappingNode]:
    """Whether a node is a mapping that may have rows: a cheap look, as most files are no results."""
    if not isinstance(node, MappingNode) or len(node.values) < 2:
        return False
    return isinstance(node.values[0], MappingNode) and isinstance(node.values[1], MappingNode)


def report_no_table(root: MappingNode, lists: Sequence[str], found: Judgement, shaping: Shaping) -> None:
    """Say why a mapping is no table, and what makes one of it; each of `lists` could be one."""
    problems = shaping.problems
    inside = [*lists, *_tables_in(root)]
    reason = f"no metric table: {found.reason}"
    hint, cure = found.hint, None
    if inside:
        hint, cure = _of_one(root, inside)
    elif found.may_be == "settings":
        hint, cure = _of_declaration(root, found, problems.file)
    elif found.may_be == "record" and metrics_of(survey([root]), (), False):
        hint, cure = _of_record(problems.file, found)
    if found.severity == "warning":
        hint = f"{hint}; {OR_EXCLUDE}" if hint else OR_EXCLUDE
        cure = cure or left_out(problems.file)
        problems.warning("no table", found.mark or root.mark, (), reason, hint, cure)
    else:
        problems.skipped(root.mark, reason, hint, cure)


def _of_one(root: MappingNode, names: Sequence[str]) -> tuple[str, Cure]:
    """What to do about parts of a mapping that might be results."""
    which = shown(names[0]) if len(names) == 1 else f"one of its parts, such as {shown(names[0])},"
    mark = root.key_mark(names[0])
    hint = f"if {which} holds results, name it `results`"
    return hint, Replace(line_of(mark), column_of(mark), names[0], "results")


def _of_declaration(root: MappingNode, found: Judgement, file: str) -> tuple[str, Cure | None]:
    """What to do about numbers with units that may be settings."""
    rows = (row for row in root.values if isinstance(row, MappingNode))
    name = next((row.keys[row.marks.index(found.mark)] for row in rows if found.mark in row.marks), "")
    said = f"metrics: {{{written_key([name])}: {{}}}}"
    return f"if it is a table, declare the metric, `{said}`, {where_said(file)}", lines_beside(file, said)


def _of_record(file: str, found: Judgement) -> tuple[str, Cure]:
    """What to do about a file that might be the record of one run."""
    path = PurePosixPath(file)
    said = f'collect: {{pattern: "{{run}}{path.suffix}"}}'
    place = str(path.parent / "_gallery.yaml")
    hint = f"if it is the record of one run, make a row of it by `{said}` in _gallery.yaml"
    return f"{hint}; {found.hint}" if found.hint else hint, Insert(place, 0, f"{said}\n")
