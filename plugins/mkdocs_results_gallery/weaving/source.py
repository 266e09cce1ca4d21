"""The line of a link in the source of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

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
    """The text of a page's file, asked for one link after the other in the order of the page."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._from: dict[tuple[str, bool], int] = {}

    @cached_property
    def _html(self) -> str:
        return _without(self._text, _COMMENT, _FENCE, _CODE)

    @cached_property
    def _markdown(self) -> str:
        return _without(_without_indented_code(self._html), _ESCAPED, _BLOCK, _TAG)

    def line(self, destination: str, *, is_html: bool = False) -> int:
        """The 1-based line of the next place that has this address; 0 where there is none.

        A link of Markdown, or one of raw HTML with `is_html`.
        """
        if is_html:
            # a notebook has its Markdown within JSON
            return self._next(self._html, r"(?<=[\"'=])", destination) or self._next(
                self._html, "", destination
            )
        return self._next(self._markdown, "", destination)

    def _next(self, text: str, before: str, destination: str) -> int:
        pattern = before + re.escape(destination) + r"(?=[\s)>\"'\]]|$)"
        key = pattern, text is self._html
        found = re.compile(pattern).search(text, self._from.get(key, 0))
        if found is None:
            return 0
        self._from[key] = found.end()
        return text.count("\n", 0, found.start()) + 1


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
