"""A comparison for a terminal: the same in the same order as the comment, or plain text where there is none.

Rich takes as long to import as a small comparison: nobody else needs it, so it is imported where it is
called.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, TextIO

from mkdocs_results_gallery.diffing.reports.outline import Block, Foreign, Outline, Phrase, Tabulation
from mkdocs_results_gallery.words.phrases import counted

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_AT_ONCE = 20
"""Lines of a block that are shown on a terminal; a file or a pipe gets all."""
_ENDLESS = 100_000
"""Columns of a file or a pipe: nothing is wrapped there, so that each line can be searched."""
_STYLES: Mapping[str, str] = MappingProxyType({"✓": "green", "✗": "red", "≈": "dim"})


def on_terminal(outline: Outline, stream: TextIO | None) -> str:
    """Return what is written to `stream`: in its width and with colours where that is a terminal."""
    said = io.StringIO()
    paper = _Paper(_console(stream, said))
    paper.line(outline.verdict, "bold")
    if outline.claims or outline.files:
        paper.line(outline.sides, "dim")
    for chapter in (*outline.claims, *outline.files):
        paper.gap()
        paper.line(chapter.heading, "bold underline")
        for block in chapter.blocks:
            paper.block(block)
    if outline.rest.items:
        paper.gap()
        paper.block(outline.rest)
    return "".join(f"{line.rstrip(' ')}\n" for line in said.getvalue().splitlines())


def _console(stream: TextIO | None, said: TextIO) -> Console:
    """A console that writes what `stream` would take into `said`."""
    from rich.console import Console

    asked = Console(file=stream or said)
    width = asked.width if asked.is_terminal else _ENDLESS
    return Console(
        file=said,
        force_terminal=asked.is_terminal,
        color_system="auto" if asked.is_terminal else None,
        width=width,
        legacy_windows=False,
    )


class _Paper:
    """What is written on, block by block."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._most = _AT_ONCE if console.is_terminal else None

    def gap(self) -> None:
        """Write an empty line."""
        self._console.print()

    def line(self, phrase: Phrase, style: str = "") -> None:
        """Write a sentence."""
        self._console.print(_text(phrase, style))

    def block(self, block: Block) -> None:
        """Write a block under its title, or the beginning of a long one."""
        if block.title:
            self.gap()
            self.line((f"{block.title}:",))
        if isinstance(block, Tabulation):
            self.gap()
            self._console.print(_table(block, block.rows[: self._most]))
            self._more(block, len(block.rows))
        else:
            for item in block.items[: self._most]:
                self.line(("- ", *item))
            self._more(block, len(block.items))

    def _more(self, block: Block, number: int) -> None:
        if self._most is not None and number > self._most:
            more = counted(number - self._most, f"more {block.noun}")
            self.line((f"and {more}; --format json has all",), "dim")


def _table(tabulation: Tabulation, rows: Sequence[tuple[Phrase, ...]]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for at, head in enumerate(tabulation.head):
        table.add_column(head, justify="right" if at in tabulation.numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_text(cell, quotes=("", "")) for cell in row))
    return table


def _text(phrase: Phrase, style: str = "", quotes: tuple[str, str] = ("“", "”")) -> Text:
    """Words of ours, styled by their sign, and foreign ones, in which no markup counts."""
    from rich.text import Text

    text = Text(style=style)
    for part in phrase:
        if isinstance(part, Foreign):
            before, after = ("", "") if part.is_bare else quotes
            text.append(f"{before}{_inert(part.cut)}{after}")
        else:
            text.append(part, next((one for sign, one in _STYLES.items() if sign in part), None))
    return text


def _inert(text: str) -> str:
    """A text that begins no command of GitHub's runner, which reads what a job writes: `::` and `##[`."""
    start = len(text) - len(text.lstrip(" "))
    text = f"{text[:start]}\\x3a{text[start + 1 :]}" if text.startswith("::", start) else text
    return text.replace("##[", "##\\x5b")
