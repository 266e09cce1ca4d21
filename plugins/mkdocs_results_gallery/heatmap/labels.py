"""What is written around the cells: the names of rows and columns, and the legend above them.

A name stands in a line, in several, slanted or shortened, as there is room. The legend says what the colours
mean, and why cells are missing; it is no wider than a telephone, so that it is in sight where the cells are
scrolled.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from mkdocs_results_gallery.heatmap.geometry import (
    LINE,
    MARGIN,
    MIDDLE,
    SMALLEST,
    SPACE,
    TICK,
    WITHIN,
    Bar,
    Box,
    Grid,
    Label,
    Span,
)
from mkdocs_results_gallery.heatmap.painting import ColourBar, Painting
from mkdocs_results_gallery.heatmap.text_fit import Measure, clean, shorten, shorten_all, whole, wrap
from mkdocs_results_gallery.palettes import LEVELS, MISSING
from mkdocs_results_gallery.words.missing import (
    BASELINE_KINDS,
    CHANGE_KINDS,
    MARK_NAMES,
    MARKS,
    NO_DIFFERENCE,
    OFF_SCALE,
    UNKNOWN,
    UNKNOWN_OR_OFF,
)

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


_LEGEND_LEFT = MARGIN + 4
_LEGEND_WIDTH = 308.0
_WORD_SIZE = 11.0
"""Of the words, px."""
_TICK_SIZE = 10.0
_BAR = 168.0, 10.0
"""Width and height of a bar; where its words need more, it is wider."""
_APART = 8.0
"""Between two texts on a line, px."""
_OVER = _LEGEND_LEFT - 2
"""How far a number may reach over the end of its bar, px; words end with it."""
_SWATCH = 14.0
_REASONS_HEIGHT = 18.0
"""Height of a line of reasons, px."""


@dataclass(slots=True)
class Legend:
    """What stands above the cells."""

    bottom: float
    """Where it ends, px."""
    right: float = 0.0
    """How far it reaches to the right, px."""
    bars: list[Bar] = field(default_factory=list)
    words: list[Label] = field(default_factory=list)
    """Beside the swatches."""
    swatches: list[tuple[Box, int]] = field(default_factory=list)


def legend_of(painting: Painting, measure: Measure) -> Legend:
    """Place the legend of a painting in the upper left corner. Those that have it in common share it."""
    if not painting.levels.size:
        return Legend(MARGIN)
    return _placed(painting.bars, tuple(_kinds_of(painting)), measure)


@lru_cache(maxsize=1_024)
def _placed(bars: tuple[ColourBar, ...], kinds: tuple[int, ...], measure: Measure) -> Legend:
    legend = Legend(MARGIN)
    for colours in bars:
        _add_bar(legend, colours, measure)
    _add_reasons(legend, kinds, measure)
    return legend


def _add_bar(legend: Legend, colours: ColourBar, measure: Measure) -> None:
    texts = [shorten(words, _LEGEND_WIDTH / 2 / _TICK_SIZE, measure) for _, words in colours.ticks]
    needed = sum(measure(text) * _TICK_SIZE + _APART for text in (texts if len(texts) < 4 else ()))
    width = min(max(_BAR[0], needed), _LEGEND_WIDTH)
    beside = _LEGEND_LEFT + width + 14
    title = clean(colours.title)
    lines = wrap(title, (_LEGEND_LEFT + _LEGEND_WIDTH - beside) / _WORD_SIZE, measure, 3)
    is_beside = len(lines) < 3 and " ".join(lines) == title
    if not is_beside:
        lines, beside = wrap(title, _LEGEND_WIDTH / _WORD_SIZE, measure, 3), _LEGEND_LEFT
    top = legend.bottom + (0.0 if is_beside else len(lines) * _WORD_SIZE * LINE + 2)
    box = Box(_LEGEND_LEFT, top, width, _BAR[1])
    first = legend.bottom + (_WORD_SIZE - 1 if not is_beside or len(lines) > 1 else 0.85 * _WORD_SIZE)
    said = _title_labels(colours, title, lines, beside, first)
    ticks, words = _ticks(colours, texts, box, measure)
    legend.bars.append(Bar(box, colours.palette, ticks, (*words, *said)))
    legend.bottom = top + _BAR[1] + TICK + _TICK_SIZE * LINE + 4
    ends = [label.x + measure(label.text) * _WORD_SIZE for label in said]
    legend.right = max(legend.right, box.x + width, *ends)


def _names_in(lines: Sequence[str], names: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """Return where `names`, places in a whole title, stand in each of the `lines` that it was broken into."""
    at = 0
    for line in lines:
        end = at + len(line)
        yield tuple(
            (max(one, at) - at, min(other, end) - at) for one, other in names if one < end > at < other
        )
        at = end + 1


def _title_labels(
    colours: ColourBar, title: str, lines: Sequence[str], x: float, first: float
) -> list[Label]:
    """The `lines` of a bar's title; `first` is the y of the uppermost."""
    is_whole = " ".join(lines) == title
    full = "" if is_whole else title
    names = _names_in(lines, colours.names) if is_whole else ((),) * len(lines)
    return [
        Label(x, first + number * _WORD_SIZE * LINE, line, _WORD_SIZE, full=full, names=marks)
        for number, (line, marks) in enumerate(zip(lines, names, strict=True))
    ]


def _ticks(
    colours: ColourBar, texts: Sequence[str], box: Box, measure: Measure
) -> tuple[tuple[float, ...], list[Label]]:
    """Return the x of each tick mark, and the texts below, without ticks whose texts would touch others."""
    places = tuple(box.x + box.width * level / (LEVELS - 1) for level, _ in colours.ticks)
    y = box.y + box.height + TICK + 0.8 * _TICK_SIZE
    spans: list[tuple[float, float]] = []
    marks, labels = [], []
    # both ends and what has words come first; numbers between them are told by their neighbours
    order = sorted(
        range(len(texts)), key=lambda at: (at not in (0, len(texts) - 1), not texts[at][-1:].isalpha())
    )
    for at in order:
        width = measure(texts[at]) * _TICK_SIZE
        over = 0.0 if texts[at][:1].isalpha() else _OVER
        start = min(max(places[at] - width / 2, box.x - over), box.x + box.width + over - width)
        if all(start >= end + _APART or start + width + _APART <= begin for begin, end in spans):
            spans.append((start, start + width))
            marks.append(places[at])
            full = colours.ticks[at][1] if texts[at] != colours.ticks[at][1] else ""
            labels.append(Label(start + width / 2, y, texts[at], _TICK_SIZE, "middle", full=full))
    return tuple(sorted(marks)), sorted(labels, key=lambda label: label.x)


def _add_reasons(legend: Legend, kinds: Sequence[int], measure: Measure) -> None:
    x = _LEGEND_LEFT
    for kind in kinds:
        name, marks = MARK_NAMES[kind], MARKS[MARK_NAMES[kind]]
        word = marks.word if name == UNKNOWN else f"{marks.sign} {marks.word}".strip()
        width = _SWATCH + 6 + measure(word) * _WORD_SIZE
        if x > _LEGEND_LEFT and x + width > _LEGEND_LEFT + _LEGEND_WIDTH:
            x, legend.bottom = _LEGEND_LEFT, legend.bottom + _REASONS_HEIGHT
        legend.swatches.append((Box(x, legend.bottom, _SWATCH, _SWATCH), kind))
        legend.words.append(
            Label(x + _SWATCH + 6, legend.bottom + _SWATCH / 2 + MIDDLE * _WORD_SIZE, word, _WORD_SIZE)
        )
        legend.right = max(legend.right, x + width)
        x += width + 2 * _APART
    if kinds:
        legend.bottom += _REASONS_HEIGHT


def _kinds_of(painting: Painting) -> list[int]:
    """Return the reasons that occur in a figure, as positions in `MARK_NAMES`, for its legend.

    A figure whose cells are one image has one hatch for all of them.
    """
    kinds = [int(kind) for kind in np.unique(painting.missing[painting.levels == MISSING])]
    if painting.tooltips or not kinds:
        return kinds
    names = {MARK_NAMES[kind] for kind in kinds}
    if names & (CHANGE_KINDS.keys() | BASELINE_KINDS.keys()):
        return [MARK_NAMES.index(NO_DIFFERENCE)]
    name = OFF_SCALE if names == {OFF_SCALE} else UNKNOWN_OR_OFF if OFF_SCALE in names else UNKNOWN
    return [MARK_NAMES.index(name)]
