"""A comparison for a terminal: in its width and with colours; plain text where there is none.

Rich takes as long to import as a small comparison: nobody else needs it, so it is imported where it is
called.
"""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, TextIO

from mkdocs_results_gallery.diffing.reports.outline import Outline, Phrase
from mkdocs_results_gallery.diffing.reports.papers import NO_QUOTES, QUOTES, PlainPaper, spoken, write

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_AT_ONCE = 20
"""Lines of a block that are shown on a terminal; a file or a pipe gets all."""
_STYLES: Mapping[str, str] = MappingProxyType({"✓": "green", "✗": "red", "≈": "dim"})


def on_terminal(outline: Outline, stream: TextIO | None) -> str:
    """Return what is written to `stream`."""
    if stream is None or not (stream.isatty() or os.environ.get("FORCE_COLOR")):
        plain = PlainPaper()
        write(outline, plain)
        return plain.text
    said = io.StringIO()
    write(outline, _RichPaper(_console(stream, said)))
    return "".join(f"{line.rstrip(' ')}\n" for line in said.getvalue().splitlines())


def _console(stream: TextIO, said: TextIO) -> Console:
    """A console that writes what `stream` would take into `said`: Rich asks it and the environment."""
    from rich.console import Console

    asked = Console(file=stream)
    return Console(file=said, force_terminal=asked.is_terminal, width=asked.width, legacy_windows=False)


class _RichPaper:
    """A terminal: long lines are wrapped, and what is better is green."""

    def __init__(self, console: Console) -> None:
        self.most: int | None = _AT_ONCE
        self._console = console

    def gap(self) -> None:
        """Write an empty line."""
        self._console.print()

    def line(self, phrase: Phrase, style: str = "") -> None:
        """Write a sentence."""
        self._console.print(_text(phrase, style))

    def table(self, head: Sequence[str], rows: Sequence[tuple[Phrase, ...]], numeric: frozenset[int]) -> None:
        """Write lines of cells under a head."""
        from rich.table import Table

        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for at, name in enumerate(head):
            table.add_column(name, justify="right" if at in numeric else "left", overflow="fold")
        for row in rows:
            table.add_row(*(_text(cell, quotes=NO_QUOTES) for cell in row))
        self._console.print(table)


def _text(phrase: Phrase, style: str = "", quotes: tuple[str, str] = QUOTES) -> Text:
    """Words of ours, styled by their sign, and foreign ones, in which no markup counts."""
    from rich.text import Text

    text = Text(style=style)
    for part in phrase:
        signs = [one for sign, one in _STYLES.items() if isinstance(part, str) and sign in part]
        text.append(spoken(part, quotes), signs[0] if signs else None)
    return text
