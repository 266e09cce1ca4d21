"""Claims that hold for the present table, for an author to choose from. Every one has been judged.

None stands on a tie: what looks equal, or differs only within its uncertainty, may turn round tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import numpy as np

from mkdocs_results_gallery.analysis.differences import is_tie, near
from mkdocs_results_gallery.analysis.judge import judge
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.analysis.observe.columns import Column, columns, distinct_columns
from mkdocs_results_gallery.analysis.pairs import find_pairs
from mkdocs_results_gallery.analysis.pareto import trade_offs
from mkdocs_results_gallery.analysis.ranks import end
from mkdocs_results_gallery.claim import Claim, Comparison, Quantifier, Selection, Term
from mkdocs_results_gallery.digits.number import Stated
from mkdocs_results_gallery.model import Experiment, Metric, Table
from mkdocs_results_gallery.words.numbers import exact_number
from mkdocs_results_gallery.words.phrases import as_name, joined

MOST = 8
"""Claims about one table."""
_MOST_METRICS = 20


def suggest(finder: Finder, experiment: Experiment, number: int) -> tuple[Claim, ...]:
    """Claims about table `number` (0-based) of `experiment` that hold, the most interesting first."""
    table = experiment.tables[number]
    found: list[Claim] = []
    for source in (_separations, _references, _firsts, _fronts, _orders):
        for claim in source(table):
            if len(found) == MOST:
                return tuple(found)
            if judge(finder, experiment, claim).outcome == "holds":
                found.append(claim)
    return tuple(found)


def _separations(table: Table) -> Iterator[Claim]:
    """Claim that a group keeps to one side of a bound, and the other rows to the other."""
    for column in columns(table):
        for words, rows in _groups(table):
            one = column.part(rows)
            other = column.part(sorted(set(range(len(table.rows))) - set(rows)))
            if one is None or other is None or min(len(one.rows), len(other.rows)) < 2:
                continue
            if not column.is_told_apart(one.rows.tolist(), other.rows.tolist()):
                continue
            if one.high < other.low:
                high = _number(one, one.highest)
                yield _each(column, f"at most {exact_number(high)}", "<=", high, words)
            elif one.low > other.high:
                low = _number(one, one.lowest)
                yield _each(column, f"at least {exact_number(low)}", ">=", low, words)


def _groups(table: Table) -> Iterator[tuple[str, list[int]]]:
    for group in table.groups:
        yield group, [index for index, row in enumerate(table.rows) if row.group == group]
    for pairs in find_pairs(table):
        if not set("*?[") & set(pairs.affix):
            glob = f"{pairs.affix}*" if pairs.is_prefix else f"*{pairs.affix}"
            yield glob, [affixed for _, affixed in pairs.pairs]


def _references(table: Table) -> Iterator[Claim]:
    for column in columns(table):
        reference = column.metric.reference
        if reference is None or _reaches(column, reference):
            continue
        if column.low > reference:
            yield _claim(column, "is above the reference", "every", (Comparison(">", Term(reference=True)),))
        elif column.high < reference:
            yield _claim(column, "is below the reference", "every", (Comparison("<", Term(reference=True)),))


def _firsts(table: Table) -> Iterator[Claim]:
    for column in list(columns(table))[:_MOST_METRICS]:
        better = column.metric.higher_is_better
        first = end(table, column.index, highest=better is not False).only
        if first is None or len(column.rows) < 2:
            continue
        row = table.rows[first]
        quantifier: Quantifier = "highest" if better is None else "best"
        yield Claim(
            f"{row.title} has the {quantifier} {column.metric.title}.",
            Selection((column.metric.name,)),
            quantifier,
            rows=(row.name,),
            ignores_missing=not column.is_whole,
            table=table.name,
        )


def _fronts(table: Table) -> Iterator[Claim]:
    """Claim that some rows, and no others, are beaten by none in two metrics."""
    found = distinct_columns(table)
    for pair, front in trade_offs(table, [column.index for column in found[:_MOST_METRICS]]):
        one, other = (table.metrics[index] for index in pair)
        names = joined([as_name(table.rows[row].title) for row in front.rows])
        yield Claim(
            f"Nothing beats {names} on {one.title} and {other.title}.",
            Selection((one.name, other.name)),
            "pareto",
            rows=tuple(table.rows[row].name for row in front.rows),
            table=table.name,
        )


def _orders(table: Table) -> Iterator[Claim]:
    """One metric above another in every row."""
    found = list(columns(table))[:_MOST_METRICS]
    if len(table.rows) <= 2:
        return
    for one, other in permutations(found, 2):
        above = table.values[:, one.index] > table.values[:, other.index]
        if _may_compare(one.metric, other.metric) and np.all(above[one.rows]) and not _meet(one, other):
            term = Comparison(">", Term(metric=other.metric.name))
            yield _claim(one, f"is above {other.metric.title}", "every", (term,))


def _may_compare(one: Metric, other: Metric) -> bool:
    """Whether a unit or a range says that the numbers of two metrics are of one kind."""
    return bool(one.range is not None or one.unit) and (
        (one.common_unit, one.range) == (other.common_unit, other.range)
    )


def _number(column: Column, row: int) -> float:
    return Stated(column.table.written((row, column.index)))


def _reaches(column: Column, reference: float) -> bool:
    """Whether any number is the reference or looks like it, or its uncertainty reaches it."""
    edge = column.metric.read(column.text(reference))
    looks_like_it = any(column.shown_of(row) == edge for row in (column.lowest, column.highest))
    return looks_like_it or near(column.table, column.index, column.rows.tolist(), reference) > 0


def _meet(one: Column, other: Column) -> bool:
    """Whether the two metrics are tied in any row."""
    return any(is_tie(one.table, (row, one.index), (row, other.index)) for row in one.rows.tolist())


def _each(column: Column, words: str, operator: str, bound: float, rows: str) -> Claim:
    comparison = Comparison("<=" if operator == "<=" else ">=", Term(number=bound))
    return _claim(column, f"is {words}", "every", (comparison,), rows)


def _claim(
    column: Column,
    words: str,
    quantifier: Quantifier,
    comparisons: tuple[Comparison, ...],
    rows: str = "",
) -> Claim:
    where = f"every row of {rows}" if rows else "every row"
    present = "" if column.is_whole else " with a value"
    return Claim(
        f"{column.metric.title} {words} on {where}{present}.",
        Selection((column.metric.name,), (rows,) if rows else ()),
        quantifier,
        comparisons,
        ignores_missing=not column.is_whole,
        table=column.table.name,
    )
