"""The links of a page as its file has them, without its site and the extensions that this may have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mkdocs_results_gallery.embed.fragment import Fragment
from mkdocs_results_gallery.embed.html import filled
from mkdocs_results_gallery.embed.lines import LinkLines, SourceText, nth_line
from mkdocs_results_gallery.embed.markdown import WrittenPage, read_alone

_FRONT = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_BOX = re.compile(r"( *)(?:!!!|\?\?\?\+?|===[+!]?) .*")
"""The first line of an admonition, a fold or a tab: what is in it is indented below."""
_INDENT = 4


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link with words."""

    url: str
    words: str
    line: int
    """1-based; 0: unknown."""


def links_of(text: str, is_ours: Callable[[str], bool]) -> list[WrittenLink]:
    """List those links of a page, in Markdown and in HTML, whose address `is_ours`.

    Raises ValueError for what Markdown can't take.
    """
    plain = _unboxed(_FRONT.sub(lambda front: "\n" * front[0].count("\n"), text))
    page = WrittenPage("", None, SourceText(plain), lambda address: address)
    inner, outer = _LinkNotes(is_ours), _LinkNotes(is_ours)
    try:
        html = read_alone(plain, page, inner)
        filled(html, lambda url, words: outer.fill(url, words), is_ours)
        lines = page.lines({*inner.urls, *outer.urls})
    except Exception as error:  # Markdown raises anything for what it can't take
        raise ValueError(type(error).__name__) from error
    return [*inner.links(lines, "markdown"), *outer.links(lines, "html")]


class _LinkNotes:
    """Takes note of links in the place of a site's galleries."""

    def __init__(self, is_ours: Callable[[str], bool]) -> None:
        self._is_ours = is_ours
        self._found: list[tuple[str, str, int]] = []
        self._seen: Counter[str] = Counter()

    def __len__(self) -> int:
        return 1

    @property
    def urls(self) -> set[str]:
        """Their addresses."""
        return {*self._seen}

    def fill(
        self,
        url: str,
        words: str,
        page: Path | None = None,
        link: Callable[[str], str] | None = None,
        *,
        is_image: bool = False,
    ) -> Fragment | None:
        """Keep a link; an image is none."""
        self._seen[url] += 1
        if is_image or not self._is_ours(url):
            return None
        self._found.append((url, " ".join(words.split()), self._seen[url] - 1))
        return Fragment()

    def language(self, number: int | None) -> str:
        """Nothing is written."""
        return ""

    def links(self, lines: LinkLines, kind: str) -> list[WrittenLink]:
        """All of them with their lines."""
        known = lines.markdown if kind == "markdown" else lines.html
        return [WrittenLink(url, words, nth_line(known, url, nth)) for url, words, nth in self._found]


def _unboxed(text: str) -> str:
    """`text` with what stands in boxes as if it stood alone, line for line: their extensions are not here."""
    lines: list[str] = []
    depths: list[int] = []
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if line.strip():
            while depths and indent < depths[-1] + _INDENT:
                depths.pop()
        inner = line[min(indent, _INDENT * len(depths)) :]
        box = _BOX.fullmatch(line)
        if box:
            depths.append(indent)
        lines.append("" if box else inner)
    return "\n".join(lines)
