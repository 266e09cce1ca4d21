"""What may be said of files that can say little themselves: which line of a CSV names its columns."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_results_gallery.reading.schema.compounds import Texts
from mkdocs_results_gallery.reading.schema.kinds import Flag, JsonSchema, Kind, Reader
from mkdocs_results_gallery.reading.tree import Mark, Node, Place, SequenceNode

_NAMES = Texts("names of columns", "[model, acc]", most=10_000, may_be_empty=False)


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
