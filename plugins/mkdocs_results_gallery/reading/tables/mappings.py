"""A mapping of mappings becomes rows of metrics, metrics of rows, or a table for each of its names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.measures import is_measure
from mkdocs_results_gallery.reading.schema.kinds import found_text
from mkdocs_results_gallery.reading.tables.leaves import (
    Marked,
    are_plain,
    begins_with_number,
    is_missing,
    is_number,
    marked,
)
from mkdocs_results_gallery.reading.tables.rawtable import RawRow, RawTable, Spot, no_cells
from mkdocs_results_gallery.reading.tables.said import said_there, where_said
from mkdocs_results_gallery.reading.tables.textcolumns import text_columns
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, is_null
from mkdocs_results_gallery.words.phrases import first_few

_NAMED = 5
"""Names in a message, at most."""
_ENOUGH = 2
"""Rows with something else than a number under a name, from which on that is meant."""


def rows_of(node: MappingNode, spot: Spot, *, is_numbers: bool = False) -> RawTable:
    """The table whose lines are the values of a mapping; what is no line is an error.

    `is_numbers`: all of its cells are known for numbers.
    """
    by_columns = spot.settings.orient == "columns"
    lines: list[RawRow] = []
    for key, key_mark, value, at in node.items():
        if isinstance(value, MappingNode):
            lines.append(RawRow(key, key_mark, value))
        elif is_null(value, at):
            lines.append(RawRow(key, key_mark, no_cells(key_mark)))
        else:
            expected = "the rows of the metric" if by_columns else "the metrics of the row"
            example = "{net-a: 0.71}" if by_columns else "{acc: 0.71}"
            message = f"expected {expected}, got {found_text(value)}"
            spot.problems.error("row", at, (*spot.place, key), message, f"e.g. {example}")
    if not spot.settings.orient:
        _tell_metrics_outside(lines, spot)
    table = RawTable(spot.name, spot.place, spot.mark, tuple(lines), spot.settings, by_columns)
    return table if by_columns or is_numbers else _with_texts(table, spot)


def tables_of(node: MappingNode, spot: Spot) -> tuple[RawTable, ...]:
    """A table for each name of a mapping whose values are tables with the same metrics."""
    message = f"each outer name is a table: {first_few([*map(shown, node.keys)], _NAMED, 'more')}"
    spot.problems.notice("cube", spot.mark, spot.place, message)
    return tuple(
        rows_of(value, replace(spot, name=key, place=(*spot.place, key), mark=mark))
        for key, mark, value, _ in node.items()
        if isinstance(value, MappingNode)
    )


def _with_texts(table: RawTable, spot: Spot) -> RawTable:
    """`table` with names under which all rows have texts as columns of texts; what is nested is left out."""
    others = _others(table.lines, spot.settings.metrics)
    if not others:
        return table
    nested = {name: mark for name, (node, mark) in others.items() if not isinstance(node, str)}
    for name, mark in nested.items():
        message = "expected numbers or texts, got lists or mappings: this field is left out"
        spot.problems.warning("nested field", mark, (*spot.place, name), message)
    lines = [*table.lines]
    texts = text_columns([name for name in others if name not in nested], lines, spot)
    return replace(table, left_out=frozenset(others), texts=texts)


def _others(lines: Sequence[RawRow], declared: Mapping[str, object]) -> dict[str, tuple[Node, Mark]]:
    """The names that hold something else than numbers in all rows, and in enough; with the first of these."""
    if all(are_plain(line.cells.values) for line in lines):  # as most: one match instead of many looks
        return {}
    seen: Counter[str] = Counter()
    first: dict[str, tuple[Node, Mark]] = {}
    numbers: set[str] = set(declared)
    for line in lines:
        for key, node, mark in _no_plain_numbers(line.cells):
            if is_missing(node):
                continue
            if key not in numbers and not _is_meant(node, mark, key):
                seen[key] += 1
                first.setdefault(key, (node, mark))
            else:
                numbers.add(key)
    if not first:
        return {}
    for line in lines:  # plain numbers were passed over
        numbers.update(
            key for key, _, node, mark in line.cells.items() if key in first and is_number(node, mark)
        )
    kept = {key: one for key, one in first.items() if key not in numbers and seen[key] >= _ENOUGH}
    return kept if numbers.union(*(line.cells.keys for line in lines)).difference(kept) else {}


def _is_meant(node: Node, mark: Mark, name: str) -> bool:
    """Whether a cell was meant as a number, or as one with something beside it that can't be read."""
    if is_number(node, mark) or marked(node, name) is not Marked.NO:
        return True
    return isinstance(node, str) and begins_with_number(node)


def _no_plain_numbers(cells: MappingNode) -> Iterator[tuple[str, Node, Mark]]:
    """What a row holds beside numbers without any mark, which are by far the most."""
    for key, _, node, mark in cells.items():
        if not (isinstance(node, str) and node.replace(".", "", 1).isdecimal()):
            yield key, node, mark


_LOOKED_AT = 20
"""Names outside and inside that show what they are."""


def _tell_metrics_outside(lines: Sequence[RawRow], spot: Spot) -> None:
    """Warn where the metrics that are declared stand outside; tell where names of results do."""
    declared = spot.settings.metrics
    hint = "if this is metric -> row -> number, say `orient: columns`"
    if declared and lines and all(line.name in declared for line in lines):
        inner = {key for line in lines for key in line.cells.keys[:50]}
        if inner.isdisjoint(declared):
            message = "expected row -> metric -> number, got names of metrics on the outside"
            spot.problems.warning("orient", spot.mark, spot.place, message, hint)
        return
    outer = [line.name for line in lines[:_LOOKED_AT]]
    named = [*filter(is_measure, outer)]
    if len(named) < _ENOUGH or len(named) * 2 <= len(outer):
        return
    if declared.keys().isdisjoint(named) and not any(map(is_measure, lines[0].cells.keys[:_LOOKED_AT])):
        file, said = spot.problems.file, "orient: columns"
        message = f"the rows are called as metrics are: {first_few([*map(shown, named)], _NAMED, 'more')}"
        hint += f", {where_said(file, spot.place)}"
        cure = said_there(file, spot.place, spot.mark, said)
        spot.problems.notice("orient", spot.mark, spot.place, message, hint, cure)
