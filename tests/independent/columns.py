"""What a sentence says of several columns: who leads in them, and which say one thing."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.independent.sentences import Reader


def complementary(reader: Reader) -> list[tuple[int, int, Fraction]]:
    """Pairs of columns with one sum in every row, each column in one pair at most, and that sum."""
    table = reader.table
    found: list[tuple[int, int, Fraction]] = []
    if len(table.rows) > 2_000:
        return found
    for one, other in combinations(range(len(table.metrics))[:60], 2):
        if any({one, other} & {*pair[:2]} for pair in found) or not _may_add_up(reader, one, other):
            continue
        rows = table.filled(one)
        sums = {table.exact(row, one) + table.exact(row, other) for row in rows}
        looks = {reader.looks.told(row, one) + reader.looks.told(row, other) for row in rows}
        if len(sums) == 1 and looks == sums:
            found.append((one, other, sums.pop()))
    return found


def _may_add_up(reader: Reader, one: int, other: int) -> bool:
    rows = reader.table.filled(one)
    if len(rows) < 3 or rows != reader.table.filled(other):
        return False
    metrics = reader.metric(one), reader.metric(other)
    if metrics[0].common_unit != metrics[1].common_unit:
        return False
    if metrics[0].higher is not None and metrics[0].higher == metrics[1].higher:
        return False
    return all(len({reader.looks.key(row, column) for row in rows}) > 1 for column in (one, other))


def echoes(reader: Reader) -> set[int]:
    """The one of each two complements of which nothing else is said."""
    found = set()
    for one, other, _ in reader.complements:
        for is_more in (
            reader.is_unsure,
            lambda column: reader.metric(column).higher is not None,
            lambda column: bool(reader.metric(column).reference),
        ):
            if is_more(one) != is_more(other):
                found.add(other if is_more(one) else one)
                break
        else:
            found.add(other)
    return found


def leading(reader: Reader) -> str:
    """The sentence that says who leads, ``""`` where nobody does."""
    table = reader.table
    silent = echoes(reader)
    directed = [
        column
        for column, metric in enumerate(table.metrics)
        if metric.higher is not None and column not in silent
    ]
    if len(table.rows) < 3 or len(directed) < 3 or len(table.metrics) > 60 or len(table.cells) > 200_000:
        return ""
    first: dict[int, list[int]] = {}
    for column in directed:
        higher = bool(reader.metric(column).higher)
        runs = reader.ends(column, highest=higher).runs if table.filled(column) else []
        first[column] = runs[0] if len(runs) > 1 else []
    alone = Counter(rows[0] for rows in first.values() if len(rows) == 1)
    most = max(alone.values(), default=0)
    leaders = [row for row, count in alone.items() if count == most]
    if len(leaders) != 1 or 2 * most < len(directed):
        return ""
    row = leaders[0]
    count = f"all {most:,} columns" if most == len(directed) else f"{most:,} of {len(directed):,} columns"
    if any(metric.higher is None for metric in table.metrics):
        count += " with a direction"
    holes = sum(not reader.is_whole(column) for column, rows in first.items() if rows == [row])
    remarks = [f"{'all' if holes == most else f'{holes:,}'} of them with missing values"] if holes else []
    if any(reader.metric(column).higher is not None for column in silent):
        remarks.append("of two complements one is counted")
    said = f"leads in {count}" + (f" ({'; '.join(remarks)})" if remarks else "")
    ties = sum(len(rows) > 1 and row in rows for rows in first.values())
    none = sum(row not in table.filled(column) for column in directed)
    tied, without = f"is tied for first in {ties:,}", f"has no value in {none:,}"
    if ties and none:
        said = f"{said}, {tied} and {without}"
    elif ties or none:
        said = f"{said} and {tied if ties else without}"
    name = next(name for name, at in reader.lines.items() if at == row)
    return f"{name} {said}."
