"""The pair rule: whether two numbers differ by more than their uncertainty explains, or look equal."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.welch import STANDARD_LEVEL, Floats, Z, half_width, passes_welch
from mkdocs_results_gallery.digits.number import fraction_of
from mkdocs_results_gallery.model import Cell, Table, Uncertainty

_SQUARED_Z = Fraction(str(Z)) ** 2

_CLOSE = 1e-6
"""Share of their size by which two numbers differ when float64 keep too few digits of the difference."""
_UNCLEAR = 1e-8
"""Share of the half-widths within which the decimal numbers are compared, not their float64."""

_TINY, _LEAST = 1e-290, 1e-300
"""Below the one, float64 lose digits, and decimal numbers are compared; what is nearer to zero than the other
counts as that much, so that it is not lost."""

_EXACT, _SD, _SE, _BARE, _CI = range(5)

_NOTHING_STATED = (float(_EXACT), 0.0, np.nan, np.nan, 0.0, 0.0)
"""Kind, level, sd, n, and the half-widths below and above."""
_ARRAYS = ("value", "kind", "level", "sd", "n", "down", "up", "rows")


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
    rows: NDArray[np.intp]
    """Their rows in the column of the table, 0-based."""
    table: Table | None = None
    """The table with their digits; None for the one number `known`."""
    metric: int = 0
    known: Fraction = Fraction(0)
    paired: bool = False
    """Whether all come from the same data."""

    def at(self, places: slice | NDArray[np.intp]) -> Estimates:
        """Those at `places`, an index into the arrays."""
        return replace(self, **{name: getattr(self, name)[places] for name in _ARRAYS})

    @property
    def has_finer(self) -> bool:
        """Whether float64 may be equal where the numbers are not."""
        return self.table is None or bool(self.table.digits.writing.finer)

    def number(self, row: int) -> Fraction:
        """Return the number of a row of the table, to the last digit."""
        return self.known if self.table is None else Fraction(self.table.exact((row, self.metric)))

    def squared_width(self, row: int, *, is_up: bool) -> Fraction:
        """Of the half-width on one side of the number of a row, as it is on paper."""
        said = self.table.uncertainty.get((row, self.metric)) if self.table else None
        if said is None:
            return Fraction(0)
        if said.interval is not None:
            number, (low, high) = self.number(row), said.interval
            return max(Fraction(0), fraction_of(high) - number if is_up else number - fraction_of(low)) ** 2
        square = Fraction(0) if said.spread is None else fraction_of(said.spread) ** 2
        if said.kind == "sd":
            return square * _SQUARED_Z / (said.n or 1)
        return square * _SQUARED_Z if said.kind == "se" else square

    def exact_sd(self, row: int) -> Fraction:
        """Return the sd of the number of a row, of which it is known, or of an exact one."""
        said = self.table.uncertainty.get((row, self.metric)) if self.table else None
        if said is None or said.spread is None:
            return Fraction(0)
        return fraction_of(said.spread) * Fraction(np.sqrt(said.n or 1) if said.kind == "se" else 1)

    @property
    def is_exact(self) -> NDArray[np.bool_]:
        """Whether no uncertainty is stated."""
        answer: NDArray[np.bool_] = self.kind == _EXACT
        return answer

    @property
    def is_sure(self) -> NDArray[np.bool_]:
        """Whether no uncertainty is stated, or one of nothing."""
        answer: NDArray[np.bool_] = (self.down == 0) & (self.up == 0)
        return answer

    @property
    def is_sampled(self) -> NDArray[np.bool_]:
        """Whether a spread and the number of runs are known, as Welch's test needs."""
        return ~np.isnan(self.n)


def estimates(table: Table, metric: int, rows: Sequence[int]) -> Estimates:
    """Return the numbers of `rows` in a metric (0-based); all must have one."""
    values = table.values[list(rows), metric]
    columns = np.empty((len(rows), 6))
    columns[:] = _NOTHING_STATED
    if table.uncertainty:
        for place, row in enumerate(rows):
            said = table.uncertainty.get((row, metric))
            if said is not None:
                columns[place] = _parts(said, table, (row, metric))
    kind, level, sd, n, down, up = columns.T
    paired = table.metrics[metric].paired
    at = np.array(rows, dtype=np.intp)
    return Estimates(values, kind.astype(np.intp), level, sd, n, down, up, at, table, metric, paired=paired)


def without_uncertainty(value: float) -> Estimates:
    """Return a number that is known: a reference."""
    number, row = np.array(value, dtype=np.float64), np.array(0, dtype=np.intp)
    kind, level, sd, n, down, up = np.array(_NOTHING_STATED)
    return Estimates(number, kind.astype(np.intp), level, sd, n, down, up, row, known=fraction_of(value))


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


def can_be_compared(one: Estimates, other: Estimates) -> NDArray[np.bool_]:
    """Whether what is stated could tell two numbers apart, had they other values, pair by pair."""
    widths = (one.down, one.up, other.down, other.up)
    return _comparable(one, other) & ~np.isnan(widths).any(axis=0)


def _parts(said: Uncertainty, table: Table, cell: Cell) -> tuple[float, ...]:
    """As `_NOTHING_STATED`."""
    nan = float("nan")
    if said.interval is not None:
        low, high = (_beyond(table, cell, end) for end in said.interval)
        level = STANDARD_LEVEL if said.level is None else said.level
        return _CI, level, nan, nan, max(0.0, -low), max(0.0, high)
    if said.spread is None:
        return _NOTHING_STATED
    spread = _not_lost(fraction_of(said.spread)) if said.spread < _TINY else said.spread
    n = float(said.n) if said.n is not None and said.n > 1 else nan
    if said.kind == "sd":
        width = Z * spread / np.sqrt(n)
        return _SD, 0.0, spread if n == n else nan, n, width, width
    if said.kind == "se":
        return _SE, 0.0, spread * np.sqrt(n), n, Z * spread, Z * spread
    return _BARE, 0.0, nan, nan, spread, spread


def _by_half_widths(one: Estimates, other: Estimates) -> NDArray[np.bool_]:
    """Compare by the root of the sum of the squared half-widths that face each other: Zou and Donner.

    Numbers from the same data may depend on each other in any way: there it is the sum, which no dependence
    exceeds.
    """
    distance = _distance(one, other)
    is_upper = distance > 0
    mine, theirs = _student(one, other), _student(other, one)
    widths = (
        np.where(is_upper, mine.down, mine.up),
        np.where(is_upper, theirs.up, theirs.down),
    )
    reach = widths[0] + widths[1] if one.paired or other.paired else np.hypot(*widths)
    comparable, size = _comparable(one, other), np.abs(distance)
    # where nothing can be said of one of them, its width is NaN
    comparable &= ~np.isnan(reach)
    answer: NDArray[np.bool_] = comparable & (size > reach)
    # written so that what overflowed is unclear too
    is_clear = np.abs(size - reach) > np.maximum(_UNCLEAR * reach, _TINY)
    unclear = comparable & ~is_clear & ~(one.is_sure & other.is_sure)
    if (one.paired or other.paired) and unclear.any():
        unclear &= ~one.is_sampled & ~other.is_sampled  # a quantile has no last digit
    for place, (row, other_row) in _pairs(one, other, unclear):
        answer[place] = _exceeds(one, row, other, other_row)
    return answer


def _pairs(
    one: Estimates, other: Estimates, wanted: NDArray[np.bool_]
) -> Iterator[tuple[tuple[int, ...], tuple[int, int]]]:
    """Each place where `wanted` is true, and the rows of the two numbers that are compared there."""
    if wanted.any():
        rows, others = np.broadcast_arrays(one.rows, other.rows)
        for place in zip(*(at.tolist() for at in np.nonzero(wanted)), strict=True):
            yield place, (int(rows[place]), int(others[place]))


def _exceeds(one: Estimates, row: int, other: Estimates, other_row: int) -> bool:
    """Whether two decimal numbers are further apart than their half-widths explain, without a root."""
    distance = one.number(row) - other.number(other_row)
    mine = one.squared_width(row, is_up=distance < 0)
    theirs = other.squared_width(other_row, is_up=distance > 0)
    beyond = distance**2 - mine - theirs
    if not (one.paired or other.paired):
        return beyond > 0
    return beyond > 0 and beyond**2 > 4 * mine * theirs


def _distance(one: Estimates, other: Estimates) -> Floats:
    """By how much the one is above the other, pair by pair; of stamps in nanoseconds too."""
    found: Floats = np.subtract(one.value, other.value)
    close = np.abs(found) <= _CLOSE * np.maximum(np.abs(one.value), np.abs(other.value))
    if not (one.has_finer or other.has_finer):
        close &= found != 0
    for place, (row, other_row) in _pairs(one, other, close):
        found[place] = _not_lost(one.number(row) - other.number(other_row))
    return found


def _not_lost(number: Fraction) -> float:
    """Its float64, but never zero for a number that is not."""
    is_kept = not number or abs(number) > _LEAST
    return float(number) if is_kept else math.copysign(_LEAST, number.numerator)


def _beyond(table: Table, cell: Cell, end: float) -> float:
    """Return the distance of the end of an interval above the number of its cell."""
    value = float(table.values[cell])
    found = end - value
    if abs(found) > _CLOSE * max(abs(end), abs(value)):
        return float(found)
    return _not_lost(fraction_of(end) - Fraction(table.exact(cell)))


def _comparable(one: Estimates, other: Estimates) -> NDArray[np.bool_]:
    """Whether what the file says of two numbers allows a verdict."""
    same = (one.kind == other.kind) & (one.level == other.level)
    answer: NDArray[np.bool_] = one.is_exact | other.is_exact | same | (one.is_sampled & other.is_sampled)
    return answer


def _student(one: Estimates, other: Estimates) -> Estimates:
    """`one` with half-widths by Student's t for the runs that are known, where numbers are paired."""
    if not (one.paired or other.paired) or not one.is_sampled.any():
        return one
    width = half_width(one.sd, one.n)
    down, up = (np.where(one.is_sampled, width, old) for old in (one.down, one.up))
    return replace(one, down=down, up=up)


def _by_welch(one: Estimates, other: Estimates, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether Welch's test says that they differ; beside an exact number, Student's of one."""
    sds = [np.where(part.is_exact, 0.0, part.sd) for part in (one, other)]
    ns = [np.where(part.is_exact, 2.0, part.n) for part in (one, other)]
    distance = _distance(one, other)
    tiny = wanted & (np.maximum(sds[0], sds[1]) < _TINY)
    if tiny.any():
        sds = [np.array(np.broadcast_to(sd, distance.shape)) for sd in sds]
    for place, (row, other_row) in _pairs(one, other, tiny):
        exact_sds = one.exact_sd(row), other.exact_sd(other_row)
        unit = max(exact_sds)
        for sd, number in zip(sds, exact_sds, strict=True):
            sd[place] = float(number / unit)
        distance[place] = float(min(abs(one.number(row) - other.number(other_row)) / unit, Fraction(10**99)))
    return passes_welch(distance, sds, ns, wanted)


def is_tie(table: Table, one: Cell, other: Cell) -> bool:
    """Whether two cells, both with a number in one unit, can't be told apart."""
    return table.same_as_shown(one, other) or within_uncertainty(table, one, other)


def within_uncertainty(table: Table, one: Cell, other: Cell) -> bool:
    """Whether the numbers of two cells, of which one states an uncertainty, do not differ beyond it."""
    if one not in table.uncertainty and other not in table.uncertainty:
        return False
    first, second = (estimates(table, metric, [row]) for row, metric in (one, other))
    return bool(is_open(first, second)[0])


def near(table: Table, metric: int, rows: Sequence[int], level: float) -> int:
    """Count those of `rows` (0-based) whose uncertainty reaches `level`, a number that is exact."""
    stated = [row for row in rows if (row, metric) in table.uncertainty] if table.uncertainty else []
    if not stated:
        return 0
    said = estimates(table, metric, stated)
    return int((~said.is_exact & ~differ(said, without_uncertainty(level))).sum())


class Ties:
    """`is_tie` for many rows of one metric; all must have a number."""

    def __init__(self, looks: NDArray[np.intp], said: Estimates) -> None:
        self.looks = looks
        """A number for each: equal where they are equal for a reader."""
        self.said = said

    @classmethod
    def of(cls, table: Table, metric: int, rows: Sequence[int]) -> Ties:
        """Compare `rows`, which the places in the other methods count from 0."""
        return cls(table.digits.looks(metric)[list(rows)], estimates(table, metric, rows))

    def at(self, places: NDArray[np.intp]) -> Ties:
        """Return the same for the rows at `places`, in that order."""
        return Ties(self.looks[places], self.said.at(places))

    def between(self, one: int, others: slice) -> NDArray[np.bool_]:
        """Whether the row at place `one` is tied with each of `others`, places in `rows`."""
        mine, theirs = self.said.at(slice(one, one + 1)), self.said.at(others)
        same: NDArray[np.bool_] = self.looks[one] == self.looks[others]
        return same | is_open(mine, theirs)

    def with_next(self) -> NDArray[np.bool_]:
        """Whether each row but the last is tied with the one that follows."""
        mine, theirs = self.said.at(slice(None, -1)), self.said.at(slice(1, None))
        same: NDArray[np.bool_] = self.looks[:-1] == self.looks[1:]
        return same | is_open(mine, theirs)
