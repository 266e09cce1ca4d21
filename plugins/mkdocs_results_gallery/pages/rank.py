"""The rank of a cell, in words and as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)  # no slots: the words are kept
class Rank:
    """The place of a row in a metric."""

    place: int
    of: int
    """How many rows have one."""
    is_shared: bool
    in_words: bool
    """Whether the cell says it in words too, or only as data for the browser."""
    is_best: bool = False
    """Whether the cell is marked as the best: not where a bound could be better."""

    @cached_property
    def words(self) -> str:
        """E.g. ``rank 2 of 12, shared``."""
        return f"rank {self.place} of {self.of}{', shared' if self.is_shared else ''}"

    @cached_property
    def place_words(self) -> str:
        """E.g. ``2 of 1,200, shared``: what stands under a heading that says rank."""
        return f"{self.place:,} of {self.of:,}{', shared' if self.is_shared else ''}"

    @cached_property
    def told(self) -> str:
        """Its words where the cell says them; else ``""``."""
        return self.words if self.in_words else ""

    @cached_property
    def data(self) -> str:
        """The same for scripts, as an attribute."""
        return f' data-rank="{self.place}{"=" if self.is_shared else ""}"' if self.place else ""

    @cached_property
    def mark(self) -> str:
        """The class of a best cell."""
        return " rg-best" if self.is_best else ""
