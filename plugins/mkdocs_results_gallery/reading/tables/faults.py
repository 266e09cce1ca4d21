"""The reasons that a cell is not understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mkdocs_results_gallery.reading.tree import Mark, Node

Reason = Literal[
    "text", "list", "mapping", "long", "leading zero", "infinite", "tiny", "percent", "spread",
    "half percent", "unknown field", "two spreads", "ci", "ci level", "level of no ci", "n", "negative",
    "nested value", "computed", "many", "repeat", "bound", "unit of a part", "mixed units", "other unit",
    "inside", "compact inside", "reason", "reason of a number", "two reasons", "note", "long note",
]  # fmt: skip # short words stay dense


@dataclass(slots=True)
class CellFault:
    """The reason that a cell was not understood; `hints.words` makes a sentence of it."""

    reason: Reason
    node: Node
    """The text or collection in the file, or the name of a field."""
    mark: Mark = 0
    """The exact place; 0: the cell itself."""
    field: str = ""
    """The field of a mapping that it is about."""
