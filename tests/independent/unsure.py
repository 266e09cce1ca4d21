"""Random uncertainties, as people write them beside a number."""

from __future__ import annotations

import random
from decimal import Decimal


def with_uncertainty(dice: random.Random, text: str, how: str) -> str:
    kind = dice.choice(["pm", "sd", "sd n", "se", "se n", "ci", "ci level"]) if how == "mixed" else how
    value = Decimal(text)
    size = max(abs(value), Decimal("1e-12"))
    width = (size * Decimal(dice.choice(["0.001", "0.01", "0.02", "0.05", "0.2", "0.5", "0"]))).normalize()
    if dice.random() < 0.4:  # as programs write it
        width = Decimal(f"{float(width) * dice.uniform(0.5, 1.5):.{dice.choice([4, 5, 17])}g}")
    else:
        width = Decimal(f"{width:.2g}")
    spread = f"{width:f}" if abs(width.adjusted()) < 16 else f"{width:e}"
    if dice.random() < 0.2 and "." in spread and "e" not in spread:
        spread += "0"
    count = dice.choice([1, 2, 2, 3, 5, 5, 10, 50])
    if kind == "pm":
        return f"{text} {dice.choice(['±', '+/-'])} {spread}"
    if kind.startswith("ci"):
        low, high = value - width, value + width * dice.choice([1, 1, 2])
        level = f", ci_level: {dice.choice([90, 95, 99])}" if kind == "ci level" else ""
        return f"{{value: {text}, ci: [{_plain(low)}, {_plain(high)}]{level}}}"
    n = f", n: {count}" if kind.endswith(" n") else ""
    return f"{{value: {text}, {kind[:2]}: {spread}{n}}}"


def _plain(number: Decimal) -> str:
    return f"{number:f}" if abs(number.adjusted()) < 20 else f"{number:e}"
