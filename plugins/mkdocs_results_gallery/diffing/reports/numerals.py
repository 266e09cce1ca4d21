"""Differences as texts."""

from __future__ import annotations

from decimal import Decimal

_WRITTEN_OUT = 40
"""Places before or behind the point from which on a number has an exponent."""
_LONGEST = 24
"""Characters of a difference that people read; of more, it has four significant digits."""
_MINUS = "\u2212"


def plain_difference(delta: Decimal) -> str:
    """``0.01``, ``-0.3``, ``1.5E+80``: exact, as JSON and every other reader of decimal numbers has it."""
    is_short = abs(delta.adjusted()) < _WRITTEN_OUT and len(delta.as_tuple().digits) < 2 * _WRITTEN_OUT
    return f"{delta:f}" if is_short else str(delta)


def signed_difference(delta: Decimal) -> str:
    """``+0.01``, ``−0.3``: exact where it is short; else ``≈ +1.235e+30``."""
    text = plain_difference(delta.copy_abs())
    about = ""
    if len(text) > _LONGEST:
        about, text = "≈ ", f"{delta.copy_abs():.3e}"
    return f"{about}{_MINUS if delta.is_signed() else '+'}{text}"
