"""A cell of a document as a cell of a results file, and what of it only a comment can say."""

from __future__ import annotations

import re

from mkdocs_results_gallery.importing.cells import CellText
from mkdocs_results_gallery.importing.yamltext import Raw, Value

_LONGEST_NOTE = 300
_LONGEST_BESIDE = 40
"""Characters of what our own reader takes for a note beside a number."""
_DIFFERENCE = re.compile(r"\([-+−±]\s?[0-9.,]+\s?%?\)")


def cell_value(cell: CellText, *, with_unit: bool = False) -> Value:
    """The cell as YAML; `with_unit`: with the unit beside its number, where it has one."""
    if cell.kind == "number" and with_unit and cell.unit:
        return f"{cell.number}{'' if cell.unit == '%' else ' '}{cell.unit}"
    if cell.kind == "number":
        return _number(cell)
    if cell.kind == "text":
        return {"missing": "unknown", "note": _short(cell.text)}
    if cell.notes:
        return {"missing": "excluded", "note": _short(f"{cell.text}: {', '.join(cell.notes)}")}
    if cell.reason:
        says_more = cell.text.lower().replace("-", " ").replace("_", " ") != cell.reason
        return {"missing": cell.reason, "note": _short(cell.text)} if says_more else cell.reason
    return cell.text if cell.text in ("NA", "N/A", "-") else Raw("null")


def _number(cell: CellText) -> Value:
    number: Value = f"{cell.bound} {cell.number}" if cell.bound else Raw(cell.number)
    note = _note(cell)
    if cell.spread and not cell.bound:
        return f"{cell.number} ± {cell.spread}"
    return {"value": number, "note": note} if note else number


def _note(cell: CellText) -> str:
    """What is shown beside the number: marks and words, but no difference to another number."""
    notes = [note for note in cell.notes if not _DIFFERENCE.fullmatch(note)]
    note = " ".join([*(["about"] if cell.is_about else []), *notes])
    return note if len(note) <= _LONGEST_BESIDE else "about" if cell.is_about else ""


def is_written(cell: CellText) -> bool:
    """Whether a cell gives a number of the table."""
    return cell.kind == "number" and not cell.bound


def cell_comment(cell: CellText) -> str:
    """What `cell_value` leaves out; ``""`` for nothing."""
    if cell.kind != "number":
        return ""
    if cell.has_thousands:
        return f"read from {cell.text}"
    is_left_out = cell.notes and (cell.spread or not _note(cell).endswith(" ".join(cell.notes)))
    return f"written {cell.text}" if is_left_out else ""


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_NOTE else plain[: _LONGEST_NOTE - 1] + "…"
