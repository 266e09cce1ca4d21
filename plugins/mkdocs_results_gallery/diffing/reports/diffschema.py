"""The JSON Schema of a comparison: every key of the document, and what it means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from mkdocs_results_gallery.analysis.comparison import OtherKind, Side, Status
from mkdocs_results_gallery.words.changes import ClaimState, Standing

Schema = dict[str, Any]

_SIDES = get_args(Side)


def _text(what: str) -> Schema:
    return {"type": "string", "description": what}


def _count(what: str) -> Schema:
    return {"type": "integer", "minimum": 0, "description": what}


def _flag(what: str) -> Schema:
    return {"type": "boolean", "description": what}


def _one_of(names: Sequence[str], what: str) -> Schema:
    return {"enum": list(names), "description": what}


def _list(items: Schema, what: str) -> Schema:
    return {"type": "array", "items": items, "description": what}


def _object(what: str, **keys: Schema) -> Schema:
    return {
        "type": "object",
        "description": what,
        "properties": keys,
        "required": list(keys),
        "additionalProperties": False,
    }


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


_DECIMAL = r"^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$"


def _number(what: str) -> Schema:
    return {"type": "string", "pattern": _DECIMAL, "description": what}


_NAME = {"type": "string"}
_PAIR: Schema = {"type": "array", "items": _NAME, "minItems": 2, "maxItems": 2}


def _names(of: str) -> Schema:
    return _object(
        f"Names of {of} that stand on one side only.",
        added=_list(_NAME, "Those of the head, in its order."),
        removed=_list(_NAME, "Those of the base, in its order."),
        renamed=_list(_PAIR, "Pairs [removed, added] that may be one; both stand above too."),
    )


_CELLS = {
    "better": "Another number, better by the direction of the head.",
    "worse": "Another number, worse by the direction of the head.",
    "within": "Both sides state an uncertainty, which does not tell them apart.",
    "neutral": "Another number, in a metric without a direction.",
    "became_missing": "A number in the base, none in the head.",
    "became_present": "None in the base, a number in the head.",
    "hidden": "Another number, alike under the declared format or within the declared tolerance.",
    "ignored": "Another cell, in a metric that is left out.",
    "bounds": "One side has a bound (< 2.5), and the sides differ.",
    "reasons": "Missing on both sides, for another reason.",
    "uncertainties": "The same number with another uncertainty.",
    "notes": "The same number or bound with another note.",
}
"""Each count of cells; a test compares the keys with `CellCounts`."""

_METADATA = _list(
    _object(
        "Something beside the numbers that is said otherwise.",
        of=_one_of(("file", "table", "metric", "row", "column"), "What it is said of."),
        name=_text("That of the metric, row or column; else empty."),
        key=_text("The key of a results file that says it."),
        base=_text("What the base says; empty: nothing. Cut where it is long."),
        head=_text("The same of the head."),
    ),
    "What else is said otherwise: directions, units, titles, labels.",
)

_PROBLEM: dict[str, Schema] = {
    "line": _count("1-based; 0: the whole file."),
    "column": _count("1-based; 0: unknown."),
    "place": _text("Where in the file's own structure."),
    "message": _text("One sentence."),
    "hint": _text("What a right one looks like; may be empty."),
    "severity": _one_of(("error", "warning", "notice", "skipped"), "As `check` says it."),
}

_FACTORS = (
    *("100", "1000", "1000000", "1000000000", "60", "3600"),
    *("0.01", "0.001", "0.000001", "0.000000001", "1/60", "1/3600"),
)

_TABLE = _object(
    "A table that stands on both sides.",
    name=_text("Empty for the only table of a file."),
    rows=_names("rows"),
    metrics=_names("metrics"),
    common=_object(
        "What stands on both sides.",
        rows=_count("Rows of one name."),
        metrics=_count("Metrics of one name."),
    ),
    cells=_object(
        "Cells whose row and metric stand on both sides, each in one count at most.",
        changed=_count("better + worse + within + neutral."),
        **{name: _count(what) for name, what in _CELLS.items()},
    ),
    changes=_list(
        _object(
            "A cell with another number on each side.",
            row=_text("Its row."),
            metric=_text("Its metric."),
            base=_number("The number as the file has it, without percent sign and uncertainty."),
            head=_number("The same of the head."),
            delta=_number("Head minus base, exact."),
            verdict=_one_of(get_args(Standing), "What became of it; within is judged first."),
            beyond_uncertainty=_flag("Both sides state an uncertainty, and differ by more than that."),
            unclear=_flag("Within only since the two uncertainties can't be compared."),
        ),
        "All of them: as many as cells.changed.",
    ),
    others=_list(
        _object(
            "A cell that differs otherwise.",
            row=_text("Its row."),
            metric=_text("Its metric."),
            kind=_one_of(get_args(OtherKind), "The count of `cells` in which it is."),
            base=_text("What the cell says there; empty: nothing."),
            head=_text("The same of the head."),
        ),
        "All of them.",
    ),
    rescaled=_list(
        _object(
            "A metric whose cells are all those of the base times a factor, exactly.",
            metric=_text("Its name."),
            factor=_one_of(_FACTORS, "Head divided by base."),
            cells=_count("The number of its cells; they are in no other count."),
        ),
        "Changes of scale: percent to fraction, ms to s.",
    ),
    other_units=_list(_NAME, "Metrics with changes whose unit is another one, though not rescaled."),
    metadata=_METADATA,
)

_EXPERIMENT = _object(
    "One results file.",
    path=_text("That of the head, or of the base where the head has none; below the results folder."),
    renamed_from=_or_null(_text("Its path in the base, where git follows a renamed file.")),
    status=_one_of(get_args(Status), "unchanged: other bytes, the same content."),
    tables=_list(_TABLE, "Those that stand on both sides."),
    table_names=_names("tables"),
    metadata=_METADATA,
    counts=_object(
        "How often something changed that is no number.",
        bounds=_count(_CELLS["bounds"]),
        reasons=_count(_CELLS["reasons"]),
        uncertainties=_count(_CELLS["uncertainties"]),
        notes=_count(_CELLS["notes"]),
        directions=_count("Metrics whose higher_is_better is another one."),
        metadata=_count("All that is listed as metadata, here and of its tables."),
    ),
    problems=_list(
        _object("Why a side is broken.", side=_one_of(_SIDES, "Which side."), **_PROBLEM),
        "Empty unless the status is broken.",
    ),
)

_OUTCOMES = get_args(ClaimState)

_CLAIM = _object(
    "A claim whose verdict is another one than in the base.",
    path=_text("The results file below the results folder, or the page of the site, in which it stands."),
    line=_count("1-based, in the head; in the base, where the head is absent."),
    text=_text("The sentence."),
    base=_one_of(_OUTCOMES, "Its verdict there; absent: it does not stand there."),
    head=_one_of(_OUTCOMES, "The same of the head."),
    reason=_text("The deciding cells of the head, in words; may be empty."),
    is_page=_flag("Whether it stands in a Markdown page of the site."),
)

_OBSERVATION = _object(
    "A sentence about a table that is said on one side only.",
    path=_text("The results file."),
    table=_text("The name of the table; empty for the only one."),
    line=_count("1-based line of the first row that decides, in the head if that has it; 0: unknown."),
    text=_text("The sentence."),
    side=_one_of(_SIDES, "Where it is said; base: it no longer is."),
    instead=_or_null(_text("What the head says in its place.")),
    cells=_list(_PAIR, "The cells that decide, each [row, metric]."),
)


def diff_schema() -> Schema:
    """Return the schema of what ``results-gallery diff --format json`` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What changed between two states of results",
        **_object(
            "Everything that differs; nothing is cut.",
            base=_text("What is compared with, in the words of whoever asked."),
            head=_text("What is compared."),
            verdict=_text("One sentence, made from the counts."),
            experiments=_list(
                _EXPERIMENT, "Results files that differ in bytes or in what their folders say."
            ),
            renamed=_list(_PAIR, "Files [removed, added] that may be one; both stand above too."),
            claims=_list(_CLAIM, "Claims that flipped, although their own file may not have changed."),
            observations=_list(_OBSERVATION, "Sentences of ours that are no longer said, or now are."),
            problems=_list(
                _object(
                    "What could not be compared, and why.",
                    file=_text("Path below the results folder; may be empty."),
                    **_PROBLEM,
                ),
                "What could not be compared.",
            ),
        ),
    }
