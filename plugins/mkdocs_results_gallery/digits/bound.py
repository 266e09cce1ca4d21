"""A bound: of a cell it is only known that its number lies beyond another one, ``< 2.5``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from mkdocs_results_gallery.digits.number import exact, exact_number, is_finer
from mkdocs_results_gallery.digits.signs import BoundSign


@dataclass(frozen=True, slots=True)
class Bound:
    """All that a cell says of its number; it is never equal to that of another cell."""

    sign: BoundSign
    number: float
    """In the metric's unit; it knows its digits."""

    @property
    def is_above(self) -> bool:
        """Whether the number of the cell lies above, not below."""
        return self.sign in (">", "≥")

    @property
    def is_reached(self) -> bool:
        """Whether it may be the number itself."""
        return self.sign in ("≤", "≥")

    def may_reach(self, limit: Decimal, *, is_high: bool) -> bool:
        """Whether the number of the cell may be `limit`, or lie beyond it on the high or the low side."""
        if self.is_above == is_high:
            return True
        number = exact(self.number)
        return (number == limit and self.is_reached) or (number > limit if is_high else number < limit)

    @property
    def digits(self) -> str:
        """Its number as JSON has it."""
        return exact_number(self.number)

    @property
    def text(self) -> str:
        """``< 2.5``"""
        return f"{self.sign} {self.digits}"


def by_column(bounds: Mapping[tuple[int, int], Bound]) -> Mapping[int, Mapping[int, Bound]]:
    """Bounds by (row, column) as bounds by column, and there by row."""
    found: dict[int, dict[int, Bound]] = {}
    for (row, column), bound in bounds.items():
        found.setdefault(column, {})[row] = bound
    return found


def finer_bounds(bounds: Mapping[tuple[int, int], Bound]) -> dict[tuple[int, int], Decimal]:
    """The numbers of those that their float64 is not."""
    return {cell: exact(bound.number) for cell, bound in bounds.items() if is_finer(bound.number)}
