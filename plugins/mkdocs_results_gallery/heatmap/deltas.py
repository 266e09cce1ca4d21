"""Differences become a picture: colours around zero, good at one end; marks where there is no difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.heatmap.bars import ticks_of
from mkdocs_results_gallery.heatmap.colour import Colouring
from mkdocs_results_gallery.heatmap.painting import ColourBar, Painting, Texts
from mkdocs_results_gallery.heatmap.scales import Scale, ScaleNumbers, levels_of
from mkdocs_results_gallery.heatmap.spec import metric_labels
from mkdocs_results_gallery.model import Metric, Table
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.palettes import LEVELS, MISSING, PALETTES, delta_palettes
from mkdocs_results_gallery.words.missing import MARK_NAMES
from mkdocs_results_gallery.words.numbers import difference_tick, difference_unit

_TOP = LEVELS - 1
_LONGEST_TEXT = 20
_POSITIONS = {name: position for position, name in enumerate(MARK_NAMES)}


class DeltaTraits(Protocol):
    """What must be known of differences to draw them."""

    @property
    def table(self) -> Table:
        """The differences that have a colour, NaN for all others."""

    @property
    def texts(self) -> Texts:
        """What stands in each cell."""

    @property
    def words(self) -> Texts:
        """All that is known of each cell."""

    @property
    def marks(self) -> Texts:
        """A key of `MARKS` for each cell without a colour, else ``""``."""


def delta_levels(table: Table, *, palette: str) -> Colouring:
    """Colour differences, each metric on a scale of its own around zero; `palette` is the gallery's.

    Level 100 is the better end of a metric with a direction, the higher end of any other, which has
    other colours.
    """
    directed, neutral = delta_palettes(palette)
    columns = [
        _DeltaColumn.of(table, metric, neutral if one.higher_is_better is None else directed)
        for metric, one in enumerate(table.metrics)
    ]
    levels = np.full(table.values.shape, MISSING, dtype=np.uint8)
    for metric, column in enumerate(columns):
        levels[:, metric] = column.levels
    levels.setflags(write=False)
    return Colouring(
        levels,
        tuple(column.scale for column in columns),
        tuple(column.is_flipped for column in columns),
        shared=False,
        palettes=tuple(column.palette for column in columns),
        bars=tuple(_bars([column for column in columns if column.scale], (directed, neutral))),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _DeltaColumn:
    """The differences of one metric."""

    metric: Metric
    palette: str
    numbers: ScaleNumbers
    scale: Scale | None
    """None where it has no difference."""

    @classmethod
    def of(cls, table: Table, metric: int, palette: str) -> _DeltaColumn:
        finer = {row: one for (row, at), one in table.digits.writing.finer.items() if at == metric}
        numbers = ScaleNumbers(table.values[:, metric], finer)
        ends = numbers.ends
        scale = Scale(*ends).around(0.0) if ends else None
        return cls(table.metrics[metric], palette, numbers, scale)

    @property
    def is_flipped(self) -> bool:
        """Whether lower is better, so that the lower end has level 100."""
        return self.metric.higher_is_better is False

    @property
    def levels(self) -> NDArray[np.uint8]:
        levels = levels_of(self.numbers, self.scale)
        return np.where(levels == MISSING, MISSING, _TOP - levels) if self.is_flipped else levels


def _bars(columns: Sequence[_DeltaColumn], palettes: Sequence[str]) -> Iterator[ColourBar]:
    for palette in palettes:
        ones = [column for column in columns if column.palette == palette]
        if ones:
            yield _bar(ones, palette)


def _bar(columns: Sequence[_DeltaColumn], palette: str) -> ColourBar:
    """The legend of one palette: in numbers where it is that of one metric, else in words."""
    first = columns[0]
    low, high = ("lower", "higher") if first.metric.higher_is_better is None else ("worse", "better")
    dark, light = PALETTES[palette].ends
    ends = f"{low} ({dark}) to {high} ({light})"
    if len(columns) > 1 or first.scale is None:
        ticks = ((0.0, low), (_TOP / 2, "0"), (float(_TOP), high))
        return ColourBar(ticks, f"each metric on a scale of its own around 0, from {ends}", palette)
    metric = first.metric
    found = [
        (level, difference_tick(text, metric)) for level, text in ticks_of(first.scale, first.numbers, 0.0)
    ]
    if first.is_flipped:
        found = [(_TOP - level, text) for level, text in reversed(found)]
    title, unit, start = _one_line(metric.title), _one_line(difference_unit(metric)), "difference in "
    names = [(len(start), len(start) + len(title))]
    if unit and unit == _one_line(metric.unit):
        names.append((names[0][1] + 2, names[0][1] + 2 + len(unit)))
    words = ", ".join(filter(None, (f"{start}{title}", unit, f"from {ends}")))
    return ColourBar(tuple(found), words, palette, tuple(names))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def paint_deltas(
    delta: DeltaTraits,
    colouring: Colouring,
    *,
    limits: Limits,
    link_of_row: Callable[[str], str],
    link_of_metric: Callable[[str], str],
) -> Painting:
    """Return what to draw of differences that are coloured; links are page URIs by name, ``""`` for none."""
    table = delta.table
    rows, metrics = table.rows[: limits.drawn_rows], table.metrics[: limits.drawn_metrics]
    shape = len(rows), len(metrics)
    annotated = 0 < shape[0] * shape[1] <= limits.annotated_cells
    missing = np.zeros(shape, dtype=np.uint8)
    for row in range(shape[0]):
        missing[row] = [_POSITIONS[mark] if mark else 0 for mark in delta.marks[row][: shape[1]]]
    missing.setflags(write=False)
    return Painting(
        rows=tuple(row.title for row in rows),
        metrics=metric_labels(metrics, shared=False),
        levels=colouring.levels[: shape[0], : shape[1]],
        texts=_texts(delta, shape) if annotated else (),
        tooltips=_tooltips(delta, shape) if annotated else (),
        details=(),
        missing=missing,
        groups=tuple(row.group for row in rows) if any(row.group for row in rows) else (),
        palettes=colouring.palettes[: shape[1]],
        bars=colouring.bars,
        row_links=tuple(link_of_row(row.name) for row in rows),
        metric_links=tuple(link_of_metric(metric.name) for metric in metrics),
        left_out=(len(table.rows) - shape[0], len(table.metrics) - shape[1]),
    )


def _texts(delta: DeltaTraits, shape: tuple[int, int]) -> Texts:
    # cut, a number would be another one
    return tuple(
        tuple(text if len(text) <= _LONGEST_TEXT else "" for text in line[: shape[1]])
        for line in delta.texts[: shape[0]]
    )


def _tooltips(delta: DeltaTraits, shape: tuple[int, int]) -> Texts:
    names = [
        f", {metric.title}{f', {metric.common_unit}' if metric.unit else ''}: "
        for metric in delta.table.metrics[: shape[1]]
    ]
    return tuple(
        tuple(f"{row.title}{name}{words}" for name, words in zip(names, line, strict=False))
        for row, line in zip(delta.table.rows[: shape[0]], delta.words, strict=False)
    )
