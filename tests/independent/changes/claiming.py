"""Claims of two states, judged anew from their texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.independent.changes.sides import Sheet, state
from tests.independent.claims import outcome
from tests.independent.reading import Table, read

_NAMED = ("rows", "best", "worst", "highest", "lowest", "pareto")


def flipped(base: str, head: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Text, base and head of each claim that flipped; and the texts of those that nobody here can judge.

    A new claim counts where it does not hold, one that is gone never.
    """
    before, now = dict(_verdicts(base)), dict(_verdicts(head))
    flips, doubts = [], []
    for (table, text), verdict in now.items():
        old = before.get((table, text), "absent")
        if "doubt" in (old, verdict):
            doubts.append(text)
        elif verdict != (old if old != "absent" else "holds"):
            flips.append((text, old, verdict))
    return flips, doubts


def _verdicts(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    sheets = state(text).sheets
    for table in read("", text).tables:
        for claim in table.claims:
            yield (table.name, claim["text"]), _verdict(table, sheets[table.name], claim)


def _verdict(table: Table, sheet: Sheet, claim: Mapping[str, Any]) -> str:
    metrics = claim.get("metrics") or [claim["metric"]]
    if any(name not in sheet.metrics for name in metrics):
        return "undecided"
    rows = [row for key in _NAMED for row in _listed(claim.get(key, []))]
    if any(row not in sheet.rows for row in rows):
        return "undecided"
    said = [sheet.cells[row, name] for row in sheet.rows for name in metrics]
    if any(one.bound or one.note for one in said):
        return "doubt"
    return outcome(table, claim)


def _listed(names: Any) -> list[str]:  # noqa: ANN401 - a text or a list
    return [names] if isinstance(names, str) else list(names)
