"""What is computed of written numbers, to the last digit."""

from __future__ import annotations

from decimal import Context, Decimal

EXACT = Context(prec=2_000)
"""Digits for any sum or difference of two numbers that are kept, and for either times any scale."""
_WRITTEN_OUT = 40
"""Places before or behind the point from which on a number has an exponent."""


def all_digits(number: Decimal) -> str:
    """``0.01``, ``-0.3``, ``1.5e+80``: with each of its digits."""
    return f"{number:f}" if abs(number.adjusted()) < _WRITTEN_OUT else f"{number:e}"
