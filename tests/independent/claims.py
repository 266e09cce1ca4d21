"""Claims judged anew from the file: by the numbers alone, with a missing cell that could decide left open."""

from __future__ import annotations

import fnmatch
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Context, Decimal
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from tests.independent.boards import front_holds, trade_offs
from tests.independent.cells import Looks
from tests.independent.paper import is_number, number
from tests.independent.reader import Reader
from tests.independent.reading import Cell, Metric, Table
from tests.independent.statistics import aggregated, differ

_NUMBER = r"([-+]?[\d.]+(?:[eE][-+]?\d+)?)%?|(reference)"
_SIGNS = {
    "at most": "<=", "<=": "<=", "at least": ">=", ">=": ">=", "below": "<", "<": "<", "above": ">", ">": ">",
    "=": "=", "!=": "!=", "equal to": "=", "not": "!=", "better than": "better", "worse than": "worse",
}  # fmt: skip # words beside their sign
_RANKING = ("best", "worst", "highest", "lowest")
_WHOLE = ("mean", "median", "sum", "min", "max")
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}

Test = Callable[[Fraction, Metric, int], bool | None]
"""Whether a number meets a comparison in a row; None where what it is compared with is missing."""


class Undecided(Exception):  # noqa: N818 - an outcome
    """What a claim asks for is not there."""


def outcome(table: Table, claim: Mapping[str, Any]) -> str:
    """``holds``, ``contradicted`` or ``undecided``."""
    try:
        return {True: "holds", False: "contradicted", None: "undecided"}[_answer(table, claim)]
    except Undecided:
        return "undecided"


_FAR = ("1e400", "-1e400")
_MOST = 400
_WIDE = Context(prec=500)


def allowed(table: Table, claim: Mapping[str, Any]) -> set[str]:
    """The outcomes that fit all numbers that bounds may stand for; several where that is hard to say."""
    bounds = {at: cell for at, cell in table.cells.items() if cell.sign}
    if not bounds:
        return {outcome(table, claim)}
    candidates = [_possible(cell, table, claim) for cell in bounds.values()]
    is_all = prod(map(len, candidates)) <= _MOST
    dice = random.Random(repr(claim))
    tried = product(*candidates) if is_all else ([*map(dice.choice, candidates)] for _ in range(_MOST))
    found = {
        outcome(replace(table, cells=table.cells | dict(zip(bounds, map(Cell, numbers), strict=True))), claim)
        for numbers in tried
    }
    without = outcome(replace(table, cells=table.cells | dict.fromkeys(bounds, Cell())), claim)
    if {"mean", "median", "sum"} & {*claim}:
        return {without}
    if claim.get("missing") == "ignore" and not {*_RANKING} & {
        *claim
    }:  # a bound that leaves it open has no number either
        return {without, *found}
    if len(found) > 1:
        return {"undecided"}
    is_sure = is_all and not {"pareto", *_WHOLE} & {*claim}
    return found if is_sure else found | {"undecided"}


def _possible(bound: Cell, table: Table, claim: Mapping[str, Any]) -> list[str]:
    """Numbers on both sides of all that could decide, as far as the bound allows them."""
    near = {cell.text or cell.limit for cell in table.cells.values() if cell.text or cell.sign}
    near |= {one.reference for one in table.metrics if one.reference}
    near |= {*filter(is_number, re.findall(r"[-+]?[\d.]*\d(?:[eE][-+]?\d+)?", str(claim)))}
    steps = Decimal(0), Decimal("1e-40"), Decimal("-1e-40")
    tries = {_WIDE.add(Decimal(one), step) for one in near for step in steps}
    limit = Decimal(bound.limit)
    test = {"<": limit.__gt__, ">": limit.__lt__, "≤": limit.__ge__, "≥": limit.__le__}[bound.sign]
    return [str(one) for one in {*tries, *map(Decimal, _FAR)} if test(one)]


def _answer(table: Table, claim: Mapping[str, Any]) -> bool | None:
    if "pareto" in claim:
        return front_holds(table, claim, chosen(table, claim.get("rows", [])), chosen(table, claim["pareto"]))
    column = next(at for at, metric in enumerate(table.metrics) if metric.name == claim["metric"])
    metric = table.metrics[column]
    ignores = claim.get("missing") == "ignore"
    kind = next(key for key in ("every", "any", "none", "where", *_WHOLE, *_RANKING) if key in claim)
    rows = chosen(table, claim.get("rows", []))
    if kind in _RANKING:
        return _ranking(table, column, rows, chosen(table, claim[kind]), kind, ignores)
    present = [row for row in rows if table.cells[row, column].text]
    gaps = len(rows) - len(present)
    test = comparison(table, claim[kind])
    numbers = [table.exact(row, column) for row in present]
    if kind in _WHOLE:
        if not numbers or metric.aggregate == "none":
            raise Undecided
        return _whole(kind, aggregated(kind, numbers), bool(gaps) and not ignores, claim[kind], test, metric)
    met = [test(one, metric, row) for one, row in zip(numbers, present, strict=True)]
    unknown = 0 if ignores else gaps + met.count(None)
    if ignores and not any(one is not None for one in met):
        raise Undecided
    if kind == "where":
        counts = comparison(table, claim["count"])
        answers = {
            counts(Fraction(size), metric, 0)
            for size in range(met.count(True), met.count(True) + unknown + 1)
        }
        return answers.pop() if len(answers) == 1 else None
    if kind == "any":
        return True if True in met else None if unknown else False
    telling = kind == "none"
    return False if telling in met else None if unknown else True


def _whole(
    kind: str, value: Fraction, is_open: bool, text: object, test: Test, metric: Metric
) -> bool | None:
    if not is_open:
        return test(value, metric, 0)
    if kind not in ("min", "max"):
        return None
    # a missing number may lie further out, never further in: both ends of what may be must agree
    far = Fraction(10) ** 400
    tries = [value, -far if kind == "min" else far]
    tries += [
        edge + shift
        for edge in _edges(text, metric)
        for shift in (0, Fraction(1, 10**30), Fraction(-1, 10**30))
    ]
    answers = {test(one, metric, 0) for one in tries if (one <= value if kind == "min" else one >= value)}
    if len(answers) > 1 and " to " in str(text):
        # each end for itself: one that is surely missed decides
        return False if _one_end_fails(kind, value, str(text), metric) else None
    return answers.pop() if len(answers) == 1 else None


def _one_end_fails(kind: str, value: Fraction, text: str, metric: Metric) -> bool:
    low, high = _edges(text, metric)
    return value < low if kind == "min" else value > high


def _edges(text: object, metric: Metric) -> list[Fraction]:
    if "reference" in str(text):
        return [number(metric.reference)]
    return [
        number(one)
        for one in re.findall(r"[-+]?\d[\d.]*(?:[eE][-+]?\d+)?|[-+]?\.\d+(?:[eE][-+]?\d+)?", str(text))
    ]


def _ranking(
    table: Table, column: int, rows: Sequence[int], named: Sequence[int], kind: str, ignores: bool
) -> bool | None:
    metric = table.metrics[column]
    if kind in ("best", "worst") and metric.higher is None:
        raise Undecided
    if not set(named) <= set(rows):
        raise Undecided
    up = kind == "highest" if kind in ("highest", "lowest") else metric.higher == (kind == "best")
    present = {row: table.exact(row, column) for row in rows if table.cells[row, column].text}
    if present:
        edge = max(present.values()) if up else min(present.values())
        holders = {row for row, one in present.items() if one == edge}
        if any(row in present and row not in holders for row in named):
            return False
        if holders - set(named) and any(row in present for row in named):
            return False
    if any(row not in present for row in named):
        return None
    if len(present) < len(rows) and (not ignores or len(present) == 1):
        return None
    return True


def chosen(table: Table, texts: Any) -> list[int]:  # noqa: ANN401 - a text or a list
    """The rows that names, groups and globs mean, in order; all for none."""
    names = [row.name for row in table.rows]
    if not texts:
        return list(range(len(names)))
    found: set[int] = set()
    for text in [texts] if isinstance(texts, str) else texts:
        group = {at for at, row in enumerate(table.rows) if row.group == text}
        if text in names:
            if group - {names.index(text)}:
                raise Undecided
            found.add(names.index(text))
        elif group:
            found |= group
        else:
            some = {
                at
                for at, name in enumerate(names)
                if any(sign in text for sign in "*?[") and fnmatch.fnmatchcase(name, text)
            }
            if not some:
                raise Undecided
            found |= some
    return sorted(found)


def comparison(table: Table, said: object) -> Test:
    """What a comparison asks of a number."""
    if isinstance(said, Mapping):
        tests = [_with_cell(table, sign, other) for sign, other in said.items()]
        return lambda value, metric, row: _all(test(value, metric, row) for test in tests)
    text = str(said)
    found = re.fullmatch(r"(\S+) to (\S+)", text)
    if found:
        low, high = number(found[1].rstrip("%")), number(found[2].rstrip("%"))
        return lambda value, metric, row: low <= value <= high
    found = re.fullmatch(rf"({'|'.join(map(re.escape, _SIGNS))})? ?(?:{_NUMBER})", text)
    if not found:
        raise ValueError(text)
    sign = _SIGNS[found[1]] if found[1] else "="
    constant = found[2]
    return lambda value, metric, row: _meets(value, sign, number(constant or metric.reference), metric)


def _with_cell(table: Table, sign: str, other: object) -> Test:
    if not isinstance(other, Mapping):
        return comparison(table, f"{sign} {other}")
    column = next(at for at, metric in enumerate(table.metrics) if metric.name == other["metric"])

    def test(value: Fraction, metric: Metric, row: int) -> bool | None:
        right = table.cells[row, column]
        return _meets(value, _SIGNS[sign], right.number, metric) if right.text else None

    return test


def _all(answers: Iterator[bool | None]) -> bool | None:
    told = list(answers)
    return False if False in told else None if None in told else True


def _meets(value: Fraction, sign: str, right: Fraction, metric: Metric) -> bool:
    if sign in ("better", "worse"):
        if metric.higher is None:
            raise Undecided
        sign = ">" if (sign == "better") == metric.higher else "<"
    return {
        "<": value < right,
        "<=": value <= right,
        ">": value > right,
        ">=": value >= right,
        "=": value == right,
        "!=": value != right,
    }[sign]


def rests_on_tie(looks: Looks, claim: Mapping[str, Any]) -> bool | None:
    """Whether a claim about a first row needs numbers that the page calls a tie; None for no answer."""
    table = looks.table
    kind = next((key for key in _RANKING if key in claim), "")
    if not kind:
        return None
    column = next(at for at, metric in enumerate(table.metrics) if metric.name == claim["metric"])
    named = chosen(table, claim[kind])
    rest = [
        row
        for row in chosen(table, claim.get("rows", []))
        if row not in named and table.cells[row, column].text
    ]
    answers = {_any_tie(looks, column, [one], rest) for one in named}
    # of several that share the place, one may be surer than the others
    return answers.pop() if len(answers) == 1 else None


def _any_tie(looks: Looks, column: int, ones: Sequence[int], others: Sequence[int]) -> bool | None:
    table = looks.table
    tied = False
    for one in ones:
        for other in others:
            answer = differ(table.cells[one, column], table.cells[other, column], table.metrics[column])
            if answer.is_close:
                return None
            tied |= not answer.differ or looks.key(one, column) == looks.key(other, column)
    return tied


def suggestion_wrong(looks: Looks, claim: Mapping[str, Any]) -> str:
    """What speaks against a suggested claim: that it doesn't hold, or stands on a tie."""
    table = looks.table
    if outcome(table, claim) != "holds":
        return f"it is {outcome(table, claim)}"
    if rests_on_tie(looks, claim):
        return "it stands on a tie"
    if "pareto" in claim:
        columns = tuple(at for at, one in enumerate(table.metrics) if one.name in claim["metrics"])
        is_due = (columns, chosen(table, claim["pareto"])) in trade_offs(Reader(looks))
        return "" if is_due else "no sentence is due about it"
    column = next(at for at, metric in enumerate(table.metrics) if metric.name == claim["metric"])
    said, metric = claim.get("every"), table.metrics[column]
    if isinstance(said, Mapping):
        other = next((one["metric"] for one in said.values() if isinstance(one, Mapping)), "")
        return _orders_wrong(looks, column, other) if other else _sides_wrong(looks, column, claim)
    if said and "reference" in said:
        return _reference_wrong(looks, column, metric)
    return _sides_wrong(looks, column, claim) if said else ""


def _orders_wrong(looks: Looks, column: int, name: str) -> str:
    table = looks.table
    other = next(at for at, metric in enumerate(table.metrics) if metric.name == name)
    for row in table.filled(column):
        cells = table.cells[row, column], table.cells[row, other]
        if not cells[1].text:
            continue
        answer = differ(*cells, table.metrics[column])
        if not answer.differ and not answer.is_close:
            return f"{table.rows[row].name} is tied"
    return ""


def _reference_wrong(looks: Looks, column: int, metric: Metric) -> str:
    table = looks.table
    for row in table.filled(column):
        cell = table.cells[row, column]
        answer = differ(cell, type(cell)(metric.reference), metric)
        if not answer.differ and not answer.is_close:
            return f"{table.rows[row].name} can't be told from the reference"
    return ""


def _sides_wrong(looks: Looks, column: int, claim: Mapping[str, Any]) -> str:
    table = looks.table
    rows = [row for row in chosen(table, claim.get("rows", [])) if table.cells[row, column].text]
    rest = [row for row in table.filled(column) if row not in rows]
    return "its rows and the others are tied" if rest and _any_tie(looks, column, rows, rest) else ""
