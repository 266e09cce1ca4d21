"""Claims about who is first: best, worst, highest, lowest; and what a verdict rests on, in words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction

from mkdocs_results_gallery.analysis.differences import within_uncertainty
from mkdocs_results_gallery.analysis.judge.operands import rows_of
from mkdocs_results_gallery.analysis.judge.verdict import Decided, Undecidable
from mkdocs_results_gallery.analysis.lookup import NotFound
from mkdocs_results_gallery.claim import Claim
from mkdocs_results_gallery.digits.number import fraction_of, plain
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Cell, Metric, Table
from mkdocs_results_gallery.words.numbers import exact_number

NAMED = 3
"""Cells that a sentence names before it counts the others."""

_LONGEST = 80
"""Characters of a name in a sentence."""
_FEW = Context(prec=40, traps=[Inexact])
"""Digits of a number that a sentence tells in full."""


def listed(
    table: Table, cells: Sequence[Cell], metrics: Sequence[int], words: Callable[[Cell], str] | None = None
) -> str:
    """``neg_facts is 0.09 and neg_inventors 0.03``: the first three of `cells`, then how many more.

    The metric is named where `metrics` has more than one. Without `words` the cells are only named.
    """
    parts = []
    for number, cell in enumerate(cells[:NAMED]):
        name = _cut(table.rows[cell[0]].title)
        if len(metrics) > 1:
            name = f"{_cut(table.metrics[cell[1]].title)} of {name}"
        verb = " is" if number == 0 else ""
        parts.append(f"{name}{verb} {words(cell)}" if words else name)
    if len(cells) > NAMED:
        parts.append(f"{len(cells) - NAMED:,} more")
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def as_shown(text: str, metric: Metric) -> Fraction | None:
    """The number that a shown text stands for; None where it can't be read back."""
    try:
        return Fraction(metric.read(text))
    except (InvalidOperation, ValueError, OverflowError):
        return None


def exact_words(
    number: Fraction, text: str, metric: Metric, may_round: Callable[[Fraction, Fraction], bool]
) -> str:
    """`number` as `text`, which shows it, where `may_round` allows, else in full precision."""
    rounded = as_shown(text, metric)
    if rounded is None or rounded == number or may_round(rounded, number):
        return text
    full = _all_digits(number)
    if full:
        return full
    try:
        nearest = float(number)
    except OverflowError:
        largest = exact_number(sys.float_info.max)
        return f"above {largest}" if number > 0 else f"below -{largest}"
    full = exact_number(nearest)
    if may_round(fraction_of(nearest), number):
        return full
    return f"just {'above' if number > fraction_of(nearest) else 'below'} {full}"


def _all_digits(number: Fraction) -> str:
    """A number that has few digits; ``""`` for one that has many, or none that is the last."""
    try:
        found = _FEW.divide(Decimal(number.numerator), Decimal(number.denominator))
    except Inexact:
        return ""
    return format(found, "f") if -7 < found.adjusted() < 20 else f"{found:e}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def told_apart(table: Table, row: int, others: Sequence[Cell]) -> str:
    """How the number of `row` (0-based) is told from different ones, `others` of one metric, as a clause.

    ``""`` where a reader of the page tells each of them apart.
    """
    for other, metric in others:
        if table.same_as_shown((row, metric), (other, metric)):
            return hidden_digits([(table, (row, metric)), (table, (other, metric))])
    if table.uncertainty:
        for other, metric in others:
            if within_uncertainty(table, (row, metric), (other, metric)):
                one, two = table.told((row, metric)), table.told((other, metric))
                return f"by the numbers alone: {one} and {two} are a tie within their uncertainty"
    return ""


def hidden_digits(cells: Sequence[tuple[Table, Cell]]) -> str:
    """``by digits that `.1f` hides: 0.951 and 0.949``, the numbers of one or two cells."""
    numbers = " and ".join(plain(table.written(cell)) for table, cell in cells)
    rounded = [(table, at) for table, (row, at) in cells if table.digits.column(at).is_rounded[row]]
    return f"{hiding(*(rounded or [(cells[0][0], cells[0][1][1])])[0])}: {numbers}"


def hiding(table: Table, metric: int) -> str:
    """Where the digits are gone that decide."""
    column = table.metrics[metric]
    if column.format:
        return f"by digits that `{column.format}` hides"
    return "by digits that the table does not show"


_IGNORE = "missing: ignore speaks of the cells that have a number"


def judge_ranking(table: Table, metrics: Sequence[int], rows: Sequence[int], claim: Claim) -> Decided:
    """Holds when exactly the claim's rows have the extreme number of each metric, among `rows` (0-based).

    Raises NotFound for a row that is not among them, Undecidable where a direction is needed and unset.
    """
    named = rows_of(table, claim.rows)
    among = set(rows)
    for row in named:
        if row not in among:
            raise NotFound(f"expected one of the claim's rows, got {shown(table.rows[row].name)}")
    parts = [_one(table, metric, rows, named, claim) for metric in metrics]
    for outcome in ("contradicted", "undecided"):
        telling = [part for part in parts if part.outcome == outcome]
        if telling:
            cells = [cell for part in telling for cell in part.cells]
            reasons = "; ".join(part.reason for part in telling[:3])
            return Decided(telling[0].outcome, cells, reasons, telling[0].hint)
    rests_on = next((part.rests_on for part in parts if part.rests_on), "")
    return Decided("holds", [cell for part in parts for cell in part.cells], "", rests_on=rests_on)


def _one(table: Table, metric: int, rows: Sequence[int], named: Sequence[int], claim: Claim) -> Decided:
    column = table.metrics[metric]
    highest = _wants_highest(claim, column.title, column.higher_is_better)
    order = table.digits.order(metric).tolist()
    present = {row: order[row] for row in rows if order[row] >= 0}
    missing: list[Cell] = [(row, metric) for row in rows if row not in present]
    if present:
        extreme = max(present.values()) if highest else min(present.values())
        holders = {row: None for row, place in present.items() if place == extreme}
        fallen: list[Cell] = [(row, metric) for row in named if row in present and row not in holders]
        others: list[Cell] = [(row, metric) for row in holders if row not in set(named)]
        # a missing number can't mend these: it may only lie further out
        if fallen:
            return _fallen(table, metric, fallen, others or [(row, metric) for row in holders])
        if others and any(row in present for row in named):
            words = listed(table, others, [metric], table.told)
            return Decided("contradicted", others, f"{column.title} of {words} too")
    lost: list[Cell] = [(row, metric) for row in named if row not in present]
    if lost:
        return Decided("undecided", lost, f"{listed(table, lost, [metric])} has no {column.title}")
    if missing and not claim.ignores_missing:
        reason = f"{listed(table, missing, [metric])} has no {column.title}"
        return Decided("undecided", missing, reason, _IGNORE)
    if missing and len(present) == 1:
        return Decided("undecided", missing, f"no other row has a {column.title} to compare with")
    rest = [(row, metric) for row in present if row not in holders]
    return Decided(
        "holds", [(row, metric) for row in holders], "", rests_on=told_apart(table, named[0], rest)
    )


def _fallen(table: Table, metric: int, fallen: Sequence[Cell], top: Sequence[Cell]) -> Decided:
    """The claim's rows that don't have the extreme number, and those that do."""
    column = table.metrics[metric]
    look_alike = any(table.same_as_shown(top[0], cell) for cell in fallen)

    def words(cell: Cell) -> str:
        # two numbers that look equal as shown are told in full
        return plain(table.written(cell)) if look_alike else table.told(cell)

    told = listed(table, top, [metric], words), listed(table, fallen, [metric], words)
    reason = f"{column.title} of {told[0]}, of {told[1]}"
    if look_alike:
        reason += f", {hiding(table, metric)}"
    elif told_apart(table, top[0][0], fallen):
        reason += ", though they are a tie within their uncertainty"
    return Decided("contradicted", [*fallen, *top], reason)


def _wants_highest(claim: Claim, title: str, higher_is_better: bool | None) -> bool:
    if claim.quantifier in ("highest", "lowest"):
        return claim.quantifier == "highest"
    if higher_is_better is None:
        raise Undecidable(
            f"{title} has no direction, so nothing is {claim.quantifier}",
            "set higher_is_better: under metrics, or write highest or lowest",
        )
    return higher_is_better == (claim.quantifier == "best")
