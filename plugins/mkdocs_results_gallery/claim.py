"""The parts of a claim: nouns that a file's `claims:` and a page's links are parsed into; never code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Quantifier = Literal[
    "every", "any", "none", "count", "mean", "median", "min", "max", "sum",
    "best", "worst", "highest", "lowest", "pareto",
]  # fmt: skip # short words stay dense

QUANTIFIERS: tuple[Quantifier, ...] = get_args(Quantifier)
"""The ways to look at the chosen cells: one by one, counted, as one number, or for the rows of an extreme
or of a front."""

RANKING: tuple[Quantifier, ...] = ("best", "worst", "highest", "lowest", "pareto")
"""The quantifiers that are followed by rows instead of comparisons."""

Operator = Literal["<", "<=", ">", ">=", "=", "!=", "better", "worse"]
"""``better`` and ``worse`` follow the metric's direction."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The cells that a claim chooses: all that lie in one of the metrics and in one of the rows."""

    metrics: tuple[str, ...]
    """Names or globs, at least one."""
    rows: tuple[str, ...] = ()
    """Names, groups or globs; none: all rows of the table."""


@dataclass(frozen=True, slots=True)
class Term:
    """The other side of a comparison: a number, the reference, or another cell; times `times`, plus `plus`.

    `row` and `metric` left empty mean those of the cell itself: ``metric: d_LR`` is the cell beside it,
    ``row: cities`` the one in the same column.
    """

    number: float | None = None
    reference: bool = False
    """The reference of the cell's metric."""
    experiment: str = ""
    """Another experiment, by its path or the end of it; ``""``: this one."""
    table: str = ""
    """A table of it; ``""``: the only one, or the claim's own."""
    row: str = ""
    metric: str = ""
    times: float = 1.0
    plus: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """``<= 0.09``: the cell stands on the left."""

    operator: Operator
    term: Term


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence with an assertion over a table."""

    text: str
    """The sentence; plain text, never empty."""
    selection: Selection
    quantifier: Quantifier
    comparisons: tuple[Comparison, ...] = ()
    """All must hold of a cell (or of the aggregate); none for the ranking quantifiers."""
    counted: tuple[Comparison, ...] = ()
    """For ``count``: what must hold of the number of cells that meet `comparisons`; numbers only."""
    rows: tuple[str, ...] = ()
    """For the ranking quantifiers: the rows that share this place, or that nothing beats, and no others."""
    ignores_missing: bool = False
    """Speak of the cells that have a number; else a missing cell that could decide leaves it undecided."""
    table: str = ""
    """The table's name; ``""``: the only one."""
    line: int = 0
    """1-based line of the sentence in its file; 0 when unknown."""
    column: int = 0
    """1-based; 0 when unknown."""
    is_beside: bool = False
    """Whether it stands in the file beside the results file."""
