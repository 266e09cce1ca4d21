"""What the colours of a table mean, in words and numbers: one bar for each palette in use.

The numbers are round ones, powers of ten on a logarithmic scale, quartiles of ranks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from mkdocs_results_gallery.choices import ScaleKind
from mkdocs_results_gallery.digits.number import BOUNDS, MOST, Stated, automatic, exact, exact_number
from mkdocs_results_gallery.digits.number_format import formatted
from mkdocs_results_gallery.heatmap.painting import ColourBar
from mkdocs_results_gallery.heatmap.scales import Scale, ScaleNumbers, levels_of
from mkdocs_results_gallery.model import Metric
from mkdocs_results_gallery.palettes import LEVELS, MISSING, PALETTES
from mkdocs_results_gallery.words.metrics import direction_words, end_words
from mkdocs_results_gallery.words.phrases import as_name, first_few

_NAME = "\ufdd0{}\ufdd1"
"""Around the user's words in a title until it is whole: characters that no text of a file may hold."""
_TOP = LEVELS - 1
_APART = 9.0
"""Levels between two ticks whose texts don't touch, on the shortest bar."""
_MOST = 7
_FEW = 3
_WHOLE = 2.0**53
"""From here on, float64 don't have all digits of the whole numbers that they stand for."""
_LONG = 10**6
_SMALLEST_STEP = Decimal("1e-5")
_ROUNDING = Decimal("1e-9")

_NAMED = 3
"""So many columns of one kind of scale are named; more are counted."""

_NONE = ScaleNumbers(np.array([]))

Ticks = list[tuple[float, str]]
"""(level 0..100, number as text), low to high."""


def ticks_of(scale: Scale, numbers: ScaleNumbers = _NONE, centre: float | None = None) -> Ticks:
    """Return a few ticks for a scale, on which `numbers` are coloured: ranks are among these.

    Around a `centre` they are round distances from it. A scale that has no round numbers (it is too narrow or
    too wide for float64) gets its ends, a single number just that one.
    """
    if scale.is_one_number:
        return [(_TOP / 2, _as_cells(scale.low)[0])]
    return _TICKS[scale.kind](scale, numbers, centre)


def _linear(scale: Scale, _: ScaleNumbers, centre: float | None) -> Ticks:
    """At round numbers; the ends where there are none."""
    # many tables have the same, from 0 to 1; two numbers may share their float64
    written = exact(scale.low), exact(scale.high), None if centre is None else exact(centre)
    return list(_round_numbers(scale, centre, written))


@lru_cache(maxsize=1_024)
def _round_numbers(scale: Scale, centre: float | None, _: Hashable) -> Ticks:
    low, high = scale.low, scale.high
    span = high - low
    step = _step(span) if math.isfinite(span) and span > 1e-300 else Decimal(0)
    if not step or float(step) < max(abs(low), abs(high)) * 1e-9:
        return _ends(scale)
    base = Decimal(repr(centre or 0.0))
    # a centre was computed, and so are the ends around it; else numbers that end below 1 have no tick at 1
    rounding = _ROUNDING if base else Decimal(0)
    first = math.ceil((Decimal(repr(low)) - base) / step - rounding)
    last = math.floor((Decimal(repr(high)) - base) / step + rounding)
    numbers = [base + step * count for count in range(first, last + 1)]
    levels = [min(max((float(number) - low) / span, 0.0), 1.0) * _TOP for number in numbers]
    return list(zip(levels, _written(numbers, step, base), strict=True))


def _ends(scale: Scale) -> Ticks:
    return list(zip((0.0, float(_TOP)), _as_cells(scale.low, scale.high), strict=True))


def _log(scale: Scale, numbers: ScaleNumbers, _: float | None) -> Ticks:
    """At powers of ten; over few of them at their double and five-fold too, over less at round numbers."""
    low, high = exact(scale.low), exact(scale.high)
    powers = [*_powers(low, high)]
    if len(powers) >= _FEW:
        return _at(powers[:: math.ceil(len(powers) / _MOST)], scale)
    steps = (power * step for power in _powers(low / 10, high) for step in (1, 2, 5))
    found = [step for step in steps if low <= step <= high]
    if len(found) >= _FEW:
        return _at(found, scale)
    return _apart(
        [(scale.level(Stated(text)) or level, text) for level, text in _linear(scale, numbers, None)]
    )


def _symlog(scale: Scale, _: ScaleNumbers, centre: float | None) -> Ticks:
    """At the centre, and at powers of ten away from it to both sides."""
    middle = exact(centre or 0.0)
    far = max(abs(exact(scale.low) - middle), abs(exact(scale.high) - middle))
    powers = [*_powers(exact(scale.near), far)] if scale.near else []
    kept = powers[:: -max(1, math.ceil(2 * len(powers) / (_MOST - 1)))][::-1]
    above = _apart(_at([middle, *(middle + power for power in kept)], scale))
    # seen from the centre, as above
    below = _apart(
        [(-level, text) for level, text in _at([middle, *(middle - power for power in kept)], scale)]
    )
    found = sorted({*above, *((-level, text) for level, text in below)})
    return (
        found
        if len(found) > 1
        else list(zip((0.0, float(_TOP)), _as_cells(scale.low, scale.high), strict=True))
    )


def _quantile(scale: Scale, numbers: ScaleNumbers, _: float | None) -> Ticks:
    """At the quartiles: numbers that occur."""
    levels = levels_of(numbers, scale).astype(int)
    there = np.flatnonzero(levels != MISSING)
    nearest = (there[np.abs(levels[there] - wanted).argmin()] for wanted in (0, 25, 50, 75, 100))
    places = {int(levels[place]): int(place) for place in nearest}
    texts = _as_cells(*map(numbers.number, places.values()))
    return _apart(sorted(zip(map(float, places), texts, strict=True)))


def _powers(low: Decimal, high: Decimal) -> Iterator[Decimal]:
    """The powers of ten from `low` to `high`, both above 0."""
    first = low.adjusted() if low == Decimal((0, (1,), low.adjusted())) else low.adjusted() + 1
    return (Decimal((0, (1,), power)) for power in range(first, high.adjusted() + 1))


def _at(numbers: Sequence[Decimal], scale: Scale) -> Ticks:
    places = ((scale.level(float(number)), number) for number in numbers)
    return [(level, formatted(number, ".6g")) for level, number in places if level is not None]


def _apart(ticks: Ticks) -> Ticks:
    """Those of `ticks` that don't touch the one before; the last stays."""
    kept = ticks[:1]
    for tick in ticks[1:-1]:
        if tick[0] - kept[-1][0] >= _APART and ticks[-1][0] - tick[0] >= _APART:
            kept.append(tick)
    return [*kept, *ticks[1:][-1:]]


def _as_cells(*numbers: float) -> list[str]:
    """Some different numbers as cells show them; in full where two would look the same."""
    texts = [exact_number(number) if _is_exact(number) else f"{number:.15g}" for number in numbers]
    shown = [text for text, _ in automatic(texts).values()]
    return shown if len({*shown}) == len(numbers) else list(map(exact_number, numbers))


def _is_exact(number: float) -> bool:
    return isinstance(number, Stated) or abs(number) < _WHOLE


def with_reference(ticks: Ticks, scale: Scale, reference: float | None) -> Ticks:
    """`ticks` of `scale` with one that names the `reference`; those that would touch it give way."""
    level = None if reference is None else scale.level(reference)
    if reference is None or level is None:
        return ticks
    beside = [tick for tick in ticks if abs(tick[0] - level) >= _APART]
    return sorted([*beside, (level, f"{exact_number(reference)} reference")])


def _step(span: float) -> Decimal:
    """A step of 1, 2 or 5 times a power of ten that fits four to ten times at most six-fold into `span`."""
    power = math.floor(math.log10(span / 6))
    for leading in (1, 2, 5, 10):
        step = Decimal(f"{leading}e{power}")
        if span / float(step) <= 6.000001:
            return step
    return Decimal(span)


def _written(numbers: Sequence[Decimal], step: Decimal, base: Decimal) -> list[str]:
    """Ticks with as many decimals as their step and their centre need, and none as a bound that it is not."""
    power = math.floor(math.log10(step) + 1e-9)
    largest = max(*map(abs, numbers), step)
    if largest >= _LONG or step < _SMALLEST_STEP:
        # of a centre that was computed a hundredth of a step is still seen
        return [_significant(number, power - 2 if base else power) for number in numbers]
    decimals = max(0, -power)
    if base:
        # as above; beyond that are digits that come from computing it
        most = max(4, 2 - power)
        tail = f"{float(base):.{most + 2}f}".rstrip("0").partition(".")[2]
        decimals = max(decimals, min(len(tail), most))
    for more in range(decimals, decimals + MOST):
        texts = [formatted(number, f".{more}f") for number in numbers]
        # a centre was computed: 0.9999999999999999 is 1
        both = zip(texts, numbers, strict=True)
        wrong = [text for text, number in both if abs(Decimal(text) - number) > step * _ROUNDING]
        if not any(Decimal(text) in BOUNDS for text in wrong):
            break
    return texts


def _significant(number: Decimal, power: int) -> str:
    """A tick with its digits down to a power of ten."""
    digits = math.floor(math.log10(abs(number))) - power + 1 if number else 1
    return formatted(number, f".{max(6, digits)}g")


_TICKS: Mapping[ScaleKind, Callable[[Scale, ScaleNumbers, float | None], Ticks]] = MappingProxyType(
    {"linear": _linear, "log": _log, "symlog": _symlog, "quantile": _quantile}
)


@dataclass(frozen=True, slots=True)
class ColouredColumn:
    """A column that has colours."""

    metric: Metric
    scale: Scale
    numbers: ScaleNumbers
    """Those on its scale: its own, or those of all columns that share it."""
    palette: str
    """A key of `palettes.PALETTES`."""
    is_own: bool
    """Whether the ends of its scale are its own lowest and highest number."""


def bars_of(
    columns: Sequence[ColouredColumn], *, shared: bool, diverging: bool, note: str = ""
) -> Iterator[ColourBar]:
    """Return a bar for each palette of `columns`; `shared`: all are on one scale. Words end with `note`."""
    used = dict.fromkeys(column.palette for column in columns)
    for palette in used:
        ones = [column for column in columns if column.palette == palette]
        if shared or (len(used) > 1 and _are_one(ones, diverging=diverging)):
            name = ones[0].metric.title if len(ones) == 1 and len(used) > 1 else ""
            yield _with_numbers(ones, palette, name, diverging=diverging)
        else:
            yield _with_words(ones, palette, note, diverging=diverging)


def agree(metrics: Iterable[Metric], *, diverging: bool) -> bool:
    """Whether a number of one column means the same in the others, and is to be coloured in the same way."""
    return (
        len(
            {
                (m.common_unit, m.higher_is_better, m.scale, m.reference if diverging else None)
                for m in metrics
            }
        )
        == 1
    )


def _are_one(columns: Sequence[ColouredColumn], *, diverging: bool) -> bool:
    """Whether the same numbers have the same colours in all `columns`."""
    if len(columns) == 1:
        return True
    scales = {column.scale for column in columns}
    by_itself = all(scale.kind != "quantile" for scale in scales)
    return (
        len(scales) == 1 and by_itself and agree((column.metric for column in columns), diverging=diverging)
    )


def _with_numbers(
    columns: Sequence[ColouredColumn], palette: str, name: str, *, diverging: bool
) -> ColourBar:
    """Return the bar of columns on one scale; `name` where it says which of several columns that is."""
    metric, scale, numbers = columns[0].metric, columns[0].scale, columns[0].numbers
    ticks = ticks_of(scale, numbers, scale.middle if diverging else None)
    references = {column.metric.reference for column in columns}
    if len(references) == 1:
        ticks = with_reference(ticks, scale, references.pop())
    if metric.higher_is_better is False:
        ticks = [(float(_TOP) - level, text) for level, text in reversed(ticks)]
    # ``percent`` is our word for all ways to write it
    unit = metric.common_unit if metric.is_percent else _as_theirs(metric.common_unit)
    words = (_as_theirs(name), unit, direction_words(metric.higher_is_better), kind_words(scale))
    return _bar(ticks, ", ".join(filter(None, words)), palette)


def _as_theirs(text: str) -> str:
    return _NAME.format(text) if text else ""


def _bar(ticks: Ticks, marked: str, palette: str) -> ColourBar:
    """Return a bar of which the title is `marked`: the user's words stand in `_NAME`."""
    title, names = "", []
    for number, text in enumerate(re.split("[\ufdd0\ufdd1]", " ".join(marked.split()))):
        if number % 2:
            names.append((len(title), len(title) + len(text)))
        title += text
    return ColourBar(tuple(ticks), title, palette, tuple(names))


def kind_words(scale: Scale) -> str:
    """Say what kind of scale it is; ``""`` for a straight one."""
    if scale.kind == "symlog":
        return f"log scale to both sides of {exact_number(scale.centre)}"
    return {"log": "log scale", "quantile": "by rank"}.get(scale.kind, "")


def _with_words(columns: Sequence[ColouredColumn], palette: str, note: str, *, diverging: bool) -> ColourBar:
    """Return the bar of columns on scales of their own: its ends in words that are true of each."""
    own = not diverging and all(column.is_own for column in columns)
    directions = [column.metric.higher_is_better for column in columns]
    low, high = end_words(directions, in_column=own)
    dark, light = PALETTES[palette].ends
    ticks: Ticks = [(0.0, low), (float(_TOP), high)]
    if diverging:
        is_known = all(column.metric.reference is not None for column in columns)
        middle = "reference" if is_known else "middle"
        ticks.insert(1, (float(_TOP) / 2, middle))
        start = f"each column around its {middle}, from"
    else:
        start = "each column from its" if own else "each column on a scale of its own, from"
    title = f"{start} {low} ({dark}) to {'its ' if own else ''}{high} ({light})"
    return _bar(ticks, "; ".join(filter(None, (title, _kinds(columns), note))), palette)


def _kinds(columns: Sequence[ColouredColumn]) -> str:
    """Which columns are on another scale than a straight one; their names stand in `_NAME`."""
    kinds: dict[str, list[str]] = {}
    for column in columns:
        words = {"log": "log scale", "symlog": "log scale to both sides", "quantile": "by rank in the column"}
        if column.scale.kind in words:
            name = _as_theirs(as_name(column.metric.title))
            kinds.setdefault(words[column.scale.kind], []).append(name)
    if len(kinds) == 1 and sum(map(len, kinds.values())) == len(columns) > 1:
        return next(iter(kinds))
    return "; ".join(f"{words}: {first_few(names, _NAMED, 'more')}" for words, names in kinds.items())
