"""A table's numbers become levels, on scales that a style chooses; and the other scales that it may have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.heatmap.painting import ColourBar
from mkdocs_results_gallery.heatmap.scales import Scale, data_scales, levels_of, ticks_of, with_reference
from mkdocs_results_gallery.model import Metric, Table
from mkdocs_results_gallery.palettes import DIVERGING, LEVELS, MISSING, NEUTRAL, PALETTES, SEQUENTIAL
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
    palettes: tuple[str, ...]
    """Per metric: a key of `palettes.PALETTES`. At most two different ones."""
    bars: tuple[ColourBar, ...]
    """One per palette in use; none when every cell is missing."""

    @property
    def palette(self) -> str:
        """The palette of most columns."""
        return Counter(self.palettes).most_common(1)[0][0] if self.palettes else SEQUENTIAL


@dataclass(frozen=True, slots=True)
class Rescaling:
    """Other scales for a table that is coloured already: each column's own, or one for all."""

    scales: tuple[Scale | None, ...]
    """Per metric, as in `Colouring`."""
    shared: bool
    bar: ColourBar
    """The only one: columns that may share a scale have one palette."""


def table_levels(table: Table, *, palette: str) -> Colouring:
    """Colour a whole table. `palette` is the gallery's, ``""`` for none; what the table itself chooses wins.

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
    palettes = _palettes(table, style, palette)
    bars = tuple(_bars(style, table.metrics, scales, palettes, shared, own=own, note=note))
    flipped = tuple(metric.higher_is_better is False for metric in table.metrics)
    levels = _levels(table, scales, flipped)
    return Colouring(levels, tuple(scales), flipped, shared, palettes, bars)


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
    bars = _bars(style, table.metrics, scales, colouring.palettes, shared, own=not style.diverging, note="")
    return Rescaling(tuple(scales), shared, next(bars))


def _around(style: Style, metric: Metric, scale: Scale) -> Scale:
    centre = style.centre(metric, scale)
    return scale if centre is None else scale.around(centre)


def _style(table: Table) -> Style:
    name = table.heatmap.style or "sequential"
    if name not in STYLES:
        known = ", ".join(STYLES)
        raise ValueError(f"expected a style ({known}), got {name!r}")
    return STYLES[name]


def _palettes(table: Table, style: Style, default: str) -> tuple[str, ...]:
    """The palette of each column: the one that the file names, or the gallery if that fits, or its own."""
    chosen = table.heatmap.palette or default
    if chosen and chosen not in PALETTES:
        known = ", ".join(PALETTES)
        raise ValueError(f"expected a palette ({known}), got {chosen!r}")
    if table.heatmap.palette or (chosen and PALETTES[chosen].diverging == style.diverging):
        return (chosen,) * len(table.metrics)
    return tuple(map(style.palette, table.metrics))


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


def _bars(
    style: Style,
    metrics: Sequence[Metric],
    scales: Sequence[Scale | None],
    palettes: Sequence[str],
    shared: bool,
    *,
    own: bool,
    note: str,
) -> Iterator[ColourBar]:
    columns = [column for column in zip(metrics, scales, palettes, strict=True) if column[1]]
    used = dict.fromkeys(palette for _, _, palette in columns)
    for palette in used:
        ones = [metric for metric, _, one in columns if one == palette]
        theirs = {scale for _, scale, one in columns if one == palette and scale}
        if not shared and (len(used) == 1 or len(theirs) > 1 or not _agree(style, ones)):
            title = f"each column has its own scale{'; ' + note if note else ''}"
            yield ColourBar(tuple(style.ends(ones, own)), title, palette)
            continue
        ticks = _ticks(style, ones, theirs.pop())
        if ones[0].higher_is_better is False:
            ticks = [(_TOP - level, text) for level, text in reversed(ticks)]
        name = ones[0].title if len(used) > 1 and len(ones) == 1 else ""
        parts = (name, ones[0].common_unit, direction_words(ones[0].higher_is_better))
        yield ColourBar(tuple(ticks), ", ".join(filter(None, parts)), palette)


def _ticks(style: Style, metrics: Sequence[Metric], scale: Scale) -> list[tuple[float, str]]:
    """Return the ticks of a `scale` that all `metrics` share; their reference where they have one."""
    ticks = ticks_of(scale, scale.middle if style.diverging else None)
    references = {metric.reference for metric in metrics}
    return with_reference(ticks, scale, references.pop()) if len(references) == 1 else ticks


class Style(Protocol):
    """A meaning of colour."""

    diverging: bool
    """Which kind of palette fits."""

    def palette(self, metric: Metric) -> str:
        """Return the palette of a column where nobody names one."""

    def scales(self, metrics: Sequence[Metric], data: Sequence[Scale | None]) -> list[Scale | None]:
        """Return the scale of each column; `data` holds each column's minimum and maximum."""

    def centre(self, metric: Metric, scale: Scale) -> float | None:
        """Return the number at level 50, where it means something."""

    def ends(self, metrics: Sequence[Metric], own: bool) -> list[tuple[float, str]]:
        """Words for the levels when each column has a scale of its own. `own`: all scales are the data's."""


class Sequential:
    """From low to high; where a direction is declared, from worse to better."""

    diverging = False

    def palette(self, metric: Metric) -> str:
        """Neither end is good without a direction."""
        return NEUTRAL if metric.higher_is_better is None else SEQUENTIAL

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

    diverging = True

    def palette(self, metric: Metric) -> str:
        """One for all: neither of its ends looks better."""
        return DIVERGING

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
