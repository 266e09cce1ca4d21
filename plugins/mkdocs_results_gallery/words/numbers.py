"""How a number is written for people: the one place, so that figure, table and sentence agree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import ROUND_DOWN, Context, Decimal
from fractions import Fraction

from mkdocs_results_gallery.digits.number import (
    BOUNDS,
    LEAST,
    MOST,
    SMALLEST_MAGNITUDE,
    automatic,
    decimal_of,
    exact,
    exact_number,
)
from mkdocs_results_gallery.digits.number_format import FORMAT, formatted, half_even
from mkdocs_results_gallery.digits.unrounded import EXACT, all_digits
from mkdocs_results_gallery.model import Metric, Table

__all__ = [
    "FORMAT",
    "computed_number",
    "difference_tick",
    "difference_unit",
    "distinct_numbers",
    "exact_number",
    "shown_difference",
    "shown_number",
]


def shown_number(value: float, metric: Metric) -> str:
    """A finite `value` as its metric says; up to four significant digits where it says nothing.

    For a number that stands in no table. What a cell shows is `Table.shown`.
    """
    if metric.format:
        return metric.write(exact(value))
    text = exact_number(value)
    return automatic([text])[text][0]


def shown_difference(difference: Decimal, metric: Metric) -> str:
    """Write a difference of two numbers of a metric, signed: ``+0.01``, ``−2.5 pp`` (percentage points).

    As the metric says where that hides no digit of it; else up to four significant digits.
    """
    number = _as_points(difference, metric)
    spec = f"{metric.format[:-1]}f" if metric.format.endswith("%") else metric.format
    size = number.copy_abs()  # a plain abs() would round to the digits of the context
    text = formatted(size, spec) if spec else ""
    if not text or decimal_of(text.replace(",", "")) != size:
        written = all_digits(size)
        text = automatic([written])[written][0]
    text = f"{_sign(number)}{text}"
    return f"{text} {_POINTS}" if _is_in_points(metric) else text


def difference_tick(text: str, metric: Metric) -> str:
    """Write the `text` of a plain number on a scale of such differences, whose unit stands elsewhere."""
    number = _as_points(decimal_of(text.replace(",", "")), metric)
    shown = f"{number.copy_abs():f}" if _is_share(metric) else text.removeprefix("-")
    return f"{_sign(number)}{shown}"


def difference_unit(metric: Metric) -> str:
    """``pp`` or ``ms``; ``""`` for none."""
    return _POINTS if _is_in_points(metric) else metric.unit


_POINTS = "pp"
"""Percentage points."""


def _is_share(metric: Metric) -> bool:
    """Whether its numbers are shown as percentages, and are none in its file."""
    return metric.format.endswith("%") and not metric.is_percent


def _is_in_points(metric: Metric) -> bool:
    return metric.is_percent or _is_share(metric)


def _as_points(difference: Decimal, metric: Metric) -> Decimal:
    return difference.scaleb(2, EXACT) if _is_share(metric) else difference


def _sign(number: Decimal) -> str:
    return "\u2212" if number < 0 else "+" if number else ""


def computed_number(table: Table, metric: int, number: Fraction | Decimal) -> str:
    """A number that was computed from the cells of a metric, rounded once, half to even.

    By the metric's format; without one with the most decimals that a cell of the column shows, and with more
    where they would leave fewer than four significant digits of it, but without needless zeros.
    """
    column = table.metrics[metric]
    if column.format:
        return column.write(number)
    magnitude = _magnitude(number) if number else 0
    if magnitude < SMALLEST_MAGNITUDE or (magnitude > 2 * MOST and not _is_written_out(table, metric)):
        return formatted(number, f".{LEAST}g")
    kept = table.digits.decimals(metric)
    rounded, decimals = _rounded(Fraction(number), max(kept, LEAST - 1 - magnitude), magnitude, column)
    whole, _, part = format(rounded if rounded else abs(rounded), f".{decimals}f").partition(".")
    part = part[:kept] + part[kept:].rstrip("0")
    return f"{whole}.{part}" if part else whole


def _is_written_out(table: Table, metric: int) -> bool:
    """Whether no cell has an exponent: the mean of whole numbers has their digits, however many."""
    return not any("e" in text.lower() for text in table.digits.column(metric).texts)


def _rounded(number: Fraction, decimals: int, magnitude: int, column: Metric) -> tuple[Decimal, int]:
    """`number` with at least so many decimals, never a bound that it is not."""
    ends = (*(column.range or ()), column.reference)
    bounds = {Fraction(0), *BOUNDS, *(Fraction(exact(end)) for end in ends if end is not None)}
    for more in range(decimals, max(decimals, MOST - 1 - magnitude) + 1):
        rounded = half_even(number, more)
        if rounded == number or Fraction(rounded) not in bounds:
            return rounded, more
    step = Decimal(1 if rounded < number else -1).scaleb(-more)
    return rounded + step, more


def _magnitude(number: Fraction | Decimal) -> int:
    number = Fraction(number)
    return Context(prec=30, rounding=ROUND_DOWN).divide(number.numerator, number.denominator).adjusted()


_MOST_DIGITS = 2_500
_SLOWLY = 40
"""Digits up to which one more is tried."""
_FIXED = Fraction(1, 10**4), Fraction(10**8)


def distinct_numbers(
    numbers: Iterable[Fraction], decimals: int, bounds: Iterable[Fraction] = ()
) -> dict[Fraction, str]:
    """Write numbers that were computed: each with another text, and none as one of `bounds` that it is not.

    All have equally many decimals, at least as many as asked for, or significant digits where some are very
    large or very small; rounded once, half to even.
    """
    wanted, ends = set(numbers), set(bounds)
    low, high = _FIXED
    is_fixed = all(not number or low <= abs(number) < high for number in wanted)
    digits = decimals if is_fixed else max(decimals, LEAST)
    while True:
        texts = {number: formatted(number, f".{digits}{'f' if is_fixed else 'g'}") for number in wanted}
        if _are_told_apart(texts, ends) or digits > _MOST_DIGITS:
            return texts
        digits += 1 if digits < _SLOWLY else digits


def _are_told_apart(texts: Mapping[Fraction, str], ends: Collection[Fraction]) -> bool:
    """Whether the `texts` of numbers stand for different ones, and for none of `ends` that is not theirs."""
    shown = {number: Fraction(text) for number, text in texts.items()}
    is_true = all(seen == number or seen not in ends for number, seen in shown.items())
    return is_true and len(set(shown.values())) == len(texts)


_FULL = 17
"""Decimals that a number has in a download where they do not end before."""


def written_numbers(numbers: Iterable[Fraction]) -> dict[Fraction, str]:
    """Write numbers that were computed for programs: each with another text, in full where that is short."""
    wanted = set(numbers)
    short = {number for number in wanted if (number * 10**_FULL).denominator == 1}
    rounded = distinct_numbers(wanted - short, _FULL, short)
    return {number: plain_fraction(number) if number in short else rounded[number] for number in wanted}


def plain_fraction(number: Fraction) -> str:
    """Write an exact number: with all of its decimals where they end, else as a quotient."""
    digits = next((at for at in range(_MOST_DIGITS) if (number * 10**at).denominator == 1), None)
    return f"{number.numerator}/{number.denominator}" if digits is None else formatted(number, f".{digits}f")
