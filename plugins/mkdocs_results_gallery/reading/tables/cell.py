"""What one cell says: a number, a missing value, a value with its uncertainty, or something to mend."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from mkdocs_results_gallery.digits.number import Stated, exact, is_too_small
from mkdocs_results_gallery.model import Missing, Uncertainty, UncertaintyKind
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.tree import NULLS, MappingNode, Mark, Node, SequenceNode, is_null, nfc
from mkdocs_results_gallery.words.missing import reason_of

DIGITS = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
NUMBER = re.compile(DIGITS)
"""A number as people and programs write it; ASCII digits only."""

_PLAIN = r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]++)?+"
PLAIN_ROW = re.compile(rf"{_PLAIN}(?:\n{_PLAIN})*+")
"""Cells joined by line ends that are all plain numbers: no exponent, no leading zero, never infinite."""

THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:[,' \u00a0\u202f][0-9]{3})+(?:\.[0-9]+)?[ ]?%?")
DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
INFINITE = re.compile(r"[-+]?\.?inf(?:inity)?", re.IGNORECASE)
_PERCENT = re.compile(rf"({DIGITS})[ ]?%")
_PLUS_MINUS = re.compile(rf"({DIGITS})[ ]?(%?)[ ]?(?:±|\+/-|\+-)[ ]?({DIGITS})[ ]?(%?)")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+")

_NOT_A_NUMBER = frozenset({"NaN", "nan", "NAN", ".nan", ".NaN", ".NAN"})
"""What programs write for a number that went wrong: missing, and worth a look."""

NO_REASON = frozenset({"NA", "N/A", "-", *NULLS, *_NOT_A_NUMBER})
"""Texts of a missing cell that give no reason: ``N/A`` may be not applicable, not available, no answer."""

_WITHOUT_REASON = {text: Missing("unknown", text) for text in NO_REASON}

FIELDS = ("value", "sd", "se", "ci", "ci_level", "n", "missing", "note")
"""What a cell may say when it is a mapping."""

_KINDS: tuple[UncertaintyKind, ...] = ("sd", "se", "ci")

_CENTRES = frozenset({"mean", "avg", "average", "median", "score", "estimate", "value"})
_DEVIATIONS = frozenset(
    [
        "std", "sd", "stdev", "stddev", "standarddeviation", "se", "sem", "stderr", "standarderror",
        "err", "error", "ci", "ci95", "95ci", "confint", "confidenceinterval", "var", "variance", "iqr",
        "mad", "lower", "upper", "low", "high", "min", "max",
    ]
)  # fmt: skip
_INTERVALS = frozenset({"ci", "ci95", "95ci", "confint", "confidenceinterval", "iqr"})
_SPREADS = _CENTRES | _DEVIATIONS | {"n", "count", "num", "runs", "samples", "seeds"}
_SEPARATORS = re.compile(r"[ _%-]")

Reason = Literal[
    "text", "list", "mapping", "long", "leading zero", "infinite", "tiny", "percent", "spread",
    "half percent", "unknown field", "two spreads", "ci", "ci level", "level of no ci", "n", "negative",
    "nested value",
    "reason", "reason of a number", "two reasons", "note", "note of a number",
]  # fmt: skip


@dataclass(slots=True)
class CellFault:
    """Why a cell was not understood; `cures.words` makes a sentence of it."""

    reason: Reason
    node: Node
    """What was found, or the name of a field."""
    mark: Mark = 0
    """Where exactly; 0: at the cell itself."""
    field: str = ""
    """The field of a mapping that it is about."""


@dataclass(slots=True)
class Cell:
    """A cell that was read."""

    value: float = math.nan
    """Finite; NaN when the cell is missing or wrong."""
    missing: Missing | None = None
    """Why there is no number; None: there is one, or the cell is wrong."""
    uncertainty: Uncertainty | None = None
    text: str = ""
    """The number as it is written, without a percent sign."""
    is_percent: bool = False
    """Stated with a percent sign."""
    is_nan: bool = False
    """Missing because it says NaN, which needs a look."""
    wrong: CellFault | None = None


def read_cell(node: Node, mark: Mark, percent: bool, limits: Limits) -> Cell:
    """What the cell at `mark` says.

    `percent` allows percent signs: ``82.21%`` is then 82.21.
    """
    if isinstance(node, MappingNode):
        return _from_fields(node, percent, limits)
    if isinstance(node, SequenceNode):
        return Cell(wrong=CellFault("list", node))
    missing = _missing_of(node)
    if missing is not None:
        return Cell(missing=missing, is_nan=node in _NOT_A_NUMBER)
    if len(node) > limits.number_characters:
        return Cell(wrong=CellFault("long", node))
    if NUMBER.fullmatch(node):
        if not mark & 1 and _LEADING_ZERO.fullmatch(node):
            return Cell(wrong=CellFault("leading zero", node))
        return _finite(Cell(float(node), text=node), node)
    match = _PERCENT.fullmatch(node)
    if match:
        if not percent:
            return Cell(wrong=CellFault("percent", node))
        return _finite(Cell(float(match[1]), text=match[1], is_percent=True), node)
    match = _PLUS_MINUS.fullmatch(node)
    return _with_spread(node, match, percent) if match else Cell(wrong=CellFault("text", node))


def _finite(cell: Cell, node: str) -> Cell:
    if not math.isfinite(cell.value):
        return Cell(wrong=CellFault("infinite", node))
    return Cell(wrong=CellFault("tiny", node)) if cell.value == 0 and is_too_small(cell.text) else cell


def _with_spread(node: str, match: re.Match[str], percent: bool) -> Cell:
    number, sign, spread, spread_sign = match.groups()
    if (sign or spread_sign) and not percent:
        return Cell(wrong=CellFault("percent", node))
    if sign and not spread_sign:
        return Cell(wrong=CellFault("half percent", node))
    width = Stated(spread)
    if spread[0] in "-+" or not math.isfinite(width) or is_too_small(spread):
        return Cell(wrong=CellFault("spread", node))
    uncertainty = Uncertainty("unspecified", width)
    cell = Cell(float(number), None, uncertainty, number, is_percent=bool(spread_sign))
    return _finite(cell, node)


def _from_fields(node: MappingNode, percent: bool, limits: Limits) -> Cell:
    if "value" not in node.keys and "missing" not in node.keys:
        return Cell(wrong=CellFault("mapping", node))
    cell, kind = Cell(missing=_NOTHING), None
    spread: float | None = None
    interval: tuple[float, float] | None = None
    count: int | None = None
    level: float | None = None
    for key, key_mark, value, mark in node.items():
        if key not in FIELDS:
            return Cell(wrong=CellFault("unknown field", key, key_mark))
        if key in ("missing", "note"):
            continue
        if key in _KINDS:
            if kind is not None:
                return Cell(wrong=CellFault("two spreads", key, key_mark, kind))
            kind = key
        if key == "ci":
            interval = _interval(value, percent, limits)
            if interval is None:
                return Cell(wrong=CellFault("ci", value, mark))
            continue
        if key == "ci_level":
            level = level_of(value, limits.number_characters)
            if level is None or "ci" not in node.keys:
                return Cell(wrong=CellFault("ci level" if level is None else "level of no ci", value, mark))
            continue
        part = _part(key, value, mark, percent, limits)
        if part.wrong is not None:
            return part
        if key == "value":
            cell = part
        elif key == "n":
            count = None if part.missing is not None else int(part.value)
        else:
            spread = None if part.missing is not None else Stated(part.text)
    if cell.missing is None and (spread is not None or interval is not None or count is not None):
        known: UncertaintyKind = next((name for name in _KINDS if name == kind), "unspecified")
        cell.uncertainty = Uncertainty(known, spread, interval, count, level)
    return _with_reason(cell, node, limits) if "missing" in node.keys or "note" in node.keys else cell


def _missing_of(text: str) -> Missing | None:
    """Why there is no number, where `text` says that there is none."""
    found = _WITHOUT_REASON.get(text)
    if found is not None:
        return found
    kind = reason_of(text)
    return None if kind is None else Missing(kind, text)


_NOTHING = Missing()


def _with_reason(cell: Cell, node: MappingNode, limits: Limits) -> Cell:
    """`cell` with what its mapping says of why it is missing."""
    reason, reason_mark = node.get("missing") or ("", 0)
    note, note_mark = node.get("note") or ("", 0)
    kind: str | None = None
    if not is_null(reason, reason_mark):
        known = isinstance(reason, str) and (
            reason_of(reason) or ("unknown" if reason in NO_REASON else None)
        )
        if not known:
            return Cell(wrong=CellFault("reason", reason, reason_mark))
        kind = known
    if is_null(note, note_mark):
        note = ""
    missing = cell.missing
    if missing is None:
        if kind is not None:
            return Cell(wrong=CellFault("reason of a number", reason, reason_mark))
        return Cell(wrong=CellFault("note of a number", note, note_mark)) if note else cell
    said = missing.kind if missing.text not in NO_REASON else None
    if kind and said and kind != said:
        return Cell(wrong=CellFault("two reasons", reason, reason_mark, said))
    if not isinstance(note, str) or len(note) > limits.text_characters or len(note.strip().splitlines()) > 1:
        return Cell(wrong=CellFault("note", note, note_mark))
    text = reason if isinstance(reason, str) and kind else missing.text
    is_nan = cell.is_nan and not kind
    return Cell(missing=Missing(kind or missing.kind, text, nfc(note.strip())), is_nan=is_nan)


def _part(key: str, value: Node, mark: Mark, percent: bool, limits: Limits) -> Cell:
    """One number of a cell that is a mapping."""
    if isinstance(value, MappingNode):
        return Cell(wrong=CellFault("nested value", value, mark, key))
    if isinstance(value, str) and len(value) < 20 and PLAIN_ROW.fullmatch(value) and key != "n":
        number = float(value)
        if number >= 0 or key == "value":
            return Cell(number, text=value)
    part = read_cell(value, mark, percent and key != "n", limits)
    if part.wrong is not None:
        part.wrong.mark = part.wrong.mark or mark
        part.wrong.field = key
    elif part.uncertainty is not None:
        part.wrong = CellFault("nested value", value, mark, key)
    elif part.missing is not None and key != "value" and value not in NO_REASON:
        part.wrong = CellFault("text", value, mark, key)
    elif key == "n" and part.missing is None and not (1 <= part.value <= 2**53 and part.value.is_integer()):
        part.wrong = CellFault("n", value, mark)
    elif key in _KINDS and part.value < 0:
        part.wrong = CellFault("negative", value, mark, key)
    return part


def _interval(node: Node, percent: bool, limits: Limits) -> tuple[float, float] | None:
    if not isinstance(node, SequenceNode) or len(node.values) != 2:
        return None
    ends = [read_cell(value, at, percent, limits) for value, at in node.items() if isinstance(value, str)]
    if len(ends) != 2 or any(end.wrong or end.uncertainty or end.missing is not None for end in ends):
        return None
    low, high = Stated(ends[0].text), Stated(ends[1].text)
    return (low, high) if exact(low) <= exact(high) else None


def level_of(node: Node, longest: int) -> float | None:
    """A confidence level in percent, written as ``95``, ``95%`` or ``0.95``; None for what is none."""
    if not isinstance(node, str) or len(node) > longest:
        return None
    match = _PERCENT.fullmatch(node)
    if not (match or NUMBER.fullmatch(node)):
        return None
    number = float(match[1] if match else node)
    percent = round(number * 100, 9) if not match and number < 1 else number
    # 1 is none: whether a hundredth or all is meant can't be known
    return percent if 0 < percent < 100 and (match or number != 1) else None


def is_number(node: Node, mark: Mark) -> bool:
    """Whether a cell was meant as a number: one that can be read, or one written for people.

    ``82.21%`` and ``1,013.5`` count, so that a column of them is told of instead of shown as text, and so do
    mappings that only a cell can be.
    """
    if isinstance(node, MappingNode):
        return "value" in node.keys or _is_reason(node) or is_spread(node)
    if isinstance(node, SequenceNode) or not node or len(node) > 100:
        return False
    if NUMBER.fullmatch(node):
        return mark & 1 == 1 or not _LEADING_ZERO.fullmatch(node)
    if node.isalpha() and len(node) > 8:
        return False
    return bool(
        _PERCENT.fullmatch(node)
        or _PLUS_MINUS.fullmatch(node)
        or INFINITE.fullmatch(node)
        or THOUSANDS.fullmatch(node)
        or DECIMAL_COMMA.fullmatch(node)
    )


def is_spread(node: MappingNode) -> bool:
    """Whether a mapping is a mean with its deviation under names of others: ``{mean: 0.5, std: 0.1}``."""
    names = {_SEPARATORS.sub("", key.lower()) for key in node.keys[: len(_SPREADS)]}
    return (
        len(names) == len(node.keys)
        and not names.isdisjoint(_CENTRES)
        and not names.isdisjoint(_DEVIATIONS)
        and names <= _SPREADS
        and all(
            is_missing(value)
            # the mean of each channel of a picture is a list, and no result
            or (isinstance(value, SequenceNode) and _SEPARATORS.sub("", key.lower()) in _INTERVALS)
            or (isinstance(value, str) and is_number(value, mark))
            for key, _, value, mark in node.items()
        )
    )


def _is_reason(node: MappingNode) -> bool:
    """Whether a mapping says why there is no number; ``{missing: 3}`` counts something instead."""
    found = node.get("missing")
    return (
        found is not None
        and isinstance(found[0], str)
        and not NUMBER.fullmatch(found[0])
        and all(key in FIELDS for key in node.keys)
    )


def is_missing(node: Node) -> bool:
    """Whether a cell was meant as a missing value, with a reason or without."""
    return isinstance(node, str) and (node in NO_REASON or reason_of(node) is not None)


def has_percent_sign(node: Node) -> bool:
    """Whether a cell is a number with a percent sign."""
    return isinstance(node, str) and len(node) <= 100 and _PERCENT.fullmatch(node) is not None
