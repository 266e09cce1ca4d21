"""A table whose lines are metrics, each in a unit of its own, turned so that its columns are.

``| bulk load | 17 ms | 9 ms |`` above ``| size | 4 GiB | 2 GiB |``: no column has one unit, each line has.
"""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_results_gallery.importing.blocks import Line, WrittenTable
from mkdocs_results_gallery.importing.cells import CellText, written
from mkdocs_results_gallery.importing.columns import GridColumn, naming
from mkdocs_results_gallery.importing.heads import kind_of_unit

_MOST_UNEVEN = 5
"""One line in so many may itself have two units: its odd numbers become notes of missing cells."""
_MOST_METRICS = 200


def turned(
    grid: WrittenTable, columns: Sequence[GridColumn], rows: Sequence[int], comments: list[str]
) -> WrittenTable | None:
    """`grid` turned, of which `columns` and `rows` count; None where its columns are the metrics."""
    if not any(column.is_mixed for column in columns) or not 2 <= len(rows) <= _MOST_METRICS:
        return None
    names = naming(columns)
    cells = {column.at: [written(text) for text in column.texts] for column in columns if column not in names}
    at_names = {name.at for name in names}
    values = {at: of for at, of in cells.items() if at not in at_names and _has_numbers(of)}
    # those of ratios alone are in no row's unit, whatever the row is
    ratios = [at for at, of in values.items() if {one.unit for one in of if one.unit} in ({"x"}, {"×"})]
    values = {at: of for at, of in values.items() if at not in ratios}
    heads = [grid.head[at] for at in values]
    if len(values) < 2 or len(set(heads)) < len(heads) or not _is_by_row(list(values.values())):
        return None
    for column in columns:
        if column.at not in values and column.at not in at_names:
            said = ", ".join(filter(None, column.texts))
            comments.append(f"{column.head.name!r} is left out, it is in none of the units: {said}")
    comments.append("the table is turned: each of its lines has a unit of its own")
    row_names = [" / ".join(texts) for texts in zip(*(name.texts for name in names), strict=True)]
    lines = tuple(
        Line((grid.head[at], *(one.text for one in of)), (), grid.line) for at, of in values.items()
    )
    return WrittenTable(("", *row_names), lines, grid.line)


def _has_numbers(cells: Sequence[CellText]) -> bool:
    numbers = sum(cell.kind == "number" for cell in cells)
    return numbers > 0 and numbers >= sum(cell.kind == "text" for cell in cells)


def _is_by_row(columns: Sequence[Sequence[CellText]]) -> bool:
    """Whether the lines, nearly all, are each in one unit, and not all in the same."""
    kinds = [
        {kind_of_unit(cell.unit) for cell in line if cell.kind == "number"}
        for line in zip(*columns, strict=True)
    ]
    uneven = sum(len(of) > 1 for of in kinds)
    found = {kind for of in kinds if len(of) == 1 for kind in of}
    return len(found) > 1 and uneven * _MOST_UNEVEN <= len(kinds)
