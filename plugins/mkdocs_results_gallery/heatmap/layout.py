"""Where everything of a picture goes: pure geometry, in CSS pixels (1/96 inch), y downwards."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import numpy as np

from mkdocs_results_gallery.heatmap.geometry import DETAIL, MIDDLE, Bar, Box, Grid, Label, Layout, Line
from mkdocs_results_gallery.heatmap.painting import ColourBar, Painting
from mkdocs_results_gallery.heatmap.text_fit import Measure, shorten, wrap
from mkdocs_results_gallery.palettes import LEVELS, MISSING
from mkdocs_results_gallery.words.missing import KIND_NAMES, MISSING_KINDS, UNKNOWN

_MARGIN = 8.0
_SPACE = 8.0
"""Between labels and cells."""
_FONT = 12.0
_SMALL = 11.0
_SMALLEST = 7.0
"""Below this font size nothing is written."""
_LINE = 1.2
"""Line height in em."""
_ROW_LABEL = 230.0
_METRIC_LABEL = 170.0
_MOST_CELLS = 3_500.0
"""Height or width of all cells together, at most, px; leaves room for labels below `LONGEST_SIDE`."""
_WIDEST_NUMBERS = 1_500.0
"""Cells with numbers are together at most this wide, px; wider figures can't be read on a page."""
_GROUP_LABEL = 150.0
_LEAST_GROUP = 12.0
"""A run of rows that is lower than this, px, has no room for its group's name."""
_BRACKET = 6.0
"""From the cells to a group's bracket, and on to its name."""


def lay_out(painting: Painting, measure: Measure) -> Layout:
    """Find a place for everything. `measure` knows the font."""
    names = [shorten(name, _METRIC_LABEL / _FONT, measure) for name in painting.metrics]
    widest = max(map(measure, names), default=0.0)
    grid, angle = _grid(painting, widest, measure)
    columns = _Heads(names, *((_FONT, 1) if angle > -90 else _label_size(grid.cell_width)), angle)
    names = [shorten(name, _ROW_LABEL / _FONT, measure) for name in painting.rows]
    rows = _Heads(names, *_label_size(grid.cell_height))
    widest_row = max(map(measure, rows.drawn), default=0.0)
    rise = widest * columns.size * columns.lean + columns.size * (1 - 0.5 * columns.lean)
    left, top = _MARGIN + widest_row * rows.size + _SPACE, _MARGIN + rise + _SPACE
    grid = replace(grid, x=round(left, 1), y=round(top, 1))
    metric_labels = _metric_labels(painting, columns, grid)
    groups = _lay_out_groups(painting.groups, grid, measure)
    legend = _legend(painting, grid, groups.far + 20, measure)
    far = max(groups.far, columns.far(metric_labels, grid, measure), legend.far)
    width = max(far + _MARGIN, 180.0)
    notes, bottom = _foot(_notes(painting, grid, rows.step, columns.step), grid, legend, width, measure)
    return Layout(
        width=math.ceil(width),
        height=math.ceil(bottom + _MARGIN),
        grid=grid,
        row_labels=_row_labels(painting, rows, grid),
        metric_labels=metric_labels,
        bars=tuple(legend.bars),
        words=(*legend.words, *notes),
        swatches=tuple(legend.swatches),
        group_labels=tuple(groups.labels),
        group_lines=tuple(groups.lines),
    )


@dataclass(frozen=True, slots=True)
class _Heads:
    """The names of all rows, or of all metrics, as they are drawn."""

    names: list[str]
    """Shortened to what there is room for."""
    size: float
    """Of the font, px."""
    step: int
    """Each n-th of them has a place."""
    angle: float = 0.0
    """0, -45 or -90 degrees."""

    @property
    def drawn(self) -> list[str]:
        """The names that have a place."""
        return self.names[:: self.step]

    @property
    def lean(self) -> float:
        """The share of a name's length by which it rises."""
        return math.sin(math.radians(-self.angle))

    def far(self, labels: Sequence[Label], grid: Grid, measure: Measure) -> float:
        """How far the `labels` of metrics reach to the right, px."""
        if not -90 < self.angle < 0:
            return grid.right
        run = self.size * math.cos(math.radians(self.angle))
        return max(label.x + measure(label.text) * run for label in labels)


def _row_labels(painting: Painting, heads: _Heads, grid: Grid) -> tuple[Label, ...]:
    return tuple(
        Label(
            grid.x - _SPACE,
            grid.y + (index + 0.5) * grid.cell_height + MIDDLE * heads.size,
            heads.names[index],
            heads.size,
            "end",
            full=_if_shortened(heads.names[index], painting.rows[index]),
            link=painting.row_links[index],
            about=f"row {index}",
        )
        for index in range(0, grid.rows, heads.step)
    )


def _metric_labels(painting: Painting, heads: _Heads, grid: Grid) -> tuple[Label, ...]:
    drop = MIDDLE * heads.size * heads.lean
    return tuple(
        Label(
            grid.x + (index + 0.5) * grid.cell_width + drop,
            grid.y - _SPACE + drop * (heads.angle > -90),
            heads.names[index],
            heads.size,
            "start" if heads.angle else "middle",
            heads.angle,
            _if_shortened(heads.names[index], painting.metrics[index]),
            painting.metric_links[index],
            f"metric {index}",
        )
        for index in range(0, grid.metrics, heads.step)
    )


@dataclass(slots=True)
class _Legend:
    """What stands at the right of the cells: the colours, and below them the reasons of missing cells."""

    side: float
    """Where it begins, px."""
    low: float
    """Where it ends, px."""
    far: float = 0.0
    """How far it reaches to the right, px."""
    bars: list[Bar] = field(default_factory=list)
    words: list[Label] = field(default_factory=list)
    """Beside the swatches."""
    swatches: list[tuple[Box, int]] = field(default_factory=list)


def _legend(painting: Painting, grid: Grid, side: float, measure: Measure) -> _Legend:
    legend = _Legend(side, grid.y)
    low = grid.y
    left = side
    for colours in painting.bars if grid.rows and grid.metrics else ():
        box = Box(left, grid.y, 14, min(max(grid.height, 120.0), 320.0))
        bar, legend.far = _bar(colours, box, measure)
        legend.bars.append(bar)
        legend.low = box.y + box.height
        low, left = legend.low + 16, legend.far + 16
    for kind in _kinds_of(painting):
        name, marks = KIND_NAMES[kind], MISSING_KINDS[KIND_NAMES[kind]]
        word = marks.word if name == UNKNOWN else f"{marks.sign} {marks.word}"
        legend.swatches.append((Box(side, low, 14, 14), kind))
        legend.words.append(Label(side + 20, low + 7 + MIDDLE * _SMALL, word, _SMALL))
        legend.far = max(legend.far, side + 20 + measure(word) * _SMALL)
        legend.low = low + 14
        low += 20
    return legend


def _foot(
    text: str, grid: Grid, legend: _Legend, width: float, measure: Measure
) -> tuple[list[Label], float]:
    """Return the lines of a `text`, and where the picture ends, px."""
    # under the cells where there is room, so that a flat table gets no empty space above its notes
    is_beside = legend.side - 20 - _MARGIN >= 240
    y = 6 + (grid.bottom if is_beside else max(grid.bottom, legend.low))
    room = (legend.side - 20 if is_beside else width - _MARGIN) - _MARGIN
    lines = wrap(text, room / _SMALL, measure, 6)
    labels = [Label(_MARGIN, y + 16 * number, line, _SMALL) for number, line in enumerate(lines, start=1)]
    return labels, max(labels[-1].y if labels else grid.bottom, legend.low)


def _grid(painting: Painting, widest_label: float, measure: Measure) -> tuple[Grid, float]:
    """Size of the cells, at 0, 0, and the angle of the metric labels: 0, -45 or -90 degrees."""
    rows, metrics = painting.levels.shape
    each = bool(painting.tooltips)
    size = gap = 0.0
    if each:
        height = _row_height(rows, has_details=bool(painting.details))
        size, width = _number_size(painting, height, measure)
        width = _roomy(width, metrics, widest_label) if size else width
        gap = 2.0 if min(width, height) >= 12 else 1.0 if min(width, height) >= 5 else 0.0
    else:
        height = _cell(rows, 1_600.0, 2.0, 20.0)
        width = _cell(metrics, 1_000.0, 3.0, 60.0 if metrics <= 4 else 36.0)
    return Grid(0, 0, width, height, rows, metrics, gap, size, each), _angle(width, widest_label)


def _row_height(rows: int, *, has_details: bool) -> float:
    height = 38.0 if has_details else 34.0 if rows <= 2 else 26.0
    return height if rows * height <= 1_400 else _cell(rows, 1_400.0, 13.0, height)


def _number_size(painting: Painting, height: float, measure: Measure) -> tuple[float, float]:
    """Font size of the numbers in cells of a `height`, 0 where none fit, and the width of a cell."""
    metrics = painting.levels.shape[1]
    size = float(min(_FONT, math.floor(height * (0.36 if painting.details else 0.72))))
    widest = max(map(measure, {text for line in painting.texts for text in line}), default=0.0)
    details = {text for line in painting.details for text in line}
    widest = max(widest, DETAIL * max(map(measure, details), default=0.0))
    while size >= _SMALLEST:
        width = max(widest * size + 12, size * 3.4)
        if width * metrics <= _WIDEST_NUMBERS:
            return size, width
        size -= 1
    return 0.0, _cell(metrics, 1_200.0, 6.0, 24.0)


def _roomy(width: float, metrics: int, widest_label: float) -> float:
    """Return a wider cell where there is room, at best for labels that need not lean."""
    roomy = 72.0 if metrics <= 4 else 56.0 if metrics <= 8 else 44.0
    width = max(width, min(roomy, _WIDEST_NUMBERS / metrics))
    upright = widest_label * _FONT + 12
    return max(width, upright) if upright <= 140 and upright * metrics <= 760 else width


def _cell(count: int, target: float, least: float, most: float) -> float:
    """Whole pixels, so that all cells look alike, unless there are more cells than pixels."""
    if not count:
        return most
    size = min(max(math.floor(target / count), least), most)
    return size if size * count <= _MOST_CELLS else _MOST_CELLS / count


def _angle(cell_width: float, widest_label: float) -> float:
    if widest_label * _FONT + 8 <= cell_width:
        return 0.0
    return -45.0 if cell_width >= 20 else -90.0


def _label_size(room: float) -> tuple[float, int]:
    """Font size of labels that are `room` px apart, and that only each n-th of them has a place."""
    if (size := min(_FONT, math.floor(room / _LINE * 2) / 2)) >= _SMALLEST + 1:
        return size, 1
    return _SMALL - 1, math.ceil((_SMALL - 1) * _LINE / room)


def _bar(legend: ColourBar, bar: Box, measure: Measure) -> tuple[Bar, float]:
    """Return a bar with the texts beside it, and how far they reach to the right."""
    places = tuple(bar.y + bar.height * (1 - level / (LEVELS - 1)) for level, _ in legend.ticks)
    x = bar.x + bar.width + 8
    texts = []
    widest = 0.0
    for y, (_, words) in zip(places, legend.ticks, strict=True):
        text = shorten(words, 190 / _SMALL, measure)
        widest = max(widest, measure(text) * _SMALL)
        texts.append(Label(x, y + MIDDLE * _SMALL, text, _SMALL, full=_if_shortened(text, words)))
    far = x + widest
    lines = wrap(legend.title, bar.height / _SMALL, measure, 3)
    for line in lines:
        far += _SMALL * _LINE + 2
        full = legend.title if lines[-1].endswith("…") else ""
        texts.append(Label(far, bar.y + bar.height / 2, line, _SMALL, "middle", -90.0, full))
    return Bar(bar, legend.palette, places, tuple(texts)), far + 3


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


def _if_shortened(drawn: str, whole: str) -> str:
    return whole if drawn != whole else ""


@dataclass(frozen=True, slots=True)
class _Groups:
    """The names beside the cells, and the brackets and separators."""

    far: float
    """How far they reach to the right, px."""
    labels: list[Label] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def _lay_out_groups(groups: tuple[str, ...], grid: Grid, measure: Measure) -> _Groups:
    """Place what `groups` has: one name per row, or nothing. Neighbours of one group share a name."""
    right = grid.right
    if not any(groups) or not grid.rows or not grid.metrics:
        return _Groups(right)
    runs = [list(rows) for _, rows in groupby(range(grid.rows), key=lambda row: groups[row])]
    labels, lines = [], []
    for rows in runs:
        top = grid.y + rows[0] * grid.cell_height
        bottom = grid.y + (rows[-1] + 1) * grid.cell_height
        # lines between all rows would set nothing apart
        if rows[0] and 2 * len(runs) <= grid.rows:
            lines.append((grid.x - _BRACKET, top, right + _BRACKET, top))
        if not groups[rows[0]] or bottom - top < _LEAST_GROUP:
            continue
        if len(rows) > 1:
            lines.append((right + _BRACKET, top + 3, right + _BRACKET, bottom - 3))
        labels.append(_group_label(groups[rows[0]], rows, right, (top + bottom) / 2, measure))
    ends = [label.x + measure(label.text) * _SMALL for label in labels]
    return _Groups(max(ends, default=right), labels, lines)


def _group_label(name: str, rows: list[int], right: float, middle: float, measure: Measure) -> Label:
    text = shorten(name, _GROUP_LABEL / _SMALL, measure)
    about = f"group {rows[0]}" if len(rows) == 1 else ""
    y = middle + MIDDLE * _SMALL
    return Label(right + 2 * _BRACKET, y, text, _SMALL, full=_if_shortened(text, name), about=about)


def _kinds_of(painting: Painting) -> list[int]:
    """Return the reasons that occur in a figure, as positions in `KIND_NAMES`, for its legend.

    A figure whose cells are one image has one hatch for all of them.
    """
    missing = painting.levels == MISSING
    if not painting.tooltips:
        return [KIND_NAMES.index(UNKNOWN)] if missing.any() else []
    return [int(kind) for kind in np.unique(painting.missing[missing])]
