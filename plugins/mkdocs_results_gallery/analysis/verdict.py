"""What became of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mkdocs_results_gallery.assertion import Claim
from mkdocs_results_gallery.model import Cell

Outcome = Literal["holds", "contradicted", "undecided"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim and whether the numbers bear it out."""

    claim: Claim
    outcome: Outcome
    cells: tuple[tuple[int, int, int], ...] = ()
    """The deciding cells as (table, row, metric), 0-based, in the claim's experiment: counter-examples of
    what is contradicted, the witnesses of what holds, the missing ones of what is undecided."""
    reason: str = ""
    """What decides it, e.g. ``neg_facts is 0.09``; plain text, may be ``""`` for what holds."""
    hint: str = ""
    """How to mend it, ``""`` for nothing to say."""
    rests_on: str = ""
    """How it holds though the page shows the deciding numbers as equal or as a tie, as a clause:
    ``by digits that `.1f` hides: 0.951 and 0.949``; ``""`` where it shows the difference."""
    is_elsewhere: bool = False
    """Undecided because it speaks of an experiment that is not there."""
    cause: str = ""
    """As `Problem.cause`."""

    @property
    def words(self) -> str:
        """The outcome and what decides it; of what holds only what no reader would see."""
        if self.outcome == "holds":
            return f"holds {self.rests_on}".rstrip()
        return self.outcome + (f": {self.reason}" if self.reason else "")

    @property
    def because(self) -> str:
        """What it rests on, else what decides it."""
        return self.rests_on or self.reason


@dataclass(frozen=True, slots=True)
class Decided:
    """The same for one table, before its place among the tables is known."""

    outcome: Outcome
    cells: Sequence[Cell]
    reason: str
    hint: str = ""
    rests_on: str = ""


class Undecidable(Exception):  # noqa: N818 - an answer, not an accident
    """A claim that asks for what the table does not say."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
