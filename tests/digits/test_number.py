from __future__ import annotations

import random
import re
import time
from decimal import Decimal
from fractions import Fraction

import pytest

from mkdocs_results_gallery.digits.number import automatic
from mkdocs_results_gallery.digits.table_digits import automatic_column


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        # none is shortened: as written
        ("0.50 63.0 100.00", "0.50 63.0 100.00"),
        ("1e-5 .5 +1. 1E3", "1e-5 0.5 1 1E3"),
        ("0.99999 0.5", "0.99999 0.5"),
        # four digits where they tell, decimals by magnitude
        ("5.4731 5.0213 12043.8812", "5.473 5.021 12044"),
        ("0.500 0.123456", "0.5000 0.1235"),
        ("5 5.47312 70", "5.000 5.473 70"),
        ("-0.123456 0.123456 0", "-0.1235 0.1235 0"),
        ("-0.0 0.1234567", "0.0 0.1235"),
        ("0.12345678", "0.1235"),
        # more where four do not tell
        ("0.1234567 0.1234612", "0.123457 0.123461"),
        ("9.99999999 9.9999998 10.5", "9.9999999 9.9999998 10.5"),
        ("9.9996 10.0", "9.9996 10.0"),
        ("12043.8812 12044.2", "12043.9 12044.2"),
        # never more than eight
        ("0.123456789 0.123456788", "0.12345679 0.12345679"),
        # never a bound that nobody reached
        ("99.99951 3.14159", "99.9995 3.142"),
        ("0.9999999999999 0.12345", "0.99999999 0.12345000"),
        ("-0.99999 0.123456", "-0.99999 0.12346"),
        # whole numbers whole, the rest with an exponent where decimals would be silly
        ("1713871234 0.123456", "1713871234 0.1235"),
        ("9007199254740993 9007199254740992 0.55555", "9007199254740993 9007199254740992 0.5556"),
        ("1.23456e-12 2.5e-12 1e-12", "1.235e-12 2.500e-12 1.000e-12"),
        ("123456789.5 0.5", "1.235e+08 0.5"),
        ("1e-400 0.123456", "1e-400 0.1235"),
    ],
)
def test_a_column_shows_the_digits_that_tell(written: str, shown: str) -> None:
    texts = written.split()
    assert [automatic(texts)[text][0] for text in texts] == shown.split()


def test_the_ends_of_a_range_and_the_reference_are_bounds() -> None:
    texts = ["4.99998", "0.123456"]

    assert automatic(texts) == {"4.99998": ("5.000", True), "0.123456": ("0.1235", True)}
    assert automatic(texts, [Fraction(5)]) == {"4.99998": ("4.99998", False), "0.123456": ("0.1235", True)}


def test_where_a_number_stands_does_not_matter() -> None:
    texts = ["5.4731", "0.9999961", "12043.8812", "0.0001234567", "5.47314", "7"]
    shown = automatic(texts)

    assert automatic(texts[::-1]) == shown
    assert automatic([*texts, *texts]) == shown


def random_column(dice: random.Random) -> list[str]:
    size = dice.randint(1, 12)
    kind = dice.randrange(6)
    if kind == 0:
        return [str(dice.randint(0, 10**19)) for _ in range(size)]
    if kind == 1:
        base = dice.randint(2**53, 2**60)
        return [str(base + dice.randint(0, 3)) for _ in range(size)]
    if kind == 2:
        base = dice.choice(["0.99999", "99.9999", "0.12345", "12345.6", "1.00000"])
        return [base + str(dice.randint(0, 10 ** dice.randint(1, 7))) for _ in range(size)]
    if kind == 3:
        return [f"{dice.uniform(0, 100):.{dice.choice([0, 1, 2])}f}" for _ in range(size)]
    low, high = dice.choice([(-12, 12), (-2, 1), (0, 0)])
    return [
        dice.choice(["", "", "-"])
        + f"{dice.uniform(1, 10):.{dice.randint(0, 16)}f}"
        + dice.choice(["", f"e{dice.randint(low, high)}"])
        for _ in range(size)
    ]


def digits_of(text: str) -> str:
    return re.sub(r"e.*", "", text, flags=re.IGNORECASE).replace(".", "").lstrip("-0")


@pytest.mark.parametrize("seed", range(0, 3_000, 500))
def test_no_column_says_what_its_numbers_do_not(seed: int) -> None:
    for number in range(seed, seed + 500):
        texts = random_column(random.Random(number))
        column = automatic_column(texts)
        shown = dict(zip(texts, column.texts, strict=True))
        pairs = {Decimal(text): Decimal(seen) for text, seen in shown.items()}
        for text, seen, is_rounded in zip(texts, column.texts, column.is_rounded.tolist(), strict=True):
            exact = Decimal(text)
            assert is_rounded == (Decimal(seen) != exact), (number, text)
            assert abs(Decimal(seen) - exact) <= abs(exact) / 1000, (number, text)
            if is_rounded:
                assert 4 <= len(digits_of(seen)) <= 8, (number, text)
                # a bound, or zero, is what it is
                assert Decimal(seen) not in (-100, -1, 0, 1, 100), (number, text)
        ordered = [pairs[exact] for exact in sorted(pairs)]
        assert ordered == sorted(ordered), number
        # those that look alike have all digits in their tooltips
        for one, other in zip(sorted(pairs), sorted(pairs)[1:], strict=False):
            alike = pairs[one] == pairs[other]
            assert not alike or {one, other} - {pairs[one], pairs[other]}, number
            assert not alike or abs(other - one) <= abs(one).scaleb(-6), (number, one, other)


def test_a_long_column_is_quick() -> None:
    dice = random.Random(5)
    texts = [repr(dice.random()) for _ in range(10_000)]
    start = time.process_time()

    column = automatic_column(texts)

    assert len(set(column.texts)) > 9_900
    assert time.process_time() - start < 5  # it takes a tenth of a second
