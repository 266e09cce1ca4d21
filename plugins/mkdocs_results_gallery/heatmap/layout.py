"""Where everything of a picture goes: pure geometry, in CSS pixels (1/96 inch), y downwards."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from mkdocs_results_gallery.heatmap.colour import ColourBar
from mkdocs_results_gallery.heatmap.geometry import DETAIL, MIDDLE, Box, CellText, Grid, Label, Layout, Line
from mkdocs_results_gallery.heatmap.spec import Painting
from mkdocs_results_gallery.heatmap.text_fit import Measure, shorten, wrap
from mkdocs_results_gallery.palettes import LEVELS, MISSING, colours, ink
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
    rows, metrics = painting.levels.shape
    row_labels = [shorten(label, _ROW_LABEL / _FONT, measure) for label in painting.rows]
    metric_labels = [shorten(label, _METRIC_LABEL / _FONT, measure) for label in painting.metrics]
    widest = max(map(measure, metric_labels), default=0.0)
    grid, angle = _grid(painting, widest, measure)

    row_size, row_step = _label_size(grid.cell_height)
    metric_size, metric_step = (_FONT, 1) if angle > -90 else _label_size(grid.cell_width)
    widest_row = max((measure(label) for label in row_labels[::row_step]), default=0.0)
    left = _MARGIN + widest_row * row_size + _SPACE
    lean = math.sin(math.radians(-angle))
    rise = widest * metric_size * lean + metric_size * (1 - 0.5 * lean)
    grid = _moved(grid, left, _MARGIN + rise + _SPACE)
    right, top, bottom = grid.x + grid.width, grid.y, grid.y + grid.height

    placed_rows = tuple(
        Label(
            left - _SPACE,
            top + (index + 0.5) * grid.cell_height + MIDDLE * row_size,
            row_labels[index],
            row_size,
            "end",
            full=_if_shortened(row_labels[index], painting.rows[index]),
            link=painting.row_links[index],
            about=f"row {index}",
        )
        for index in range(0, rows, row_step)
    )
    drop = MIDDLE * metric_size * lean
    placed_metrics = tuple(
        Label(
            left + (index + 0.5) * grid.cell_width + drop,
            top - _SPACE + drop * (angle > -90),
            metric_labels[index],
            metric_size,
            "start" if angle else "middle",
            angle,
            _if_shortened(metric_labels[index], painting.metrics[index]),
            painting.metric_links[index],
            f"metric {index}",
        )
        for index in range(0, metrics, metric_step)
    )
    if -90 < angle < 0:
        run = metric_size * math.cos(math.radians(angle))
        overhang = max(text.x + measure(text.text) * run for text in placed_metrics)
    else:
        overhang = right

    words: list[Label] = []
    bar = None
    bar_ticks: tuple[float, ...] = ()
    bar_words: list[Label] = []
    group_labels, group_lines, far_group = _lay_out_groups(painting.groups, grid, measure)
    side = far_group + 20
    low = top
    far = max(far_group, overhang)
    if painting.bar is not None and rows and metrics:
        bar = Box(side, top, 14, min(max(grid.height, 120.0), 320.0))
        bar_ticks, bar_words, far_bar = _bar_words(painting.bar, bar, measure)
        far, low = max(far, far_bar), bar.y + bar.height
    swatches: list[tuple[Box, int]] = []
    low += 16 if bar else 0
    for kind in _kinds_of(painting):
        swatches.append((Box(side, low, 14, 14), kind))
        name, marks = KIND_NAMES[kind], MISSING_KINDS[KIND_NAMES[kind]]
        word = marks.word if name == UNKNOWN else f"{marks.sign} {marks.word}"
        words.append(Label(side + 20, low + 7 + MIDDLE * _SMALL, word, _SMALL))
        far, low = max(far, side + 20 + measure(word) * _SMALL), low + 20
    low -= 6 if swatches else 16 if bar else 0
    width = max(far + _MARGIN, 180.0)
    # under the cells where there is room, so that a flat table has no blank above its notes
    beside = side - 20 - _MARGIN >= 240
    line_y = 6 + (bottom if beside else max(bottom, low))
    room = (side - 20 if beside else width - _MARGIN) - _MARGIN
    for line in wrap(_notes(painting, grid, row_step, metric_step), room / _SMALL, measure, 6):
        line_y += 16
        words.append(Label(_MARGIN, line_y, line, _SMALL))
        bottom = line_y
    bottom = max(bottom, low)
    return Layout(
        width=math.ceil(width),
        height=math.ceil(bottom + _MARGIN),
        grid=grid,
        row_labels=placed_rows,
        metric_labels=placed_metrics,
        bar=bar,
        bar_ticks=bar_ticks,
        bar_words=tuple(bar_words),
        words=tuple(words),
        swatches=tuple(swatches),
        group_labels=group_labels,
        group_lines=group_lines,
    )


def _grid(painting: Painting, widest_label: float, measure: Measure) -> tuple[Grid, float]:
    """Size of the cells, at 0, 0, and the angle of the metric labels: 0, -45 or -90 degrees."""
    rows, metrics = painting.levels.shape
    each = bool(painting.tooltips)
    if not each:
        height = _cell(rows, 1_600.0, 2.0, 20.0)
        width = _cell(metrics, 1_000.0, 3.0, 60.0 if metrics <= 4 else 36.0)
        grid = Grid(0, 0, width, height, rows, metrics, 0, 0, False)
        return grid, _angle(width, widest_label)
    height = 34.0 if rows <= 2 else 26.0
    if painting.details:
        height = 38.0
    if rows * height > 1_400:
        height = _cell(rows, 1_400.0, 13.0, height)
    size = float(min(_FONT, math.floor(height * (0.36 if painting.details else 0.72))))
    widest = max(map(measure, {text for line in painting.texts for text in line}), default=0.0)
    details = {text for line in painting.details for text in line}
    widest = max(widest, DETAIL * max(map(measure, details), default=0.0))
    width = 0.0
    while size >= _SMALLEST:
        width = max(widest * size + 12, size * 3.4)
        if width * metrics <= _WIDEST_NUMBERS:
            break
        size -= 1
    else:
        size, width = 0.0, _cell(metrics, 1_200.0, 6.0, 24.0)
    if size:
        roomy = 72.0 if metrics <= 4 else 56.0 if metrics <= 8 else 44.0
        width = max(width, min(roomy, _WIDEST_NUMBERS / metrics))
        upright = widest_label * _FONT + 12
        if upright <= 140 and upright * metrics <= 760:
            width = max(width, upright)
    gap = 2.0 if min(width, height) >= 12 else 1.0 if min(width, height) >= 5 else 0.0
    return Grid(0, 0, width, height, rows, metrics, gap, size, True), _angle(width, widest_label)


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
    size = min(_FONT, math.floor(room / _LINE * 2) / 2)
    if size >= _SMALLEST + 1:
        return size, 1
    return _SMALL - 1, math.ceil((_SMALL - 1) * _LINE / room)


def _moved(grid: Grid, x: float, y: float) -> Grid:
    return Grid(
        round(x, 1), round(y, 1), grid.cell_width, grid.cell_height,
        grid.rows, grid.metrics, grid.gap, grid.text_size, grid.each,
    )  # fmt: skip


def _bar_words(legend: ColourBar, bar: Box, measure: Measure) -> tuple[tuple[float, ...], list[Label], float]:
    """The y of each tick, the texts beside the bar, and how far they reach to the right."""
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
    return places, texts, far + 3


def _notes(painting: Painting, grid: Grid, row_step: int, metric_step: int) -> str:
    """What the picture does not show, in words; ``""`` when it shows all."""
    if not grid.rows or not grid.metrics:
        return "no cells to draw"
    parts = []
    for shown, left, noun in (
        (grid.rows, painting.left_out[0], "rows"),
        (grid.metrics, painting.left_out[1], "metrics"),
    ):
        if left:
            parts.append(f"first {shown:,} of {shown + left:,} {noun} drawn")
    for step, noun in ((row_step, "row"), (metric_step, "metric")):
        if step > 1:
            parts.append(f"every {_ordinal(step)} {noun} is labelled")
    if parts or not grid.text_size:
        parts.append("numbers are in the table" if not grid.text_size else "all numbers are in the table")
    return "; ".join(parts)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _if_shortened(drawn: str, whole: str) -> str:
    return whole if drawn != whole else ""


def _lay_out_groups(
    groups: tuple[str, ...], grid: Grid, measure: Measure
) -> tuple[tuple[Label, ...], tuple[Line, ...], float]:
    """The names beside the `grid`, the brackets and separators, and how far they reach to the right (px).

    `groups` has one name per row, or nothing at all. Neighbours of one group share a name and a bracket.
    """
    right = grid.x + grid.width
    if not any(groups) or not grid.rows or not grid.metrics:
        return (), (), right
    runs = [(name, list(rows)) for name, rows in groupby(range(grid.rows), key=lambda row: groups[row])]
    labels: list[Label] = []
    lines: list[Line] = []
    far = right
    for name, rows in runs:
        first, last = rows[0], rows[-1]
        top = grid.y + first * grid.cell_height
        bottom = grid.y + (last + 1) * grid.cell_height
        # lines between all rows would set nothing apart
        if first and 2 * len(runs) <= grid.rows:
            lines.append((grid.x - _BRACKET, top, right + _BRACKET, top))
        if not name or bottom - top < _LEAST_GROUP:
            continue
        if len(rows) > 1:
            lines.append((right + _BRACKET, top + 3, right + _BRACKET, bottom - 3))
        text = shorten(name, _GROUP_LABEL / _SMALL, measure)
        x = right + 2 * _BRACKET
        far = max(far, x + measure(text) * _SMALL)
        middle = (top + bottom) / 2 + MIDDLE * _SMALL
        about = f"group {first}" if len(rows) == 1 else ""
        labels.append(Label(x, middle, text, _SMALL, full=name if text != name else "", about=about))
    return tuple(labels), tuple(lines), far


def _kinds_of(painting: Painting) -> list[int]:
    """The reasons that occur in a figure, as positions in `KIND_NAMES`, for its legend.

    A figure whose cells are one image has one hatch for all of them.
    """
    is_missing = painting.levels == MISSING
    if not is_missing.any():
        return []
    if not painting.tooltips:
        return [KIND_NAMES.index(UNKNOWN)]
    return [int(kind) for kind in np.unique(painting.missing[is_missing])]


def cell_texts(painting: Painting, grid: Grid) -> Iterator[list[list[CellText]]]:
    """What stands in the cells, row by row: nothing, the sign of a reason, a number, or that and a detail."""
    inks = [ink(colour) for colour in colours(painting.palette)]
    middles = [grid.middle(metric) for metric in range(grid.metrics)]
    size = grid.text_size
    for row, levels in enumerate(painting.levels.tolist()):
        alone, above, below = grid.baselines(row)
        cells: list[list[CellText]] = []
        for metric, (x, level) in enumerate(zip(middles, levels, strict=True)):
            found: list[CellText] = []
            if size and level == MISSING:
                kind = KIND_NAMES[painting.missing[row, metric]]
                found = [CellText(x, alone, MISSING_KINDS[kind].sign, size, "")] if kind != UNKNOWN else []
            elif size and (text := painting.texts[row][metric]):
                detail = painting.details[row][metric] if painting.details else ""
                found = [CellText(x, above if detail else alone, text, size, inks[level])]
                if detail:
                    found.append(CellText(x, below, detail, grid.detail_size, inks[level]))
            cells.append(found)
        yield cells


def texts_of(layout: Layout) -> Sequence[Label]:
    """All texts outside the cells."""
    return (*layout.row_labels, *layout.metric_labels, *layout.group_labels, *layout.bar_words, *layout.words)
