"""A drawn SVG where readers meet it: inside a page, or as a file of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import unquote

from mkdocs_results_gallery.heatmap.text_fit import clean

_ROOT = re.compile(r'<svg xmlns="[^"]*" (width="[0-9.]+" height="[0-9.]+" viewBox="[0-9. ]+")>')
_LINK = re.compile(r'<a href="rg:([^"]*)" tabindex="-1">')
_PIXELS = 'image-rendering="pixelated"'
"""As it is drawn; in a page the stylesheet does, as HTML validators don't know the attribute."""
_DATA = 'href="data:'
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
_FAMILY = "DejaVu Sans, Verdana, sans-serif"
_INK = ":root{color-scheme:light dark;color:#1a1a1a}@media(prefers-color-scheme:dark){:root{color:#e8e8e8}}"


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
    return f'{prolog}<svg {NAMESPACE} {root} font-family="{_FAMILY}">{head}{_LINK.sub("<a>", body)}'.encode()


def _opened(svg: bytes) -> tuple[str, str]:
    """Return the sizes of the root element, and all that follows it."""
    text = svg.decode()
    start = _ROOT.match(text)
    if start is None:
        raise ValueError("expected an SVG made by draw_svg")
    return start[1], text[start.end() :]
