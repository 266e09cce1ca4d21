"""A column of numbers: how many digits each has without a declared format, their order, which look alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.digits.number import decimal_of, plain, unsigned_zero
from mkdocs_results_gallery.digits.texts import ShownColumn

LEAST = 4
"""Significant digits that a shortened number has at least; more are noise in a table cell."""
MOST = 8
"""Significant digits that a number has at most, unless it is whole or is shown as it was written."""
BOUNDS = (Fraction(-100), Fraction(-1), Fraction(1), Fraction(100))
"""Shares and percentages end there: 0.99999 is never shown as 1.0000."""

SMALLEST, LARGEST = -4, 7
"""Magnitudes that are written without an exponent; whole numbers always are."""
_INT64_DIGITS = 18

Ints = NDArray[Any]
"""Whole numbers, as int64 where they fit, else as objects."""


class _Parts(NamedTuple):
    """A number other than zero: ``digits`` times ten to the power of minus ``decimals``."""

    digits: int
    decimals: int
    magnitude: int
    """From which power of ten on."""
    is_left_whole: bool
    """Written as a whole number, without an exponent, and so large that digits could be dropped: it is shown
    as it is. Smaller ones are whole in any case."""


@dataclass(frozen=True, slots=True)
class _Magnitude:
    """The numbers from one power of ten to the next."""

    exponent: int
    numbers: Ints
    """Ascending, each once, times ten to the power of `decimals`."""
    decimals: int
    """The most that anyone wrote in it."""

    @property
    def is_scientific(self) -> bool:
        return not SMALLEST <= self.exponent <= LARGEST


@dataclass(frozen=True, slots=True)
class _Rounding:
    """What became of the numbers of one magnitude."""

    magnitude: _Magnitude
    numbers: Ints
    """In the order of the magnitude's, times ten to the power of `decimals`."""
    decimals: int

    def texts(self) -> dict[int, tuple[str, bool]]:
        """What is shown for each number of the magnitude, and whether that is another number."""
        write = self._scientific if self.magnitude.is_scientific else self._fixed
        texts = map(write, self.numbers.tolist())
        shown = zip(texts, (~self.exact).tolist(), strict=True)
        return dict(zip(self.magnitude.numbers.tolist(), shown, strict=True))

    def _fixed(self, number: int) -> str:
        if not self.decimals:
            return str(number)
        digits = str(abs(number)).rjust(self.decimals + 1, "0")
        return f"{'-' if number < 0 else ''}{digits[: -self.decimals]}.{digits[-self.decimals :]}"

    def _scientific(self, number: int) -> str:
        digits = str(abs(number))
        exponent = len(digits) - 1 - self.decimals
        rest = digits[1 : self.decimals + self.magnitude.exponent + 1]
        return f"{'-' if number < 0 else ''}{digits[0]}{'.' if rest else ''}{rest}e{exponent:+03d}"

    @property
    def exact(self) -> Ints:
        """Whether each is the number that was written."""
        unit = 10 ** (self.magnitude.decimals - self.decimals)
        return self.numbers * unit == self.magnitude.numbers  # type: ignore[no-any-return]


def automatic(texts: Sequence[str], bounds: Iterable[Fraction] = ()) -> dict[str, tuple[str, bool]]:
    """What a column shows for each of `texts`, its numbers as written; and whether that is another number.

    `bounds` are those of the metric: the ends of its range, its reference.
    """
    read = {text: _parts(text) for text in texts}
    roundings = _roundings([parts for parts in read.values() if parts], {*BOUNDS, *bounds})
    if all(one.exact.all() for one in roundings.values()):
        return {text: (unsigned_zero(plain(text)), False) for text in read}
    shown = {exponent: one.texts() for exponent, one in roundings.items()}
    found: dict[str, tuple[str, bool]] = {}
    for text, parts in read.items():
        if parts is None:
            own = unsigned_zero(plain(text))
            found[text] = own if len(own) <= MOST + 2 and "e" not in own.lower() else "0", False
        elif parts.is_left_whole:
            found[text] = plain(text), False
        else:
            decimals = roundings[parts.magnitude].magnitude.decimals
            found[text] = shown[parts.magnitude][_scaled(parts, decimals)]
    return found


def _parts(text: str) -> _Parts | None:
    """None for zero."""
    mantissa, exponent = text, ""
    if "e" in text or "E" in text:
        mantissa, _, exponent = text.lower().partition("e")
    whole, _, part = mantissa.partition(".")
    digits = int(whole + part)
    if not digits:
        return None
    decimals = len(part) - int(exponent or 0)
    magnitude = len(str(abs(digits))) - 1 - decimals
    return _Parts(digits, decimals, magnitude, not exponent and not part and magnitude > LARGEST)


def _scaled(parts: _Parts, decimals: int) -> int:
    return (
        int(parts.digits * 10 ** (decimals - parts.decimals)) if decimals != parts.decimals else parts.digits
    )


def _roundings(numbers: Iterable[_Parts], bounds: Iterable[Fraction]) -> dict[int, _Rounding]:
    """By magnitude, the largest first: what it shows decides what the next one may be rounded up to."""
    by_exponent: dict[int, list[_Parts]] = {}
    whole: dict[int, set[Fraction]] = {}
    for one in numbers:
        if one.is_left_whole:
            whole.setdefault(one.magnitude, set()).add(Fraction(one.digits))
        else:
            by_exponent.setdefault(one.magnitude, []).append(one)
    # roughly how large they are: comparing fractions takes time
    taken = {bound: abs(float(bound)) for bound in bounds}
    found: dict[int, _Rounding] = {}
    for exponent in sorted(by_exponent, reverse=True):
        low = 10.0**exponent
        near = {bound for bound, size in taken.items() if 0.9 * low <= size <= 11 * low}
        magnitude = _magnitude(exponent, by_exponent[exponent])
        rounding = found[exponent] = _rounding(magnitude, near | whole.get(exponent, set()))
        # what is shown as the lower end of this magnitude, no smaller number may be shown as
        end = 10 ** (exponent + rounding.decimals)
        for sign in (1, -1):
            if (rounding.numbers == sign * end).any():
                taken[sign * Fraction(10) ** exponent] = low
    return found


def _magnitude(exponent: int, numbers: Sequence[_Parts]) -> _Magnitude:
    decimals = max(one.decimals for one in numbers)
    if SMALLEST <= exponent <= LARGEST:
        decimals = max(0, decimals)
    kind = np.int64 if exponent + 1 + decimals <= _INT64_DIGITS else object
    scaled = sorted({_scaled(one, decimals) for one in numbers})
    return _Magnitude(exponent, np.array(scaled, dtype=kind), decimals)


def _rounding(magnitude: _Magnitude, bounds: Iterable[Fraction]) -> _Rounding:
    rounded = magnitude.numbers
    decimals = magnitude.decimals
    for significant in range(LEAST, MOST + 1):
        decimals = significant - 1 - magnitude.exponent
        if not magnitude.is_scientific:
            decimals = max(0, decimals)
        if decimals >= magnitude.decimals:
            return _Rounding(magnitude, magnitude.numbers, magnitude.decimals)
        rounded = _half_even(magnitude.numbers, magnitude.decimals - decimals)
        if significant == MOST and not magnitude.is_scientific:
            # rounded up to the next power of ten, it would have a digit more
            end = Fraction(10) ** (magnitude.exponent + 1)
            bounds = {*bounds, end, -end}
        is_apart = len(rounded) < 2 or bool((rounded[1:] != rounded[:-1]).all())
        if is_apart and not _reached(magnitude, rounded, decimals, bounds).any():
            return _Rounding(magnitude, rounded, decimals)
    reached = _reached(magnitude, rounded, decimals, bounds)
    unit = 10 ** (magnitude.decimals - decimals)
    back = np.where(rounded * unit > magnitude.numbers, -1, 1)
    return _Rounding(magnitude, np.where(reached, rounded + back, rounded), decimals)


def _reached(magnitude: _Magnitude, rounded: Ints, decimals: int, bounds: Iterable[Fraction]) -> Ints:
    """Which numbers are shown as a bound that they are not."""
    found: Ints = np.zeros(len(rounded), dtype=np.bool_)
    for bound in bounds:
        shown = bound * Fraction(10) ** decimals
        if shown.denominator == 1:
            is_it = magnitude.numbers == shown.numerator * 10 ** (magnitude.decimals - decimals)
            found |= (rounded == shown.numerator) & ~is_it
    return found


def _half_even(numbers: Ints, digits: int) -> Ints:
    """`numbers` divided by ten to the power of `digits`, rounded half to even."""
    unit = 10**digits
    quotient = numbers // unit
    twice = 2 * (numbers - quotient * unit)
    up = (twice > unit) | ((twice == unit) & (quotient % 2 == 1))
    return quotient + up  # type: ignore[no-any-return]


_FEW = 4
"""Significant digits that every number keeps."""
_POWERS = np.array([float(f"1e{power}") for power in range(-324, 309)])


def declared_column(
    texts: Sequence[str], write: Callable[[Decimal], str], read: Callable[[str], Decimal]
) -> ShownColumn:
    """The column of these written `texts` in a declared format: `write` shows a number, `read` reads it."""
    known: dict[str, tuple[str, bool]] = {"": ("", False)}
    for text in texts:
        if text not in known:
            number = decimal_of(text)
            shown = write(number)
            known[text] = shown, read(shown) != number
    both = [known[text] for text in texts]
    is_rounded = np.array([rounded for _, rounded in both], dtype=np.bool_)
    return ShownColumn(tuple(text for text, _ in both), is_rounded, np.ones(len(both), dtype=np.bool_))


def automatic_column(texts: Sequence[str], bounds: Iterable[Fraction] = ()) -> ShownColumn:
    """The column of these written `texts` where nobody declares a format."""
    found = automatic([text for text in texts if text], bounds)
    both = [found[text] if text else ("", False) for text in texts]
    return ShownColumn(
        tuple(text for text, _ in both),
        np.array([rounded for _, rounded in both], dtype=np.bool_),
        np.zeros(len(texts), dtype=np.bool_),
    )


def as_written(texts: Sequence[str]) -> ShownColumn:
    """The column of these written `texts`, plain ones, none of which is shortened."""
    nowhere = np.zeros(len(texts), dtype=np.bool_)
    # most are what they should be already
    shown = (unsigned_zero(text) if text.startswith("-0") else text for text in texts)
    return ShownColumn(tuple(shown), nowhere, nowhere)


def keeps_all_digits(values: NDArray[np.float64], decimals: NDArray[np.uint8]) -> bool:
    """Whether no number of a column has more digits than it keeps in any case: by far the most columns.

    `values` has no NaN; `decimals` are the digits after the point.
    """
    sizes = np.abs(values)
    magnitudes = np.searchsorted(_POWERS, sizes, side="right") - 1 - 324
    kept = np.where(sizes == 0, 255, np.maximum(_FEW - 1 - magnitudes, 0))
    return bool((decimals <= kept).all())


def order_of(values: NDArray[np.float64], finer: Mapping[int, Decimal]) -> NDArray[np.intp]:
    """The place of each number in the column, from 0 for the lowest, equals share it; -1 where missing.

    `finer` are the numbers, by row, that their float64 is not.
    """
    places = np.full(len(values), -1, dtype=np.intp)
    present = np.flatnonzero(~np.isnan(values))
    _, inverse = np.unique(values[present], return_inverse=True)
    places[present] = inverse
    if not finer:
        return places
    within = np.zeros(len(values), dtype=np.intp)
    # float64 are in the order of the numbers; only where several numbers have one, they say nothing
    for shared in {int(places[row]) for row in finer}:
        rows = np.flatnonzero(places == shared).tolist()
        exact = {row: finer[row] if row in finer else Decimal(repr(float(values[row]))) for row in rows}
        steps = {number: step for step, number in enumerate(sorted(set(exact.values())))}
        for row in rows:
            within[row] = steps[exact[row]]
    both = places[present] * (len(values) + 1) + within[present]
    places[present] = np.unique(both, return_inverse=True)[1]
    return places


def looks_of(order: NDArray[np.intp], shown: ShownColumn, read: Callable[[str], Decimal]) -> NDArray[np.intp]:
    """As `order`, but numbers that a declared format makes look equal share their place."""
    if not shown.is_declared.any() or not shown.is_rounded.any():
        return order
    places = np.zeros(int(order.max(initial=-1)) + 1, dtype=np.intp)
    firsts = _firsts(order)
    for place in range(1, len(places)):
        one, other = firsts[place - 1], firsts[place]
        alike = shown.texts[one] == shown.texts[other] or read(shown.texts[one]) == read(shown.texts[other])
        declared = shown.is_declared[one] or shown.is_declared[other]
        places[place] = places[place - 1] + (not (alike and declared))
    return np.where(order < 0, -1, places[order])


def blurred_of(looks: NDArray[np.intp], shown: ShownColumn, read: Callable[[str], Decimal]) -> frozenset[int]:
    """The rows whose text stands for the number of another row too, which is not theirs."""
    if not shown.is_rounded.any():
        return frozenset()
    firsts = _firsts(looks)
    by_number: dict[Decimal, set[int]] = {}
    for place, row in firsts.items():
        by_number.setdefault(read(shown.texts[row]), set()).add(place)
    both = {place for places in by_number.values() if len(places) > 1 for place in places}
    return frozenset(np.flatnonzero(np.isin(looks, list(both))).tolist()) if both else frozenset()


def _firsts(places: NDArray[np.intp]) -> dict[int, int]:
    """The first row of each place."""
    found, rows = np.unique(places, return_index=True)
    return {place: row for place, row in zip(found.tolist(), rows.tolist(), strict=True) if place >= 0}
