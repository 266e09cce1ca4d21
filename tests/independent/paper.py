"""Decimal numbers as people write and read them; nothing is ever a binary fraction."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

_PLAIN = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def is_number(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None


def number(text: str) -> Fraction:
    """The number that a written text is."""
    if not is_number(text):
        raise ValueError(text)
    return Fraction(Decimal(text))


def seen(text: str, percent_unit: bool = False) -> Fraction:
    """The number that a shown text stands for; ``75%`` is 0.75 but where the unit is percent anyway."""
    bare = text.replace(",", "")
    if bare.endswith("%"):
        return number(bare[:-1]) / (1 if percent_unit else 100)
    return number(bare)


def half_even(value: Fraction, decimals: int) -> Fraction:
    """`value` to so many decimals; `round` of a fraction is half to even."""
    return Fraction(round(value * Fraction(10) ** decimals)) / Fraction(10) ** decimals


def magnitude(value: Fraction) -> int:
    """Which power of ten a number other than zero begins with."""
    top, bottom = abs(value.numerator), value.denominator
    power = len(str(top)) - len(str(bottom))
    return power if top * 10 ** max(0, -power) >= bottom * 10 ** max(0, power) else power - 1


def last_place(text: str) -> int:
    """How many decimals a plain or scientific text has; negative where the exponent lifts the last digit."""
    mantissa, _, exponent = text.replace(",", "").rstrip("%").lower().partition("e")
    return len(mantissa.partition(".")[2]) - int(exponent or 0)


def significant(text: str) -> int:
    """How many digits a text has from the first that isn't zero, written zeros included."""
    mantissa = text.replace(",", "").lower().partition("e")[0].strip("+-%").replace(".", "")
    return len(mantissa.lstrip("0"))


def formatted(value: Fraction, spec: str) -> tuple[str, Fraction]:
    """What `.2f`, `,.0f` or `.1%` make of a number, as (text, number); for `e` and `g` the text is ``""``.

    Rounded half to even, once.
    """
    kind, digits = spec[-1], int(spec.strip(",")[1:-1] or 6) if "." in spec else 6
    if kind in "f%":
        rounded = half_even(value * (100 if kind == "%" else 1), digits)
        whole, part = divmod(abs(int(rounded * 10**digits)), 10**digits)
        text = f"{whole:,}" if "," in spec else str(whole)
        text += f".{part:0{digits}d}" if digits else ""
        sign = "-" if rounded < 0 else ""
        return f"{sign}{text}{'%' if kind == '%' else ''}", rounded / (100 if kind == "%" else 1)
    if not value:
        return "", Fraction(0)
    kept = digits + 1 if kind == "e" else max(digits, 1)
    return "", half_even(value, kept - 1 - magnitude(value))


def plain(text: str) -> str:
    """A written number with a digit before and after its point and no plus, as downloads have it."""
    sign, rest = ("-", text[1:]) if text.startswith("-") else ("", text.removeprefix("+"))
    mantissa, letter, exponent = re.findall(r"([\d.]*)([eE]?)(.*)", rest)[0]
    whole, _, part = mantissa.partition(".")
    whole = whole.lstrip("0") or "0"
    return f"{sign}{whole}{'.' + part if part else ''}{letter}{exponent}"
