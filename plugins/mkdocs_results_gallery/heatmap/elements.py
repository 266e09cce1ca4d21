"""A layout as SVG elements.

No ids, styles, classes of the host or clip paths: several pictures can stand in one page, under a content
security policy. All ink is `currentColor`. The elements are composed as text: going through a writer that
quotes each attribute by itself made a small figure three times as slow.
"""

from __future__ import annotations

import base64
import io
from functools import cache, lru_cache
from html import escape
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.heatmap.gaps import GLYPHS
from mkdocs_results_gallery.heatmap.hatching import OPACITY, hatch_lines
from mkdocs_results_gallery.heatmap.layout import DETAIL
from mkdocs_results_gallery.heatmap.lettering import clean
from mkdocs_results_gallery.heatmap.painting import LEVELS, MISSING, Painting
from mkdocs_results_gallery.heatmap.palettes import colours, ink, rgb
from mkdocs_results_gallery.heatmap.places import Box, Layout, Text
from mkdocs_results_gallery.model import MISSING_KINDS

GROUP_OPACITY = 0.55
"""Of the lines that set groups apart."""
BAR_STEP = 2
"""Levels per rectangle of the colour bar."""
TICK = 4.0
"""Length of a tick mark, px."""


def compose(painting: Painting, layout: Layout) -> str:
    """All of a picture as one ``<g>`` element, one line per part."""
    # left to right, so that anchors mean the same in a page that is written right to left
    parts = ['<g fill="currentColor" direction="ltr">']
    if layout.grid.each:
        parts += _cells(painting, layout)
    elif layout.grid.rows and layout.grid.metrics:
        parts += _image(painting, layout)
    parts += [_text(text) for texts in (layout.metric_labels, layout.row_labels) for text in texts]
    if layout.bar:
        parts += _bar(painting.palette, layout, layout.bar)
    parts += map(_text, layout.words)
    parts += [_hatch(box, kind) for box, kind in layout.swatches]
    if layout.group_labels or layout.group_lines:
        parts += _groups(layout)
    parts.append("</g>")
    return "\n".join(parts)


def cells_png(levels: NDArray[np.uint8], palette: str) -> bytes:
    """One pixel per cell in its colour, missing cells transparent; PNG without metadata, equal for equals."""
    from PIL import Image

    rows, metrics = levels.shape
    image = Image.frombytes("P", (metrics, rows), np.ascontiguousarray(levels).tobytes())
    image.putpalette(_png_palette(palette))
    buffer = io.BytesIO()
    image.save(buffer, "PNG", transparency=MISSING)
    return buffer.getvalue()


@cache
def _png_palette(palette: str) -> bytes:
    return b"".join(bytes(rgb(colour)) for colour in colours(palette)).ljust(256 * 3, b"\0")


def _cells(painting: Painting, layout: Layout) -> list[str]:
    grid = layout.grid
    fills = colours(painting.palette)
    inks = [ink(fill) for fill in fills]
    radius = ' rx="2"' if grid.gap >= 2 else ""
    drop = grid.cell_height / 2 + 0.35 * grid.text_size
    lift = 0.55 * grid.text_size if painting.details else 0.0
    parts = [f'<g text-anchor="middle" font-size="{_n(grid.text_size)}">' if grid.text_size else "<g>"]
    for row, levels in enumerate(painting.levels.tolist()):
        middle = _n(grid.y + row * grid.cell_height + drop)
        for metric, level in enumerate(levels):
            box = grid.cell(row, metric)
            parts.append(
                f'<g class="rg-cell" data-row="{row}" data-metric="{metric}">'
                f"<title>{_escaped(painting.tooltips[row][metric])}</title>"
            )
            if level == MISSING:
                kind = int(painting.gaps[row, metric])
                parts.append(_hatch(box, kind))
                if grid.text_size and MISSING_KINDS[kind] != "unknown":
                    x = _n(box.x + box.width / 2)
                    parts.append(f'<text x="{x}" y="{middle}">{_escaped(GLYPHS[MISSING_KINDS[kind]])}</text>')
            else:
                parts.append(f'<rect {_box(box)}{radius} fill="{fills[level]}"/>')
                text = painting.texts[row][metric] if grid.text_size else ""
                detail = painting.details[row][metric] if text and painting.details else ""
                if text:
                    x = _n(box.x + box.width / 2)
                    y = _n(grid.y + row * grid.cell_height + drop - lift) if detail else middle
                    parts.append(f'<text x="{x}" y="{y}" fill="{inks[level]}">{_escaped(text)}</text>')
                if detail:
                    y = _n(grid.y + row * grid.cell_height + drop + 1.25 * lift)
                    size = _n(DETAIL * grid.text_size)
                    place = f'x="{x}" y="{y}" font-size="{size}" fill="{inks[level]}"'
                    parts.append(f"<text {place}>{_escaped(detail)}</text>")
            parts.append("</g>")
    parts.append("</g>")
    return parts


def _image(painting: Painting, layout: Layout) -> list[str]:
    grid = layout.grid
    whole = Box(grid.x, grid.y, grid.width, grid.height)
    data = base64.b64encode(cells_png(painting.levels, painting.palette)).decode("ascii")
    image = (
        f'<image {_box(whole)} preserveAspectRatio="none" image-rendering="pixelated" '
        f'data-rows="{grid.rows}" data-metrics="{grid.metrics}" href="data:image/png;base64,{data}"/>'
    )
    # the hatch shows through where the image is transparent
    return [_hatch(whole, kind) for _, kind in layout.swatches[:1]] + [image]


def _groups(layout: Layout) -> list[str]:
    path = "".join(f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" for x1, y1, x2, y2 in layout.group_lines)
    lines = f'<path d="{path}" fill="none" stroke="currentColor" stroke-opacity="{GROUP_OPACITY}"/>'
    return ['<g class="rg-groups">', lines, *map(_text, layout.group_labels), "</g>"]


def _hatch(box: Box, kind: int) -> str:
    line = f'stroke="currentColor" stroke-opacity="{OPACITY}"'
    path = "".join(f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" for x1, y1, x2, y2 in hatch_lines(box, kind))
    # the invisible fill makes the whole cell answer to the pointer
    rect = f'<rect {_box(box)} fill="currentColor" fill-opacity="0" {line}/>'
    return f'{rect}\n<path d="{path}" fill="none" {line}/>'


def _text(text: Text) -> str:
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


def _bar(palette: str, layout: Layout, bar: Box) -> list[str]:
    fills = colours(palette)
    step = bar.height * BAR_STEP / (LEVELS - 1 + BAR_STEP)
    parts = ['<g class="rg-bar">']
    for count, level in enumerate(range(LEVELS - 1, -1, -BAR_STEP)):
        # each reaches down to the end: rectangles that only touch show seams
        rest = Box(bar.x, bar.y + count * step, bar.width, bar.height - count * step)
        parts.append(f'<rect {_box(rest)} fill="{fills[level]}"/>')
    right = bar.x + bar.width
    marks = "".join(f"M{_n(right)} {_n(y)}h{_n(TICK)}" for y in layout.bar_ticks)
    parts.append(f'<path d="{marks}" stroke="currentColor" fill="none"/>')
    return [*parts, *map(_text, layout.bar_words), "</g>"]


def _box(box: Box) -> str:
    return f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'


def _escaped(text: str) -> str:
    return escape(clean(text))


@lru_cache(maxsize=16_384)
def _n(number: float) -> str:
    """Two decimals at most, without trailing zeros."""
    text = f"{number:z.2f}"
    return text[:-3] if text.endswith(".00") else text.rstrip("0")
