"""Some rows and metrics of a table, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mkdocs_results_gallery.digits.writing import moved
from mkdocs_results_gallery.model import Table, TextColumn


def part_of(table: Table, rows: Sequence[int], metrics: Sequence[int]) -> Table:
    """Return the cells of `rows` x `metrics` (0-based, each once), in this order, as the whole shows them."""
    values = table.values[np.ix_(list(rows), list(metrics))]
    values.setflags(write=False)
    return replace(
        table,
        rows=tuple(table.rows[row] for row in rows),
        metrics=tuple(table.metrics[metric] for metric in metrics),
        values=values,
        missing=moved(table.missing, rows, metrics),
        uncertainty=moved(table.uncertainty, rows, metrics),
        bounds=moved(table.bounds, rows, metrics),
        notes=moved(table.notes, rows, metrics),
        texts=tuple(
            TextColumn(column.name, tuple(column.values[row] for row in rows)) for column in table.texts
        ),
        writing=table.digits.writing.part(rows, metrics),
        carried=table.digits.part(rows, metrics),
        # what was settled for the whole means something else here
        board=None,
        scatters=(),
    )
