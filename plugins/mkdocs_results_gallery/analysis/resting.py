"""What a verdict rests on where the page calls the numbers that decide it equal, or a tie."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_results_gallery.analysis.ties import within_uncertainty
from mkdocs_results_gallery.digits.number import plain
from mkdocs_results_gallery.model import Cell, Table


def told_apart(table: Table, row: int, others: Sequence[Cell]) -> str:
    """How the number of `row` (0-based) is told from different ones, `others` of one metric, as a clause.

    ``""`` where a reader of the page tells each of them apart.
    """
    for other, metric in others:
        if table.same_as_shown(metric, row, other):
            return hidden_digits([(table, (row, metric)), (table, (other, metric))])
    if table.uncertainty:
        for other, metric in others:
            if within_uncertainty(table, (row, metric), (other, metric)):
                one, two = table.told((row, metric)), table.told((other, metric))
                return f"by the numbers alone: {one} and {two} are a tie within their uncertainty"
    return ""


def hidden_digits(cells: Sequence[tuple[Table, Cell]]) -> str:
    """``by digits that `.1f` hides: 0.951 and 0.949``, the numbers of one or two cells."""
    numbers = " and ".join(plain(table.written(cell)) for table, cell in cells)
    rounded = [(table, at) for table, (row, at) in cells if table.digits.column(at).is_rounded[row]]
    return f"{hiding(*(rounded or [(cells[0][0], cells[0][1][1])])[0])}: {numbers}"


def hiding(table: Table, metric: int) -> str:
    """Where the digits are gone that decide."""
    column = table.metrics[metric]
    if column.format:
        return f"by digits that `{column.format}` hides"
    return "by digits that the table does not show"
