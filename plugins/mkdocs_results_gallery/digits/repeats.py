"""Mean and standard deviation of repeats, exact until they are rounded, once."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from mkdocs_results_gallery.digits.number import SMALLEST_EXPONENT, plain

_DIGITS = 17
"""Significant digits of a number that does not end before, as many as tell all float64 apart."""
_MOST_DIGITS = 30
"""Significant digits up to which a mean that ends is kept whole."""
_ROUNDED = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN)
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
"""Digits of a root before it is rounded: no sum of decimal numbers lies so near to the middle between two."""


def mean_and_sd(texts: Iterable[str]) -> tuple[str, str]:
    """The mean of written numbers, and their standard deviation (n - 1), which is ``""`` for a single one."""
    parts = [_parts(text) for text in texts]
    # whole numbers of one unit: fractions would be brought to lowest terms again and again
    least = min(exponent for _, exponent in parts)
    powers = {exponent: 10 ** (exponent - least) for exponent in {exponent for _, exponent in parts}}
    numbers = [digits * powers[exponent] for digits, exponent in parts]
    count, total, unit = len(numbers), sum(numbers), Fraction(10) ** least
    mean = _written(Fraction(total, count) * unit)
    if count == 1:
        return mean, ""
    squares = sum(number * number for number in numbers)
    variance = Fraction(count * squares - total * total, count * (count - 1)) * unit * unit
    root = _WIDE.sqrt(_WIDE.divide(Decimal(variance.numerator), Decimal(variance.denominator)))
    return mean, _text(_ROUNDED.plus(root))


def _parts(text: str) -> tuple[int, int]:
    """Digits and exponent of a number: 1.50e3 is 150 and 1."""
    mantissa, _, exponent = text.lower().partition("e")
    whole, _, decimals = mantissa.partition(".")
    digits = int(whole + decimals)
    return digits, int(exponent or 0) - len(decimals) if digits else 0


def _written(number: Fraction) -> str:
    exact = _WIDE.divide(Decimal(number.numerator), Decimal(number.denominator))
    is_short = len(exact.normalize(_WIDE).as_tuple().digits) <= _MOST_DIGITS
    return _text(exact if is_short and Fraction(exact) == number else _ROUNDED.plus(exact))


def _text(number: Decimal) -> str:
    """The number without needless zeros; with an exponent where it is very large or small."""
    number = number.normalize(_WIDE)
    if not number or number.adjusted() < SMALLEST_EXPONENT:
        return "0"
    text = (
        format(number, "f")
        if -7 < number.adjusted() < 21
        else str(number).replace("E+", "e").replace("E", "e")
    )
    return plain(text)
