"""The strict JSON reader: the same tree as for YAML, with positions, without recursion.

The standard library's decoder gives no positions, keeps the last of two equal keys and recurses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined] # not in the stubs

from mkdocs_results_gallery.errors import Replace, shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.formats.builder import TreeBuilder
from mkdocs_results_gallery.reading.tree import Abort, Document, Problems, column_of, line_of, mark_at

_SPACE = re.compile(r"[ \t\n\r]*")
# a number, or one of the words that JSON writers write, standard or not
_WORDS = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null|NaN|-?Infinity"
_PLAIN = re.compile(_WORDS)
_TEXT = r'"([^"\\\x00-\x1f]*)"'
_NAME = re.compile(f"{_TEXT}:")
# the most frequent sights, taken in one look: a comma and a scalar without escapes, in an object with a name
_NEXT = rf"(?:({_WORDS})(?=[ \t\r\n,}}\]])|{_TEXT})"
_NEXT_ITEM = re.compile(rf"[ \t]*,([ \t\r\n]*)(){_NEXT}")
_NEXT_PAIR = re.compile(rf"[ \t]*,([ \t\r\n]*){_TEXT}: ?{_NEXT}")
_BLANK = frozenset(" \t\n\r")
_AFTER_PLAIN = frozenset(" \t\n\r,]}")
_COMMA_AT_END = re.compile(r",[ \t\r\n]*[}\]]")
_WORD = re.compile(r"[^\s,:\]}\[{\"]{1,80}")


def read_json(text: str, problems: Problems, limits: Limits) -> Document:
    """Read the tree of a JSON text, or report what is wrong with it in `problems` and `Abort`.

    Several objects, each on a line of its own, are a list, as in JSON Lines. ``NaN`` and ``Infinity`` are
    read as the texts that they are; whether a cell may hold them is not decided here.
    """
    builder = TreeBuilder(problems, limits)
    scanner = _JsonScanner(text, builder)
    scanner.run()
    if not scanner.are_lines():
        return builder.document()
    return _more(scanner)


def read_json_lines(text: str, problems: Problems, limits: Limits) -> Document:
    """Read a text with one JSON value on each line: a list of them."""
    return _more(_JsonScanner(text, TreeBuilder(problems, limits)))


def _more(scanner: _JsonScanner) -> Document:
    """Read all values up to the end; gives a list of them and those before."""
    while not scanner.is_at_end():
        scanner.run()
    return scanner.builder.list_document()


class _JsonScanner:
    def __init__(self, text: str, builder: TreeBuilder) -> None:
        self.text = text
        self.builder = builder
        self.at = 0
        self.line = 1
        self.line_start = 0
        self.objects: list[bool] = []

    def is_at_end(self) -> bool:
        """Whether nothing is left."""
        self.space()
        return self.at == len(self.text)

    def are_lines(self) -> bool:
        """Whether an object follows the one that was read, on a line of its own; reports anything else."""
        if self.is_at_end():
            return False
        if self.char() == "{" and not self.text[self.line_start : self.at].strip():
            return True
        raise self.wrong("more text after the end", "a JSON file holds one value, or an object on each line")

    def run(self) -> None:
        """Read one value."""
        if self.is_at_end():
            return
        self.value()
        objects, text = self.objects, self.text
        while objects:
            self.scalars((_NEXT_PAIR if objects[-1] else _NEXT_ITEM).match)
            self.space()
            char = text[self.at : self.at + 1]
            if char == ",":
                comma = self.at
                self.at += 1
                self.space()
                if text[self.at : self.at + 1] in ("}", "]"):
                    self.at = comma
                    is_alone = len(_COMMA_AT_END.findall(text, comma)) == 1
                    raise self.wrong("a comma before the closing bracket", "remove the comma", "," * is_alone)
                self.entry()
            elif char == ("}" if objects[-1] else "]"):
                self.end()
            else:
                raise self.unexpected('"," or the closing bracket')

    def entry(self) -> None:
        """A name and its value, or the next value of a list."""
        if self.objects[-1]:
            self.name()
        self.value()

    def scalars(self, match: Callable[[str, int], re.Match[str] | None]) -> None:
        """All scalars that follow one another, each behind a comma."""
        text, put, has_names = self.text, self.builder.put, self.objects[-1]
        while (found := match(text, self.at)) is not None:
            gap = found[1]
            if "\n" in gap:
                self.line += gap.count("\n")
                self.line_start = found.start(1) + gap.rindex("\n") + 1
            base, start = self.line << 32, 1 - self.line_start
            if has_names:
                put(found[2], base | found.start(2) - 1 + start << 1 | 1)
            plain = found[3]
            if plain is None:
                put(found[4], base | found.start(4) - 1 + start << 1 | 1)
            else:
                put(plain, base | found.start(3) + start << 1)
            self.at = found.end()

    def name(self) -> None:
        """A name and its colon."""
        found = _NAME.match(self.text, self.at)
        if found:
            self.builder.put(found[1], mark_at(self.line, self.at - self.line_start + 1, quoted=True))
            self.at = found.end()
        else:
            if self.char() != '"':
                raise self.unexpected("a name in double quotes")
            self.string()
            self.space()
            if self.char() != ":":
                raise self.unexpected('":" after the name')
            self.at += 1
        self.space()

    def value(self) -> None:
        """A value; an opening bracket goes on to its first entry."""
        while True:
            char = self.char()
            if char == '"':
                self.string()
                return
            if char not in "{[" or not char:
                self.plain()
                return
            is_object = char == "{"
            mark = mark_at(self.line, self.at - self.line_start + 1)
            (self.builder.open_fields if is_object else self.builder.open_items)(mark)
            self.objects.append(is_object)
            self.at += 1
            self.space()
            if self.char() == ("}" if is_object else "]"):
                self.end()
                return
            if is_object:
                # a name first; its value may open the next bracket, so stay in this loop
                self.name()

    def string(self) -> None:
        """A name or a text in double quotes."""
        mark = mark_at(self.line, self.at - self.line_start + 1, quoted=True)
        try:
            value, end = scanstring(self.text, self.at + 1, True)
        except JSONDecodeError as error:
            self.at = min(error.pos, len(self.text))
            raise self.wrong(
                f"a broken text ({error.msg.lower().removesuffix(' at')})",
                "a text is one line in double quotes, with \\n and \\t for line ends and tabs",
            ) from None
        self.builder.put(value, mark)
        self.at = end

    def plain(self) -> None:
        """A number or a bare word."""
        match = _PLAIN.match(self.text, self.at)
        if match is None or self.text[match.end() : match.end() + 1] not in _AFTER_PLAIN | {""}:
            raise self.unexpected("a value")
        self.builder.put(match[0], mark_at(self.line, self.at - self.line_start + 1))
        self.at = match.end()

    def end(self) -> None:
        """A closing bracket."""
        self.builder.close()
        self.objects.pop()
        self.at += 1

    def char(self) -> str:
        """The next character; ``""`` at the end."""
        return self.text[self.at : self.at + 1]

    def space(self) -> None:
        """Skip white space and count its lines."""
        start = self.at
        if self.text[start : start + 1] not in _BLANK:
            return
        match = _SPACE.match(self.text, start)
        if match:
            self.at = end = match.end()
            lines = self.text.count("\n", start, end)
            if lines:
                self.line += lines
                self.line_start = self.text.rindex("\n", start, end) + 1

    def unexpected(self, expected: str) -> Abort:
        """The problem that something else than what is `expected` stands here."""
        if not self.char():
            return self.wrong(f"the end of the file instead of {expected}", "close all brackets")
        if self.text.startswith(("//", "/*", "#"), self.at):
            return self.wrong("a comment", "JSON has none; YAML does")
        word = _WORD.match(self.text, self.at)
        hint = "JSON wants double quotes" if self.char() == "'" else ""
        return self.wrong(f"{shown(word[0] if word else self.char())} instead of {expected}", hint)

    def wrong(self, got: str, hint: str, needless: str = "") -> Abort:
        """The problem at this place; what is `needless` stands here, and nowhere else."""
        mark = mark_at(self.line, self.at - self.line_start + 1)
        cure = Replace(line_of(mark), column_of(mark), needless, "") if needless else None
        return self.builder.problems.stop(
            "syntax", mark, self.builder.place(), f"expected JSON, got {got}", hint, cure
        )
