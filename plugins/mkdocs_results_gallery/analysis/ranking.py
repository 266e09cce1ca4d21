"""Claims about who is first: best, worst, highest, lowest."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_results_gallery.analysis.finding import NotFound
from mkdocs_results_gallery.analysis.naming import listed
from mkdocs_results_gallery.analysis.resting import hiding, told_apart
from mkdocs_results_gallery.analysis.selection import rows_of
from mkdocs_results_gallery.analysis.verdict import Decided, Undecidable
from mkdocs_results_gallery.assertion import Claim
from mkdocs_results_gallery.digits.number import plain
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Cell, Table

_IGNORE = "missing: ignore speaks of the cells that have a number"


def judge_ranking(table: Table, metrics: Sequence[int], rows: Sequence[int], claim: Claim) -> Decided:
    """Holds when exactly the claim's rows have the extreme number of each metric, among `rows` (0-based).

    Raises NotFound for a row that is not among them, Undecidable where a direction is needed and unset.
    """
    named = rows_of(table, claim.rows)
    among = set(rows)
    for row in named:
        if row not in among:
            raise NotFound(f"expected one of the claim's rows, got {shown(table.rows[row].name)}")
    parts = [_one(table, metric, rows, named, claim) for metric in metrics]
    for outcome in ("contradicted", "undecided"):
        telling = [part for part in parts if part.outcome == outcome]
        if telling:
            cells = [cell for part in telling for cell in part.cells]
            reasons = "; ".join(part.reason for part in telling[:3])
            return Decided(telling[0].outcome, cells, reasons, telling[0].hint)
    rests_on = next((part.rests_on for part in parts if part.rests_on), "")
    return Decided("holds", [cell for part in parts for cell in part.cells], "", rests_on=rests_on)


def _one(table: Table, metric: int, rows: Sequence[int], named: Sequence[int], claim: Claim) -> Decided:
    column = table.metrics[metric]
    highest = _wants_highest(claim, column.title, column.higher_is_better)
    order = table.digits.order(metric).tolist()
    present = {row: order[row] for row in rows if order[row] >= 0}
    missing: list[Cell] = [(row, metric) for row in rows if row not in present]
    if present:
        extreme = max(present.values()) if highest else min(present.values())
        holders = {row: None for row, place in present.items() if place == extreme}
        fallen: list[Cell] = [(row, metric) for row in named if row in present and row not in holders]
        others: list[Cell] = [(row, metric) for row in holders if row not in set(named)]
        # a missing number can't mend these: it may only lie further out
        if fallen:
            return _fallen(table, metric, fallen, others or [(row, metric) for row in holders])
        if others and any(row in present for row in named):
            words = listed(table, others, [metric], table.told)
            return Decided("contradicted", others, f"{column.title} of {words} too")
    lost: list[Cell] = [(row, metric) for row in named if row not in present]
    if lost:
        return Decided("undecided", lost, f"{listed(table, lost, [metric])} has no {column.title}")
    if missing and not claim.ignores_missing:
        reason = f"{listed(table, missing, [metric])} has no {column.title}"
        return Decided("undecided", missing, reason, _IGNORE)
    if missing and len(present) == 1:
        return Decided("undecided", missing, f"no other row has a {column.title} to compare with")
    rest = [(row, metric) for row in present if row not in holders]
    return Decided(
        "holds", [(row, metric) for row in holders], "", rests_on=told_apart(table, named[0], rest)
    )


def _fallen(table: Table, metric: int, fallen: Sequence[Cell], top: Sequence[Cell]) -> Decided:
    """The claim's rows that don't have the extreme number, and those that do."""
    column = table.metrics[metric]
    look_alike = any(table.same_as_shown(metric, top[0][0], row) for row, _ in fallen)

    def words(cell: Cell) -> str:
        # two numbers that look equal as shown are told in full
        return plain(table.written(cell)) if look_alike else table.told(cell)

    told = listed(table, top, [metric], words), listed(table, fallen, [metric], words)
    reason = f"{column.title} of {told[0]}, of {told[1]}"
    if look_alike:
        reason += f", {hiding(table, metric)}"
    elif told_apart(table, top[0][0], fallen):
        reason += ", though they are a tie within their uncertainty"
    return Decided("contradicted", [*fallen, *top], reason)


def _wants_highest(claim: Claim, title: str, higher_is_better: bool | None) -> bool:
    if claim.quantifier in ("highest", "lowest"):
        return claim.quantifier == "highest"
    if higher_is_better is None:
        raise Undecidable(
            f"{title} has no direction, so nothing is {claim.quantifier}",
            "set higher_is_better: under metrics, or write highest or lowest",
        )
    return higher_is_better == (claim.quantifier == "best")
