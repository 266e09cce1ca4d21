"""How a missing cell is marked, by reason: sign and wording in figure and table, hatch in the figure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mkdocs_results_gallery.heatmap.geometry import Box, Line
from mkdocs_results_gallery.model import MISSING_KINDS, Missing, MissingKind

GLYPHS: Mapping[MissingKind, str] = MappingProxyType(
    {
        "not run": "○",
        "failed": "✕",
        "not applicable": "∅",
        "excluded": "⊘",
        "below detection": "<",
        "unknown": "–",
    }
)
"""One short sign per reason, in the order of legends; all are in DejaVu Sans."""

WORDS: Mapping[MissingKind, str] = MappingProxyType({**{kind: kind for kind in GLYPHS}, "unknown": "missing"})
"""What a legend calls each reason."""

_RISING, _FALLING, _FLAT, _UPRIGHT = "/", "\\", "-", "|"
HATCHES: Mapping[MissingKind, str] = MappingProxyType(
    {
        "not run": _FALLING,
        "failed": _RISING + _FALLING,
        "not applicable": _FLAT,
        "excluded": _UPRIGHT,
        "below detection": _FLAT + _UPRIGHT,
        "unknown": _RISING,
    }
)
"""Which lines fill a cell of each reason, told apart without colour."""

STEP = 6.0
"""Distance of the lines of a hatch, px along an edge."""
OPACITY = 0.45

_SAYS_NOTHING = frozenset({"", "null", "~", "unknown"})


def missing_words(missing: Missing) -> str:
    """Why a cell has no number, e.g. ``failed: out of memory``; plain text."""
    words = WORDS[missing.kind]
    if missing.kind == "unknown" and missing.text.lower() not in _SAYS_NOTHING:
        words += f" ({missing.text})"
    return f"{words}: {missing.note}" if missing.note else words


def hatch_lines(box: Box, kind: int) -> list[Line]:
    """The lines (x1, y1, x2, y2) that fill a box; `kind` is a position in `MISSING_KINDS`."""
    lines: list[Line] = []
    step = max(STEP, (box.width + box.height) / 2_000)
    right, bottom = box.x + box.width, box.y + box.height
    for stroke in HATCHES[MISSING_KINDS[kind]]:
        if stroke == _FLAT:
            lines += [(box.x, y, right, y) for y in _steps(box.y, bottom, step)]
        elif stroke == _UPRIGHT:
            lines += [(x, box.y, x, bottom) for x in _steps(box.x, right, step)]
        else:
            lines += _slanted(box, step, stroke == _RISING)
    return lines


def _steps(start: float, end: float, step: float) -> list[float]:
    count = max(1, int((end - start) / step))
    gap = (end - start) / (count + 1)
    return [start + gap * (number + 1) for number in range(count)]


def _slanted(box: Box, step: float, rising: bool) -> list[Line]:
    lines: list[Line] = []
    offset = step / 2
    while offset < box.width + box.height:
        start, end = min(offset, box.height), min(offset, box.width)
        x1, x2 = box.x + offset - start, box.x + end
        y1, y2 = box.y + start, box.y + offset - end
        if not rising:
            y1, y2 = 2 * box.y + box.height - y1, 2 * box.y + box.height - y2
        lines.append((x1, y1, x2, y2))
        offset += step
    return lines
