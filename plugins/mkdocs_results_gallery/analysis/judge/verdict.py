"""The outcome of a claim; whether a number meets a comparison."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.claim import Claim, Operator
from mkdocs_results_gallery.digits.number import LARGEST, fraction_of, is_finer
from mkdocs_results_gallery.model import Cell, Table
from mkdocs_results_gallery.words.phrases import ClaimOutcome


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim and whether the numbers bear it out."""

    claim: Claim
    outcome: ClaimOutcome
    cells: tuple[tuple[int, int, int], ...] = ()
    """The deciding cells as (table, row, metric), 0-based, in the claim's experiment: counter-examples of
    what is contradicted, the witnesses of what holds, the missing ones of what is undecided."""
    reason: str = ""
    """The numbers that decide it, e.g. ``neg_facts is 0.09``; plain text, may be ``""`` for what holds."""
    hint: str = ""
    """A hint how to mend it, ``""`` for none."""
    rests_on: str = ""
    """The reason why it holds though the page shows the deciding numbers as equal or as a tie, as a clause:
    ``by digits that `.1f` hides: 0.951 and 0.949``; ``""`` where it shows the difference."""
    is_elsewhere: bool = False
    """Undecided because it speaks of an experiment that is not there."""
    cause: str = ""
    """As `Problem.cause`."""

    @property
    def words(self) -> str:
        """The outcome and what decides it; of what holds only what no reader would see."""
        if self.outcome == "holds":
            return f"holds {self.rests_on}".rstrip()
        return self.outcome + (f": {self.reason}" if self.reason else "")

    @property
    def because(self) -> str:
        """The digits that it rests on, else the numbers that decide it."""
        return self.rests_on or self.reason


@dataclass(frozen=True, slots=True)
class Decided:
    """The same for one table, before its place among the tables is known."""

    outcome: ClaimOutcome
    cells: Sequence[Cell]
    reason: str
    hint: str = ""
    rests_on: str = ""


class Undecidable(Exception):  # noqa: N818 - an answer, not an accident
    """A claim that asks for what the table does not say."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


_MARGIN = 1e-9
"""Relative; far above what a product and a sum of float64 are off by."""

_SIGNS: dict[Operator, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


_SIDES: dict[Operator, tuple[int, ...]] = {
    "<": (-1,),
    "<=": (-1, 0),
    ">": (1,),
    ">=": (0, 1),
    "=": (0,),
    "!=": (-1, 1),
}


def _compare(one: Fraction, other: Fraction) -> int:
    """-1, 0 or 1: whether the one is below, at or above the other."""
    return (one > other) - (one < other)


@dataclass(frozen=True, slots=True)
class Within:
    """A number, or all that is known of one: its lowest and highest possible value, None for unbounded."""

    low: Fraction | None
    high: Fraction | None
    is_low_open: bool = False
    """Whether it is not the lowest value itself, but lies above."""
    is_high_open: bool = False
    """Whether it lies below the highest."""

    @classmethod
    def exactly(cls, number: Fraction) -> Within:
        """Return a number that is known."""
        return cls(number, number)

    @classmethod
    def of_cell(cls, table: Table, cell: Cell) -> Within | None:
        """Return what is known of the number of a cell; None for a missing one."""
        bound = table.bounds.get(cell)
        if bound is not None:
            number, is_open = fraction_of(bound.number), not bound.is_reached
            return cls(number, None, is_open) if bound.is_above else cls(None, number, is_high_open=is_open)
        return None if np.isnan(table.values[cell]) else cls.exactly(Fraction(table.exact(cell)))

    def sides(self, right: Fraction) -> Iterator[int]:
        """Return the sides on which it may lie: below `right` (-1), at it (0), above it (1)."""
        lowest = -1 if self.low is None else _compare(self.low, right) or int(self.is_low_open)
        highest = 1 if self.high is None else _compare(self.high, right) or -int(self.is_high_open)
        yield from range(lowest, highest + 1)

    def minus(self, other: Within) -> Within:
        """Return what is known of the difference."""
        low = None if self.low is None or other.high is None else self.low - other.high
        high = None if self.high is None or other.low is None else self.high - other.low
        return Within(
            low, high, self.is_low_open or other.is_high_open, self.is_high_open or other.is_low_open
        )

    def scaled(self, times: Fraction, plus: Fraction) -> Within:
        """Return what is known of its product and a sum."""
        low, high = (None if end is None else end * times + plus for end in (self.low, self.high))
        if times < 0:
            return Within(high, low, self.is_high_open, self.is_low_open)
        return Within(low, high, self.is_low_open, self.is_high_open) if times else Within.exactly(plus)

    def lower_of(self, other: Within) -> Within:
        """Return what is known of the lower of two numbers."""
        if self.low is None or other.low is None:
            low, is_low_open = None, False
        else:
            # of equal ends, the one that is possible
            low, is_low_open = min((self.low, self.is_low_open), (other.low, other.is_low_open))
        highs = [(one.high, not one.is_high_open) for one in (self, other) if one.high is not None]
        high, is_possible = min(highs, default=(None, True))
        return Within(low, high, is_low_open, not is_possible)


def meets(left: Within, sign: Operator, right: Fraction) -> bool | None:
    """Whether each number in `left` meets (True), none does (False), or it depends (None).

    `sign` is none of ``better`` and ``worse``: those are turned into ``>`` and ``<`` before.
    """
    answers = {side in _SIDES[sign] for side in left.sides(right)}
    return answers.pop() if len(answers) == 1 else None


def all_of(answers: list[bool | None]) -> bool | None:
    """Kleene's and: false if any is, else unknown if any is."""
    if False in answers:
        return False
    return None if None in answers else True


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One side of a comparison: the numbers of cells, or what each of them is compared with."""

    values: NDArray[np.float64]
    """Shape (rows, metrics) or (rows,); NaN where missing."""
    exact: Callable[[tuple[int, ...]], Fraction]
    """The number at a place in `values`, to the last digit."""
    is_exact: bool = True
    """Whether each of them is the decimal number that is nearest to its float64 and shortest."""

    @classmethod
    def of_table(
        cls, table: Table, rows: Sequence[int], metrics: Sequence[int], *, shown: bool = False
    ) -> Side:
        """Return the cells of `rows` x `metrics` (0-based); as the page shows them, if `shown`."""
        values = table.values[np.ix_(rows, metrics)]
        is_exact = not table.digits.writing.finer
        if not shown:
            return cls(values, lambda at: Fraction(table.exact((rows[at[0]], metrics[at[1]]))), is_exact)

        def read(at: tuple[int, ...]) -> Fraction:
            metric = metrics[at[1]]
            return Fraction(table.metrics[metric].read(table.unambiguous((rows[at[0]], metric))))

        rounded = np.column_stack([table.digits.column(metric).is_rounded[list(rows)] for metric in metrics])
        for place in np.argwhere(rounded).tolist():
            number = read(tuple(place))
            # rounded up, the largest numbers are no float64 any more
            is_exact = is_exact and abs(number) <= LARGEST
            values[tuple(place)] = float(max(-LARGEST, min(LARGEST, number)))
        return cls(values, read, is_exact)

    @classmethod
    def constant(cls, numbers: Sequence[float], shape: tuple[int, int]) -> Side:
        """One number per metric, or one for all."""
        values = np.broadcast_to(np.array(numbers, dtype=np.float64), shape)
        last = len(numbers) - 1
        return cls(
            values, lambda place: fraction_of(numbers[min(place[1], last)]), not any(map(is_finer, numbers))
        )

    def column(self, index: int) -> Side:
        """Those of one metric."""
        return Side(self.values[:, index], lambda place: self.exact((place[0], index)), self.is_exact)


def met(left: Side, sign: Operator, right: Side, times: float, plus: float) -> NDArray[np.bool_]:
    """For each pair whether ``left sign right * times + plus`` is true of the decimal numbers; False for NaN.

    Without `times` and `plus` floats are compared: they are in the order of the numbers that they were
    written as, and where two are equal, the numbers are, unless one has digits that no float64 holds. Else
    floats decide where they differ clearly, fractions the rest.
    """
    compare = _SIGNS[sign]
    one, other = left.values, right.values
    known = ~(np.isnan(one) | np.isnan(other))
    factor, summand = fraction_of(times), fraction_of(plus)
    if factor == 1 and not summand:
        answer = known & np.asarray(compare(one, other), dtype=np.bool_)
        is_clear = (one != other) | (left.is_exact and right.is_exact)
    else:
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            base = other * times + plus
            size = np.abs(one) + np.abs(other * times) + abs(plus)
            is_clear = (
                (np.abs(one - base) > _MARGIN * size) & np.isfinite(size) & (size > np.finfo(float).tiny)
            )
            answer = known & np.asarray(compare(one, base), dtype=np.bool_)

    @cache  # near ties are mostly the same few pairs; forgotten with this call
    def is_met(number: Fraction, against: Fraction) -> bool:
        return bool(compare(number, against * factor + summand))

    for place in zip(*(places.tolist() for places in np.nonzero(known & ~is_clear)), strict=True):
        answer[place] = is_met(left.exact(place), right.exact(place))
    return answer
