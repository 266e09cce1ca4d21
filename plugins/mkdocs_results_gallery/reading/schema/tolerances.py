"""By how much a number may change before a comparison of two states shows it."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_results_gallery.choices import Tolerance
from mkdocs_results_gallery.reading.schema.compounds import Group, Setting
from mkdocs_results_gallery.reading.schema.kinds import JsonSchema, Number, Reader
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, Place

_EXAMPLE = "e.g. {abs: 0.01} in the metric's unit, or {rel: 0.01} for one percent of the number"


@dataclass(frozen=True, slots=True)
class _Width:
    """A number of 0 or more."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> float | None:
        """The number; None after reporting what is wrong."""
        if isinstance(node, str) and node.strip().endswith("%"):
            reader.wrong(
                mark, place, "a number of 0 or more", node, "write a share of the number, e.g. 0.01 for 1%"
            )
            return None
        number = Number("a number of 0 or more").read(node, mark, place, reader)
        if number is not None and number < 0:
            reader.wrong(mark, place, "a number of 0 or more", node, "leave the sign out")
            return None
        return number

    def schema(self) -> JsonSchema:
        """A number."""
        return {"type": "number", "minimum": 0}


_GROUP = Group(
    {
        "abs": Setting(_Width(), "In the metric's unit."),
        "rel": Setting(_Width(), "A share of what the number was: 0.01 is one percent of it."),
    },
    strict=True,
)


@dataclass(frozen=True, slots=True)
class ToleranceKind:
    """A mapping of abs, rel or both."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> Tolerance | None:
        """The tolerance; None after reporting what is wrong."""
        if not isinstance(node, MappingNode):
            reader.wrong(mark, place, "a mapping with abs, rel or both", node, _EXAMPLE)
            return None
        values = _GROUP.read(node, mark, place, reader)
        return None if values is None else Tolerance(**values)

    def schema(self) -> JsonSchema:
        """An object."""
        return _GROUP.schema()
