"""The hatch of a cell without a colour as lines."""

from __future__ import annotations

from mkdocs_results_gallery.heatmap.geometry import Box, Line
from mkdocs_results_gallery.words.missing import MARK_NAMES, MARKS

STEP = 6.0
"""Distance of the lines of a hatch, px along an edge."""
OPACITY = 0.45


def hatch_lines(box: Box, kind: int) -> list[Line]:
    """The lines (x1, y1, x2, y2) that fill a box; `kind` is a position in `MARK_NAMES`."""
    lines: list[Line] = []
    step = max(STEP, (box.width + box.height) / 2_000)
    right, bottom = box.x + box.width, box.y + box.height
    for stroke in MARKS[MARK_NAMES[kind]].hatch:
        if stroke == "level":
            lines += [(box.x, y, right, y) for y in _steps(box.y, bottom, step)]
        elif stroke == "upright":
            lines += [(x, box.y, x, bottom) for x in _steps(box.x, right, step)]
        else:
            lines += _slanted(box, step, rising=stroke == "rising")
    return lines


def _steps(start: float, end: float, step: float) -> list[float]:
    count = max(1, int((end - start) / step))
    between = (end - start) / (count + 1)
    return [start + between * (number + 1) for number in range(count)]


def _slanted(box: Box, step: float, *, rising: bool) -> list[Line]:
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
