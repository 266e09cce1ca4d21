"""Claims: a sentence of a file, or of a link in a page, becomes data that can be checked against a table."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from mkdocs_results_gallery.claim import QUANTIFIERS, RANKING, Claim, Comparison, Quantifier, Selection, Term
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.schema.comparisons import (
    EXAMPLES,
    LONGEST,
    OPERATORS,
    WrongComparisonError,
    comparisons,
    counts,
    number_of,
    operator_of,
)
from mkdocs_results_gallery.reading.schema.compounds import Group, Setting, Texts
from mkdocs_results_gallery.reading.schema.declared import Written
from mkdocs_results_gallery.reading.schema.kinds import Choice, JsonSchema, Number, OneLine, Reader
from mkdocs_results_gallery.reading.tree import (
    BESIDE,
    MappingNode,
    Mark,
    Node,
    Place,
    Problems,
    SequenceNode,
    column_of,
    forbidden_character,
    is_null,
    line_of,
    nfc,
    what_it_is,
)
from mkdocs_results_gallery.words.phrases import did_you_mean

_TEXT: JsonSchema = {
    "type": "string",
    "minLength": 1,
    "maxLength": LONGEST,
    "pattern": "[<>=≤≥≠A-Za-z]",
    "examples": ["< 0.10", "at least 0.9", "0.92 to 1.00", "better than reference"],
}
_NAME = OneLine(may_be_empty=False)
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
    """A demand on a number."""

    percent: bool = True
    """Whether percent signs may be written; whether the metric has that unit is judged later."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> tuple[Comparison, ...] | None:
        """At least one comparison; all must hold."""
        if isinstance(node, MappingNode) and node.keys:
            return self._of_fields(node, place, reader)
        if not isinstance(node, str):
            reader.wrong(mark, place, "a comparison", node, f"e.g. {EXAMPLES}; several are joined by and")
            return None
        try:
            return comparisons(node, percent=self.percent)
        except WrongComparisonError as error:
            reader.problems.error("claim", mark, place, error.message, error.hint)
            return None

    def schema(self) -> JsonSchema:
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

    def _of_fields(self, node: MappingNode, place: Place, reader: Reader) -> tuple[Comparison, ...] | None:
        found: list[Comparison] = []
        for key, key_mark, value, mark in node.items():
            operator = operator_of(key)
            if operator is None:
                hint = did_you_mean(key, OPERATORS) or 'e.g. {">": {metric: d_LR}}, {at least: reference}'
                reader.wrong(key_mark, place, "an operator", key, hint)
            elif (term := self._term(value, mark, (*place, key), reader)) is not None:
                found.append(Comparison(operator, term))
        return tuple(found) if len(found) == len(node.keys) else None

    def _term(self, node: Node, mark: Mark, place: Place, reader: Reader) -> Term | None:
        if isinstance(node, MappingNode):
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


def _other_cell(node: MappingNode, mark: Mark, place: Place, reader: Reader) -> Term | None:
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
    """A demand on a number of cells."""

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

    def schema(self) -> JsonSchema:
        """A whole number, or a text."""
        return {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "maxLength": LONGEST}]}


def percent_marks(node: Node, mark: Mark) -> list[Mark]:
    """Find the percent signs of a comparison."""
    parts = zip(node.values, node.marks, strict=True) if isinstance(node, MappingNode) else [(node, mark)]
    return [at for value, at in parts if isinstance(value, str) and "%" in value]


MOST_CLAIMS = 1_000
"""Of one file."""

_EXAMPLE = "e.g. {text: t_p fails on negations, metric: t_p, rows: neg_*, every: below 0.10}"
_COUNT = "where: below 0.5 says which cells are counted, count: at least 4 how many there must be"
_LISTS = ("metric", "metrics", "rows", *RANKING)


def _settings(compared: Compared) -> dict[str, Setting]:
    metrics = Texts("metrics", "[t_g, d_*]", one=True, may_be_empty=False, are_globs=True)
    names = Texts("row names", "[facts, cities]", one=True, may_be_empty=False)
    said = {
        "every": "Holds of every cell that is chosen.",
        "any": "Holds of at least one of the cells.",
        "none": "Holds of none of the cells.",
        "where": "For count: what is counted.",
        "mean": "Holds of the mean of the cells.",
        "median": "Holds of the median of the cells.",
        "min": "Holds of the smallest number.",
        "max": "Holds of the largest number.",
        "sum": "Holds of the sum of the cells.",
    }
    ranked = {
        "best": "The rows that share the first place, by the metric's direction.",
        "worst": "The rows that share the last place, by the metric's direction.",
        "highest": "The rows that have the highest number.",
        "lowest": "The rows that have the lowest number.",
        "pareto": "The rows that no other beats in the metrics, by their directions.",
    }
    return {
        "text": Setting(_NAME, "The sentence."),
        "metric": Setting(metrics, "The metric that it is about: a name or glob."),
        "metrics": Setting(metrics, "The metrics that it is about: names or globs."),
        "rows": Setting(
            Texts("rows", "[facts, neg_*]", one=True, may_be_empty=False, are_globs=True),
            "The rows that it is about: names, groups or globs; left out: all.",
        ),
        **{key: Setting(compared, doc) for key, doc in said.items()},
        "count": Setting(Counted(), "Holds of the number of cells that `where` is true of."),
        **{key: Setting(names, doc) for key, doc in ranked.items()},
        "missing": Setting(Choice(("ignore",)), "ignore: speak of the cells that have a number."),
    }


@dataclass(frozen=True, slots=True)
class OneClaim:
    """One claim."""

    names_table: bool
    """Whether it may say which table it speaks of."""
    percent: bool = True
    """Whether comparisons may have percent signs."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> Written | None:
        """Read a claim; None after reporting what is wrong."""
        if not isinstance(node, MappingNode):
            reader.wrong(mark, place, "a claim (a mapping)", node, _EXAMPLE)
            return None
        group = self._group()
        said = {key for key, _, value, at in node.items() if not is_null(value, at)}
        found = group.read(node, mark, place, reader) or {}
        if "text" not in said:
            _report(reader, node.mark, place, "expected the sentence as `text`, got none", _EXAMPLE)
        metrics = _metrics(node, said, place, reader)
        quantifier = _quantifier(node, said, place, reader) if _may_assert(said, group) else None
        if metrics is None or quantifier is None or not said | {"text"} <= set(found):
            return None
        return _written(node, found, metrics, quantifier, place)

    def schema(self) -> JsonSchema:
        """An object with a sentence, metrics and one assertion."""
        return {
            **self._group().schema(),
            "allOf": [
                {"oneOf": [{"required": [key]} for key in ("metric", "metrics")]},
                {"oneOf": [{"required": [key]} for key in QUANTIFIERS]},
            ],
            "dependentRequired": {"count": ["where"], "where": ["count"]},
        }

    def _group(self) -> Group:
        settings = _settings(Compared(self.percent))
        if self.names_table:
            settings["table"] = Setting(_NAME, "The table that it is about, in a file with several.")
        return Group(settings, required=("text",), strict=True)


def _written(
    node: MappingNode, found: Mapping[str, Any], metrics: str, quantifier: Quantifier, place: Place
) -> Written:
    """The claim of the values that were `found` in `node`."""
    ranks, counts = quantifier in RANKING, quantifier == "count"
    compared = "where" if counts else quantifier
    _, at = node.get("text") or ("", 0)
    claim = Claim(
        text=found["text"],
        selection=Selection(found[metrics], found.get("rows", ())),
        quantifier=quantifier,
        comparisons=() if ranks else found[compared],
        counted=found["count"] if counts else (),
        rows=found[quantifier] if ranks else (),
        ignores_missing="missing" in found,
        table=found.get("table", ""),
        line=line_of(at),
        column=column_of(at),
        is_beside=bool(at & BESIDE),
    )
    return Written(claim, place, () if ranks else tuple(percent_marks(*(node.get(compared) or ("", 0)))))


def claim_of_query(
    text: str, query: Mapping[str, str], lists: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Claim:
    """The claim of a link: `text` is its sentence, `query` what stands behind the ``?``, decoded.

    The keys are those of a claim in a file. `lists` are the same values taken apart at their commas; one that
    isn't there is taken apart here. Raises ValueError with a message for the author of the page.
    """
    for part in (text, *query, *query.values()):
        found = forbidden_character(part)
        if found:
            raise ValueError(f"expected text, got one with the {what_it_is(found[0])}: {shown(part)}")
    if "text" in query:
        raise ValueError("expected the sentence as the text of the link, got `text` in its address")
    # the text of a link may be broken into lines
    values: list[Node] = [" ".join(text.split())]
    values += [_value(key, value, lists) for key, value in query.items()]
    keys = ("text", *map(nfc, query))
    # marked as quoted: in an address every value is text, and none is null
    marks = array("q", [1] * len(keys))
    fields = MappingNode(keys, marks, values, marks, 0, 2)
    problems = Problems("")
    written = OneClaim(names_table=True, percent=False).read(fields, 0, (), Reader(problems, Limits()))
    wrong = [problem for problem in problems.all() if problem.severity == "error"]
    if written is None or wrong:
        raise ValueError(str(replace(wrong[0], line=0, column=0)).removeprefix(".: "))
    return replace(written.claim, line=0, column=0)


def _value(key: str, value: str, lists: Mapping[str, Sequence[str]]) -> Node:
    parts: list[Node] = [*lists.get(key, [part.strip() for part in value.split(",")])]
    if key not in _LISTS or len(parts) == 1:
        return value.strip()
    return SequenceNode(parts, array("q", [1] * len(parts)), 0, 1)


def _quantifier(node: MappingNode, said: set[str], place: Place, reader: Reader) -> Quantifier | None:
    present = [key for key in QUANTIFIERS if key in said]
    if not present:
        message = "expected an assertion, got none: one of " + ", ".join(QUANTIFIERS)
        _report(reader, node.mark, place, message, _COUNT if "where" in said else "e.g. every: below 0.10")
    elif len(present) > 1:
        first, second = sorted(present, key=node.key_mark)[:2]
        message = f"expected one assertion, got `{first}` and `{second}`"
        _report(reader, node.key_mark(second), place, message, "make two claims of it")
    elif (present[0] == "count") != ("where" in said):
        there, absent = ("count", "where") if present[0] == "count" else ("where", "count")
        message = f"expected `{absent}` beside `{there}`, got none"
        _report(reader, node.key_mark(there), place, message, _COUNT)
    else:
        return present[0]
    return None


def _may_assert(said: set[str], group: Group) -> bool:
    """Whether a missing assertion is worth a word: an unknown key is most likely meant as one."""
    return said <= set(group.settings) or not said.isdisjoint(QUANTIFIERS)


def _metrics(node: MappingNode, said: set[str], place: Place, reader: Reader) -> str | None:
    """The key that names the metrics."""
    present = [key for key in ("metric", "metrics") if key in said]
    if len(present) == 1:
        return present[0]
    if present:
        message = "expected `metric` or `metrics`, got both"
        _report(reader, node.key_mark("metrics"), place, message, "metrics: [t_g, t_p] names several")
    else:
        _report(reader, node.mark, place, "expected `metric` or `metrics`, got none", "e.g. metric: t_p")
    return None


def _report(reader: Reader, mark: Mark, place: Place, message: str, hint: str) -> None:
    if not reader.problems.enough("error", "claim"):
        reader.problems.error("claim", mark, place, message, hint)
