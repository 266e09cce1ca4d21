"""What a colour means: a table becomes a Painting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.heatmap.gaps import missing_words
from mkdocs_results_gallery.heatmap.painting import LEVELS, MISSING, ColourBar, Painting
from mkdocs_results_gallery.heatmap.palettes import PALETTES
from mkdocs_results_gallery.heatmap.scales import Scale, data_scales, levels_of, ticks_of, with_reference
from mkdocs_results_gallery.model import MISSING_KINDS, Metric, Table
from mkdocs_results_gallery.numbers import exact_number, shown_number, shown_uncertainty
from mkdocs_results_gallery.options import Limits

_TOP = LEVELS - 1
_UNIT = Scale(0.0, 1.0)
_PERCENT = Scale(0.0, 100.0)
_LONGEST_UNIT = 12
_KINDS = {kind: position for position, kind in enumerate(MISSING_KINDS)}
_LONGEST_TEXT = 12
"""Characters of a number in a cell; a longer one is written with four significant digits."""


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
        return 0.0 if scale.low < 0 < scale.high else scale.low / 2 + scale.high / 2

    def ends(self, metrics: Sequence[Metric], own: bool) -> list[tuple[float, str]]:
        """The middle is named after the references where all columns have one."""
        low, high = _end_words(metrics, own=False)
        middle = "reference" if all(metric.reference is not None for metric in metrics) else "middle"
        return [(0.0, low), (_TOP / 2, middle), (float(_TOP), high)]


def table_levels(table: Table, *, palette: str) -> Colouring:
    """Colour a whole table. `palette` is the gallery's; what the table itself chooses wins.

    Raises ValueError when the table names a style or palette that does not exist.
    """
    style = _style(table)
    metrics = table.metrics
    data = data_scales(table.values)
    scales = style.scales(metrics, data)
    note = ""
    with_numbers = [metric for metric, scale in zip(metrics, scales, strict=True) if scale]
    known = [scale for scale in scales if scale]
    shared = len(known) == 1 or (table.heatmap.scale != "column" and len(set(known)) == 1)
    shared = shared and _agree(style, with_numbers)
    if table.heatmap.scale == "shared" and not shared and known:
        if _agree(style, with_numbers):
            shared, scales = True, _pooled(style, with_numbers[0], scales, data)
        else:
            note = "no shared scale: units, directions or references differ"
    flipped = tuple(metric.higher_is_better is False for metric in metrics)
    levels = np.empty(table.values.shape, dtype=np.uint8)
    for index, scale in enumerate(scales):
        column = levels_of(table.values[:, index], scale)
        levels[:, index] = np.where(column == MISSING, MISSING, _TOP - column) if flipped[index] else column
    levels.setflags(write=False)
    bar = None
    if known:
        bar = _bar(style, with_numbers, scales, shared, own=known == [one for one in data if one], note=note)
    return Colouring(levels, tuple(scales), flipped, shared, _palette(table, style, palette), bar)


def paint(
    table: Table,
    *,
    palette: str,
    limits: Limits,
    row_links: Sequence[str] = (),
    metric_links: Sequence[str] = (),
    colouring: Colouring | None = None,
) -> Painting:
    """What to draw of a table.

    `palette` is the gallery's; what the table itself chooses wins. `row_links` and `metric_links` hold one
    page URI per row and per metric of the table (``""``: no page), or nothing. `colouring` is what
    `table_levels` has said of it, if it was asked before. Raises ValueError as `table_levels`.
    """
    colouring = colouring or table_levels(table, palette=palette)
    rows = table.rows[: limits.drawn_rows]
    metrics = table.metrics[: limits.drawn_metrics]
    levels = colouring.levels[: len(rows), : len(metrics)]
    annotated = 0 < len(rows) * len(metrics) <= limits.annotated_cells
    texts: tuple[tuple[str, ...], ...] = ()
    tooltips: tuple[tuple[str, ...], ...] = ()
    if annotated:
        texts = tuple(
            tuple(_text(value, metric) for value, metric in zip(line, metrics, strict=True))
            for line in table.values[: len(rows), : len(metrics)].tolist()
        )
        tooltips = tuple(
            tuple(cell_words(table, row, metric) for metric in range(len(metrics)))
            for row in range(len(rows))
        )
    details: tuple[tuple[str, ...], ...] = ()
    if annotated and table.heatmap.uncertainty and table.uncertainty:
        details = tuple(
            tuple(_detail(table, row, metric) for metric in range(len(metrics))) for row in range(len(rows))
        )
    return Painting(
        rows=tuple(row.title for row in rows),
        metrics=_labels(metrics, colouring.shared),
        levels=levels,
        texts=texts,
        tooltips=tooltips,
        details=details,
        gaps=_gaps(table, len(rows), len(metrics)),
        groups=tuple(row.group for row in rows) if any(row.group for row in rows) else (),
        palette=colouring.palette,
        bar=colouring.bar,
        row_links=_links(row_links, len(rows)),
        metric_links=_links(metric_links, len(metrics)),
        left_out=(len(table.rows) - len(rows), len(table.metrics) - len(metrics)),
    )


def cell_words(table: Table, row: int, metric: int) -> str:
    """Row, metric and everything that is known about one cell, in one line of plain text."""
    column = table.metrics[metric]
    start = f"{table.rows[row].title}, {column.title}: "
    value = float(table.values[row, metric])
    if not np.isfinite(value):
        return start + missing_words(table.why_missing((row, metric)))
    words = start + exact_number(value) + (f" {column.unit}" if column.unit else "")
    uncertainty = table.uncertainty.get((row, metric))
    if uncertainty:
        words += f" {shown_uncertainty(uncertainty, exact_number)}"
    return words if column.reference is None else f"{words}; reference {exact_number(column.reference)}"


def _labels(metrics: Sequence[Metric], shared: bool) -> tuple[str, ...]:
    """Titles; where columns don't share one scale, each says its unit and direction, as no colour bar can."""
    if shared:
        return tuple(metric.title for metric in metrics)
    arrows = {True: " ↑", False: " ↓", None: ""}
    several = len({metric.unit for metric in metrics}) > 1
    units = {metric.unit: "%" if metric.unit == "percent" else metric.unit for metric in metrics}
    return tuple(
        metric.title
        + (f", {units[metric.unit]}" if several and 0 < len(metric.unit) <= _LONGEST_UNIT else "")
        + arrows[metric.higher_is_better]
        for metric in metrics
    )


def _detail(table: Table, row: int, metric: int) -> str:
    """The uncertainty as it fits into a cell."""
    uncertainty = table.uncertainty.get((row, metric))
    if uncertainty is None:
        return ""
    if uncertainty.interval is not None:
        low, high = (shown_number(end, table.metrics[metric]) for end in uncertainty.interval)
        return f"[{low}, {high}]"
    return f"± {exact_number(uncertainty.spread)}" if uncertainty.spread is not None else ""


def _gaps(table: Table, rows: int, metrics: int) -> NDArray[np.uint8]:
    gaps = np.zeros((rows, metrics), dtype=np.uint8)
    gaps[np.isnan(table.values[:rows, :metrics])] = _KINDS["unknown"]
    for (row, metric), missing in table.missing.items():
        if row < rows and metric < metrics:
            gaps[row, metric] = _KINDS[missing.kind]
    gaps.setflags(write=False)
    return gaps


def _text(value: float, metric: Metric) -> str:
    if not np.isfinite(value):
        return ""
    text = shown_number(value, metric)
    return text if len(text) <= _LONGEST_TEXT else format(value, "z.4g")


def _links(links: Sequence[str], count: int) -> tuple[str, ...]:
    return tuple(links[:count]) if links else ("",) * count


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


def _resolved(metric: Metric, data: Scale, fits_unit: bool) -> Scale:
    if metric.range is not None and metric.range != (None, None):
        low, high = metric.range
        if (low is None or high is None) and data.low == data.high:
            return data  # an open end and one number: it is neither the best nor the worst of anything
        low = min(data.low, high if high is not None else data.low) if low is None else low
        return Scale(low, max(data.high, low) if high is None else max(high, low))
    if metric.unit.casefold() in ("percent", "%") and _PERCENT.low <= data.low and data.high <= _PERCENT.high:
        return _PERCENT
    return _UNIT if fits_unit else data


def _agree(style: Style, metrics: Sequence[Metric]) -> bool:
    """Whether a number of one column means the same in the others."""
    return len({(m.unit, m.higher_is_better, m.reference if style.diverging else None) for m in metrics}) == 1


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
    scale = next(one for one in scales if one)
    metric = metrics[0]
    ticks = ticks_of(scale, scale.low / 2 + scale.high / 2 if style.diverging else None)
    references = {metric.reference for metric in metrics}
    if len(references) == 1:
        ticks = with_reference(ticks, scale, references.pop())
    if metric.higher_is_better is False:
        ticks = [(_TOP - level, text) for level, text in reversed(ticks)]
    words = {True: "higher is better", False: "lower is better", None: ""}[metric.higher_is_better]
    return ColourBar(tuple(ticks), ", ".join(part for part in (metric.unit, words) if part))


def _end_words(metrics: Sequence[Metric], own: bool) -> tuple[str, str]:
    """What is true of the low and the high end in every column."""
    directed = [metric.higher_is_better is not None for metric in metrics]
    if all(directed):
        return ("worst in column", "best in column") if own else ("worse", "better")
    if not any(directed):
        return ("lowest in column", "highest in column") if own else ("lower", "higher")
    return "lower, or worse where known", "higher, or better where known"


STYLES: Mapping[str, Style] = MappingProxyType({"sequential": Sequential(), "diverging": Diverging()})
