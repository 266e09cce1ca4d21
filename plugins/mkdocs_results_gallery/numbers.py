"""How a number is written for people: the one place, so that figure, table and sentence agree."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.model import Metric, Uncertainty

FORMAT = re.compile(r",?(\.[0-9]{1,2})?[efg%]")
"""What a metric's `format` may be: Python's number formats, without width and sign."""

_SIGNIFICANT = 4
"""Digits that an automatic format aims at; more are noise in a table cell."""


def shown_number(value: float, metric: Metric) -> str:
    """A finite `value` as its metric says; up to four significant digits where it says nothing."""
    if metric.format.endswith("%") and metric.unit in ("percent", "%"):
        # the number is a percentage already: 82.21 is 82.2%, not 8221.0%
        return format(value, f"z{metric.format[:-1]}f") + "%"
    if metric.format.endswith("%") and math.isinf(value * 100):
        return f"{Decimal(repr(value)) * 100:.3e}%"
    # "z" writes -0.001 as 0.00, not as -0.00
    return format(value, "z" + (metric.format or f".{_SIGNIFICANT}g"))


def exact_number(value: float) -> str:
    """The shortest text that reads back as an equal float64, without needless ``.0`` and sign of zero."""
    return repr(float(value) + 0.0).removesuffix(".0")


def shown_uncertainty(item: Uncertainty, write: Callable[[float], str]) -> str:
    """``± 0.02 (sd, n = 10)`` or ``[0.90, 0.95] (ci)``: as stated in the file, never computed.

    `write` shows the ends of an interval; a spread is always shown in full, it is short as people write it.
    """
    notes: list[str] = [] if item.kind == "unspecified" else [item.kind]
    if item.level is not None:
        notes = [f"{item.level:g} % {item.kind}"]
    if item.n is not None:
        notes.append(f"n = {item.n:,}")
    note = f"({', '.join(notes)})" if notes else ""
    if item.interval is not None:
        low, high = item.interval
        return f"[{write(low)}, {write(high)}] {note}".rstrip()
    return f"± {exact_number(item.spread)} {note}".rstrip() if item.spread is not None else note


def automatic_format(values: NDArray[np.float64], decimals: int) -> str:
    """The format of a column whose file says none.

    `values` are the column's numbers (NaN where missing) and `decimals` the most decimals that anyone wrote
    in it. Short columns are shown as written; long tails are cut so that the largest number keeps four
    significant digits. Where a fixed number of decimals would show a small number as zero, or a large one
    takes more than nine digits, the column is shown in significant digits.
    """
    finite = np.abs(values[np.isfinite(values)])
    nonzero = finite[finite > 0]
    if not nonzero.size:
        return f".{min(decimals, 3)}f"
    largest = math.floor(math.log10(float(nonzero.max())))
    smallest = math.floor(math.log10(float(nonzero.min())))
    kept = decimals if decimals <= 3 else min(decimals, max(0, _SIGNIFICANT - 1 - largest), 6)
    if largest >= 9 or smallest < -kept:
        return f".{_SIGNIFICANT if largest < 4 or largest >= 9 else 6}g"
    return f".{kept}f"
