"""Whether a number meets a comparison: exact numbers, and intervals that a number is only known to lie in."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mkdocs_results_gallery.assertion import Operator


@dataclass(frozen=True, slots=True)
class Within:
    """A number, or all that is known of one: its lowest and highest possible value, None for unbounded."""

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def exactly(cls, number: Fraction) -> Within:
        """A number that is known."""
        return cls(number, number)


def meets(left: Within, operator: Operator, right: Fraction) -> bool | None:
    """Whether each number in `left` meets (True), none does (False), or it depends (None).

    `operator` is none of ``better`` and ``worse``: those are turned into ``>`` and ``<`` before.
    """
    if operator in ("!=", ">=", ">"):
        opposite: dict[Operator, Operator] = {"!=": "=", ">=": "<", ">": "<="}
        answer = meets(left, opposite[operator], right)
        return None if answer is None else not answer
    low, high = left.low, left.high
    if operator == "=":
        if (low is not None and low > right) or (high is not None and high < right):
            return False
        return True if low == high == right else None
    if high is not None and (high < right if operator == "<" else high <= right):
        return True
    if low is not None and (low >= right if operator == "<" else low > right):
        return False
    return None


def all_of(answers: list[bool | None]) -> bool | None:
    """Kleene's and: false if any is, else unknown if any is."""
    if False in answers:
        return False
    return None if None in answers else True
