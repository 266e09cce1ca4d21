"""Rows beside each other: groups that separate, gaps within pairs, numbers beside the reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.differences import near, within_uncertainty
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Rows, Text
from mkdocs_results_gallery.analysis.observe.columns import (
    Column,
    distinct_columns,
    present_rows,
    unsure_words,
)
from mkdocs_results_gallery.analysis.pairs import PairSet, find_pairs
from mkdocs_results_gallery.digits.number import LARGEST, fraction_of
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.words.numbers import exact_number

_LEAST = 2
"""Rows on each side of a separation; one row is always apart from the others."""
_OF_SIDE = Fraction(1, 2)
"""Least distance of the two sides, as a share of the span of either."""
_PLAIN = re.compile(r"[^\W\d_][\w.-]*")
_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a all and any are as at both but by each every few first for from half in is it its last least less "
        "many more most neither no none not of on one only or other others row rows same some than that the "
        "their them these this those to two value values with without",
    )
)
"""Names of groups that a sentence has in quotes, for it could have them as words."""
_MOST_GROUPS = 50
_MOST_PAIRS = 500


def separations(table: Table) -> Iterator[Observation]:
    """Metrics whose numbers in a group of rows lie all below, or all above, those of the other rows."""
    found = distinct_columns(table)
    for rows in _sets(table):
        for column in found:
            observation = _separation(column, rows)
            if observation:
                yield observation


def gaps(table: Table) -> Iterator[Observation]:
    """Find columns in which the two rows of each pair differ in one direction, and by how much."""
    for pairs in find_pairs(table):
        for column in distinct_columns(table):
            observation = _common_gap(column, pairs)
            if observation:
                yield observation


@dataclass(frozen=True, slots=True, eq=False)
class _NamedRows:
    """Rows that a sentence names together."""

    mask: NDArray[np.bool_]
    """One entry per row of the table."""
    name: str
    """The group, or the affix as ``neg_…``."""
    is_group: bool

    @property
    def template(self) -> str:
        """The name as it stands in a sentence: in quotes where it could be read as words of ours."""
        if not self.is_group or (_PLAIN.fullmatch(self.name) and self.name.casefold() not in _WORDS):
            return "{group}"
        return "“{group}”"


def _sets(table: Table) -> list[_NamedRows]:
    """Name groups and rows with an affix that makes pairs; rows that have both names are named once."""
    named = [
        _NamedRows(np.array([pairs.has(row.name) for row in table.rows]), pairs.shown, False)
        for pairs in find_pairs(table)
    ]
    named += [
        _NamedRows(np.array([row.group == group for row in table.rows]), group, True)
        for group in table.groups[:_MOST_GROUPS]
    ]
    kept: dict[bytes, _NamedRows] = {}
    for one in named:
        if (~one.mask).tobytes() not in kept:  # of two groups that fill the table, one sentence says both
            kept.setdefault(one.mask.tobytes(), one)
    return list(kept.values())


def _separation(column: Column, rows: _NamedRows) -> Observation | None:
    group, name = rows.mask, rows.name
    one, other = column.within(group), column.within(~group)
    if one is None or other is None or min(len(one.rows), len(other.rows)) < _LEAST:
        return None
    distance = _share_between(*sorted((one, other), key=lambda side: int(side.order.max())))
    if distance is None or not column.is_told_apart(one.rows.tolist(), other.rows.tolist()):
        return None
    return Observation(
        "groups",
        f"{{metric}}: {{span}} on {_of_group(one, group, rows.template)}, "
        f"{{other_span}} on {_of_others(other, ~group)}.",
        {
            "metric": Metrics((column.index,)),
            "span": Text(one.span()),
            "count": Text(f"{len(one.rows):,}"),
            "of": Text(f"{np.count_nonzero(group):,}"),
            "group": Text(name, is_name=True),
            "other_span": Text(other.span()),
            "other_count": Text(f"{len(other.rows):,}"),
            "other_of": Text(f"{np.count_nonzero(~group):,}"),
        },
        one.cells() + other.cells(),
        80.0 + 15.0 * distance,
        # of numbers with an uncertainty, those would say how far it reaches
        frozenset({(kind, column.index) for kind in ("gaps", "chance")} if not column.is_unsure else ()),
    )


def _share_between(lower: Column, upper: Column) -> float | None:
    """Find the share of the whole span between two sides; None where they are too close, or look so."""
    if lower.order.max() >= upper.order.min() or lower.shown_of(lower.highest) >= upper.shown_of(
        upper.lowest
    ):
        return None
    lowest, below = lower.exact_of(lower.lowest), lower.exact_of(lower.highest)
    above, highest = upper.exact_of(upper.lowest), upper.exact_of(upper.highest)
    gap, inside = above - below, max(below - lowest, highest - above)
    return None if gap < _OF_SIDE * inside else float(gap / (highest - lowest))


def _of_group(part: Column, group: NDArray[np.bool_], name: str) -> str:
    """Write ``the 6 hard rows``, ``2 of 5 hard rows with a value``, as a template."""
    if len(part.rows) == np.count_nonzero(group):
        return f"the {{count}} {name} rows"
    return f"{{count}} of {{of}} {name} rows with a value"


def _of_others(part: Column, others: NDArray[np.bool_]) -> str:
    if len(part.rows) == np.count_nonzero(others):
        return "the other {other_count}"
    return "{other_count} of the other {other_of} with a value"


@dataclass(frozen=True, slots=True, eq=False)
class _Gaps:
    """The differences of a column within pairs of rows, by the row with the affix."""

    column: Column
    pairs: list[tuple[int, int]]
    sizes: dict[int, Fraction]
    texts: dict[int, str]
    """The sizes as they are written."""
    shown: dict[int, Decimal]
    """The numbers that these texts stand for."""

    @classmethod
    def of(cls, column: Column, pairs: list[tuple[int, int]]) -> _Gaps | None:
        """None where a difference is no float64."""
        sizes = {pair[1]: abs(column.exact_of(pair[1]) - column.exact_of(pair[0])) for pair in pairs}
        if max(sizes.values()) > LARGEST:
            return None
        texts = {row: column.computed(size) for row, size in sizes.items()}
        return cls(column, pairs, sizes, texts, {row: column.metric.read(texts[row]) for row in texts})

    @property
    def agrees(self) -> bool:
        """Whether a reader who subtracts the shown numbers finds each gap as it is written, none empty."""
        shown_of = self.column.shown_of
        return all(self.shown.values()) and all(
            self.shown[affixed] == abs(shown_of(plain) - shown_of(affixed)) for plain, affixed in self.pairs
        )

    @property
    def is_clear(self) -> bool:
        """Whether the table of differences separates none of those that a sentence calls the largest."""
        return bool(self.column.metric.format) or len({self.sizes[row] for row in self.largest}) == 1

    @property
    def least(self) -> int:
        """The row with the smallest gap."""
        return min(self.sizes, key=self.sizes.__getitem__)

    @property
    def most(self) -> int:
        """The row with the largest gap."""
        return max(self.sizes, key=self.sizes.__getitem__)

    @property
    def largest(self) -> tuple[int, ...]:
        """The rows whose gap is written as the largest one."""
        largest = self.shown[self.most]
        return tuple(row for row, gap in self.shown.items() if gap == largest)

    @property
    def is_even(self) -> bool:
        """Whether all are written alike."""
        return self.shown[self.least] == self.shown[self.most]

    @property
    def span(self) -> str:
        """The smallest and the largest, or the one that all are."""
        return (
            self.texts[self.most] if self.is_even else f"{self.texts[self.least]} to {self.texts[self.most]}"
        )

    @property
    def unsure(self) -> int:
        """The number of pairs that do not differ beyond their uncertainty."""
        table, index = self.column.table, self.column.index
        return sum(within_uncertainty(table, (one, index), (other, index)) for one, other in self.pairs)


def _common_gap(column: Column, pairs: PairSet) -> Observation | None:
    """All pairs differ in the same direction."""
    complete, way = _one_way(column, pairs)
    gaps = _Gaps.of(column, complete) if way else None
    if gaps is None or not (gaps.agrees and gaps.is_clear):
        return None
    unsure = gaps.unsure
    return Observation(
        "gaps",
        "{metric} is {way} with {affix} than without it in {count}, by {span}"
        # of numbers with an uncertainty, nobody knows where the difference is largest
        + ("." if gaps.is_even or column.is_unsure else "; most for {rows}."),
        {
            "metric": Metrics((column.index,)),
            "way": Text("higher" if way > 0 else "lower"),
            "affix": Text(pairs.shown, is_name=True),
            "count": Text(_pairs_words(len(complete), pairs) + unsure_words(unsure, len(complete))),
            "span": Text(gaps.span),
            "rows": Rows(gaps.largest),
        },
        tuple((row, column.index) for pair in complete for row in pair),
        36.0 if unsure == len(complete) else 66.0,
    )


def _pairs_words(complete: int, pairs: PairSet) -> str:
    """``all 12 pairs``, ``both pairs with both values``."""
    words = "both pairs" if complete == 2 else f"all {complete:,} pairs"
    return words if complete == len(pairs.pairs) else f"{words} with both values"


def _one_way(column: Column, pairs: PairSet) -> tuple[list[tuple[int, int]], int]:
    """Find the pairs with both numbers, and the sign of their differences; 0 where these differ."""
    order = column.table.digits.order(column.index)[np.array(pairs.pairs)]
    has_both = (order >= 0).all(axis=1)
    complete = [pair for pair, both in zip(pairs.pairs, has_both.tolist(), strict=True) if both]
    steps = np.sign(order[has_both, 1] - order[has_both, 0])
    if not _LEAST <= len(complete) <= _MOST_PAIRS or (steps != steps[0]).any():
        return complete, 0
    return complete, int(steps[0])


def beside_reference(table: Table) -> Iterator[Observation]:
    """Name the smaller side of the reference, and what lies on it exactly."""
    for column in distinct_columns(table):
        reference = column.metric.reference
        if reference is None or len(column.rows) < 2:
            continue
        at = column.sides(reference)
        sides = {"below": column.rows[at < 0].tolist(), "above": column.rows[at > 0].tolist()}
        yield from _at(column, reference)
        present = {side: rows for side, rows in sides.items() if rows}
        if not present:
            continue
        # where higher is better, what is below is the news; else the side with fewer rows
        unusual = {True: "below", False: "above", None: ""}[column.metric.higher_is_better]
        side = unusual if unusual in present else min(present, key=lambda name: len(present[name]))
        observation = _side(column, side, present[side], reference)
        if observation:
            yield observation


def _side(column: Column, side: str, rows: list[int], reference: float) -> Observation | None:
    part = column.part(rows)
    if part is None:
        return None
    edge = Fraction(column.metric.read(column.text(reference)))
    nearest = column.shown_of(part.highest if side == "below" else part.lowest)
    # what looks like the reference itself can't be called below or above it
    if nearest >= edge if side == "below" else nearest <= edge:
        return None
    is_all = len(rows) == len(column.rows)
    unsure = near(column.table, column.index, rows, reference)
    # the span is that of all rows, and would read as that of the two that are named
    named = "" if is_all else " ({rows})"
    weight = 30.0 if (is_all and side != _bad(column)) or unsure == len(rows) else 70.0
    return Observation(
        "chance",
        f"{{metric}} is {side} the reference {{reference}} in {{count}}: {{span}}{named}.",
        {
            "metric": Metrics((column.index,)),
            "reference": Text(
                column.text(reference) if edge == fraction_of(reference) else exact_number(reference)
            ),
            "count": Text(present_rows(column, len(rows)) + unsure_words(unsure, len(rows))),
            "span": Text(part.span()),
            "rows": Rows(tuple(rows)),
        },
        part.cells(),
        weight,
    )


def _at(column: Column, reference: float) -> Iterator[Observation]:
    """Name the rows that equal the reference; nothing where another number only looks like it."""
    sides, text = column.sides(reference), column.text(reference)
    rows = column.rows[sides == 0].tolist()
    level = fraction_of(reference)
    if not rows or Fraction(column.metric.read(text)) != level:
        return
    beside = [column.part(column.rows[chosen].tolist()) for chosen in (sides < 0, sides > 0)]
    nearest = [(part.highest, part.lowest)[way] for way, part in enumerate(beside) if part]
    if any(column.shown_of(row) == level for row in nearest):
        return
    is_all = len(rows) == len(column.rows)
    yield Observation(
        "chance",
        "{metric} is at the reference {reference} in {count} ({rows}).",
        {
            "metric": Metrics((column.index,)),
            "reference": Text(text),
            "count": Text(present_rows(column, len(rows))),
            "rows": Rows(tuple(rows)),
        },
        column.cells_of(rows),
        57.0 if is_all else 44.0,
        frozenset({("constant", column.index)} if is_all else ()),
    )


def _bad(column: Column) -> str:
    return {True: "below", False: "above", None: ""}[column.metric.higher_is_better]
