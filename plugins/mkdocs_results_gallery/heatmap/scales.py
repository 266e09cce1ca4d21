"""Numbers become levels, and levels get ticks with round numbers."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.digits.number import exact_number
from mkdocs_results_gallery.palettes import LEVELS, MISSING

_TOP = LEVELS - 1
_APART = 9.0
"""Levels between two ticks whose texts don't touch, on the shortest bar."""
_LARGEST = sys.float_info.max


@dataclass(frozen=True, slots=True)
class Scale:
    """Which numbers get the ends of a palette. Both are finite, in the metric's unit; low <= high."""

    low: float
    """Coloured like everything below it."""
    high: float
    """Coloured like everything above it."""

    def around(self, centre: float) -> Scale:
        """The smallest scale that holds this one and has `centre` in its middle."""
        # a difference of two large floats may be infinite, which is the larger here
        reach = min(max(self.high - centre, centre - self.low), _LARGEST - abs(centre))
        return Scale(centre - reach, centre + reach)

    @property
    def middle(self) -> float:
        """The number between its ends."""
        span = self.high - self.low
        return self.low + span / 2 if math.isfinite(span) else self.low / 2 + self.high / 2

    def part(self, numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        """How far up each of `numbers`, which lie in it, is: 0 to 1. Its ends must differ."""
        # 1.7e308 - -1.7e308 is no float, and 5e-324 has no half: bring the larger end near 1 first, which
        # changes no digit
        shift = -math.frexp(max(abs(self.low), abs(self.high)))[1]
        low, high = math.ldexp(self.low, shift), math.ldexp(self.high, shift)
        return (np.ldexp(numbers, shift) - low) / (high - low)

    def joined(self, other: Scale) -> Scale:
        """The smallest scale that holds both."""
        return Scale(min(self.low, other.low), max(self.high, other.high))


def data_scales(values: NDArray[np.float64]) -> list[Scale | None]:
    """Minimum and maximum of each column of `values`, shape (rows, metrics); None where all are missing."""
    if not values.size:
        return [None] * values.shape[1]
    present = np.isfinite(values)
    low = np.where(present, values, np.inf).min(axis=0)
    high = np.where(present, values, -np.inf).max(axis=0)
    return [
        Scale(float(one), float(other)) if one <= other else None
        for one, other in zip(low, high, strict=True)
    ]


def levels_of(values: NDArray[np.float64], scale: Scale | None) -> NDArray[np.uint8]:
    """The level (0..100, or `MISSING`) of each number of one column.

    Numbers outside the scale get its ends; where the scale is a single number, all get the middle. Halves
    are rounded up.
    """
    levels = np.full(values.shape, MISSING, dtype=np.uint8)
    present = np.isfinite(values)
    if scale is None or not present.any():
        return levels
    if scale.low >= scale.high:
        levels[present] = _TOP // 2
        return levels
    part = scale.part(np.clip(values[present], scale.low, scale.high))
    levels[present] = np.floor(part * _TOP + 0.5).astype(np.uint8)
    return levels


def ticks_of(scale: Scale, centre: float | None = None) -> list[tuple[float, str]]:
    """Three to seven (level 0..100, number as text) for a scale, low to high.

    The numbers are round; around a `centre` they are round distances from it. A scale that has no round
    numbers (it is too narrow or too wide for float64) gets its ends, a single number just that one.
    """
    low, high = scale.low, scale.high
    if low == high:
        return [(_TOP / 2, format(low, "z.4g"))]
    span = high - low
    base = centre or 0.0
    step = _step(span) if math.isfinite(span) and span > 1e-300 else 0.0
    if not step or step < max(abs(low), abs(high)) * 1e-9:
        return [(0.0, format(low, "z.4g")), (float(_TOP), format(high, "z.4g"))]
    first = math.ceil((low - base) / step - 1e-9)
    last = math.floor((high - base) / step + 1e-9)
    numbers = [base + step * count for count in range(first, last + 1)]
    return [
        (min(max((number - low) / span, 0.0), 1.0) * _TOP, _written(number, step, base)) for number in numbers
    ]


def with_reference(
    ticks: list[tuple[float, str]], scale: Scale, reference: float | None
) -> list[tuple[float, str]]:
    """`ticks` of `scale` with one that names the `reference`; those that would touch it give way."""
    if reference is None or not scale.low <= reference <= scale.high or scale.low == scale.high:
        return ticks
    level = float(scale.part(np.array(reference))) * _TOP
    beside = [tick for tick in ticks if abs(tick[0] - level) >= _APART]
    return sorted([*beside, (level, f"{exact_number(reference)} reference")])


def _step(span: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that fits four to ten times at most six-fold into `span`."""
    power = math.floor(math.log10(span / 6))
    for leading in (1, 2, 5, 10):
        step = float(f"{leading}e{power}")
        if span / step <= 6.000001:
            return step
    return span


def _written(number: float, step: float, base: float) -> str:
    """A tick's number with as many decimals as its step and its centre need."""
    largest = max(abs(number), step)
    if largest >= 1e6 or step < 1e-5:
        return format(number, "z.6g")
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    if base:
        tail = f"{base:.6f}".rstrip("0").partition(".")[2]
        decimals = max(decimals, min(len(tail), 4))
    return format(number, f"z.{decimals}f")
