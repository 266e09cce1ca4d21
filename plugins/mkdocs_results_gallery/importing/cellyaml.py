"""A cell of a document as a cell of a results file, and what of it only a comment can say."""

from __future__ import annotations

from mkdocs_results_gallery.importing.cells import CellText
from mkdocs_results_gallery.importing.yamltext import Raw, Value

_LONGEST_NOTE = 300


def cell_value(cell: CellText) -> Value | None:
    """The cell as YAML; None where nothing is written."""
    if cell.kind == "number":
        if cell.is_about:
            return {"missing": "unknown", "note": f"{cell.text}: no exact number"}
        if cell.bound:
            return {"missing": "unknown", "note": f"{cell.text}: no number, but a bound"}
        return f"{cell.number} ± {cell.spread}" if cell.spread else Raw(cell.number)
    if cell.kind == "text":
        return {"missing": "unknown", "note": _short(cell.text)}
    if cell.notes:
        return {"missing": "excluded", "note": _short(f"{cell.text}: {', '.join(cell.notes)}")}
    if cell.reason:
        says_more = cell.text.lower().replace("-", " ").replace("_", " ") != cell.reason
        return {"missing": cell.reason, "note": _short(cell.text)} if says_more else cell.reason
    return (
        Raw("null")
        if cell.text in ("", "null")
        else (cell.text if cell.text in ("NA", "N/A", "-") else Raw("null"))
    )


def is_written(cell: CellText) -> bool:
    """Whether a cell gives a number of the table."""
    return cell.kind == "number" and not cell.is_about and not cell.bound


def without_number(cell: CellText) -> Value:
    """The cell without its number, which its own reader would take for another one."""
    return {"missing": "unknown", "note": _short(cell.text)}


def cell_comment(cell: CellText) -> str:
    """What `cell_value` leaves out; ``""`` for nothing."""
    if cell.kind == "number" and cell.has_thousands:
        return f"read from {cell.text}"
    if cell.kind == "number" and cell.notes:
        return f"written {cell.text}"
    return ""


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_NOTE else plain[: _LONGEST_NOTE - 1] + "…"
