"""What people write on the right of `every:`, and what it means."""

# ruff: noqa: E501 - a text and what it means stand on one line

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_results_gallery.claim import Comparison
from mkdocs_results_gallery.reading.schema.comparisons import (
    OPERATORS,
    WrongComparisonError,
    comparisons,
    counts,
)


def said(found: tuple[Comparison, ...]) -> list[str]:
    """Each comparison as an operator and a number, or ``reference``."""
    return [f"{one.operator} {'reference' if one.term.reference else repr(one.term.number)}" for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("< 0.10", ["< 0.1"]), ("<0.10", ["< 0.1"]), ("<= 0.09", ["<= 0.09"]), ("= 1", ["= 1.0"]), ("== 1", ["= 1.0"]),
        ("!= 0", ["!= 0.0"]), ("≤ .5", ["<= 0.5"]), ("≥ -1e-3", [">= -0.001"]), ("≠ 1", ["!= 1.0"]),
        ("below 0.1", ["< 0.1"]), ("under 0.1", ["< 0.1"]), ("above 0.9", ["> 0.9"]), ("over 0.9", ["> 0.9"]),
        ("at least 0.9", [">= 0.9"]), ("at most 0.1", ["<= 0.1"]), ("equal to 1", ["= 1.0"]), ("is 1", ["= 1.0"]),
        ("not 0", ["!= 0.0"]), ("is not 0", ["!= 0.0"]), ("Is  At Least 5", [">= 5.0"]), ("not below 5", [">= 5.0"]),
        ("better than 0.5", ["better 0.5"]), ("worse than reference", ["worse reference"]),
        ("above the reference", ["> reference"]), ("= reference", ["= reference"]),
        ("between 0.92 and 1.00", [">= 0.92", "<= 1.0"]), ("0.92 to 1.00", [">= 0.92", "<= 1.0"]),
        ("from 0.92 to 1.00", [">= 0.92", "<= 1.0"]), ("0.5 to reference", [">= 0.5", "<= reference"]),
        ("0.92 <= x <= 1.00", [">= 0.92", "<= 1.0"]), ("1 >= x > 0.9", ["<= 1.0", "> 0.9"]), ("0.5 < x", ["> 0.5"]),
        ("x < 0.1", ["< 0.1"]), ("> 0.9 and < 1", ["> 0.9", "< 1.0"]),
        ("between 0 and 1 and not 0.5", [">= 0.0", "<= 1.0", "!= 0.5"]),
    ],
)  # fmt: skip # a case is a line
def test_comparisons(text: str, expected: list[str]) -> None:
    assert said(comparisons(text)) == expected


WORDS = {
    "<": "below, under, less than, smaller than, lower than, <",
    ">": "above, over, more than, greater than, larger than, higher than, >",
    ">=": "at least, not below, not under, no less than, not less than, >=, ≥",
    "<=": "at most, not above, not over, no more than, not more than, <=, ≤",
    "=": "equal to, equals, exactly, is, =, ==",
    "!=": "not, is not, not equal to, unequal to, different from, !=, ≠",
    "better": "better than",
    "worse": "worse than",
}


@pytest.mark.parametrize("operator", WORDS)
def test_every_word_of_a_comparison(operator: str) -> None:
    read = {words: said(comparisons(f"{words} 5")) for words in WORDS[operator].split(", ")}
    assert read == {words: [f"{operator} 5.0"] for words in read}


_EXAMPLES = 'e.g. "< 0.10", at least 0.9, 0.92 to 1.00, better than reference'


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("0.5", 'write "= 0.5", or at least 0.5, at most 0.5'),
        ("reference", 'write "= reference", or at least reference, at most reference'),
        ("0.92–1.00", "write a range as 0.92 to 1.00"),
        ("0.92-1.00", "write a range as 0.92 to 1.00"),
        ("0.9 ± 0.1", "write the ends: 0.92 to 1.00"),
        ("above −0.5", "write the minus sign as -"),
        ("= 1,000", "write numbers as in cells: a decimal point, no thousands separators"),
        ("above chance", "write: reference"),
        ("< 1 or > 2", "one comparison, or several joined by and"),
        ("1 to 0", "no number lies between these: write the lower end first"),
        ("0 <= x >= 1", "both signs of a chain point the same way: 0.92 <= x <= 1.00"),
        ("0.5 = x", 'write the number on the right: "= 0.5"'),
        ("between 1 to 2", "e.g. between 0.92 and 1.00"),
        ("> 82.2%", "a percent sign needs `unit: percent`: write the number without %"),
        ("better", _EXAMPLES),
        ("not better than 0.5", _EXAMPLES),
        ("> 0.9 and", _EXAMPLES),
        ("<= 1e999", _EXAMPLES),
        ("__import__('os')", _EXAMPLES),
    ],
)
def test_what_is_no_comparison_is_told(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match="expected a comparison") as error:
        comparisons(text)
    assert str(error.value) == f'expected a comparison, got "{text}"; {hint}'


def test_nothing_is_most_likely_a_lost_sign() -> None:
    with pytest.raises(ValueError, match=r"expected a comparison, got nothing; .* needs quotes"):
        comparisons(" ")


def test_percent_signs_are_dropped_where_they_are_allowed() -> None:
    assert said(comparisons("82.2% to 90 %", percent=True)) == [">= 82.2", "<= 90.0"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6", ["= 6.0"]),
        ("at least 4", [">= 4.0"]),
        ("= 0", ["= 0.0"]),
        ("2 to 4", [">= 2.0", "<= 4.0"]),
        ("below 1e300", ["< 1e+300"]),
    ],
)
def test_counts(text: str, expected: list[str]) -> None:
    assert said(counts(text)) == expected


@pytest.mark.parametrize("text", ["at least 1.5", "better than 4", "= reference", "> -1"])
def test_cells_are_counted_in_whole_numbers(text: str) -> None:
    with pytest.raises(ValueError, match="expected a comparison with a number of cells") as error:
        counts(text)
    assert str(error.value).endswith(f'got "{text}"; e.g. 6, at least 4, at most 2')


_NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
_WORDS = st.sampled_from(
    [*OPERATORS, "and", "to", "between", "from", "x", "reference", "the", "1", "-.5", "%", "é", "0"]
)


@given(st.sampled_from(list(OPERATORS)), _NUMBERS)
def test_every_operator_with_any_number(operator: str, number: float) -> None:
    (found,) = comparisons(f"{operator} {number!r}")
    assert (found.operator, found.term.number) == (OPERATORS[operator], number)


@settings(max_examples=500)
@given(st.lists(_WORDS, max_size=8).map(" ".join) | st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (comparisons, counts):
        with suppress(WrongComparisonError):
            assert read(text)
