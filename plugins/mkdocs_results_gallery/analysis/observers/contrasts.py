"""Groups that separate, and gaps within pairs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.aggregates import LARGEST
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Rows, Text
from mkdocs_results_gallery.analysis.observers.column import Column, columns, unsure_words
from mkdocs_results_gallery.analysis.pairs import PairSet, find_pairs
from mkdocs_results_gallery.analysis.ties import within_uncertainty
from mkdocs_results_gallery.model import Table

_LEAST = 2
"""Rows on each side of a separation; one row is always apart from the others."""
_MOST_GROUPS = 50
_MOST_PAIRS = 500


def separations(table: Table) -> Iterator[Observation]:
    """Metrics whose numbers in a group of rows lie all below, or all above, those of the other rows."""
    found = columns(table)
    for group, words in _sets(table):
        for column in found:
            observation = _separation(column, group, words)
            if observation:
                yield observation


def gaps(table: Table) -> Iterator[Observation]:
    """How far the two rows of a pair are apart."""
    for pairs in find_pairs(table):
        for column in columns(table):
            observation = _common_gap(column, pairs)
            if observation:
                yield observation


def _sets(table: Table) -> list[tuple[NDArray[np.bool_], str]]:
    """Groups and rows with an affix that makes pairs, as masks; rows that have both names are named once."""
    named = [
        (np.array([pairs.has(row.name) for row in table.rows]), pairs.shown) for pairs in find_pairs(table)
    ]
    groups = np.array([row.group for row in table.rows])
    named += [(groups == group, group) for group in table.groups[:_MOST_GROUPS]]
    kept: dict[bytes, tuple[NDArray[np.bool_], str]] = {}
    for mask, words in named:
        if (~mask).tobytes() not in kept:  # of two groups that fill the table, one sentence says both
            kept.setdefault(mask.tobytes(), (mask, words))
    return list(kept.values())


def _separation(column: Column, group: NDArray[np.bool_], words: str) -> Observation | None:
    one, other = column.within(group), column.within(~group)
    if one is None or other is None or min(len(one.rows), len(other.rows)) < _LEAST:
        return None
    lower, upper = (one, other) if one.high < other.high else (other, one)
    if lower.high >= upper.low:
        return None
    if column.shown_of(lower.highest) >= column.shown_of(upper.lowest):
        return None
    # divided first: the difference of two float64 may be none
    gap = upper.low / 4 - lower.high / 4
    whole = upper.high / 4 - lower.low / 4
    inside = max(part.high / 4 - part.low / 4 for part in (one, other))
    if gap < 0.2 * whole or gap < 0.5 * inside:
        return None
    present = "" if column.is_whole else " with a value"
    return Observation(
        "groups",
        f"{{metric}}: {{span}} on the {{count}} {{group}} rows, {{other_span}} on the other "
        f"{{other_count}}{present}.",
        {
            "metric": Metrics((column.index,)),
            "span": Text(one.span()),
            "count": Text(f"{len(one.rows):,}"),
            "group": Text(words, is_name=True),
            "other_span": Text(other.span()),
            "other_count": Text(f"{len(other.rows):,}"),
        },
        one.cells() + other.cells(),
        80.0 + (15.0 * (gap / whole) if whole else 0.0),
        frozenset({(kind, column.index) for kind in ("gaps", "chance", "narrow")}),
    )


def _common_gap(column: Column, pairs: PairSet) -> Observation | None:
    """All pairs differ in the same direction."""
    table, index = column.table, column.index
    sides = table.values[:, index][np.array(pairs.pairs)]
    complete = [pair for pair, gap in zip(pairs.pairs, np.isnan(sides).any(axis=1), strict=True) if not gap]
    sides = sides[~np.isnan(sides).any(axis=1)]
    is_higher = sides[:, 1] > sides[:, 0]
    is_lower = sides[:, 1] < sides[:, 0]
    if not _LEAST <= len(complete) <= _MOST_PAIRS or not (is_higher.all() or is_lower.all()):
        return None
    sizes = [abs(column.exact_of(affixed) - column.exact_of(plain)) for plain, affixed in complete]
    least, most = min(sizes), max(sizes)
    if most > LARGEST or not column.metric.read(column.computed(least)):
        return None
    if not all(_agrees(column, pair, size) for pair, size in zip(complete, sizes, strict=True)):
        return None
    texts = [column.computed(size) for size in (least, most)]
    unsure = sum(within_uncertainty(table, (pair[0], index), (pair[1], index)) for pair in complete)
    words = f"{len(complete):,}"
    return Observation(
        "gaps",
        "{metric} is {way} with {affix} than without it in {count}, by {span}"
        + ("." if texts[0] == texts[1] else "; most for {rows}."),
        {
            "metric": Metrics((index,)),
            "way": Text("higher" if is_higher.all() else "lower"),
            "affix": Text(pairs.shown, is_name=True),
            "count": Text(
                ("both pairs" if len(complete) == 2 else f"all {words} pairs")
                + ("" if len(complete) == len(pairs.pairs) else " with both values")
                + unsure_words(unsure, len(complete))
            ),
            "span": Text(texts[0] if texts[0] == texts[1] else f"{texts[0]} to {texts[1]}"),
            "rows": Rows(tuple(pair[1] for pair, size in zip(complete, sizes, strict=True) if size == most)),
        },
        tuple((row, index) for pair in complete for row in pair),
        36.0 if unsure == len(complete) else 66.0,
    )


def _agrees(column: Column, pair: tuple[int, int], size: Fraction) -> bool:
    """Whether a reader who subtracts the shown numbers finds the gap as it is shown."""
    one, other = (column.shown_of(row) for row in pair)
    return column.metric.read(column.computed(size)) == abs(one - other)
