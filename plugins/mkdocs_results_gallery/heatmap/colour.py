"""A table's numbers become levels, on scales that a style chooses; and the other scales that it may have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.heatmap.painting import ColourBar
from mkdocs_results_gallery.heatmap.scales import Scale, data_scales, levels_of, ticks_of, with_reference
from mkdocs_results_gallery.model import Metric, Table
from mkdocs_results_gallery.palettes import LEVELS, MISSING, PALETTES
from mkdocs_results_gallery.words.metrics import direction_words, end_words

_TOP = LEVELS - 1
_UNIT = Scale(0.0, 1.0)
_PERCENT = Scale(0.0, 100.0)


@dataclass(frozen=True, slots=True, eq=False)
class Colouring:
    """The levels of a whole table, and what they mean."""

    levels: NDArray[np.uint8]
    """Shape (rows, metrics): 0..100, or `MISSING`; read-only."""
    scales: tuple[Scale | None, ...]
    """Per metric: the numbers at the ends of the palette; None where all are missing."""
    flipped: tuple[bool, ...]
    """Per metric: True when lower is better, so that the low number has level 100."""
    shared: bool
    """One scale for all metrics that have numbers."""
    palette: str
    """A key of `palettes.PALETTES`."""
    bar: ColourBar | None
    """None when every cell is missing."""


@dataclass(frozen=True, slots=True)
class Rescaling:
    """Other scales for a table that is coloured already: each column's own, or one for all."""

    scales: tuple[Scale | None, ...]
    """Per metric, as in `Colouring`."""
    shared: bool
    bar: ColourBar


def table_levels(table: Table, *, palette: str) -> Colouring:
    """Colour a whole table. `palette` is the gallery's; what the table itself chooses wins.

    Raises ValueError when the table names a style or palette that does not exist.
    """
    style = _style(table)
    data = data_scales(table.values)
    scales = style.scales(table.metrics, data)
    with_numbers = [metric for metric, scale in zip(table.metrics, scales, strict=True) if scale]
    own = scales == data
    agree = bool(with_numbers) and _agree(style, with_numbers)
    shared = agree and _is_shared(table, scales)
    wants_shared = table.heatmap.scale == "shared" and not shared
    if wants_shared and agree:
        shared, scales = True, _pooled(style, with_numbers[0], scales, data)
    note = "no shared scale: units, directions or references differ" if wants_shared and not agree else ""
    bar = _bar(style, with_numbers, scales, shared, own=own, note=note) if with_numbers else None
    flipped = tuple(metric.higher_is_better is False for metric in table.metrics)
    levels = _levels(table, scales, flipped)
    return Colouring(levels, tuple(scales), flipped, shared, _palette(table, style, palette), bar)


def _is_shared(table: Table, scales: Sequence[Scale | None]) -> bool:
    """Whether all columns with numbers have one scale by themselves."""
    known = [scale for scale in scales if scale]
    return len(known) == 1 or (table.heatmap.scale != "column" and len(set(known)) == 1)


def _levels(table: Table, scales: Sequence[Scale | None], flipped: Sequence[bool]) -> NDArray[np.uint8]:
    levels = np.empty(table.values.shape, dtype=np.uint8)
    for index, scale in enumerate(scales):
        column = levels_of(table.values[:, index], scale)
        levels[:, index] = np.where(column == MISSING, MISSING, _TOP - column) if flipped[index] else column
    levels.setflags(write=False)
    return levels


def rescale(table: Table, colouring: Colouring) -> Rescaling | None:
    """Return the scales that `colouring` of `table` does not use, or None.

    That is each column from its lowest to its highest number where all share one, else one for all; None
    where that would mean nothing, or would change nothing.
    """
    style = _style(table)
    data = data_scales(table.values)
    metrics = [metric for metric, scale in zip(table.metrics, data, strict=True) if scale]
    if len(metrics) < 2 or not _agree(style, metrics):
        return None
    if colouring.shared:
        scales = [
            scale and _around(style, metric, scale) for metric, scale in zip(table.metrics, data, strict=True)
        ]
    else:
        scales = _pooled(style, metrics[0], colouring.scales, data)
    if tuple(scales) == colouring.scales:
        return None
    shared = not colouring.shared
    bar = _bar(style, metrics, scales, shared, own=not style.diverging, note="")
    return Rescaling(tuple(scales), shared, bar)


def _around(style: Style, metric: Metric, scale: Scale) -> Scale:
    centre = style.centre(metric, scale)
    return scale if centre is None else scale.around(centre)


def _style(table: Table) -> Style:
    name = table.heatmap.style or "sequential"
    if name not in STYLES:
        known = ", ".join(STYLES)
        raise ValueError(f"expected a style ({known}), got {name!r}")
    return STYLES[name]


def _palette(table: Table, style: Style, default: str) -> str:
    chosen = table.heatmap.palette or default
    if chosen not in PALETTES:
        known = ", ".join(PALETTES)
        raise ValueError(f"expected a palette ({known}), got {chosen!r}")
    fits = table.heatmap.palette or PALETTES[chosen].diverging == style.diverging
    return chosen if fits else style.palette


def _agree(style: Style, metrics: Sequence[Metric]) -> bool:
    """Whether a number of one column means the same in the others."""
    return (
        len({(m.common_unit, m.higher_is_better, m.reference if style.diverging else None) for m in metrics})
        == 1
    )


def _pooled(
    style: Style, metric: Metric, scales: Sequence[Scale | None], data: Sequence[Scale | None]
) -> list[Scale | None]:
    """One scale that holds all columns; around a common centre where the style has one."""
    held = _joined(scales)
    if style.diverging:
        centre = style.centre(metric, _joined(data))
        held = held.around(centre if centre is not None else 0.0)
    return [scale and held for scale in scales]


def _joined(scales: Sequence[Scale | None]) -> Scale:
    known = [scale for scale in scales if scale]
    held = known[0]
    for scale in known[1:]:
        held = held.joined(scale)
    return held


def _bar(
    style: Style,
    metrics: Sequence[Metric],
    scales: Sequence[Scale | None],
    shared: bool,
    *,
    own: bool,
    note: str,
) -> ColourBar:
    if not shared:
        title = f"each column has its own scale{'; ' + note if note else ''}"
        return ColourBar(tuple(style.ends(metrics, own)), title)
    metric = metrics[0]
    ticks = _ticks(style, metrics, next(scale for scale in scales if scale))
    if metric.higher_is_better is False:
        ticks = [(_TOP - level, text) for level, text in reversed(ticks)]
    parts = (metric.common_unit, direction_words(metric.higher_is_better))
    return ColourBar(tuple(ticks), ", ".join(filter(None, parts)))


def _ticks(style: Style, metrics: Sequence[Metric], scale: Scale) -> list[tuple[float, str]]:
    """Return the ticks of a `scale` that all `metrics` share; their reference where they have one."""
    ticks = ticks_of(scale, scale.middle if style.diverging else None)
    references = {metric.reference for metric in metrics}
    return with_reference(ticks, scale, references.pop()) if len(references) == 1 else ticks


class Style(Protocol):
    """A meaning of colour."""

    palette: str
    """The palette where the author names none and the gallery's is of the other kind."""
    diverging: bool
    """Which kind of palette fits."""

    def scales(self, metrics: Sequence[Metric], data: Sequence[Scale | None]) -> list[Scale | None]:
        """Return the scale of each column; `data` holds each column's minimum and maximum."""

    def centre(self, metric: Metric, scale: Scale) -> float | None:
        """Return the number at level 50, where it means something."""

    def ends(self, metrics: Sequence[Metric], own: bool) -> list[tuple[float, str]]:
        """Words for the levels when each column has a scale of its own. `own`: all scales are the data's."""


class Sequential:
    """From low to high; where a direction is declared, from worse to better."""

    palette = "red-yellow"
    diverging = False

    def scales(self, metrics: Sequence[Metric], data: Sequence[Scale | None]) -> list[Scale | None]:
        """Take declared ends, else 0..100 for percent, 0..1 where the whole table fits, else the data's."""
        fits = all(_UNIT.low <= one.low and one.high <= _UNIT.high for one in data if one)
        pairs = zip(metrics, data, strict=True)
        return [_resolved(metric, one, fits) if one else None for metric, one in pairs]

    def centre(self, metric: Metric, scale: Scale) -> float | None:
        """None: the middle of a sequential scale means nothing."""
        return None

    def ends(self, metrics: Sequence[Metric], own: bool) -> list[tuple[float, str]]:
        """Worst and best only where every direction is declared."""
        low, high = end_words([metric.higher_is_better for metric in metrics], in_column=own)
        return [(0.0, low), (float(_TOP), high)]


class Diverging:
    """Away from a centre to both sides: the reference, else 0 where signs change, else the middle."""

    palette = "purple-orange"
    diverging = True

    def scales(self, metrics: Sequence[Metric], data: Sequence[Scale | None]) -> list[Scale | None]:
        """Return the sequential scale, widened so that the centre is in its middle."""
        found: list[Scale | None] = []
        for metric, scale in zip(metrics, Sequential().scales(metrics, data), strict=True):
            found.append(scale and scale.around(self.centre(metric, scale)))
        return found

    def centre(self, metric: Metric, scale: Scale) -> float:
        """Return the number at level 50."""
        if metric.reference is not None:
            return metric.reference
        return 0.0 if scale.low < 0 < scale.high else scale.middle

    def ends(self, metrics: Sequence[Metric], own: bool) -> list[tuple[float, str]]:
        """Name the middle after the references where all columns have one."""
        low, high = end_words([metric.higher_is_better for metric in metrics], in_column=False)
        middle = "reference" if all(metric.reference is not None for metric in metrics) else "middle"
        return [(0.0, low), (_TOP / 2, middle), (float(_TOP), high)]


def _resolved(metric: Metric, data: Scale, fits_unit: bool) -> Scale:
    if metric.range is not None and metric.range != (None, None):
        return _declared(*metric.range, data)
    if metric.is_percent and _PERCENT.low <= data.low and data.high <= _PERCENT.high:
        return _PERCENT
    return _UNIT if fits_unit else data


def _declared(low: float | None, high: float | None, data: Scale) -> Scale:
    """Return the scale of a metric that declares its range; the `data` has the end that is left open."""
    if low is not None and high is not None:
        return Scale(low, max(high, low))
    if data.low == data.high:
        return data  # an open end and one number: it is neither the best nor the worst of anything
    if low is not None:
        return Scale(low, max(data.high, low))
    low = data.low if high is None else min(data.low, high)
    return Scale(low, max(data.high if high is None else high, low))


STYLES: Mapping[str, Style] = MappingProxyType({"sequential": Sequential(), "diverging": Diverging()})
"""The meanings of colour, by the name that a file gives."""
