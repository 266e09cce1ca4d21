"""Mean and standard deviation of repeats, against the formulas as written."""

from __future__ import annotations

import statistics
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_results_gallery.digits.repeats import mean_and_sd


@pytest.mark.parametrize(
    ("texts", "mean", "sd"),
    [
        (["0.70", "0.71", "0.72"], "0.71", "0.01"),
        (["0.5", "0.6"], "0.55", "0.070710678118654752"),
        (["5"], "5", ""),
        (["0", "0"], "0", "0"),
        (["1", "2", "2"], "1.6666666666666667", "0.57735026918962576"),
        # digits that no float64 holds
        (["9007199254740993", "9007199254740992"], "9007199254740992.5", "0.70710678118654752"),
        (["0.30000000000000001", "0.30000000000000003"], "0.30000000000000002", "1.414213562373095e-17"),
        (["1e-300", "3e-300"], "2e-300", "1.414213562373095e-300"),
        # a mean that ends, up to thirty digits, and one that has more
        (
            ["1", "1.00000000000000000000000000002"],
            "1.00000000000000000000000000001",
            "1.414213562373095e-29",
        ),
        (["1", "1.000000000000000000000000000002"], "1", "1.414213562373095e-30"),
    ],
)
def test_mean_and_sd(texts: list[str], mean: str, sd: str) -> None:
    assert mean_and_sd(texts) == (mean, sd)


@given(st.lists(st.decimals(-1000, 1000, places=4), min_size=2, max_size=9))
def test_both_are_the_nearest_of_seventeen_digits(numbers: list[Decimal]) -> None:
    mean, sd = (Fraction(text) for text in mean_and_sd([format(number, "f") for number in numbers]))

    exact = sum(map(Fraction, numbers), Fraction(0)) / len(numbers)
    assert abs(mean - exact) <= abs(exact) * Fraction(1, 2 * 10**16)
    with localcontext(prec=80):
        variance = statistics.variance(map(Fraction, numbers))
        root = Fraction((Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt())
    assert abs(sd - root) <= root * Fraction(1, 2 * 10**16)
