"""How wide a text is: the glyphs of DejaVu Sans, which comes with matplotlib."""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path


@lru_cache(maxsize=16_384)
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
