"""When two numbers of one metric can't be told apart: as shown, or within their uncertainty."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.model import Table, Uncertainty
from mkdocs_results_gallery.numbers import shown_number

METHOD = (
    "Ties: numbers that look equal as shown, and numbers whose difference is within their uncertainty, that "
    "is, no larger than the root of the sum of their squared half-widths "
    "(ci as stated; 1.96 × se; 1.96 × sd / √n, or sd where no n is stated; ± as stated)."
)
"""The rule, for a page. For intervals it is that of Zou and Donner, Statistics in Medicine 27 (2008),
pages 1693 to 1702."""

_Z = 1.959963984540054
"""97.5 % quantile of the normal distribution: half-width of a 95 % interval in standard errors."""


def half_width(uncertainty: Uncertainty | None, value: float, towards: float) -> float:
    """How far `value` may lie off in the direction of `towards`, in the metric's unit; 0 for nothing said."""
    if uncertainty is None:
        return 0.0
    if uncertainty.interval is not None:
        low, high = uncertainty.interval
        return max(0.0, high - value if towards > value else value - low)
    spread = uncertainty.spread or 0.0
    if uncertainty.kind == "se":
        return _Z * spread
    if uncertainty.kind == "sd" and uncertainty.n:
        return _Z * spread / math.sqrt(uncertainty.n)
    return spread


def within_uncertainty(table: Table, metric: int, one: int, other: int) -> bool:
    """Whether the numbers of two rows (0-based) differ by no more than their uncertainty allows."""
    sure = table.uncertainty.get((one, metric)), table.uncertainty.get((other, metric))
    if sure == (None, None):
        return False
    first, second = float(table.values[one, metric]), float(table.values[other, metric])
    widths = half_width(sure[0], first, second), half_width(sure[1], second, first)
    return abs(first - second) <= math.hypot(*widths)


def is_tie(table: Table, metric: int, one: int, other: int) -> bool:
    """Whether two rows (0-based), both with a number, can't be told apart in `metric`."""
    column = table.metrics[metric]
    texts = {shown_number(float(table.values[row, metric]), column) for row in (one, other)}
    return len(texts) == 1 or within_uncertainty(table, metric, one, other)


def tied(table: Table, metric: int, rows: Sequence[int]) -> NDArray[np.bool_]:
    """`is_tie` of each of `rows` with each, shape (rows, rows); all must have a number."""
    values = table.values[list(rows), metric]
    column = table.metrics[metric]
    _, texts = np.unique([shown_number(float(value), column) for value in values], return_inverse=True)
    stated = [table.uncertainty.get((row, metric)) for row in rows]
    ends = [(one, float(value)) for one, value in zip(stated, values, strict=True)]
    up = np.array([half_width(one, value, np.inf) for one, value in ends])
    down = np.array([half_width(one, value, -np.inf) for one, value in ends])
    has = np.array([one is not None for one in stated])
    with np.errstate(over="ignore"):  # the numbers may lie at both ends of what a float64 holds
        difference = values[:, np.newaxis] - values
    # the upper one may be lower than it says, the lower one higher
    reach = np.hypot(
        np.where(difference > 0, down[:, np.newaxis], up[:, np.newaxis]), np.where(difference > 0, up, down)
    )
    unsure = (has[:, np.newaxis] | has) & (np.abs(difference) <= reach)
    same: NDArray[np.bool_] = (texts[:, np.newaxis] == texts) | unsure
    return same
