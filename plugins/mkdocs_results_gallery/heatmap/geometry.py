"""The nouns of a layout: texts, boxes, the grid of cells. CSS pixels (1/96 inch), y downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

LONGEST_SIDE = 4_000
"""Width and height of a figure, at most, px."""


MARGIN = 8.0
"""Around everything, px."""
SPACE = 8.0
"""Between labels and cells, px."""
LINE = 1.2
"""Line height, em."""
WITHIN = 1.1
"""Line height within one name, em: what belongs together is nearer than what does not."""
MIDDLE = 0.35
"""From a line's middle down to its baseline, em; half the height of a digit in common sans-serif fonts."""
GROUP_OPACITY = 0.55
"""Of the lines that set groups apart."""
TICK = 4.0
"""Length of a tick mark of the colour bar, px."""
SMALLEST = 9.0
"""Below this font size nothing is written, px."""

Line = tuple[float, float, float, float]
"""x1, y1, x2, y2"""
Span = tuple[int, int]
"""Where a part of a text starts and ends."""


class Label(NamedTuple):
    """One line of text outside the cells; a tuple, because there are many."""

    x: float
    y: float
    """The anchor, on the baseline."""
    text: str
    size: float
    """px"""
    anchor: str = "start"
    """``start``, ``middle`` or ``end``."""
    angle: float = 0.0
    """Degrees clockwise around the anchor."""
    full: str = ""
    """The whole text where `text` is shortened, else ``""``."""
    link: str = ""
    """A page URI, or ``""``."""
    about: str = ""
    """Which row or column it names, or which single row's group: ``row 3``, ``metric 0``, ``group 3``; ``""``
    for none."""
    more: tuple[str, ...] = ()
    """Further lines below, `WITHIN` apart."""
    names: tuple[Span, ...] = ()
    """Where the user's words stand in a text that has words of ours too."""


class Box(NamedTuple):
    """A rectangle; x, y is its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The colours of one palette, level 100 at the right, and what they mean."""

    box: Box
    palette: str
    """A key of `palettes.PALETTES`."""
    ticks: tuple[float, ...]
    """x of each tick mark."""
    words: tuple[Label, ...]
    """Its ticks and its title."""


def detail_size(text_size: float) -> float:
    """Font size of the second line in a cell whose first has `text_size`, px."""
    return max(SMALLEST, 0.8 * text_size)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells."""

    x: float
    y: float
    cell_width: float
    cell_height: float
    """Distance from one cell to the next, gap included."""
    rows: int
    metrics: int
    gap: float
    """Empty space between two cells."""
    text_size: float
    """Of the numbers in the cells; 0: none are written."""
    each: bool
    """True: every cell is an element with a tooltip; False: all cells are one image."""

    @property
    def width(self) -> float:
        """Of all cells."""
        return self.cell_width * self.metrics

    @property
    def height(self) -> float:
        """Of all cells."""
        return self.cell_height * self.rows

    @property
    def right(self) -> float:
        """x where the cells end."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """y where the cells end."""
        return self.y + self.height

    @property
    def detail_size(self) -> float:
        """Of the second line in a cell."""
        return detail_size(self.text_size)

    def middle(self, metric: int) -> float:
        """x of the texts in one column, which are centred."""
        return self.left(metric) + (self.cell_width - self.gap) / 2

    def baselines(self, row: int) -> tuple[float, float, float]:
        """y of a text that stands alone in its cell, of one above a second line, and of that second line."""
        alone = self.y + row * self.cell_height + (self.cell_height / 2 + MIDDLE * self.text_size)
        lift = 0.55 * self.text_size
        return alone, alone - lift, alone + 1.25 * lift

    def left(self, metric: int) -> float:
        """x where the coloured part of a column's cells begins."""
        return self.x + metric * self.cell_width + self.gap / 2

    def top(self, row: int) -> float:
        """y where the coloured part of a row's cells begins."""
        return self.y + row * self.cell_height + self.gap / 2

    def cell(self, row: int, metric: int) -> Box:
        """Return the coloured part of one cell."""
        return Box(self.left(metric), self.top(row), self.cell_width - self.gap, self.cell_height - self.gap)


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture that only needs to be written down."""

    width: float
    height: float
    """Both at most `LONGEST_SIDE`."""
    grid: Grid
    row_labels: tuple[Label, ...]
    metric_labels: tuple[Label, ...]
    bars: tuple[Bar, ...]
    """One per palette in use."""
    words: tuple[Label, ...]
    """The legend of missing cells, notes."""
    swatches: tuple[tuple[Box, int], ...]
    """The hatched boxes of the legend, each with its reason: a position in `words.missing.MARK_NAMES`."""
    group_labels: tuple[Label, ...]
    group_lines: tuple[Line, ...]
    """Brackets, and what separates groups."""

    @property
    def labels(self) -> tuple[Label, ...]:
        """All texts outside the cells."""
        bars = (label for bar in self.bars for label in bar.words)
        return (*self.row_labels, *self.metric_labels, *self.group_labels, *bars, *self.words)
