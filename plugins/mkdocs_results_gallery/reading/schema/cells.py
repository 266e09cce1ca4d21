"""The JSON Schema of a cell."""

from __future__ import annotations

import re

from mkdocs_results_gallery.reading.notation import FIELDS as CELL_FIELDS
from mkdocs_results_gallery.reading.notation import NO_REASON
from mkdocs_results_gallery.reading.schema.kinds import JsonSchema
from mkdocs_results_gallery.words.missing import MISSING_KINDS

_NUMBER: JsonSchema = {"type": ["number", "null", "string"]}


def _reason_pattern() -> str:
    """What `reason_of` and `NO_REASON` allow, as a regular expression."""
    kinds = ("".join(_either(char) for char in kind) for kind in MISSING_KINDS)
    return f"^(?:{'|'.join([*kinds, *map(re.escape, sorted(NO_REASON))])})$"


def _either(char: str) -> str:
    return "[ _-]" if char == " " else f"[{char}{char.upper()}]"


# the words first, for editors that complete them
_REASON: JsonSchema = {
    "anyOf": [{"enum": [*MISSING_KINDS, None]}, {"type": "string", "pattern": _reason_pattern()}]
}
_INTERVAL: JsonSchema = {
    "type": "array",
    "items": {"type": ["number", "string"]},
    "minItems": 2,
    "maxItems": 2,
}
_VALUES = ("mean", "avg", "average", "estimate", "score", "value")
_PARTS = (
    "std", "sd", "stdev", "stddev", "sem", "se", "stderr", "std_err", "std_error", "standard_error", "err",
    "error", "uncertainty", "±", "lower", "upper", "ci_low", "ci_high", "n", "count",
)  # fmt: skip # short words stay dense
_IN_WORDS_OF_OTHERS: JsonSchema = {
    "type": "object",
    "properties": {**dict.fromkeys((*_VALUES, *_PARTS), _NUMBER), "ci": {"anyOf": [_NUMBER, _INTERVAL]}},
    "anyOf": [{"required": [name]} for name in _VALUES],
    "minProperties": 2,
    "additionalProperties": False,
}
"""The most frequent names that such a cell may have elsewhere; others are read too."""
CELL: JsonSchema = {
    "anyOf": [
        _NUMBER,
        {"type": "array", "items": _NUMBER, "minItems": 1},
        {
            "type": "object",
            "properties": {
                **dict.fromkeys(CELL_FIELDS, _NUMBER),
                "ci": _INTERVAL,
                "missing": _REASON,
                "note": {"type": ["string", "number", "boolean", "null"]},
                "computed": {"type": "boolean"},
            },
            "anyOf": [{"required": ["value"]}, {"required": ["missing"]}],
            "additionalProperties": False,
        },
        _IN_WORDS_OF_OTHERS,
    ]
}
"""A cell: a number, repeats, or a number with all that there is to say of it."""
