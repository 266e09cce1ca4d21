"""Where the names of row groups go, and the lines that set groups apart."""

from __future__ import annotations

from itertools import groupby

from mkdocs_results_gallery.heatmap.lettering import Measure, shorten
from mkdocs_results_gallery.heatmap.places import Grid, Text

_SIZE = 11.0
_WIDEST = 150.0
_LEAST_HEIGHT = 12.0
"""A run of rows that is lower than this, px, has no room for a name."""
_SPACE = 6.0
_MIDDLE = 0.35

Line = tuple[float, float, float, float]


def lay_out_groups(
    groups: tuple[str, ...], grid: Grid, measure: Measure
) -> tuple[tuple[Text, ...], tuple[Line, ...], float]:
    """The names beside the `grid`, the brackets and separators, and how far they reach to the right (px).

    `groups` has one name per row, or nothing at all. Neighbours of one group share a name and a bracket.
    """
    right = grid.x + grid.width
    if not any(groups) or not grid.rows or not grid.metrics:
        return (), (), right
    runs = [(name, list(rows)) for name, rows in groupby(range(grid.rows), key=lambda row: groups[row])]
    labels: list[Text] = []
    lines: list[Line] = []
    far = right
    for name, rows in runs:
        first, last = rows[0], rows[-1]
        top = grid.y + first * grid.cell_height
        bottom = grid.y + (last + 1) * grid.cell_height
        # lines between all rows would set nothing apart
        if first and 2 * len(runs) <= grid.rows:
            lines.append((grid.x - _SPACE, top, right + _SPACE, top))
        if not name or bottom - top < _LEAST_HEIGHT:
            continue
        if len(rows) > 1:
            lines.append((right + _SPACE, top + 3, right + _SPACE, bottom - 3))
        text = shorten(name, _WIDEST / _SIZE, measure)
        x = right + 2 * _SPACE
        far = max(far, x + measure(text) * _SIZE)
        middle = (top + bottom) / 2 + _MIDDLE * _SIZE
        about = f"group {first}" if len(rows) == 1 else ""
        labels.append(Text(x, middle, text, _SIZE, full=name if text != name else "", about=about))
    return tuple(labels), tuple(lines), far
