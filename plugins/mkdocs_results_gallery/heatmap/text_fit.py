"""How labels and cells' texts are made fit: cleaned, measured, cut where no reader stumbles, placed."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from mkdocs_results_gallery.heatmap.geometry import CellText, Grid
from mkdocs_results_gallery.heatmap.spec import Painting
from mkdocs_results_gallery.palettes import MISSING, colours, ink
from mkdocs_results_gallery.words.missing import KIND_NAMES, MISSING_KINDS, UNKNOWN

Measure = Callable[[str], float]
"""Width of one line of text in em, the font size."""

LONGEST = 120
"""Characters of a label that is drawn; nothing longer is ever measured or laid out."""

_ELLIPSIS = "…"
_JOINER = "\u200d"
_LONGEST_CLUSTER = 16
# what XML 1.0 can't hold, and line ends, which a one-line label can't
_UNDRAWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """Return the text with every character that no XML file can hold shown as U+FFFD."""
    return text if text.isascii() and text.isprintable() else _UNDRAWABLE.sub("\ufffd", text)


def shorten(text: str, width: float, measure: Measure) -> str:
    """`text` as it is where it fits into `width` em, else its beginning and ``…``.

    It is cut between what readers see as characters: accents, emoji sequences and flags stay whole.
    """
    text = clean(text)
    cut = text if len(text) <= LONGEST else text[: boundary(text, LONGEST - 1)].rstrip() + _ELLIPSIS
    if measure(cut) <= width:
        return cut
    low, high = 0, min(len(text), LONGEST - 1)
    while low < high:  # the longest beginning that fits
        middle = (low + high + 1) // 2
        if measure(text[:middle] + _ELLIPSIS) <= width:
            low = middle
        else:
            high = middle - 1
    return text[: boundary(text, low)].rstrip() + _ELLIPSIS


def wrap(text: str, width: float, measure: Measure, lines: int) -> list[str]:
    """At most `lines` lines, broken at blanks, each at most `width` em; the last is shortened if need be."""
    found: list[str] = []
    words = clean(text[: LONGEST * lines]).split()
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and measure(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        found.append(shorten(line, width, measure))
    if words:
        found.append(shorten(" ".join(words), width, measure))
    return found


def boundary(text: str, index: int) -> int:
    """Return the nearest place at or before `index` where a reader's character starts.

    An approximation of UAX #29 grapheme clusters by general category; a cluster of more than
    16 code points (a heap of accents) is cut at `index` all the same.
    """
    place = index
    while 0 < place < len(text) and _joined(text, place):
        place -= 1
    return place if index - place <= _LONGEST_CLUSTER else index


def _joined(text: str, place: int) -> bool:
    """Whether the character at `place` belongs to the one before."""
    after, before = text[place], text[place - 1]
    if before == _JOINER or after == _JOINER or unicodedata.category(after) in ("Mn", "Mc", "Me"):
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return True  # skin tones and flag tags
    if _is_flag_half(after) and _is_flag_half(before):
        start = place
        while start > 0 and _is_flag_half(text[start - 1]):
            start -= 1
        return (place - start) % 2 == 1
    return False


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def measure(text: str) -> float:
    """Width of one line in em of DejaVu Sans, which is wider than most fonts; kerning is left out."""
    return sum(map(_advance, text))


def in_own_font(text: str) -> bool:
    """Whether DejaVu Sans has every character."""
    return text.isascii() or all(ord(char) in _advances() for char in text)


def own_font(name: str = "DejaVuSans") -> Path:
    """Return a font file that comes with matplotlib, so that a figure needs no installed font."""
    # found, not imported: matplotlib takes longer to load than hundreds of figures to draw
    package = importlib.util.find_spec("matplotlib")
    return Path(str(package.origin if package else "")).parent / "mpl-data" / "fonts" / "ttf" / f"{name}.ttf"


@lru_cache(maxsize=16_384)
def _advance(char: str) -> float:
    """Width of one character in em; an estimate where DejaVu Sans has none: 1 for wide ones, as is usual."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    width = _advances().get(ord(char))
    if width is not None:
        return width
    if char >= "\U0001f000":
        return 1.3  # emoji
    return 1.0 if unicodedata.east_asian_width(char) in ("W", "F") else 0.8


@cache
def _advances() -> Mapping[int, float]:
    """Width in em of each character (by code point) that DejaVu Sans has."""
    from fontTools.ttLib import TTFont

    with TTFont(own_font(), lazy=True) as font:
        widths, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: widths[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def cell_texts(painting: Painting, grid: Grid) -> Iterator[list[list[CellText]]]:
    """Place the texts of cells, row by row: none, the sign of a reason, a number, or that and a detail."""
    if not grid.text_size:
        empty: list[CellText] = []
        yield from ([empty] * grid.metrics for _ in range(grid.rows))
        return
    of_palette = {name: [ink(colour) for colour in colours(name)] for name in set(painting.palettes)}
    inks = [of_palette[palette] for palette in painting.palettes]
    middles = [grid.middle(metric) for metric in range(grid.metrics)]
    for row, levels in enumerate(painting.levels.tolist()):
        details = painting.details[row] if painting.details else [""] * grid.metrics
        baselines = grid.baselines(row)
        yield [
            _sign(KIND_NAMES[painting.missing[row, metric]], x, baselines[0], grid)
            if level == MISSING
            else _number(text, detail, x, baselines, grid, inks[metric][level])
            for metric, (x, level, text, detail) in enumerate(
                zip(middles, levels, painting.texts[row], details, strict=True)
            )
        ]


def _sign(kind: str, x: float, y: float, grid: Grid) -> list[CellText]:
    return [CellText(x, y, MISSING_KINDS[kind].sign, grid.text_size, "")] if kind != UNKNOWN else []


def _number(
    text: str, detail: str, x: float, baselines: tuple[float, float, float], grid: Grid, colour: str
) -> list[CellText]:
    alone, above, below = baselines
    if not text:
        return []
    if not detail:
        return [CellText(x, alone, text, grid.text_size, colour)]
    return [
        CellText(x, above, text, grid.text_size, colour),
        CellText(x, below, detail, grid.detail_size, colour),
    ]
