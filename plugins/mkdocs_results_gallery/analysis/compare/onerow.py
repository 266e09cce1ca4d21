"""The rows of a table are compared with one of them, as two tables are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from mkdocs_results_gallery.analysis.compare import compare_tables
from mkdocs_results_gallery.analysis.comparison import TableComparison
from mkdocs_results_gallery.digits.writing import Writing
from mkdocs_results_gallery.model import Cell, Table

V = TypeVar("V")


def compare_with_row(table: Table, row: int) -> TableComparison:
    """Compare each row with the one at `row` (0-based), which is what it was."""
    return compare_tables(_repeated(table, row), table)


def _repeated(table: Table, row: int) -> Table:
    """A table whose rows all have the numbers of one."""
    rows = len(table.rows)
    values = table.values[[row] * rows]
    values.setflags(write=False)
    writing = table.digits.writing
    return replace(
        table,
        values=values,
        missing=_in_all(table.missing, row, rows),
        uncertainty=_in_all(table.uncertainty, row, rows),
        bounds=_in_all(table.bounds, row, rows),
        notes=_in_all(table.notes, row, rows),
        writing=Writing(
            writing.decimals[[row] * rows],
            _in_all(writing.texts, row, rows),
            _in_all(writing.finer, row, rows),
        ),
        carried=None,
        board=None,
        baseline=None,
    )


def _in_all(said: Mapping[Cell, V], row: int, rows: int) -> dict[Cell, V]:
    """What is said of the cells of one row, said of those of all."""
    own = [(metric, one) for (at, metric), one in said.items() if at == row]
    return {(at, metric): one for at in range(rows) for metric, one in own}
