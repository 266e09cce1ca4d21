"""Columns and rows that follow from the others: recognised by computing them again, exactly.

A written number stands for all numbers that are rounded to it. A column follows from others where each of its
numbers is possible with theirs; where nothing in its head says what it is, only means count, over rows
enough. A sum is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import permutations

from mkdocs_results_gallery.importing.cells import CellText
from mkdocs_results_gallery.importing.columns import GridColumn
from mkdocs_results_gallery.words.phrases import joined

_MEANS = re.compile(r"(?:^|[^a-z])(?:av(?:era)?ge?|avg|mean|overall|all)(?:[^a-z]|$)", re.IGNORECASE)
_SUMS = re.compile(r"(?:^|[^a-z])(?:total|sum)(?:[^a-z]|$)", re.IGNORECASE)
_RATIOS = re.compile(
    r"speed-?up|slow-?down|relative|ratio|vs\.?(?:\W|$)|versus|compared|normali[sz]ed|faster|times|improvement|"
    r"factor|gain|change|(?:^|[\s(])[x×]\)?$",
    re.IGNORECASE,
)
_DIFFERENCES = re.compile(r"Δ|delta|diff|gain|change|improvement|gap|vs\.?\W", re.IGNORECASE)
_PLACES = re.compile(r"(?:avg|average|mean)\.? (?:rank|place|position)", re.IGNORECASE)
_WINS = re.compile(r"#? ?(?:wins|best|firsts|top-?1)\b", re.IGNORECASE)
_Rows = Sequence[int]
_Columns = Sequence[GridColumn]
_ENOUGH = 4
"""Rows in which a column must be the mean of the others for that to be no accident."""
_MOST_TRIED = 12
"""Columns that are tried in pairs."""


@dataclass(frozen=True, slots=True)
class _Rounded:
    """All numbers that a written one may stand for."""

    low: Fraction
    high: Fraction

    def meets(self, other: _Rounded) -> bool:
        return self.low <= other.high and other.low <= self.high


def _range(cell: CellText) -> _Rounded:
    return _rounded(cell.number)


@lru_cache(maxsize=10_000)  # each number is compared with those of many rows and columns
def _rounded(text: str) -> _Rounded:
    mantissa, _, exponent = text.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    half = Fraction(1, 2) * Fraction(10) ** (int(exponent or 0) - decimals)
    number = Fraction(text)
    return _Rounded(number - half, number + half)


def may_be_derived(name: str, unit: str) -> bool:
    """Whether the head or the unit of a column says that it follows from others."""
    patterns = (_MEANS, _SUMS, _RATIOS, _DIFFERENCES, _PLACES, _WINS)
    return unit in ("x", "×") or any(pattern.search(name) for pattern in patterns)


def how_derived(column: GridColumn, plain: _Columns, others: _Columns, names: Sequence[str]) -> str:
    """How `column` follows from `others`; ``""`` where it doesn't.

    `plain` are those of them whose heads say nothing of the kind. `names` are those of the rows.
    """
    rows = [row for row, cell in enumerate(column.cells) if cell.kind == "number"]
    if len(rows) < 2 or not others:
        return ""
    return next(_candidates(column, plain, others, names, rows), "")


def _candidates(
    column: GridColumn,
    plain: _Columns,
    others: _Columns,
    names: Sequence[str],
    rows: _Rows,
) -> Iterator[str]:
    head = column.head.name
    yield from _of_all(column, head, plain, rows)
    if _WINS.search(head) or _PLACES.search(head):
        yield from _of_ranks(column, head, plain, rows)
    is_ratio = column.unit in ("x", "×") or bool(_RATIOS.search(head))
    for other in others if is_ratio else ():
        yield from _of_a_base(column, other, names, rows)
    for one, other in permutations(plain[:_MOST_TRIED], 2):
        if is_ratio and _all_meet(column, rows, one, other, _quotient):
            yield f"{one.head.name} divided by {other.head.name}"
        if _DIFFERENCES.search(head) and _all_meet(column, rows, one, other, _difference):
            yield f"{one.head.name} minus {other.head.name}"


def _of_all(column: GridColumn, head: str, others: _Columns, rows: _Rows) -> Iterator[str]:
    alike = [one for one in others if one.unit == column.unit]
    for part in (others, alike):
        if len(part) < 2:
            continue
        is_enough = len(rows) >= _ENOUGH and len({column.cells[row].number for row in rows}) > 2
        if (is_enough or _MEANS.search(head)) and _are_means(column, part, rows):
            yield f"the mean of {_named(part)}"


def _named(columns: _Columns) -> str:
    names = [column.head.name for column in columns]
    return joined(names) if len(names) <= 3 else f"{len(names)} columns"


def _are_means(column: GridColumn, others: _Columns, rows: _Rows) -> bool:
    for row in rows:
        cells = [one.cells[row] for one in others if one.cells[row].kind == "number"]
        if not cells or any(cell.bound for cell in cells):
            return False
        ranges = [_range(cell) for cell in cells]
        factor = Fraction(1, len(cells))
        total = _Rounded(sum(one.low for one in ranges) * factor, sum(one.high for one in ranges) * factor)
        if not total.meets(_range(column.cells[row])):
            return False
    return True


def _of_a_base(column: GridColumn, other: GridColumn, names: Sequence[str], rows: _Rows) -> Iterator[str]:
    """Find the row whose number in `other` those of all rows are divided by, or the other way round."""
    known = [row for row in rows if other.cells[row].kind == "number"]
    if len(known) < 2 or len(known) < len(rows):
        return
    for base in known:
        at = _range(other.cells[base])
        if at.low <= 0 or any(_range(other.cells[row]).low < 0 for row in known):
            continue
        for is_upside in (False, True):
            if all(_fits_base(column, _range(other.cells[row]), at, row, is_upside) for row in known):
                words = (
                    f"{other.head.name} of {names[base]} divided by it"
                    if is_upside
                    else (f"{other.head.name} divided by that of {names[base]}")
                )
                yield words
                return


def _fits_base(column: GridColumn, own: _Rounded, base: _Rounded, row: int, is_upside: bool) -> bool:
    over, under = (base, own) if is_upside else (own, base)
    if under.low <= 0:
        return False
    factor = 100 if column.unit == "%" else 1
    ratio = _Rounded(over.low / under.high * factor, over.high / under.low * factor)
    return ratio.meets(_range(column.cells[row]))


_Operation = Callable[[_Rounded, _Rounded], _Rounded | None]


def _all_meet(
    column: GridColumn, rows: _Rows, one: GridColumn, other: GridColumn, operation: _Operation
) -> bool:
    for row in rows:
        first, second = one.cells[row], other.cells[row]
        if first.kind != "number" or second.kind != "number":
            return False
        found = operation(_range(first), _range(second))
        if found is None or not found.meets(_range(column.cells[row])):
            return False
    return True


def _quotient(one: _Rounded, other: _Rounded) -> _Rounded | None:
    if other.low <= 0 or one.low < 0:
        return None
    return _Rounded(one.low / other.high, one.high / other.low)


def _difference(one: _Rounded, other: _Rounded) -> _Rounded | None:
    return _Rounded(one.low - other.high, one.high - other.low)


def _of_ranks(column: GridColumn, head: str, others: _Columns, rows: _Rows) -> Iterator[str]:
    """Whether it counts first places, or is the mean place, whichever end of all columns is the first."""
    for is_high in (True, False):
        places = [_places(other, is_high) for other in others]
        counts = [Fraction(sum(one.get(row) == 1 for one in places)) for row in rows]
        means = [
            Fraction(sum(one[row] for one in places if row in one), max(1, sum(row in one for one in places)))
            for row in rows
        ]
        written = [_range(column.cells[row]) for row in rows]
        if _WINS.search(head) and all(
            one.meets(_Rounded(n, n)) for one, n in zip(written, counts, strict=True)
        ):
            yield "the number of columns in which the row is first"
        if _PLACES.search(head) and all(
            one.meets(_Rounded(n, n)) for one, n in zip(written, means, strict=True)
        ):
            yield "the mean of the places in the other columns"


def _places(column: GridColumn, is_high: bool) -> dict[int, int]:
    numbers = {row: Fraction(cell.number) for row, cell in enumerate(column.cells) if cell.kind == "number"}
    return {
        row: 1 + sum((other > number) if is_high else (other < number) for other in numbers.values())
        for row, number in numbers.items()
    }


def derived_row(name: str, row: int, columns: _Columns, others: _Rows) -> str:
    """How `row`, called `name`, follows from the `others` in all of its numbers; ``""`` where it doesn't."""
    if len(others) < 2:
        return ""
    for pattern, words, is_mean in ((_MEANS, "mean", True), (_SUMS, "sum", False)):
        if pattern.search(name) and all(_is_over(column, row, others, is_mean) for column in columns):
            return f"the {words} of the others"
    return ""


def _is_over(column: GridColumn, row: int, others: _Rows, is_mean: bool) -> bool:
    cell = column.cells[row]
    if cell.kind != "number":
        return True
    ranges = [_range(column.cells[other]) for other in others if column.cells[other].kind == "number"]
    if len(ranges) < 2:
        return False
    factor = Fraction(1, len(ranges)) if is_mean else Fraction(1)
    total = _Rounded(sum(one.low for one in ranges) * factor, sum(one.high for one in ranges) * factor)
    return total.meets(_range(cell))
