"""Which columns of one name may be compared."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.model import Metric
from mkdocs_results_gallery.words.metrics import scale_words

_SEEN: tuple[tuple[float, float | None], ...] = ((0.0, 1.0), (0.0, 100.0), (-1.0, 1.0), (0.0, None))


@dataclass(frozen=True, slots=True)
class Comparability:
    """The traits that must agree for numbers of one name to be put in order together."""

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
        """For a heading, e.g. ``percent, 0 to 100, higher is better``."""
        return scale_words(self.unit, self.low, self.high, self.higher_is_better, is_declared=self.declared)


def comparability(metric: Metric, values: NDArray[np.float64]) -> Comparability:
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
