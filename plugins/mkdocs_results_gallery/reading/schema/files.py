"""What may be said of files that can say little themselves: the names of columns; settings of some files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from mkdocs_results_gallery.reading.schema.compounds import Group, Texts
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.schema.kinds import Flag, JsonSchema, Kind, Reader
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, Place, SequenceNode

_NAMES = Texts("names of columns", "[model, acc]", most=10_000, may_be_empty=False)


_FIELDS = Texts("field names", "seed", one=True, may_be_empty=False)


@dataclass(frozen=True, slots=True)
class Repeats:
    """Whether there are repeats, or the fields that tell them apart."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> bool | tuple[str, ...] | None:
        """A truth value, or the names."""
        is_flag = isinstance(node, str) and not mark & 1 and node.lower() in ("true", "false")
        kind: Kind = Flag() if is_flag else _FIELDS
        read = kind.read(node, mark, place, reader)
        return read if isinstance(read, bool | tuple) else None

    def schema(self) -> JsonSchema:
        """Either."""
        return {"anyOf": [Flag().schema(), _FIELDS.schema()]}


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """Whether a line names columns, or their names."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> bool | tuple[str, ...] | None:
        """A truth value, or the names."""
        kind: Kind = _NAMES if isinstance(node, SequenceNode) else Flag()
        read = kind.read(node, mark, place, reader)
        return read if isinstance(read, bool | tuple) else None

    def schema(self) -> JsonSchema:
        """Either."""
        return {"anyOf": [Flag().schema(), _NAMES.schema()]}


@dataclass(frozen=True, slots=True)
class SomeFiles:
    """The settings of the files that one glob matches."""

    group: Group
    settings: Callable[[MappingNode, Mapping[str, Any]], Settings]
    """Makes them of what was read."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> Settings | None:
        """The settings, without what is wrong."""
        values = self.group.read(node, mark, place, reader)
        return None if values is None else self.settings(cast(MappingNode, node), values)

    def schema(self) -> JsonSchema:
        """An object."""
        return self.group.schema()
