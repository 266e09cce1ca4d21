"""Claims about who is first: best, worst, highest, lowest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mkdocs_results_gallery.analysis.finding import NotFound
from mkdocs_results_gallery.analysis.naming import listed
from mkdocs_results_gallery.analysis.selection import rows_of
from mkdocs_results_gallery.analysis.verdict import Decided, Undecidable
from mkdocs_results_gallery.assertion import Claim
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Cell, Table
from mkdocs_results_gallery.numbers import exact_number, shown_number


def judge_ranking(table: Table, metrics: Sequence[int], rows: Sequence[int], claim: Claim) -> Decided:
    """Holds when exactly the claim's rows have the extreme number of each metric, among `rows` (0-based).

    Raises NotFound for a row that is not among them, Undecidable where a direction is needed and unset.
    """
    named = rows_of(table, claim.rows)
    for row in named:
        if row not in rows:
            raise NotFound(f"expected one of the claim's rows, got {shown(table.rows[row].name)}")
    parts = [_one(table, metric, rows, named, claim) for metric in metrics]
    for outcome in ("contradicted", "undecided"):
        telling = [part for part in parts if part.outcome == outcome]
        if telling:
            cells = [cell for part in telling for cell in part.cells]
            return Decided(
                telling[0].outcome, cells, "; ".join(part.reason for part in telling[:3]), telling[0].hint
            )
    return Decided("holds", [cell for part in parts for cell in part.cells], "")


def _one(table: Table, metric: int, rows: Sequence[int], named: Sequence[int], claim: Claim) -> Decided:
    column = table.metrics[metric]
    values = {row: float(table.values[row, metric]) for row in rows}
    present = {row: value for row, value in values.items() if not np.isnan(value)}
    lost: list[Cell] = [(row, metric) for row in named if row not in present]
    if lost:
        return Decided("undecided", lost, f"{listed(table, lost, [metric])} has no {column.title}")
    highest = _wants_highest(claim, column.title, column.higher_is_better)
    extreme = max(present.values()) if highest else min(present.values())
    holders = [row for row, value in present.items() if value == extreme]
    fallen: list[Cell] = [(row, metric) for row in named if row not in holders]
    others: list[Cell] = [(row, metric) for row in holders if row not in named]

    fallen_alike = any(
        shown_number(present[row], column) == shown_number(extreme, column) for row, _ in fallen
    )

    def words(cell: Cell) -> str:
        value = float(table.values[cell])
        # two numbers that look equal as shown are told in full
        return exact_number(value) if fallen_alike else shown_number(value, column)

    if fallen:
        top = others or [(row, metric) for row in holders]
        told = listed(table, top, [metric], words), listed(table, fallen, [metric], words)
        return Decided("contradicted", [*fallen, *top], f"{column.title} of {told[0]}, of {told[1]}")
    if others:
        reason = f"{column.title} of {listed(table, others, [metric], words)} too"
        return Decided("contradicted", others, reason)
    missing: list[Cell] = [(row, metric) for row in rows if row not in present]
    if missing and not claim.ignores_missing:
        hint = "missing: ignore speaks of the cells that have a number"
        return Decided(
            "undecided", missing, f"{listed(table, missing, [metric])} has no {column.title}", hint
        )
    return Decided("holds", [(row, metric) for row in holders], "")


def _wants_highest(claim: Claim, title: str, higher_is_better: bool | None) -> bool:
    if claim.quantifier in ("highest", "lowest"):
        return claim.quantifier == "highest"
    if higher_is_better is None:
        raise Undecidable(
            f"{title} has no direction, so nothing is {claim.quantifier}",
            "set higher_is_better: under metrics, or write highest or lowest",
        )
    return higher_is_better == (claim.quantifier == "best")
