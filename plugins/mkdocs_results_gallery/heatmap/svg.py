"""A Painting becomes SVG, composed as text; inside a page, or as a file of its own. Needs no matplotlib.

No ids, styles, classes of the host or clip paths: several pictures can stand in one page, under a content
security policy. All ink is `currentColor`.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape, unescape
from urllib.parse import quote, unquote

from mkdocs_results_gallery.heatmap.geometry import (
    GROUP_OPACITY,
    TICK,
    WITHIN,
    Bar,
    Box,
    Grid,
    Label,
    Layout,
    Line,
    Span,
)
from mkdocs_results_gallery.heatmap.missing_marks import OPACITY, hatch_lines
from mkdocs_results_gallery.heatmap.painting import Painting, Texts
from mkdocs_results_gallery.heatmap.previews import cells_png
from mkdocs_results_gallery.heatmap.text_fit import clean
from mkdocs_results_gallery.palettes import LEVELS, MISSING, colours, ink
from mkdocs_results_gallery.passive import is_passive_image

_ROOT = re.compile(r'<svg xmlns="[^"]*" (width="[0-9.]+" height="[0-9.]+" viewBox="[0-9. ]+")>')
_LINK = re.compile(r'<a href="rg:([^"]*)" tabindex="-1">')
_PIXELS = 'image-rendering="pixelated"'
"""As it is drawn; in a page the stylesheet does, as HTML validators don't know the attribute."""
_DATA = 'href="data:'
_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
_FAMILY = "DejaVu Sans, Verdana, sans-serif"
_INK = ":root{color-scheme:light dark;color:#1a1a1a}@media(prefers-color-scheme:dark){:root{color:#e8e8e8}}"
_SIGNS = tuple("_/:@|+=-")
"""Behind which a line of a label ends within a word."""
_BAR_STEP = 2
"""Levels per rectangle of the colour bar."""


def draw_svg(painting: Painting, layout: Layout) -> bytes:
    """Return the SVG of a painting, for `as_fragment` and `as_document`; equal paintings give equal bytes.

    Links are written as ``rg:`` and the page's URI. Each step is bounded by the limits of a Painting.
    """
    width, height = f"{layout.width:g}", f"{layout.height:g}"
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f"<svg {_NAMESPACE} {size}>\n{_compose(painting, layout)}\n</svg>\n".encode()


def as_fragment(svg: bytes, *, label: str, href: Callable[[str], str], link_tabindex: str = "-1") -> str:
    """`draw_svg`'s SVG as an element for an HTML page, named `label` (plain text) for those who can't see it.

    `href` gets the page URI of each link and returns the address to write, ``""`` for no link. The ink takes
    the colour, the letters take the font of the page. Links are out of the tab order by default, because
    the table beside the figure has them all. Raises ValueError for anything but `draw_svg`'s SVG.
    """
    # xlink:href, because Material's instant navigation assigns to the `href` of all that has one, and breaks
    # for good on an element of SVG, whose `href` can't be assigned to

    def link(found: re.Match[str]) -> str:
        address = href(unquote(unescape(found[1])))
        return f'<a xlink:href="{escape(address)}" tabindex="{escape(link_tabindex)}">' if address else "<a>"

    root, body = _opened(svg)
    name = escape(clean(label))
    body = _LINK.sub(link, body).replace(_PIXELS, 'class="rg-pixels"').replace(_DATA, f"xlink:{_DATA}")
    # a document, because it has links in it and validators know no other role that may
    return f'<svg class="rg-heatmap" {root} role="document" aria-label="{name}">{body}'


def as_document(svg: bytes, *, label: str, description: str = "") -> bytes:
    """`draw_svg`'s SVG as a file of its own, UTF-8, with a title and a description, both plain text.

    Its ink is dark, or light where the reader prefers a dark scheme. It has no links: a file that people
    download and embed elsewhere can't know where the pages are. Raises ValueError for anything else than
    `draw_svg`'s SVG.
    """
    prolog = '<?xml version="1.0" encoding="UTF-8"?>\n'
    head = f"\n<title>{escape(clean(label))}</title>\n"
    if description:
        head += f"<desc>{escape(clean(description))}</desc>\n"
    head += f"<style>{_INK}</style>"
    root, body = _opened(svg)
    return f'{prolog}<svg {_NAMESPACE} {root} font-family="{_FAMILY}">{head}{_LINK.sub("<a>", body)}'.encode()


def is_svg_of_ours(svg: bytes) -> bool:
    """Whether this could come from `draw_svg`, whoever wrote it: it runs nothing and loads nothing."""
    return is_passive_image("svg", svg) and _ROOT.match(svg.decode()) is not None


def _opened(svg: bytes) -> tuple[str, str]:
    """Return the sizes of the root element, and all that follows it."""
    text = svg.decode()
    start = _ROOT.match(text)
    if start is None:
        raise ValueError("expected an SVG made by draw_svg")
    return start[1], text[start.end() :]


def _compose(painting: Painting, layout: Layout) -> str:
    """All of a picture as one ``<g>`` element, one line per part."""
    # left to right, so that anchors mean the same in a page that is written right to left
    parts = ['<g fill="currentColor" direction="ltr">']
    if layout.grid.each:
        parts += _cells(painting, layout)
    elif layout.grid.rows and layout.grid.metrics:
        parts += _image(painting, layout)
    parts += [_text(text) for texts in (layout.metric_labels, layout.row_labels) for text in texts]
    parts += map(_bar, layout.bars)
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
    lines = "".join(_further_lines(text, x))
    words = _with_names(text.text, text.names) if text.names else _escaped(text.text)
    whole = f"<text {place}>{words}{lines}</text>"
    if text.full:
        whole = f"<g><title>{_escaped(text.full)}</title>{whole}</g>"
    if text.link:
        address = _escaped("rg:" + quote(text.link, safe="/"))
        whole = f'<a href="{address}" tabindex="-1">{whole}</a>'
    return whole


def _with_names(text: str, names: Sequence[Span]) -> str:
    """A text of ours in which the user's words are marked, as `<bdi>` marks them outside of pictures."""
    written, at = "", 0
    for start, end in names:
        written += f'{_escaped(text[at:start])}<tspan class="rg-name">{_escaped(text[start:end])}</tspan>'
        at = end
    return written + _escaped(text[at:])


def _further_lines(text: Label, x: str) -> Iterator[str]:
    before = text.text
    for line in text.more:
        # a blank for those who copy or hear it, with a place of its own, or it would push its line aside
        blank = "" if before.endswith(_SIGNS) else f'<tspan x="{x}"> </tspan>'
        yield f'{blank}<tspan x="{x}" dy="{_n(WITHIN * text.size)}">{_escaped(line)}</tspan>'
        before = line


@lru_cache(maxsize=1_024)
def _bar(bar: Bar) -> str:
    box = bar.box
    marks = "".join(f"M{_n(x)} {_n(box.y + box.height)}v{_n(TICK)}" for x in bar.ticks)
    parts = [
        '<g class="rg-bar">',
        f'<g transform="translate({_n(box.x)} {_n(box.y)})">{_ramp(bar.palette, box.width, box.height)}</g>',
        f'<path d="{marks}" stroke="currentColor" fill="none"/>',
        *map(_text, bar.words),
        "</g>",
    ]
    return "\n".join(parts)


def _ramp(palette: str, width: float, height: float) -> str:
    """The colours from level 0 at the left to level 100."""
    fills = colours(palette)
    step = width * _BAR_STEP / (LEVELS - 1 + _BAR_STEP)
    return "".join(
        # each reaches on to the end: rectangles that only touch show seams
        f'<rect x="{_n(count * step)}" width="{_n(width - count * step)}" height="{_n(height)}"'
        f' fill="{fills[level]}"/>'
        for count, level in enumerate(range(0, LEVELS, _BAR_STEP))
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
