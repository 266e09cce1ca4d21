"""Columns of numbers with something beside them: a unit, or parentheses, that all numbers must share.

What is found so is said by a notice: the unit of a metric where nobody declares it, and parentheses of which
nobody says what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_results_gallery.digits.number import Stated, exact, is_too_small
from mkdocs_results_gallery.digits.number_format import is_percent
from mkdocs_results_gallery.digits.unrounded import EXACT
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Uncertainty
from mkdocs_results_gallery.reading.notation import DIGITS, NUMBER
from mkdocs_results_gallery.reading.tables.cell import Cell
from mkdocs_results_gallery.reading.tables.faults import CellFault, Reason
from mkdocs_results_gallery.reading.tables.said import written_key
from mkdocs_results_gallery.reading.tree import Mark, Node

_SCALED = frozenset(["k", "K", "M", "G", "B", "T", "Mio", "bn", "mn"])
"""Letters that many read as thousands, millions and so on."""


def said_of(metrics: Mapping[str, Mapping[str, str]]) -> str:
    """The line of a file that says something of metrics."""
    each = (f"{written_key([metric])}: {{{_fields(said)}}}" for metric, said in metrics.items())
    return f"metrics: {{{', '.join(each)}}}"


def _fields(said: Mapping[str, str]) -> str:
    return ", ".join(f"{key}: {written_key([text])}" for key, text in said.items())


@dataclass(frozen=True, slots=True)
class Sided:
    """A cell that was read, and waits for those of its column."""

    cell: Cell
    node: Node
    mark: Mark
    at: tuple[int, int]
    """Its place in the array of numbers."""


@dataclass(frozen=True, slots=True)
class SidedColumn:
    """The cells of a metric that have something beside their number that all must share."""

    cells: Sequence[Sided]
    others: int
    """How many further numbers and bounds it has."""
    said: Mapping[str, Any]
    """What is declared of the metric."""

    def faults(self) -> Iterator[tuple[Sided, CellFault]]:
        """Each cell that can't be read so, and why."""
        wrong = self._of_units() or self._of_parentheses()
        for one in self.cells:
            if id(one) in wrong:
                reason, field = wrong[id(one)]
                yield one, CellFault(reason, one.node, field=field)

    def _of_units(self) -> dict[int, tuple[Reason, str]]:
        declared = str(self.said.get("unit", ""))
        if declared:
            others = [one for one in self.cells if one.cell.unit not in ("", declared)]
            return {id(one): (_reason_of(one, "other unit"), declared) for one in others}
        units = {one.cell.unit for one in self.cells}
        with_unit = [one for one in self.cells if one.cell.unit]
        if self.others or "" in units:  # beside plain numbers
            return {id(one): (_reason_of(one, "text"), "") for one in with_unit}
        if len(units) == 1:
            return {}
        first, second, *_ = dict.fromkeys(one.cell.unit for one in with_unit)
        return {id(one): ("mixed units", second if one.cell.unit == first else first) for one in with_unit}

    def _of_parentheses(self) -> dict[int, tuple[Reason, str]]:
        kind = str(self.said.get("parentheses", ""))
        within = [one for one in self.cells if one.cell.inside]
        if kind:
            return {id(one): (reason, kind) for one in within if (reason := _wrong_inside(one, kind))}
        if len(within) == len(self.cells) and not self.others:
            return {}
        return {id(one): ("text", "") for one in within}

    def unit(self) -> str:
        """The unit that was found; ``""`` where it is declared, or there is none."""
        return "" if self.said.get("unit") else self.cells[0].cell.unit

    @property
    def told_unit(self) -> str:
        """The unit that was found and is told: of a percent sign everybody knows what it says."""
        unit = self.unit()
        return "" if is_percent(unit) else unit

    def notices(self, metric: str, where: str) -> Iterator[tuple[str, str, str]]:
        """What to say of the column: kind, message, and a hint with its `metric` and `where` to write."""
        unit, node = self.told_unit, self.cells[0].node
        text = f", as in {shown(node)}" if isinstance(node, str) else ""
        if unit:
            message = f"the unit is {shown(unit)}, which all numbers have beside them{text}"
            if unit in _SCALED:
                message += "; the numbers are as they are written, not multiplied"
            yield "unit", message, f"say `{said_of({metric: {'unit': unit}})}`, {where}"
        if self.cells[0].cell.inside and not self.said.get("parentheses"):
            message = f"what stands in parentheses is kept as a note beside each number{text}"
            said = said_of({metric: {"parentheses": "sd"}})
            cure = f"if it is an uncertainty, say `{said}`, se or ci, {where}"
            yield "parentheses", message, cure if self._may_be_spread() else ""

    def _may_be_spread(self) -> bool:
        return not any(_wrong_inside(one, "sd") for one in self.cells)

    def read(self) -> Iterator[Sided]:
        """Each cell, with what is in its parentheses as its uncertainty or in its note."""
        kind = self.said.get("parentheses", "")
        for one in self.cells:
            cell = one.cell
            if cell.inside and kind:
                cell.uncertainty = _uncertainty(cell, str(kind))
            elif cell.inside:
                cell.note = f"{cell.note} ({cell.inside})".lstrip()
            yield one


def _reason_of(one: Sided, other: Reason) -> Reason:
    return "percent" if one.cell.unit == "%" else other


def _wrong_inside(one: Sided, kind: str) -> Reason | None:
    """Why what stands in the parentheses of a cell is no uncertainty of that kind; None where it is."""
    cell = one.cell
    if not cell.inside:
        return None
    if cell.bound is not None:
        return "bound"
    if cell.uncertainty is not None:
        return "nested value"
    ends = _ends(cell.inside)
    if ends is not None and kind == "ci":
        return None if exact(ends[0]) <= exact(ends[1]) else "inside"
    inside = _bare(cell.inside)
    if not NUMBER.fullmatch(inside) or inside[0] in "-+" or is_too_small(inside):
        return "inside"
    is_whole = "." not in inside and "e" not in inside.lower()
    is_glued = isinstance(one.node, str) and " (" not in one.node
    return "compact inside" if is_whole and is_glued and "." in cell.text else None


_INTERVAL = re.compile(rf"\[?({DIGITS})[ ]?(?:,|;|–|to|-)[ ]?({DIGITS})\]?")


def _ends(text: str) -> tuple[Stated, Stated] | None:
    """``0.4, 0.6`` or ``0.4 to 0.6``, the ends of an interval."""
    found = _INTERVAL.fullmatch(text)
    return (Stated(found[1]), Stated(found[2])) if found else None


def _uncertainty(cell: Cell, kind: str) -> Uncertainty:
    """What stands in the parentheses of a cell, as `kind` says: of a ``ci`` both ends, or its half."""
    if kind != "ci":
        return Uncertainty("sd" if kind == "sd" else "se", Stated(_bare(cell.inside)))
    ends = _ends(cell.inside)
    if ends is None:
        middle, half = exact(Stated(cell.text)), exact(Stated(_bare(cell.inside)))
        ends = Stated(f"{EXACT.subtract(middle, half)}"), Stated(f"{EXACT.add(middle, half)}")
    return Uncertainty("ci", interval=ends)


def _bare(text: str) -> str:
    return text.removesuffix("%").rstrip()
