"""Settings made of others: lists of texts, mappings with known keys, mappings from the author's names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mkdocs_results_gallery.errors import Severity, shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.kinds import Kind, Reader, Text, nearest
from mkdocs_results_gallery.reading.names import folded
from mkdocs_results_gallery.reading.nodes import Fields, Items, Mark, Node, is_null
from mkdocs_results_gallery.reading.problems import Place

_ANYTHING: dict[str, Any] = {}
_STARS = re.compile(r"\*+")
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
        if not isinstance(node, Items):
            reader.wrong(mark, place, f"a list of {self.what}", node, f"e.g. {self.example}")
            return None
        if not node.values and not self.may_be_empty:
            message = f"expected {self.what}, got an empty list"
            reader.problems.error("setting", mark, place, message, f"e.g. {self.example}")
            return None
        if len(node.values) > self.most:
            reader.problems.error(
                "setting",
                mark,
                place,
                f"expected at most {self.most:,} {self.what}, got {len(node.values):,}",
            )
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
                reader.problems.warning(
                    "repeated", at, where, f"expected each once, got {shown(text)} beside {shown(alike)}"
                )
            found[text] = None
        return tuple(found)

    def _text(self, node: Node, mark: Mark, place: Place, reader: Reader) -> str | None:
        if is_null(node, mark):
            reader.wrong(mark, place, "a text", node)
            return None
        text = Text().read(node, mark, place, reader)
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

    def schema(self) -> dict[str, Any]:
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

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> dict[str, Any] | None:
        """The values that are there and right, by key."""
        if not isinstance(node, Fields):
            reader.wrong(mark, place, "a mapping", node, "with any of " + ", ".join(self.settings))
            return None
        found: dict[str, Any] = {}
        for key, key_mark, value, at in node.items():
            setting = self.settings.get(key)
            if setting is None:
                self._tell_unknown(key, key_mark, place, reader)
            elif not is_null(value, at):
                read = setting.kind.read(value, at, (*place, key), reader)
                if read is not None:
                    found[key] = read
        return found

    def _tell_unknown(self, key: str, mark: Mark, place: Place, reader: Reader) -> None:
        severity: Severity = "error" if self.strict else "warning"
        if reader.problems.enough(severity, "unknown key"):
            return
        hint = nearest(key, tuple(self.settings))
        if not hint and (self.strict or len(self.settings) <= 12):
            hint = "known are " + ", ".join(self.settings)
        tell = reader.problems.error if self.strict else reader.problems.warning
        tell("unknown key", mark, place, f"expected a known key, got {shown(key)}", hint)

    def schema(self) -> dict[str, Any]:
        """An object."""
        properties = {
            key: {"description": setting.doc, **setting.kind.schema()}
            for key, setting in self.settings.items()
        }
        schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
        if self.required:
            schema["required"] = list(self.required)
        return schema


@dataclass(frozen=True, slots=True)
class Many:
    """A list of equals; those that are wrong are told and left out."""

    kind: Kind
    what: str
    most: int

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> tuple[Any, ...] | None:
        """The values in order."""
        if not isinstance(node, Items):
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

    def schema(self) -> dict[str, Any]:
        """An array."""
        return {"type": "array", "items": self.kind.schema(), "maxItems": self.most}


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping from names that the author chooses."""

    kind: Kind

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> dict[str, Any] | None:
        """The values by name, in order; an empty value counts as an empty mapping."""
        if not isinstance(node, Fields):
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

    def schema(self) -> dict[str, Any]:
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
        if isinstance(node, Fields):
            return self.mapping.read(node, mark, place, reader)
        read = self.text.read(node, mark, place, reader)
        return None if read is None else {self.text_key: read}

    def schema(self) -> dict[str, Any]:
        """Either."""
        return {"anyOf": [self.text.schema(), self.mapping.schema()]}


@dataclass(frozen=True, slots=True)
class Whatever:
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

    def schema(self) -> dict[str, Any]:
        """What was given."""
        return dict(self.json)
