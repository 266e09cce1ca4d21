"""The colours of a heatmap: 101 per palette, the same for the figure and for the table beside it.

A palette is kept as a few control colours, with straight lines in sRGB between them, so that pages can make
CSS of it without loading matplotlib. ``blue-sand``, ``slate`` and ``red-yellow`` are ours. The others follow
matplotlib's colormaps of the same or similar name: viridis, cividis and magma (CC0; Smith, van der Walt;
Nuñez et al. 2018), and Blues, PuOr, RdBu and BrBG, which are Cynthia Brewer's (colorbrewer2.org, Apache-2.0).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

LEVELS = 101
"""Steps of a palette: level 0 is its low end, level 100 its high end. Figure and table share them."""
MISSING = 255
"""The level of a missing cell; it is hatched, never coloured."""

SEQUENTIAL = "blue-sand"
"""The palette from worse to better where nobody names one."""
NEUTRAL = "slate"
"""The same for a metric without a direction: it has no good and no bad end."""
DIVERGING = "purple-orange"
"""The same around a centre."""
DIRECTED = "red-blue"
"""From worse to better around no difference, where the palette of a gallery does not diverge."""
DEFAULTS = (SEQUENTIAL, NEUTRAL, DIVERGING)

BLACK = "#000000"
WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Palette:
    """Control colours at even distances from level 0 to level 100."""

    controls: str
    """``rrggbb`` in hexadecimal, separated by blanks; at least two."""
    ends: tuple[str, str] = ("dark", "light")
    """What level 0 and level 100 look like, in a word each."""
    diverging: bool = False
    """True: two colours that meet at level 50; False: one way from low to high."""


def colours(palette: str) -> tuple[str, ...]:
    """List the 101 colours (``#rrggbb``) of a palette, level 0 first. Raises ValueError."""
    if palette not in PALETTES:
        known = ", ".join(PALETTES)
        raise ValueError(f"expected a palette ({known}), got {palette!r}")
    return _colours(palette)


def delta_palettes(palette: str) -> tuple[str, str]:
    """Those of metrics with and without a direction, for differences in a gallery with `palette`."""
    directed = palette if palette and PALETTES[palette].diverging else DIRECTED
    return directed, DIVERGING if directed != DIVERGING else "brown-teal"


@cache
def ink(colour: str) -> str:
    """Black or white, whichever is easier to read on `colour` (``#rrggbb``); always at least 4.5:1."""
    return BLACK if contrast(colour, BLACK) >= contrast(colour, WHITE) else WHITE


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (``#rrggbb``), 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def rgb(colour: str) -> tuple[int, int, int]:
    """``#rrggbb`` as three numbers 0..255."""
    value = int(colour[1:], 16)
    return value >> 16, value >> 8 & 255, value & 255


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, after IEC 61966-2-1)."""
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (part / 255 for part in rgb(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@cache
def _colours(palette: str) -> tuple[str, ...]:
    controls = [rgb("#" + control) for control in PALETTES[palette].controls.split()]
    found = []
    for level in range(LEVELS):
        # whole numbers only, so that every machine rounds alike
        left, part = divmod(level * (len(controls) - 1), LEVELS - 1)
        right = min(left + 1, len(controls) - 1)
        mixed = (
            (2 * (low * (LEVELS - 1 - part) + high * part) + LEVELS - 1) // (2 * (LEVELS - 1))
            for low, high in zip(controls[left], controls[right], strict=True)
        )
        found.append("#{:02x}{:02x}{:02x}".format(*mixed))
    return tuple(found)


PALETTES: Mapping[str, Palette] = MappingProxyType(
    {
        # an even way through OKLab in steps of equal difference in CIELAB, from a blue that stands out from a
        # dark page to a sand that does not glare on it; blue and yellow stay apart for colour-blind readers
        "blue-sand": Palette(
            "233661 253e65 284868 2d516c 345c71 3d6776 47737c 527f82 5d8b88 67978e 72a392"
            " 7dae94 88b895 94c195 a1c993 add091 bad68d c7db89 d4df84 e1e380 eee67b"
        ),
        "slate": Palette("313d55 3f4a61 4c586d 5b6679 6a7586 798493 8993a0 9aa2ad aab2ba bcc1c8 cdd1d6"),
        # black keeps 5.25:1 on pure red and more on everything up to yellow
        "red-yellow": Palette("ff0000 ffff00", ("red", "yellow")),
        "viridis": Palette(
            "440154 481466 482575 463480 414487 3b528b 345f8d 2f6c8e 2a788e 25848e 21908c"
            " 1e9c89 22a884 2fb47c 43bf71 5dc963 7ad151 9ad93d bcdf27 dde318 fde725"
        ),
        "cividis": Palette(
            "00224e 002b64 0a3470 253d6e 35456c 434e6c 4f576c 5b606e 666970 717274 7c7b78"
            " 888578 948e77 a19875 aea271 bbad6c c8b866 d6c35d e4ce52 f3da43 fee838"
        ),
        "magma": Palette(
            "000004 07061b 150e37 261256 3b0f70 50127c 641a80 782281 8c2981 a1307e b63779"
            " ca3e72 de4968 ed5a5f f66f5c fb8761 fe9f6d feb77e fece91 fde6a7 fcfdbf"
        ),
        "blues": Palette("f7fbff deebf7 c6dbef 9ecae1 6baed6 4292c6 2171b5 08519c 08306b", ("light", "dark")),
        "purple-orange": Palette(
            "7f3b08 b35806 e08214 fdb863 fee0b6 f7f7f7 d8daeb b2abd2 8073ac 542788 2d004b",
            ("orange", "purple"),
            diverging=True,
        ),
        "red-blue": Palette(
            "67001f b2182b d6604d f4a582 fddbc7 f7f7f7 d1e5f0 92c5de 4393c3 2166ac 053061",
            ("red", "blue"),
            diverging=True,
        ),
        "brown-teal": Palette(
            "543005 8c510a bf812d dfc27d f6e8c3 f5f5f5 c7eae5 80cdc1 35978f 01665e 003c30",
            ("brown", "teal"),
            diverging=True,
        ),
    }
)
