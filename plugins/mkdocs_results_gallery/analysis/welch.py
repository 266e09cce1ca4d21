"""Student's t, with the digits that the docs give: Welch's test, and the half-widths of few runs.

SciPy takes a tenth of a second to import, and most galleries need none: it is imported where it is called.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STANDARD_LEVEL = 95.0
"""Percent: the confidence level of an interval whose file says none."""
ALPHA = 0.05
"""Two numbers differ where the test's p is below this."""
Z = 1.96
"""Half-width of a 95 % interval in standard errors, with the digits that the docs give, so that who computes
on paper finds the same."""

_NORMAL = 1.959963984540054
_QUANTILE = (
    _NORMAL,
    (_NORMAL**3 + _NORMAL) / 4,
    (5 * _NORMAL**5 + 16 * _NORMAL**3 + 3 * _NORMAL) / 96,
    (3 * _NORMAL**7 + 19 * _NORMAL**5 + 17 * _NORMAL**3 - 15 * _NORMAL) / 384,
    (79 * _NORMAL**9 + 776 * _NORMAL**7 + 1482 * _NORMAL**5 - 1920 * _NORMAL**3 - 945 * _NORMAL) / 92_160,
)
"""The t at which p is `ALPHA`: a series in one over the degrees of freedom (Abramowitz, Stegun: 26.7.5)."""
_REST = 1.5
"""Over the fifth power of the degrees of freedom, one or more: the series leaves out less than that."""
_QUANTILE_ROUNDING = 1e-9


def half_width(sd: Floats, n: Floats) -> Floats:
    """Return that of the interval of a mean of `n` runs, at the standard level."""
    from scipy.special import stdtrit

    found: Floats = stdtrit(n - 1, 1 - ALPHA / 2) * sd / np.sqrt(n)
    return found


def passes_welch(
    distance: Floats, sds: Sequence[Floats], ns: Sequence[Floats], wanted: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Whether Welch's two-sided p is below `ALPHA`, where it is `wanted`, of numbers so far apart."""
    # by a power of two, which changes no digit: no square leaves what a float64 holds
    _, power = np.frexp(np.maximum(*sds))
    shares = [np.ldexp(sd, -power) ** 2 / n for sd, n in zip(sds, ns, strict=True)]
    parts = [share**2 / (n - 1) for share, n in zip(shares, ns, strict=True)]
    freedom = (shares[0] + shares[1]) ** 2 / (parts[0] + parts[1])
    t = np.abs(np.ldexp(distance, -power) / np.sqrt(shares[0] + shares[1]))
    least = np.polynomial.polynomial.polyval(1 / freedom, _QUANTILE)
    answer: NDArray[np.bool_] = t > least + _REST / freedom**5 + _QUANTILE_ROUNDING
    unclear = wanted & (t > least - _QUANTILE_ROUNDING) & ~answer
    if unclear.any():
        from scipy.special import stdtr

        answer[unclear] = 2 * stdtr(freedom[unclear], -t[unclear]) < ALPHA
    return answer
