"""Random bounds and notes: what people write before and behind a number."""

from __future__ import annotations

import random

SIGNS = {"<": "<", ">": ">", "≤": "≤", "≥": "≥", "<=": "≤", ">=": "≥"}
"""What each is by the ways to write it."""
MARKS = ("*", "†", "‡")


class Beside:
    """What stands beside the numbers of one table, by dice of its own: the other numbers of a seed stay."""

    def __init__(self, seed: str, metrics: list[str]) -> None:
        self._dice = random.Random(f"beside {seed}")
        self._notes = self._dice.choice([0, 0, 0.2])
        self._bounded = self._dice.sample(metrics, 1) if metrics and self._dice.random() < 0.25 else []

    def said(self, metric: str, text: str) -> str:
        """The number with what stands beside it; ``""`` for nothing."""
        if metric in self._bounded and self._dice.random() < 0.3:
            return f"{self._dice.choice([*SIGNS])}{self._dice.choice(['', ' '])}{text}"
        if self._dice.random() < self._notes:
            return f"{text}{self._dice.choice(['', ' '])}{self._dice.choice(MARKS)}"
        return ""
