"""Cells of many tables side by side: which of them may be compared, and each with all that it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.digits.writing import Moves, Notes, ShownCells
from mkdocs_results_gallery.model import Cell, Metric, Missing, Row, Table, Uncertainty
from mkdocs_results_gallery.words.metrics import scale_words


class CollectedCells:
    """The arrays of a table that is being gathered."""

    def __init__(self, rows: int, metrics: int) -> None:
        self.values = np.full((rows, metrics), np.nan)
        self.missing: dict[Cell, Missing] = {}
        self.uncertainty: dict[Cell, Uncertainty] = {}
        self.notes = Notes(rows, metrics)
        self.shown = ShownCells.blank(rows, metrics)

    def copy(self, table: Table, moves: Moves) -> None:
        """Take over the cells of `table` that move."""
        self.values[moves.targets] = table.values[moves.sources]
        self.notes.copy(table.digits.writing, moves)
        self.shown.copy(table.digits.cells, moves)
        for cell, target in moves.cells() if table.missing or table.uncertainty else ():
            if cell in table.missing:
                self.missing[target] = table.missing[cell]
            if cell in table.uncertainty:
                # on this page the metric may have another format
                self.uncertainty[target] = _settled(table.uncertainty[cell], table.metrics[cell[1]])

    def table(self, name: str, rows: tuple[Row, ...], metrics: tuple[Metric, ...]) -> Table:
        """Return the collected cells, under these rows and metrics."""
        self.values.setflags(write=False)
        return Table(
            name,
            metrics,
            rows,
            self.values,
            missing=self.missing,
            uncertainty=self.uncertainty,
            writing=self.notes.whole(),
            carried=self.shown,
        )


def _settled(item: Uncertainty, metric: Metric) -> Uncertainty:
    """Return an uncertainty of `metric` whose interval keeps its format."""
    if item.interval is None or item.format is not None:
        return item
    return replace(item, format=metric.format)


_SEEN: tuple[tuple[float, float | None], ...] = ((0.0, 1.0), (0.0, 100.0), (-1.0, 1.0), (0.0, None))


@dataclass(frozen=True, slots=True)
class Comparability:
    """The traits that must agree for numbers of one name to stand in one column and share its colours."""

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
    """Return the scale of one column; `values` are its numbers, NaN where missing.

    Where neither range nor unit is declared, 0.7 and 70 under one name are kept apart by their size.
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


def common_metric(metrics: Sequence[Metric]) -> Metric:
    """Return the first of `metrics`, with every meaning on which the others disagree left unset."""
    first = metrics[0]

    def shared(field: str) -> bool:
        return len({getattr(metric, field) for metric in metrics}) == 1

    return replace(
        first,
        format=first.format if shared("format") else "",
        reference=first.reference if shared("reference") else None,
        label=first.label if shared("label") else "",
        range=first.range if shared("range") else None,
        aggregate="",  # a mean over experiments would be one of apples and pears
        paired=False,
    )


def on_scale(metric: Metric, scale: Comparability) -> Metric:
    """One of several metrics of a name, called by its scale too."""
    label = f"{metric.label} ({scale.words})" if metric.label else ""
    return replace(metric, name=f"{metric.name} ({scale.words})", label=label)


def transposed(table: Table, common: Metric) -> Table:
    """`table` with rows and columns exchanged; `common` is what its metrics mean."""
    rows = tuple(Row(metric.name) for metric in table.metrics)
    metrics = tuple(replace(common, name=row.name, label=row.label) for row in table.rows)
    values = np.ascontiguousarray(table.values.T)
    values.setflags(write=False)
    return replace(
        table,
        rows=rows,
        metrics=metrics,
        values=values,
        missing={(column, row): why for (row, column), why in table.missing.items()},
        uncertainty={(column, row): item for (row, column), item in table.uncertainty.items()},
        writing=table.digits.writing.transposed(),
        carried=table.digits.cells.transposed(),
    )
