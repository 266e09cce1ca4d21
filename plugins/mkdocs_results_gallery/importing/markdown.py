"""The door to the Markdown library: a document becomes headings, passages and grids, each with its line.

A table is one as GitHub reads it: a line of heads above a line of dashes of as many cells. A line with fewer
cells has empty ones at its end; what a line has beyond the last column is kept apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from re import Match
from typing import Any

import mistune
from mistune.block_parser import BlockParser
from mistune.core import BlockState

from mkdocs_results_gallery.importing.blocks import Block, Line, Passage, SectionTitle, WrittenTable
from mkdocs_results_gallery.importing.htmltable import grids_of, plain_html
from mkdocs_results_gallery.importing.plaintext import LOWERED, STRUCK, one_line, visible, without_latex

_DASHES = r" {0,3}(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*"
_TABLE = rf"^ {{0,3}}(?=\S)[^\n]*\|[^\n]*\n(?={_DASHES}(?:\n|$))(?=[^\n]*\|)"
_BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_FRONT = re.compile(
    r"---[ \t]*\n(?=[A-Za-z_][\w-]*[ \t]*:)(?:(?!(?:---|\.\.\.)[ \t]*\n).*\n)*(?:---|\.\.\.)[ \t]*\n"
)
_FRONT_TITLE = re.compile(r"^title:[ \t]*[\"']?([^\"'\n]*[^\"'\s])[\"']?[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_MOST_COLUMNS = 2_000
_END_OF_TABLE = re.compile(r"</table\s*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

_Token = dict[str, Any]


class _LineTeller(BlockState):
    """Parsing that knows in which line of the document each token begins."""

    def __init__(self, parent: _LineTeller | None = None) -> None:
        super().__init__(parent)
        self.first = 1
        """The line in which what is parsed begins, 1-based."""
        self._told = 1
        """Up to this line all parts of lists and quotations have been found."""

    @property
    def _here(self) -> int:
        return self.line_at(self.cursor)

    def line_at(self, position: int) -> int:
        """The line of the document in which a place of `src` stands."""
        return self.first + bisect_left(self._ends, position)

    def process(self, src: str) -> None:
        super().process(src)
        self.lines = src.split("\n")
        """Those of `src`."""
        self._ends = [found.start() for found in re.finditer("\n", src)]
        if self.parent is not None:
            self.first = self.parent.line_of(src)

    def line_of(self, part: str) -> int:
        """The line in which `part` of a list or a quotation begins; its lines stand here behind marks."""
        blank = len(part) - len(part.lstrip("\n"))
        text = next((line.strip() for line in part.split("\n") if line.strip()), "")
        start = max(0, self._told - self.first)
        found = next((at for at in range(start, len(self.lines)) if text and text in self.lines[at]), start)
        line = self.first + max(0, found - blank)
        self._told = max(self._told, line + part.rstrip("\n").count("\n"))
        return line

    def append_token(self, token: _Token) -> None:
        token.setdefault("line", self._here)
        super().append_token(token)

    def add_paragraph(self, text: str) -> None:
        before = len(self.tokens)
        super().add_paragraph(text)
        for token in self.tokens[before:]:
            token["line"] = self._here
        self._told = max(self._told, self._here)


def read_markdown(text: str) -> list[Block]:
    """Read a document."""
    parser = mistune.create_markdown(renderer=None, plugins=["strikethrough"])
    _teach_tables(parser)
    state = _LineTeller()
    text = visible(text.replace("\r\n", "\n").replace("\r", "\n")).rstrip() + "\n"
    front = _FRONT.match(text)
    title = _FRONT_TITLE.search(front[0]) if front else None
    if front:
        # lines stay where they are
        text = "\n" * front[0].count("\n") + text[front.end() :]
    state.process(text)
    parser.block.parse(state)
    blocks = list(_TokenReader(parser, state).blocks())
    return [SectionTitle(title[1], 1, 1), *blocks] if title else blocks


def _teach_tables(parser: mistune.Markdown) -> None:
    """Teach the library tables as GitHub reads them, in lists and quotations too."""
    block = parser.block
    block.register("table", _TABLE, _parse_table, before="paragraph")
    for rules in (block.list_rules, block.block_quote_rules):
        block.insert_rule(rules, "table", before="paragraph")


def _parse_table(block: BlockParser, found: Match[str], state: BlockState) -> int | None:
    if not isinstance(state, _LineTeller):
        return None
    first = state.line_at(found.start()) - state.first
    head, dashes = _cells(state.lines[first]), _cells(state.lines[first + 1])
    if len(head) != len(dashes) or len(head) > _MOST_COLUMNS:
        return None
    rows = []
    end = found.start() + len(state.lines[first]) + len(state.lines[first + 1]) + 2
    for at in range(first + 2, len(state.lines)):
        line = state.lines[at]
        if not line.strip() or _ends_table(line):
            break
        cells = _cells(line)
        if len(cells) > len(head):
            # what is meant can be known where bars in code are no bars: a page shows the cells shifted
            meant = _cells(line, with_code=True)
            cells = meant if len(meant) == len(head) else cells
        rows.append((cells, at))
        end += len(line) + 1
    state.append_token({"type": "table", "head": head, "rows": rows, "first": first})
    return min(end, len(state.src))


_OTHER_BLOCK = re.compile(
    r" {0,3}(?:#{1,6}(?:\s|$)|>|(?:`{3}|~{3})|<[a-zA-Z/!]|(?:[-*+]|[0-9]{1,9}[.)])\s[^|]*$)|(?: {4}|\t)"
)


def _ends_table(line: str) -> bool:
    """Whether a line begins another block: without a bar it would be a row of one cell."""
    return "|" not in line and _OTHER_BLOCK.match(line) is not None


def _cells(line: str, *, with_code: bool = False) -> list[str]:
    """The cells of a line, split at bars that no backslash escapes; `with_code`: nor stand in code."""
    text = line.strip()
    text = text.removeprefix("|")
    code = [found.span() for found in _CODE.finditer(text)] if with_code else []
    parts, start = [], 0
    for bar in _BAR.finditer(text):
        if not any(first < bar.end() <= last for first, last in code):
            parts.append(text[start : bar.end() - 1])
            start = bar.end()
    rest = text[start:]
    if rest.strip() or not parts:
        parts.append(rest)
    return [part.strip().replace("\\|", "|") for part in parts]


class _TokenReader:
    """The tokens of a document, one after the other."""

    def __init__(self, parser: mistune.Markdown, state: _LineTeller) -> None:
        self._parser = parser
        self._state = state
        self._lines = state.lines
        self._read_until = 0
        """Up to this line an HTML table has been read."""

    def blocks(self) -> Iterator[Block]:
        """Give the blocks in order."""
        yield from self._of(self._state.tokens)

    def _of(self, tokens: Sequence[_Token], line: int = 0) -> Iterator[Block]:
        for token in tokens:
            at = token.get("line", line)
            if not at or at > self._read_until:
                yield from self._one(token, at)

    def _one(self, token: _Token, line: int) -> Iterator[Block]:
        match token["type"]:
            case "heading":
                yield SectionTitle(self._plain(token["text"]), token["attrs"]["level"], line)
            case "paragraph" | "block_text" if "<table" in token["text"].lower():
                yield from self._html(token["text"], line)
            case "paragraph" | "block_text":
                text = self._plain(token["text"])
                if text:
                    yield Passage(text, line)
            case "table":
                yield self._grid(token, line)
            case "block_html" if "<table" in token["raw"].lower():
                yield from self._html(token["raw"], line)
            case "block_html":
                text = one_line(plain_html(token["raw"]))
                if text:
                    yield Passage(text, line)
            case "list" | "list_item" | "block_quote":
                yield from self._of(token["children"], line)

    def _html(self, raw: str, line: int) -> Iterator[Block]:
        """Read the HTML tables that begin in `raw`, which the library ends at an empty line."""
        rest = "\n".join(self._lines[line - 1 :])
        ends = [found.end() for found in _END_OF_TABLE.finditer(rest)]
        own = len(raw)
        end = next((end for end in ends if end >= own or "<table" not in rest[end:own].lower()), own)
        text = rest[: max(end, own)]
        self._read_until = line + text.rstrip("\n").count("\n")
        yield from grids_of(text, line)

    def _grid(self, token: _Token, line: int) -> WrittenTable:
        first = line - token["first"]
        width = len(token["head"])
        head = tuple(self._plain(cell) for cell in token["head"])
        lines = []
        for cells, at in token["rows"]:
            plain = [self._plain(cell) for cell in cells]
            padded = (*plain[:width], *[""] * (width - len(plain)))
            lines.append(Line(padded, tuple(plain[width:]), first + at))
        return WrittenTable(head, tuple(lines), line)

    def _plain(self, text: str) -> str:
        tokens = self._parser.inline(text, self._state.env)
        return one_line(without_latex("".join(_texts(tokens))))


def _texts(tokens: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The text of what stands in a line, without its marks."""
    for token in tokens:
        kind = token["type"]
        if kind in ("text", "codespan"):
            yield token["raw"]
        elif kind in ("softbreak", "linebreak"):
            yield " "
        elif kind == "inline_html":
            tag = token["raw"].lower()
            if _BREAK.fullmatch(tag):
                yield " "
            elif tag == "<sup>":
                yield "^"
            elif tag == "<sub>":
                yield LOWERED
        elif kind == "strikethrough":
            yield STRUCK + "".join(_texts(token["children"])) + STRUCK
        elif kind != "image":
            yield from _texts(token.get("children", ()))
