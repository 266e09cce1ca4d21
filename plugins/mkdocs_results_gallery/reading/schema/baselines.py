"""The setting `baseline:`, another experiment or a row that a table is compared with."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_results_gallery.provenance import Baseline
from mkdocs_results_gallery.reading.schema.compounds import Group, Setting
from mkdocs_results_gallery.reading.schema.declared import NONE, DeclaredBaseline
from mkdocs_results_gallery.reading.schema.kinds import JsonSchema, OneLine, Reader
from mkdocs_results_gallery.reading.tree import BESIDE, MappingNode, Mark, Node, Place, column_of, line_of

_TEXT = OneLine(may_be_empty=False)
_BASELINE = Group(
    {
        "experiment": Setting(_TEXT, "Another experiment, by path or its end."),
        "table": Setting(_TEXT, "Which table of it; left out: the one of the same name, or its only one."),
        "row": Setting(_TEXT, "A row of this table; all others are compared with it."),
    },
    strict=True,
)
_EXAMPLE = "e.g. text/v1, or {row: bert-base}"


@dataclass(frozen=True, slots=True)
class BaselineKind:
    """An experiment or a row; none: nothing, whatever the folders above say."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> DeclaredBaseline | None:
        """The baseline; None after reporting what is wrong."""
        if isinstance(node, MappingNode):
            found = _BASELINE.read(node, mark, place, reader) or {}
            if not self._names_one(found, node, place, reader):
                return None
        elif isinstance(node, str):
            text = _TEXT.read(node, mark, place, reader)
            if text is None:
                return None
            found = {} if text == NONE else {"experiment": text}
        else:
            reader.wrong(mark, place, "an experiment or a row", node, _EXAMPLE)
            return None
        where = line_of(mark), column_of(mark), bool(mark & BESIDE)
        return DeclaredBaseline(
            Baseline(**found, line=where[0], column=where[1], is_beside=where[2]), mark, place
        )

    @staticmethod
    def _names_one(found: dict[str, str], node: MappingNode, place: Place, reader: Reader) -> bool:
        """Whether it is one thing that is named; reports where not."""
        if len(found) < len(set(node.keys) & set(_BASELINE.settings)):
            return False  # one of them is wrong, which was reported
        named = [key for key in ("experiment", "row") if key in found]
        if len(named) == 1 and not ("table" in found and "row" in found):
            return True
        got = " and ".join(key for key in _BASELINE.settings if key in found) or "neither"
        message = f"expected either `experiment` or `row`, got {got}"
        if not named and set(node.keys) - set(_BASELINE.settings):
            return False  # an unknown key is an error itself
        reader.problems.error("setting", node.mark, place, message, _EXAMPLE)
        return False

    def schema(self) -> JsonSchema:
        """A text, or an object that names one thing."""
        one = {
            **_BASELINE.schema(),
            "oneOf": [{"required": ["experiment"]}, {"required": ["row"]}],
            "not": {"required": ["row", "table"]},
        }
        return {"anyOf": [_TEXT.schema(), one]}
