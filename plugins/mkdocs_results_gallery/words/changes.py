"""What became of a number, in a sign and a word: the one place, so that command, comment and page agree."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Standing = Literal["better", "worse", "neutral", "within"]
"""What became of a number: better or worse by its metric's direction, neutral where it has none, within where
both sides state an uncertainty that does not tell them apart."""

STANDING_SIGNS: Mapping[Standing, str] = MappingProxyType(
    {"better": "✓", "worse": "✗", "within": "≈", "neutral": "·"}
)
"""The sign of each, so that no colour alone says it."""

STANDING_WORDS: Mapping[Standing, str] = MappingProxyType(
    {"better": "better", "worse": "worse", "within": "within uncertainty", "neutral": "changed"}
)
"""The word of each beside one number; where no direction is known, no word of better or worse."""


def standing(of: Standing) -> str:
    """``✓ better``: the sign and the word."""
    return f"{STANDING_SIGNS[of]} {STANDING_WORDS[of]}"
