"""The names of rows and columns: in a line, in several, slanted or shortened, as there is room."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_results_gallery.heatmap.geometry import LINE, MIDDLE, SMALLEST, SPACE, WITHIN, Grid, Label
from mkdocs_results_gallery.heatmap.painting import Painting
from mkdocs_results_gallery.heatmap.text_fit import Measure, shorten_all, whole

SIZE = 12.0
_WRAPPED = 11.0
"""Font size of a column's name in several lines."""
_WRAPPED_ROW = 10.0, 2
WRAPPED_HEIGHT = 26.0
"""A row whose name has two lines is at least this high, px."""
_ROW = 152.0
"""Width of a row's name: two columns have room beside it on a telephone."""
_SLANTED = 180.0
_WIDENED = (2, 100.0), (3, 140.0)
"""How many lines a column's name may have, and how wide cells may be for it; the first is better."""
_STEP = 8.0
"""Wider and wider cells are tried in such steps, px."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The names of all rows, or of all columns, as they are drawn."""

    lines: list[tuple[str, ...]]
    """One or more lines each."""
    size: float
    """Of the font, px."""
    step: int = 1
    """Each n-th of them has a place."""
    angle: float = 0.0
    """0, -45 or -90 degrees."""

    @property
    def has_several_lines(self) -> bool:
        """Whether a name has more than one."""
        return max(map(len, self.lines), default=1) > 1

    @property
    def lean(self) -> float:
        """The share of a name's length by which it rises."""
        return math.sin(math.radians(-self.angle))

    def width(self, measure: Measure) -> float:
        """Of the longest name that is drawn, px, as if it were level."""
        return self.size * max(
            (measure(line) for lines in self.lines[:: self.step] for line in lines), default=0.0
        )

    def rise(self, measure: Measure) -> float:
        """Height above the cells, px."""
        if not self.angle:
            return self.size * WITHIN * max(map(len, self.lines), default=0)
        return self.width(measure) * self.lean + self.size * (1 - 0.5 * self.lean)

    def reach(self, measure: Measure) -> float:
        """How far the last name reaches to the right of its column's middle, px."""
        drawn = self.lines[:: self.step]
        if not -90 < self.angle < 0 or not drawn:
            return 0.0
        return self.size * measure(drawn[-1][0]) * math.cos(math.radians(self.angle))


def row_heads(names: Sequence[str], height: float, measure: Measure) -> Heads:
    """The names of rows that are `height` px high; in two lines where that keeps them whole."""
    size, step = _font(height)
    if step == 1 and size == SIZE and any(measure(name) * SIZE > _ROW for name in names):
        small, count = _WRAPPED_ROW
        lines = [whole(name, _ROW / small, measure, count) for name in names]
        if all(lines):
            return Heads(lines, small)
    return Heads([(name,) for name in shorten_all(names, _ROW / size, measure)], size, step)


def column_heads(names: Sequence[str], least: float, most: float, measure: Measure) -> tuple[Heads, float]:
    """The names of columns whose cells are `least` to `most` px wide, and how wide they are best."""
    for count, widest in _WIDENED:
        width = least
        while width <= max(least, min(most, widest)):
            heads = _level(names, width, count, measure)
            if heads:
                return heads, width
            width += _STEP
    size, step, angle = (SIZE, 1, -45.0) if least >= 20 else (*_font(least), -90.0)
    return Heads([(name,) for name in shorten_all(names, _SLANTED / SIZE, measure)], size, step, angle), least


def _level(names: Sequence[str], width: float, count: int, measure: Measure) -> Heads | None:
    """All names in at most `count` level lines, whole; None where one does not fit."""
    if all(len(name) * SIZE < 4 * width and measure(name) * SIZE + 8 <= width for name in names):
        return Heads([(name,) for name in names], SIZE)
    lines = []
    for name in names:
        found = whole(name, (width - 6) / _WRAPPED, measure, count)
        if not found:
            return None
        lines.append(found)
    return Heads(lines, _WRAPPED)


def _font(room: float) -> tuple[float, int]:
    """Font size of names that are `room` px apart, and that only each n-th of them has a place."""
    if (size := min(SIZE, math.floor(room / LINE * 2) / 2)) >= SMALLEST:
        return size, 1
    return SMALLEST + 1, math.ceil((SMALLEST + 1) * LINE / room)


def row_labels(painting: Painting, heads: Heads, grid: Grid) -> Iterator[Label]:
    """Place the names of the rows at the left of the cells."""
    x, first_y = grid.x - SPACE, grid.y + grid.cell_height / 2 + MIDDLE * heads.size
    line = heads.size * WITHIN
    for row in range(0, grid.rows, heads.step):
        lines, name = heads.lines[row], painting.rows[row]
        y = first_y + row * grid.cell_height - (len(lines) - 1) / 2 * line
        full = _whole_name(lines, name)
        link = painting.row_links[row]
        yield Label(x, y, lines[0], heads.size, "end", 0.0, full, link, f"row {row}", lines[1:])


def column_labels(painting: Painting, heads: Heads, grid: Grid) -> Iterator[Label]:
    """Place the names of the columns above the cells."""
    drop = MIDDLE * heads.size * heads.lean
    bottom = grid.y - SPACE + drop * (heads.angle > -90)
    anchor = "start" if heads.angle else "middle"
    for column in range(0, grid.metrics, heads.step):
        lines, link = heads.lines[column], painting.metric_links[column]
        x = grid.x + (column + 0.5) * grid.cell_width + drop
        y = bottom - (len(lines) - 1) * heads.size * WITHIN
        full = _whole_name(lines, painting.metrics[column])
        about = f"metric {column}"
        yield Label(x, y, lines[0], heads.size, anchor, heads.angle, full, link, about, lines[1:])


def _whole_name(lines: Sequence[str], name: str) -> str:
    """The `name` where its `lines` leave some of it out, else ``""``."""
    return "" if len(lines) > 1 or lines[0] == name else name
