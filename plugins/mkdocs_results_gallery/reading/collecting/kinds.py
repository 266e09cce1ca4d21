"""How a member of a collection becomes records, and these become tables: each kind one entry."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import TextColumn
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.collecting.collection import Member
from mkdocs_results_gallery.reading.collecting.criterion import estimate_records
from mkdocs_results_gallery.reading.collecting.marks import file_of
from mkdocs_results_gallery.reading.collecting.means import CollectionKind, Means, MemberRecord
from mkdocs_results_gallery.reading.collecting.mlflow import MLFLOW
from mkdocs_results_gallery.reading.collecting.mteb import task_records
from mkdocs_results_gallery.reading.collecting.records import Leaf, as_record, flattened, picked
from mkdocs_results_gallery.reading.formats import Format, read_document
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.schema.kinds import found_text
from mkdocs_results_gallery.reading.tables.header import headed
from mkdocs_results_gallery.reading.tables.leaves import is_number
from mkdocs_results_gallery.reading.tables.rawtable import RawRow, RawTable, Shaped, Shaping, Spot
from mkdocs_results_gallery.reading.tables.records import records_table
from mkdocs_results_gallery.reading.tools.estimates import SAID
from mkdocs_results_gallery.reading.tree import (
    CellLines,
    MappingNode,
    Mark,
    Node,
    Problems,
    SequenceNode,
    is_null,
)
from mkdocs_results_gallery.words.phrases import first_few

_NAMED = 5
"""Names in a message, at most."""


def records_of_file(
    member: Member, contents: Mapping[str, bytes], means: Means, problems: Problems
) -> list[MappingNode]:
    """The records of a member that is one file."""
    return _records(member, contents, means, problems, flattened)


def records_of_found(
    member: Member, contents: Mapping[str, bytes], means: Means, problems: Problems
) -> list[MappingNode]:
    """The same of a file that nobody has declared: what is called settings is left out."""
    return _records(member, contents, means, problems, partial(flattened, with_settings=False))


def records_at_any_depth(
    member: Member, contents: Mapping[str, bytes], means: Means, problems: Problems
) -> list[MappingNode]:
    """The same, with all numbers, however deep they stand."""
    return _records(member, contents, means, problems, partial(flattened, levels=means.limits.depth))


def _records(
    member: Member,
    contents: Mapping[str, bytes],
    means: Means,
    problems: Problems,
    flat: Callable[[MappingNode], list[Leaf]],
) -> list[MappingNode]:
    path = member.files[0]
    roots = roots_of(contents[path], path, means.settings, problems, means.limits, means.formats)
    chosen = roots if means.lines == "all" else roots[-1:]
    leaves = [picked(root, means.pick) if means.pick else flat(root) for root in chosen]
    _report_long(leaves, means.limits, problems)
    return [as_record(one, root.mark, {}) for one, root in zip(leaves, chosen, strict=True)]


def _report_long(records: Sequence[Sequence[Leaf]], limits: Limits, problems: Problems) -> None:
    """Report joined names that are too long for one."""
    most = limits.name_characters
    for name, mark, *_ in (leaf for leaves in records for leaf in leaves if len(leaf[0]) > most):
        message = f"expected a name of at most {most} characters, got {len(name):,} of several levels"
        problems.error("name", mark, (), message, "`pick` gives shorter names")


def roots_of(
    content: bytes,
    path: str,
    settings: Settings,
    problems: Problems,
    limits: Limits,
    formats: Mapping[str, Format],
) -> list[MappingNode]:
    """The records of one file, in its order. Reports what is wrong; raises `Abort`."""
    document = read_document(content, path, problems, limits, formats)
    root = document.root
    if isinstance(root, CellLines):
        root = headed(root, settings, problems, limits)
    if not document.is_whole:
        return []
    if root is None or is_null(root, document.mark):
        problems.error("member", 0, (), "expected a record of the table, got an empty file")
        return []
    if isinstance(root, MappingNode):
        return [root]
    if isinstance(root, SequenceNode):
        return [*_mappings(root, problems)]
    message = f"expected names with numbers, got {found_text(root)}"
    problems.error("member", document.mark, (), message)
    return []


def _mappings(items: SequenceNode, problems: Problems) -> Iterator[MappingNode]:
    for number, (value, mark) in enumerate(items.items(), 1):
        if isinstance(value, MappingNode):
            yield value
        else:
            message = f"expected names with numbers, got {found_text(value)}"
            problems.error("member", mark, (f"item {number}",), message)


def tables_of_records(
    lines: Sequence[MemberRecord], fields: tuple[str, ...], means: Means, shaping: Shaping
) -> Shaped | None:
    """A table of all records, or one for each value of the fields that are tables."""
    by_table: dict[str, list[MemberRecord]] = {}
    places = [fields.index(name) for name in means.table]
    for line in lines:
        by_table.setdefault(" / ".join([line.names[at] for at in places]), []).append(line)
    rest = tuple(at for at in range(len(fields)) if at not in places)
    # what is said of all of them together is said of none
    inner = replace(shaping.settings, title="", description="", claims=()) if places else shaping.settings
    tables = []
    for name, some in by_table.items():
        place = (name,) if name else ()
        spot = Spot(name, place, 0, inner, shaping.problems, shaping.limits)
        table = _table(some, fields, rest, means, spot)
        if table is not None:
            tables.append(table)
    return Shaped(tuple(tables), shaping.settings) if tables else None


def _table(
    lines: Sequence[MemberRecord], fields: tuple[str, ...], rest: tuple[int, ...], means: Means, spot: Spot
) -> RawTable | None:
    own = {key for keys in {line.record.keys for line in lines} for key in keys}
    keys = _row_key(own, [fields[at] for at in rest], means, spot.settings)
    repeat = spot.settings.repeat
    needed = (*keys, *(repeat if isinstance(repeat, tuple) else ()))
    # other records need no field that says what is in the path
    named = [at for at in rest if not keys or fields[at] in needed]
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    deeper = _Deeper(leaves_out=not means.pick, keeps_lists=bool(repeat))
    records = [_with_names(line, fields, named, known, deeper) for line in lines]
    _report_deeper(deeper.found, spot)
    metrics = _picked_metrics(means, lines, keys) | dict(spot.settings.metrics)
    spot = replace(spot, settings=replace(spot.settings, row_key=keys, metrics=metrics))
    marks = array("q", [line.mark for line in lines])
    found = records_table(SequenceNode([*records], marks, 0, 4), spot)
    # of what is the mean of several files no path says anything
    others = [] if repeat else [at for at in rest if at not in named]
    return None if found is None else _with_texts(found, fields, others, lines)


@dataclass(frozen=True, slots=True)
class _Deeper:
    """What is more than a number or a text."""

    leaves_out: bool
    """Whether it is left out: not what somebody has picked."""
    keeps_lists: bool
    """Whether lists are repeats."""
    found: dict[str, Mark] = field(default_factory=dict)
    """The names of what was left out, and where each is first."""

    def takes(self, key: str, node: Node, mark: Mark, key_mark: Mark) -> bool:
        """Whether a value is left out."""
        if not self.leaves_out or isinstance(node, str) or is_number(node, mark):
            return False
        if self.keeps_lists and isinstance(node, SequenceNode):
            return False
        self.found.setdefault(key, key_mark)
        return True


def _picked_metrics(
    means: Means, lines: Sequence[MemberRecord], keys: Container[str]
) -> dict[str, Mapping[str, object]]:
    """What is picked and a number in any file, in its order: there a text is a mistake."""
    numbers = {
        name
        for line in lines
        for name, _, node, mark in (line.record.items() if means.pick else ())
        if is_number(node, mark)
    }
    return {name: {} for name in means.pick if name in numbers and name not in keys}


def _row_key(own: Container[str], path: Sequence[str], means: Means, settings: Settings) -> tuple[str, ...]:
    """The fields that name the rows: what the path says, if nobody says another; none: as in any records."""
    said = settings.row_key
    # what a folder says of other files may not fit here
    if means.is_key_said or (said and all(key in path or key in own for key in said)):
        return said
    return () if means.lines == "all" else tuple(path)


def _with_names(
    line: MemberRecord,
    fields: tuple[str, ...],
    named: Sequence[int],
    known: dict[tuple[str, ...], tuple[str, ...]],
    deeper: _Deeper,
) -> MappingNode:
    """A record and what the path says of its name; one of its own that is called so is told from it."""
    own = {fields[at]: line.names[at] for at in range(len(fields))}
    # quoted: a number in a path is a name
    leaves: list[Leaf] = [(fields[at], line.mark, line.names[at], line.mark | 1) for at in named]
    for key, key_mark, node, mark in line.record.items():
        if deeper.takes(key, node, mark, key_mark):
            continue
        if key not in own:
            leaves.append((key, key_mark, node, mark))
        elif node != own[key]:
            leaves.append((f"{key} (file)", key_mark, node, mark))
    return as_record(leaves, line.mark, known)


def _report_deeper(found: Mapping[str, Mark], spot: Spot) -> None:
    """Tell which names hold more than a number or a text."""
    if found:
        names = first_few([shown(name) for name in found], _NAMED, "more")
        message = f"lists and what is nested more deeply is left out: {names}"
        hint = "`pick` takes numbers out of them, as in `pick: {f1: report.macro.f1}`"
        spot.problems.notice("deeper", next(iter(found.values())), spot.place, message, hint)


def _with_texts(
    table: RawTable, fields: Sequence[str], rest: Sequence[int], lines: Sequence[MemberRecord]
) -> RawTable:
    """`table` with what else paths say, as text, and with rows that are lines of no file."""
    names = {line.file: line.names for line in lines}
    of_rows = [names[file_of(row.cells.mark)] for row in table.lines] if rest else []
    texts = tuple(TextColumn(fields[at], tuple(one[at] for one in of_rows)) for at in rest)
    rows = tuple(RawRow(row.name, row.cells.mark, row.cells) for row in table.lines)
    return replace(table, lines=rows, texts=(*texts, *table.texts))


def _of_mteb(
    lines: Sequence[MemberRecord], fields: tuple[str, ...], means: Means, shaping: Shaping
) -> Shaped | None:
    """A row for each split and subset of a task."""
    del fields
    settings = replace(shaping.settings, row_key=("task",))
    return tables_of_records(lines, (), replace(means, is_key_said=True), replace(shaping, settings=settings))


def _of_criterion(
    lines: Sequence[MemberRecord], fields: tuple[str, ...], means: Means, shaping: Shaping
) -> Shaped | None:
    """A row for each benchmark, in the unit of Criterion."""
    settings = shaping.settings.over(Settings(metrics=SAID))
    return tables_of_records(lines, fields, means, replace(shaping, settings=settings))


KINDS: dict[str, CollectionKind] = {
    "declared": CollectionKind(records_of_file, tables_of_records),
    "flat": CollectionKind(records_of_found, tables_of_records, "one file for each row"),
    "criterion": CollectionKind(estimate_records, _of_criterion, "benchmarks of Criterion"),
    "dvc": CollectionKind(records_at_any_depth, tables_of_records, "metrics of DVC"),
    "mlflow": MLFLOW,
    "wandb": CollectionKind(records_of_found, tables_of_records, "summaries of runs of Weights & Biases"),
    "mteb": CollectionKind(
        task_records, _of_mteb, "results of mteb, of each split and subset the main score alone"
    ),
}
"""By the name that a collection has for its kind."""
