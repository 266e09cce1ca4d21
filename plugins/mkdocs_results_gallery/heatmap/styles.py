"""What a colour means: which numbers get the ends of a palette, and what the ends are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from mkdocs_results_gallery.heatmap.painting import LEVELS
from mkdocs_results_gallery.heatmap.scales import Scale
from mkdocs_results_gallery.model import Metric

_TOP = LEVELS - 1
_UNIT = Scale(0.0, 1.0)
_PERCENT = Scale(0.0, 100.0)


class Style(Protocol):
    """A meaning of colour."""

    palette: str
    """The palette where the author names none and the gallery's is of the other kind."""
    diverging: bool
    """Which kind of palette fits."""

    def scales(self, metrics: Sequence[Metric], data: Sequence[Scale | None]) -> list[Scale | None]:
        """The scale of each column; `data` holds each column's minimum and maximum."""

    def centre(self, metric: Metric, scale: Scale) -> float | None:
        """The number at level 50, where it means something."""

    def ends(self, metrics: Sequence[Metric], own: bool) -> list[tuple[float, str]]:
        """Words for the levels when each column has a scale of its own. `own`: all scales are the data's."""


class Sequential:
    """From low to high; where a direction is declared, from worse to better."""

    palette = "red-yellow"
    diverging = False

    def scales(self, metrics: Sequence[Metric], data: Sequence[Scale | None]) -> list[Scale | None]:
        """Declared ends first, then 0..100 for percent, 0..1 where the whole table fits, then the data's."""
        fits = all(_UNIT.low <= one.low and one.high <= _UNIT.high for one in data if one)
        pairs = zip(metrics, data, strict=True)
        return [_resolved(metric, one, fits) if one else None for metric, one in pairs]

    def centre(self, metric: Metric, scale: Scale) -> float | None:
        """None: the middle of a sequential scale means nothing."""
        return None

    def ends(self, metrics: Sequence[Metric], own: bool) -> list[tuple[float, str]]:
        """Worst and best only where every direction is declared."""
        low, high = _end_words(metrics, own)
        return [(0.0, low), (float(_TOP), high)]


class Diverging:
    """Away from a centre to both sides: the reference, else 0 where signs change, else the middle."""

    palette = "purple-orange"
    diverging = True

    def scales(self, metrics: Sequence[Metric], data: Sequence[Scale | None]) -> list[Scale | None]:
        """The sequential scale, widened so that the centre is in its middle."""
        found: list[Scale | None] = []
        for metric, scale in zip(metrics, Sequential().scales(metrics, data), strict=True):
            found.append(scale and scale.around(self.centre(metric, scale)))
        return found

    def centre(self, metric: Metric, scale: Scale) -> float:
        """The number at level 50."""
        if metric.reference is not None:
            return metric.reference
        return 0.0 if scale.low < 0 < scale.high else scale.middle

    def ends(self, metrics: Sequence[Metric], own: bool) -> list[tuple[float, str]]:
        """The middle is named after the references where all columns have one."""
        low, high = _end_words(metrics, own=False)
        middle = "reference" if all(metric.reference is not None for metric in metrics) else "middle"
        return [(0.0, low), (_TOP / 2, middle), (float(_TOP), high)]


def _resolved(metric: Metric, data: Scale, fits_unit: bool) -> Scale:
    if metric.range is not None and metric.range != (None, None):
        low, high = metric.range
        if (low is None or high is None) and data.low == data.high:
            return data  # an open end and one number: it is neither the best nor the worst of anything
        low = min(data.low, high if high is not None else data.low) if low is None else low
        return Scale(low, max(data.high, low) if high is None else max(high, low))
    if metric.is_percent and _PERCENT.low <= data.low and data.high <= _PERCENT.high:
        return _PERCENT
    return _UNIT if fits_unit else data


def _end_words(metrics: Sequence[Metric], own: bool) -> tuple[str, str]:
    """What is true of the low and the high end in every column."""
    directed = [metric.higher_is_better is not None for metric in metrics]
    if all(directed):
        return ("worst in column", "best in column") if own else ("worse", "better")
    if not any(directed):
        return ("lowest in column", "highest in column") if own else ("lower", "higher")
    return "lower, or worse where known", "higher, or better where known"


STYLES: Mapping[str, Style] = MappingProxyType({"sequential": Sequential(), "diverging": Diverging()})
