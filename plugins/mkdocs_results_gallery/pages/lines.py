"""What a table gives to the pages of the rows and metrics that it shares: its cells, ready to be shown again.

Made once for each table, together with its own page, and kept with it; the page of a row joins the lines of
all tables that have it. So that it needs no more of each than its own row, each line is encoded by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec
import numpy as np

from mkdocs_results_gallery.analysis.occurrences import Comparability, Occurrence, comparability
from mkdocs_results_gallery.heatmap.bars import kind_words
from mkdocs_results_gallery.model import Cell, Metric, Table
from mkdocs_results_gallery.pages.assets import palette_class
from mkdocs_results_gallery.pages.cells import CellLook, Rank
from mkdocs_results_gallery.pages.context import ShownTable
from mkdocs_results_gallery.pages.heads import HeadNames, metric_head
from mkdocs_results_gallery.palettes import MISSING
from mkdocs_results_gallery.words.numbers import exact_number

MOST_METRICS = 1_000
"""Metrics of one table that the page of a row lists."""
COLUMNS = 3
"""Those of a list on such a page, besides the names."""
_PART = 20
"""What part of `limits.listed_cells` are lines of one list."""
_DIGEST = 16


def most_lines(listed_cells: int) -> int:
    """How many numbers one list on the page of a metric has, at most."""
    return max(1, listed_cells // _PART)


class AgainCell(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A cell that is shown again."""

    start: str
    """As in `CellPieces`, and so is `rest`; both ``""`` where the cell only stands in a download."""
    rest: str
    place: int
    """Its rank in its own table; 0: nobody is best there."""
    is_shared: bool
    """Whether other rows have the same rank."""
    written: str
    """Its number as its file has it; ``""`` where it is missing."""
    uncertainty: str
    """The half-width, or both ends of an interval, as JSON; ``""`` where none is stated."""
    level: int
    """0..100, or `MISSING`."""
    is_said: bool
    """Whether its file says anything of it, if only why it is missing."""

    def rank(self, of: int) -> Rank | None:
        """Its rank among so many."""
        return _rank(self.place, of, self.is_shared) if self.place else None


@lru_cache(maxsize=4_096)  # ranks are few, and they keep their words
def _rank(place: int, of: int, is_shared: bool) -> Rank:
    return Rank(place, of, is_shared, in_words=False)


class TableHead(msgspec.Struct, array_like=True, frozen=True):
    """What every page says of a table."""

    path: str
    """Of its results file."""
    experiment: str
    """The title of its experiment."""
    name: str
    """Within its experiment; ``""`` for the only table."""
    title: str
    """What people call it; other tables may have the same title."""
    place: str
    """Where it is: unlike that of any other table."""
    key: str
    """What makes the ids of its cells elsewhere: unlike that of any other table, whatever gallery it is in."""
    page: str
    """URI of the page that it stands on."""


class ColumnHead(msgspec.Struct, array_like=True, frozen=True):
    """A metric of a table as the pages of its rows show it."""

    name: str
    title: str
    of: int
    """How many rows have a rank in it; 0 where nobody is best."""
    profile: str
    """Its head where the metrics of one table stand below one another, as HTML."""
    column: str
    """Its head where they stand side by side; ``""`` beyond `MOST_METRICS`."""
    scale: tuple[str, ...]
    """Where a number is on its scale, as HTML: parted where its level is said; one piece where all numbers
    are equal; none where none has a place."""
    meaning: tuple[str, str, str, bool | None]
    """What must agree for two tables to share the head of a column: name, label, unit and direction."""


class RowColumns(msgspec.Struct, array_like=True, frozen=True):
    """The columns of a table as the pages of its rows show them."""

    palette: str
    """A key of `palettes.PALETTES`: that of most columns."""
    heads: list[ColumnHead]
    """One per metric."""


class RowLine(msgspec.Struct, array_like=True, frozen=True):
    """A row of a table."""

    description: str
    anchor: str
    """Its id on the page of its table."""
    cells: list[AgainCell]
    """One per metric; those that are listed within the palette of `RowColumns`."""

    @property
    def has_number(self) -> bool:
        """Whether any cell has one."""
        return any(cell.written for cell in self.cells)


class RowName(msgspec.Struct, array_like=True, frozen=True):
    """A row of a table as the pages of its metrics name it."""

    name: str
    title: str
    href: str
    """Where it leads; ``""`` for nowhere."""


class MetricLine(msgspec.Struct, array_like=True, frozen=True):
    """A metric of a table."""

    name: str
    label: str
    unit: str
    """`Metric.common_unit`."""
    higher_is_better: bool | None
    description: str
    anchor: str
    """Its id on the page of its table."""
    low: float | None
    """As in `Comparability`, and so are `high`, and `words`."""
    high: float | None
    words: str
    palette: str
    """That of its cells."""
    of: int
    """As in `ColumnHead`."""
    is_finer: bool
    """Whether a number of the table has digits beyond its float64."""
    count: int
    """How many rows have a number."""
    rows: list[int]
    """The rows with a number, the best first, or the highest where the direction is unset: as many of them as
    any page can show."""
    values: list[float]
    """Their numbers as float64."""
    cells: list[AgainCell]
    """One for each of these rows."""

    @property
    def has_number(self) -> bool:
        """Whether any row has one."""
        return self.count > 0


class _Encoded(msgspec.Struct, array_like=True, frozen=True):
    """The lines of one table."""

    head: msgspec.Raw
    columns: msgspec.Raw
    names: msgspec.Raw
    rows: dict[str, msgspec.Raw]
    metrics: dict[str, msgspec.Raw]


class EncodedLine(NamedTuple):
    """A row or a metric of one table, still encoded."""

    head: bytes
    """`TableHead`."""
    common: bytes
    """`RowColumns` with a row; the list of `RowName` with a metric."""
    line: bytes
    """`RowLine` or `MetricLine`."""
