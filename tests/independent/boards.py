"""Rows against all others: who is beaten by none. From what the documentation says, one pair at a time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from tests.independent.reader import Form, Reader
from tests.independent.reading import Table
from tests.independent.words import readings

Key = Callable[[int, int], Fraction]
"""The number of a cell (row, column), as it is or as it looks."""


def unbeaten(table: Table, rows: Sequence[int], columns: Sequence[int], key: Key | None = None) -> list[int]:
    """The rows, of those with a number in each of the columns, that no other of them beats."""
    look = key or table.exact
    whole = [row for row in rows if all(table.cells[row, column].text for column in columns)]

    def good(row: int) -> list[Fraction]:
        return [look(row, at) if table.metrics[at].higher else -look(row, at) for at in columns]

    points = {row: good(row) for row in whole}
    return [
        row
        for row in whole
        if not any(
            all(a >= b for a, b in zip(points[other], points[row], strict=True))
            and points[other] != points[row]
            for other in whole
        )
    ]


def complete(table: Table, columns: Sequence[int]) -> list[int]:
    return [row for row in range(len(table.rows)) if all(table.cells[row, column].text for column in columns)]


def front_holds(
    table: Table, claim: Mapping[str, Any], rows: Sequence[int], named: Sequence[int]
) -> bool | None:
    """Whether a claim ``pareto:`` is true; None where it can't be asked."""
    names = [metric.name for metric in table.metrics]
    columns = sorted({names.index(name) for name in claim["metrics"]})
    is_asked = len(columns) > 1 and all(table.metrics[column].higher is not None for column in columns)
    if not is_asked or not set(named) <= set(rows) or len(set(rows) & set(complete(table, columns))) < 2:
        return None
    return set(unbeaten(table, rows, columns)) == set(named)


def asked_fronts(
    seed: str, rows: Sequence[str], directed: Sequence[str], quoted: Callable[[str], str]
) -> list[str]:
    """Claims about fronts, of which few are true by chance."""
    dice = random.Random(seed)
    if len(directed) < 2 or dice.random() < 0.5:
        return []
    metrics = dice.sample(list(directed), dice.choice([2, 2, min(3, len(directed))]))
    named = dice.sample(list(rows), dice.randint(1, min(3, len(rows))))
    return [f"text: front, metrics: [{', '.join(metrics)}], pareto: [{', '.join(map(quoted, named))}]"]


# what observations say of fronts

_FEW = range(2, 7)


def trade_offs(reader: Reader) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """The pairs of columns of which a sentence is due, and the rows that it names."""
    table = reader.table
    if len(table.cells) > 200_000:
        return
    told = [column for column in sorted(reader.titles.values()) if not reader.is_unsure(column)]
    pairs = [
        pair
        for pair in combinations(told, 2)
        if {reader.metric(column).higher for column in pair} == {True, False}
    ]
    for pair in pairs[:30]:
        units = [reader.metric(column).common_unit for column in pair]
        if units[0] == units[1] != "":
            continue
        rows = complete(table, pair)
        found = unbeaten(table, rows, pair)
        is_short = len(found) in _FEW and 2 * len(found) < len(rows)
        if is_short and unbeaten(table, rows, pair, reader.looks.key) == found:
            yield pair, found


def front_sentence(reader: Reader, count: str, of: str, both: str | None, titles: str, names: str) -> str:
    for pair, found in trade_offs(reader):
        if frozenset(pair) in readings(titles, reader.titles):
            whole = len(complete(reader.table, pair))
            if (count, of) != (f"{len(found):,}", f"{whole:,}"):
                return f"{count} of {of}, expected {len(found)} of {whole}"
            if bool(both) != (whole < len(reader.table.rows)):
                return "wrong words about missing values"
            is_right = frozenset(found) in readings(names, reader.lines)
            return "" if is_right else f"{names}, expected {[reader.table.rows[row].title for row in found]}"
    return "no such pair of columns"


def unsaid(reader: Reader, sentences: Sequence[str]) -> Iterator[str]:
    said = [one for one in sentences if one.startswith("Nothing beats ")]
    due = list(trade_offs(reader))
    if len(said) != len(due):
        yield f"{len(due)} fronts to tell of, told: {said}"


FORMS: dict[str, Form] = {
    "pareto": (
        r"Nothing beats these ([\d,]+) of ([\d,]+) rows( with both values)? on (.*?): (.*)\.",
        front_sentence,
    ),
}
