"""One number in a declared format, and read back from it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from mkdocs_results_gallery.digits.number import decimal_of

FORMAT = re.compile(r",?(\.[0-9]{1,2})?[efg%]")
"""What a metric's `format` may be: Python's number formats, without width and sign."""

_WIDE = Context(prec=2_500, rounding=ROUND_HALF_EVEN)
"""Digits for any number from 1e308 down to the smallest that is kept, times 100."""
_FLOAT_DIGITS = 15
"""A decimal number of so many digits is the only one of them near its float64."""
_FLOAT_EXPONENT = 290


@lru_cache(maxsize=256)  # units are few
def is_percent(unit: str) -> bool:
    """Whether numbers of this unit are percentages, 0 to 100: ``percent``, ``Percent`` or ``%``."""
    return unit.strip().casefold() in ("percent", "%")


def formatted(number: Decimal | Fraction, spec: str) -> str:
    """`number` as `spec` says, which `FORMAT` matches; never ``-0.00``."""
    kind, comma = spec[-1], "," if spec.startswith(",") else ""
    digits = spec.lstrip(",")[:-1]
    precision = int(digits[1:]) if digits else 6
    if kind == "%":
        return (
            _fixed(
                number * 100 if isinstance(number, Fraction) else _WIDE.scaleb(number, 2), comma, precision
            )
            + "%"
        )
    if kind == "f":
        return _fixed(number, comma, precision)
    significant = max(precision, 1) if kind == "g" else precision + 1
    return _floating(_significant(number, significant), spec, kind, comma, significant)


def number_of(text: str) -> Decimal:
    """The number that `formatted` wrote as `text`."""
    number = decimal_of(text.replace(",", "").rstrip("%"))
    return number.scaleb(-2) if text.endswith("%") else number


def half_even(number: Decimal | Fraction, decimals: int) -> Decimal:
    """`number` rounded to so many decimals, which may be negative."""
    if isinstance(number, Fraction):
        return Decimal(round(number * Fraction(10) ** decimals)).scaleb(-decimals, _WIDE)
    return number.quantize(Decimal((0, (1,), -decimals)), context=_WIDE)


def _significant(number: Decimal | Fraction, digits: int) -> Decimal:
    context = Context(prec=digits, rounding=ROUND_HALF_EVEN)
    if isinstance(number, Fraction):
        return context.divide(Decimal(number.numerator), Decimal(number.denominator))
    return context.plus(number)


def _fixed(number: Decimal | Fraction, comma: str, decimals: int) -> str:
    if number and _adjusted(number) > 308:  # more digits than anyone reads
        return f"{_significant(number, 4):.3e}".replace("E", "e")
    rounded = half_even(number, decimals)
    return format(rounded if rounded else abs(rounded), f"{comma}.{decimals}f")


def _adjusted(number: Decimal | Fraction) -> int:
    return number.adjusted() if isinstance(number, Decimal) else len(str(abs(int(number)))) - 1


def _floating(number: Decimal, spec: str, kind: str, comma: str, significant: int) -> str:
    if not number:
        return format(0.0, spec)
    digits, exponent = number.as_tuple().digits, number.adjusted()
    if len(digits) <= _FLOAT_DIGITS and abs(exponent) < _FLOAT_EXPONENT and significant <= _FLOAT_DIGITS:
        return format(float(number), spec)
    sign = "-" if number < 0 else ""
    if kind == "g":
        digits = digits[: len(digits) - _zeros(digits)] or (0,)
        if -4 <= exponent < significant:
            return format(half_even(number, max(0, len(digits) - 1 - exponent)), f"{comma}f")
    else:
        digits += (0,) * (significant - len(digits))
    rest = "".join(map(str, digits[1:]))
    return f"{sign}{digits[0]}{'.' if rest else ''}{rest}e{exponent:+03d}"


def _zeros(digits: tuple[int, ...]) -> int:
    return next((count for count, digit in enumerate(reversed(digits)) if digit), len(digits))
