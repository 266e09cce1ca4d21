"""Links to results in feeds: RSS, Atom and JSON Feed, written by others from the source of pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape, unescape

from mkdocs_results_gallery.weaving.address import is_named
from mkdocs_results_gallery.weaving.answer import Answer
from mkdocs_results_gallery.weaving.finished import Ask, IsPath, Left, filled

SUFFIXES = frozenset({".xml", ".rss", ".atom", ".json"})
"""Of files that may be feeds."""

_TEXT = re.compile(r"<!\[CDATA\[(?P<cdata>.*?)\]\]>|(?<=>)(?P<text>[^<]+)(?=<)", re.S)
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.S)
_CUT = re.compile(r"\]\(\s*(?:<|&lt;)?([^)\s<]*)")
_CUT_SHORT = Answer(
    problem="expected a whole link, got the beginning of one: the feed cuts the text of the page there",
    hint="give the page a description, or let the feed take more of it",
)
_BEGINNING = 4_000
"""Characters in which a feed says that it is one."""


def is_feed(text: str, suffix: str) -> bool:
    """Whether `text` is a feed by its beginning, not a site map or somebody's data."""
    marks = ("jsonfeed.org/version",) if suffix == ".json" else ("<rss", "<feed", "<rdf:RDF")
    return any(mark in text[:_BEGINNING] for mark in marks)


def filled_feed(
    text: str, suffix: str, ask: Ask, is_path: IsPath | None = None
) -> tuple[str, tuple[Left, ...]]:
    """The feed `text` with its links filled, and what is wrong with them; `suffix` tells its format."""
    left: list[Left] = []

    def whole(html: str) -> str:
        html, stays = filled(html, ask, is_path)
        left.extend([*stays, *_cut(html)])
        return html

    if suffix == ".json":
        return _json(text, whole), tuple(left)
    return _TEXT.sub(lambda found: _xml(found, whole), text), tuple(left)


def _cut(html: str) -> Iterator[Left]:
    """What is left of a page's source that was cut within a link: neither link nor words."""
    if "](" in html:
        for found in _CUT.finditer(_CODE.sub("", html)):
            url = unescape(found[1])
            if is_named(url):
                yield Left(url, replace(_CUT_SHORT, cause=f"cut {url}"))


def _xml(found: re.Match[str], whole: Callable[[str], str]) -> str:
    """One text of the document, in the way of escaping that it has."""
    if found["cdata"] is not None:
        return f"<![CDATA[{whole(found['cdata'])}]]>"
    html = unescape(found["text"])
    done = whole(html)
    return found["text"] if done == html else escape(done)


def _json(text: str, whole: Callable[[str], str]) -> str:
    try:
        document = json.loads(text)
    except ValueError:
        return text
    for value in dict.fromkeys(_strings(document)):
        done = whole(value)
        if done != value:
            for ascii_only in (True, False):
                old, new = (json.dumps(one, ensure_ascii=ascii_only) for one in (value, done))
                text = text.replace(old, new)
    return text


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value)
