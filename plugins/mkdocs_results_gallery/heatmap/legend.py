"""The legend of a figure, above its cells: what the colours mean, and the reasons of missing cells.

It is no wider than a telephone, so that it is in sight where the cells are scrolled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from mkdocs_results_gallery.heatmap.geometry import LINE, MARGIN, MIDDLE, TICK, Bar, Box, Label
from mkdocs_results_gallery.heatmap.painting import ColourBar, Painting
from mkdocs_results_gallery.heatmap.text_fit import Measure, shorten, wrap
from mkdocs_results_gallery.palettes import LEVELS, MISSING
from mkdocs_results_gallery.words.missing import MARK_NAMES, MARKS, OFF_SCALE, UNKNOWN, UNKNOWN_OR_OFF

_LEFT = MARGIN + 4
_WIDTH = 308.0
_SIZE = 11.0
"""Of the words, px."""
_TICK_SIZE = 10.0
_BAR = 168.0, 10.0
"""Width and height of a bar; where its words need more, it is wider."""
_APART = 8.0
"""Between two texts on a line, px."""
_OVER = _LEFT - 2
"""How far a number may reach over the end of its bar, px; words end with it."""
_SWATCH = 14.0
_ROW = 18.0
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
    texts = [shorten(words, _WIDTH / 2 / _TICK_SIZE, measure) for _, words in colours.ticks]
    needed = sum(measure(text) * _TICK_SIZE + _APART for text in (texts if len(texts) < 4 else ()))
    width = min(max(_BAR[0], needed), _WIDTH)
    beside = _LEFT + width + 14
    lines = wrap(colours.title, (_LEFT + _WIDTH - beside) / _SIZE, measure, 3)
    is_beside = len(lines) < 3 and not any(line.endswith("…") for line in lines)
    if not is_beside:
        lines, beside = wrap(colours.title, _WIDTH / _SIZE, measure, 3), _LEFT
    top = legend.bottom + (0.0 if is_beside else len(lines) * _SIZE * LINE + 2)
    box = Box(_LEFT, top, width, _BAR[1])
    first = legend.bottom + (_SIZE - 1 if not is_beside or len(lines) > 1 else 0.85 * _SIZE)
    full = colours.title if lines and lines[-1].endswith("…") else ""
    title = [
        Label(beside, first + number * _SIZE * LINE, line, _SIZE, full=full)
        for number, line in enumerate(lines)
    ]
    ticks, words = _ticks(colours, texts, box, measure)
    legend.bars.append(Bar(box, colours.palette, ticks, (*words, *title)))
    legend.bottom = top + _BAR[1] + TICK + _TICK_SIZE * LINE + 4
    ends = [label.x + measure(label.text) * _SIZE for label in title]
    legend.right = max(legend.right, box.x + width, *ends)


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
    x = _LEFT
    for kind in kinds:
        name, marks = MARK_NAMES[kind], MARKS[MARK_NAMES[kind]]
        word = marks.word if name == UNKNOWN else f"{marks.sign} {marks.word}".strip()
        width = _SWATCH + 6 + measure(word) * _SIZE
        if x > _LEFT and x + width > _LEFT + _WIDTH:
            x, legend.bottom = _LEFT, legend.bottom + _ROW
        legend.swatches.append((Box(x, legend.bottom, _SWATCH, _SWATCH), kind))
        legend.words.append(Label(x + _SWATCH + 6, legend.bottom + _SWATCH / 2 + MIDDLE * _SIZE, word, _SIZE))
        legend.right = max(legend.right, x + width)
        x += width + 2 * _APART
    if kinds:
        legend.bottom += _ROW


def _kinds_of(painting: Painting) -> list[int]:
    """Return the reasons that occur in a figure, as positions in `MARK_NAMES`, for its legend.

    A figure whose cells are one image has one hatch for all of them.
    """
    kinds = [int(kind) for kind in np.unique(painting.missing[painting.levels == MISSING])]
    if painting.tooltips or not kinds:
        return kinds
    is_off = [MARK_NAMES[kind] == OFF_SCALE for kind in kinds]
    name = OFF_SCALE if all(is_off) else UNKNOWN_OR_OFF if any(is_off) else UNKNOWN
    return [MARK_NAMES.index(name)]
