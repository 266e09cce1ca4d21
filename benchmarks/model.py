"""A cost as a function of the number of tables, fitted to measurements, and how far it may be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

DOUBT = 3.0
"""How many times better a model with a square must foretell what it has not seen, to be taken."""
NOISE = 0.05
"""Mean relative error up to which a model without a square is good enough: that may come from measuring."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What `n` tables cost: ``fixed + each * n + square * n * n``, none of them negative."""

    fixed: float
    each: float
    square: float = 0.0

    def at(self, count: float) -> float:
        """Return the cost of `count` tables."""
        return self.fixed + self.each * count + self.square * count**2


def fit(counts: Sequence[float], costs: Sequence[float], *, may_bend: bool = True) -> Curve:
    """Fit by least squares of relative errors; a square only where it may be and foretells much better."""
    if not may_bend:
        return _fitted(counts, costs, 2)
    straight, bent = (_left_out(counts, costs, powers) for powers in (2, 3))
    return _fitted(counts, costs, 3 if straight > max(NOISE, bent * DOUBT) else 2)


def _left_out(counts: Sequence[float], costs: Sequence[float], powers: int) -> float:
    errors = []
    for number, (count, cost) in enumerate(zip(counts, costs, strict=True)):
        others = [at for at in range(len(counts)) if at != number]
        curve = _fitted([counts[at] for at in others], [costs[at] for at in others], powers)
        errors.append(abs(curve.at(count) - cost) / cost if cost else 0.0)
    return float(np.mean(errors))


def _fitted(counts: Sequence[float], costs: Sequence[float], powers: int) -> Curve:
    """Fit, and again without the parts that came out negative: no work takes less than no time."""
    n, y = np.asarray(counts, dtype=float), np.asarray(costs, dtype=float)
    weights = 1 / np.maximum(y, y.max() / 1000 or 1.0)
    columns = list(range(powers))
    while True:
        matrix = np.stack([n**power for power in columns], axis=1)
        scale = matrix.max(axis=0)
        found = np.linalg.lstsq(matrix / scale * weights[:, None], y * weights, rcond=None)[0] / scale
        if (found >= 0).all() or len(columns) == 1:
            break
        columns.remove(columns[int(np.argmin(found * scale))])
    parts = dict(zip(columns, map(float, found), strict=True))
    return Curve(*(max(parts.get(power, 0.0), 0.0) for power in range(3)))
