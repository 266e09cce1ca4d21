"""What Criterion.rs estimates of a benchmark, and what its format says of that."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_results_gallery.reading.tools.measured import inner, lower
from mkdocs_results_gallery.reading.tools.parts import Part, cell
from mkdocs_results_gallery.reading.tree import MappingNode, Mark

_TIMES = ("mean", "median", "slope")
_VALUE = "point_estimate"
SAID = dict.fromkeys(_TIMES, lower("ns"))


def estimates_of(root: MappingNode) -> Iterator[tuple[str, Mark, Part]]:
    """The times that are estimated, each with the place of its name and with its standard error."""
    for field in _TIMES:
        found = inner(root, field)
        value = found.get(_VALUE)
        if value is not None:
            yield field, root.key_mark(field), cell(value, se=found.get("standard_error"))
