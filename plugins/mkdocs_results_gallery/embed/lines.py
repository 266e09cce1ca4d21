"""Find the lines of links in a page.

Best by Markdown's own reading: each place of the text that has the address in question gets a number behind
the address. What Markdown makes of that text then says which of these places are links, in the order of the
page; a link without a number comes from elsewhere, an included file for example. `SourceText` goes by the
look of the page, for what Markdown has not rendered, or not where it can be asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from html import unescape

_NUMBERED = re.compile(r"zqrgline([0-9]{1,7})qz\Z")
_LINKING = re.compile(
    r"(?:(?:href|src)\s*=\s*[\"']?\s*|<(?=results:))(?P<url>[^\"'<>\s]*?zqrgline[0-9]{1,7}qz)",
    re.IGNORECASE,
)
_MOST_LINES = 5_000
"""Lines of a page that are compared with those of its file where the two differ."""

BEHIND = r"(?=[\s)>\"'\]<]|\Z)"
"""What may follow an address."""


@dataclass(frozen=True, slots=True)
class LinkLines:
    """The 1-based lines of links by their address, in the order of the page; 0 for one that isn't there."""

    markdown: Mapping[str, list[int]]
    html: Mapping[str, list[int]]
    """Of raw HTML."""

    def moved(self, to: Callable[[int], int]) -> LinkLines:
        """Return the same with each line where `to` has it."""
        one, other = (
            {url: [to(line) for line in lines] for url, lines in found.items()}
            for found in (self.markdown, self.html)
        )
        return LinkLines(one, other)


def numbered(text: str, urls: Iterable[str]) -> str:
    """`text` with the number of its line behind each address that is among `urls`."""
    wanted = "|".join(map(spelled, sorted(set(urls), key=len, reverse=True)))
    if not wanted:
        return text
    pieces, done, line = [], 0, 1
    for found in re.finditer(rf"(?:{wanted}){BEHIND}", text, re.IGNORECASE):
        line += text.count("\n", done, found.end())
        pieces += [text[done : found.end()], f"zqrgline{line}qz"]
        done = found.end()
    return "".join([*pieces, text[done:]])


def spelled(url: str) -> str:
    """Return a pattern for the ways in which a page may write an address: with escapes and entities."""
    return "".join(
        "&(?:amp;|#38;|#[xX]26;)?" if char == "&" else char if char.isalnum() else rf"\\?{re.escape(char)}"
        for char in url
    )


def link_lines(links: Iterable[str], raw: Iterable[str]) -> LinkLines:
    """Find the lines of links, by the addresses of all `links` and the raw HTML of a numbered text."""
    html = [unescape(found["url"]) for piece in raw for found in _LINKING.finditer(piece)]
    by_url = {url: sorted(lines) for url, lines in _by_url(html).items()}
    return LinkLines(_by_url(links), by_url)


def _by_url(urls: Iterable[str]) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for url in urls:
        found = _NUMBERED.search(url)
        plain = url[: found.start()] if found else url
        lines.setdefault(plain, []).append(int(found[1]) if found else 0)
    return lines


def nth_line(lines: Mapping[str, Sequence[int]], url: str, nth: int) -> int:
    """Return the line of the link that is the `nth` (from 0) with its address; 0 where it is unknown."""
    of_url = lines.get(url, ())
    return of_url[nth] if nth < len(of_url) else 0


def in_file(converted: str, file: str) -> Callable[[int], int]:
    """From a line of the text that Markdown was given to that of `file`, of which it was made; 0 for none."""
    if file.endswith(converted):
        offset = file.count("\n", 0, len(file) - len(converted))
        return lambda line: line + offset if line else 0
    one, other = converted.split("\n"), file.split("\n")
    if max(len(one), len(other)) > _MOST_LINES:
        return lambda line: 0
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()

    def moved(line: int) -> int:
        for what, start, end, new, last in blocks:
            if start < line <= end:
                # a line in which something was filled in is still that line
                return line - start + new if what == "equal" or end - start == last - new else 0
        return 0

    return moved


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


class SourceText:
    """The text of a page's file, and its links by the look of it."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _html(self) -> str:
        return _without(self.text, _COMMENT, _FENCE, _CODE)

    @cached_property
    def _markdown(self) -> str:
        return _without(_without_indented_code(self._html), _ESCAPED, _BLOCK, _TAG)

    def lines(self, urls: Iterable[str]) -> LinkLines:
        """Where links seem to be that have one of `urls` as their address: in Markdown, and in raw HTML."""
        urls = [*urls]
        return LinkLines(
            {url: _lines_of(self._markdown, "", url) for url in urls},
            # a notebook has its Markdown within JSON
            {
                url: _lines_of(self._html, r"(?<=[\"'=])", url) or _lines_of(self._html, "", url)
                for url in urls
            },
        )


def _lines_of(text: str, before: str, url: str) -> list[int]:
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
