"""Tables that are written as HTML, as grids."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from mkdocs_results_gallery.importing.blocks import Line, WrittenTable
from mkdocs_results_gallery.importing.plaintext import LOWERED, one_line, without_latex

_MOST_SPANNED = 1_000
"""Columns or rows that one cell of a stranger's table covers at most."""
_BLOCKS = frozenset({"br", "p", "div", "li", "tr", "td", "th"})


def plain_html(text: str) -> str:
    """The text of a piece of HTML without its tags, its scripts and its styles."""
    parser = _HtmlText()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)


def grids_of(text: str, line: int) -> Iterator[WrittenTable]:
    """Give the tables in a piece of HTML that begins in `line`; one within a cell is part of its text."""
    parser = _HtmlTables(line)
    parser.feed(text)
    parser.close()
    parser.finish()
    for table in parser.tables:
        grid = table.grid()
        if grid is not None:
            yield grid


class _HtmlText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._silent += 1
        elif tag in _BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


class _HtmlCell:
    """A cell while it is read."""

    def __init__(self, is_head: bool, columns: int, rows: int) -> None:
        self.is_head = is_head
        self.columns = columns
        self.rows = rows
        self.parts: list[str] = []

    @property
    def text(self) -> str:
        return one_line(without_latex("".join(self.parts)))


class _HtmlTable:
    """A table while it is read: rows of cells, each with the line it begins in."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.rows: list[tuple[list[_HtmlCell], int]] = []
        self.in_head: list[bool] = []

    def start_row(self, line: int, in_head: bool) -> None:
        if self.rows and not self.rows[-1][0]:  # begun by the end of the one before
            self.rows.pop()
            self.in_head.pop()
        self.rows.append(([], line))
        self.in_head.append(in_head)

    def grid(self) -> WrittenTable | None:
        """The cells of all rows, spread over what they span."""
        spread = [one for one in self._spread() if one[1]]
        width = max((len(texts) for texts, _, _ in spread), default=0)
        if len(spread) < 2 or not width:
            return None
        heads = 1
        flags = [flag for flag, (cells, _) in zip(self.in_head, self.rows, strict=True) if cells]
        while heads < len(spread) - 1 and (flags[heads] or all(cell.is_head for cell in spread[heads][1])):
            heads += 1
        padded = [texts + [""] * (width - len(texts)) for texts, _, _ in spread]
        head = tuple(_joined([row[at] for row in padded[:heads]]) for at in range(width))
        lines = tuple(
            Line(tuple(texts), (), line)
            for texts, (_, _, line) in zip(padded[heads:], spread[heads:], strict=True)
        )
        return WrittenTable(head, lines, self.line)

    def _spread(self) -> Iterator[tuple[list[str], list[_HtmlCell], int]]:
        hanging: dict[int, tuple[int, str]] = {}
        for cells, line in self.rows:
            placed = {at: text for at, (_, text) in hanging.items()}
            hanging = {at: (left - 1, text) for at, (left, text) in hanging.items() if left > 1}
            at = 0
            for cell in cells:
                while at in placed:
                    at += 1
                # a lone cell over all columns is a word between the rows, not the number of each
                spanned = 1 if len(cells) == 1 else cell.columns
                for column in range(at, at + spanned):
                    placed[column] = cell.text
                    if cell.rows > 1:
                        hanging[column] = (cell.rows - 1, cell.text)
                at += spanned
            yield [placed.get(column, "") for column in range(max(placed, default=-1) + 1)], cells, line


def _joined(texts: list[str]) -> str:
    return " / ".join(dict.fromkeys(text for text in texts if text))


class _HtmlTables(HTMLParser):
    def __init__(self, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_HtmlTable] = []
        self._first = line
        self._depth = 0
        self._cell: _HtmlCell | None = None
        self._in_head = False

    @property
    def _line(self) -> int:
        return self._first + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_HtmlTable(self._line))
        if self._depth == 1 and tag in ("thead", "tbody", "tfoot"):
            self._in_head = tag == "thead"
        elif self._depth == 1 and tag == "tr":
            self._cell = None
            self.tables[-1].start_row(self._line, self._in_head)
        elif self._depth == 1 and tag in ("td", "th"):
            self._start_cell(tag, dict(attrs))
        elif self._cell is not None:
            self._within(tag)

    def _within(self, tag: str) -> None:
        parts = self._cell.parts if self._cell else []
        if tag == "sup":
            parts.append("^")
        elif tag == "sub":
            parts.append(LOWERED)
        elif tag in _BLOCKS:
            parts.append(" ")

    def _start_cell(self, tag: str, attrs: dict[str, str | None]) -> None:
        table = self.tables[-1]
        if not table.rows:
            table.start_row(self._line, self._in_head)
        self._cell = _HtmlCell(tag == "th", _span(attrs.get("colspan")), _span(attrs.get("rowspan")))
        table.rows[-1][0].append(self._cell)

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._depth = max(0, self._depth - 1)
            if not self._depth:
                self._cell = None
        elif self._depth == 1 and tag in ("td", "th"):
            self._cell = None
        elif self._depth == 1 and tag == "tr":
            self._cell = None
            self.tables[-1].start_row(self._line, self._in_head)
        elif self._depth == 1 and tag == "thead":
            self._in_head = False

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.parts.append(data)

    def finish(self) -> None:
        """Leave out the row that the last end of one has begun."""
        for table in self.tables:
            while table.rows and not table.rows[-1][0]:
                table.rows.pop()
                table.in_head.pop()


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _MOST_SPANNED) if text and text.isascii() and text.isdigit() else 1
