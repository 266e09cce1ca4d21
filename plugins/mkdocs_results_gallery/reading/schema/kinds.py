"""The kinds of values that a setting may have. Each kind reads a value and says the same in JSON Schema.

Types come from here, never from YAML's guessing: ``title: no`` is the text "no".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from mkdocs_results_gallery.digits.number import Stated, exact, exact_number, is_too_small
from mkdocs_results_gallery.digits.number_format import FORMAT
from mkdocs_results_gallery.errors import Replace, shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.notation import NUMBER, level_of
from mkdocs_results_gallery.reading.tree import (
    MappingNode,
    Mark,
    Node,
    Place,
    Problems,
    SequenceNode,
    column_of,
    is_null,
    line_of,
    nfc,
)
from mkdocs_results_gallery.words.phrases import nearest, suggestion

_DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?:Z|[-+][0-9]{2}:?[0-9]{2})?)?)?)?"
)
_OTHER_DATE = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

JsonSchema = dict[str, Any]
"""A part of the JSON Schema of a results file, which any JSON may be."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The company of a value that is read."""

    problems: Problems
    limits: Limits

    def wrong(
        self, mark: Mark, place: Place, expected: str, got: Node | str, hint: str = "", meant: str = ""
    ) -> None:
        """Report that something else was expected; `meant` is what a text is beyond doubt."""
        cure = Replace(line_of(mark), column_of(mark), got, meant) if meant and isinstance(got, str) else None
        self.problems.error("setting", mark, place, f"expected {expected}, got {found_text(got)}", hint, cure)


_LATER = frozenset(
    ["baseline", "board", "scatter", "claims", "related", "groups", "row_key", "results", "tables"]
)
"""Keys whose values are compared with the rest of the file, so that a right one may be wrong there."""


def renamed(key: str, node: MappingNode, known: Mapping[str, Kind], reader: Reader) -> Replace | None:
    """The key that was meant instead of `key`, where what stands under it may stand there."""
    meant = nearest(key, known)
    value, at = node.get(key) or ("", 0)
    if not meant or meant in node.keys or meant in _LATER:
        return None
    found = Problems("")
    known[meant].read(value, at, (), Reader(found, reader.limits))
    mark = node.key_mark(key)
    return None if found.all() else Replace(line_of(mark), column_of(mark), key, meant)


def found_text(node: Node) -> str:
    """A value in a message."""
    if isinstance(node, MappingNode):
        return "a mapping"
    if isinstance(node, SequenceNode):
        return "a list"
    return shown(node)


class Kind(Protocol):
    """A kind of value."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> object:
        """Read the value; None after reporting what is wrong. Never called for an empty value."""

    def schema(self) -> JsonSchema:
        """The same in JSON Schema."""


@dataclass(frozen=True, slots=True)
class OneLine:
    """One line of plain text."""

    may_be_empty: bool = True

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> str | None:
        """The text as written, NFC, without white space around it."""
        longest = reader.limits.text_characters
        if not isinstance(node, str) or not (self.may_be_empty or node.strip()):
            reader.wrong(mark, place, "a text", node)
        elif len(node) > longest:
            reader.problems.error(
                "setting", mark, place, f"expected at most {longest:,} characters, got {len(node):,}"
            )
        elif "\n" in node.strip() or "\r" in node.strip():
            reader.wrong(mark, place, "one line of text", node)
        else:
            return nfc(node.strip())
        return None

    def schema(self) -> JsonSchema:
        """Numbers, dates and booleans too: editors type what our reader takes as text."""
        most = {"type": ["string", "number", "boolean"], "maxLength": Limits().text_characters}
        return most if self.may_be_empty else {**most, "minLength": 1}


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown of any number of lines."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> str | None:
        """The text as written."""
        if not isinstance(node, str):
            reader.wrong(mark, place, "a text", node)
            return None
        size, limit = len(node.encode("utf-8", "replace")), reader.limits.description_bytes
        if size > limit:
            reader.problems.error(
                "setting", mark, place, f"expected at most {limit:,} bytes of text, got {size:,}"
            )
            return None
        return node.strip()

    def schema(self) -> JsonSchema:
        """A string."""
        return {"type": "string", "maxLength": Limits().description_bytes}


_TRUTHS = {"yes": "true", "on": "true", "no": "false", "off": "false"}


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> bool | None:
        """The truth value; ``yes`` and ``no`` are texts."""
        if node in ("true", "True", "TRUE") and not mark & 1:
            return True
        if node in ("false", "False", "FALSE") and not mark & 1:
            return False
        meant = _TRUTHS.get(node.lower(), "") if isinstance(node, str) and not mark & 1 else ""
        reader.wrong(mark, place, "true or false", node, "leave it out when it is unknown", meant)
        return None

    def schema(self) -> JsonSchema:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number."""

    expected: str = "a number"

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> float | None:
        """The number, by the rule for cells."""
        if isinstance(node, str) and len(node) <= reader.limits.number_characters and NUMBER.fullmatch(node):
            value = Stated(node)
            if abs(value) != float("inf") and not is_too_small(node):
                return value
        reader.wrong(mark, place, self.expected, node)
        return None

    def schema(self) -> JsonSchema:
        """A number."""
        return {"type": "number"}


@dataclass(frozen=True, slots=True)
class Level:
    """A confidence level."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> float | None:
        """In percent: 95.0 for ``95``, ``95%`` and ``0.95``."""
        level = level_of(node, reader.limits.number_characters)
        if level is None:
            reader.wrong(mark, place, "a confidence level", node, "e.g. 95 or 0.95")
        return level

    def schema(self) -> JsonSchema:
        """A number between 0 and 100, or a percentage."""
        number = {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 100, "not": {"const": 1}}
        return {"anyOf": [number, {"type": "string", "pattern": "^[0-9.]+ ?%$"}]}


@dataclass(frozen=True, slots=True)
class Range:
    """Two ends, null where there is none."""

    def read(
        self, node: Node, mark: Mark, place: Place, reader: Reader
    ) -> tuple[float | None, float | None] | None:
        """(low, high) with low < high."""
        if not isinstance(node, SequenceNode) or len(node.values) != 2:
            reader.wrong(mark, place, "two numbers", node, "e.g. [0, 1], or [0, null] without an upper end")
            return None
        ends: list[float | None] = []
        for index, (value, at) in enumerate(node.items()):
            end = None
            if not is_null(value, at):
                end = Number("a finite number or null").read(value, at, (*place, f"item {index + 1}"), reader)
                if end is None:
                    return None
            ends.append(end)
        low, high = ends
        if low is not None and high is not None and exact(low) >= exact(high):
            got = f"{exact_number(low)} and {exact_number(high)}"
            reader.problems.error("setting", mark, place, f"expected low < high, got {got}", "e.g. [0, 1]")
            return None
        return low, high

    def schema(self) -> JsonSchema:
        """An array of two."""
        end = {"type": ["number", "null"]}
        return {"type": "array", "prefixItems": [end, end], "items": False, "minItems": 2}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text of a fixed form."""

    pattern: re.Pattern[str]
    expected: str
    hint: str
    before: re.Pattern[str] | None = None
    """What people write before it."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> str | None:
        """The text as written."""
        if isinstance(node, str) and self._fits(node):
            return node
        bare = self.before.sub("", node, count=1) if self.before and isinstance(node, str) else ""
        reader.wrong(mark, place, self.expected, node, self.hint, bare if self._fits(bare) else "")
        return None

    def schema(self) -> JsonSchema:
        """A string with a pattern."""
        return {"type": "string", "pattern": f"^(?:{self.pattern.pattern})$"}

    def _fits(self, text: str) -> bool:
        return len(text) <= 64 and self.pattern.fullmatch(text) is not None


NUMBER_FORMAT = Pattern(FORMAT, "a number format", "e.g. .2f, .3g, ,.0f")
DOI = Pattern(
    re.compile(r"10\.[0-9]{4,9}/[^\s<>\"]+"),
    "a DOI",
    "bare, e.g. 10.1000/182",
    re.compile(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:[ ]?)"),
)


@dataclass(frozen=True, slots=True)
class Date:
    """An ISO 8601 date or date-time."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> str | None:
        """The date as written."""
        if isinstance(node, str) and self._exists(node):
            return node
        other = _OTHER_DATE.fullmatch(node) if isinstance(node, str) else None
        meant = "-".join(part.zfill(2) for part in other.groups()) if other else ""
        hint = "e.g. 2024-10-18, 2024-10 or 2024-10-18T09:30:00Z"
        reader.wrong(mark, place, "a date", node, hint, meant if self._exists(meant) else "")
        return None

    def schema(self) -> JsonSchema:
        """A string with a pattern, or a bare year."""
        return {"type": ["string", "integer"], "pattern": f"^{_DATE.pattern}$"}

    @staticmethod
    def _exists(text: str) -> bool:
        match = _DATE.fullmatch(text) if len(text) <= 64 else None
        if match is None:
            return False
        year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
        if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
            return False
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return leap or (month, day) != (2, 29)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    names: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()
    """Words that another key takes."""
    cure: str = ""
    """What to do about these."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> str | None:
        """The word."""
        if isinstance(node, str) and node in self.names:
            return node
        meant = nearest(node, self.names) if isinstance(node, str) and node not in self.elsewhere else ""
        hint = self.cure if node in self.elsewhere else suggestion(meant) if meant else ""
        is_sure = _LATER.isdisjoint(place)
        reader.wrong(mark, place, "one of " + ", ".join(self.names), node, hint, meant if is_sure else "")
        return None

    def schema(self) -> JsonSchema:
        """An enumeration."""
        return {"enum": list(self.names)}


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A web address."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> str | None:
        """The address: http or https, with a host."""
        if isinstance(node, str) and len(node) <= reader.limits.text_characters and is_web_address(node):
            return node
        reader.wrong(mark, place, "a web address", node, "e.g. https://example.org/run/1")
        return None

    def schema(self) -> JsonSchema:
        """A URI."""
        return {"type": "string", "format": "uri", "pattern": "^[hH][tT][tT][pP][sS]?://[^\\s/]"}


def is_web_address(text: str) -> bool:
    """Whether a text is an address of the web, http or https, and nothing else."""
    if not text.isprintable() or any(char in text for char in ' <>"\\^`{|}'):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
