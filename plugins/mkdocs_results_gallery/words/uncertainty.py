"""How the uncertainty of a number is written: for people in few digits, for programs in full."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import repeat

from mkdocs_results_gallery.choices import COMPUTED
from mkdocs_results_gallery.digits.number import (
    BOUNDS,
    LARGEST_MAGNITUDE,
    LEAST,
    SMALLEST_MAGNITUDE,
    automatic,
    decimal_of,
    exact,
    exact_number,
)
from mkdocs_results_gallery.digits.number_format import formatted, half_even
from mkdocs_results_gallery.model import Metric, Uncertainty

_TELLING = 2
"""Significant digits that an uncertainty needs: JCGM 100:2008 (GUM), 7.2.6."""


def shown_uncertainty(item: Uncertainty, metric: Metric, number: str) -> str:
    """``± 0.02 (sd, n = 10)`` or ``[0.90, 0.95] (ci)``: as a cell of `metric` shows it beside `number`."""
    return with_note(shown_core(item, metric, number), item)


def shown_core(item: Uncertainty, metric: Metric, number: str) -> str:
    """The same without its kind; ``""`` where only the count of runs is known."""
    if item.interval is not None:
        return "[{}, {}]".format(*_ends(item.interval, metric, number))
    if item.spread is None:
        return ""
    return f"± {_spread(item.spread, metric, number, is_computed=item.computed)}"


def written_uncertainty(item: Uncertainty) -> str:
    """The same with its kind and all digits."""
    return with_note(written_core(item), item)


def written_core(item: Uncertainty) -> str:
    """The same without its kind, with all digits."""
    if item.interval is not None:
        return "[{}, {}]".format(*map(exact_number, item.interval))
    return "" if item.spread is None else f"± {exact_number(item.spread)}"


def with_note(core: str, item: Uncertainty) -> str:
    """What stands for the numbers of `item`, and behind it the kind."""
    return f"{core} {_note(item)}".strip()


@lru_cache(maxsize=256)  # few are unlike
def _note_of(kind: str, level: float | None, n: int | None, is_computed: bool) -> str:
    notes: list[str] = [] if kind == "unspecified" else [kind]
    if level is not None:
        notes = [f"{exact_number(level)} % {kind}"]
    if n is not None:
        notes.append(f"n = {n:,}")
    if is_computed:
        notes.append("computed")
    return f"({', '.join(notes)})" if notes else ""


def _note(item: Uncertainty) -> str:
    return _note_of(item.kind, item.level, item.n, item.computed)


def _spread(spread: float, metric: Metric, number: str, *, is_computed: bool) -> str:
    """As written beside a declared format, which says how to write a computed one; else in few digits.

    Few are as many decimals as the `number` shows, two significant digits at least.
    """
    text = exact_number(spread)
    if metric.format:
        shown = metric.write(exact(spread)) if is_computed else text
        if shown.strip("0.%,e+-") or not exact(spread):
            return shown
        number = ""  # the format leaves nothing of it
    return text if _is_short(text) else _shortened(text, _decimals(number))


@lru_cache(maxsize=4_096)  # the page of a table asks, and then those of its rows and metrics
def _shortened(text: str, decimals: int) -> str:
    number = decimal_of(text)
    return _rounded(number, max(_TELLING - 1 - number.adjusted(), decimals))


def _ends(interval: tuple[float, float], metric: Metric, number: str) -> Sequence[str]:
    """Low and high, in a declared format; else with as many decimals as a spread of half their distance.

    With more where one would read as the other, or as a bound that it is not.
    """
    if metric.format:
        return [metric.write(exact(end)) for end in interval]
    written = [exact_number(end) for end in interval]
    if all(map(_is_short, written)):
        return written
    ends, bounds = [decimal_of(text) for text in written], _bounds(metric)
    if not all(_is_fixed(end) for end in ends if end):
        shown = automatic(written, bounds)
        return [shown[text][0] for text in written]
    half = abs(Fraction(ends[1]) - Fraction(ends[0])) / 2
    telling = _TELLING - 1 - Decimal(float(half)).adjusted() if half else 0
    for decimals in range(max(telling, _decimals(number), 0), max(map(_decimals, written))):
        seen = [half_even(end, decimals) for end in ends]
        is_apart = seen[0] != seen[1] or ends[0] == ends[1]
        if is_apart and all(map(_is_true, seen, ends, repeat({Fraction(0), *BOUNDS, *bounds}))):
            return [_rounded(end, decimals) for end in ends]
    return written


def _is_true(seen: Decimal, number: Decimal, bounds: Collection[Fraction]) -> bool:
    """Whether `seen`, to which a number is rounded, is not a bound that the number is not."""
    return seen == number or Fraction(seen) not in bounds


def _bounds(metric: Metric) -> list[Fraction]:
    ends = (*(metric.range or ()), metric.reference)
    return [Fraction(exact(end)) for end in ends if end is not None]


def _rounded(number: Decimal, decimals: int) -> str:
    """`number` to so many decimals, no more than it has, rounded once, half to even."""
    if _is_fixed(number):
        kept = max(0, min(decimals, -int(number.as_tuple().exponent)))
        return formatted(number, f".{min(kept, 99)}f")
    digits = min(decimals + number.adjusted(), len(number.as_tuple().digits) - 1)
    return formatted(number, f".{min(max(digits, _TELLING - 1), 99)}e")


def _is_short(text: str) -> bool:
    """Whether it is shown as it is: it has few digits or is whole, as the numbers of a column."""
    if len(text) <= LEAST + 1 or text.isdecimal():
        return "e" not in text or len(text) <= LEAST
    number = decimal_of(text)
    return not number or len(number.as_tuple().digits) <= LEAST


def _is_fixed(number: Decimal) -> bool:
    """Whether it is written without an exponent."""
    return SMALLEST_MAGNITUDE <= number.adjusted() <= LARGEST_MAGNITUDE


def _decimals(text: str) -> int:
    """How many digits a written or shown number has after the point, had it no exponent."""
    mantissa, _, exponent = text.lower().partition("e")
    return len(mantissa.partition(".")[2]) - int(exponent or 0)


def uncertainty_parts(item: Uncertainty) -> dict[str, str]:
    """Each number of an uncertainty by its name, as downloads have them: ``sd``, ``n``, ``ci low``."""
    parts: dict[str, str] = {}
    if item.spread is not None:
        parts["±" if item.kind == "unspecified" else item.kind] = exact_number(item.spread)
    if item.interval is not None:
        parts["ci low"], parts["ci high"] = (exact_number(end) for end in item.interval)
    if item.level is not None:
        parts["ci level"] = exact_number(item.level)
    if item.n is not None:
        parts["n"] = str(item.n)
    if item.computed:
        parts["computed"] = COMPUTED
    return parts
