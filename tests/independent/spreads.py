"""What stands beside a number about how sure it is, against the file: few digits, but not too few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.independent.pages import ShownCell
from tests.independent.paper import (
    formatted,
    half_even,
    is_number,
    last_place,
    magnitude,
    number,
    plain,
    seen,
    significant,
)
from tests.independent.reading import Metric, Spread

_KEPT = 4
"""Digits up to which a text is shown as it is."""
_CORE = re.compile(r"± (?P<size>\S+)|\[(?P<low>\S+), (?P<high>\S+)\]")


def wrong_spread(spread: Spread | None, shown: ShownCell, metric: Metric) -> Iterator[str]:
    """What a page says of the uncertainty of a cell with a number that the file doesn't."""
    if spread is None:
        if shown.spread:
            yield f"uncertainty {shown.spread!r}, and none in the file"
        return
    found = _CORE.match(shown.spread)
    texts = [text for text in found.groups() if text] if found else []
    if found is None or len(texts) != len(_written(spread)) or not all(map(_can_be_read, texts)):
        yield f"uncertainty {shown.spread!r}, the file has {_written(spread)}"
        return
    if shown.spread[found.end() :] != spread_notes(spread):
        yield f"uncertainty {shown.spread!r}, expected {spread_notes(spread)!r}"
    if metric.format:
        yield from _declared(spread, texts, metric)
    else:
        yield from _few(spread, texts, shown.text, metric)
    is_whole = [seen(text) for text in texts] == [number(text) for text in _written(spread)]
    if not (is_whole or metric.format) and spread_core(spread) not in shown.tip:
        yield f"uncertainty {shown.spread!r}, and the tip {shown.tip!r} doesn't have {spread_core(spread)!r}"


def _can_be_read(text: str) -> bool:
    return is_number(text.replace(",", "").removesuffix("%"))


def _written(spread: Spread) -> list[str]:
    return list(spread.ends) if spread.kind == "ci" else [spread.text]


def spread_core(spread: Spread) -> str:
    """With all digits, as the file has them."""
    texts = [unsigned(text) for text in _written(spread)]
    return f"[{', '.join(texts)}]" if spread.kind == "ci" else f"± {texts[0]}"


def spread_notes(spread: Spread) -> str:
    """What stands behind the numbers, with a blank before it; ``""`` for nothing."""
    kind = "" if spread.kind == "±" else spread.kind
    if spread.kind == "ci" and spread.level:
        kind = f"{float(spread.level):g} % ci"
    notes = [kind] if kind else []
    notes += [f"n = {spread.n:,}"] if spread.n is not None else []
    return f" ({', '.join(notes)})" if notes else ""


def unsigned(text: str) -> str:
    """A written number as JSON has it, zero without a sign."""
    return plain(text) if number(text) else plain(text).lstrip("-")


def by_format(value: Fraction, metric: Metric) -> tuple[str, Fraction]:
    """A number in the declared format; of a metric in percent, ``.1%`` says 82.2% for 82.21."""
    is_share = metric.is_percent and metric.format.endswith("%")
    text, rounded = formatted(value / 100 if is_share else value, metric.format)
    return text, rounded * 100 if is_share else rounded


def _declared(spread: Spread, texts: list[str], metric: Metric) -> Iterator[str]:
    """A spread is as written then, the ends of an interval are in the format."""
    if spread.kind != "ci":
        if texts != [unsigned(spread.text)]:
            yield f"± {texts[0]}, expected {spread.text} beside a declared format"
        return
    for text, end in zip(texts, spread.ends, strict=True):
        expected, rounded = by_format(number(end), metric)
        if (expected and expected != text) or seen(text, metric.is_percent) != rounded:
            yield f"{end} is shown as {text}, {metric.format} makes {expected or float(rounded)}"


def _few(spread: Spread, texts: list[str], beside: str, metric: Metric) -> Iterator[str]:
    """Rounded to the decimals of the number `beside` it, or to two digits where those are more."""
    half = (spread.high - spread.low) / 2 if spread.kind == "ci" else spread.size
    least = max(last_place(beside), 1 - magnitude(half)) if half else last_place(beside)
    bounds = metric.bounds if spread.kind == "ci" else {Fraction(0)}
    for text, written in zip(texts, _written(spread), strict=True):
        value, exact = seen(text), number(written)
        is_long = not _is_kept(written) and "e" not in text and last_place(text) > max(least, 0)
        # digits of an end may be there so that it looks like nothing else
        if is_long and spread.kind != "ci":
            yield f"± {text} beside {beside}: digits that say nothing"
        if value == exact:
            continue
        if all(map(_is_kept, _written(spread))):
            yield f"{written} has few digits, and is shown as {text}"
        # with an exponent an end has four digits at least, as the numbers of a column have
        if last_place(text) < least and not (
            any("e" in one for one in texts) and significant(text) >= (_KEPT if len(texts) > 1 else 2)
        ):
            yield f"{written} is shown as {text} beside {beside}: too few digits"
        step = Fraction(1) / Fraction(10) ** last_place(text)
        if abs(value - exact) > step / 2 or ("e" not in text and value != half_even(exact, last_place(text))):
            yield f"{written} is shown as {text}, which is no rounding of it"
        if value in bounds:
            yield f"{written} is shown as {text}, a bound that it is not"
    if len(texts) > 1 and seen(texts[0]) == seen(texts[1]) and spread.low != spread.high:
        yield f"{spread.ends} are shown alike, as {texts[0]}"


def _is_kept(written: str) -> bool:
    return significant(written) <= _KEPT or written.isdecimal()
