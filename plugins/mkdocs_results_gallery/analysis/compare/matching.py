"""The rows and metrics that stand in two tables, by their names, never by position."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.model import Cell, Metric, Row, Table

V = TypeVar("V")


class HasName(Protocol):
    """A row or a metric."""

    @property
    def name(self) -> str:
        """As written, NFC."""


@dataclass(frozen=True, slots=True)
class Match:
    """The names of two lists, in order."""

    base: NDArray[np.intp]
    """Places in the base of the names that both have, in the order of the head."""
    head: NDArray[np.intp]
    """Their places in the head, ascending."""
    added: tuple[int, ...]
    """Places in the head of the names that the base has not."""
    removed: tuple[int, ...]
    """Places in the base of the names that the head has not."""

    @classmethod
    def of(cls, base: Sequence[HasName], head: Sequence[HasName]) -> Match:
        """Match two lists, neither of which has a name twice."""
        old = {one.name: place for place, one in enumerate(base)}
        found = [old.pop(one.name, -1) for one in head]
        places = np.array(found, dtype=np.intp)
        common = np.flatnonzero(places >= 0)
        added = tuple(np.flatnonzero(places < 0).tolist())
        return cls(places[common], common, added, tuple(old.values()))


class Both:
    """Two tables, and the cells whose row and metric stand in both: row by row and metric by metric."""

    def __init__(self, base: Table, head: Table) -> None:
        self.base = base
        self.head = head
        self.rows = Match.of(base.rows, head.rows)
        self.metrics = Match.of(base.metrics, head.metrics)
        self.old = base.values[np.ix_(self.rows.base, self.metrics.base)]
        """The numbers of the base in common cells; NaN where there is none."""
        self.new = head.values[np.ix_(self.rows.head, self.metrics.head)]
        self.has_both = ~(np.isnan(self.old) | np.isnan(self.new))
        # the places among the common rows and metrics of all that each side has
        self._base_places = (
            _inverse(self.rows.base, len(base.rows)),
            _inverse(self.metrics.base, len(base.metrics)),
        )
        self._head_places = (
            _inverse(self.rows.head, len(head.rows)),
            _inverse(self.metrics.head, len(head.metrics)),
        )

    @property
    def shape(self) -> tuple[int, int]:
        """The number of common rows and common metrics."""
        return len(self.rows.head), len(self.metrics.head)

    def metric(self, metric: int) -> Metric:
        """A common metric, as the head has it."""
        return self.head.metrics[int(self.metrics.head[metric])]

    def base_metric(self, metric: int) -> Metric:
        """A common metric, as the base has it."""
        return self.base.metrics[int(self.metrics.base[metric])]

    def row(self, row: int) -> Row:
        """A common row, as the head has it."""
        return self.head.rows[int(self.rows.head[row])]

    def base_cell(self, cell: Cell) -> Cell:
        """The place in the base of a common cell."""
        return int(self.rows.base[cell[0]]), int(self.metrics.base[cell[1]])

    def head_cell(self, cell: Cell) -> Cell:
        """The place in the head of a common cell."""
        return int(self.rows.head[cell[0]]), int(self.metrics.head[cell[1]])

    def of_base(self, said: Mapping[Cell, V]) -> dict[Cell, V]:
        """What is `said` of cells of the base, by their place among the common cells."""
        return _moved(said, *self._base_places)

    def of_head(self, said: Mapping[Cell, V]) -> dict[Cell, V]:
        """The same of the head."""
        return _moved(said, *self._head_places)

    def unlike(self) -> NDArray[np.bool_]:
        """Where both have a number, and not the same."""
        found: NDArray[np.bool_] = self.has_both & (self.old != self.new)
        finer = (self.of_base(self.base.digits.writing.finer), self.of_head(self.head.digits.writing.finer))
        for cell in {*finer[0], *finer[1]}:
            if self.has_both[cell] and not found[cell]:
                found[cell] = self.numbers(cell)[0] != self.numbers(cell)[1]
        return found

    def numbers(self, cell: Cell) -> tuple[Decimal, Decimal]:
        """The numbers of a common cell that has both: base, head."""
        return self.base.exact(self.base_cell(cell)), self.head.exact(self.head_cell(cell))


def _inverse(places: NDArray[np.intp], length: int) -> list[int]:
    """The place among the common ones of each of so many; -1: not there."""
    found = np.full(length, -1, dtype=np.intp)
    found[places] = np.arange(len(places))
    return found.tolist()


def _moved(said: Mapping[Cell, V], rows: Sequence[int], metrics: Sequence[int]) -> dict[Cell, V]:
    if not said:
        return {}
    moved = (((rows[row], metrics[metric]), what) for (row, metric), what in said.items())
    return {cell: what for cell, what in moved if cell[0] >= 0 and cell[1] >= 0}


def names(of: Sequence[HasName], places: Iterable[int]) -> tuple[str, ...]:
    """The names at `places`."""
    return tuple(of[place].name for place in places)
