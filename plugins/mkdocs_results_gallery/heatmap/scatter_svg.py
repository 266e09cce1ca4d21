"""Two metrics of some rows become a picture: points on two axes, and the front that nothing beats.

Drawn as `svg` draws: no ids and no styles, all ink is `currentColor`; what is on the front is solid.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from mkdocs_results_gallery.digits.number import exact
from mkdocs_results_gallery.heatmap.bars import ticks_of
from mkdocs_results_gallery.heatmap.geometry import Box
from mkdocs_results_gallery.heatmap.glyphs import measure
from mkdocs_results_gallery.heatmap.painting import image_key
from mkdocs_results_gallery.heatmap.scales import Scale
from mkdocs_results_gallery.heatmap.text_fit import clean, shorten, shorten_all
from mkdocs_results_gallery.passive import is_passive_image
from mkdocs_results_gallery.store import Store

_WIDTH, _HEIGHT = 480.0, 340.0
"""CSS pixels: narrow, so that on a phone the letters are 9 pixels high."""
_SIZE = 14.0
"""Of all letters, in pixels."""
_TOP, _BOTTOM, _RIGHT = 32.0, 48.0, 14.0
_PAD = 14.0
"""Between the outermost points and the axes."""
_FRONT, _OTHER = 5.0, 3.5
"""Radii."""
_LABEL = 13.0
"""Em of a point's name, at most."""
_NEAR = 8
"""Places of a name beside its point; farther ones have a line that leads there."""
_MOST_LABELS = 24
_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
_FAMILY = "DejaVu Sans, Verdana, sans-serif"
_INK = (
    ":root{color-scheme:light dark;color:#1a1a1a}.rg-front{color:#0072b2}"
    "@media(prefers-color-scheme:dark){:root{color:#e8e8e8}.rg-front{color:#56b4e9}}"
)
_LINK = re.compile(r'<a href="row:([0-9]+)" tabindex="(-?[01])">')


@dataclass(frozen=True, slots=True)
class Axis:
    """One metric."""

    name: str
    """The user's, with the unit, plain text."""
    higher_is_better: bool | None
    is_log: bool = False
    """Then all its numbers are above 0."""
    words: str = ""
    """Ours behind the name, e.g. its direction; never shortened."""


@dataclass(frozen=True, slots=True)
class Point:
    """One row."""

    row: int
    """0-based, in its table."""
    title: str
    words: str
    """The row with both numbers, for a tooltip."""
    x: float
    y: float
    is_front: bool


@dataclass(frozen=True, slots=True)
class Scatter:
    """All that is needed to draw, and nothing more."""

    x: Axis
    y: Axis
    points: tuple[Point, ...]
    """At least one."""

    def fingerprint(self) -> str:
        """64 hexadecimal digits: equal ones look alike."""
        digits = [exact(number) for point in self.points for number in (point.x, point.y)]
        return hashlib.sha256(f"scatter {self!r} {digits}".encode("utf-8", "surrogatepass")).hexdigest()


def draw_scatter(scatter: Scatter, store: Store) -> str:
    """Return the body of the SVG, from the `store` where it is kept, for the two functions below."""
    key = image_key(scatter.fingerprint(), "svg")
    kept = store.get(key)
    if kept is not None and _is_ours(kept, scatter):
        return kept.decode()
    body = _Plot(scatter).body()
    store.put(key, body.encode())
    return body


def _is_ours(body: bytes, scatter: Scatter) -> bool:
    """Whether it could come from `draw_scatter`, whoever wrote it."""
    rows = {point.row for point in scatter.points}
    leads = {int(row) for row in re.findall(rb'href="row:([0-9]{1,9})"', body)}
    return leads <= rows and is_passive_image("svg", body.replace(b'"row:', b'"'))


def as_fragment(body: str, *, label: str, href: Callable[[int], str]) -> str:
    """An element for an HTML page, named `label`; `href` gives the address of a row, ``""`` for none.

    The points of the front are in the tab order; the table has all others too.
    """

    def link(found: re.Match[str]) -> str:
        address = href(int(found[1]))
        return f'<a xlink:href="{escape(address)}" tabindex="{found[2]}">' if address else "<a>"

    name = escape(clean(label))
    return (
        f'<svg class="rg-scatter" {_size()} role="document" aria-label="{name}">{_LINK.sub(link, body)}</svg>'
    )


def as_document(body: str, *, label: str, description: str) -> bytes:
    """A file of its own, with a title and a description; without links, as all our pictures."""
    head = f"<title>{escape(clean(label))}</title>\n<desc>{escape(clean(description))}</desc>\n"
    root = f'<svg {_NAMESPACE} {_size()} font-family="{_FAMILY}">'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n{head}<style>{_INK}</style>'
        f"{_LINK.sub('<a>', body)}</svg>\n"
    ).encode()


def _size() -> str:
    return f'width="{_WIDTH:g}" height="{_HEIGHT:g}" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}"'


@dataclass(frozen=True, slots=True)
class _Placed:
    """One axis of the picture."""

    scale: Scale
    start: float
    """Pixels of its lowest number."""
    end: float
    """Pixels of its highest number."""

    @classmethod
    def of(cls, axis: Axis, numbers: Sequence[float], start: float, end: float) -> _Placed:
        low, high = min(numbers, key=exact), max(numbers, key=exact)
        return cls(Scale(low, high, "log" if axis.is_log else "linear"), start, end)

    def at(self, number: float) -> float:
        level = self.scale.level(number)
        return self._of(50.0 if level is None else level)

    def ticks(self) -> list[tuple[float, str]]:
        """Pixels and texts."""
        return [(self._of(level), text) for level, text in ticks_of(self.scale)]

    def _of(self, level: float) -> float:
        return self.start + level / 100 * (self.end - self.start)


class _Plot:
    """One picture."""

    def __init__(self, scatter: Scatter) -> None:
        self._scatter = scatter
        bottom = _HEIGHT - _BOTTOM
        ys = [point.y for point in scatter.points]
        self._y = _Placed.of(scatter.y, ys, bottom - _PAD, _TOP + _PAD)
        self._y_ticks = self._y.ticks()
        self._left = 12 + _SIZE * max((measure(text) for _, text in self._y_ticks), default=0.0)
        xs = [point.x for point in scatter.points]
        self._x = _Placed.of(scatter.x, xs, self._left + _PAD, _WIDTH - _RIGHT - _PAD)
        self._frame = Box(self._left, _TOP, _WIDTH - _RIGHT - self._left, bottom - _TOP)
        self._edges: list[Box] = []
        """The lines of the front, as thin boxes."""
        self._places = {point.row: (self._x.at(point.x), self._y.at(point.y)) for point in scatter.points}

    def body(self) -> str:
        """All parts, one a line."""
        parts = [
            f'<g fill="currentColor" direction="ltr" font-size="{_SIZE:g}">',
            *self._axes(),
            *self._front_line(),
            *map(self._point, sorted(self._scatter.points, key=lambda one: one.is_front)),
            *self._labels(),
            "</g>",
        ]
        return "\n".join(parts)

    def _axes(self) -> Iterator[str]:
        frame = self._frame
        right, bottom = frame.x + frame.width, frame.y + frame.height
        lines = [f"M{_n(frame.x)} {_n(y)}H{_n(right)}" for y, _ in self._y_ticks]
        x_ticks = list(self._x_ticks())
        lines += [f"M{_n(x)} {_n(frame.y)}V{_n(bottom)}" for x, _, _ in x_ticks]
        yield f'<path d="{"".join(lines)}" fill="none" stroke="currentColor" stroke-opacity="0.15"/>'
        yield (
            f'<path d="M{_n(frame.x)} {_n(frame.y)}V{_n(bottom)}H{_n(right)}" fill="none" '
            'stroke="currentColor" stroke-opacity="0.6"/>'
        )
        for y, text in self._y_ticks:
            yield _text(frame.x - 6, y + _SIZE * 0.35, text, "end")
        for _, x, text in x_ticks:
            yield _text(x, bottom + _SIZE * 1.25, text, "middle")
        for axis, x, y, anchor in (
            (self._scatter.y, 4, _SIZE * 1.2, "start"),
            (self._scatter.x, right, _HEIGHT - 6, "end"),
        ):
            name = shorten(axis.name, _WIDTH / _SIZE - 1 - measure(axis.words), measure)
            yield _text(x, y, name, anchor, ' class="rg-axis"', axis.words)

    def _x_ticks(self) -> Iterator[tuple[float, float, str]]:
        """Those whose texts do not touch: where the tick is, and the middle of its text in the picture."""
        taken = 0.0
        for x, text in self._x.ticks():
            half = _SIZE * measure(text) / 2
            middle = min(max(x, half), _WIDTH - half)
            if middle - half >= taken:
                taken = middle + half + _SIZE * 0.6
                yield x, middle, text

    def _front_line(self) -> Iterator[str]:
        """The edge of what the front beats: a staircase whose inner corners are the worse of two numbers."""
        ways = self._scatter.x.higher_is_better, self._scatter.y.higher_is_better
        front = sorted({self._places[point.row] for point in self._scatter.points if point.is_front})
        if None in ways or len(front) < 2:
            return
        path = f"M{_n(front[0][0])} {_n(front[0][1])}"
        corners = [front[0]]
        for one, other in pairwise(front):
            corner_x = min(one[0], other[0]) if ways[0] else max(one[0], other[0])
            corner_y = max(one[1], other[1]) if ways[1] else min(one[1], other[1])
            path += f"L{_n(corner_x)} {_n(corner_y)}L{_n(other[0])} {_n(other[1])}"
            corners += [(corner_x, corner_y), other]
        self._edges = [
            Box(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))
            for a, b in pairwise(corners)
        ]
        yield (
            f'<path class="rg-front" d="{path}" fill="none" stroke="currentColor" stroke-opacity="0.7" '
            'stroke-width="1.5"/>'
        )

    def _point(self, point: Point) -> str:
        x, y = self._places[point.row]
        circle = f'cx="{_n(x)}" cy="{_n(y)}"'
        if point.is_front:
            drawn = f'<circle {circle} r="{_FRONT:g}"/>'
        else:
            # a wider invisible disc answers to the pointer
            drawn = (
                f'<circle {circle} r="{_FRONT + 2:g}" fill-opacity="0"/>'
                f'<circle {circle} r="{_OTHER:g}" fill="none" stroke="currentColor" stroke-opacity="0.65"/>'
            )
        kind = "rg-point rg-front" if point.is_front else "rg-point"
        ink = ' fill="currentColor"' if point.is_front else ""
        title = f"<title>{escape(clean(point.words))}</title>"
        return (
            f'<a href="row:{point.row}" tabindex="{0 if point.is_front else -1}">'
            f'<g class="{kind}" data-row="{point.row}"{ink}>{title}{drawn}</g></a>'
        )

    def _labels(self) -> Iterator[str]:
        """The names of the front, where each has room; all are in the text beside the picture."""
        front = [point for point in self._scatter.points if point.is_front]
        taken = [_around(*self._places[point.row], _FRONT) for point in front]
        front = front[:_MOST_LABELS]
        texts = shorten_all([point.title for point in front], _LABEL, measure)
        others = [_around(*self._places[one.row], _OTHER) for one in self._scatter.points if not one.is_front]
        for point, text in zip(front, texts, strict=True):
            x, y = self._places[point.row]
            boxes = [
                (_touched(box, self._edges), _touched(box, others), number, box)
                for number, box in enumerate(self._beside(x, y, _SIZE * measure(text)))
                if self._fits(box) and not _touched(box, taken)
            ]
            if boxes:
                _, _, number, box = min(boxes)
                taken.append(box)
                yield _text(box.x, box.y + _SIZE * 0.95, text, "start", ' class="rg-label-of-point"')
                yield from _lead(x, y, box) if number >= _NEAR else ()

    @staticmethod
    def _beside(x: float, y: float, width: float) -> Iterator[Box]:
        """The places of a name around its point, the best first."""
        height, gap = _SIZE * 1.1, _FRONT + 2
        for left in (x + gap, x - gap - width):
            yield Box(left, y - height / 2, width, height)
        for top in (y - gap - height, y + gap, y - gap - 2 * height, y + gap + height):
            for left in (x, x - width, x - width / 2):
                yield Box(left, top, width, height)

    def _fits(self, box: Box) -> bool:
        frame = self._frame
        return (
            frame.x + 1 <= box.x
            and box.x + box.width <= _WIDTH
            and frame.y - _SIZE * 0.4 <= box.y
            and box.y + box.height <= frame.y + frame.height
        )


def _around(x: float, y: float, radius: float) -> Box:
    return Box(x - radius, y - radius, 2 * radius, 2 * radius)


def _lead(x: float, y: float, box: Box) -> Iterator[str]:
    """A line from a point to its name that is not beside it."""
    path = f"M{_n(x)} {_n(y)}V{_n(box.y if box.y > y else box.y + box.height)}"
    yield f'<path d="{path}" fill="none" stroke="currentColor" stroke-opacity="0.6"/>'


def _touched(box: Box, others: Sequence[Box]) -> int:
    """How many of `others` have a place in common with `box`."""
    right, bottom = box.x + box.width, box.y + box.height
    return sum(
        box.x < one.x + one.width and one.x < right and box.y < one.y + one.height and one.y < bottom
        for one in others
    )


def _text(x: float, y: float, text: str, anchor: str, more: str = "", ours: str | None = None) -> str:
    place = f'x="{_n(x)}" y="{_n(y)}"' + ("" if anchor == "start" else f' text-anchor="{anchor}"')
    words = escape(clean(text))
    if ours is not None:  # before our words, the user's are marked as in a legend
        words = f'<tspan class="rg-name">{words}</tspan>{ours}'
    return f"<text {place}{more}>{words}</text>"


def _n(number: float) -> str:
    """Two decimals at most."""
    return f"{number:z.2f}".rstrip("0").rstrip(".")
