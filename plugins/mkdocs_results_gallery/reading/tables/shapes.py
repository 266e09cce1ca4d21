"""A tree becomes tables: the shapes that people write, and which files are no metric table at all.

A file with ``results:`` or ``tables:`` means to be one, and what is wrong in it is an error. `bare` judges
what a bare mapping is; a bare list is a table when its records have a numeric field. What could have been
meant as a table is a warning, everything else is skipped with a word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.schema.kinds import Reader, found_text
from mkdocs_results_gallery.reading.schema.settings import FILE, TABLE, Settings, read_settings
from mkdocs_results_gallery.reading.tables.detect import (
    DISTINCT,
    EXAMPLE,
    LOOKED_AT,
    all_known,
    declares_metrics,
    is_known,
    is_long,
    judged,
    looks_like_results,
    misspelt,
    own_key,
    without_settings,
)
from mkdocs_results_gallery.reading.tables.leaves import Tally, tally
from mkdocs_results_gallery.reading.tables.modelindex import is_model_index, model_index_table
from mkdocs_results_gallery.reading.tables.rawtable import RawRow, RawTable, no_cells
from mkdocs_results_gallery.reading.tables.records import records_table
from mkdocs_results_gallery.reading.tree import (
    Document,
    MappingNode,
    Mark,
    Node,
    Place,
    Problems,
    SequenceNode,
    is_null,
)

_MOST_TABLES = 1_000
_MOST_DECLARED = 200_000
"""Declared metrics and rows times tables: what is said for the file is merged into each of its tables."""


@dataclass(frozen=True, slots=True)
class Shaping:
    """What a shape needs to know beside the tree."""

    settings: Settings
    """What the folder says; the file's own settings go on top."""
    problems: Problems
    limits: Limits

    def reader(self) -> Reader:
        """For the settings of the file."""
        return Reader(self.problems, self.limits)


@dataclass(frozen=True, slots=True)
class Shaped:
    """A file's tables and what it says about itself."""

    tables: tuple[RawTable, ...]
    settings: Settings


def shaped(document: Document, shaping: Shaping) -> Shaped | None:
    """The tables of a document; None after telling why there are none."""
    root, problems = document.root, shaping.problems
    if root is None or (isinstance(root, str) and is_null(root, document.mark)):
        problems.skipped(document.mark, "no metric table: the file is empty")
        return None
    meant = misspelt(root)
    if meant:
        wrong, right = meant
        problems.error(
            "key",
            cast(MappingNode, root).key_mark(wrong),
            (),
            f"expected `{right}:` around the rows, got {shown(wrong)}",
            f"did you mean {shown(right)}?",
        )
        return None
    for fits, shape in SHAPES:
        if fits(root):
            return shape(root, shaping)
    got = f"the file is {found_text(root)}" if isinstance(root, str) else "a list without records"
    problems.skipped(document.mark, f"no metric table: {got}", f"a table maps rows to metrics, {EXAMPLE}")
    return None


def _long(root: Node, shaping: Shaping) -> Shaped | None:
    """``results:`` or ``tables:`` with keys around it."""
    root = cast(MappingNode, root)
    unknown = [key for key in root.keys if key not in FILE.settings]
    may_be_else = any(not is_known(key) for key in unknown[:LOOKED_AT]) and DISTINCT.isdisjoint(root.keys)
    found = root.get("results")
    if found is not None and is_null(*found):
        below = [key for key in unknown if isinstance((root.get(key) or ("",))[0], MappingNode)]
        if below:
            shaping.problems.error(
                "shape",
                root.key_mark("results"),
                (),
                f"expected rows below `results:`, got {shown(below[0])} beside it",
                "indent the rows by two spaces",
            )
            return None
    if may_be_else and _is_of_others(root, unknown, shaping.problems):
        return None
    own = read_settings(root, FILE, (), shaping.reader())
    settings = own.under(shaping.settings)
    if found is None:
        return _several(root, settings, shaping)
    if "tables" in root.keys:
        hint = "put these rows under `tables:`, with a name of their own"
        shaping.problems.error(
            "shape", root.key_mark("tables"), (), "expected either results or tables, got both", hint
        )
        return None
    table = _rows(found[0], root.key_mark("results"), "", ("results",), settings, shaping)
    return Shaped((table,) if table else (), settings)


def _is_of_others(root: MappingNode, unknown: list[str], problems: Problems) -> bool:
    """Whether another program's file has a key of ours, with something else in it; told if so."""
    key = "results" if "results" in root.keys else "tables"
    node, mark = root.get(key) or ("", 0)
    what = f"{shown(unknown[0])} is no key of a results file"
    if is_null(node, mark):
        hint = f"put the rows under it, {EXAMPLE}, or leave the file out with the option `exclude`"
        problems.warning(
            "no table", root.key_mark(key), (), f"no metric table: `{key}:` is empty, and {what}", hint
        )
        return True
    if key == "tables" and any(
        isinstance(one, MappingNode) and "results" in one.keys for one in _values(node)
    ):
        return False
    if key == "results" and looks_like_results(node, mark):
        return False
    problems.skipped(root.key_mark(key), f"no metric table: `{key}:` holds no rows of numbers, and {what}")
    return True


def _values(node: Node) -> list[Node]:
    return [] if isinstance(node, str) else node.values


def _several(root: MappingNode, settings: Settings, shaping: Shaping) -> Shaped | None:
    """``tables:``, several tables with a name each."""
    found = root.get("tables") or ("", 0)
    problems, mark = shaping.problems, root.key_mark("tables")
    if is_null(*found) or (not isinstance(found[0], str) and not found[0].values):
        hint = "e.g. `tables: {dev: {results: {cities: {acc: 0.97}}}}`"
        problems.error("shape", mark, ("tables",), "expected tables with a name each, got none", hint)
        return None
    tables: list[RawTable] = []
    if isinstance(found[0], MappingNode):
        declared = len(settings.metrics) + len(settings.rows) + 1
        if len(found[0].keys) > min(_MOST_TABLES, _MOST_DECLARED // declared):
            most = min(_MOST_TABLES, _MOST_DECLARED // declared)
            problems.error(
                "limit",
                mark,
                ("tables",),
                f"expected at most {most:,} tables with so many metrics and rows declared, "
                f"got {len(found[0].keys):,}",
                "make files of them",
            )
            return None
        for name, name_mark, node, _ in found[0].items():
            place = ("tables", name)
            inner = node.get("results") if isinstance(node, MappingNode) else None
            if inner is None or not isinstance(node, MappingNode):
                problems.error(
                    "shape", name_mark, place, f"expected a table with `results:`, got {_got(node)}", ""
                )
                continue
            own = read_settings(node, TABLE, place, shaping.reader())
            table = _rows(
                inner[0], node.key_mark("results"), name, (*place, "results"), own.under(settings), shaping
            )
            if table:
                tables.append(table)
    return Shaped(tuple(tables), settings)


def _got(node: Node) -> str:
    return "a mapping without it" if isinstance(node, MappingNode) else found_text(node)


def _rows(
    node: Node, mark: Mark, name: str, place: Place, settings: Settings, shaping: Shaping
) -> RawTable | None:
    """What stands under a ``results:``; what is no table there is an error."""
    problems = shaping.problems
    if is_null(node, 0) or (isinstance(node, MappingNode | SequenceNode) and not node.values):
        if not name:
            problems.error(
                "shape", mark, place, "expected rows of numbers, got none", f"{EXAMPLE} under `results:`"
            )
        else:
            problems.warning("empty table", mark, place, "expected rows of numbers, got none")
        return None
    if isinstance(node, SequenceNode):
        table = records_table(node, name, place, settings, problems, shaping.limits)
        if table is None and not problems.has_errors:
            hint = "a record is a mapping with a field that names it and fields that are numbers"
            problems.error("shape", mark, place, "expected records with numbers, got none", hint)
        return table
    if isinstance(node, str):
        problems.error(
            "shape",
            mark,
            place,
            f"expected rows of numbers, got {found_text(node)}",
            f"{EXAMPLE} under `results:`",
        )
        return None
    counts = tally(node)
    if counts.flat_numbers and not counts.numbers and not counts.nested:
        _report_flat(mark, place, settings, problems)
        return None
    if counts.nested - counts.repeats > counts.numbers + counts.missing + counts.texts + counts.repeats:
        _report_deep(counts, mark, place, problems)
        return None
    return _lines(node, mark, name, place, settings, shaping)


def _report_flat(mark: Mark, place: Place, settings: Settings, problems: Problems) -> None:
    if settings.orient == "columns":
        hint = "with `orient: columns` it is metric -> row -> number, e.g. `acc: {net-a: 0.71}`"
    else:
        hint = (
            "name the metric: `results: {net-a: {acc: 0.71}}`, "
            "or `orient: columns` beside `results: {acc: {net-a: 0.71, net-b: 0.83}}`"
        )
    problems.error("shape", mark, place, "expected row -> metric -> number, got name -> number", hint)


def _report_deep(counts: Tally, mark: Mark, place: Place, problems: Problems) -> None:
    if counts.deep_numbers:
        message = "expected row -> metric -> number, got another level of names or lists in between"
        hint = "make a table of each outer name, under `tables:`, or join names: `net-a / train: {acc: 0.9}`"
    else:
        message, hint = "expected row -> metric -> number, got lists or mappings instead of numbers", EXAMPLE
    problems.error("shape", mark, place, message, hint)


def _lines(
    node: MappingNode, mark: Mark, name: str, place: Place, settings: Settings, shaping: Shaping
) -> RawTable:
    by_columns = settings.orient == "columns"
    lines: list[RawRow] = []
    for key, key_mark, value, at in node.items():
        if isinstance(value, MappingNode):
            lines.append(RawRow(key, key_mark, value))
        elif is_null(value, at):
            lines.append(RawRow(key, key_mark, no_cells(key_mark)))
        else:
            expected = "the rows of the metric" if by_columns else "the metrics of the row"
            example = "{net-a: 0.71}" if by_columns else "{acc: 0.71}"
            shaping.problems.error(
                "row", at, (*place, key), f"expected {expected}, got {found_text(value)}", f"e.g. {example}"
            )
    declared = settings.metrics
    if not by_columns and settings.orient == "" and len(declared) and len(lines):
        inner = {key for line in lines for key in line.cells.keys[:50]}
        if all(line.name in declared for line in lines) and inner.isdisjoint(declared):
            shaping.problems.warning(
                "orient",
                mark,
                place,
                "expected row -> metric -> number, got names of metrics on the outside",
                "if this is metric -> row -> number, say `orient: columns`",
            )
    return RawTable(name, place, mark, tuple(lines), settings, by_columns)


def _bare(root: Node, shaping: Shaping) -> Shaped | None:
    """Rows of metrics at the root: the smallest file."""
    root = cast(MappingNode, root)
    problems = shaping.problems
    if not root.keys:
        problems.skipped(root.mark, "no metric table: an empty mapping")
        return None
    if _lacks_results(root, problems):
        return None
    found = judged(root)
    if found.severity == "warning":
        problems.warning(
            "no table", found.mark or root.mark, (), f"no metric table: {found.reason}", found.hint
        )
    elif not found.is_table:
        problems.skipped(root.mark, f"no metric table: {found.reason}", found.hint)
    if not found.is_table:
        return None
    return Shaped((_lines(root, root.mark, "", (), shaping.settings, shaping),), shaping.settings)


def _lacks_results(root: MappingNode, problems: Problems) -> bool:
    """Tell of a results file whose ``results:`` is missing, with its rows or without."""
    rows = without_settings(root)
    if rows is not root and rows.keys and judged(rows).is_table:
        ours = own_key(root)
        beside = ours or next(key for key in root.keys if key not in rows.keys)
        # one row and a title could be anything
        is_sure = bool(ours) or tally(rows).shares_columns
        message = f"expected `results:` around the rows, got {shown(rows.keys[0])} beside `{beside}:`"
        tell = problems.error if is_sure else problems.warning
        tell("shape", rows.key_marks[0], (), message, "put the rows under `results:`, indented by two spaces")
        return True
    key = own_key(root)
    is_ours = all_known(root)
    if (key or (is_ours and declares_metrics(root))) and not judged(root).is_table:
        tell = problems.error if key and is_ours else problems.warning
        message = f"expected rows of numbers beside `{key or 'metrics'}:`, got none"
        hint = f"put them under `results:`, {EXAMPLE}; what holds for a whole folder stands in _gallery.yaml"
        tell("shape", root.key_mark(key or "metrics"), (), message, hint)
        return True
    return False


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
    table = records_table(root, "", (), shaping.settings, problems, shaping.limits)
    if table is None:
        if not problems.has_errors:
            problems.skipped(root.mark, "no metric table: no field of the records is numeric")
        return None
    return Shaped((table,), shaping.settings)


def _models(root: Node, shaping: Shaping) -> Shaped | None:
    """A model-index file."""
    root = cast(MappingNode, root)
    table = model_index_table(root, shaping.settings, shaping.problems, shaping.limits)
    return Shaped((table,), shaping.settings) if table else None


SHAPES: tuple[tuple[Callable[[Node], bool], Callable[[Node, Shaping], Shaped | None]], ...] = (
    (is_model_index, _models),
    (is_long, _long),
    (lambda root: isinstance(root, MappingNode), _bare),
    (lambda root: isinstance(root, SequenceNode), _list),
)
"""Which shape a root has, and what is made of it; the first that fits."""
