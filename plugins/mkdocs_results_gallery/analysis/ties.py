"""When two numbers of one metric can't be told apart: by a declared format, or within their uncertainty."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.model import Table, Uncertainty

METHOD = (
    "Ties: numbers that are equal, or that a declared format shows as equal, and numbers whose difference is "
    "within their uncertainty, that is, no larger than the root of the sum of their squared half-widths "
    "(ci as stated; 1.96 × se; 1.96 × sd / √n, or sd where no n is stated; ± as stated)."
)
"""The rule, for a page. For intervals it is that of Zou and Donner, Statistics in Medicine 27 (2008),
pages 1693 to 1702."""

_Z = 1.959963984540054
"""97.5 % quantile of the normal distribution: half-width of a 95 % interval in standard errors."""

_SLACK = 16 * sys.float_info.epsilon
_ROUNDING = 1 + 1e-12
"""1.1 and 1.0 ± 0.1 are a tie, as they are on paper, though their binary fractions are further apart."""


def half_width(uncertainty: Uncertainty | None, value: float, towards: float) -> float:
    """How far `value` may lie off in the direction of `towards`, in the metric's unit; 0 for nothing said."""
    if uncertainty is None:
        return 0.0
    if uncertainty.interval is not None:
        low, high = uncertainty.interval
        return max(0.0, high - value if towards > value else value - low)
    spread = uncertainty.spread or 0.0
    if uncertainty.kind == "se":
        return _Z * spread
    if uncertainty.kind == "sd" and uncertainty.n:
        return _Z * spread / math.sqrt(uncertainty.n)
    return spread


def within_uncertainty(table: Table, metric: int, one: int, other: int) -> bool:
    """Whether the numbers of two rows (0-based) differ by no more than their uncertainty allows."""
    sure = table.uncertainty.get((one, metric)), table.uncertainty.get((other, metric))
    if sure == (None, None):
        return False
    first, second = float(table.values[one, metric]), float(table.values[other, metric])
    widths = half_width(sure[0], first, second), half_width(sure[1], second, first)
    return abs(first - second) <= math.hypot(*widths) * _ROUNDING + _SLACK * (abs(first) + abs(second))


def near(table: Table, metric: int, row: int, level: float) -> bool:
    """Whether the uncertainty of a row (0-based) reaches `level`, a number that is exact."""
    said, value = table.uncertainty.get((row, metric)), float(table.values[row, metric])
    if said is None:
        return False
    width = half_width(said, value, level)
    return abs(value - level) <= width * _ROUNDING + _SLACK * (abs(value) + abs(level))


def is_tie(table: Table, metric: int, one: int, other: int) -> bool:
    """Whether two rows (0-based), both with a number, can't be told apart in `metric`."""
    return table.same_as_shown(metric, one, other) or within_uncertainty(table, metric, one, other)


class Ties:
    """`is_tie` for many rows of one metric; all must have a number."""

    def __init__(self, table: Table, metric: int, rows: Sequence[int]) -> None:
        self._values = table.values[list(rows), metric]
        self._looks = table.digits.looks(metric)[list(rows)]
        said = [table.uncertainty.get((row, metric)) for row in rows]
        both = list(zip(said, self._values.tolist(), strict=True))
        self._up = np.array([half_width(one, value, math.inf) for one, value in both])
        self._down = np.array([half_width(one, value, -math.inf) for one, value in both])
        self._has = np.array([one is not None for one in said])

    def between(self, some: Sequence[int] | NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether each of `some`, places in `rows`, is tied with each of `rows`; shape (some, rows)."""
        chosen = np.asarray(some, dtype=np.intp)[:, np.newaxis]
        value = self._values[chosen]
        is_upper = value > self._values
        # the upper one may be lower than it says, the lower one higher
        with np.errstate(over="ignore"):  # the numbers may lie at both ends of what a float64 holds
            reach = np.hypot(
                np.where(is_upper, self._down[chosen], self._up[chosen]),
                np.where(is_upper, self._up, self._down),
            )
            reach = reach * _ROUNDING + _SLACK * (np.abs(value) + np.abs(self._values))
            unsure = (self._has[chosen] | self._has) & (np.abs(value - self._values) <= reach)
        same: NDArray[np.bool_] = (self._looks[chosen] == self._looks) | unsure
        return same
