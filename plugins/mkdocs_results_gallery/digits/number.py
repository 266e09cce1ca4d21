"""One number: the nearest float64, and the decimal number that was written."""

from __future__ import annotations

import re
from decimal import Decimal

SMALLEST_EXPONENT = -999
"""No number nearer to zero than 1e-999, but zero itself: an exponent of many digits would stall a build."""

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
    return text[1:] if text.startswith("-") and not text.strip("-0.eE+") else text


def is_finer(number: float) -> bool:
    """Whether a number has digits that a float64 can't hold."""
    return isinstance(number, Stated) and exact(number) != Decimal(repr(float(number)))


def is_too_small(text: str) -> bool:
    """Whether a number is nearer to zero than any that is kept, and not zero."""
    if float(text):
        return False
    number = Decimal(text)
    return bool(number) and number.adjusted() < SMALLEST_EXPONENT
