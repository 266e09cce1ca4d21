"""What became of common cells whose number is the same, or that have none: missing, bounds, uncertainties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.compare.matching import Both
from mkdocs_results_gallery.analysis.comparison import OtherKind
from mkdocs_results_gallery.digits.bound import Bound
from mkdocs_results_gallery.digits.number import exact, fraction_of
from mkdocs_results_gallery.model import Cell, Missing, Table, Uncertainty
from mkdocs_results_gallery.words.missing import missing_reason
from mkdocs_results_gallery.words.uncertainty import written_uncertainty

V = TypeVar("V")
_NO_REASON = Missing()


def otherwise(both: Both, unlike: NDArray[np.bool_]) -> dict[int, dict[int, OtherKind]]:
    """Name what became of cells that are not `unlike`, by metric and row among the common ones."""
    found = _Oddities(both, unlike).kinds
    by_metric: dict[int, dict[int, OtherKind]] = {}
    for row, metric in sorted(found):
        by_metric.setdefault(metric, {})[row] = found[row, metric]
    return by_metric


class _Oddities:
    """Each cell has one kind: the first of those that hold."""

    def __init__(self, both: Both, unlike: NDArray[np.bool_]) -> None:
        self._both = both
        self._same = both.has_both & ~unlike
        """Where the number is the same."""
        self._bounds = both.of_base(both.base.bounds), both.of_head(both.head.bounds)
        self.kinds: dict[Cell, OtherKind] = {}
        self._look_at_bounds()
        self._look_at_missing()
        self._look_at_uncertainties()
        self._look_at_notes()

    def _is_bound(self, cell: Cell) -> bool:
        return cell in self._bounds[0] or cell in self._bounds[1]

    def _look_at_bounds(self) -> None:
        for cell, old, new in _both_of(*self._bounds):
            if old is None or new is None or _bound(old) != _bound(new):
                self.kinds[cell] = "bounds"

    def _look_at_missing(self) -> None:
        was, is_now = np.isnan(self._both.old), np.isnan(self._both.new)
        for row, metric in np.argwhere(was != is_now).tolist():
            if not self._is_bound((row, metric)):
                self.kinds[row, metric] = "became_present" if was[row, metric] else "became_missing"
        reasons = self._both.of_base(self._both.base.missing), self._both.of_head(self._both.head.missing)
        for cell, old, new in _both_of(*reasons):
            if was[cell] and is_now[cell] and not self._is_bound(cell) and _reason(old) != _reason(new):
                self.kinds[cell] = "reasons"

    def _look_at_uncertainties(self) -> None:
        said = (
            self._both.of_base(self._both.base.uncertainty),
            self._both.of_head(self._both.head.uncertainty),
        )
        for cell, old, new in _both_of(*said):
            if self._same[cell] and _uncertainty(old) != _uncertainty(new):
                self.kinds[cell] = "uncertainties"

    def _look_at_notes(self) -> None:
        notes = self._both.of_base(self._both.base.notes), self._both.of_head(self._both.head.notes)
        for cell, old, new in _both_of(*notes):
            if old != new and cell not in self.kinds and (self._same[cell] or self._is_bound(cell)):
                self.kinds[cell] = "notes"


def _both_of(base: Mapping[Cell, V], head: Mapping[Cell, V]) -> Iterator[tuple[Cell, V | None, V | None]]:
    """Each cell of which either says something, and what both say."""
    for cell, old in base.items():
        yield cell, old, head.get(cell)
    for cell, new in head.items():
        if cell not in base:
            yield cell, None, new


def _bound(bound: Bound) -> object:
    return bound.sign, exact(bound.number)


def _reason(missing: Missing | None) -> object:
    """What is compared: how nothing is written, ``NA`` or ``-``, is no reason."""
    said = missing or _NO_REASON
    return said.kind, said.note


def _uncertainty(said: Uncertainty | None) -> object:
    """All that it says, by its digits; None where it says nothing."""
    if said is None or (said.spread is None and said.interval is None and said.n is None):
        return None
    ends: tuple[Fraction, ...] = tuple(map(fraction_of, said.interval or ()))
    spread = None if said.spread is None else fraction_of(said.spread)
    return said.kind, spread, ends, said.n, None if said.level is None else exact(said.level), said.computed


def said(table: Table, cell: Cell, kind: OtherKind) -> str:
    """Word what one side says in a cell, as far as it is about `kind`."""
    bound = table.bounds.get(cell)
    number = bound.text if bound else table.written(cell)
    beside: list[str] = []
    if kind in ("uncertainties", "ignored") and cell in table.uncertainty:
        beside.append(written_uncertainty(table.uncertainty[cell]))
    if kind == "notes" and cell in table.notes:
        beside.append(table.notes[cell])
    return " ".join([number, *beside]) if number else missing_reason(table.why_missing(cell))
