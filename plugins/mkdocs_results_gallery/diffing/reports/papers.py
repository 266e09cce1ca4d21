"""The outline, line by line, and how it is plain text, which a file or a pipe takes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Protocol

from mkdocs_results_gallery.diffing.reports.outline import Block, Foreign, Outline, Phrase, Tabulation
from mkdocs_results_gallery.words.phrases import counted


class Paper(Protocol):
    """What is written on."""

    most: int | None
    """Lines of a block that have room; None: all."""

    def gap(self) -> None:
        """Write an empty line."""

    def line(self, phrase: Phrase, style: str = "") -> None:
        """Write a sentence."""

    def table(self, head: Sequence[str], rows: Sequence[tuple[Phrase, ...]], numeric: frozenset[int]) -> None:
        """Write lines of cells under a head."""


def write(outline: Outline, paper: Paper) -> None:
    """Write all of an outline, in its order."""
    paper.line(outline.verdict, "bold")
    if outline.claims or outline.files:
        paper.line(outline.sides, "dim")
    for chapter in (*outline.claims, *outline.files):
        paper.gap()
        paper.line(chapter.heading, "bold underline")
        for block in chapter.blocks:
            _write_block(block, paper)
    if outline.rest.items:
        paper.gap()
        _write_block(outline.rest, paper)


def _write_block(block: Block, paper: Paper) -> None:
    """Write a block under its title, or the beginning of a long one."""
    if block.title:
        paper.gap()
        paper.line((f"{block.title}:",))
    if isinstance(block, Tabulation):
        paper.gap()
        paper.table(block.head, block.rows[: paper.most], block.numeric)
        more = len(block.rows) - (paper.most or len(block.rows))
    else:
        for item in block.items[: paper.most]:
            paper.line(("- ", *item))
        more = len(block.items) - (paper.most or len(block.items))
    if more > 0:
        paper.line((f"and {counted(more, f'more {block.noun}')}; --format json has all",), "dim")


def spoken(part: str | Foreign, quotes: tuple[str, str]) -> str:
    """Return words of ours as they are, a foreign text in `quotes` unless it is bare."""
    if isinstance(part, str):
        return part
    before, after = ("", "") if part.is_bare else quotes
    return f"{before}{_inert(part.cut)}{after}"


QUOTES, NO_QUOTES = ("“", "”"), ("", "")
"""Around a foreign text in a sentence, and in a cell."""


def _inert(text: str) -> str:
    """A text that begins no command of GitHub's runner, which reads what a job writes: `::` and `##[`."""
    start = len(text) - len(text.lstrip(" "))
    text = f"{text[:start]}\\x3a{text[start + 1 :]}" if text.startswith("::", start) else text
    return text.replace("##[", "##\\x5b")


class PlainPaper:
    """Plain text, in which no line is wrapped, so that each can be searched."""

    most: int | None = None

    def __init__(self) -> None:
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(f"{line.rstrip(' ')}\n" for line in self._lines)

    def gap(self) -> None:
        """Write an empty line."""
        self._lines.append("")

    def line(self, phrase: Phrase, style: str = "") -> None:
        """Write a sentence; plain text has no style."""
        self._lines.append("".join(spoken(part, QUOTES) for part in phrase))

    def table(self, head: Sequence[str], rows: Sequence[tuple[Phrase, ...]], numeric: frozenset[int]) -> None:
        """Write lines of cells, each column as wide as its widest cell."""
        texts = [["".join(spoken(part, NO_QUOTES) for part in cell) for cell in row] for row in rows]
        columns = [_padded(column, at in numeric) for at, column in enumerate(zip(head, *texts, strict=True))]
        self._lines += ["  ".join(cells) for cells in zip(*columns, strict=True)]


def _padded(texts: Sequence[str], is_numeric: bool) -> list[str]:
    widths = list(map(_width, texts))
    widest = max(widths)
    blanks = [" " * (widest - width) for width in widths]
    both = zip(texts, blanks, strict=True)
    return [f"{blank}{text}" if is_numeric else f"{text}{blank}" for text, blank in both]


def _width(text: str) -> int:
    """How many columns a text takes: of some scripts a letter takes two, an accent none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)
