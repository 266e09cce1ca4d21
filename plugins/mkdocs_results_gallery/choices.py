"""The wishes of an author for a table: its colours, and the one number that ranks its rows."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from fractions import Fraction
from typing import Literal, get_args

ScaleKind = Literal["log", "symlog", "quantile", "linear"]

SCALE_KINDS: tuple[ScaleKind, ...] = get_args(ScaleKind)
"""The ways from the lowest to the highest colour that a file may name as a metric's `scale`."""


AggregateName = Literal["mean", "median", "sum", "min", "max", "none"]

AGGREGATE_NAMES: tuple[AggregateName, ...] = get_args(AggregateName)
"""The names that a file may give as a metric's `aggregate`."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """By how much a number of one metric may change before it is another one; the larger of both counts."""

    abs: float = 0.0
    """In the metric's unit, 0 or more."""
    rel: float = 0.0
    """A share of what the number was: 0.01 is one percent of it; 0 or more."""


@dataclass(frozen=True, slots=True)
class HeatmapChoice:
    """The author's wishes for a figure; ``""`` leaves the choice to the gallery's options."""

    style: str = ""
    """A key of `heatmap.styles.STYLES`."""
    palette: str = ""
    """A key of `palettes.PALETTES`."""
    scale: str = ""
    """``shared`` (one colour scale for the table), ``column`` (one per metric), or ``""`` (automatic)."""
    uncertainty: bool = False
    """Whether the cells of the figure show the uncertainty too; the table always does."""


def is_meant(glob: str, name: str) -> bool:
    """Whether a name or glob of `ignore` means a metric."""
    return glob == name or fnmatchcase(name, glob)


BoardPolicy = Literal["mean rank", "win rate", "mean"]

BOARD_POLICIES: tuple[BoardPolicy, ...] = get_args(BoardPolicy)
"""The ways to make one number of the numbers of a row."""

FIRST_COLUMNS = ("row", "name", "key", "row name")
"""The first column of a CSV that the gallery writes: the first of these that no metric has."""

COMPUTED = "yes"
"""What such a CSV says of a number that was computed from the repeats in a results file."""

OVERALL = {f"overall ({policy})": policy for policy in BOARD_POLICIES}
"""The second column, of the overall numbers."""

MissingPolicy = Literal["leave out", "worst rank", "require"]

MISSING_POLICIES: tuple[MissingPolicy, ...] = get_args(MissingPolicy)
"""What a missing cell means there: nothing, the last place, or that its row gets no number."""


@dataclass(frozen=True, slots=True)
class Board:
    """How the rows of one table get one number each, settled for its metrics."""

    by: BoardPolicy
    metrics: tuple[str, ...]
    """Names of those that go in, in the order of the table; none: nothing can be ranked."""
    weights: tuple[Fraction, ...]
    """One for each of them, above 0."""
    missing: MissingPolicy | None
    """None: no cell of them is missing."""
    undirected: tuple[str, ...] = ()
    """Names of the metrics that were asked for and have no direction."""
    empty: tuple[str, ...] = ()
    """Names of those that have no number at all."""
