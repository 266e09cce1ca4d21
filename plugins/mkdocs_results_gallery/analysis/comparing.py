"""Whether a number meets a comparison: exact numbers, and intervals that a number is only known to lie in."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.aggregates import exactly
from mkdocs_results_gallery.assertion import Operator

_MARGIN = 1e-9
"""Relative; far above what a product and a sum of float64 are off by."""

_SIGNS: dict[Operator, Callable[[Any, Any], Any]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "!=": operator.ne,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Within:
    """A number, or all that is known of one: its lowest and highest possible value, None for unbounded."""

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def exactly(cls, number: Fraction) -> Within:
        """A number that is known."""
        return cls(number, number)


def meets(left: Within, sign: Operator, right: Fraction) -> bool | None:
    """Whether each number in `left` meets (True), none does (False), or it depends (None).

    `sign` is none of ``better`` and ``worse``: those are turned into ``>`` and ``<`` before.
    """
    if sign in ("!=", ">=", ">"):
        opposite: dict[Operator, Operator] = {"!=": "=", ">=": "<", ">": "<="}
        answer = meets(left, opposite[sign], right)
        return None if answer is None else not answer
    low, high = left.low, left.high
    if sign == "=":
        if (low is not None and low > right) or (high is not None and high < right):
            return False
        return True if low == high == right else None
    if high is not None and (high < right if sign == "<" else high <= right):
        return True
    if low is not None and (low >= right if sign == "<" else low > right):
        return False
    return None


def all_of(answers: list[bool | None]) -> bool | None:
    """Kleene's and: false if any is, else unknown if any is."""
    if False in answers:
        return False
    return None if None in answers else True


def met(
    left: NDArray[np.float64], sign: Operator, right: NDArray[np.float64], times: float, plus: float
) -> NDArray[np.bool_]:
    """For each pair whether ``left sign right * times + plus`` is true of the decimal numbers; False for NaN.

    Without `times` and `plus` floats are compared: they are in the order of the numbers that they were
    written as, and equal where those are. Else floats decide where they differ clearly, fractions the rest.
    """
    compare = _SIGNS[sign]
    known = ~(np.isnan(left) | np.isnan(right))
    if (times, plus) == (1.0, 0.0):
        return known & np.asarray(compare(left, right), dtype=np.bool_)
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        other = right * times + plus
        size = np.abs(left) + np.abs(right * times) + abs(plus)
        is_clear = (np.abs(left - other) > _MARGIN * size) & np.isfinite(size) & (size > np.finfo(float).tiny)
        answer = known & np.asarray(compare(left, other), dtype=np.bool_)

    @cache  # near ties are mostly the same few pairs; forgotten with this call
    def is_met(one: float, base: float) -> bool:
        return bool(compare(exactly(one), exactly(base) * exactly(times) + exactly(plus)))

    for place in zip(*np.nonzero(known & ~is_clear), strict=True):
        answer[place] = is_met(float(left[place]), float(right[place]))
    return answer
