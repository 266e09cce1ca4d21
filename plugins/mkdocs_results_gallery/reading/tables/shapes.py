"""A tree becomes tables: the shapes that people write, and which files are no metric table at all.

A file with ``results:`` or ``tables:`` means to be one, and what is wrong in it is an error. `judged` decides
on a bare mapping; a bare list is a table when its records have a numeric field. What could have been
meant as a table is a warning, everything else is skipped with a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from mkdocs_results_gallery.errors import Replace, left_out, shown
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.schema.keys import FILE, TABLE, read_settings
from mkdocs_results_gallery.reading.schema.kinds import found_text
from mkdocs_results_gallery.reading.tables.bare import is_declared, report_no_table
from mkdocs_results_gallery.reading.tables.detect import (
    EXAMPLE,
    OR_EXCLUDE,
    Judgement,
    is_cube,
    is_long,
    judged,
)
from mkdocs_results_gallery.reading.tables.frames import (
    LISTS_OF_RESULTS,
    frame_of,
    lists_of_records,
    may_be_results,
)
from mkdocs_results_gallery.reading.tables.header import headed
from mkdocs_results_gallery.reading.tables.mappings import rows_of, tables_of
from mkdocs_results_gallery.reading.tables.misspelt import (
    DISTINCT,
    LOOKED_AT,
    Keys,
    is_of_others,
    lacks_results,
)
from mkdocs_results_gallery.reading.tables.onelevel import flat_table
from mkdocs_results_gallery.reading.tables.rawtable import RawTable, Shaped, Shaping, Spot
from mkdocs_results_gallery.reading.tables.records import records_table
from mkdocs_results_gallery.reading.tables.sureness import with_sureness
from mkdocs_results_gallery.reading.tables.tally import Tally, tally
from mkdocs_results_gallery.reading.tree import (
    CellLines,
    Document,
    MappingNode,
    Mark,
    Node,
    Problems,
    SequenceNode,
    column_of,
    is_null,
    line_of,
)
from mkdocs_results_gallery.words.phrases import suggestion

_MOST_TABLES = 1_000
_MOST_DECLARED = 200_000
"""Declared metrics and rows times tables: what is said for the file is merged into each of its tables."""

_KEYS = Keys(FILE)
_LOOKED_INTO = 1_000
"""Records that are read only to know whether they can be."""


def rooted(document: Document, shaping: Shaping) -> Node | None:
    """The root of a document, records where it is lines of cells; None after reporting that it is empty."""
    root, problems = document.root, shaping.problems
    if isinstance(root, CellLines):
        root = headed(root, shaping.settings, problems, shaping.limits)
    if root is None or is_null(root, document.mark):
        problems.skipped(document.mark, "no metric table: the file is empty")
        return None
    return root


def shaped(root: Node, mark: Mark, shaping: Shaping) -> Shaped | None:
    """Find the tables of a tree that begins at `mark`; None after reporting why there are none."""
    problems = shaping.problems
    if _report_misspelt(root, problems):
        return None
    for fits, shape in SHAPES:
        if fits(root):
            return shape(root, shaping)
    got = f"the file is {found_text(root)}" if isinstance(root, str) else "a list without records"
    problems.skipped(mark, f"no metric table: {got}", f"a table maps rows to metrics, {EXAMPLE}")
    return None


def _report_misspelt(root: Node, problems: Problems) -> bool:
    meant = _KEYS.misspelt(root)
    if meant is None:
        return False
    wrong, right = meant
    mark = cast(MappingNode, root).key_mark(wrong)
    message = f"expected `{right}:` around the rows, got {shown(wrong)}"
    is_there = not is_null(*(cast(MappingNode, root).get(wrong) or ("", 0)))
    cure = Replace(line_of(mark), column_of(mark), wrong, right) if is_there else None
    problems.error("key", mark, (), message, suggestion(right), cure)
    return True


def _long(root: Node, shaping: Shaping) -> Shaped | None:
    """``results:`` or ``tables:`` with keys around it."""
    root = cast(MappingNode, root)
    unknown = _KEYS.unknown(root)
    if _report_rows_beside(root, unknown, shaping.problems):
        return None
    may_be_else = DISTINCT.isdisjoint(root.keys) and not all(map(_KEYS.is_known, unknown[:LOOKED_AT]))
    if may_be_else and is_of_others(root, unknown[0], shaping.problems):
        return None
    ours = _KEYS.only_ours(root, shaping.problems) if _KEYS.are_mostly_of_others(root) else root
    own = read_settings(ours, FILE, (), shaping.reader())
    settings = own.under(shaping.settings).completed(shaping.settings)
    found = root.get("results")
    mark = root.key_mark("results")
    if found is None:
        return _several(root, settings, shaping)
    if "tables" in root.keys:
        message = "expected either results or tables, got both"
        hint = "put these rows under `tables:`, with a name of their own"
        shaping.problems.error("shape", root.key_mark("tables"), (), message, hint)
        return None
    spot = Spot("", ("results",), mark, settings, shaping.problems, shaping.limits)
    if isinstance(found[0], MappingNode) and _is_deep(found[0]) and is_cube(found[0]):
        return Shaped(tables_of(found[0], spot), settings)
    table = _rows(found[0], spot, root)
    return Shaped((table,) if table else (), settings)


def _is_deep(node: MappingNode) -> bool:
    return node.height > 2 and tally(node).is_deep  # what is flat is seen at a glance


def _report_rows_beside(root: MappingNode, unknown: list[str], problems: Problems) -> bool:
    """Report an empty ``results:`` with rows beside it, which were meant to stand below."""
    found = root.get("results")
    if found is None or not is_null(*found):
        return False
    others = set(unknown)
    below = (key for key, _, node, _ in root.items() if key in others and isinstance(node, MappingNode))
    first = next(below, None)
    if first is None:
        return False
    message = f"expected rows below `results:`, got {shown(first)} beside it"
    problems.error("shape", root.key_mark("results"), (), message, "indent the rows by two spaces")
    return True


def _several(root: MappingNode, settings: Settings, shaping: Shaping) -> Shaped | None:
    """``tables:``, several tables with a name each."""
    node, mark = root.get("tables") or ("", 0)
    at = root.key_mark("tables")
    if is_null(node, mark) or (not isinstance(node, str) and not node.values):
        message = "expected tables with a name each, got none"
        hint = "e.g. `tables: {dev: {results: {cities: {acc: 0.97}}}}`"
        shaping.problems.error("shape", at, ("tables",), message, hint)
        return None
    if not isinstance(node, MappingNode):
        return Shaped((), settings)
    declared = len(settings.metrics) + len(settings.rows) + 1
    most = min(_MOST_TABLES, _MOST_DECLARED // declared)
    if len(node.keys) > most:
        message = f"expected at most {most:,} tables with so many metrics and rows declared, "
        message += f"got {len(node.keys):,}"
        shaping.problems.error("limit", at, ("tables",), message, "make files of them")
        return None
    return Shaped(tuple(_named_tables(node, settings, shaping)), settings)


def _named_tables(tables: MappingNode, settings: Settings, shaping: Shaping) -> Iterator[RawTable]:
    for name, mark, node, _ in tables.items():
        place = ("tables", name)
        inner = node.get("results") if isinstance(node, MappingNode) else None
        if inner is None or not isinstance(node, MappingNode):
            got = "a mapping without it" if isinstance(node, MappingNode) else found_text(node)
            shaping.problems.error("shape", mark, place, f"expected a table with `results:`, got {got}")
            continue
        own = read_settings(node, TABLE, place, shaping.reader()).under(settings)
        at = node.key_mark("results")
        spot = Spot(name, (*place, "results"), at, own, shaping.problems, shaping.limits)
        table = _rows(inner[0], spot)
        if table:
            yield table


def _rows(node: Node, spot: Spot, root: MappingNode | None = None) -> RawTable | None:
    """Read what stands under a ``results:``, the one of `root`; what is no table there is an error."""
    if is_null(node, 0) or (not isinstance(node, str) and not node.values):
        _report_empty(spot)
        return None
    if isinstance(node, SequenceNode):
        return _records(node, spot)
    if isinstance(node, str):
        spot.error(f"expected rows of numbers, got {found_text(node)}", f"{EXAMPLE} under `results:`")
        return None
    counts = tally(node)
    if counts.flat_numbers and not counts.numbers and not counts.nested:
        return flat_table(node, root, spot)
    if counts.is_deep and spot.settings.repeat is not True:
        _report_deep(counts, spot)
        return None
    return with_sureness(rows_of(node, spot, is_numbers=counts.is_numbers), spot)


def _records(node: SequenceNode, spot: Spot) -> RawTable | None:
    table = records_table(node, spot)
    if table is None and not spot.problems.has_errors:
        hint = "a record is a mapping with a field that names it and fields that are numbers"
        spot.error("expected records with numbers, got none", hint)
    return table


def _report_empty(spot: Spot) -> None:
    message = "expected rows of numbers, got none"
    if spot.name:
        spot.problems.warning("empty table", spot.mark, spot.place, message)
    else:
        spot.error(message, f"{EXAMPLE} under `results:`")


def _report_deep(counts: Tally, spot: Spot) -> None:
    if counts.deep_numbers:
        message = "expected row -> metric -> number, got another level of names or lists in between"
        hint = "make a table of each outer name, under `tables:`, or join names: `net-a / train: {acc: 0.9}`"
    else:
        message, hint = "expected row -> metric -> number, got lists or mappings instead of numbers", EXAMPLE
    spot.error(message, hint)


def _bare(root: Node, shaping: Shaping) -> Shaped | None:
    """A mapping without ``results:``: rows of metrics, the smallest file, or what else it can be."""
    root = cast(MappingNode, root)
    if not root.keys:
        shaping.problems.skipped(root.mark, "no metric table: an empty mapping")
        return None
    if lacks_results(root, _KEYS, shaping.problems):
        return None
    found = judged(root, are_repeats=shaping.settings.repeat is True)
    if found.is_table or is_declared(root, shaping):
        spot = shaping.spot(root.mark)
        return Shaped(
            (with_sureness(rows_of(root, spot, is_numbers=found.is_numbers), spot),), shaping.settings
        )
    if is_cube(root):
        return Shaped(tables_of(root, shaping.spot(root.mark)), shaping.settings)
    return _inside(root, found, shaping)


def _inside(root: MappingNode, found: Judgement, shaping: Shaping) -> Shaped | None:
    """The table in one value of a mapping, which `found` says is none itself."""
    lists = lists_of_records(root)
    only = lists[0] if len(lists) == 1 else ""
    table, is_told = _only_records(root, only, shaping) if only else (None, False)
    if table or is_told:
        return Shaped((table,), shaping.settings) if table else None
    report_no_table(root, [name for name in lists if _is_good(root, name, shaping)], found, shaping)
    return None


def _is_good(root: MappingNode, name: str, shaping: Shaping) -> bool:
    """Whether a list of records in a mapping gives a table as it is."""
    node, mark = root.get(name) or ("", 0)
    found = Problems(shaping.problems.file)
    if not isinstance(node, SequenceNode) or len(node.values) > _LOOKED_INTO:
        return False
    table = records_table(node, Spot("", ("results",), mark, shaping.settings, found, shaping.limits))
    return table is not None and not any(one.counts for one in found.all())


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


def _frame(root: Node, shaping: Shaping) -> Shaped | None:
    """What a program wrote as a frame."""
    found = frame_of(root)
    if isinstance(found, CellLines):
        found = headed(found, shaping.settings, shaping.problems, shaping.limits)
    return _list(found, shaping) if found else None


def _list(root: Node, shaping: Shaping) -> Shaped | None:
    """A list of records at the root."""
    root = cast(SequenceNode, root)
    problems = shaping.problems
    if not root.values:
        problems.skipped(root.mark, "no metric table: no records in it")
        return None
    others = sum(not isinstance(value, MappingNode) for value in root.values)
    if others * 2 > len(root.values):
        problems.skipped(
            root.mark, "no metric table: a list without records", f"a table maps rows to metrics, {EXAMPLE}"
        )
        return None
    table = records_table(root, shaping.spot(root.mark))
    if table is None:
        if not problems.has_errors:
            problems.skipped(root.mark, "no metric table: no field of the records is numeric")
        return None
    return Shaped((table,), shaping.settings)


SHAPES: tuple[tuple[Callable[[Node], bool], Callable[[Node, Shaping], Shaped | None]], ...] = (
    (lambda root: frame_of(root) is not None, _frame),
    (is_long, _long),
    (lambda root: isinstance(root, MappingNode), _bare),
    (lambda root: isinstance(root, SequenceNode), _list),
)
"""The test whether a root has a shape, and the maker of its tables; the first that fits."""
