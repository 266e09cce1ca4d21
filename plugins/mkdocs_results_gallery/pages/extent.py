"""How much of a table its page has: at once, on demand, and in the download only."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.options import Limits

_MOST_METRICS = 1_000
MOST_REST = 200_000
"""Cells that a page can load on demand; beyond them the download has the rest."""
_FIRST = 4
"""What part of `limits.listed_cells` a page begins with that can't have the whole table: a browser takes
two seconds to lay out 20,000 cells."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a table its page has: at once, on demand, and in the download only."""

    rows: int
    """Rows listed at once, from the first."""
    metrics: int
    """Metrics listed, from the first."""
    parts: tuple[range, ...]
    """The further rows that the page loads on demand, part by part."""

    @property
    def reach(self) -> int:
        """Rows that a reader can have on the page."""
        return self.parts[-1].stop if self.parts else self.rows


def extent_of(table: Table, limits: Limits) -> Extent:
    """All of a table of up to `limits.listed_cells` cells; of a larger one the first rows, then parts."""
    rows, metrics = len(table.rows), min(len(table.metrics), _MOST_METRICS, limits.listed_cells)
    width = metrics + len(table.texts)
    if rows * width <= limits.listed_cells:
        return Extent(rows, metrics, ())
    first = max(1, limits.listed_cells // _FIRST // width)
    step = max(1, limits.listed_cells // width)
    last = min(rows, first + MOST_REST // width)
    parts = tuple(range(start, min(start + step, last)) for start in range(first, last, step))
    return Extent(first, metrics, parts)


def can_be_ranked(table: Table) -> bool:
    """Whether a table is small enough for its page to rank the rows."""
    return table.values.size <= MOST_REST
