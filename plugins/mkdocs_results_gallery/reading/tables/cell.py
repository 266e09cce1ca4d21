"""The reading of one cell: a number, a missing value, a value with its uncertainty, or something to mend."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from mkdocs_results_gallery.digits.bound import Bound
from mkdocs_results_gallery.digits.number import Stated, exact, is_too_small
from mkdocs_results_gallery.model import Missing, Uncertainty, UncertaintyKind
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.notation import (
    LEADING_ZERO,
    LONGEST_NOTE,
    NO_REASON,
    NOT_A_NUMBER,
    NUMBER,
    PERCENT,
    PLAIN,
    PLUS_MINUS,
    level_of,
)
from mkdocs_results_gallery.reading.parted import Parted, parted
from mkdocs_results_gallery.reading.tables.faults import CellFault, Reason
from mkdocs_results_gallery.reading.tables.means import as_fields
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode, is_null, nfc
from mkdocs_results_gallery.words.missing import UNKNOWN, reason_of


@dataclass(slots=True)
class Cell:
    """A cell that was read."""

    value: float = math.nan
    """Finite; NaN when the cell is missing or wrong."""
    missing: Missing | None = None
    """The reason that there is no number; None: there is one, or the cell is wrong."""
    uncertainty: Uncertainty | None = None
    bound: Bound | None = None
    """All that is known of the number where it is none."""
    text: str = ""
    """The number as it is written, without a percent sign and separators of thousands."""
    note: str = ""
    """The marks beside it: ``†``."""
    unit: str = ""
    """What stands beside it and nobody has declared: all numbers of the column must have the same."""
    inside: str = ""
    """What stands in parentheses behind it: all numbers of the column must have the like."""
    is_percent: bool = False
    """Stated with a percent sign."""
    is_nan: bool = False
    """Missing because it says NaN, which needs a look."""
    wrong: CellFault | None = None


def read_cell(node: Node, mark: Mark, percent: bool, limits: Limits) -> Cell:
    """Read the cell at `mark`.

    `percent` allows percent signs: ``82.21%`` is then 82.21.
    """
    if isinstance(node, MappingNode):
        return _from_fields(node, percent, limits)
    if isinstance(node, SequenceNode):
        return Cell(wrong=CellFault("list", node))
    missing = _missing_of(node)
    if missing is not None:
        return Cell(missing=missing, is_nan=node in NOT_A_NUMBER)
    if len(node) > limits.number_characters:
        return Cell(wrong=CellFault("long", node))
    if NUMBER.fullmatch(node):
        if not mark & 1 and LEADING_ZERO.fullmatch(node):
            return Cell(wrong=CellFault("leading zero", node))
        return _finite(Cell(float(node), text=node), node)
    return _with_signs(node, percent)


def _with_signs(node: str, percent: bool) -> Cell:
    match = PERCENT.fullmatch(node)
    if match and percent:
        return _finite(Cell(float(match[1]), text=match[1], is_percent=True), node)
    match = PLUS_MINUS.fullmatch(node)
    if match:
        return _with_spread(node, match, percent)
    found = parted(node)
    return Cell(wrong=CellFault("text", node)) if found is None else _of_parts(node, found, percent)


def _of_parts(node: str, found: Parted, percent: bool) -> Cell:
    """A number with something beside it."""
    if LEADING_ZERO.fullmatch(found.number):
        return Cell(wrong=CellFault("leading zero", node))
    cell = Cell(
        float(found.number), text=found.number, note=found.marks, unit=found.unit, inside=found.inside
    )
    if found.spread:
        width = Stated(found.spread)
        if not math.isfinite(width) or is_too_small(found.spread):
            return Cell(wrong=CellFault("spread", node))
        cell.uncertainty = Uncertainty("unspecified", width)
    if percent and cell.unit == "%":
        cell.unit, cell.is_percent = "", True
    cell = _finite(cell, node)
    if found.sign is not None and cell.wrong is None:
        cell.bound, cell.value = Bound(found.sign, Stated(cell.text)), math.nan
    return cell


def _finite(cell: Cell, node: str) -> Cell:
    if not math.isfinite(cell.value):
        return Cell(wrong=CellFault("infinite", node))
    return Cell(wrong=CellFault("tiny", node)) if cell.value == 0 and is_too_small(cell.text) else cell


def _with_spread(node: str, match: re.Match[str], percent: bool) -> Cell:
    number, sign, spread, spread_sign = match.groups()
    if sign and not spread_sign:
        return Cell(wrong=CellFault("half percent" if percent else "percent", node))
    width = Stated(spread)
    if spread[0] in "-+" or not math.isfinite(width) or is_too_small(spread):
        return Cell(wrong=CellFault("spread", node))
    uncertainty = Uncertainty("unspecified", width)
    is_percent = bool(spread_sign)
    cell = Cell(float(number), None, uncertainty, text=number, is_percent=is_percent and percent)
    cell.unit = "%" if is_percent and not percent else ""
    return _finite(cell, node)


class _FaultFound(Exception):  # noqa: N818 - it ends the reading of one cell and carries its result
    """A field of a cell is wrong."""

    def __init__(self, reason: Reason, node: Node, mark: Mark = 0, field: str = "") -> None:
        super().__init__(reason)
        self.fault = CellFault(reason, node, mark, field)


def _from_fields(node: MappingNode, percent: bool, limits: Limits) -> Cell:
    node = as_fields(node)
    if "value" not in node.keys and "missing" not in node.keys:
        return Cell(wrong=CellFault("mapping", node))
    try:
        cell = _Fields(node, percent, limits).read()
        return _with_reason(cell, node, limits) if "missing" in node.keys or "note" in node.keys else cell
    except _FaultFound as found:
        return Cell(wrong=found.fault)


_NOTHING = Missing()
_WITHOUT_REASON = {text: Missing(UNKNOWN, text) for text in NO_REASON}


def _missing_of(text: str) -> Missing | None:
    """Why there is no number, where `text` says that there is none."""
    found = _WITHOUT_REASON.get(text)
    if found is not None:
        return found
    kind = reason_of(text)
    return None if kind is None else Missing(kind, text)


class _Fields:
    """The fields of a cell that is a mapping, one after the other."""

    __slots__ = (
        "cell", "count", "interval", "is_computed", "kind", "level", "limits", "node", "percent", "spread",
    )  # fmt: skip # short words stay dense

    def __init__(self, node: MappingNode, percent: bool, limits: Limits) -> None:
        self.node = node
        self.percent = percent
        self.limits = limits
        self.cell = Cell(missing=_NOTHING)
        self.kind: UncertaintyKind | None = None
        self.spread: float | None = None
        self.interval: tuple[float, float] | None = None
        self.count: int | None = None
        self.level: float | None = None
        self.is_computed = False

    def read(self) -> Cell:
        """Read the number with its uncertainty. Raises `_FaultFound`."""
        for key, key_mark, value, mark in self.node.items():
            self._take(key, key_mark, value, mark)
        cell, parts = self.cell, (self.spread, self.interval, self.count)
        if cell.bound is not None and parts != (None, None, None):
            raise _FaultFound("bound", cell.bound.text, 0)
        if cell.missing is None and parts != (None, None, None):
            cell.uncertainty = Uncertainty(self.kind or "unspecified", *parts, self.level, self.is_computed)
        return cell

    def _take(self, key: str, key_mark: Mark, value: Node, mark: Mark) -> None:
        match key:
            case "value":
                self.cell = self._number(key, value, mark)
            case "sd" | "se" | "±":
                self._only("unspecified" if key == "±" else key, key_mark)
                part = self._number(key, value, mark)
                self.spread = None if part.missing is not None else Stated(part.text)
            case "ci":
                self._only(key, key_mark)
                self._ends(value, mark)
            case "ci_level":
                self._level(value, mark)
            case "n":
                part = self._number(key, value, mark)
                self.count = None if part.missing is not None else int(part.value)
            case "computed":
                self.is_computed = value in ("yes", "true")
                if not self.is_computed:
                    raise _FaultFound("computed", value, mark)
            case "missing" | "note":
                pass  # left to `_with_reason`
            case _:
                raise _FaultFound("unknown field", key, key_mark)

    def _ends(self, value: Node, mark: Mark) -> None:
        self.interval = _interval(value, self.percent, self.limits)
        if self.interval is None:
            raise _FaultFound("ci", value, mark)

    def _level(self, value: Node, mark: Mark) -> None:
        self.level = level_of(value, self.limits.number_characters)
        if self.level is None:
            raise _FaultFound("ci level", value, mark)
        if "ci" not in self.node.keys:
            raise _FaultFound("level of no ci", value, mark)

    def _only(self, kind: UncertaintyKind, key_mark: Mark) -> None:
        if self.kind is not None:
            raise _FaultFound("two spreads", kind, key_mark, self.kind)
        self.kind = kind

    def _number(self, key: str, value: Node, mark: Mark) -> Cell:
        if isinstance(value, MappingNode):
            raise _FaultFound("nested value", value, mark, key)
        plain = _plain(key, value)
        if plain is not None:
            return plain
        part = read_cell(value, mark, self.percent and key != "n", self.limits)
        if part.wrong is not None:
            raise _FaultFound(part.wrong.reason, part.wrong.node, part.wrong.mark or mark, key)
        if part.unit and key != "value":
            raise _FaultFound("percent" if part.unit == "%" else "unit of a part", value, mark, key)
        reason = _wrong_part(key, value, part)
        if reason is not None:
            raise _FaultFound(reason, value, mark, "" if reason == "n" else key)
        return part


def _plain(key: str, value: Node) -> Cell | None:
    """The most frequent part of a cell, a plain number, without a look at all that it isn't."""
    if key == "n" or not isinstance(value, str) or len(value) >= 20 or not PLAIN.fullmatch(value):
        return None
    number = float(value)
    return Cell(number, text=value) if number >= 0 or key == "value" else None


def _wrong_part(key: str, value: Node, part: Cell) -> Reason | None:
    """The reason that a cell can't be the field `key` of another."""
    if part.uncertainty is not None or part.inside:
        return "nested value"
    if part.bound is not None or part.note:
        return None if key == "value" else "text"
    if part.missing is not None:
        return None if key == "value" or value in NO_REASON else "text"
    if key == "n":
        return None if 1 <= part.value <= 2**53 and part.value.is_integer() else "n"
    return "negative" if key != "value" and part.value < 0 else None


def _interval(node: Node, percent: bool, limits: Limits) -> tuple[float, float] | None:
    if not isinstance(node, SequenceNode) or len(node.values) != 2:
        return None
    low, high = (_end(value, at, percent, limits) for value, at in node.items())
    return (low, high) if low is not None and high is not None and exact(low) <= exact(high) else None


def _end(node: Node, mark: Mark, percent: bool, limits: Limits) -> Stated | None:
    if not isinstance(node, str):
        return None
    end = read_cell(node, mark, percent, limits)
    is_more = end.uncertainty or end.missing or end.bound or end.note or end.unit or end.inside
    return None if end.wrong or is_more else Stated(end.text)


def _with_reason(cell: Cell, node: MappingNode, limits: Limits) -> Cell:
    """Add what the mapping of a cell says of why it is missing. Raises `_FaultFound`."""
    reason, reason_mark = node.get("missing") or ("", 0)
    note, note_mark = node.get("note") or ("", 0)
    kind = _kind_of(reason, reason_mark)
    has_note = not is_null(note, note_mark)
    missing = cell.missing
    if missing is None:
        _refuse(reason if kind else "", reason_mark, "reason of a number")
        if has_note:
            text = _line_of(note, note_mark, limits)
            if len(text) > LONGEST_NOTE:
                raise _FaultFound("long note", text, note_mark)
            cell.note = f"{cell.note} {text}".lstrip()
        return cell
    if kind and missing.text not in NO_REASON and kind != missing.kind:
        raise _FaultFound("two reasons", reason, reason_mark, missing.kind)
    text = _line_of(note, note_mark, limits) if has_note else ""
    if kind is None:
        return Cell(missing=Missing(missing.kind, missing.text, text), is_nan=cell.is_nan)
    return Cell(missing=Missing(kind, reason if isinstance(reason, str) else "", text))


def _refuse(node: Node, mark: Mark, reason: Reason) -> None:
    if node:
        raise _FaultFound(reason, node, mark)


def _kind_of(reason: Node, mark: Mark) -> str | None:
    if is_null(reason, mark):
        return None
    kind = reason_of(reason) if isinstance(reason, str) else None
    if kind is None and reason in NO_REASON:
        return UNKNOWN
    if kind is None:
        raise _FaultFound("reason", reason, mark)
    return kind


def _line_of(note: Node, mark: Mark, limits: Limits) -> str:
    """The note as one line of text."""
    if not isinstance(note, str) or len(note) > limits.text_characters or len(note.strip().splitlines()) > 1:
        raise _FaultFound("note", note, mark)
    return nfc(note.strip())
