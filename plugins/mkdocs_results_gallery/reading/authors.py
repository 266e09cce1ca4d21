"""Who made the numbers: names, or names with an ORCID iD and an affiliation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from mkdocs_results_gallery.model import Author
from mkdocs_results_gallery.reading.compounds import Group, Many, Setting
from mkdocs_results_gallery.reading.kinds import Reader, Text
from mkdocs_results_gallery.reading.nodes import Fields, Items, Mark, Node, is_null
from mkdocs_results_gallery.reading.problems import Place

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

    def schema(self) -> dict[str, Any]:
        """A string with a pattern."""
        return {"type": "string", "pattern": f"^{_ORCID.pattern}$"}


_AUTHOR = Group(
    {
        "name": Setting(Text(may_be_empty=False), "Ada Lovelace, or Lovelace, Ada."),
        "organisation": Setting(Text(may_be_empty=False), "A team instead of a person."),
        "orcid": Setting(_Orcid(), "ORCID iD."),
        "affiliation": Setting(Text(), "Plain text."),
    }
)


@dataclass(frozen=True, slots=True)
class _OneAuthor:
    """A name, or a mapping."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> Author | None:
        """The author, or None after telling what is wrong."""
        if isinstance(node, Fields):
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
        name = Text(may_be_empty=False).read(node, mark, place, reader)
        return None if name is None else Author(name)

    def schema(self) -> dict[str, Any]:
        """Either."""
        mapping = {**_AUTHOR.schema(), "oneOf": [{"required": ["name"]}, {"required": ["organisation"]}]}
        return {"anyOf": [Text(may_be_empty=False).schema(), mapping]}


@dataclass(frozen=True, slots=True)
class Authors:
    """One author, or a list of them."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> tuple[Author, ...] | None:
        """The authors in order."""
        if isinstance(node, Items):
            return Many(_OneAuthor(), "authors", MOST_AUTHORS).read(node, mark, place, reader)
        one = _OneAuthor().read(node, mark, place, reader)
        return None if one is None else (one,)

    def schema(self) -> dict[str, Any]:
        """Either."""
        one = _OneAuthor()
        return {"anyOf": [one.schema(), Many(one, "authors", MOST_AUTHORS).schema()]}


def _adds_up(orcid: str) -> bool:
    digits = orcid.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))
