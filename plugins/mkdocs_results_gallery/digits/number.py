"""One number: the nearest float64, the decimal number that was written, and that in a declared format."""

from __future__ import annotations

import re
import sys
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

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


FORMAT = re.compile(r",?(\.[0-9]{1,2})?[efg%]")
"""What a metric's `format` may be: Python's number formats, without width and sign."""

_WIDE = Context(prec=2_500, rounding=ROUND_HALF_EVEN)
"""Digits for any number from 1e308 down to the smallest that is kept, times 100."""
_FLOAT_DIGITS = 15
"""A decimal number of so many digits is the only one of them near its float64."""
_FLOAT_EXPONENT = 290


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
