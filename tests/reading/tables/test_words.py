"""What is passed over at a glance is no number, no missing value, and nothing that may be meant as one."""

from __future__ import annotations

import random

import pytest

from mkdocs_results_gallery.reading.notation import NO_REASON
from mkdocs_results_gallery.reading.parted import parted
from mkdocs_results_gallery.reading.tables.leaves import (
    Marked,
    are_words,
    begins_with_number,
    is_missing,
    is_number,
    marked,
)
from mkdocs_results_gallery.words.missing import MISSING_KINDS

_PIECES = (
    *NO_REASON, *MISSING_KINDS, *"0123.+-−±*†^<≤()[]%$€/:×²٣ \n_", "US", "ca. ", "approx", "about ", "under",
    "over", "2.5", "inf", "I", "a", "e", "x", ">=", "ms", "é", "K",
)  # fmt: skip # short words stay dense


@pytest.mark.parametrize("text", ["net-a", "town 3", "make 12", "words of no number 7", "…", "run/3 (old)"])
def test_most_texts_are_seen_to_be_none(text: str) -> None:
    assert are_words(text)


def test_what_is_passed_over_is_none_by_all_that_look_closer() -> None:
    dice = random.Random(5)
    texts = {"".join(dice.choices(_PIECES, k=dice.randint(1, 4))) for _ in range(5_000)}
    passed = [*filter(are_words, [*texts, *_PIECES])]
    assert len(passed) > 1_000
    for text in passed:
        assert not is_missing(text), text
        assert not is_number(text, 0), text
        assert marked(text) is Marked.NO, text
        assert parted(text) is None, text
        assert not begins_with_number(text), text
