"""A Painting becomes SVG, composed as text. Needs no matplotlib.

No ids, styles, classes of the host or clip paths: several pictures can stand in one page, under a content
security policy. All ink is `currentColor`.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from urllib.parse import quote

from mkdocs_results_gallery.heatmap.geometry import GROUP_OPACITY, TICK, Bar, Box, Grid, Label, Layout, Line
from mkdocs_results_gallery.heatmap.missing_marks import OPACITY, hatch_lines
from mkdocs_results_gallery.heatmap.painting import Painting, Texts
from mkdocs_results_gallery.heatmap.previews import cells_png
from mkdocs_results_gallery.heatmap.svg_output import NAMESPACE
from mkdocs_results_gallery.heatmap.text_fit import clean
from mkdocs_results_gallery.palettes import LEVELS, MISSING, colours, ink

_BAR_STEP = 2
"""Levels per rectangle of the colour bar."""


def draw_svg(painting: Painting, layout: Layout) -> bytes:
    """Return the SVG of a painting, for `as_fragment` and `as_document`; equal paintings give equal bytes.

    Links are written as ``rg:`` and the page's URI. Each step is bounded by the limits of a Painting.
    """
    width, height = f"{layout.width:g}", f"{layout.height:g}"
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f"<svg {NAMESPACE} {size}>\n{_compose(painting, layout)}\n</svg>\n".encode()


def _compose(painting: Painting, layout: Layout) -> str:
    """All of a picture as one ``<g>`` element, one line per part."""
    # left to right, so that anchors mean the same in a page that is written right to left
    parts = ['<g fill="currentColor" direction="ltr">']
    if layout.grid.each:
        parts += _cells(painting, layout)
    elif layout.grid.rows and layout.grid.metrics:
        parts += _image(painting, layout)
    parts += [_text(text) for texts in (layout.metric_labels, layout.row_labels) for text in texts]
    for bar in layout.bars:
        parts += _bar(bar)
    parts += map(_text, layout.words)
    parts += [_hatch(box, kind) for box, kind in layout.swatches]
    if layout.group_labels or layout.group_lines:
        parts += _groups(layout)
    parts.append("</g>")
    return "\n".join(parts)


def _cells(painting: Painting, layout: Layout) -> list[str]:
    """One element per cell. Most of a figure's time goes in here, so what cells share is written once."""
    grid = layout.grid
    corner = grid.cell(0, 0)
    radius = ' rx="2"' if grid.gap >= 2 else ""
    columns = [
        (*_of_column(grid, metric), *_of_levels(palette, _n(corner.width), _n(corner.height), radius))
        for metric, palette in enumerate(painting.palettes)
    ]
    tooltips, numbers, details = map(_all_escaped, (painting.tooltips, *_written(painting, grid)))
    parts = [f'<g text-anchor="middle" font-size="{_n(grid.text_size)}">' if grid.text_size else "<g>"]
    for row, levels in enumerate(painting.levels.tolist()):
        head, top = f'<g class="rg-cell" data-row="{row}"', _n(grid.top(row))
        alone, above, below = _of_row(grid, row)
        cells = zip(columns, levels, tooltips[row], numbers[row], details[row], strict=True)
        for metric, ((mark, left, middle, fills, inks), level, tooltip, number, detail) in enumerate(cells):
            if level == MISSING:
                box = _hatch(grid.cell(row, metric), int(painting.missing[row, metric]))
            else:
                box = f"{left}{top}{fills[level]}"
            if detail:
                ink = inks[level]
                lines = f"{middle}{above}{ink}{number}</text>{middle}{below}{ink}{detail}</text>"
            else:
                lines = f"{middle}{alone}{inks[level]}{number}</text>" if number else ""
            parts.append(f"{head}{mark}{tooltip}</title>{box}{lines}</g>")
    parts.append("</g>")
    return parts


def _of_column(grid: Grid, metric: int) -> tuple[str, str, str]:
    """What the cells of a column share: the end of their first tag, the starts of a box and of a text."""
    left, middle = _n(grid.left(metric)), _n(grid.middle(metric))
    return f' data-metric="{metric}"><title>', f'<rect x="{left}" y="', f'<text x="{middle}" y="'


def _of_row(grid: Grid, row: int) -> tuple[str, str, str]:
    """What the texts of a row share: one alone in its cell, one above a second line, and that second line."""
    alone, above, below = map(_n, grid.baselines(row))
    return f'{alone}"', f'{above}"', f'{below}" font-size="{_n(grid.detail_size)}"'


@lru_cache(maxsize=256)
def _of_levels(palette: str, width: str, height: str, radius: str) -> tuple[list[str], dict[int, str]]:
    """What the cells of a level share: the end of a box of this size, and that of a text's first tag."""
    fills = [f'" width="{width}" height="{height}"{radius} fill="{fill}"/>' for fill in colours(palette)]
    inks = {level: f' fill="{ink(fill)}">' for level, fill in enumerate(colours(palette))}
    return fills, {**inks, MISSING: ">"}


def _written(painting: Painting, grid: Grid) -> tuple[Texts, Texts]:
    """The numbers in all cells, and the second lines."""
    nothing = (("",) * grid.metrics,) * grid.rows
    return (painting.texts, painting.details or nothing) if grid.text_size else (nothing, nothing)


def _all_escaped(lines: Texts) -> Texts:
    """Many texts at once: most need nothing, which one look at all of them shows."""
    line = " ".join(map(" ".join, lines))
    if line.isascii() and line.isprintable() and escape(line) == line:
        return lines
    return tuple(tuple(map(_escaped, texts)) for texts in lines)


def _image(painting: Painting, layout: Layout) -> list[str]:
    grid = layout.grid
    whole = Box(grid.x, grid.y, grid.width, grid.height)
    data = base64.b64encode(cells_png(painting.levels, painting.palettes)).decode("ascii")
    image = (
        f'<image {_box(whole)} preserveAspectRatio="none" image-rendering="pixelated" '
        f'data-rows="{grid.rows}" data-metrics="{grid.metrics}" href="data:image/png;base64,{data}"/>'
    )
    # the hatch shows through where the image is transparent
    return [_hatch(whole, kind) for _, kind in layout.swatches[:1]] + [image]


def _groups(layout: Layout) -> list[str]:
    line = f'stroke="currentColor" stroke-opacity="{GROUP_OPACITY}"'
    lines = f'<path d="{_path(layout.group_lines)}" fill="none" {line}/>'
    return ['<g class="rg-groups">', lines, *map(_text, layout.group_labels), "</g>"]


def _hatch(box: Box, kind: int) -> str:
    line = f'stroke="currentColor" stroke-opacity="{OPACITY}"'
    # the invisible fill makes the whole cell answer to the pointer
    rect = f'<rect {_box(box)} fill="currentColor" fill-opacity="0" {line}/>'
    return f'{rect}\n<path d="{_path(hatch_lines(box, kind))}" fill="none" {line}/>'


def _text(text: Label) -> str:
    x, y = _n(text.x), _n(text.y)
    place = f'x="{x}" y="{y}" font-size="{_n(text.size)}"'
    if text.anchor != "start":
        place += f' text-anchor="{text.anchor}"'
    if text.angle:
        place += f' transform="rotate({_n(text.angle)} {x} {y})"'
    if text.about:
        kind, _, index = text.about.partition(" ")
        if kind == "group":
            place += f' data-row="{index}"'
        else:
            place += f' class="rg-label" data-{kind}="{index}"'
    whole = f"<text {place}>{_escaped(text.text)}</text>"
    if text.full:
        whole = f"<g><title>{_escaped(text.full)}</title>{whole}</g>"
    if text.link:
        address = _escaped("rg:" + quote(text.link, safe="/"))
        whole = f'<a href="{address}" tabindex="-1">{whole}</a>'
    return whole


def _bar(legend: Bar) -> list[str]:
    bar = legend.box
    right, ramp = bar.x + bar.width, _ramp(legend.palette, bar.width, bar.height)
    marks = "".join(f"M{_n(right)} {_n(y)}h{_n(TICK)}" for y in legend.ticks)
    return [
        '<g class="rg-bar">',
        f'<g transform="translate({_n(bar.x)} {_n(bar.y)})">{ramp}</g>',
        f'<path d="{marks}" stroke="currentColor" fill="none"/>',
        *map(_text, legend.words),
        "</g>",
    ]


@lru_cache(maxsize=256)
def _ramp(palette: str, width: float, height: float) -> str:
    """The colours from level 100 on top to level 0."""
    fills = colours(palette)
    step = height * _BAR_STEP / (LEVELS - 1 + _BAR_STEP)
    return "".join(
        # each reaches down to the end: rectangles that only touch show seams
        f'<rect y="{_n(count * step)}" width="{_n(width)}" height="{_n(height - count * step)}"'
        f' fill="{fills[level]}"/>'
        for count, level in enumerate(range(LEVELS - 1, -1, -_BAR_STEP))
    )


def _path(lines: Iterable[Line]) -> str:
    return "".join(f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" for x1, y1, x2, y2 in lines)


def _box(box: Box) -> str:
    return f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'


def _escaped(text: str) -> str:
    return escape(clean(text))


@lru_cache(maxsize=16_384)
def _n(number: float) -> str:
    """Two decimals at most, without trailing zeros."""
    text = f"{number:z.2f}"
    return text[:-3] if text.endswith(".00") else text.rstrip("0")
