"""A list of repeats becomes one number: their mean, with sd and n."""

from __future__ import annotations

import math

from mkdocs_results_gallery.digits.number import Stated
from mkdocs_results_gallery.digits.repeats import mean_and_sd
from mkdocs_results_gallery.model import Uncertainty
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.tables.cell import Cell, read_cell
from mkdocs_results_gallery.reading.tables.faults import CellFault
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, SequenceNode

_MOST = 10_000
"""Repeats of one cell."""


def read_repeats(node: SequenceNode, mark: Mark, percent: bool, limits: Limits) -> tuple[Cell, int]:
    """The cell that repeats make, and how many of them are missing."""
    if len(node.values) > _MOST:
        return Cell(wrong=CellFault("many", str(len(node.values)), mark)), 0
    texts: list[str] = []
    absent: Cell | None = None
    is_percent = is_nan = False
    for value, at in node.items():
        cell = read_cell(value, at, percent, limits)
        if cell.wrong is not None:
            cell.wrong.mark = cell.wrong.mark or at
            return cell, 0
        if cell.uncertainty is not None or isinstance(value, MappingNode):
            return Cell(wrong=CellFault("nested value", value, at)), 0
        if cell.bound is not None or cell.note or cell.unit or cell.inside:
            return Cell(wrong=CellFault("repeat", value, at)), 0
        is_nan = is_nan or cell.is_nan
        if cell.missing is not None:
            absent = absent or cell
        else:
            texts.append(cell.text)
            is_percent = is_percent or cell.is_percent
    if not texts:
        return absent or Cell(wrong=CellFault("list", node)), 0
    mean, sd = mean_and_sd(texts)
    uncertainty = Uncertainty("sd", Stated(sd), None, len(texts), None, True) if sd else None
    if uncertainty is not None and not math.isfinite(uncertainty.spread or 0):
        return Cell(wrong=CellFault("infinite", f"sd {sd}", mark)), 0
    read = Cell(float(mean), None, uncertainty, text=mean, is_percent=is_percent, is_nan=is_nan)
    return read, len(node.values) - len(texts)
