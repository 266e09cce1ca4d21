"""Numbers as text: as they were written, exactly, and in few digits where nobody declares a format."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

SMALLEST_EXPONENT = -999
"""No number nearer to zero than 1e-999, but zero itself: an exponent of many digits would stall a build."""

LARGEST = Fraction(sys.float_info.max)
"""No float64 lies beyond; the difference and the sum of two may."""

_JSON = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_PARTS = re.compile(r"([-+]?)0*([0-9]*)(?:\.([0-9]*))?(?:[eE]([-+]?[0-9]+))?")


class Stated(float):
    """A float64 that remembers the text it was written as."""

    __slots__ = ("text",)

    text: str
    """A number as people and programs write it, without percent sign."""

    def __new__(cls, text: str) -> Stated:
        """Raises ValueError for a text that is no number."""
        number = super().__new__(cls, text)
        number.text = text
        return number

    def __getnewargs__(self) -> tuple[str]:  # type: ignore[override]  # made of a text, not of a float
        """What a copy is made of."""
        return (self.text,)


def exact(number: float) -> Decimal:
    """The number as it was written: 0.1 is one tenth, not the nearest binary fraction. Finite."""
    return decimal_of(number.text if isinstance(number, Stated) else repr(float(number)))


def fraction_of(number: float) -> Fraction:
    """`exact`, for sums, products and quotients that don't round."""
    return Fraction(exact(number))


def decimal_of(text: str) -> Decimal:
    """The number that `text` is, with its trailing zeros; a zero has no exponent that is worth keeping."""
    number = Decimal(text)
    return number if number or abs(int(number.as_tuple().exponent)) < 100 else Decimal(0)


def exact_number(value: float) -> str:
    """All digits: as written where that is known, else the shortest text that reads back as this float64."""
    if isinstance(value, Stated):
        return unsigned_zero(plain(value.text))
    return repr(float(value) + 0.0).removesuffix(".0")


def plain(text: str) -> str:
    """A written number as JSON has it, digit by digit: ``.5`` is ``0.5``, ``+1.`` is ``1``."""
    if _JSON.fullmatch(text):
        return text
    found = _PARTS.fullmatch(text)
    if found is None:
        raise ValueError(f"expected a number, got {text!r}")
    sign, whole, part, exponent = found.groups()
    return (
        ("-" if sign == "-" else "")
        + (whole or "0")
        + (f".{part}" if part else "")
        + (f"e{exponent}" if exponent else "")
    )


def unsigned_zero(text: str) -> str:
    """The plain text of a number, zero without the sign that says nothing to people."""
    return text[1:] if text[:1] == "-" and not text.strip("-0.eE+") else text


def is_finer(number: float) -> bool:
    """Whether a number has digits that a float64 can't hold."""
    return isinstance(number, Stated) and exact(number) != Decimal(repr(float(number)))


def is_too_small(text: str) -> bool:
    """Whether a number is nearer to zero than any that is kept, and not zero."""
    if float(text):
        return False
    number = Decimal(text)
    return bool(number) and number.adjusted() < SMALLEST_EXPONENT


LEAST = 4
"""Significant digits that a shortened number has at least; more are noise in a table cell."""
_MANY_DIGITS = re.compile(rf"[1-9](?:\.?[0-9]){{{LEAST}}}")
MOST = 8
"""Significant digits that a number has at most, unless it is whole or is shown as it was written."""
BOUNDS = (Fraction(-100), Fraction(-1), Fraction(1), Fraction(100))
"""Shares and percentages end there: 0.99999 is never shown as 1.0000."""

SMALLEST_MAGNITUDE, LARGEST_MAGNITUDE = -4, 7
"""Magnitudes that are written without an exponent; whole numbers always are."""
_INT64_DIGITS = 18
_TENS = 10 ** np.arange(_INT64_DIGITS + 1, dtype=np.int64)
_FLOAT_DIGITS = 15
"""A decimal number of so many digits is the only one of them near its float64."""

Ints = NDArray[Any]
"""Whole numbers, as int64 where they fit, else as objects."""


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Numbers, each ``digits`` times ten to the power of minus ``decimals``."""

    digits: Ints
    decimals: NDArray[np.int64]
    magnitudes: NDArray[np.int64]
    """From which power of ten on; it means nothing for zero."""
    is_left_whole: NDArray[np.bool_]
    """Written as a whole number, without an exponent, and so large that digits could be dropped: it is shown
    as it is. Smaller ones are whole in any case."""

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Numbers:
        """Those of `texts`, written numbers, of which there is at least one."""
        mantissas, exponents, has_exponent = _without_exponents(texts)
        points = np.array(list(map(str.find, mantissas, repeat("."))), dtype=np.int64)
        lengths = np.array(list(map(len, mantissas)), dtype=np.int64)
        behind = np.where(points < 0, 0, lengths - points - 1)
        numbers = list(map(int, "\n".join(mantissas).replace(".", "").split("\n")))
        if max(map(abs, numbers)) < 10**_INT64_DIGITS:
            digits: Ints = np.array(numbers, dtype=np.int64)
            sizes = np.searchsorted(_TENS, np.abs(digits), side="right")
        else:
            digits = np.array(numbers, dtype=object)
            sizes = np.array([len(str(abs(number))) for number in numbers])
        decimals = behind - exponents
        magnitudes = sizes - 1 - decimals
        is_left_whole = ~has_exponent & (behind == 0) & (magnitudes > LARGEST_MAGNITUDE)
        return cls(digits, decimals, magnitudes, is_left_whole)

    def magnitude(self, exponent: int, where: NDArray[np.bool_]) -> tuple[_Magnitude, NDArray[np.intp]]:
        """Those from one power of ten to the next, which are `where`; and which of them each is."""
        decimals = self.decimals[where]
        most = int(decimals.max())
        if SMALLEST_MAGNITUDE <= exponent <= LARGEST_MAGNITUDE:
            most = max(0, most)
        if exponent + 1 + most <= _INT64_DIGITS:
            scaled: Ints = self.digits[where].astype(np.int64) * _TENS[most - decimals]
        else:
            powers = np.array([10**power for power in (most - decimals).tolist()], dtype=object)
            scaled = self.digits[where].astype(object) * powers
        numbers, which = np.unique(scaled, return_inverse=True)
        return _Magnitude(exponent, numbers, most), which


def _without_exponents(texts: Sequence[str]) -> tuple[Sequence[str], NDArray[np.int64], NDArray[np.bool_]]:
    """The numbers in front of the exponents, the exponents, and where one is written."""
    line = "".join(texts)
    if "e" not in line and "E" not in line:
        return texts, np.zeros(len(texts), dtype=np.int64), np.zeros(len(texts), dtype=np.bool_)
    parts = [text.lower().partition("e") for text in texts]
    exponents = [exponent for _, _, exponent in parts]
    return (
        [mantissa for mantissa, _, _ in parts],
        np.array([int(exponent or 0) for exponent in exponents], dtype=np.int64),
        np.array([bool(exponent) for exponent in exponents], dtype=np.bool_),
    )


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
        return not SMALLEST_MAGNITUDE <= self.exponent <= LARGEST_MAGNITUDE


@dataclass(frozen=True, slots=True)
class _Rounding:
    """What became of the numbers of one magnitude."""

    magnitude: _Magnitude
    numbers: Ints
    """In the order of the magnitude's, times ten to the power of `decimals`."""
    decimals: int

    def texts(self) -> list[str]:
        """What is shown for each number of the magnitude."""
        numbers = self.numbers.tolist()
        if self.magnitude.is_scientific:
            return list(map(self._scientific, numbers))
        if not self.decimals:
            return list(map(str, numbers))
        if max(map(abs, numbers)) < 10**_FLOAT_DIGITS:  # all in one piece
            floats = (self.numbers.astype(np.float64) / 10.0**self.decimals).tolist()
            return ("\n".join([f"%.{self.decimals}f"] * len(floats)) % tuple(floats)).split("\n")
        return list(map(self._fixed, numbers))

    def _fixed(self, number: int) -> str:
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
        return self.numbers * unit == self.magnitude.numbers  # type: ignore[no-any-return]  # Ints is Any


def are_short(texts: Iterable[str]) -> bool:
    """Whether none of these numbers has more digits than it keeps in any case: by far the most columns."""
    line = "\n".join(texts).lower()
    return "e" not in line and not _MANY_DIGITS.search(line)


def automatic(texts: Sequence[str], bounds: Iterable[Fraction] = ()) -> dict[str, tuple[str, bool]]:
    """What a column shows for each of `texts`, its numbers as written; and whether that is another number.

    `bounds` are those of the metric: the ends of its range, its reference.
    """
    written = list(dict.fromkeys(texts))
    if not written:
        return {}
    if are_short(written):
        return {text: (unsigned_zero(plain(text)), False) for text in written}
    numbers = _Numbers.of(written)
    is_rounded = np.zeros(len(written), dtype=np.bool_)
    shown = np.array(written, dtype=object)
    roundings = _roundings(numbers, {*BOUNDS, *bounds})
    if all(rounding.exact.all() for rounding, _, _ in roundings):
        return {text: (unsigned_zero(plain(text)), False) for text in written}
    for rounding, where, which in roundings:
        shown[where] = np.array(rounding.texts(), dtype=object)[which]
        is_rounded[where] = ~rounding.exact[which]
    for at in np.flatnonzero((numbers.digits == 0) | numbers.is_left_whole).tolist():
        shown[at] = plain(written[at]) if numbers.digits[at] else _zero(written[at])
    return dict(zip(written, zip(shown.tolist(), is_rounded.tolist(), strict=True), strict=True))


def _zero(text: str) -> str:
    own = unsigned_zero(plain(text))
    return own if len(own) <= MOST + 2 and "e" not in own.lower() else "0"


def _roundings(
    numbers: _Numbers, bounds: Iterable[Fraction]
) -> list[tuple[_Rounding, NDArray[np.bool_], NDArray[np.intp]]]:
    """By magnitude, the largest first: what it shows decides what the next one may be rounded up to.

    With each, where its numbers are, and which of them each is.
    """
    free = (numbers.digits != 0) & ~numbers.is_left_whole
    has_whole = bool(numbers.is_left_whole.any())
    # roughly how large they are: comparing fractions takes time
    taken = {bound: abs(float(bound)) for bound in bounds}
    found = []
    for exponent in np.unique(numbers.magnitudes[free])[::-1].tolist():
        low = 10.0**exponent
        near = {bound for bound, size in taken.items() if 0.9 * low <= size <= 11 * low}
        where = numbers.magnitudes == exponent
        if has_whole:
            near |= set(map(Fraction, numbers.digits[where & numbers.is_left_whole].tolist()))
        where &= free
        magnitude, which = numbers.magnitude(exponent, where)
        rounding = _rounding(magnitude, near)
        found.append((rounding, where, which))
        # what is shown as the lower end of this magnitude, no smaller number may be shown as
        end = 10 ** (exponent + rounding.decimals)
        for shown in set(rounding.numbers[np.abs(rounding.numbers) == end].tolist()):
            taken[(shown // end) * Fraction(10) ** exponent] = low
    return found


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
    return quotient + up  # type: ignore[no-any-return]  # as above
