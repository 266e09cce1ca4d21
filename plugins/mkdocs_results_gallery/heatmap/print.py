"""A Painting becomes PNG or PDF. The only file that imports matplotlib.

One artist draws the whole layout through matplotlib's renderers, without pyplot, axes and ticks: that is what
makes a small heatmap cost milliseconds.
"""

from __future__ import annotations

import io
import math
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray

from mkdocs_results_gallery.heatmap.geometry import (
    GROUP_OPACITY,
    LONGEST_SIDE,
    TICK,
    WITHIN,
    Bar,
    Box,
    Grid,
    Label,
    Layout,
)
from mkdocs_results_gallery.heatmap.glyphs import in_own_font
from mkdocs_results_gallery.heatmap.missing_marks import OPACITY, hatch_lines
from mkdocs_results_gallery.heatmap.painting import Painting
from mkdocs_results_gallery.heatmap.previews import indexed
from mkdocs_results_gallery.heatmap.text_fit import clean
from mkdocs_results_gallery.palettes import LEVELS, MISSING, colours, ink, rgb

DPI = 144.0
"""Resolution of PNG images, unless they would be larger than `LONGEST_SIDE`."""

_CSS = 96.0
"""CSS pixels per inch."""
_FAMILY = "DejaVu Sans"
"""Comes with matplotlib, so that a figure needs no installed font."""
_INK = "#1a1a1a"
_PLACEHOLDER = "□"
_WIDER_FAMILIES = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Noto Sans JP", "Source Han Sans SC",
    "WenQuanYi Zen Hei", "Droid Sans Fallback", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic",
    "Hiragino Sans", "PingFang SC", "Apple SD Gothic Neo", "Arial Unicode MS", "Noto Sans", "FreeSans",
    "Noto Sans Devanagari", "Noto Sans Thai", "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Ethiopic",
    "Noto Emoji", "Symbola", "Segoe UI Symbol", "Noto Sans Symbols", "Noto Sans Symbols2",
)  # fmt: skip # short words stay dense
# what a reader of `matplotlibrc` may have set otherwise and would change a picture
_SETTINGS: Any = {
    "text.usetex": False,
    "text.parse_math": False,
    "text.hinting": "none",
    "pdf.use14corefonts": False,
    "pdf.inheritcolor": False,
    "pdf.compression": 6,
    "path.sketch": None,
    "path.effects": [],
    "figure.autolayout": False,
    "figure.constrained_layout.use": False,
    "text.antialiased": True,
}
_ONE_AT_A_TIME = threading.Lock()
"""Matplotlib's settings and fonts are those of the process: threads would draw with each other's."""
_NO_PDF_DATES = {"Creator": None, "Producer": None, "CreationDate": None}


def draw_print(painting: Painting, layout: Layout, image_format: str) -> bytes:
    """Return the ``png`` or ``pdf`` of a painting, dark ink on white.

    Equal paintings give equal bytes on one machine. Raises ValueError for another format.
    """
    if image_format not in ("png", "pdf"):
        raise ValueError(f"expected png or pdf, got {image_format!r}")
    with _ONE_AT_A_TIME, mpl.rc_context(_SETTINGS):
        return _printed(painting, layout, image_format == "png")


def without_glyph(texts: Iterable[str]) -> set[str]:
    """Which characters PNG and PDF show as ``□``, for want of an installed font.

    An SVG has no such loss: its reader's fonts draw it.
    """
    return {char for text in texts for char in text if not _drawable(char)}


@lru_cache(maxsize=32)
def _font(file: str) -> FT2Font:
    return FT2Font(file)


@cache
def _fallbacks() -> tuple[str, ...]:
    """Families of installed fonts that know other scripts, in order of preference."""
    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    return tuple(family for family in _WIDER_FAMILIES if family in installed)


@lru_cache(maxsize=16_384)
def _drawable(char: str) -> bool:
    """Whether DejaVu Sans or an installed fallback has the character."""
    if unicodedata.category(char) == "Cf" or in_own_font(char):
        return True
    files = (font_manager.findfont(FontProperties(family=family)) for family in _fallbacks())
    return any(_font(str(file)).get_char_index(ord(char)) for file in files)


def _printable(text: str) -> str:
    """`text` with a placeholder for each character that no font has, and without invisible formatting."""
    if text.isascii():
        return clean(text)
    kept = (char for char in clean(text) if unicodedata.category(char) != "Cf")
    return "".join(char if _drawable(char) else _PLACEHOLDER for char in kept)


def _printed(painting: Painting, layout: Layout, pixels: bool) -> bytes:
    dpi = min(DPI, DPI * LONGEST_SIDE / max(layout.width * DPI / _CSS, layout.height * DPI / _CSS))
    figure = Figure(figsize=(layout.width / _CSS, layout.height / _CSS), dpi=dpi, facecolor="white")
    figure.add_artist(_Strokes(painting, layout))
    buffer = io.BytesIO()
    canvas: Any
    if pixels:
        canvas = FigureCanvasAgg(figure)
        canvas.print_png(buffer, metadata={"Software": None})
    else:
        canvas = FigureCanvasPdf(figure)
        # publishers want TrueType; the fonts of other scripts are often of kinds that only Type 3 can hold
        own = all(in_own_font(text.text) for text in layout.labels)
        with mpl.rc_context({"pdf.fonttype": 42 if own else 3}):
            canvas.print_pdf(buffer, metadata=dict(_NO_PDF_DATES))
    return buffer.getvalue()


class _Strokes(Artist):
    """Draws a layout with filled rectangles, lines and texts, for any renderer."""

    def __init__(self, painting: Painting, layout: Layout) -> None:
        super().__init__()
        self._painting = painting
        self._layout = layout

    def draw(self, renderer: RendererBase) -> None:
        """Draw all, once, as the figure asks; pixels of the layout become those of the renderer."""
        painting, layout = self._painting, self._layout
        # PDF counts in points, whatever the figure's resolution
        width, height = renderer.get_canvas_width_height()
        self._scale = width / layout.width
        self._height = height
        self._renderer = renderer
        if layout.grid.each:
            self._cells(painting, layout)
        elif layout.grid.rows and layout.grid.metrics:
            self._image(painting, layout)
        for text in layout.labels:
            for number, line in enumerate((text.text, *text.more)):
                self._text(text._replace(text=line, y=text.y + number * WITHIN * text.size), _INK)
        for bar in layout.bars:
            self._bar(bar)
        for box, kind in layout.swatches:
            self._hatch(box, kind)
        self._lines(layout.group_lines, GROUP_OPACITY)

    def _cells(self, painting: Painting, layout: Layout) -> None:
        grid, fills = layout.grid, [colours(palette) for palette in painting.palettes]
        for row, levels in enumerate(painting.levels.tolist()):
            for metric, level in enumerate(levels):
                box = grid.cell(row, metric)
                if level == MISSING:
                    self._hatch(box, int(painting.missing[row, metric]))
                else:
                    self._rectangle(box, fills[metric][level])
                if grid.text_size:
                    on = _INK if level == MISSING else ink(fills[metric][level])
                    self._texts(painting, grid, (row, metric), on)

    def _texts(self, painting: Painting, grid: Grid, cell: tuple[int, int], colour: str) -> None:
        row, metric = cell
        x, (alone, above, below) = grid.middle(metric), grid.baselines(row)
        detail = painting.details[row][metric] if painting.details else ""
        self._text(
            Label(x, above if detail else alone, painting.texts[row][metric], grid.text_size, "middle"),
            colour,
        )
        if detail:
            self._text(Label(x, below, detail, grid.detail_size, "middle"), colour)

    def _image(self, painting: Painting, layout: Layout) -> None:
        grid = layout.grid
        whole = Box(grid.x, grid.y, grid.width, grid.height)
        for _, kind in layout.swatches[:1]:
            self._hatch(whole, kind)
        table: NDArray[np.uint8] = np.zeros((256, 4), dtype=np.uint8)
        palettes, levels = indexed(painting.levels, painting.palettes)
        shades = [(*rgb(colour), 255) for palette in palettes for colour in colours(palette)]
        table[: len(shades)] = shades
        pixels = max(1, round(grid.width * self._scale)), max(1, round(grid.height * self._scale))
        across = (np.arange(pixels[0]) * grid.metrics) // pixels[0]
        down = (np.arange(pixels[1]) * grid.rows) // pixels[1]
        image = table[levels[down][:, across]]
        context = self._renderer.new_gc()
        bottom = self._height - (grid.y + grid.height) * self._scale
        self._renderer.draw_image(context, grid.x * self._scale, bottom, image[::-1])
        context.restore()

    def _bar(self, bar: Bar) -> None:
        box = bar.box
        step = box.width / LEVELS
        for count, colour in enumerate(colours(bar.palette)):
            self._rectangle(Box(box.x + count * step, box.y, box.width - count * step, box.height), colour)
        bottom = box.y + box.height
        self._lines([(x, bottom, x, bottom + TICK) for x in bar.ticks], 1.0)

    def _hatch(self, box: Box, kind: int) -> None:
        corners = (box.x, box.y), (box.x + box.width, box.y + box.height)
        (left, top), (right, bottom) = corners
        frame = [(left, top, right, top), (right, top, right, bottom)]
        frame += [(right, bottom, left, bottom), (left, bottom, left, top)]
        self._lines(hatch_lines(box, kind) + frame, OPACITY)

    def _rectangle(self, box: Box, colour: str) -> None:
        context = self._renderer.new_gc()
        context.set_linewidth(0)
        context.set_antialiased(False)
        place = Affine2D().scale(box.width, box.height).translate(box.x, box.y) + self._upright()
        self._renderer.draw_path(context, Path.unit_rectangle(), place, _unit(colour))
        context.restore()

    def _lines(self, lines: Iterable[tuple[float, float, float, float]], opacity: float) -> None:
        points = np.array(list(lines), dtype=np.float64).reshape(-1, 2)
        if not len(points):
            return
        context = self._renderer.new_gc()
        context.set_foreground(_INK)
        context.set_alpha(opacity)
        context.set_linewidth(72 / _CSS)
        codes = np.tile([Path.MOVETO, Path.LINETO], len(points) // 2)
        self._renderer.draw_path(context, Path(points, codes), self._upright())
        context.restore()

    def _text(self, text: Label, colour: str) -> None:
        words = _printable(text.text)
        if not words.strip():
            return
        font = _property(text.size, () if in_own_font(words) else _fallbacks())
        width, _, _ = self._renderer.get_text_width_height_descent(words, font, False)
        back = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor] * width
        angle = math.radians(text.angle)
        x = text.x * self._scale - back * math.cos(angle)
        y = text.y * self._scale - back * math.sin(angle)
        if not self._renderer.flipy():
            y = self._height - y
        context = self._renderer.new_gc()
        context.set_foreground(colour)
        self._renderer.draw_text(context, x, y, words, font, -text.angle, False)
        context.restore()

    def _upright(self) -> Affine2D:
        """From the layout's pixels, y downwards, to the renderer's units, y upwards."""
        return Affine2D().scale(self._scale, -self._scale).translate(0, self._height)


@lru_cache(maxsize=64)
def _property(size: float, fallbacks: tuple[str, ...]) -> FontProperties:
    return FontProperties(family=[_FAMILY, *fallbacks], size=size * 72 / _CSS)


def _unit(colour: str) -> tuple[float, float, float]:
    red, green, blue = rgb(colour)
    return red / 255, green / 255, blue / 255
