"""Whether a sentence is said where the rule of its kind is met, and by the numbers, not by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tests.independent.paper import number
from tests.independent.sentences import Reader, aggregated


def unsaid(reader: Reader, sentences: Sequence[str]) -> Iterator[str]:
    """Sentences that the documentation promises and nobody says."""
    for column, (title, _) in enumerate(sorted(reader.titles.items(), key=lambda item: item[1])):
        if not reader.table.filled(column):
            continue
        said = [one.removeprefix(title) for one in sentences if one.startswith(title)]
        for wanted, pattern in _wanted(reader, column):
            if not any(re.match(pattern, one) for one in said):
                yield f"{title}: nothing says that {wanted}; said: {said}"
    holes = sum(not cell.text for cell in reader.table.cells.values())
    if bool(holes) != any(re.search(r"cells? (is|are) missing", one) for one in sentences):
        yield f"{holes} cells are missing, said: {sentences}"


def _wanted(reader: Reader, column: int) -> Iterator[tuple[str, str]]:
    """What must be said of a column, and how it begins after the column's name."""
    table, metric, rows = reader.table, reader.metric(column), reader.table.filled(column)
    keys = [reader.looks.key(row, column) for row in rows]
    if len(rows) >= 3 and len(set(keys)) == 1:
        yield "it is one number", r" is \S+ in "
    if len(rows) >= 5 and len(set(keys)) == 2 and min(keys.count(key) for key in set(keys)) == 1:
        yield "it is one number but in one row", r" is \S+ in .*, and \S+ in "
    if metric.aggregate in ("mean", "sum") and len(rows) >= 2:
        if aggregated(metric.aggregate, [table.exact(row, column) for row in rows]) is not None:
            yield f"its {metric.aggregate}", rf": \S+, {metric.aggregate} of "
    if len(rows) >= 2 and len(set(keys)) > 1:
        first = reader.ends(column, highest=metric.higher is not False)
        last = reader.ends(column, highest=metric.higher is False)
        if len(first.runs) > 1 and len(last.runs) > 1 and not set(first.runs[0]) & set(last.runs[0]):
            yield "its ends", r": (best|highest) "
    yield from _beside_reference(reader, column)


def _beside_reference(reader: Reader, column: int) -> Iterator[tuple[str, str]]:
    table, metric, rows = reader.table, reader.metric(column), reader.table.filled(column)
    if not metric.reference or metric.format or len(rows) < 2:
        return
    level = number(metric.reference)
    sides = {"below": 0, "above": 0, "at": 0}
    for row in rows:
        value: Fraction = table.exact(row, column)
        sides["below" if value < level else "above" if value > level else "at"] += 1
    if sides["at"]:
        yield "some are at the reference", " is at the reference "
    if sides["below"] or sides["above"]:
        yield "some are beside the reference", " is (below|above) the reference "
