"""Cells of many tables side by side: which of them may be compared, and each with all that it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.digits.texts import Notes, ShownCells
from mkdocs_results_gallery.model import Cell, Metric, Missing, Row, Table, Uncertainty
from mkdocs_results_gallery.words.metrics import scale_words

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


_SEEN: tuple[tuple[float, float | None], ...] = ((0.0, 1.0), (0.0, 100.0), (-1.0, 1.0), (0.0, None))


@dataclass(frozen=True, slots=True)
class Comparability:
    """What must agree for numbers of one name to stand in one column and share its colours."""

    unit: str
    low: float | None
    """Lowest possible value; None: unbounded."""
    high: float | None
    """Highest possible value; None: unbounded."""
    higher_is_better: bool | None
    declared: bool = field(compare=False)
    """False where the ends are only those that the numbers seem to keep to."""

    @property
    def words(self) -> str:
        """For a caption, e.g. ``percent, 0 to 100, higher is better``."""
        return scale_words(self.unit, self.low, self.high, self.higher_is_better, is_declared=self.declared)


def comparability_of(metric: Metric, values: NDArray[np.float64]) -> Comparability:
    """The scale of one column; `values` are its numbers, NaN where missing.

    Where neither range nor unit is declared, 0.7 and 70 under one name are told apart by their size.
    """
    unit = metric.common_unit
    if metric.range is not None:
        return Comparability(unit, *metric.range, metric.higher_is_better, declared=True)
    if metric.is_percent:
        return Comparability(unit, 0.0, 100.0, metric.higher_is_better, declared=True)
    present = values[~np.isnan(values)]
    if not unit and len(present):
        lowest, highest = float(present.min()), float(present.max())
        for low, high in _SEEN:
            if lowest >= low and (high is None or highest <= high):
                return Comparability(unit, low, high, metric.higher_is_better, declared=False)
    return Comparability(unit, None, None, metric.higher_is_better, declared=False)
