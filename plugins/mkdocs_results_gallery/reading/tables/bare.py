"""A mapping without ``results:`` becomes tables, where it can be nothing else; or a word on what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from mkdocs_results_gallery.errors import Cure, Insert, Replace, left_out, shown
from mkdocs_results_gallery.reading.tables.detect import OR_EXCLUDE, Judgement, is_cube, judged
from mkdocs_results_gallery.reading.tables.fields import metrics_of, survey
from mkdocs_results_gallery.reading.tables.flat import record_table
from mkdocs_results_gallery.reading.tables.frames import LISTS_OF_RESULTS, lists_of_records, may_be_results
from mkdocs_results_gallery.reading.tables.leaves import tally
from mkdocs_results_gallery.reading.tables.mappings import rows_of, tables_of
from mkdocs_results_gallery.reading.tables.rawtable import RawTable, Shaped, Shaping, Spot
from mkdocs_results_gallery.reading.tables.records import records_table
from mkdocs_results_gallery.reading.tree import MappingNode, Problems, SequenceNode, column_of, line_of

_LOOKED_AT = 100
"""Values that may hold a table each."""
_LOOKED_INTO = 1_000
"""Records that are read only to know whether they can be."""


def bare(root: MappingNode, shaping: Shaping) -> Shaped | None:
    """Rows of metrics at the root, the smallest file, or what else a mapping can be."""
    found = judged(root)
    if found.is_table:
        return Shaped((rows_of(root, shaping.spot(root.mark)),), shaping.settings)
    if is_cube(root):
        return Shaped(tables_of(root, shaping.spot(root.mark)), shaping.settings)
    return _inside(root, found, shaping)


def _inside(root: MappingNode, found: Judgement, shaping: Shaping) -> Shaped | None:
    """The table in one value of a mapping, or that it is a row of; `found` says that it is none itself."""
    lists = lists_of_records(root)
    for name in _named_as_results(lists):
        table, is_told = _only_records(root, name, shaping) if len(lists) == 1 else (None, False)
        if table or is_told:
            return Shaped((table,), shaping.settings) if table else None
    record = record_table(root, shaping.spot(root.mark))
    if record:
        return Shaped((record,), shaping.settings)
    if len(lists) == 1:
        table, is_told = _only_records(root, lists[0], shaping)
        if table or is_told:
            return Shaped((table,), shaping.settings) if table else None
    inside = [name for name in lists if _is_good(root, name, shaping)]
    _report(root, [*inside, *_tables_in(root)], found, shaping)
    return None


def _is_good(root: MappingNode, name: str, shaping: Shaping) -> bool:
    """Whether a list of records in a mapping gives a table as it is."""
    node, mark = root.get(name) or ("", 0)
    found = Problems(shaping.problems.file)
    if not isinstance(node, SequenceNode) or len(node.values) > _LOOKED_INTO:
        return False
    table = records_table(node, Spot("", ("results",), mark, shaping.settings, found, shaping.limits))
    return table is not None and not any(one.counts for one in found.all())


def _named_as_results(names: Sequence[str]) -> list[str]:
    return [name for name in names if name.lower() in LISTS_OF_RESULTS]


def _tables_in(root: MappingNode) -> list[str]:
    """The names of the mappings in a mapping that are tables of several rows."""
    inside = [(key, node) for key, _, node, _ in root.items() if isinstance(node, MappingNode)]
    return [key for key, node in inside[:_LOOKED_AT] if judged(node).is_table and tally(node).shares_columns]


def _report(root: MappingNode, inside: Sequence[str], found: Judgement, shaping: Shaping) -> None:
    """Say why a mapping is no table, and what makes one of it."""
    problems = shaping.problems
    reason = f"no metric table: {found.reason}"
    hint, cure = found.hint, None
    if inside:
        hint, cure = _of_one(root, inside)
    elif found.is_record and metrics_of(survey([root]), (), False):
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


def _of_record(file: str, found: Judgement) -> tuple[str, Cure]:
    """What to do about a file that might be the record of one run."""
    path = PurePosixPath(file)
    said = f'collect: {{pattern: "{{run}}{path.suffix}"}}'
    place = str(path.parent / "_gallery.yaml")
    hint = f"if it is the record of one run, make a row of it by `{said}` in _gallery.yaml"
    return f"{hint}; {found.hint}" if found.hint else hint, Insert(place, 0, f"{said}\n")


def _only_records(root: MappingNode, key: str, shaping: Shaping) -> tuple[RawTable | None, bool]:
    """The table that the only list of records in a mapping is, and whether a word was said of it."""
    node, mark = root.get(key) or ("", 0)
    if not isinstance(node, SequenceNode) or not may_be_results(key, node):
        return None, False
    # it might be anything: what is wrong in it is no error of results
    found = Problems(shaping.problems.file, shaping.problems.beside)
    table = records_table(node, Spot("", (key,), mark, shaping.settings, found, shaping.limits))
    wrong = next((one for one in found.all() if one.severity == "error"), None)
    if wrong and key.lower() in LISTS_OF_RESULTS:
        reason = f"no metric table under {shown(key)}: {wrong.message}"
        shaping.problems.warning("no table", root.key_mark(key), (), reason, wrong.hint, wrong.cure)
        return None, True
    if table is None or wrong:
        return None, False
    shaping.problems.include(found)
    message = f"the rows are the records under {shown(key)}, the only list that holds any"
    shaping.problems.notice(
        "list", root.key_mark(key), (), message, OR_EXCLUDE, left_out(shaping.problems.file)
    )
    return table, True
