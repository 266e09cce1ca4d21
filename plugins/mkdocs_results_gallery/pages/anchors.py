"""Where a row, a metric and a cell stand on their page: ids made of names, so that they last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from mkdocs_results_gallery.analysis.gather import Block, Key
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.pages.urls import slug

MOST_CELLS = 2_000
"""Cells up to which each has an id of its own; in a larger table the browser finds it by row and column."""


class Anchors:
    """The ids of one table. They depend on names alone: rows may be added and sorted, a link still leads.

    `rows` and `metrics` are their names, unique each; `number` is the position of the table on its page, from
    0. Read by address.js.
    """

    def __init__(self, rows: Sequence[str], metrics: Sequence[str], number: int = 0) -> None:
        self._rows = rows
        self._metrics = metrics
        self._start = f"t{number + 1}-" if number else ""
        self.has_cells = len(rows) * len(metrics) <= MOST_CELLS
        """Whether each cell has an id."""

    @classmethod
    def of_table(cls, table: Table, number: int) -> Anchors:
        """The ids of a table of a results file."""
        return cls([row.name for row in table.rows], [metric.name for metric in table.metrics], number)

    @classmethod
    def of_block(cls, block: Block, number: int) -> Anchors:
        """The ids of a gathered table, by what its rows and columns stand for."""
        return cls(
            _unique(block.row_keys, [row.name for row in block.table.rows]),
            _unique(block.metric_keys, [metric.name for metric in block.table.metrics]),
            number,
        )

    def row(self, row: int) -> str:
        """The id of a row (0-based)."""
        return f"{self._start}row-{self._slugs[0][row]}"

    def metric(self, metric: int) -> str:
        """The id of a column (0-based)."""
        return f"{self._start}metric-{self._slugs[1][metric]}"

    def cell(self, row: int, metric: int) -> str:
        """The id of a cell."""
        rows, metrics = self._slugs
        # no slug holds two hyphens in a row
        return f"{self._start}cell-{rows[row]}--{metrics[metric]}"

    def nearest(self, row: int, metric: int) -> str:
        """The id of a cell, or of its row where cells have none: that leads there without JavaScript too."""
        return self.cell(row, metric) if self.has_cells else self.row(row)

    @cached_property
    def _slugs(self) -> tuple[list[str], list[str]]:
        return [slug(name) for name in self._rows], [slug(name) for name in self._metrics]


def _unique(keys: Sequence[Key], given: Sequence[str]) -> list[str]:
    """A name for each of `keys`; those that several have are told apart by the name in their table."""
    often = Counter(keys)
    return [
        key.name if often[key] == 1 else f"{key.name} {name}" for key, name in zip(keys, given, strict=True)
    ]
