"""Numbers with a decimal comma, in a file whose cells are parted by something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.notation import NUMBER, THOUSANDS
from mkdocs_results_gallery.reading.parted import parted
from mkdocs_results_gallery.reading.tree import Line, Mark, Problems

_COMMA = r"[-+]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+),[0-9]+"
_COMMA_OR_WHOLE = rf"(?:{_COMMA}|[0-9]+)"
_WITH_COMMA = re.compile(
    rf"{_COMMA}(?:[eE][-+]?[0-9]+)?[ ]?%?(?:[ ]?(?:±|\+/-|\+-)[ ]?{_COMMA_OR_WHOLE}[ ]?%?)?"
    rf"|[0-9]+[ ]?%?[ ]?(?:±|\+/-|\+-)[ ]?{_COMMA}[ ]?%?"
)

_DOTTED = re.compile(r"[-+]?[0-9]{1,3}(?:\.[0-9]{3})+")
_NUMBERS = re.compile(rf"{_COMMA}|(?<![0-9.]){_DOTTED.pattern}(?![0-9.])")


def have_commas(lines: Sequence[Line], delimiter: str, problems: Problems) -> bool:
    """Whether the numbers of `lines` have decimal commas, which a notice then says."""
    first = _first_comma(lines) if delimiter not in (",", "") else None
    if first is None:
        return False
    text, mark = first
    problems.notice("decimal comma", mark, (), f"commas are read as decimal points, as in {shown(text)}")
    return True


def with_points(cell: str) -> str:
    """The number of a cell with a decimal point; any other text as it is."""
    text = cell.strip(" \t")
    if _WITH_COMMA.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    if "," not in text and "." not in text:
        return text
    pointed = _NUMBERS.sub(lambda found: found[0].replace(".", "").replace(",", "."), text)
    return pointed if pointed != text and parted(pointed) else text


def _first_comma(lines: Sequence[Line]) -> tuple[str, Mark] | None:
    """The first number that has a decimal comma for sure; None where there is none, or one with a point."""
    found: tuple[str, Mark] | None = None
    for cells, marks in lines:
        for cell, mark in zip(cells, marks, strict=True):
            if "." in cell and _has_point(cell.strip()):
                return None
            if found is None and "," in cell and _is_sure(cell.strip()):
                found = cell.strip(), mark
    return found


def _has_point(text: str) -> bool:
    """Whether a number has a decimal point; beside a unit, ``1.234 €`` may be any."""
    if NUMBER.fullmatch(text):
        return True
    found = parted(text)
    return found is not None and "." in found.number and not _DOTTED.fullmatch(found.number)


def _is_sure(text: str) -> bool:
    """Whether the comma of a number is no separator of thousands."""
    if not _WITH_COMMA.fullmatch(text) and with_points(text) == text:
        return False
    numbers = [number.lstrip("+-") for number in _NUMBERS.findall(text) if "," in number]
    return any(number.startswith("0,") or not THOUSANDS.fullmatch(number) for number in numbers)
