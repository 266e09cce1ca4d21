"""The lines of links, from Markdown's own reading of the page: nothing is guessed of what is a link to it.

Each place of the text that has the address in question gets a number behind the address. What Markdown makes
of that text then says which of these places are links, in the order of the page; a link without a number
comes from elsewhere, an included file for example.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
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
class Places:
    """The 1-based lines of links by their address, in the order of the page; 0 for one that isn't there."""

    markdown: Mapping[str, list[int]]
    html: Mapping[str, list[int]]
    """Of raw HTML."""

    def moved(self, to: Callable[[int], int]) -> Places:
        """The same with each line where `to` has it."""
        one, other = (
            {url: [to(line) for line in lines] for url, lines in found.items()}
            for found in (self.markdown, self.html)
        )
        return Places(one, other)


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
    """A pattern for the ways in which a page may write an address: with escapes and entities."""
    return "".join(
        "&(?:amp;|#38;|#[xX]26;)?" if char == "&" else char if char.isalnum() else rf"\\?{re.escape(char)}"
        for char in url
    )


def places(links: Iterable[str], raw: Iterable[str]) -> Places:
    """Where things are, from the addresses of all `links` and the pieces of raw HTML of a numbered text."""
    html = [unescape(found["url"]) for piece in raw for found in _LINKING.finditer(piece)]
    by_url = {url: sorted(lines) for url, lines in _by_url(html).items()}
    return Places(_by_url(links), by_url)


def _by_url(urls: Iterable[str]) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for url in urls:
        found = _NUMBERED.search(url)
        plain = url[: found.start()] if found else url
        lines.setdefault(plain, []).append(int(found[1]) if found else 0)
    return lines


def nth_line(lines: Mapping[str, Sequence[int]], url: str, nth: int) -> int:
    """The line of the link that is the `nth` (from 0) with its address; 0 where it is unknown."""
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
