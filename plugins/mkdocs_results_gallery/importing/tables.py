"""A grid becomes a table: rows with names, metrics with units, cells, and what has to be said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from mkdocs_results_gallery.importing.blocks import WrittenTable
from mkdocs_results_gallery.importing.cells import CellText, written
from mkdocs_results_gallery.importing.columns import GridColumn, columns_of, naming
from mkdocs_results_gallery.importing.derived import derived_row, how_derived, may_be_derived
from mkdocs_results_gallery.importing.plaintext import without_pictures
from mkdocs_results_gallery.importing.turning import turned

_FOOTNOTE = re.compile(r"\s*\[\^\w{1,12}\]")
_RULE = re.compile(r":?-+:?|=+|")
_LONGEST_NAME = 200
_LONGEST_TEXT = 900


@dataclass(frozen=True, slots=True)
class TakenMetric:
    """A column of numbers."""

    name: str
    unit: str
    """As written."""
    higher_is_better: bool | None


@dataclass(slots=True)
class TakenRow:
    """A row of a table."""

    names: tuple[str, ...]
    """One for each key."""
    cells: dict[str, CellText]
    """By metric; what is not written is not there."""
    texts: dict[str, str]
    """By text column."""
    line: int


@dataclass(slots=True)
class Taken:
    """A table that was taken from a document."""

    name: str
    """Unique among those of the document."""
    title: str
    """The heading above it."""
    line: int
    keys: tuple[str, ...]
    """The columns that name the rows."""
    metrics: tuple[TakenMetric, ...]
    rows: list[TakenRow]
    texts: tuple[str, ...]
    """Columns that are no metric."""
    comments: list[str] = field(default_factory=list)
    """What was left out, or read as something else than a plain number."""
    has_units: bool = False
    """Whether the units stand beside the numbers."""


def taken(grid: WrittenTable, title: str, name: str) -> Taken | None:
    """Take the table that `grid` holds; None where it has no column of numbers beside names."""
    comments: list[str] = []
    grid = with_head(grid)
    rows = list(_rows(grid, comments))
    columns = columns_of(grid, rows)
    if not rows:
        return None
    places = [column for column in columns if column.is_places and len(columns) > 2]
    for column in places:
        name_of = column.head.name or "the first column"
        comments.append(f"{name_of!r} is left out: it counts places, which follow from the numbers")
    rest = [column for column in columns if column not in places and any(column.texts)]
    other = turned(grid, rest, rows, comments)
    if other is not None:
        rows = list(range(len(other.lines)))
        found = _Taking(other, rows, comments).table(columns_of(other, rows), title, name)
        return _with_units(found) if found else None
    return _Taking(grid, rows, comments).table(rest, title, name)


def _with_units(table: Taken) -> Taken:
    """`table` with the units beside its numbers, as the document has them, where nothing else is there."""
    numbers = [cell for row in table.rows for cell in row.cells.values() if cell.kind == "number"]
    is_plain = not any(cell.spread or cell.bound or cell.is_about or cell.notes for cell in numbers)
    return replace(table, has_units=is_plain)


def with_head(grid: WrittenTable) -> WrittenTable:
    """`grid` with the heads that stand in its first lines, where the line for heads is empty."""
    if any(grid.head[1:]) or len(grid.head) < 2:
        return grid
    heads = [grid.head]
    for line in grid.lines:
        if any(written(cell).kind == "number" for cell in line.cells):
            break
        heads.append(line.cells)
    rest = grid.lines[len(heads) - 1 :]
    if len(heads) == 1 or not rest:
        return grid
    head = tuple(" / ".join(dict.fromkeys(filter(None, column))) for column in zip(*heads, strict=True))
    return WrittenTable(head, rest, grid.line)


def _rows(grid: WrittenTable, comments: list[str]) -> Iterator[int]:
    """The lines that are rows: no rules, no repeated heads, no words between rows."""
    for at, line in enumerate(grid.lines):
        full = [cell for cell in line.cells if cell]
        if any(line.beyond):
            # any of its cells may stand in the wrong column
            said = " | ".join((*line.cells, *line.beyond))
            comments.append(f"line {line.line} is left out, it has more cells than the head: {said}")
            continue
        if not full or all(_RULE.fullmatch(cell) for cell in line.cells) or line.cells == grid.head:
            continue
        if len(full) == 1 and len(line.cells) > 1 and (line.cells[0] or len(line.cells) > 2):
            comments.append(f"line {line.line} is left out, it has one cell: {full[0]}")
            continue
        yield at


class _Taking:
    """The making of one table."""

    def __init__(self, grid: WrittenTable, rows: Sequence[int], comments: list[str]) -> None:
        self._grid = grid
        self._rows = rows
        self._comments = comments

    def table(self, columns: Sequence[GridColumn], title: str, name: str) -> Taken | None:
        names = naming(columns)
        at_names = {column.at for column in names}
        others = [column for column in columns if column.at not in at_names]
        metrics = [column for column in others if column.is_metric]
        if not metrics or not names:
            return None
        row_names = [" / ".join(texts) for texts in zip(*(column.texts for column in names), strict=True)]
        kept = self._without_derived_rows(metrics, row_names)
        part = [column.part(kept) for column in metrics]
        left = {column.at for column in self._without_derived(part, [row_names[row] for row in kept])}
        metrics = [column for column in metrics if column.at in left]
        called = _unique([column.head.name or f"column {column.at + 1}" for column in [*names, *others]])
        name_of = {column.at: one for column, one in zip([*names, *others], called, strict=True)}
        for column in metrics:
            self._comments += [f"{name_of[column.at]}: {comment}" for comment in column.comments]
        texts = [column for column in others if not column.is_metric and any(column.texts)]
        return Taken(
            name=name,
            title=title,
            line=self._grid.line,
            keys=tuple(name_of[column.at] for column in names),
            metrics=tuple(
                TakenMetric(name_of[column.at], column.unit, column.head.higher_is_better)
                for column in metrics
            ),
            rows=self._named(
                [
                    TakenRow(
                        tuple(_name(column.cells[row].text) for column in names),
                        {name_of[column.at]: column.cells[row] for column in metrics},
                        {name_of[one.at]: _cut(one.cells[row].text) for one in texts if one.cells[row].text},
                        self._grid.lines[self._rows[row]].line,
                    )
                    for row in kept
                ]
            ),
            texts=tuple(name_of[column.at] for column in texts),
            comments=self._comments,
        )

    def _without_derived(self, metrics: list[GridColumn], names: Sequence[str]) -> list[GridColumn]:
        kept = list(metrics)
        # those whose heads say so follow from the others, not from each other
        plain = [column for column in metrics if not may_be_derived(column.head.name, column.unit)]
        suspects = [column for column in metrics if column not in plain]
        for column in [*suspects, *reversed(plain)]:
            others = [one for one in plain if one is not column]
            words = how_derived(column, others, [one for one in metrics if one is not column], names)
            if words and len(kept) > 1:
                kept.remove(column)
                plain = others
                name = column.head.name
                self._comments.append(f"{name!r} is left out, it follows from the others: {words}")
        return kept

    def _without_derived_rows(self, metrics: Sequence[GridColumn], names: Sequence[str]) -> list[int]:
        rows = list(range(len(names)))
        for row in (0, len(rows) - 1) if len(rows) > 2 else ():
            words = derived_row(names[row], row, metrics, [one for one in rows if one != row])
            if words:
                self._comments.append(f"the row {names[row]!r} is left out: it is {words}")
                rows.remove(row)
        return rows

    def _named(self, rows: list[TakenRow]) -> list[TakenRow]:
        """`rows`, those of one name told apart by a number."""
        used: set[tuple[str, ...]] = set()
        for row in rows:
            first = row.names if any(row.names) else (f"line {row.line}", *row.names[1:])
            own, number = first, 1
            while own in used:
                number += 1
                own = (f"{first[0]} ({number})", *first[1:])
            if number > 1:
                self._comments.append(f"line {row.line} has a name that is there before: {' / '.join(first)}")
            used.add(own)
            row.names = own
        return rows


def _name(text: str) -> str:
    plain = _FOOTNOTE.sub("", without_pictures(text) or text).strip()
    return plain if len(plain) <= _LONGEST_NAME else plain[: _LONGEST_NAME - 1] + "…"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def _unique(names: Sequence[str]) -> list[str]:
    """`names`, a number behind those that are there before."""
    found: list[str] = []
    for name in (_name(name) for name in names):
        number, own = 1, name
        while own in found:
            number += 1
            own = f"{name} ({number})"
        found.append(own)
    return found
