"""The lines of links in a page by its look, for what Markdown has not rendered, or not where we can ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from mkdocs_results_gallery.weaving.places import BEHIND, Places, spelled

_FENCE = re.compile(
    r"^[ \t]*(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=mark)[`~]*[ \t]*$|\Z)", re.M | re.S
)
_CODE = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)

# what Markdown makes no link of, beside code
_ESCAPED = re.compile(r"\\\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)")
_BLOCK = re.compile(
    r"^ {0,3}<(?P<tag>div|p|table|section|article|details|figure|ul|ol|dl|pre|blockquote|h[1-6])\b"
    r"(?![^>]*\bmarkdown\b)[^>]*>.{0,2000}?</(?P=tag)>",
    re.M | re.S | re.I,
)
"""Bounded: a page of ten thousand ``<p>`` that nothing closes is not to be read ten thousand times."""
_TAG = re.compile(r"<[a-z][a-z0-9-]*\s[^<>]*>", re.I)
_CONTAINER = re.compile(r"\s*(?:[-*+]|\d+[.)]|!!!|\?\?\?\+?|===|\[\^[^\]]+\]:|:)(?:\s|$)")
"""The first line of what goes on indented: a list, an admonition, a tab, a footnote, a definition."""


class Source:
    """The text of a page's file."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _html(self) -> str:
        return _without(self.text, _COMMENT, _FENCE, _CODE)

    @cached_property
    def _markdown(self) -> str:
        return _without(_without_indented_code(self._html), _ESCAPED, _BLOCK, _TAG)

    def places(self, urls: Iterable[str]) -> Places:
        """Where links seem to be that have one of `urls` as their address: in Markdown, and in raw HTML."""
        urls = [*urls]
        return Places(
            {url: _lines(self._markdown, "", url) for url in urls},
            # a notebook has its Markdown within JSON
            {url: _lines(self._html, r"(?<=[\"'=])", url) or _lines(self._html, "", url) for url in urls},
        )


def _lines(text: str, before: str, url: str) -> list[int]:
    pattern = re.compile(rf"{before}{spelled(url)}{BEHIND}")
    return [text.count("\n", 0, found.start()) + 1 for found in pattern.finditer(text)]


def _without(text: str, *patterns: re.Pattern[str]) -> str:
    """`text` with blanks for what fits one of `patterns`, its lines kept."""
    for pattern in patterns:
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text


def _without_indented_code(text: str) -> str:
    return "\n".join(_unindented(text.split("\n")))


def _unindented(lines: list[str]) -> Iterator[str]:
    after_blank, is_code, in_container = True, False, False
    for line in lines:
        is_indented = line.startswith(("    ", "\t"))
        if not line.strip():
            after_blank = True
            yield line
            continue
        if not is_indented:
            in_container = _CONTAINER.match(line) is not None or (in_container and not after_blank)
        is_code = is_indented and not in_container and (after_blank or is_code)
        after_blank = False
        yield "" if is_code else line
