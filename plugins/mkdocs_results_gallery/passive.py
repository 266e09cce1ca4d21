"""Whether a text that anybody may have written can do nothing in a browser but be shown.

What a build made lies in a store, and a store may be a stranger's. So HTML and SVG are compared with the
only forms that this package writes: elements and attributes by name, quotes and escapes as we set them,
addresses that lead somewhere and run nothing. All else is refused, and made anew. Nothing is mended here, and
nothing is understood that we do not write: comments, CDATA, other cases, other quotes.
"""

from __future__ import annotations

import re
from functools import cache

ELEMENTS = (
    "td", "span", "tr", "th", "bdi", "a", "div", "small", "li", "i", "wbr", "p", "b", "section", "code", "ul",
    "g", "rect", "text", "tspan", "path", "circle", "svg", "image", "img",
    "table", "thead", "tbody", "tfoot", "caption", "button", "input", "label", "select", "option", "output",
    "figure", "figcaption", "details", "summary", "nav", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd",
    "time", "pre", "br", "hr", "blockquote", "em", "strong", "del", "sub", "sup", "ol",
)  # fmt: skip # the most frequent first, as they are tried in turn
"""All that our templates, tables, figures and Markdown write. No script, style, form or frame."""

_TEXT = r'[^"<]*+'
PLAIN = (
    "data-rank", "data-exact", "scope", "tabindex", "data-row", "data-levels", "x", "y", "width", "height",
    "rx", "cx", "cy", "r", "d", "dy", "font-size", "data-metric", "direction", "text-anchor", "transform",
    "viewBox", "fill-opacity", "stroke-opacity", "stroke-width", "preserveAspectRatio", "image-rendering",
    "data-rows", "data-metrics", "font-family",
    "aria-current", "aria-disabled", "aria-expanded", "aria-hidden", "aria-label", "aria-labelledby",
    "aria-live", "aria-pressed", "alt", "autocomplete", "colspan", "datetime", "dir", "lang",
    "loading", "placeholder", "rel", "role", "value", "data-better", "data-beyond", "data-group",
    "data-legend", "data-bound", "data-ranked", "data-reach", "data-reference", "data-rg-cells",
    "data-rg-view", "data-svg", "data-text", "data-view", "data-base", "data-delta",
)  # fmt: skip # a list of short words
"""Attributes whose value is a text or a number, whatever it says."""
BARE = ("data-search-exclude", "hidden", "download")
"""Attributes without a value."""

# no scheme: whatever stands before the first of / ? # has no colon, and nothing that may become one
_ADDRESS = rf"(?:[^:&\"<\\/?\#]*+(?:[/?\#]{_TEXT})?|(?:https?://|mailto:){_TEXT})"
_PICTURE = r"data:image/png;base64,[A-Za-z0-9+/=]*+"
# files that our scripts load as scripts: below this gallery, and checked by `is_passive_script` themselves
_PART = r"(?:\.\./)*+[A-Za-z0-9_~%-](?:[A-Za-z0-9_~%/-]++|\.(?!js[\" ]))*+\.js"
# some themes take a title for HTML once more; nothing in it may begin a tag there
_TITLE = r"(?:[^\"<&]++|&(?:amp|gt|quot|\#34|\#39|\#x27);|&lt;(?![A-Za-z/!?]))*+"
_SPECIAL = (
    r'class="rg[a-z0-9-]*+(?: rg[a-z0-9-]*+)*+"',  # what themes and their scripts know has other names
    r'id="(?:rg|t[0-9]|cell|row|metric)[^"<\s]*+"',
    rf'title="{_TITLE}"',
    rf'(?:xlink:href|href|src)="{_PICTURE}"',
    r'(?:fill|stroke)="(?:\#[0-9a-f]{3,6}|currentColor|none)"',
    r'type="(?:button|search)"',
    rf'data-catalogue="{_PART}"',
    rf'data-parts="(?:[a-z0-9.;± +-]*+|{_PART}(?: {_PART})*+)"',
    r'data-root="(?:\.\./)*+"',
)
_ATTRIBUTE = f'{"|".join(_SPECIAL)}|(?:{"|".join(PLAIN)})="{_TEXT}"|(?:{"|".join(BARE)})(?=[ />])'
_NAMES = "|".join(ELEMENTS)
_LINK = rf'(?:xlink:)?href="{_ADDRESS}"'  # of an `a` alone: of others it would be loaded
_TAG = (
    rf"<(?:/(?:{_NAMES})|(?:a(?: (?:{_LINK}|{_ATTRIBUTE}))*+|(?:{_NAMES})(?: (?:{_ATTRIBUTE}))*+) ?/?)>"
    # outside an SVG a parser takes what is in it for text: so nothing but text may be
    rf"|<title(?: (?:{_ATTRIBUTE}))*+>[^<]*+</title>"
)
# a sign of ours is the character < itself
_PAGE = rf"(?:[^<]++|{_TAG}|<(?=</span>)|<!-- rg-backlinks -->)*+"

_STYLE = r"<style>(?:@media\(prefers-color-scheme:dark\)|[^<&@(\\])*+</style>"
_PICTURE_FILE = (
    rf'<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg xmlns="http://www\.w3\.org/2000/svg"'
    rf"(?: (?:{_ATTRIBUTE}))*+>(?:[^<]++|{_STYLE}|<desc>|</desc>|{_TAG})*+"
)
_PICTURE_PART = rf'(?:<svg xmlns="http://www\.w3\.org/2000/svg"(?: (?:{_ATTRIBUTE}))*+>)?(?:[^<]++|{_TAG})*+'

_ESCAPE = r"\\(u003c|u2028|u2029|[\\'nr/])"
_CALL = re.compile(rf"resultsGallery\('((?:[^'\\\n\r\u2028\u2029]++|{_ESCAPE})*+)'\);\n")
_ESCAPED = re.compile(_ESCAPE)
_MEANT = {"u003c": "<", "u2028": "\u2028", "u2029": "\u2029", "n": "\n", "r": "\r"}

_PDF_THAT_ACTS = re.compile(
    rb"/(?:JavaScript|JS|AA|OpenAction|Launch|EmbeddedFile|RichMedia|URI|SubmitForm|ObjStm|GoToR)\b"
    rb"|/[A-Za-z]*#[0-9A-Fa-f]{2}"  # another way to write a letter
)


def is_passive(html: str) -> bool:
    """Whether this is HTML of our pages, or a part of it."""
    return _compiled(_PAGE).fullmatch(html) is not None


def is_passive_image(name: str, image: bytes) -> bool:
    """Whether this is an image of ours, by its format: of an SVG what is drawn, before it has a place."""
    return _fits(_PICTURE_PART, image) if name == "svg" else is_passive_file(f".{name}", image)


def is_passive_file(uri: str, content: bytes) -> bool:
    """Whether a file that is published under `uri` is what we publish there."""
    suffix = uri.rpartition(".")[2]
    if suffix == "svg":
        return _fits(_PICTURE_FILE, content)
    if suffix == "js":
        return is_passive_script(content)
    if suffix == "png":
        return content.startswith(b"\x89PNG\r\n\x1a\n")
    if suffix == "pdf":
        return content.startswith(b"%PDF-") and not _PDF_THAT_ACTS.search(content)
    return suffix in _DATA


_DATA = frozenset(["csv", "tsv", "json", "yaml", "yml"])
"""What a browser shows as text, or saves."""


def is_passive_script(content: bytes) -> bool:
    """Whether a script does nothing but hand further rows of a table, HTML, to the script of our pages."""
    try:
        found = _CALL.fullmatch(content.decode())
    except UnicodeDecodeError:
        return False
    return found is not None and is_passive(_ESCAPED.sub(lambda one: _MEANT.get(one[1], one[1]), found[1]))


@cache  # a build that reads nothing but its own needs none, and each takes as long as a page
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _fits(pattern: str, content: bytes) -> bool:
    try:
        return _compiled(pattern).fullmatch(content.decode()) is not None
    except UnicodeDecodeError:
        return False
