"""What GitHub makes of a comment: its own renderer of Markdown, then what it links in texts."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

import cmarkgfm
from cmarkgfm.cmark import Options

_LINKED = {
    "a mention": r"@[A-Za-z0-9]",
    "an issue": r"#[0-9]",
    "an issue of GH": r"\bGH-[0-9]",
    "an advisory": r"\b(?:GHSA|CVE)-\w",
    "an address": r"(?:https?|ftp)://|www\.|mailto:|xmpp:",
    "a commit": r"(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])",
    "an emoji": r":[\w+-]+:",
    "a formula": r"\$",
}
"""What GitHub's documentation says that it makes of a text, by a pattern that finds at least that."""
_DEAF = {"code", "pre", "a"}
"""Elements in which it makes nothing of a text."""
_OURS = {"p", "strong", "h3", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code", "details"}
_OURS |= {"summary"}


class Seen(HTMLParser):
    """A comment as it is shown."""

    def __init__(self, body: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        """Each element that begins, in order."""
        self.strange: list[str] = []
        """Elements and attributes that are none of ours."""
        self.open: list[str] = []
        self.free: list[str] = []
        """Texts outside of code."""
        self.code: list[str] = []
        """The text of each piece of code."""
        self.lines: list[list[str]] = []
        """The cells of each line of a table."""
        self.feed(cmarkgfm.github_flavored_markdown_to_html(body, Options.CMARK_OPT_UNSAFE))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        if tag not in _OURS or any(attr != ("align", "right") for attr in attrs):
            self.strange.append(f"{tag} {attrs}")
        if tag == "code":
            self.code.append("")
        if tag == "tr":
            self.lines.append([])
        if tag in ("td", "th"):
            self.lines[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "code" in self.open:
            self.code[-1] += data
        if not _DEAF & set(self.open):
            self.free.append(data)
        if {"td", "th"} & set(self.open):
            self.lines[-1][-1] += data

    @property
    def text(self) -> str:
        """All that is no code."""
        return "".join(self.free)

    def wrong(self) -> list[str]:
        """Everything in it that is more than our words and the texts of others as they are."""
        found = [f"element {one}" for one in self.strange]
        for what, pattern in _LINKED.items():
            found += [f"{what}: {text!r}" for text in self.free if re.search(pattern, text, re.IGNORECASE)]
        hidden = [char for char in "".join([*self.free, *self.code]) if _is_hidden(char)]
        return found + [f"character U+{ord(char):04X}" for char in hidden]


def _is_hidden(char: str) -> bool:
    return char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def cells_of_lines(body: str) -> list[int]:
    """How many cells each line of a table has in the source: a bar behind a backslash is none, says GFM."""
    lines = [line for line in body.splitlines() if line.startswith("| ")]
    return [len(re.findall(r"(?:\\.|[^|\\])*\|", line)) - 1 for line in lines]
