"""Where everything of a picture goes: pure geometry, in CSS pixels (1/96 inch), y downwards.

A figure is laid out for the width in which it is shown, and never scaled: its letters keep their size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from mkdocs_results_gallery.heatmap.geometry import (
    MARGIN,
    MIDDLE,
    SMALLEST,
    SPACE,
    Grid,
    Label,
    Layout,
    Line,
    detail_size,
)
from mkdocs_results_gallery.heatmap.labels import (
    SIZE,
    WRAPPED_HEIGHT,
    Heads,
    column_heads,
    column_labels,
    legend_of,
    row_heads,
    row_labels,
)
from mkdocs_results_gallery.heatmap.painting import Painting
from mkdocs_results_gallery.heatmap.text_fit import Measure, shorten_all, wrap

_SMALL = 11.0
_MOST_CELLS = 3_500.0
"""Height or width of all cells together, at most, px; leaves room for labels below `LONGEST_SIDE`."""
_FEW, _NARROW, _WIDE = 15, 960.0, 1_600.0
"""So many columns are to have room in the first width, as in a window of 1280 px; more in the second."""
_TELEPHONE = 328.0
"""Where two columns are in sight beside the names of the rows, unless their numbers are too long for it."""
_WIDEST_NUMBERS = 1_500.0
"""Cells with numbers are together at most this wide, px; wider figures can't be read on a page."""
_HIGHEST_NUMBERS = 1_400.0
_GROUP_LABEL = 150.0
_LEAST_GROUP = 12.0
"""A run of rows that is lower than this, px, has no room for its group's name."""
_BRACKET = 6.0
"""From the cells to a group's bracket, and on to its name."""


def lay_out(painting: Painting, measure: Measure) -> Layout:
    """Find a place for everything. `measure` knows the font."""
    legend = legend_of(painting, measure)
    height = _row_height(painting)
    rows = row_heads(painting.rows, height, measure)
    if rows.has_several_lines:
        height = max(height, WRAPPED_HEIGHT)
    left = MARGIN + rows.width(measure) + SPACE
    names = _group_names(painting.groups, measure)
    right = 2 * _BRACKET + max(map(measure, names.values())) * _SMALL if names else 0.0
    page = _NARROW if len(painting.metrics) <= _FEW else _WIDE
    room = _Room(page - left - right - MARGIN, (_TELEPHONE - left) / 2)
    grid, columns = _fitted(painting, height, room, measure)
    top = legend.bottom + SPACE / 2 + columns.rise(measure) + SPACE
    grid = replace(grid, x=round(left, 1), y=round(top, 1))
    groups = _lay_out_groups(painting.groups, names, grid, measure)
    far = max(groups.far, grid.right + columns.reach(measure) - grid.cell_width / 2, legend.right)
    notes = _notes(painting, grid, rows.step, columns.step)
    width = max(far + MARGIN, 240.0 if notes else 180.0)
    lines = wrap(notes, (width - 2 * MARGIN) / _SMALL, measure, 6)
    foot = [
        Label(MARGIN, grid.bottom + 6 + 16 * number, line, _SMALL)
        for number, line in enumerate(lines, start=1)
    ]
    return Layout(
        width=math.ceil(width),
        height=math.ceil(max([grid.bottom, legend.bottom, *(label.y for label in foot)]) + MARGIN),
        grid=grid,
        row_labels=tuple(row_labels(painting, rows, grid)),
        metric_labels=tuple(column_labels(painting, columns, grid)),
        bars=tuple(legend.bars),
        words=(*legend.words, *foot),
        swatches=tuple(legend.swatches),
        group_labels=tuple(groups.labels),
        group_lines=tuple(groups.lines),
    )


@dataclass(frozen=True, slots=True)
class _Room:
    """What there is for cells."""

    all: float
    """Width of all cells together, px."""
    one: float
    """Width of one of them, at most, px, if its number is not wider."""


def _fitted(painting: Painting, height: float, room: _Room, measure: Measure) -> tuple[Grid, Heads]:
    """The cells, at 0, 0, and the names above them, which may lean over the last column."""
    grid, heads = _grid(painting, height, room, measure)
    over = heads.reach(measure) - grid.cell_width / 2
    if over > 0 and grid.width + over > room.all:
        return _grid(painting, height, _Room(room.all - over, room.one), measure)
    return grid, heads


def _grid(painting: Painting, height: float, room: _Room, measure: Measure) -> tuple[Grid, Heads]:
    rows, metrics = painting.levels.shape
    if not painting.tooltips:
        width = most = _cell(metrics, min(1_000.0, room.all), 3.0, 60.0 if metrics <= 4 else 36.0)
        size = gap = 0.0
    else:
        size, width = _number_size(painting, height, room.all, measure)
        most = min(room.all / metrics, room.one) if size else width
        gap = 2.0 if min(width, height) >= 12 else 1.0 if min(width, height) >= 5 else 0.0
    heads, width = column_heads(painting.metrics, width, most, measure)
    return Grid(0, 0, width, height, rows, metrics, gap, size, bool(painting.tooltips)), heads


def _row_height(painting: Painting) -> float:
    rows = painting.levels.shape[0]
    if not painting.tooltips:
        return _cell(rows, _WIDE, 2.0, 20.0)
    height = 34.0 if painting.details else 28.0 if rows <= 2 else 22.0
    return height if rows * height <= _HIGHEST_NUMBERS else _cell(rows, _HIGHEST_NUMBERS, 13.0, height)


def _number_size(painting: Painting, height: float, room: float, measure: Measure) -> tuple[float, float]:
    """Font size of the numbers in cells of a `height`, 0 where none fit, and the width of a cell."""
    metrics = painting.levels.shape[1]
    size = float(min(SIZE, math.floor(height * (0.36 if painting.details else 0.72))))
    number = max(map(measure, {text for line in painting.texts for text in line}), default=0.0)
    detail = max(map(measure, {text for line in painting.details for text in line}), default=0.0)
    while size >= SMALLEST:
        width = math.ceil(max(size * number, detail_size(size) * detail, 2.2 * size) + size)
        if width * metrics <= room or (size == SMALLEST and width * metrics <= _WIDEST_NUMBERS):
            roomy = 60.0 if metrics <= 4 else 52.0 if metrics <= 8 else 44.0
            return size, max(width, math.floor(min(roomy, room / metrics)))
        size -= 1
    return 0.0, _cell(metrics, min(1_200.0, room), 6.0, 24.0)


def _cell(count: int, target: float, least: float, most: float) -> float:
    """Whole pixels, so that all cells look alike, unless there are more cells than pixels."""
    if not count:
        return most
    size = min(max(math.floor(target / count), least), most)
    return size if size * count <= _MOST_CELLS else _MOST_CELLS / count


def _notes(painting: Painting, grid: Grid, row_step: int, metric_step: int) -> str:
    """Return what the picture does not show, in words; ``""`` when it shows all."""
    if not grid.rows or not grid.metrics:
        return "no cells to draw"
    counts = ((grid.rows, "rows"), (grid.metrics, "metrics"))
    parts = [
        f"first {shown:,} of {shown + left:,} {noun} drawn"
        for (shown, noun), left in zip(counts, painting.left_out, strict=True)
        if left
    ]
    steps = ((row_step, "row"), (metric_step, "metric"))
    parts += [f"every {_ordinal(step)} {noun} is labelled" for step, noun in steps if step > 1]
    if parts or not grid.text_size:
        parts.append("numbers are in the table" if not grid.text_size else "all numbers are in the table")
    return "; ".join(parts)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@dataclass(frozen=True, slots=True)
class _Groups:
    """The names beside the cells, and the brackets and separators."""

    far: float
    """How far they reach to the right, px."""
    labels: list[Label] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def _group_names(groups: Sequence[str], measure: Measure) -> dict[str, str]:
    """The groups of rows with their names as they are drawn."""
    names = [name for name in dict.fromkeys(groups) if name]
    return dict(zip(names, shorten_all(names, _GROUP_LABEL / _SMALL, measure), strict=True))


def _lay_out_groups(groups: tuple[str, ...], names: dict[str, str], grid: Grid, measure: Measure) -> _Groups:
    """Place what `groups` has: one name per row, or nothing. Neighbours of one group share a name."""
    right = grid.right
    if not names or not grid.rows or not grid.metrics:
        return _Groups(right)
    runs = [list(rows) for _, rows in groupby(range(grid.rows), key=lambda row: groups[row])]
    # lines between all rows would set nothing apart
    are_apart = 2 * len(runs) <= grid.rows
    labels, lines = [], []
    for rows in runs:
        top = grid.y + rows[0] * grid.cell_height
        bottom = grid.y + (rows[-1] + 1) * grid.cell_height
        if rows[0] and are_apart:
            lines.append((grid.x - _BRACKET, top, right + _BRACKET, top))
        name = groups[rows[0]]
        if name and bottom - top >= _LEAST_GROUP:
            if len(rows) > 1:
                lines.append((right + _BRACKET, top + 3, right + _BRACKET, bottom - 3))
            y = (top + bottom) / 2 + MIDDLE * _SMALL
            labels.append(_group_label(name, names[name], rows, right + 2 * _BRACKET, y))
    ends = [label.x + measure(label.text) * _SMALL for label in labels]
    return _Groups(max(ends, default=right), labels, lines)


def _group_label(name: str, shown: str, rows: Sequence[int], x: float, y: float) -> Label:
    full = name if shown != name else ""
    about = f"group {rows[0]}" if len(rows) == 1 else ""
    return Label(x, y, shown, _SMALL, full=full, about=about)
