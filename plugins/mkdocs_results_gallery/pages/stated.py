"""What a file states beside the numbers of a table, or instead of them, as downloads have it."""

from __future__ import annotations

from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.words.missing import missing_reason
from mkdocs_results_gallery.words.uncertainty import uncertainty_parts

PARTS = ("sd", "se", "±", "n", "ci low", "ci high", "ci level", "computed", "bound", "note", "missing")
"""What it is called, in the order of such columns."""
TEXTS = ("note", "missing")
"""Those in an author's words."""


def stated(table: Table) -> dict[int, dict[int, dict[str, str]]]:
    """By metric and row: each of `PARTS` that is stated."""
    said: dict[int, dict[int, dict[str, str]]] = {metric: {} for metric in range(len(table.metrics))}
    for (row, metric), item in table.uncertainty.items():
        said[metric][row] = uncertainty_parts(item)
    for (row, metric), why in table.missing.items():
        if reason := missing_reason(why):
            said[metric][row] = {"missing": reason}
    for (row, metric), bound in table.bounds.items():
        said[metric][row] = {"bound": bound.text}
    for (row, metric), note in table.notes.items():
        said[metric].setdefault(row, {})["note"] = note
    return said
