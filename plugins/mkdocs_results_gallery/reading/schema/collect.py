"""What a ``_gallery.yaml`` says of files that are one table together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.pattern import PathPattern
from mkdocs_results_gallery.reading.schema.compounds import Group, MappingOf, Setting, Texts
from mkdocs_results_gallery.reading.schema.declared import DeclaredCollection, Settings
from mkdocs_results_gallery.reading.schema.kinds import Choice, JsonSchema, OneLine, Reader
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, Place, SequenceNode
from mkdocs_results_gallery.words.phrases import joined

_EXAMPLE = "e.g. `{dataset}/{model}.json`"
_LIST = Texts("metrics", "[accuracy, eval.loss]", most=1_000, may_be_empty=False)
_PATHS = MappingOf(OneLine(may_be_empty=False))


@dataclass(frozen=True, slots=True)
class PatternKind:
    """A path with fields."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> PathPattern | None:
        """The pattern."""
        text = OneLine(may_be_empty=False).read(node, mark, place, reader)
        if text is None:
            return None
        try:
            return PathPattern(text)
        except ValueError as error:
            message = f"expected a path with fields, got {error}: {shown(text)}"
            reader.problems.error("setting", mark, place, message, _EXAMPLE)
            return None

    def schema(self) -> JsonSchema:
        """A text with a field."""
        return {"type": "string", "pattern": r"\{[^{}/]+\}"}


@dataclass(frozen=True, slots=True)
class Picked:
    """Metrics and where each stands in a file; or a list of such places, which are then the names too."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> dict[str, str] | None:
        """The places by metric."""
        if isinstance(node, SequenceNode):
            texts = _LIST.read(node, mark, place, reader)
            return None if texts is None else {text: text for text in texts}
        found = _PATHS.read(node, mark, place, reader)
        # `acc:` alone is the number under that name
        return None if found is None else {name: where or name for name, where in found.items()}

    def schema(self) -> JsonSchema:
        """Either."""
        return {"anyOf": [_LIST.schema(), _PATHS.schema()]}


OF_A_COLLECTION: dict[str, Setting] = {
    "pattern": Setting(
        PatternKind(), "Paths of the files from this folder: {model}.json is a row for each model."
    ),
    "pick": Setting(Picked(), "Metric -> its place in each file, as in eval.accuracy; else all numbers."),
    "table": Setting(
        Texts("fields", "[dataset]", one=True), "Fields of the pattern of which each value is a table."
    ),
    "lines": Setting(
        Choice(("last", "all")), "Of files with several records: the last one is the row, or each is one."
    ),
}


@dataclass(frozen=True, slots=True)
class Collecting:
    """Files that are one table, and its settings."""

    group: Group
    settings: Callable[[MappingNode, Mapping[str, Any]], Settings]
    """Makes them of what was read."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> DeclaredCollection | None:
        """What is declared; None where it can't be followed."""
        values = self.group.read(node, mark, place, reader)
        if values is None:
            return None
        fields = cast(MappingNode, node)
        pattern = values.get("pattern")
        if pattern is None:
            if "pattern" not in fields.keys:
                message = "expected a pattern of paths, got none"
                reader.problems.error("setting", mark, place, message, f"`pattern:` {_EXAMPLE}")
            return None
        table = values.get("table", ())
        unknown = [name for name in table if name not in pattern.fields]
        if unknown:
            message = f"expected a field of the pattern, got {shown(unknown[0])}"
            known = joined([shown(name) for name in pattern.fields])
            at = (fields.get("table") or ("", mark))[1]
            reader.problems.error("setting", at, (*place, "table"), message, f"its fields are {known}")
            return None
        return DeclaredCollection(
            pattern=pattern,
            pick=values.get("pick", {}),
            table=table,
            lines=values.get("lines", "last"),
            settings=self.settings(fields, values),
        )

    def schema(self) -> JsonSchema:
        """An object."""
        return self.group.schema()
