"""What became of a number or a claim, in signs and words: the one place for command, comment and page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

from mkdocs_results_gallery.words.missing import MARKS, UNCLEAR
from mkdocs_results_gallery.words.phrases import OUTCOME_SIGNS, ClaimOutcome

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

ClaimState = Literal[ClaimOutcome, "absent"]
"""What a claim is on one side: absent where it does not stand there."""

_BEFORE: Mapping[ClaimState, str] = MappingProxyType(
    {
        "holds": "held",
        "contradicted": "was contradicted",
        "undecided": "could not be decided",
        "absent": "was not there",
    }
)
_NOW: Mapping[ClaimState, str] = MappingProxyType(
    {
        "holds": "holds now",
        "contradicted": "is contradicted now",
        "undecided": "can't be decided now",
        "absent": "is gone",
    }
)


def was(base: ClaimState) -> str:
    """``held before``: what a claim was."""
    return f"{_BEFORE[base]} before"


def claim_sign(of: ClaimState) -> str:
    """Return what stands beside the sentence."""
    return "–" if of == "absent" else OUTCOME_SIGNS[of]


def flipped(base: ClaimState, head: ClaimState) -> str:
    """``held before, is contradicted now``"""
    return f"{was(base)}, {_NOW[head]}"


def standing(of: Told) -> str:
    """``✓ better``: the sign and the word."""
    return f"{STANDING_SIGNS[of]} {STANDING_WORDS[of]}"


def counted_standings(found: Iterable[Told], words: Mapping[Told, str] = COUNTED_WORDS) -> str:
    """``12 better, 1 within uncertainty``; ``""`` for none."""
    counts = Counter(found)
    return ", ".join(f"{counts[one]:,} {word}" for one, word in words.items() if counts[one])
