"""The nouns of a layout: texts, boxes, the grid of cells. CSS pixels (1/96 inch), y downwards."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_SIDE = 4_000
"""Width and height of a figure, at most, px."""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text."""

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


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; x, y is its upper left corner."""

    x: float
    y: float
    width: float
    height: float


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

    def cell(self, row: int, metric: int) -> Box:
        """The coloured part of one cell."""
        half = self.gap / 2
        return Box(
            self.x + metric * self.cell_width + half,
            self.y + row * self.cell_height + half,
            self.cell_width - self.gap,
            self.cell_height - self.gap,
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture that only needs to be written down."""

    width: float
    height: float
    """Both at most `LONGEST_SIDE`."""
    grid: Grid
    row_labels: tuple[Text, ...]
    metric_labels: tuple[Text, ...]
    bar: Box | None
    """The colours, level 100 on top."""
    bar_ticks: tuple[float, ...]
    """y of each tick mark."""
    bar_words: tuple[Text, ...]
    """Ticks and title of the bar."""
    words: tuple[Text, ...]
    """The legend of missing cells, notes."""
    swatches: tuple[tuple[Box, int], ...]
    """The hatched boxes of the legend, each with the position of its reason in `model.MISSING_KINDS`."""
    group_labels: tuple[Text, ...]
    group_lines: tuple[tuple[float, float, float, float], ...]
    """x1, y1, x2, y2 of brackets and of what separates groups."""
