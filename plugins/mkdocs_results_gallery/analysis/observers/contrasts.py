"""Groups that separate, and gaps within pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from mkdocs_results_gallery.analysis.aggregates import LARGEST, exactly
from mkdocs_results_gallery.analysis.naming import as_shown
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Rows, Text
from mkdocs_results_gallery.analysis.observers.column import Column, columns
from mkdocs_results_gallery.analysis.pairs import PairSet, find_pairs
from mkdocs_results_gallery.model import Cell, Table
from mkdocs_results_gallery.numbers import shown_number

_LEAST = 2
"""Rows on each side of a separation; one row is always apart from the others."""
_MOST_GROUPS = 50


def separations(table: Table) -> Iterator[Observation]:
    """Metrics whose numbers in a group of rows lie all below, or all above, those of the other rows."""
    found = list(columns(table))
    for group, words in _sets(table):
        others = sorted(set(range(len(table.rows))) - set(group))
        for column in found:
            observation = _separation(column, group, others, words)
            if observation:
                yield observation


def gaps(table: Table) -> Iterator[Observation]:
    """How far the two rows of a pair are apart."""
    for pairs in find_pairs(table):
        for column in columns(table):
            observation = _common_gap(column, pairs)
            if observation:
                yield observation


def _sets(table: Table) -> list[tuple[tuple[int, ...], str]]:
    """Groups and rows with a pair's affix; a set of rows that has both names is named once."""
    sets: dict[tuple[int, ...], str] = {}
    for pairs in find_pairs(table):
        sets[tuple(sorted(affixed for _, affixed in pairs.pairs))] = pairs.shown
    for group in table.groups[:_MOST_GROUPS]:
        rows = tuple(index for index, row in enumerate(table.rows) if row.group == group)
        sets.setdefault(rows, group)
    kept: dict[tuple[int, ...], str] = {}
    for rows, words in sets.items():
        rest = tuple(sorted(set(range(len(table.rows))) - set(rows)))
        if rest not in kept:  # of two groups that fill the table, one sentence says both
            kept[rows] = words
    return list(kept.items())


def _separation(
    column: Column, group: Sequence[int], others: Sequence[int], words: str
) -> Observation | None:
    one, other = column.part(group), column.part(others)
    if one is None or other is None or min(len(one.rows), len(other.rows)) < _LEAST:
        return None
    lower, upper = (one, other) if one.high < other.high else (other, one)
    edges = column.shown(lower.high), column.shown(upper.low)
    if edges[0] is None or edges[1] is None or edges[0] >= edges[1]:
        return None
    gap = upper.low - lower.high
    whole = upper.high - lower.low
    inside = max(one.high - one.low, other.high - other.low)
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
            "group": Text(words),
            "other_span": Text(other.span()),
            "other_count": Text(f"{len(other.rows):,}"),
        },
        one.cells() + other.cells(),
        80.0 + 15.0 * gap / whole,
        frozenset({("gaps", column.index), ("chance", column.index)}),
    )


def _common_gap(column: Column, pairs: PairSet) -> Observation | None:
    """All pairs differ in the same direction."""
    values = column.table.values[:, column.index]
    there = set(column.rows.tolist())
    complete = [pair for pair in pairs.pairs if pair[0] in there and pair[1] in there]
    if len(complete) < _LEAST:
        return None
    steps: dict[tuple[int, int], Fraction] = {
        pair: exactly(float(values[pair[1]])) - exactly(float(values[pair[0]])) for pair in complete
    }
    if not (all(step > 0 for step in steps.values()) or all(step < 0 for step in steps.values())):
        return None
    sizes = {pair: abs(step) for pair, step in steps.items()}
    least, most = min(sizes.values()), max(sizes.values())
    if most > LARGEST:
        return None
    if not all(_agrees(column, pair, size) for pair, size in sizes.items()):
        return None
    texts = [shown_number(float(size), column.metric) for size in (least, most)]
    if column.shown(float(least)) == 0:
        return None
    verb = "higher" if next(iter(steps.values())) > 0 else "lower"
    span = texts[0] if texts[0] == texts[1] else f"{texts[0]} to {texts[1]}"
    lost = "" if len(complete) == len(pairs.pairs) else " with both values"
    cells: tuple[Cell, ...] = tuple((row, column.index) for pair in complete for row in pair)
    return Observation(
        "gaps",
        f"{{metric}} is {verb} with {{affix}} than without it in all {{count}} pairs{lost}, by {{span}}; "
        "most for {rows}.",
        {
            "metric": Metrics((column.index,)),
            "affix": Text(pairs.shown),
            "count": Text(f"{len(complete):,}"),
            "span": Text(span),
            "rows": Rows(tuple(pair[1] for pair, size in sizes.items() if size == most)),
        },
        cells,
        66.0,
    )


def _agrees(column: Column, pair: tuple[int, int], size: Fraction) -> bool:
    """Whether a reader who subtracts the shown numbers finds the gap as it is shown."""
    metric = column.metric
    values = column.table.values[:, column.index]
    one, other = (column.shown(float(values[row])) for row in pair)
    if one is None or other is None:
        return False
    return as_shown(shown_number(float(size), metric), metric) == abs(one - other)
