"""Which numbers differ beyond their uncertainty, who has which rank, and what one number is made of many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import sqrt
from statistics import median

from scipy import stats

from tests.independent.paper import number
from tests.independent.reading import Cell, Metric, Spread, Table

Z = Fraction(196, 100)
_HAIR = Fraction(1, 10**9)
"""Half-widths this near to a difference (of their size) leave it to rounding which is larger."""


@dataclass(frozen=True)
class Answer:
    """Whether two numbers differ; `is_close` where binary fractions may decide otherwise."""

    differ: bool
    is_close: bool = False


def differ(one: Cell, other: Cell, metric: Metric) -> Answer:
    """The table under "Ties", line by line."""
    mine, theirs = spreads = one.spread, other.spread
    step = one.number - other.number
    if mine is None and theirs is None:
        return Answer(step != 0)
    if any(said is not None and said.kind == "sd" and (said.n or 0) < 2 for said in spreads):
        return Answer(False)
    tested = [said is None or _is_sampled(said) for said in spreads]
    if all(tested) and not (metric.paired and mine and theirs):
        return _tested(one, other, mine, theirs)
    if mine and theirs and not all(tested) and (mine.kind, _level(mine)) != (theirs.kind, _level(theirs)):
        return Answer(False)
    return _by_widths(step, mine, theirs, one.number, other.number, metric)


def _level(said: Spread) -> Fraction:
    return (said.level or Fraction(95)) if said.kind == "ci" else Fraction(0)


def _is_sampled(said: Spread) -> bool:
    return said.kind in ("sd", "se") and said.n is not None and said.n >= 2


def _sd(said: Spread) -> float:
    return float(said.size) * (sqrt(said.n or 1) if said.kind == "se" else 1.0)


def _tested(one: Cell, other: Cell, mine: Spread | None, theirs: Spread | None) -> Answer:
    step = one.number - other.number
    if all(said is None or said.size == 0 for said in (mine, theirs)):
        return Answer(step != 0)
    if mine is not None and theirs is not None:
        # only the difference matters, and the numbers may share many digits
        p = stats.ttest_ind_from_stats(
            float(step), _sd(mine), mine.n, 0.0, _sd(theirs), theirs.n, equal_var=False
        ).pvalue
    else:
        said = mine or theirs
        assert said is not None
        assert said.n is not None
        p = 2 * stats.t.sf(abs(float(step)) / (_sd(said) / sqrt(said.n)), said.n - 1)
    return Answer(bool(p < 0.05), abs(p - 0.05) < 1e-9)


def _by_widths(
    step: Fraction, mine: Spread | None, theirs: Spread | None, one: Fraction, other: Fraction, metric: Metric
) -> Answer:
    widths = [_width(mine, one, step < 0, metric), _width(theirs, other, step > 0, metric)]
    if metric.paired and mine and theirs:
        reach, far = sum(widths, Fraction(0)), abs(step)
    else:
        reach, far = sum((width**2 for width in widths), Fraction(0)), step**2
    return Answer(far > reach, abs(far - reach) <= _HAIR * max(reach, far) and far != 0)


def _width(said: Spread | None, value: Fraction, upwards: bool, metric: Metric) -> Fraction:
    if said is None:
        return Fraction(0)
    if said.kind == "ci":
        return max(Fraction(0), said.high - value if upwards else value - said.low)
    if said.kind == "±":
        return said.size
    if metric.paired and _is_sampled(said):
        n = said.n or 1
        return Fraction(stats.t.ppf(0.975, n - 1) * _sd(said) / sqrt(n))
    if said.kind == "sd":
        return Fraction(float(Z) * _sd(said) / sqrt(said.n or 1))
    return Z * said.size


def both_widths(cell: Cell, metric: Metric) -> float:
    """How unsure a number is; the less, the further in front of its equals it stands."""
    said = cell.spread
    if said is None:
        return 0.0
    if said.kind == "sd" and (said.n or 0) < 2:
        return float("inf")
    alone = replace(metric, paired=False)
    return float(sum(_width(said, cell.number, up, alone) for up in (True, False)))


@dataclass(frozen=True)
class Ranking:
    """Rows of a column by rank, best first; `is_close` where a comparison hangs on a rounding."""

    runs: list[list[int]]
    is_close: bool
    beyond: list[int]
    """Rows below the first rank that can't be told from the best row."""

    @property
    def place(self) -> dict[int, int]:
        """Row to rank, where the rows do not all share one."""
        found: dict[int, int] = {}
        for run in self.runs:
            first = len(found) + 1
            found |= dict.fromkeys(run, first)
        return found if len(self.runs) > 1 else {}


def ranking(
    table: Table,
    column: int,
    looks: Callable[[int], Fraction],
    *,
    highest: bool,
    rows: Sequence[int] | None = None,
) -> Ranking:
    """The ranks of a column; `looks` is what a row's number looks like: itself without a declared format."""
    metric = table.metrics[column]
    sign = -1 if highest else 1
    chosen = table.filled(column) if rows is None else list(rows)

    def cell(row: int) -> Cell:
        return table.cells[row, column]

    ordered = sorted(
        chosen,
        key=lambda row: (sign * looks(row), both_widths(cell(row), metric), sign * cell(row).number, row),
    )
    runs: list[list[int]] = []
    close = False
    at = 0
    while at < len(ordered):
        first = ordered[at]
        stop = at + 1
        while stop < len(ordered):
            block = [row for row in ordered if looks(row) == looks(ordered[stop])]
            if looks(ordered[stop]) != looks(first):
                answers = [differ(cell(first), cell(row), metric) for row in block]
                close |= any(one.is_close for one in answers)
                if any(one.differ for one in answers):
                    break
            stop += len([row for row in block if row in ordered[stop:]])
        runs.append(ordered[at:stop])
        at = stop
    beyond = []
    if runs:
        for row in ordered[len(runs[0]) :]:
            answer = differ(cell(ordered[0]), cell(row), metric)
            close |= answer.is_close
            if not answer.differ:
                beyond.append(row)
    return Ranking(runs, close, sorted(beyond))


def could_be_best(table: Table, column: int, *, highest: bool) -> bool:
    """Whether the number of a bound could be as good as the best number, or nothing else is there."""
    numbers = [table.exact(row, column) for row in table.filled(column)]
    best = (max if highest else min)(numbers) if numbers else None
    for row in table.bounded(column):
        cell = table.cells[row, column]
        limit = number(cell.limit)
        if best is None or cell.sign in (("≥", ">") if highest else ("≤", "<")):
            return True
        is_beyond = limit > best if highest else limit < best
        if is_beyond or (limit == best and cell.sign in ("≤", "≥")):
            return True
    return False


def aggregated(how: str, numbers: Sequence[Fraction]) -> Fraction:
    """`mean`, `median`, `sum`, `min` or `max`."""
    if how == "mean":
        return sum(numbers, Fraction(0)) / len(numbers)
    if how == "median":
        return median(numbers)
    if how == "sum":
        return sum(numbers, Fraction(0))
    return {"min": min, "max": max}[how](numbers)
