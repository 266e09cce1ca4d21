"""Some rows and metrics of a table, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from mkdocs_results_gallery.model import Cell, Table, TextColumn

V = TypeVar("V")


def part_of(table: Table, rows: Sequence[int], metrics: Sequence[int]) -> Table:
    """The cells of `rows` x `metrics` (0-based, each once), in the order that they are given."""
    values = table.values[np.ix_(list(rows), list(metrics))]
    values.setflags(write=False)
    return replace(
        table,
        rows=tuple(table.rows[row] for row in rows),
        metrics=tuple(table.metrics[metric] for metric in metrics),
        values=values,
        missing=_moved(table.missing, rows, metrics),
        uncertainty=_moved(table.uncertainty, rows, metrics),
        texts=tuple(
            TextColumn(column.name, tuple(column.values[row] for row in rows)) for column in table.texts
        ),
    )


def _moved(cells: Mapping[Cell, V], rows: Sequence[int], metrics: Sequence[int]) -> dict[Cell, V]:
    new_row = {row: place for place, row in enumerate(rows)}
    new_metric = {metric: place for place, metric in enumerate(metrics)}
    return {
        (new_row[row], new_metric[metric]): value
        for (row, metric), value in cells.items()
        if row in new_row and metric in new_metric
    }
