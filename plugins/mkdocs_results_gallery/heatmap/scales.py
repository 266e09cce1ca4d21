"""Numbers become levels, and levels get ticks with round numbers."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.digits.number import BOUNDS, MOST, automatic, exact_number
from mkdocs_results_gallery.digits.number_format import formatted
from mkdocs_results_gallery.palettes import LEVELS, MISSING

_TOP = LEVELS - 1
_APART = 9.0
"""Levels between two ticks whose texts don't touch, on the shortest bar."""
_LARGEST = sys.float_info.max
_WHOLE = 2.0**53
"""From here on, float64 don't have all digits of the whole numbers that they stand for."""
_LONG = 10**6
_SMALLEST_STEP = Decimal("1e-5")
_ROUNDING = Decimal("1e-9")


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
        return [(_TOP / 2, _as_cells(low)[0])]
    span = high - low
    step = _step(span) if math.isfinite(span) and span > 1e-300 else Decimal(0)
    if not step or float(step) < max(abs(low), abs(high)) * 1e-9:
        return list(zip((0.0, float(_TOP)), _as_cells(low, high), strict=True))
    base = Decimal(repr(centre or 0.0))
    # a centre was computed, and so are the ends around it; else numbers that end below 1 have no tick at 1
    rounding = _ROUNDING if base else Decimal(0)
    first = math.ceil((Decimal(repr(low)) - base) / step - rounding)
    last = math.floor((Decimal(repr(high)) - base) / step + rounding)
    numbers = [base + step * count for count in range(first, last + 1)]
    levels = [min(max((float(number) - low) / span, 0.0), 1.0) * _TOP for number in numbers]
    return list(zip(levels, _written(numbers, step, base), strict=True))


def _as_cells(*numbers: float) -> list[str]:
    """Some different numbers as cells show them; in full where two would look the same."""
    texts = [exact_number(number) if abs(number) < _WHOLE else f"{number:.15g}" for number in numbers]
    shown = [text for text, _ in automatic(texts).values()]
    return shown if len({*shown}) == len(numbers) else list(map(exact_number, numbers))


def with_reference(
    ticks: list[tuple[float, str]], scale: Scale, reference: float | None
) -> list[tuple[float, str]]:
    """`ticks` of `scale` with one that names the `reference`; those that would touch it give way."""
    if reference is None or not scale.low <= reference <= scale.high or scale.low == scale.high:
        return ticks
    level = float(scale.part(np.array(reference))) * _TOP
    beside = [tick for tick in ticks if abs(tick[0] - level) >= _APART]
    return sorted([*beside, (level, f"{exact_number(reference)} reference")])


def _step(span: float) -> Decimal:
    """A step of 1, 2 or 5 times a power of ten that fits four to ten times at most six-fold into `span`."""
    power = math.floor(math.log10(span / 6))
    for leading in (1, 2, 5, 10):
        step = Decimal(f"{leading}e{power}")
        if span / float(step) <= 6.000001:
            return step
    return Decimal(span)


def _written(numbers: Sequence[Decimal], step: Decimal, base: Decimal) -> list[str]:
    """Ticks with as many decimals as their step and their centre need, and none as a bound that it is not."""
    power = math.floor(math.log10(step) + 1e-9)
    largest = max(*map(abs, numbers), step)
    if largest >= _LONG or step < _SMALLEST_STEP:
        return [_significant(number, power) for number in numbers]
    decimals = max(0, -power)
    if base:
        tail = f"{float(base):.6f}".rstrip("0").partition(".")[2]
        decimals = max(decimals, min(len(tail), 4))
    for more in range(decimals, decimals + MOST):
        texts = [formatted(number, f".{more}f") for number in numbers]
        # a centre was computed: 0.9999999999999999 is 1
        both = zip(texts, numbers, strict=True)
        wrong = [text for text, number in both if abs(Decimal(text) - number) > step * _ROUNDING]
        if not any(Decimal(text) in BOUNDS for text in wrong):
            break
    return texts


def _significant(number: Decimal, power: int) -> str:
    """A tick with its digits down to a power of ten."""
    digits = math.floor(math.log10(abs(number))) - power + 1 if number else 1
    return formatted(number, f".{max(6, digits)}g")
