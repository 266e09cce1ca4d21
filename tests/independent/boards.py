"""Rows against all others: who is beaten by none, and who stands where on a board.

From what the documentation says, one pair of rows at a time.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from tests.independent.pages import ShownTable
from tests.independent.paper import number, seen
from tests.independent.reader import Doubt, Form, Reader
from tests.independent.reading import Table
from tests.independent.statistics import ranking
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


# boards


def board_columns(reader: Reader) -> list[int]:
    """Those that go in: with a direction, and with any number."""
    table = reader.table
    names = [metric.name for metric in table.metrics]
    wanted = [names.index(name) for name in table.board.get("metrics", names)]
    return [column for column in wanted if table.metrics[column].higher is not None and table.filled(column)]


def is_higher_better(reader: Reader) -> bool:
    """Whether a higher overall number is the better one."""
    if reader.table.board["by"] == "mean":
        return any(reader.metric(column).higher for column in board_columns(reader)[:1])
    return reader.table.board["by"] == "win rate"


def standing(reader: Reader) -> dict[int, tuple[Fraction, int]]:
    """The overall number of each row on a board, and how many metrics it has a number in."""
    table, board = reader.table, reader.table.board
    columns = board_columns(reader)
    names = [metric.name for metric in table.metrics]
    weight = {column: number(board.get("weights", {}).get(names[column], "1")) for column in columns}
    rows = list(range(len(table.rows)))
    if board["missing"] == "require":
        rows = complete(table, columns)
    elif board["missing"] == "worst rank":
        # a bound is no last place, and no other one that is known
        rows = [row for row in rows if not any(table.cells[row, column].sign for column in columns)]
    found = {}
    for row in rows:
        terms = [
            term
            for column in columns
            for term in _TERMS[board["by"]](reader, row, column, rows, board["missing"] == "worst rank")
            for term in [(weight[column], term)]
        ]
        if terms:
            total = sum(each * value for each, value in terms) / sum(each for each, _ in terms)
            found[row] = Fraction(total), sum(bool(table.cells[row, column].text) for column in columns)
    return found


def _place(reader: Reader, column: int, rows: Sequence[int]) -> dict[int, int]:
    table = reader.table
    filled = [row for row in rows if table.cells[row, column].text]
    said = ranking(
        table,
        column,
        lambda row: reader.looks.key(row, column),
        highest=bool(table.metrics[column].higher),
        rows=filled,
    )
    if said.is_close:
        raise Doubt
    return {row: 1 + sum(map(len, said.runs[:at])) for at, run in enumerate(said.runs) for row in run}


def _of_rank(reader: Reader, row: int, column: int, rows: Sequence[int], worst: bool) -> list[Fraction]:
    place = _place(reader, column, rows).get(row, len(rows) if worst else None)
    return [] if place is None else [Fraction(place)]


def _of_wins(reader: Reader, row: int, column: int, rows: Sequence[int], worst: bool) -> list[Fraction]:
    """One for each other row: what a comparison with it is worth."""
    places = _place(reader, column, rows)
    last = len(rows) + 1
    if row not in places and not worst:
        return []
    mine = places.get(row, last)
    others = [places.get(other, last) for other in rows if other != row and (worst or other in places)]
    return [Fraction((mine < theirs) * 2 + (mine == theirs), 2) for theirs in others]


def _of_value(reader: Reader, row: int, column: int, rows: Sequence[int], worst: bool) -> list[Fraction]:
    return [reader.table.exact(row, column)] if reader.table.cells[row, column].text else []


_TERMS = {"mean rank": _of_rank, "win rate": _of_wins, "mean": _of_value}


def board(
    reader: Reader, shown: ShownTable, said: Mapping[str, Any], lines: Sequence[Sequence[str]]
) -> Iterator[str]:
    """What page, JSON (numbers as text) and CSV (`lines`) say of a board that is not so."""
    table = reader.table
    if not table.board:
        if shown.overall or shown.policy or "board" in said:
            yield f"an overall column that nobody asked for: {shown.policy}"
        return
    expected = standing(reader)
    texts = {row: cell.text for row, cell in shown.overall.items() if not cell.is_missing}
    if set(texts) != set(expected):
        yield f"overall numbers of {sorted(texts)}, expected of {sorted(expected)}"
        return
    higher = is_higher_better(reader)
    exact = {one["row"]: one for one in said["board"]["rows"]}
    at = lines[0].index(f"overall ({table.board['by']})") if expected else 0
    for row, (value, covered) in expected.items():
        better = sum(other > value if higher else other < value for other, _ in expected.values())
        of = sum(other == value for other, _ in expected.values())
        cell, data = shown.overall[row], exact[str(row)]
        if cell.rank != better + 1 or ("shared" in cell.tip) != (of > 1):
            yield f"overall {cell.tip!r} of {cell.text}, expected rank {better + 1}"
        if cell.is_best != (not better and of < len(expected)):
            yield f"{cell.text} is {'' if cell.is_best else 'not '}bold"
        if Fraction(data["exact"]) != value or int(data["metrics"]) != covered or data["shown"] != cell.text:
            yield f"{data} in the JSON, expected {value} of {covered}"
        for written in (data["value"], lines[row + 1][at]):
            if abs(number(written) - value) > Fraction(1, 10**15) * max(1, abs(value)):
                yield f"{written} in a download, expected {float(value)}"
        decimals = len(cell.text.partition(".")[2])
        if "e" not in cell.text and abs(seen(cell.text) - value) * 2 * 10**decimals > 1:
            yield f"{cell.text} is no rounding of {float(value)}"
        of_all = len(board_columns(reader))
        is_cut = table.board["missing"] == "leave out" and covered < of_all
        if cell.spread != (f"{covered} of {of_all} metrics" if is_cut else ""):
            yield f"small print {cell.spread!r} beside a number of {covered} metrics"
        for other, (its, _) in expected.items():
            if (texts[row] == texts[other]) != (its == value):
                yield f"{texts[row]} and {texts[other]} for {float(value)} and {float(its)}"
    left_out = [table.rows[row].title for row in range(len(table.rows)) if row not in expected]
    if not all(title in shown.policy for title in left_out[:12]):
        yield f"{left_out} are left out, said: {shown.policy}"


FORMS: dict[str, Form] = {
    "pareto": (
        r"Nothing beats these ([\d,]+) of ([\d,]+) rows( with both values)? on (.*?): (.*)\.",
        front_sentence,
    ),
}
