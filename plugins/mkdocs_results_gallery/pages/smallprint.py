"""The small print of a cell: its uncertainty in words, and as data for scripts."""

from __future__ import annotations

from typing import NamedTuple

from mkdocs_results_gallery.model import Metric, Uncertainty
from mkdocs_results_gallery.words.uncertainty import (
    shown_core,
    uncertainty_parts,
    with_note,
    written_core,
)


class SmallPrint(NamedTuple):
    """How sure the number of a cell is, as a page says it."""

    words: str
    """In few digits: ``± 0.02 (sd, n = 10)``; ``""`` for nothing."""
    parts: str
    """The same as data, with all digits: ``sd 0.02;n 10``."""
    digits: str
    """All digits where `words` leaves some out, else ``""``."""


NO_SMALL_PRINT = SmallPrint("", "", "")


def small_print(item: Uncertainty, metric: Metric, number: str) -> SmallPrint:
    """That of a cell of `metric` that shows `number`."""
    written = written_core(item)
    core = shown_core(item, metric, number)
    parts = ";".join(map(" ".join, uncertainty_parts(item).items()))
    return SmallPrint(with_note(core, item), parts, "" if core == written else written)
