"""What the rows of a table say of how sure their numbers are: repeats, and columns that speak of others."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.tables.companions import join_companions
from mkdocs_results_gallery.reading.tables.flat import flattened
from mkdocs_results_gallery.reading.tables.named import named_companions
from mkdocs_results_gallery.reading.tables.rawtable import RawRow, RawTable, Spot
from mkdocs_results_gallery.reading.tables.repeats import FoundRepeats, repeats_in
from mkdocs_results_gallery.reading.tables.said import said_there, where_said
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node
from mkdocs_results_gallery.words.phrases import joined


def repeats_told(
    lines: Iterable[tuple[str, MappingNode]], spot: Spot, *, by_columns: bool = False
) -> FoundRepeats:
    """Find the columns of repeats; told where nobody has declared them."""
    declared = spot.settings.repeat if isinstance(spot.settings.repeat, bool) else None
    found = repeats_in(lines, declared, by_columns=by_columns)
    if found.said:
        where = where_said(spot.problems.file, spot.place)
        hint = f"say `repeat: true` {where}, or `repeat: false` if they are something else"
        cure = said_there(spot.problems.file, spot.place, spot.mark, "repeat: true")
        spot.problems.notice("repeats", found.mark, spot.place, found.said, hint, cure)
    return found


def tell_parted(fields: Sequence[str], spot: Spot) -> None:
    """Say which fields became a column for each number in them."""
    if fields:
        what = joined([*map(shown, fields[:3]), *([f"{len(fields) - 3:,} more"] if len(fields) > 3 else [])])
        message = f"each number in {what} is a column of its own, such as {shown(f'{fields[0]}.…')}"
        spot.problems.notice("parted", spot.mark, spot.place, message)


def with_sureness(raw: RawTable, spot: Spot) -> RawTable:
    """The table with the repeats in its lists known, and columns that say how sure others are joined."""
    if not any(line.cells.height > 1 for line in raw.lines):
        return _with_companions(raw, spot)
    if not raw.by_columns:
        raw = _parted(raw, spot)
    found = repeats_told(((line.name, line.cells) for line in raw.lines), spot, by_columns=raw.by_columns)
    if raw.by_columns and found.numbers:
        raw = replace(raw, lines=tuple(line for line in raw.lines if line.name not in found.numbers))
    left_out = raw.left_out if raw.by_columns else raw.left_out | found.numbers
    raw = replace(raw, repeats=raw.repeats | found.repeats, left_out=left_out)
    return _with_companions(raw, spot)


def _parted(raw: RawTable, spot: Spot) -> RawTable:
    """The table with a column for each number in a cell that has several."""
    cells, parted = flattened([line.cells for line in raw.lines], only_means=True)
    tell_parted(parted, spot)
    if not parted:
        return raw
    lines = [replace(line, cells=one) for line, one in zip(raw.lines, cells, strict=True)]
    return replace(raw, lines=tuple(lines))


def _with_companions(raw: RawTable, spot: Spot) -> RawTable:
    """The table with columns that speak of others joined to these."""
    declared = frozenset(spot.settings.metrics)
    if raw.by_columns:
        if not named_companions([line.name for line in raw.lines], declared):
            return raw
        raw = _turned(raw)
    cells = [line.cells for line in raw.lines]
    named = join_companions(cells, declared, raw.place, spot.problems)
    if named.records == cells:
        return raw
    lines = [replace(line, cells=cells) for line, cells in zip(raw.lines, named.records, strict=True)]
    return replace(raw, lines=tuple(lines))


def _turned(raw: RawTable) -> RawTable:
    """The table row by row, which is written metric by metric."""
    rows: dict[str, list[tuple[str, Mark, Node, Mark]]] = {}
    first: dict[str, Mark] = {}
    for line in raw.lines:
        for key, key_mark, node, mark in line.cells.items():
            rows.setdefault(key, []).append((line.name, line.mark, node, mark))
            first.setdefault(key, key_mark)
    lines = [RawRow(name, first[name], _mapping(cells, first[name])) for name, cells in rows.items()]
    return replace(raw, lines=tuple(lines), by_columns=False)


def _mapping(cells: Sequence[tuple[str, Mark, Node, Mark]], mark: Mark) -> MappingNode:
    names, key_marks, nodes, marks = zip(*cells, strict=True)
    return MappingNode(names, array("q", key_marks), [*nodes], array("q", marks), mark, 3)
