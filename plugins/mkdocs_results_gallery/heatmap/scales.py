"""Numbers become levels 0..100: straight, by their logarithms, by those of their distances, or by rank.

A number is what is written: where its float64 is that of another number, or none at all, digits decide.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.choices import ScaleKind
from mkdocs_results_gallery.digits.number import Stated, exact, fraction_of, is_finer
from mkdocs_results_gallery.digits.writing import order_of
from mkdocs_results_gallery.palettes import LEVELS, MISSING

_TOP = LEVELS - 1
_HALVES = 2.0**52
"""From there on, float64 have no halves."""
_LARGEST = sys.float_info.max
_DECADES = Decimal("1e-5")
"""Below this share of the farthest number, a `symlog` scale is straight whatever lies there."""
_LEAST_SPAN = 1e-9
"""Of logarithms; between numbers that are nearer, a logarithmic scale is a straight one for every eye."""
_LOG = Context(prec=24)
_NEARLY = 1 + 1e-9
_HAIR = 1e-6
"""Of the span of a scale: less than anyone sees."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Which numbers get the ends of a palette, and how it goes between them. In the metric's unit."""

    low: float
    """Coloured like everything below it. Finite, at most `high`."""
    high: float
    """Coloured like everything above it. Finite."""
    kind: ScaleKind = "linear"
    centre: float = 0.0
    """Of `symlog`: the number from which it goes to both sides."""
    near: float = 0.0
    """Of `symlog`: up to which distance from its centre it is about straight."""

    def around(self, centre: float) -> Scale:
        """The smallest scale that holds this one and has `centre` in its middle."""
        if self._is_exact or is_finer(centre):
            middle = exact(centre)
            away = max(exact(self.high) - middle, middle - exact(self.low))
            low, high = (Stated(str(end)) for end in (middle - away, middle + away))
            if math.isfinite(low) and math.isfinite(high):
                return replace(self, low=low, high=high, centre=centre)
        # a difference of two large floats may be infinite, which is the larger here
        reach = min(max(self.high - centre, centre - self.low), _LARGEST - abs(centre))
        return replace(self, low=centre - reach, high=centre + reach, centre=centre)

    @property
    def middle(self) -> float:
        """The number between its ends."""
        if self._is_exact:
            return Stated(str((exact(self.low) + exact(self.high)) / 2))
        span = self.high - self.low
        return self.low + span / 2 if math.isfinite(span) else self.low / 2 + self.high / 2

    @property
    def _is_exact(self) -> bool:
        """Whether a float64 may lack the number between its ends."""
        ends = self.low, self.high
        return any(map(is_finer, ends)) or max(map(abs, ends)) >= _HALVES

    @property
    def is_one_number(self) -> bool:
        """Whether its ends are one and the same."""
        return self.low == self.high and exact(self.low) == exact(self.high)

    def level(self, number: float) -> float | None:
        """Return where a number is, 0 to 100, not rounded; None for one that has no place by itself."""
        if self.kind == "quantile" or self.is_one_number:
            return None
        if not exact(self.low) <= exact(number) <= exact(self.high):
            return None
        return float(_PARTS[self.kind](_one(number), self)[0]) * _TOP

    def joined(self, other: Scale) -> Scale:
        """The smallest scale that holds both."""
        low, high = min(self.low, other.low, key=exact), max(self.high, other.high, key=exact)
        return replace(self, low=low, high=high)


@dataclass(frozen=True, eq=False)  # no slots: what is worked out is kept
class ScaleNumbers:
    """The numbers that are coloured on one scale: of a column, or of several."""

    values: NDArray[np.float64]
    """ColouredColumn after column; NaN for a missing cell."""
    finer: Mapping[int, Decimal] = field(default_factory=dict)
    """Those that their float64 is not, by their places in `values`."""

    @property
    def above_zero(self) -> ScaleNumbers:
        """Those that have a logarithm."""
        values = np.where(self.values > 0, self.values, np.nan)
        kept = {place: number for place, number in self.finer.items() if number > 0}
        values[list(kept)] = self.values[list(kept)]
        return ScaleNumbers(values, kept)

    @cached_property
    def ends(self) -> tuple[float, float] | None:
        """The lowest and the highest of them; None where all are missing."""
        if not self._sorted.size:
            return None
        if not self.finer:
            return float(self._sorted[0]), float(self._sorted[-1])
        places = np.flatnonzero(np.isfinite(self.values))
        order = self.order[places]
        return self.number(int(places[order.argmin()])), self.number(int(places[order.argmax()]))

    def number(self, place: int) -> float:
        """One of them; a `Stated` where its float64 is not what is written."""
        return Stated(str(self.finer[place])) if place in self.finer else float(self.values[place])

    @cached_property
    def order(self) -> NDArray[np.intp]:
        """The place of each in the order of the exact numbers, from 0; equals share it; -1: missing."""
        return order_of(self.values, self.finer)

    @cached_property
    def _sorted(self) -> NDArray[np.float64]:
        """Their float64 from low to high, without missing ones."""
        return np.sort(self.values[np.isfinite(self.values)])

    @cached_property
    def are_crowded(self) -> bool:
        """Whether the middle nine tenths of them lie within a fifth of the span from lowest to highest."""
        found = self._sorted
        if len(found) < 2 or found[0] == found[-1]:
            return False
        cuts = [divmod((len(found) - 1) * part, 20) for part in (1, 19)]
        lowest, highest = float(found[0]), float(found[-1])
        pairs = [(float(found[at]), float(found[min(at + 1, len(found) - 1)]), rest) for at, rest in cuts]
        rough = [one + (other / 20 - one / 20) * rest for one, other, rest in pairs]
        if rough[1] / 2 - rough[0] / 2 > (highest / 10 - lowest / 10) * _NEARLY:
            return False  # as most, without an exact look
        low, high = (
            fraction_of(one) + (fraction_of(other) - fraction_of(one)) * Fraction(rest, 20)
            for one, other, rest in pairs
        )
        return 5 * (high - low) <= fraction_of(highest) - fraction_of(lowest)


def levels_of(numbers: ScaleNumbers, scale: Scale | None) -> NDArray[np.uint8]:
    """The level (0..100) of each of `numbers`; `MISSING` where it is missing or has no place on the `scale`.

    Numbers outside the scale get its ends; where the scale is a single number, all get the middle. Halves
    are rounded up.
    """
    levels = np.full(numbers.values.shape, MISSING, dtype=np.uint8)
    if scale is None:
        return levels
    part = _PARTS[scale.kind](numbers, scale)
    np.floor(part * _TOP + 0.5, out=levels, where=np.isfinite(part), casting="unsafe")
    return levels


def symlog(low: float, high: float, numbers: ScaleNumbers, centre: float = 0.0) -> Scale:
    """Return a scale from `low` to `high`, logarithmic to both sides of `centre`, made for `numbers`."""
    far = max(abs(exact(low) - exact(centre)), abs(exact(high) - exact(centre)))
    with np.errstate(over="ignore"):
        away = np.abs(numbers.values[np.isfinite(numbers.values)] - centre)
    nearest = away[(away > 0) & (away < np.inf)]
    near = max(float(nearest.min()) if nearest.size else 0.0, float(far * _DECADES))
    return Scale(low, high, "symlog", centre, near)


def _linear(numbers: ScaleNumbers, scale: Scale) -> NDArray[np.float64]:
    """How far up each number is, 0 to 1."""
    values = numbers.values
    if scale.is_one_number:
        return np.where(np.isfinite(values), 0.5, np.nan)
    digits: Collection[int] = numbers.finer
    if float(scale.low) == float(scale.high):
        digits = range(len(values))
        part = np.full(values.shape, np.nan)
    else:
        low, high = float(scale.low), float(scale.high)
        part = _between(np.minimum(np.maximum(values, low), high), low, high)
        if math.ulp(max(abs(low), abs(high))) > _HAIR * (high - low):
            digits = range(len(values))  # an end that is off moves all numbers between them
    if not digits:
        return part
    bottom, top = fraction_of(scale.low), fraction_of(scale.high)
    for place in digits:
        if math.isfinite(values[place]):
            number = min(max(fraction_of(numbers.number(place)), bottom), top)
            part[place] = float((number - bottom) / (top - bottom))
    return part


def _between(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.float64]:
    # 1.7e308 - -1.7e308 is no float, and 5e-324 has no half: bring the larger end near 1 first, which
    # changes no digit
    shift = -math.frexp(max(abs(low), abs(high)))[1]
    low, high = math.ldexp(low, shift), math.ldexp(high, shift)
    part: NDArray[np.float64] = (np.ldexp(values, shift) - low) / (high - low)
    return part


def _log(numbers: ScaleNumbers, scale: Scale) -> NDArray[np.float64]:
    low, high = _logs(_one(scale.low))[0], _logs(_one(scale.high))[0]
    if high - low < _LEAST_SPAN:
        return _linear(numbers.above_zero, scale)
    part: NDArray[np.float64] = (np.clip(_logs(numbers), low, high) - low) / (high - low)
    return part


def _logs(numbers: ScaleNumbers) -> NDArray[np.float64]:
    found = np.full(numbers.values.shape, np.nan)
    np.log10(numbers.values, out=found, where=numbers.values > 0)
    for place, number in numbers.finer.items():
        found[place] = float(_LOG.log10(number)) if number > 0 else np.nan
    return found


def _one(number: float) -> ScaleNumbers:
    return ScaleNumbers(np.array([float(number)]), {0: exact(number)} if is_finer(number) else {})


def _symlog(numbers: ScaleNumbers, scale: Scale) -> NDArray[np.float64]:
    ends = _both_logs(np.array([scale.low, scale.high]), scale)
    if not ends[1] - ends[0] >= _LEAST_SPAN:
        return _linear(numbers, scale)
    clipped = np.clip(numbers.values, float(scale.low), float(scale.high))
    part: NDArray[np.float64] = (_both_logs(clipped, scale) - ends[0]) / (ends[1] - ends[0])
    return part


def _both_logs(values: NDArray[np.float64], scale: Scale) -> NDArray[np.float64]:
    """The logarithm of 1 and the distance from the centre in units of `near`, with the sign of the side."""
    # invalid: some machines call a comparison with the NaN of a missing cell so
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        away = np.clip(values - scale.centre, -_LARGEST, _LARGEST)
        # as logarithms, because the quotient may be too large for a float
        sizes = np.log(np.abs(away)) - (math.log(scale.near) if scale.near else 0.0)
        found: NDArray[np.float64] = np.sign(away) * np.logaddexp(0.0, sizes)
    return found


def _quantile(numbers: ScaleNumbers, scale: Scale) -> NDArray[np.float64]:
    """Its rank among all: equals share the middle of their ranks, the lowest is 0 and the highest 1."""
    order = numbers.order
    present = order >= 0
    counts = np.bincount(order[present])
    middles = np.cumsum(counts) - (counts + 1) / 2
    part = np.full(order.shape, np.nan)
    if len(counts) == 1:
        part[present] = 0.5
    elif len(counts):
        part[present] = ((middles - middles[0]) / (middles[-1] - middles[0]))[order[present]]
    return part


_PARTS: Mapping[ScaleKind, Callable[[ScaleNumbers, Scale], NDArray[np.float64]]] = MappingProxyType(
    {"linear": _linear, "log": _log, "symlog": _symlog, "quantile": _quantile}
)
"""How far up each number is on a scale, 0 to 1; NaN where it is missing or has no place."""
