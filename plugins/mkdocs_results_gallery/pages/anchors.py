"""Where a row, a metric and a cell stand on their experiment's page: ids made of names, so that they last."""

from __future__ import annotations

from functools import cached_property

from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.pages.urls import slug

MOST_CELLS = 2_000
"""Cells up to which each has an id of its own; in a larger table its row stands for it."""


class Anchors:
    """The ids of one table. They depend on names alone: rows may be added and sorted, a link still leads.

    `number` is the position of the table in its experiment, from 0.
    """

    def __init__(self, table: Table, number: int = 0) -> None:
        self._table = table
        self._start = f"t{number + 1}-" if number else ""
        rows, metrics = table.shape
        self.has_cells = rows * metrics <= MOST_CELLS
        """Whether each cell has an id."""

    def row(self, row: int) -> str:
        """The id of a row (0-based)."""
        return f"{self._start}row-{slug(self._table.rows[row].name)}"

    def metric(self, metric: int) -> str:
        """The id of a column (0-based)."""
        return f"{self._start}metric-{slug(self._table.metrics[metric].name)}"

    def cell(self, row: int, metric: int) -> str:
        """The id of a cell, or of its row where cells have none."""
        if not self.has_cells:
            return self.row(row)
        rows, metrics = self._slugs
        # no slug holds two hyphens in a row
        return f"{self._start}cell-{rows[row]}--{metrics[metric]}"

    @cached_property
    def _slugs(self) -> tuple[list[str], list[str]]:
        table = self._table
        return [slug(row.name) for row in table.rows], [slug(metric.name) for metric in table.metrics]
