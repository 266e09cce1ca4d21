"""A metric that is in another unit or scale: every number is what it was, times one well-known factor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from mkdocs_results_gallery.analysis.compare.matching import Both
from mkdocs_results_gallery.analysis.comparison import Rescaled
from mkdocs_results_gallery.digits.unrounded import EXACT

FACTORS: Mapping[Fraction, Decimal] = MappingProxyType(
    {Fraction(factor): Decimal(factor) for factor in (100, 1_000, 10**6, 10**9, 60, 3_600)}
)
"""Percent and fraction, steps of metric units, steps of time: nothing else is explained as a scale."""
_LEAST = 2
"""Numbers of the base that are not zero: one alone has some factor by chance."""


def rescaled(both: Both, metric: int, unlike: Sequence[int]) -> Rescaled | None:
    """Say by which factor the common cells of a common metric differ, all of them and exactly; None: by none.

    `unlike` are the common rows whose numbers differ there, ascending.
    """
    nonzero = both.has_both[:, metric] & (both.old[:, metric] != 0)
    if len(unlike) < _LEAST or np.count_nonzero(nonzero) > len(
        unlike
    ):  # one that stays the same is no multiple
        return None
    first, second = both.numbers((unlike[0], metric))
    way = _way(first, second)
    if way is None:
        return None
    factor, inverse = way
    rows = np.flatnonzero(both.has_both[:, metric]).tolist()
    numbers = [both.numbers((row, metric)) for row in rows]
    times = _times(factor)
    is_it = all(times(new) == old if inverse else times(old) == new for old, new in numbers)
    if not is_it or sum(old != 0 for old, _ in numbers) < _LEAST:
        return None
    return Rescaled(both.metric(metric).name, factor, inverse, len(rows))


def _way(old: Decimal, new: Decimal) -> tuple[Decimal, bool] | None:
    """Find the factor between two numbers, and whether the old one is the larger; None for none of ours."""
    if not old or not new:
        return None
    ratio = Fraction(new) / Fraction(old)
    if ratio in FACTORS:
        return FACTORS[ratio], False
    return (FACTORS[1 / ratio], True) if 1 / ratio in FACTORS else None


def _times(factor: Decimal) -> Callable[[Decimal], Decimal]:
    return lambda number: EXACT.multiply(number, factor)
