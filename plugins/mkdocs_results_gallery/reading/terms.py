"""What a claim demands of a number, as a text or a mapping: ``at least 0.9``, ``{">": {metric: d_LR}}``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mkdocs_results_gallery.assertion import Comparison, Term
from mkdocs_results_gallery.reading.comparisons import (
    EXAMPLES,
    LONGEST,
    OPERATORS,
    WrongComparisonError,
    comparisons,
    counts,
    number_of,
    operator_of,
)
from mkdocs_results_gallery.reading.compounds import Group, Setting
from mkdocs_results_gallery.reading.kinds import Number, Reader, Text, nearest
from mkdocs_results_gallery.reading.nodes import Fields, Mark, Node, is_null
from mkdocs_results_gallery.reading.problems import Place

_TEXT: dict[str, Any] = {
    "type": "string",
    "minLength": 1,
    "maxLength": LONGEST,
    "pattern": "[<>=≤≥≠A-Za-z]",
    "examples": ["< 0.10", "at least 0.9", "0.92 to 1.00", "better than reference"],
}
_NAME = Text(may_be_empty=False)
_WHERE = ("metric", "row", "experiment", "table")

OTHER_CELL = Group(
    {
        "metric": Setting(_NAME, "The metric of the other cell; left out: the cell's own."),
        "row": Setting(_NAME, "The row of the other cell; left out: the cell's own."),
        "experiment": Setting(_NAME, "Another experiment, by path or its end; left out: this one."),
        "table": Setting(_NAME, "A table of that experiment, where it has several."),
        "times": Setting(Number(), "The other cell's number is multiplied by this."),
        "plus": Setting(Number(), "Then this is added."),
    },
    strict=True,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """What must hold of a number."""

    percent: bool = True
    """Whether percent signs may be written; whether the metric has that unit is judged later."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> tuple[Comparison, ...] | None:
        """At least one comparison; all must hold."""
        if isinstance(node, Fields) and node.keys:
            return self._of_fields(node, place, reader)
        if not isinstance(node, str):
            reader.wrong(mark, place, "a comparison", node, f"e.g. {EXAMPLES}; several are joined by and")
            return None
        try:
            return comparisons(node, percent=self.percent)
        except WrongComparisonError as error:
            reader.problems.error("claim", mark, place, error.message, error.hint)
            return None

    def schema(self) -> dict[str, Any]:
        """A text, or operators and what stands on their right."""
        term = {
            "anyOf": [
                {"type": "number"},
                {"type": "string", "minLength": 1, "maxLength": LONGEST},
                {**OTHER_CELL.schema(), "anyOf": [{"required": [key]} for key in _WHERE]},
            ]
        }
        operators = {"enum": sorted(OPERATORS)}
        mapping = {"propertyNames": operators, "additionalProperties": term, "minProperties": 1}
        return {"anyOf": [_TEXT, {"type": "object", **mapping}]}

    def _of_fields(self, node: Fields, place: Place, reader: Reader) -> tuple[Comparison, ...] | None:
        found: list[Comparison] = []
        for key, key_mark, value, mark in node.items():
            operator = operator_of(key)
            if operator is None:
                hint = nearest(key, tuple(OPERATORS)) or 'e.g. {">": {metric: d_LR}}, {at least: reference}'
                reader.wrong(key_mark, place, "an operator", key, hint)
                continue
            term = self._term(value, mark, (*place, key), reader)
            if term is not None:
                found.append(Comparison(operator, term))
        return tuple(found) if len(found) == len(node.keys) else None

    def _term(self, node: Node, mark: Mark, place: Place, reader: Reader) -> Term | None:
        if isinstance(node, Fields):
            return _other_cell(node, mark, place, reader)
        if isinstance(node, str) and not is_null(node, mark):
            if node.lower().split() in (["reference"], ["the", "reference"]):
                return Term(reference=True)
            number = number_of(node, percent=self.percent)
            if number is not None:
                return Term(number)
        hint = "another metric is {metric: d_LR}, another row {row: cities}"
        reader.wrong(mark, place, "a number, the word reference or another cell", node, hint)
        return None


def _other_cell(node: Fields, mark: Mark, place: Place, reader: Reader) -> Term | None:
    found = OTHER_CELL.read(node, mark, place, reader)
    said = {key for key, _, value, at in node.items() if not is_null(value, at)}
    if found is None or said - set(found):
        return None
    if said.isdisjoint(_WHERE):
        hint = "e.g. {metric: d_LR}, {row: cities}, {experiment: unseen-topics, row: x, metric: y}"
        reader.wrong(mark, place, "another cell", node, hint)
        return None
    return Term(**found)


@dataclass(frozen=True, slots=True)
class Counted:
    """What must hold of a number of cells."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> tuple[Comparison, ...] | None:
        """At least one comparison with a whole number."""
        if not isinstance(node, str):
            reader.wrong(mark, place, "a number of cells", node, "e.g. 6, at least 4, at most 2")
            return None
        try:
            return counts(node)
        except WrongComparisonError as error:
            reader.problems.error("claim", mark, place, error.message, error.hint)
            return None

    def schema(self) -> dict[str, Any]:
        """A whole number, or a text."""
        return {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "maxLength": LONGEST}]}


def percent_marks(node: Node, mark: Mark) -> list[Mark]:
    """Where a comparison is written with a percent sign."""
    if isinstance(node, Fields):
        return [at for value, at in zip(node.values, node.marks, strict=True) if _has_percent(value)]
    return [mark] if _has_percent(node) else []


def _has_percent(node: Node) -> bool:
    return isinstance(node, str) and "%" in node
