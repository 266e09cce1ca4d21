from __future__ import annotations

import random
from decimal import Decimal

import pytest

from mkdocs_results_gallery.digits.number import Stated
from mkdocs_results_gallery.model import Metric, Uncertainty
from mkdocs_results_gallery.words.uncertainty import shown_core, shown_uncertainty, written_uncertainty


@pytest.mark.parametrize(
    ("number", "spread", "shown"),
    [
        # as many decimals as the number shows, and two significant digits at least
        ("0.1243", "0.0002828144211304471", "0.00028"), ("0.7233", "0.015275252316519468", "0.0153"),
        ("0.5", "0.2041241452319315", "0.20"), ("254", "0.456789", "0.46"),
        ("83544.5", "383090.25", "383090.2"),
        ("34001", "2802.0", "2802"), ("1000000", "123.456789", "123"), ("0.98", "0.000999999", "0.00100"),
        ("", "0.33333333", "0.33"),
        # half to even, once
        ("0.12", "0.34500000", "0.34"), ("0.12", "0.35500000", "0.36"),
        # four digits and whole numbers stay, and nothing is added
        ("0.5", "0.1234", "0.1234"), ("0.5", "0.12345", "0.12"), ("72.5", "10.95", "10.95"),
        ("1.04", "2.0", "2.0"),
        ("0.5", "123456", "123456"), ("0.123456", "0.012340", "0.012340"), ("0.5", "0.0000000", "0.0000000"),
        # with an exponent, as a number has one
        ("2.251e-07", "1.2512345e-08", "1.25e-08"), ("0.5", "0.00001234567", "1.2e-05"),
        ("0.5", "1.25e-08", "1.25e-08"),
        ("1.5e+09", "123456789.5", "1.2e+08"), ("0.5", "123456789.5", "1.234567895e+08"),
        ("0.5", "1e-400", "1e-400"),
        ("0.5", "9.99999e-05", "1.0e-04"), ("0.5", "1.23456e-400", "1.2e-400"),
    ],
)  # fmt: skip # a case is a line
def test_a_spread_is_shown_in_few_digits(number: str, spread: str, shown: str) -> None:
    item = Uncertainty("sd", Stated(spread), n=3)

    assert shown_uncertainty(item, Metric("x"), number) == f"± {shown} (sd, n = 3)"
    assert written_uncertainty(item) == f"± {spread} (sd, n = 3)"


@pytest.mark.parametrize(
    ("number", "ends", "shown"),
    [
        ("0.8234", ("0.8123456789", "0.8345678912"), "0.8123, 0.8346"),
        ("0.82", ("0.8123456789", "0.8345678912"), "0.812, 0.835"),
        ("1.04", ("0.50", "1e0"), "0.50, 1e0"), ("82.34", ("81.2", "83.456789"), "81.2, 83.46"),
        # never what it is not: zero, one, an end of the range, the reference, the other end
        ("0.1", ("0.00001234", "0.21234567"), "1.234e-05, 0.2123"),
        ("0.1", ("-0.00012345", "0.21234567"), "-0.0001, 0.2123"),
        ("0.9", ("0.81234567", "0.99999321"), "0.81235, 0.99999"),
        ("0.9", ("0.79999998", "0.99123456"), "0.79999998, 0.99123456"),
        ("0.7", ("0.49996123", "0.99123456"), "0.49996, 0.99123"),
        ("0.5", ("0.41234567", "0.41234568"), "0.41234567, 0.41234568"),
        ("0.5", ("0.41234567", "0.41234567"), "0.4, 0.4"),
        ("1e+09", ("999999999.5", "1234567891.5"), "1.000e+09, 1.235e+09"),
    ],
)  # fmt: skip # a case is a line
def test_an_interval_is_shown_in_few_digits(number: str, ends: tuple[str, str], shown: str) -> None:
    item = Uncertainty("ci", interval=(Stated(ends[0]), Stated(ends[1])), level=95)

    assert (
        shown_uncertainty(item, Metric("x", range=(0.8, 1), reference=0.5), number) == f"[{shown}] (95 % ci)"
    )


def test_a_declared_format_leaves_what_is_written_and_settles_what_is_computed() -> None:
    metric, spread = Metric("x", format=".2f"), Stated("0.015275252316519468")

    shown = [shown_core(Uncertainty("sd", spread, computed=one), metric, "0.72") for one in (False, True)]
    assert shown == ["± 0.015275252316519468", "± 0.02"]
    # of which the format leaves nothing
    assert shown_core(Uncertainty("sd", Stated("0.00151234"), computed=True), metric, "0.72") == "± 0.0015"


def test_no_spread_is_shown_as_nothing_or_far_from_what_it_is() -> None:
    dice = random.Random(1)
    for _ in range(500):
        spread = f"{dice.uniform(1, 10) * 10.0 ** dice.randint(-20, 15)!r}"
        number = dice.choice(["0.5", "12", "0.1234", "1.5e-07", "2.25e+12", "1000000"])
        shown = shown_core(Uncertainty("sd", Stated(spread)), Metric("x"), number).removeprefix("± ")
        # half a unit of the second digit
        assert abs(Decimal(shown) / Decimal(spread) - 1) <= Decimal("0.05"), (spread, number, shown)
