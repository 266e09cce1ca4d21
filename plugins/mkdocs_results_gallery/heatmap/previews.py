"""A heatmap at a glance: its cells alone; and with its title as one picture, for other sites' previews."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.heatmap.glyphs import own_font
from mkdocs_results_gallery.heatmap.painting import Painting
from mkdocs_results_gallery.heatmap.png import palette_png
from mkdocs_results_gallery.palettes import LEVELS, MISSING, colours, rgb

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont


SHARE_SIZE = (600, 315)
"""Width and height in pixels: the smallest that the usual sites show large, 1.91 to 1. Four times the pixels
would take a fifth of a cold build."""

_MARGIN = 30
_LETTERS = 27
_LINES = 2
_GAP = 2
_RUNS = 3
"""zlib's strategy of run lengths: flat colours in half the time."""
_GROUND = 2 * LEVELS
"""Behind two palettes: colour number of the ground; those of the letters follow, from faint to black."""
_SHADES = 16
_NO_NUMBER = _GROUND + _SHADES + 1
# what the font has, roughly: Latin, Greek, Cyrillic, and common signs
_DRAWABLE = re.compile(r"[\u0020-\u052f\u1e00-\u20bf\u2100-\u22ff]*")


def share_card(painting: Painting, title: str) -> bytes:
    """PNG of `SIZE`, equal for equals: `title` (plain text) above the cells without their numbers.

    A title in letters that the font of the figures lacks is left out.
    """
    width, height = SHARE_SIZE
    pixels = np.full((height, width), _GROUND, dtype=np.uint8)
    top = _write(pixels, title) if _DRAWABLE.fullmatch(title) else _MARGIN
    palettes: tuple[str, ...] = ()
    if painting.levels.size:
        palettes, levels = indexed(painting.levels, painting.palettes)
        levels = np.where(painting.levels == MISSING, _NO_NUMBER, levels)
        rows, row_gaps = _steps(levels.shape[0], height - _MARGIN - top)
        columns, column_gaps = _steps(levels.shape[1], width - 2 * _MARGIN)
        lines = np.full((len(levels), width), _GROUND, dtype=np.uint8)
        lines[:, _MARGIN : width - _MARGIN] = np.where(column_gaps, _GROUND, levels[:, columns])
        pixels[top : height - _MARGIN] = lines[rows]
        pixels[top : height - _MARGIN][row_gaps] = _GROUND
    return palette_png(pixels, _colours(palettes), strategy=_RUNS)


def _steps(count: int, length: int) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Which of `count` cells each of `length` pixels shows, and which pixels lie between two cells."""
    pixels = np.arange(length)
    shown = pixels * count // length
    gap = _GAP if length / count > 4 * _GAP else 0
    starts = -(-shown * length // count)
    return shown, (pixels - starts < gap) & (shown > 0)


def _write(pixels: NDArray[np.uint8], title: str) -> int:
    """Draw the title and return where the cells begin."""
    from PIL import Image, ImageDraw

    font = _font()
    lines = _wrapped(title, font, SHARE_SIZE[0] - 2 * _MARGIN)
    step = round(1.25 * _LETTERS)
    mask = Image.new("L", (SHARE_SIZE[0], step * len(lines)), 0)
    draw = ImageDraw.Draw(mask)
    for number, line in enumerate(lines):
        draw.text((_MARGIN, number * step), line, fill=255, font=font)
    shade = np.asarray(mask, dtype=np.uint8) // (256 // _SHADES)
    end = _MARGIN + mask.height
    pixels[_MARGIN:end] = np.where(shade > 0, _GROUND + 1 + shade, _GROUND)
    return end + 16


def _wrapped(title: str, font: FreeTypeFont, room: int) -> list[str]:
    """`title` in at most `_LINES` lines that fit, the last one shortened."""
    words = title.split()
    if font.getlength(" ".join(words)) <= room:
        return [" ".join(words)]
    lines = [""]
    for place, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= room:
            lines[-1] = longer
        elif len(lines) < _LINES and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = _cut(" ".join([lines[-1], *words[place:]]).strip(), font, room)
            break
    return [_cut(line, font, room) for line in lines]


def _cut(line: str, font: FreeTypeFont, room: int) -> str:
    if font.getlength(line) <= room:
        return line
    while line and font.getlength(f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip()}…"


@cache
def _font() -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(own_font("DejaVuSans-Bold")), _LETTERS)


@cache
def _colours(palettes: tuple[str, ...]) -> bytes:
    ground, ink, none = (255, 255, 255), (26, 26, 26), (214, 214, 214)
    letters = [
        tuple(round(a + (b - a) * shade / (_SHADES - 1)) for a, b in zip(ground, ink, strict=True))
        for shade in range(_SHADES)
    ]
    rest = b"".join(map(bytes, [ground, *letters, none]))
    return (_png_palette(palettes)[: 3 * _GROUND] + rest).ljust(256 * 3, b"\0")


THUMBNAIL = 128
"""Longest side of a thumbnail, pixels: twice what a card shows, for fine screens."""

_ASPECTS = 0.5, 2.0
"""Width by height of a thumbnail, at least and at most: beyond, its cells could not be seen."""
_FINEST = 3
"""Pixels of a cell along a side, at least; of a larger table every n-th row and column is taken."""
_APART = 4
"""Pixels between two groups."""
_STEPS = 13
"""Colours of a palette that a thumbnail has: with so few, a pixel takes half a byte."""
_STROKE = bytes((127, 127, 127))
"""Of the hatch of a missing cell, to be seen on any ground."""
_NOTHING, _MISSING = 0, 1
"""Colour numbers before those of palettes."""


def thumbnail(painting: Painting) -> bytes:
    """Return a PNG of the cells without their numbers; 1 x 1 for no cells.

    It has about the shape of the figure; groups are apart, missing cells hatched, and the ground is
    transparent. No metadata; equal paintings give equal bytes.
    """
    if not painting.levels.size:
        return _nothing()
    palettes, levels = indexed(painting.levels, painting.palettes)
    pixels = _thumbnail_pixels(levels, painting.groups)
    return palette_png(pixels, _thumbnail_colours(palettes), _NOTHING)


def _nothing() -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("LA", (1, 1), 0).save(buffer, "PNG")
    return buffer.getvalue()


def _thumbnail_pixels(levels: NDArray[np.uint8], groups: tuple[str, ...]) -> NDArray[np.uint8]:
    """The number of each pixel's colour; of `levels` with those of a second palette behind the first's."""
    rows, columns = levels.shape
    # cells of figures are about twice as wide as high
    aspect = min(max(2 * columns / rows, _ASPECTS[0]), _ASPECTS[1])
    across, column_gaps = _pixels_of(columns, int(THUMBNAIL * min(aspect, 1.0)), ())
    down, row_gaps = _pixels_of(rows, int(THUMBNAIL / max(aspect, 1.0)), groups)
    cells = _steps_of_levels()[levels]
    pixels = cells[down][:, across]
    if (cells == _MISSING).any():
        slants = np.add.outer(np.arange(len(down)), np.arange(len(across))) % 4 < 2
        pixels[(pixels == _MISSING) & slants] = _NOTHING
    pixels[row_gaps] = _NOTHING
    pixels[:, column_gaps] = _NOTHING
    return pixels


@lru_cache(maxsize=16)  # pure; tables of one shape are many
def _pixels_of(
    count: int, length: int, groups: tuple[str, ...]
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Which of `count` cells each of about `length` pixels shows, and which pixels lie between two cells."""
    kept = min(count, length // _FINEST)
    cells = np.arange(kept) * count // kept
    names = [groups[cell] for cell in cells.tolist()] if groups else [""] * kept
    is_last = np.array([one != other for one, other in zip(names, [*names[1:], names[-1]], strict=True)])
    # groups of a row each set nothing apart
    apart = _APART * is_last if 2 * is_last.sum() < kept else 0 * is_last
    size = max((length - int(apart.sum())) // kept, _FINEST - 1)
    gap = 2 if size >= 10 else int(size >= 4)
    sizes = size + apart
    place = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    is_gap = place >= np.repeat(size - gap, sizes.sum())
    is_gap[sizes.sum() - gap - int(apart[-1]) :] = False
    return np.repeat(cells, sizes), is_gap


@cache
def _steps_of_levels() -> NDArray[np.uint8]:
    """Colour numbers of the levels of two palettes, and of `MISSING`."""
    steps = np.full(256, _MISSING, dtype=np.uint8)
    of_one = np.rint(np.arange(LEVELS) * (_STEPS - 1) / (LEVELS - 1)) + 2
    steps[:LEVELS], steps[LEVELS : 2 * LEVELS] = of_one, of_one + _STEPS
    return steps


@cache
def _thumbnail_colours(palettes: tuple[str, ...]) -> bytes:
    levels = np.rint(np.linspace(0, LEVELS - 1, _STEPS)).astype(int).tolist()
    shades = b"".join(bytes(rgb(colours(palette)[level])) for palette in palettes for level in levels)
    return bytes(3) + _STROKE + shades


def indexed(levels: NDArray[np.uint8], palettes: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.uint8]]:
    """Return the palettes in use, at most two, and the number of each cell's colour among all of theirs.

    `palettes` has one per column of `levels`; missing cells stay `MISSING`.
    """
    used = tuple(dict.fromkeys(palettes))
    if len(used) == 1:
        return used, levels
    shifts = np.array([LEVELS * used.index(palette) for palette in palettes], dtype=np.uint8)
    return used, np.where(levels == MISSING, np.uint8(MISSING), levels + shifts)


def cells_png(levels: NDArray[np.uint8], palettes: Sequence[str]) -> bytes:
    """One pixel per cell in its colour, missing cells transparent; PNG without metadata, equal for equals.

    `palettes` has one per column.
    """
    used, numbers = indexed(levels, palettes)
    return palette_png(numbers, _png_palette(used), MISSING)


@cache
def _png_palette(palettes: tuple[str, ...]) -> bytes:
    shades = (bytes(rgb(colour)) for palette in palettes for colour in colours(palette))
    return b"".join(shades).ljust(256 * 3, b"\0")
