"""Differences as texts."""

from __future__ import annotations

from decimal import Decimal

from mkdocs_results_gallery.digits.unrounded import all_digits

_LONGEST = 24
"""Characters of a difference that people read; of more, it has four significant digits."""
_MINUS = "\u2212"


def signed_difference(delta: Decimal) -> str:
    """``+0.01``, ``−0.3``: exact where it is short; else ``≈ +1.235e+30``."""
    text = all_digits(delta.copy_abs())
    about = ""
    if len(text) > _LONGEST:
        about, text = "≈ ", f"{delta.copy_abs():.3e}"
    return f"{about}{_MINUS if delta.is_signed() else '+'}{text}"
