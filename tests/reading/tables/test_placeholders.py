"""Words where a number belongs: which are mistakes, and which stand for a number that is not there."""

from __future__ import annotations

import pytest

from mkdocs_results_gallery.reading.notation import is_word, says_none
from mkdocs_results_gallery.reading.tables.faults import CellFault
from mkdocs_results_gallery.reading.tables.placeholders import Placeholder, as_missing


@pytest.mark.parametrize(
    "text", ["diverged", "E", "(timeout)", "OpenCV(4.10.0): error", "ошибка", "#REF!", "W / L"]
)
def test_a_word(text: str) -> None:
    assert is_word(text)


@pytest.mark.parametrize(
    "text",
    ["~0.5", "ca. 5", "about 3", "O.5", "l,5", "x1", "5 apples", "1:02", "(5, 75)", "n1", "$5", "", "—"],
)
def test_no_word(text: str) -> None:
    assert not is_word(text)


@pytest.mark.parametrize("text", ["n.a.", "None", "nil", "\\N", "<NA>", "#N/A", "?", "--", "..."])
def test_what_says_that_there_is_nothing(text: str) -> None:
    assert says_none(text)


@pytest.mark.parametrize(
    ("words", "numbers", "is_meant"),
    [
        (["a"], 3, False),  # one is a mistake
        (["a", "b"], 18, False),  # a tenth
        (["a", "b"], 17, True),
        (["a", "a"], 1_000, True),  # the same again
        (["a", "a", "b"], 1_000, False),
        (["a", "b"], 3, True),
        (["a", "b"], 2, False),  # half of them
        (["n.a.", "n.a.", "None"], 1, True),  # nothing is no word
        (["n.a.", "b", "None"], 1, False),
        (["n.a.", "n.a."], 0, False),
    ],
)
def test_where_words_stand_for_missing_numbers(words: list[str], numbers: int, is_meant: bool) -> None:
    found = [Placeholder(CellFault("text", word), 0, ("r", "m"), (0, 0)) for word in words]

    assert bool(as_missing(found, numbers)) == is_meant
