"""Cells of many tables as one: each with its number, its text, its uncertainty, or why it is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from mkdocs_results_gallery.digits.shown import ShownCells
from mkdocs_results_gallery.digits.writing import Notes
from mkdocs_results_gallery.model import Cell, Metric, Missing, Row, Table, Uncertainty

V = TypeVar("V")


class CollectedCells:
    """The arrays of a table that is being gathered."""

    def __init__(self, rows: int, metrics: int) -> None:
        self.values = np.full((rows, metrics), np.nan)
        self.missing: dict[tuple[int, int], Missing] = {}
        self.uncertainty: dict[tuple[int, int], Uncertainty] = {}
        self.notes = Notes(rows, metrics)
        self.shown = ShownCells(rows, metrics)

    def copy(self, table: Table, sources: Sequence[Cell], targets: Sequence[Cell]) -> None:
        """Take over the cells `sources` of `table`, each to its place among `targets`."""
        both = list(zip(targets, sources, strict=True))
        self.values[tuple(zip(*targets, strict=True))] = table.values[tuple(zip(*sources, strict=True))]
        self.notes.copy(table.digits.writing, sources, targets)
        columns = {metric: table.digits.column(metric) for metric in {metric for _, metric in sources}}
        self.shown.copy(columns, sources, targets)
        _take(table.missing, self.missing, both)
        _take(table.uncertainty, self.uncertainty, both)
        for target, (_, metric) in both if table.uncertainty else ():
            item = self.uncertainty.get(target)
            if item is not None and item.interval is not None and item.format is None:
                # on this page the metric may have another format
                self.uncertainty[target] = replace(item, format=table.metrics[metric].format)

    def table(self, name: str, rows: tuple[Row, ...], metrics: tuple[Metric, ...]) -> Table:
        """What was collected, under these rows and metrics."""
        self.values.setflags(write=False)
        return Table(
            name,
            metrics,
            rows,
            self.values,
            missing=self.missing,
            uncertainty=self.uncertainty,
            writing=self.notes.whole(),
            carried=self.shown.columns(),
        )


def _take(found: Mapping[Cell, V], into: dict[Cell, V], both: Iterable[tuple[Cell, Cell]]) -> None:
    """Copy what is said of a source to its target; `both` are pairs of (target, source)."""
    if found:
        into.update((target, found[source]) for target, source in both if source in found)
