"""What became of a number, in a sign and a word: the one place, so that command, comment and page agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

from mkdocs_results_gallery.words.missing import MARKS, UNCLEAR

Standing = Literal["better", "worse", "neutral", "within"]
"""What became of a number: better or worse by its metric's direction, neutral where it has none, within where
both sides state an uncertainty that does not tell them apart."""

Told = Literal[Standing, "unclear"]
"""The same as it is told to a reader: unclear where it is within only since what both sides state can't be
compared."""

STANDING_SIGNS: Mapping[Told, str] = MappingProxyType(
    {"better": "✓", "worse": "✗", "within": "≈", "unclear": MARKS[UNCLEAR].sign, "neutral": "·"}
)
"""The sign of each, so that no colour alone says it."""

STANDING_WORDS: Mapping[Told, str] = MappingProxyType(
    {
        "better": "better",
        "worse": "worse",
        "within": "within uncertainty",
        "unclear": MARKS[UNCLEAR].word,
        "neutral": "changed",
    }
)
"""The word of each beside one number; where no direction is known, no word of better or worse."""

COUNTED_WORDS: Mapping[Told, str] = MappingProxyType(
    {**STANDING_WORDS, "unclear": "with uncertainties that can't be compared"}
)
"""The same behind a count."""


def standing(of: Told) -> str:
    """``✓ better``: the sign and the word."""
    return f"{STANDING_SIGNS[of]} {STANDING_WORDS[of]}"


def counted_standings(found: Iterable[Told], words: Mapping[Told, str] = COUNTED_WORDS) -> str:
    """``12 better, 1 within uncertainty``; ``""`` for none."""
    counts = Counter(found)
    return ", ".join(f"{counts[one]:,} {word}" for one, word in words.items() if counts[one])
