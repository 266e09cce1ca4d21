"""Which numbers of one name may be compared: unit, range and direction, declared or seen."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.model import Metric
from mkdocs_results_gallery.numbers import exact_number

_SEEN: tuple[tuple[float, float | None], ...] = ((0.0, 1.0), (0.0, 100.0), (-1.0, 1.0), (0.0, None))


@dataclass(frozen=True, slots=True)
class Scale:
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
        parts = [self.unit] if self.unit else []
        if self.low is not None and self.high is not None:
            ends = f"{exact_number(self.low)} to {exact_number(self.high)}"
            parts.append(ends if self.declared else f"values within {ends}")
        elif self.low is not None:
            parts.append(f"{exact_number(self.low)} or more")
        elif self.high is not None:
            parts.append(f"{exact_number(self.high)} or less")
        if self.higher_is_better is not None:
            parts.append("higher is better" if self.higher_is_better else "lower is better")
        return ", ".join(parts) or "any number"


def scale_of(metric: Metric, values: NDArray[np.float64]) -> Scale:
    """The scale of one column; `values` are its numbers, NaN where missing.

    Where neither range nor unit is declared, 0.7 and 70 under one name are told apart by their size.
    """
    unit = metric.common_unit
    if metric.range is not None:
        return Scale(unit, *metric.range, metric.higher_is_better, declared=True)
    if unit == "percent":
        return Scale(unit, 0.0, 100.0, metric.higher_is_better, declared=True)
    present = values[~np.isnan(values)]
    if not unit and len(present):
        lowest, highest = float(present.min()), float(present.max())
        for low, high in _SEEN:
            if lowest >= low and (high is None or highest <= high):
                return Scale(unit, low, high, metric.higher_is_better, declared=False)
    return Scale(unit, None, None, metric.higher_is_better, declared=False)
