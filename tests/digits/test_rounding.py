from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from mkdocs_results_gallery.digits.number_format import formatted
from mkdocs_results_gallery.model import Metric
from mkdocs_results_gallery.words.numbers import shown_number


@pytest.mark.parametrize(
    ("number", "spec", "text"),
    [
        ("0.125", ".2f", "0.12"), ("0.135", ".2f", "0.14"), ("2.675", ".2f", "2.68"),
        ("1.005", ".2f", "1.00"),
        ("0.285", ".0%", "28%"), ("0.575", ".0%", "58%"), ("0.625", ".0%", "62%"),
        ("0.35", ".1f", "0.4"), ("8.35", ".1f", "8.4"), ("2.65", ".1f", "2.6"), ("-9.995", ".2f", "-10.00"),
        ("12345.675", ",.2f", "12,345.68"), ("1.25", ".1e", "1.2e+00"), ("1.35", ".1e", "1.4e+00"),
        ("0.00012345", ".4g", "0.0001234"), ("0.00012355", ".4g", "0.0001236"), ("100.00", ".4g", "100"),
        ("-0.001", ".2f", "0.00"), ("-0.0", ".1%", "0.0%"), ("-0", "g", "0"), ("0", ".2e", "0.00e+00"),
        # digits that no float64 holds
        ("9007199254740993", ".0f", "9007199254740993"),
        ("9007199254740993", ",.20g", "9,007,199,254,740,993"),
        ("1e-400", ".2e", "1.00e-400"), ("1e-400", ".2g", "1e-400"),
        ("0.1", ".20f", "0.10000000000000000000"),
        ("0.1", ".20e", "1.00000000000000000000e-01"), ("1.7e308", ".1%", "1.700e+310%"),
    ],
)  # fmt: skip # a case is a line
def test_a_number_is_rounded_half_to_even_as_it_is_written(number: str, spec: str, text: str) -> None:
    assert formatted(Decimal(number), spec) == text
    assert formatted(Fraction(Decimal(number)), spec) == text


def test_numbers_that_are_no_halves_are_written_as_python_does() -> None:
    dice = random.Random(1)
    for _ in range(2_000):
        number = float(f"{dice.uniform(-1, 1) * 10.0 ** dice.randint(-12, 12):.7g}")
        spec = dice.choice(["", ","]) + dice.choice([".0", ".1", ".2", ".3", ""]) + dice.choice("efg%")
        if repr(number).partition("e")[0].endswith("5"):
            continue
        assert formatted(Decimal(repr(number)), spec) == format(number, f"z{spec}"), (number, spec)


def test_a_mean_is_rounded_once() -> None:
    assert formatted(Fraction(1, 3), ".2f") == "0.33"
    assert formatted(Fraction(2, 3) / 100, ".1%") == "0.7%"
    assert formatted(Fraction(249_999, 100_000), ".0f") == "2"
    assert formatted(Fraction(10) ** 400 / 3, ".2f") == "3.333e+399"


@pytest.mark.parametrize("unit", ["percent", "Percent", "PERCENT", "%"])
def test_a_percentage_gets_its_sign_and_no_factor(unit: str) -> None:
    metric = Metric("x", unit=unit, format=".1%")

    assert (shown_number(82.25, metric), metric.read("82.2%")) == ("82.2%", Decimal("82.2"))


def test_a_number_without_a_metric_that_says_how_keeps_four_digits() -> None:
    assert [shown_number(value, Metric("x")) for value in (0.5, 12043.0, 0.123456, 1e-7)] == [
        "0.5",
        "12043",
        "0.1235",
        "1e-07",
    ]
