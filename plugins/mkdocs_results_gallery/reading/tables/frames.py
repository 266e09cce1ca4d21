"""Tables as programs write them into JSON: the orients of a pandas frame, lists of lists, a single list."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import cast

from mkdocs_results_gallery.reading.notation import NUMBER
from mkdocs_results_gallery.reading.parted import parted
from mkdocs_results_gallery.reading.tables.leaves import Marked, is_missing, is_number, marked
from mkdocs_results_gallery.reading.tree import CellLines, Headed, Line, MappingNode, Node, SequenceNode

_LOOKED_AT = 100
"""Records that show whether a list holds results."""
LISTS_OF_RESULTS = frozenset(
    [
        "data", "records", "rows", "entries", "items", "table", "benchmarks", "runs", "scores", "evaluations",
        "evals", "metrics", "measurements", "leaderboard", "experiments", "models", "systems", "methods",
    ]
)  # fmt: skip # short words stay dense
"""Names of lists that hold results, also where no number has a point."""


def frame_of(root: Node) -> Headed | CellLines | None:
    """The records, or lines of cells, that a frame was written as; None for anything else."""
    if isinstance(root, SequenceNode):
        return _values(root)
    if not isinstance(root, MappingNode) or not root.keys:
        return None
    names = {*root.keys}
    if names in ({"columns", "data"}, {"columns", "index", "data"}):
        return _split(root)
    return _of_schema(root) if names == {"schema", "data"} else _by_columns(root)


def _values(root: SequenceNode) -> CellLines | None:
    """A list of lists, where a column of texts says that it is no matrix."""
    rows = root.values
    if len(rows) < 2 or not all(isinstance(row, SequenceNode) for row in rows[:_LOOKED_AT]):
        return None
    lines = _lines(rows)
    if lines is None or len(lines[0][0]) < 2:
        return None
    columns = [*zip(*(cells for cells, _ in lines), strict=True)]
    names = any(len({*column}) == len(column) and not any(map(_is_no_text, column)) for column in columns)
    numbers = any(all(map(_may_be_number, column[1:])) for column in columns)
    return CellLines(lines, "") if names and numbers else None


def _may_be_number(text: str) -> bool:
    return _is_no_text(text) or (parted(text) is not None and marked(text) > Marked.SETTING)


def _is_no_text(text: str) -> bool:
    return is_missing(text) or NUMBER.fullmatch(text) is not None


def _lines(rows: Sequence[Node]) -> list[Line] | None:
    """Lists of scalars, all of one length, as lines; None for others."""
    lines: list[Line] = []
    for row in rows:
        if not isinstance(row, SequenceNode) or not all(isinstance(cell, str) for cell in row.values):
            return None
        lines.append((cast(list[str], row.values), row.marks))
    return lines if len({len(cells) for cells, _ in lines}) == 1 and lines[0][0] else None


def _split(root: MappingNode) -> CellLines | None:
    """``{"columns": […], "index": […], "data": [[…], …]}``."""
    columns, data, index = ((root.get(key) or ("", 0))[0] for key in _SPLIT)
    if not isinstance(columns, SequenceNode) or not isinstance(data, SequenceNode):
        return None
    head, lines = _lines([columns]), _lines(data.values)
    if head is None or lines is None or len(head[0][0]) != len(lines[0][0]):
        return None
    if isinstance(index, SequenceNode):
        if len(index.values) != len(lines) or not all(isinstance(name, str) for name in index.values):
            return None
        keys = zip(cast(list[str], index.values), index.marks, strict=True)
        head = [([""] + head[0][0], array("q", [columns.mark, *head[0][1]]))]
        lines = [
            ([key, *cells], array("q", [mark, *marks]))
            for (key, mark), (cells, marks) in zip(keys, lines, strict=True)
        ]
    return CellLines([*head, *lines], "", is_named=True)


_SPLIT = ("columns", "data", "index")


def _of_schema(root: MappingNode) -> Headed | None:
    """``{"schema": {"fields": […], "primaryKey": […]}, "data": [{…}, …]}``."""
    schema, data = (cast(tuple[Node, int], root.get(key))[0] for key in ("schema", "data"))
    if not isinstance(schema, MappingNode) or "fields" not in schema.keys or not _is_even(data):
        return None
    primary = (schema.get("primaryKey") or ("", 0))[0]
    names = primary.values if isinstance(primary, SequenceNode) else []
    records = cast(SequenceNode, data)
    key = names[0] if len(names) == 1 and isinstance(names[0], str) else ""
    is_index = key == "index"
    return Headed(
        records.values, records.marks, records.mark, 2, "" if is_index else key, key if is_index else ""
    )


def _is_even(node: Node) -> bool:
    """Whether a node is a list of records with the same fields."""
    if not isinstance(node, SequenceNode) or not node.values:
        return False
    first = node.values[0]
    return isinstance(first, MappingNode) and all(
        isinstance(record, MappingNode) and record.keys == first.keys for record in node.values
    )


def _by_columns(root: MappingNode) -> Headed | None:
    """``{"model": {"0": "a", "1": "b"}, "acc": {"0": 0.5, "1": 0.6}}``.

    Without a column of texts it may as well have rows outside, whose metrics are numbers 0, 1, 2.
    """
    first = root.values[0]
    if not isinstance(first, MappingNode) or first.keys[:1] != ("0",):
        return None
    if first.keys != tuple(map(str, range(len(first.keys)))):
        return None
    if not all(isinstance(column, MappingNode) and column.keys == first.keys for column in root.values):
        return None
    columns = cast(list[MappingNode], root.values)
    if not any(all(map(_is_text, column.values, column.marks)) for column in columns):
        return None
    records: list[Node] = []
    for at, mark in enumerate(first.key_marks):
        values = [column.values[at] for column in columns]
        marks = array("q", [column.marks[at] for column in columns])
        records.append(MappingNode(root.keys, root.key_marks, values, marks, mark, 2))
    return Headed(records, first.key_marks, root.mark, 3)


def _is_text(node: Node, mark: int) -> bool:
    return isinstance(node, str) and not is_missing(node) and not is_number(node, mark)


def lists_of_records(root: MappingNode) -> list[str]:
    """The names of the lists in a mapping that hold nothing but records, and numbers in them."""
    lists = [at for at, node in enumerate(root.values) if isinstance(node, SequenceNode)]
    return [root.keys[at] for at in lists if any(_numbers(cast(SequenceNode, root.values[at])))]


def may_be_results(name: str, node: SequenceNode) -> bool:
    """Whether the numbers of a list of records look like results.

    Its name says so, or some field has a number in each record, and more than once one with a point.
    """
    if name.lower() in LISTS_OF_RESULTS:
        return True
    seen: Counter[str] = Counter()
    points: Counter[str] = Counter()
    for key, number in _numbers(node):
        seen[key] += 1
        points[key] += "." in number
    there = min(len(node.values), _LOOKED_AT)
    return any(seen[key] == there and count > 1 for key, count in points.items())


def _numbers(node: SequenceNode) -> Iterator[tuple[str, str]]:
    """The first numbers of a list of records, with their fields; nothing where it holds anything else."""
    records = node.values[:_LOOKED_AT]
    if all(isinstance(record, MappingNode) for record in records):
        for record in records:
            for key, _, value, mark in cast(MappingNode, record).items():
                if is_number(value, mark):
                    yield key, value if isinstance(value, str) else "."
