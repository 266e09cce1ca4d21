"""Where a row, a metric and a cell stand on their experiment's page: ids made of names, so that they last."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.pages.urls import slug

MOST_CELLS = 2_000
"""Cells up to which each has an id of its own; in a larger table its row stands for it."""


@dataclass(frozen=True, slots=True, eq=False)
class Anchors:
    """The ids of one table. They depend on names alone: rows may be added and sorted, a link still leads."""

    table: Table
    number: int = 0
    """Position of the table in its experiment, from 0."""

    def row(self, row: int) -> str:
        """The id of a row (0-based)."""
        return f"{self._start}row-{slug(self.table.rows[row].name)}"

    def metric(self, metric: int) -> str:
        """The id of a column (0-based)."""
        return f"{self._start}metric-{slug(self.table.metrics[metric].name)}"

    def cell(self, row: int, metric: int) -> str:
        """The id of a cell, or of its row where cells have none."""
        if not self.has_cells:
            return self.row(row)
        rows, metrics = slug(self.table.rows[row].name), slug(self.table.metrics[metric].name)
        # no slug holds two hyphens in a row
        return f"{self._start}cell-{rows}--{metrics}"

    @property
    def has_cells(self) -> bool:
        """Whether each cell has an id."""
        rows, metrics = self.table.shape
        return rows * metrics <= MOST_CELLS

    @property
    def _start(self) -> str:
        return f"t{self.number + 1}-" if self.number else ""
