"""Numbers with a decimal comma, in a file whose cells are parted by something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.notation import NUMBER, THOUSANDS
from mkdocs_results_gallery.reading.tree import Line, Mark, Problems

_COMMA = r"[-+]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+),[0-9]+"
_COMMA_OR_WHOLE = rf"(?:{_COMMA}|[0-9]+)"
_WITH_COMMA = re.compile(
    rf"{_COMMA}(?:[eE][-+]?[0-9]+)?[ ]?%?(?:[ ]?(?:±|\+/-|\+-)[ ]?{_COMMA_OR_WHOLE}[ ]?%?)?"
    rf"|[0-9]+[ ]?%?[ ]?(?:±|\+/-|\+-)[ ]?{_COMMA}[ ]?%?"
)


def reader_of_cells(lines: Sequence[Line], delimiter: str, problems: Problems) -> Callable[[str], str]:
    """What makes the text of a cell: without blanks around it, and with points where numbers have commas."""
    first = _first_comma(lines) if delimiter not in (",", "") else None
    if first is None:
        return _stripped
    text, mark = first
    message = f"commas are read as decimal points, as in {shown(text)}"
    problems.notice("decimal comma", mark, (), message)
    return _with_points


def _stripped(cell: str) -> str:
    return cell.strip(" \t")


def _with_points(cell: str) -> str:
    text = cell.strip(" \t")
    return text.replace(".", "").replace(",", ".") if _WITH_COMMA.fullmatch(text) else text


def _first_comma(lines: Sequence[Line]) -> tuple[str, Mark] | None:
    """The first number that has a decimal comma for sure; None where there is none, or one with a point."""
    found: tuple[str, Mark] | None = None
    for cells, marks in lines:
        for cell, mark in zip(cells, marks, strict=True):
            if "." in cell and NUMBER.fullmatch(cell.strip()):
                return None
            if found is None and "," in cell and _is_sure(cell.strip()):
                found = cell.strip(), mark
    return found


def _is_sure(text: str) -> bool:
    """Whether the comma of a number is no separator of thousands."""
    if not _WITH_COMMA.fullmatch(text):
        return False
    return text.lstrip("+-").startswith("0,") or not THOUSANDS.fullmatch(text)
