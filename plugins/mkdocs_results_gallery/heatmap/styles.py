"""What colour means, and which numbers get the ends of a palette by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Protocol

from mkdocs_results_gallery.choices import ScaleKind
from mkdocs_results_gallery.digits.number import exact
from mkdocs_results_gallery.heatmap.scales import Scale, ScaleNumbers, symlog
from mkdocs_results_gallery.model import Metric
from mkdocs_results_gallery.palettes import DIVERGING, NEUTRAL, SEQUENTIAL

_UNIT = Scale(0.0, 1.0)
_PERCENT = Scale(0.0, 100.0)
_SHARE = Decimal("0.1")
"""Numbers that fill so much of the unit, or come so near to its end, are coloured from 0 to that end."""
_SURELY_FILLED, _SURELY_NEAR = 0.1 + 1e-6, 0.9 + 1e-6
"""The same as float64, so that no error of theirs matters."""
_DECADES = 100
"""From such a quotient of the highest and the lowest number on, crowded numbers get a logarithmic scale."""


class Style(Protocol):
    """A meaning of colour."""

    diverging: bool
    """Which kind of palette fits."""

    def palette(self, metric: Metric) -> str:
        """Return the palette of a column where nobody names one."""

    def centre(self, metric: Metric, scale: Scale) -> float | None:
        """Return the number at level 50, where it means something."""


class Sequential:
    """From low to high; where a direction is declared, from worse to better."""

    diverging = False

    def palette(self, metric: Metric) -> str:
        """Neither end is good without a direction."""
        return NEUTRAL if metric.higher_is_better is None else SEQUENTIAL

    def centre(self, metric: Metric, scale: Scale) -> float | None:
        """None: the middle of a sequential scale means nothing."""
        return None


class Diverging:
    """Away from a centre to both sides: the reference, else 0 where signs change, else the middle."""

    diverging = True

    def palette(self, metric: Metric) -> str:
        """One for all: neither of its ends looks better."""
        return DIVERGING

    def centre(self, metric: Metric, scale: Scale) -> float:
        """Return the number at level 50."""
        if metric.reference is not None:
            return metric.reference
        return 0.0 if scale.low < 0 < scale.high else scale.middle


STYLES: Mapping[str, Style] = MappingProxyType({"sequential": Sequential(), "diverging": Diverging()})
"""The meanings of colour, by the name that a file gives."""


def scale_of(
    style: Style, columns: Sequence[tuple[Metric, ScaleNumbers]], pooled: ScaleNumbers, *, in_unit: bool
) -> Scale | None:
    """Return the scale of `columns`, whose numbers are `pooled`; None where none has a place on it."""
    kind = kind_of(style, [metric for metric, _ in columns], pooled)
    if not data_ends(pooled, kind):
        return None
    if any(_declared(metric) for metric, _ in columns):
        ones = [one for metric, numbers in columns if (one := _ends(metric, numbers, kind, in_unit))]
    else:
        ones = [one for one in [_ends(columns[0][0], pooled, kind, in_unit)] if one]
    scale = ones[0]
    for one in ones[1:]:
        scale = scale.joined(one)
    centre = style.centre(columns[0][0], scale)
    if centre is not None:
        scale = scale.around(centre)
    if kind == "symlog":
        return symlog(scale.low, scale.high, pooled, scale.centre)
    return scale if scale.kind == kind else replace(scale, kind=kind)


def kind_of(style: Style, metrics: Sequence[Metric], numbers: ScaleNumbers) -> ScaleKind:
    """Return the way from the lowest to the highest colour that is declared, else the one that shows most."""
    if metrics[0].scale:
        return metrics[0].scale
    if style.diverging or any(map(_declared, metrics)) or not numbers.ends or not numbers.are_crowded:
        return "linear"
    low, high = map(exact, numbers.ends)
    return "log" if low > 0 and high >= _DECADES * low else "quantile"


def _declared(metric: Metric) -> tuple[float | None, float | None] | None:
    """Return the ends that an author has chosen, None where there is none at all."""
    ends = metric.domain or metric.range
    return None if ends == (None, None) else ends


def data_ends(numbers: ScaleNumbers, kind: ScaleKind) -> tuple[float, float] | None:
    """Return the lowest and the highest of the numbers that have a place on such a scale."""
    return numbers.above_zero.ends if kind == "log" else numbers.ends


def fits_unit(numbers: ScaleNumbers) -> bool:
    """Whether all of some numbers lie between 0 and 1."""
    return numbers.ends is None or _holds(_UNIT, *numbers.ends)


def _holds(scale: Scale, low: float, high: float) -> bool:
    return _is_at_most(scale.low, low) and _is_at_most(high, scale.high)


def _is_at_most(one: float, other: float) -> bool:
    # where float64 differ, so do the numbers
    return one < other or (one == other and exact(one) <= exact(other))


def _ends(metric: Metric, numbers: ScaleNumbers, kind: ScaleKind, in_unit: bool) -> Scale | None:
    """Return the ends of the scale of some numbers; None where none has a place on it."""
    data = data_ends(numbers, kind)
    if data is None or kind == "quantile":
        return data and Scale(*data)
    declared = _declared(metric)
    if declared:
        low, high = declared
        if kind == "log":  # nothing that is not above 0 is an end of it
            low, high = (end if end is not None and exact(end) > 0 else None for end in declared)
        return _between(low, high, Scale(*data))
    if kind == "linear":
        return _round(metric, Scale(*data), in_unit)
    return Scale(*data)


def _round(metric: Metric, data: Scale, in_unit: bool) -> Scale:
    """Return 0 to 100 for percent, 0 to 1 where the table fits: if that leaves the `data` enough colours."""
    if metric.is_percent and _holds(_PERCENT, data.low, data.high):
        unit = _PERCENT
    elif in_unit:
        unit = _UNIT
    else:
        return data
    if data.high - data.low > _SURELY_FILLED * unit.high or data.high > _SURELY_NEAR * unit.high:
        return unit  # as most, without an exact look
    low, high, top = exact(data.low), exact(data.high), exact(unit.high)
    # one number alone gets nothing from a scale of its own
    return unit if high - low >= _SHARE * top or high >= top - _SHARE * top or low == high else data


def _between(low: float | None, high: float | None, data: Scale) -> Scale:
    """Return the scale of declared ends; the `data` has the end that is left open."""
    if low is not None and high is not None:
        return Scale(low, max(high, low))
    if data.is_one_number:
        return data  # an open end and one number: it is neither the best nor the worst of anything
    if low is not None:
        return Scale(low, max(data.high, low))
    low = data.low if high is None else min(data.low, high)
    return Scale(low, max(data.high if high is None else high, low))
