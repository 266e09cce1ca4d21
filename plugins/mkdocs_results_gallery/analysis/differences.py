"""The pair rule: whether two numbers differ by more than their uncertainty explains.

The docs have it as a table, on the page about what the numbers mean.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.model import Table, Uncertainty

STANDARD_LEVEL = 95.0
"""Percent: the confidence level of an interval whose file says none."""
ALPHA = 0.05
"""Two numbers differ where the test's p is below this."""
Z = 1.96
"""Half-width of a 95 % interval in standard errors, with the digits that the docs give, so that who computes
on paper finds the same."""

_ALL_BELOW, _ALL_ABOVE = 1.95, 12.8
"""Whatever the degrees of freedom, a t below the one is no difference, and one above the other is."""
_SLACK = 16 * sys.float_info.epsilon
_ROUNDING = 1 + 1e-12
"""1.1 and 1.0 ± 0.1 are a tie, as they are on paper, though their binary fractions are further apart."""

_EXACT, _SD, _SE, _BARE, _CI = range(5)

_NOTHING_STATED = (float(_EXACT), 0.0, np.nan, np.nan, 0.0, 0.0)
"""Kind, level, sd, n, and the half-widths below and above."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """Numbers with what is said of their uncertainty; arrays that broadcast with one another."""

    value: Floats
    kind: NDArray[np.intp]
    level: Floats
    """Of a ci, in percent; else 0."""
    sd: Floats
    """Of one run, where a spread and n are stated; else NaN."""
    n: Floats
    """Runs, 2 or more, where `sd` is known; else NaN."""
    down: Floats
    """Half-width below the value in the metric's unit; NaN where the file doesn't say enough for one."""
    up: Floats
    """The same above it."""
    paired: bool = False
    """Whether all come from the same data."""

    def at(self, places: slice | NDArray[np.intp]) -> Estimates:
        """Those at `places`, an index into the arrays."""
        arrays = {one.name: getattr(self, one.name)[places] for one in fields(self) if one.name != "paired"}
        return replace(self, **arrays)

    @property
    def is_exact(self) -> NDArray[np.bool_]:
        """Whether no uncertainty is stated."""
        known: NDArray[np.bool_] = self.kind == _EXACT
        return known

    @property
    def is_sure(self) -> NDArray[np.bool_]:
        """Whether no uncertainty is stated, or one of nothing."""
        known: NDArray[np.bool_] = (self.down == 0) & (self.up == 0)
        return known

    @property
    def is_sampled(self) -> NDArray[np.bool_]:
        """Whether a spread and the number of runs are known, as Welch's test needs."""
        return ~np.isnan(self.n)


def estimates(table: Table, metric: int, rows: Sequence[int]) -> Estimates:
    """The numbers of `rows` in a metric (0-based); all must have one."""
    values = table.values[list(rows), metric]
    columns = np.empty((len(rows), 6))
    columns[:] = _NOTHING_STATED
    if table.uncertainty:
        for place, row in enumerate(rows):
            said = table.uncertainty.get((row, metric))
            if said is not None:
                columns[place] = _parts(said, float(values[place]))
    kind, level, sd, n, down, up = columns.T
    return Estimates(
        values, kind.astype(np.intp), level, sd, n, down, up, paired=table.metrics[metric].paired
    )


def exact(value: float) -> Estimates:
    """A number that is known: a reference."""
    nothing, unknown = np.array(0.0), np.array(np.nan)
    return Estimates(np.array(value), np.array(_EXACT), nothing, unknown, unknown, nothing, nothing)


def differ(one: Estimates, other: Estimates) -> NDArray[np.bool_]:
    """Whether the numbers differ beyond their uncertainty, pair by pair.

    Where neither states one, whether they are unequal. Pairs that can't be compared do not differ.
    """
    with np.errstate(all="ignore"):  # the numbers may lie at both ends of what a float64 holds
        tested = (one.is_sampled | one.is_exact) & (other.is_sampled | other.is_exact)
        tested &= (one.is_sampled & (one.sd > 0)) | (other.is_sampled & (other.sd > 0))
        if one.paired or other.paired:
            tested &= one.is_exact | other.is_exact
        if tested.all():
            return _by_welch(one, other, tested)
        answer = _by_half_widths(one, other)
        if tested.any():
            answer = np.where(tested, _by_welch(one, other, tested), answer)
    result: NDArray[np.bool_] = answer
    return result


def is_open(one: Estimates, other: Estimates) -> NDArray[np.bool_]:
    """Whether what is stated of either leaves open if the numbers differ, pair by pair.

    Of numbers that are sure it leaves nothing open: whether they are equal, their digits say.
    """
    if one.is_exact.all() and other.is_exact.all():
        return np.zeros(np.broadcast_shapes(one.kind.shape, other.kind.shape), dtype=np.bool_)
    answer = ~differ(one, other)
    are_sure = one.is_sure & other.is_sure
    if are_sure.any():
        answer &= ~(are_sure & _comparable(one, other))
    return answer


def _parts(said: Uncertainty, value: float) -> tuple[float, ...]:
    """As `_NOTHING_STATED`."""
    nan = float("nan")
    if said.interval is not None:
        low, high = said.interval
        level = STANDARD_LEVEL if said.level is None else said.level
        return _CI, level, nan, nan, max(0.0, value - low), max(0.0, high - value)
    if said.spread is None:
        return _NOTHING_STATED
    spread, n = said.spread, float(said.n) if said.n is not None and said.n > 1 else nan
    if said.kind == "sd":
        width = Z * spread / np.sqrt(n)
        return _SD, 0.0, spread if n == n else nan, n, width, width
    if said.kind == "se":
        return _SE, 0.0, spread * np.sqrt(n), n, Z * spread, Z * spread
    return _BARE, 0.0, nan, nan, spread, spread


def _by_half_widths(one: Estimates, other: Estimates) -> NDArray[np.bool_]:
    """The root of the sum of the squared half-widths that face each other: for intervals, Zou and Donner.

    Numbers from the same data may depend on each other in any way: there it is the sum, which no dependence
    exceeds.
    """
    is_upper = one.value > other.value
    mine, theirs = _student(one, other), _student(other, one)
    widths = (
        np.where(is_upper, mine.down, mine.up),
        np.where(is_upper, theirs.up, theirs.down),
    )
    reach = widths[0] + widths[1] if one.paired or other.paired else np.hypot(*widths)
    sizes = np.abs(one.value) + np.abs(other.value)
    reach = reach * _ROUNDING + np.where(one.is_sure & other.is_sure, 0.0, _SLACK * sizes)
    # NaN, where there is no half-width, is never exceeded
    return _comparable(one, other) & (np.abs(one.value - other.value) > reach)


def _comparable(one: Estimates, other: Estimates) -> NDArray[np.bool_]:
    """Whether what the file says of two numbers allows a verdict."""
    same = (one.kind == other.kind) & (one.level == other.level)
    known: NDArray[np.bool_] = one.is_exact | other.is_exact | same | (one.is_sampled & other.is_sampled)
    return known


def _student(one: Estimates, other: Estimates) -> Estimates:
    """`one` with half-widths by Student's t for the runs that are known, where numbers are paired."""
    if not (one.paired or other.paired) or not one.is_sampled.any():
        return one
    from scipy.special import stdtrit

    width = stdtrit(one.n - 1, 1 - ALPHA / 2) * one.sd / np.sqrt(one.n)
    down, up = (np.where(one.is_sampled, width, old) for old in (one.down, one.up))
    return replace(one, down=down, up=up)


def _by_welch(one: Estimates, other: Estimates, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether Welch's two-sided p is below `ALPHA`; beside an exact number, Student's of one."""
    sds = [np.where(part.is_exact, 0.0, part.sd) for part in (one, other)]
    ns = [np.where(part.is_exact, 2.0, part.n) for part in (one, other)]
    # by a power of two, which changes no digit: no square leaves what a float64 holds
    _, power = np.frexp(np.maximum(*sds))
    shares = [np.ldexp(sd, -power) ** 2 / n for sd, n in zip(sds, ns, strict=True)]
    parts = [share**2 / (n - 1) for share, n in zip(shares, ns, strict=True)]
    freedom = (shares[0] + shares[1]) ** 2 / (parts[0] + parts[1])
    t = np.abs(np.ldexp(one.value - other.value, -power) / np.sqrt(shares[0] + shares[1]))
    answer: NDArray[np.bool_] = t > _ALL_ABOVE
    unclear = wanted & (t > _ALL_BELOW) & ~answer
    if unclear.any():
        from scipy.special import stdtr  # takes a tenth of a second to import, and most galleries need none

        answer[unclear] = 2 * stdtr(freedom[unclear], -t[unclear]) < ALPHA
    return answer
