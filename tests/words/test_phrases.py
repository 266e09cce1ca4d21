"""Counts, lists, and what was probably meant."""

from __future__ import annotations

from typing import get_args

import pytest

from mkdocs_results_gallery.words.phrases import (
    OUTCOME_SIGNS,
    ClaimOutcome,
    counted,
    did_you_mean,
    first_few,
    is_suggestion,
    joined,
    nearest,
)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1629, "1,629 rows")]
)
def test_a_count(number: int, words: str) -> None:
    assert counted(number, "row") == words


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list(names: list[str], words: str) -> None:
    assert joined(names) == words


def test_a_long_list_counts_the_rest() -> None:
    assert first_few(["a", "b", "c"], 3, "other rows") == "a, b and c"
    assert first_few(["a", "b", "c", "d"], 3, "other rows") == "a, b and 2 other rows"


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("cites", "cities"),
        ("CITIES", "cities"),
        ("neg-cities", "neg_cities"),
        ("neg cities", "neg_cities"),
        ("t_p", ""),
        ("", ""),
        ("cities" * 1_000, ""),
    ],
)
def test_the_nearest_name(text: str, near: str) -> None:
    assert nearest(text, ["neg_cities", "cities", "companies"]) == near


@pytest.mark.parametrize(("text", "near"), [("abcdefg0123", "abcdefghi"), ("abcdef01234", "")])
def test_a_name_is_near_from_13_of_20_characters(text: str, near: str) -> None:
    # 2 x 7 and 2 x 6 of 20 characters are equal
    assert nearest(text, ["abcdefghi"]) == near


def test_of_very_many_names_the_first_are_compared() -> None:
    names = [f"{number:04}" for number in range(5_000)]

    assert nearest("cities", ["cities", *names]) == "cities"
    assert nearest("cities", [*names, "cities"]) == ""


def test_a_suggestion_quotes_a_foreign_name() -> None:
    hint = did_you_mean("a\u202eb", ["a\u202ebc"])

    assert hint == 'did you mean "a\\u202ebc"?'
    assert is_suggestion(hint)
    assert did_you_mean("x", ["a"]) == ""
    assert not is_suggestion("there are a, b")


def test_each_outcome_of_a_claim_has_a_sign() -> None:
    assert set(OUTCOME_SIGNS) == set(get_args(ClaimOutcome))
    assert len(set(OUTCOME_SIGNS.values())) == len(OUTCOME_SIGNS)
