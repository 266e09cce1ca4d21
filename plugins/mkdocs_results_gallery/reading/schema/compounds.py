"""Settings made of others: lists of texts, mappings with known keys or with the author's names; authors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mkdocs_results_gallery.errors import Severity, shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.provenance import Author
from mkdocs_results_gallery.reading.schema.kinds import JsonSchema, Kind, OneLine, Reader, renamed
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, Place, SequenceNode, folded, is_null
from mkdocs_results_gallery.words.phrases import did_you_mean

_ANYTHING: JsonSchema = {}
_STARS = re.compile(r"\*+")
_PLAIN_WORDS = re.compile(r"[A-Za-z][\w.-]*(?:(?:, |[ ])[A-Za-z][\w.-]*)*")
_MOST_LISTED = 20
"""Keys that a message lists: more would hide what it says."""
_MOST_STARS = 8  # matching takes time that grows with each


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of a file."""

    kind: Kind
    doc: str
    """One sentence, shown by editors."""


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of texts, each once."""

    what: str
    example: str
    one: bool = False
    """Whether a single text may stand for a list of one."""
    most: int = 100
    may_be_empty: bool = True
    are_globs: bool = False
    """Whether ``*`` stands for any characters; then only so many are allowed."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> tuple[str, ...] | None:
        """The texts in order, NFC, without repetitions."""
        if isinstance(node, str) and self.one:
            text = self._text(node, mark, place, reader)
            return None if text is None else (text,)
        if not isinstance(node, SequenceNode):
            is_plain = isinstance(node, str) and not mark & 1 and _PLAIN_WORDS.fullmatch(node)
            meant = f"[{node}]" if is_plain else ""
            reader.wrong(mark, place, f"a list of {self.what}", node, f"e.g. {self.example}", meant)
            return None
        wrong = self._wrong_length(len(node.values))
        if wrong:
            reader.problems.error("setting", mark, place, *wrong)
            return None
        found: dict[str, None] = {}
        first: dict[str, str] = {}
        for index, (value, at) in enumerate(node.items()):
            where = (*place, f"item {index + 1}")
            text = self._text(value, at, where, reader)
            if text is None:
                continue
            alike = first.setdefault(folded(text), text)
            if text in found or alike != text:
                message = f"expected each once, got {shown(text)} beside {shown(alike)}"
                reader.problems.warning("repeated", at, where, message)
            found[text] = None
        return tuple(found)

    def _wrong_length(self, length: int) -> tuple[str, str] | None:
        if length > self.most:
            return f"expected at most {self.most:,} {self.what}, got {length:,}", ""
        if not length and not self.may_be_empty:
            return f"expected {self.what}, got an empty list", f"e.g. {self.example}"
        return None

    def _text(self, node: Node, mark: Mark, place: Place, reader: Reader) -> str | None:
        if is_null(node, mark):
            reader.wrong(mark, place, "a text", node)
            return None
        text = OneLine().read(node, mark, place, reader)
        if text is not None and not text:
            reader.wrong(mark, place, "a text", text)
            return None
        longest = reader.limits.name_characters
        if text is not None and len(text) > longest:
            reader.problems.error(
                "setting", mark, place, f"expected at most {longest} characters, got {len(text):,}"
            )
            return None
        if text is not None and self.are_globs and len(_STARS.findall(text)) > _MOST_STARS:
            message = f"expected a glob with at most {_MOST_STARS} stars, got {shown(text)}"
            reader.problems.error("setting", mark, place, message)
            return None
        return text

    def schema(self) -> JsonSchema:
        """An array of strings."""
        text = {"type": ["string", "number", "boolean"], "maxLength": Limits().name_characters}
        many = {"type": "array", "items": text, "uniqueItems": True, "maxItems": self.most}
        if not self.may_be_empty:
            many["minItems"] = 1
        return {"anyOf": [text, many]} if self.one else many


@dataclass(frozen=True, slots=True)
class Group:
    """A mapping with known keys."""

    settings: Mapping[str, Setting]
    required: tuple[str, ...] = ()
    strict: bool = False
    """Whether an unknown key is an error: what it says would change what the others mean."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Keys of other mappings, and how each is written there."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> dict[str, Any] | None:
        """The values that are there and right, by key."""
        if not isinstance(node, MappingNode):
            reader.wrong(mark, place, "a mapping", node, "with any of " + ", ".join(self.settings))
            return None
        found: dict[str, Any] = {}
        for key, _, value, at in node.items():
            setting = self.settings.get(key)
            if setting is None:
                self._report_unknown(key, node, place, reader)
            elif not is_null(value, at):
                read = setting.kind.read(value, at, (*place, key), reader)
                if read is not None:
                    found[key] = read
        return found

    def _report_unknown(self, key: str, node: MappingNode, place: Place, reader: Reader) -> None:
        severity: Severity = "error" if self.strict else "warning"
        if reader.problems.enough(severity, "unknown key"):
            return
        hint = self.elsewhere.get(key) or did_you_mean(key, self.settings)
        if not hint and (self.strict or len(self.settings) <= _MOST_LISTED):
            hint = "known are " + ", ".join(self.settings)
        report = reader.problems.error if self.strict else reader.problems.warning
        known = {} if self.required or key in self.elsewhere else self.settings
        cure = renamed(key, node, {name: setting.kind for name, setting in known.items()}, reader)
        mark = node.key_mark(key)
        report("unknown key", mark, place, f"expected a known key, got {shown(key)}", hint, cure)

    def schema(self) -> JsonSchema:
        """An object."""
        properties = {
            key: {"description": setting.doc, **setting.kind.schema()}
            for key, setting in self.settings.items()
        }
        schema: JsonSchema = {"type": "object", "properties": properties, "additionalProperties": False}
        if self.required:
            schema["required"] = list(self.required)
        return schema


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of equals; those that are wrong are reported and left out."""

    kind: Kind
    what: str
    most: int

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> tuple[Any, ...] | None:
        """The values in order."""
        if not isinstance(node, SequenceNode):
            reader.wrong(mark, place, f"a list of {self.what}", node)
            return None
        if len(node.values) > self.most:
            message = f"expected at most {self.most:,} {self.what}, got {len(node.values):,}"
            reader.problems.error("limit", mark, place, message)
            return None
        read = [
            self.kind.read(value, at, (*place, f"item {number}"), reader)
            for number, (value, at) in enumerate(node.items(), start=1)
        ]
        return tuple(value for value in read if value is not None)

    def schema(self) -> JsonSchema:
        """An array."""
        return {"type": "array", "items": self.kind.schema(), "maxItems": self.most}


@dataclass(frozen=True, slots=True)
class MappingOf:
    """A mapping from names that the author chooses."""

    kind: Kind

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> dict[str, Any] | None:
        """The values by name, in order; an empty value counts as an empty mapping."""
        if not isinstance(node, MappingNode):
            reader.wrong(mark, place, "a mapping from names", node)
            return None
        found: dict[str, Any] = {}
        for key, _, value, at in node.items():
            if is_null(value, at):
                found[key] = {}
                continue
            read = self.kind.read(value, at, (*place, key), reader)
            if read is not None:
                found[key] = read
        return found

    def schema(self) -> JsonSchema:
        """An object of equals."""
        names = {"minLength": 1, "maxLength": Limits().name_characters}
        value = self.kind.schema()
        if value.get("type") == "object":
            value = {**value, "type": ["object", "null"]}
        return {"type": "object", "propertyNames": names, "additionalProperties": value}


@dataclass(frozen=True, slots=True)
class OneOf:
    """Two ways to say the same: a text, or a mapping."""

    text: Kind
    text_key: str
    """The key of the mapping that the text stands for."""
    mapping: Group

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> dict[str, Any] | None:
        """Always the mapping."""
        if isinstance(node, MappingNode):
            return self.mapping.read(node, mark, place, reader)
        read = self.text.read(node, mark, place, reader)
        return None if read is None else {self.text_key: read}

    def schema(self) -> JsonSchema:
        """Either."""
        return {"anyOf": [self.text.schema(), self.mapping.schema()]}


@dataclass(frozen=True, slots=True)
class Unparsed:
    """Read elsewhere; here only the kind of collection is looked at."""

    expected: str
    types: tuple[type, ...] = ()
    """Node types that are right; none: any."""
    json: Mapping[str, Any] = field(default_factory=lambda: _ANYTHING)

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> Node | None:
        """The node itself."""
        if self.types and not isinstance(node, self.types):
            reader.wrong(mark, place, self.expected, node)
            return None
        return node

    def schema(self) -> JsonSchema:
        """The schema that was given."""
        return dict(self.json)


MOST_AUTHORS = 1_000

_ORCID = re.compile(r"(?:https?://orcid\.org/)?([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])")
_EXAMPLE = "e.g. Ada Lovelace, or {name: Ada Lovelace, orcid: 0000-0002-1825-0097}"


@dataclass(frozen=True, slots=True)
class _Orcid:
    """An ORCID iD, bare or as an address."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> str | None:
        """The bare iD; its last digit must fit the others (ISO 7064, MOD 11-2)."""
        match = _ORCID.fullmatch(node) if isinstance(node, str) and len(node) <= 64 else None
        if match is None or not _adds_up(match[1]):
            reader.wrong(
                mark, place, "an ORCID iD", node, "e.g. 0000-0002-1825-0097; its last digit checks the others"
            )
            return None
        return match[1]

    def schema(self) -> JsonSchema:
        """A string with a pattern."""
        return {"type": "string", "pattern": f"^{_ORCID.pattern}$"}


_AUTHOR = Group(
    {
        "name": Setting(OneLine(may_be_empty=False), "Ada Lovelace, or Lovelace, Ada."),
        "organisation": Setting(OneLine(may_be_empty=False), "A team instead of a person."),
        "orcid": Setting(_Orcid(), "ORCID iD."),
        "affiliation": Setting(OneLine(), "Plain text."),
    }
)


@dataclass(frozen=True, slots=True)
class _OneAuthor:
    """A name, or a mapping."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> Author | None:
        """Read an author; None after reporting what is wrong."""
        if isinstance(node, MappingNode):
            found = _AUTHOR.read(node, mark, place, reader) or {}
            named = [key for key in ("name", "organisation") if key in found]
            if len(named) != 1:
                message = f"expected either a name or an organisation, got {'both' if named else 'neither'}"
                reader.problems.error("setting", mark, place, message, _EXAMPLE)
                return None
            name = found[named[0]]
            return Author(
                name, named == ["organisation"], found.get("orcid", ""), found.get("affiliation", "")
            )
        if is_null(node, mark) or not isinstance(node, str):
            reader.wrong(mark, place, "an author", node, _EXAMPLE)
            return None
        name = OneLine(may_be_empty=False).read(node, mark, place, reader)
        return None if name is None else Author(name)

    def schema(self) -> JsonSchema:
        """Either."""
        mapping = {**_AUTHOR.schema(), "oneOf": [{"required": ["name"]}, {"required": ["organisation"]}]}
        return {"anyOf": [OneLine(may_be_empty=False).schema(), mapping]}


@dataclass(frozen=True, slots=True)
class Authors:
    """One author, or a list of them."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> tuple[Author, ...] | None:
        """The authors in order."""
        if isinstance(node, SequenceNode):
            return ListOf(_OneAuthor(), "authors", MOST_AUTHORS).read(node, mark, place, reader)
        one = _OneAuthor().read(node, mark, place, reader)
        return None if one is None else (one,)

    def schema(self) -> JsonSchema:
        """Either."""
        one = _OneAuthor()
        return {"anyOf": [one.schema(), ListOf(one, "authors", MOST_AUTHORS).schema()]}


def _adds_up(orcid: str) -> bool:
    digits = orcid.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))
