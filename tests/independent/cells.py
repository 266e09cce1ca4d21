"""Every number of a table against the file: rounded rightly, kept apart, and bold from the top."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tests.independent.pages import ShownCell, ShownTable
from tests.independent.paper import (
    half_even,
    is_number,
    last_place,
    magnitude,
    number,
    plain,
    seen,
    significant,
)
from tests.independent.reading import Cell, Metric, Table
from tests.independent.spreads import by_format, wrong_spread
from tests.independent.statistics import could_be_best, ranking
from tests.independent.words import called


class Looks:
    """What the numbers of a table look like to a reader, from the page alone."""

    def __init__(self, table: Table, shown: ShownTable) -> None:
        self.table = table
        self.shown = shown

    def text(self, row: int, column: int) -> str:
        return self.shown.cells[row, column].text

    def seen(self, row: int, column: int) -> Fraction:
        return seen(self.text(row, column), self.table.metrics[column].is_percent)

    def key(self, row: int, column: int) -> Fraction:
        """Equal for two numbers that the page may call equal."""
        return self.seen(row, column) if self.table.metrics[column].format else self.table.exact(row, column)

    def told(self, row: int, column: int) -> Fraction:
        """What a sentence says of a cell: what it shows, in full where another number looks like it."""
        is_hidden = self.tells_in_full(row, column)
        return self.table.exact(row, column) if is_hidden else self.seen(row, column)

    def tells_in_full(self, row: int, column: int) -> bool:
        """Whether another number of the column has the same text, and no format makes them equal."""
        mine, number_ = self.seen(row, column), self.table.exact(row, column)
        return not self.table.metrics[column].format and any(
            self.seen(other, column) == mine and self.table.exact(other, column) != number_
            for other in self.table.filled(column)
        )


def contradictions(table: Table, shown: ShownTable, *, is_ranked: bool = True) -> Iterator[str]:
    """What a page says of the cells of one table that the file doesn't."""
    yield from _heads(table, shown)
    for (row, column), cell in table.cells.items():
        place = f"{table.rows[row].name} / {table.metrics[column].name}"
        found = shown.cells.get((row, column))
        if found is None:
            yield f"{place}: not on the page"
            continue
        for wrong in wrong_cell(cell, found, table.metrics[column]):
            yield f"{place}: {wrong}"
    looks = Looks(table, shown)
    for column, metric in enumerate(table.metrics):
        for wrong in _column(table, looks, column):
            yield f"{metric.name}: {wrong}"
        if is_ranked:
            for wrong in _ranks(table, looks, column):
                yield f"{metric.name}: {wrong}"


def _heads(table: Table, shown: ShownTable) -> Iterator[str]:
    if [row.title for row in table.rows] != shown.rows:
        yield f"rows {shown.rows}, expected {[row.title for row in table.rows]}"
    titles = [*called([(metric.title, metric.name) for metric in table.metrics])]
    if titles != shown.metrics:
        yield f"columns {shown.metrics}, expected {titles}"


def wrong_cell(cell: Cell, shown: ShownCell, metric: Metric) -> Iterator[str]:
    """What a page says of one cell that the file doesn't."""
    if shown.beside != cell.beside:
        yield f"{shown.beside!r} stands beside it, expected {cell.beside!r}"
    if cell.sign:
        yield from _wrong_bound(cell, shown, metric)
        return
    if not cell.text:
        if not shown.is_missing:
            yield f"missing in the file, {shown.text!r} on the page"
        if cell.missing != "unknown" and cell.missing not in shown.tip:
            yield f"missing as {cell.missing!r}, the page says {shown.tip!r}"
        return
    if shown.is_missing or not shown.text:
        yield f"{cell.text} in the file, missing on the page"
        return
    yield from wrong_spread(cell.spread, shown, metric)
    value = seen(shown.text, metric.is_percent)
    if metric.format:
        text, rounded = by_format(cell.number, metric)
        if value != rounded or (text and text != shown.text):
            yield f"{cell.text} is shown as {shown.text}, {metric.format} makes {text or float(rounded)}"
    else:
        yield from _automatic(cell, shown.text, value, metric)
    if value != cell.number and (not is_number(shown.digits) or number(shown.digits) != cell.number):
        yield f"{cell.text} is shown as {shown.text}, and the tip {shown.tip!r} doesn't have its digits"


def _wrong_bound(cell: Cell, shown: ShownCell, metric: Metric) -> Iterator[str]:
    """A bound has its sign and all of its digits, and no rank."""
    sign, _, text = shown.text.partition(" ")
    if shown.is_missing or sign != cell.sign or seen(text, metric.is_percent) != number(cell.limit):
        yield f"{cell.sign} {cell.limit} in the file, {shown.text!r} on the page"
    if shown.rank is not None or shown.is_best:
        yield f"{cell.sign} {cell.limit} has rank {shown.rank}"


def _automatic(cell: Cell, text: str, value: Fraction, metric: Metric) -> Iterator[str]:
    if value == cell.number:
        return
    if "e" not in cell.text.lower() and "." not in cell.text:
        yield f"{cell.text} is whole, and shown as {text}"
    decimals = last_place(text)
    rounded = half_even(cell.number, decimals)
    step = Fraction(1) / Fraction(10) ** decimals
    if value != rounded and not (rounded in _ends(metric, cell.number) and abs(value - rounded) == step):
        yield f"{cell.text} is shown as {text}, which is no rounding of it"
    if value in metric.bounds:
        yield f"{cell.text} is shown as {text}, a bound that it is not"
    if significant(text) < 4:
        yield f"{cell.text} is shown as {text}: fewer than four digits"
    if significant(text) > 8:
        yield f"{cell.text} is shown as {text}: more than eight digits, and not all"


def _ends(metric: Metric, value: Fraction) -> set[Fraction]:
    """What a number may be rounded away from: bounds, and a power of ten with one digit more."""
    power = Fraction(10) ** (magnitude(value) + 1)
    return metric.bounds | {power, -power}


def _column(table: Table, looks: Looks, column: int) -> Iterator[str]:
    metric, rows = table.metrics[column], table.filled(column)
    if metric.format or not rows:
        return
    by_number: dict[Fraction, list[int]] = {}
    for row in rows:
        by_number.setdefault(looks.seen(row, column), []).append(row)
    for same in by_number.values():
        exact = {table.exact(row, column) for row in same}
        if len(exact) > 1 and any(
            significant(looks.text(row, column)) < 8 and looks.seen(row, column) != table.exact(row, column)
            for row in same
        ):
            texts = sorted(table.cells[row, column].text for row in same)
            yield f"{texts} look equal with fewer than eight digits"
        # that those which are not whole have their digits in the tip is asked of each cell
    if all(looks.seen(row, column) == table.exact(row, column) for row in rows):
        yield from _unshortened(table, looks, column)
    else:
        yield from _decades(table, looks, column)


def _unshortened(table: Table, looks: Looks, column: int) -> Iterator[str]:
    """Where no number is shortened, each is as it is written."""
    for row in table.filled(column):
        written = plain(table.cells[row, column].text)
        expected = written.lstrip("-") if not table.exact(row, column) else written
        text = looks.text(row, column)
        if text != expected and not _was_shortened(table, column):
            yield f"{table.cells[row, column].text} is shown as {text}, though no number is shortened"


def _was_shortened(table: Table, column: int) -> bool:
    """Whether written zeros beyond what the rule keeps went: 0.500000 may become 0.5000."""
    return any(significant(table.cells[row, column].text) > 4 for row in table.filled(column))


def _decades(table: Table, looks: Looks, column: int) -> Iterator[str]:
    """Within one magnitude decimals are equal."""
    by_decade: dict[int, dict[int, str]] = {}
    for row in table.filled(column):
        value, text = table.exact(row, column), table.cells[row, column].text
        if value and not ("." not in text and "e" not in text.lower() and magnitude(value) > 7):
            shown = looks.text(row, column)
            places = last_place(shown)
            if "e" in shown and magnitude(looks.seen(row, column)) > magnitude(value):
                places += 1  # 9.9999e-06 became 1.000e-05: rounded at one place, written with one digit less
            by_decade.setdefault(magnitude(value), {}).setdefault(places, shown)
    for shown_by_places in by_decade.values():
        if len(shown_by_places) > 1:
            yield f"numbers of one magnitude with unlike decimals: {sorted(shown_by_places.values())}"


def _ranks(table: Table, looks: Looks, column: int) -> Iterator[str]:
    """Ranks and bold cells, as the semantics page has them."""
    metric, rows = table.metrics[column], table.filled(column)
    said = {row: looks.shown.cells[row, column].rank for row in rows}
    bold = {row for row in rows if looks.shown.cells[row, column].is_best}
    if metric.higher is None or len(rows) < 2:
        if bold or any(said.values()):
            yield f"ranks {said}, bold {sorted(bold)}, where nobody has one"
        return
    found = ranking(table, column, lambda row: looks.key(row, column), highest=metric.higher)
    if found.is_close:
        return
    expected = {row: found.place.get(row) for row in rows}
    if said != expected:
        yield f"ranks {_named(table, said)}, expected {_named(table, expected)}"
    first = {row for row, place in expected.items() if place == 1}
    if could_be_best(table, column, highest=metric.higher):
        first = set()
    if bold != first:
        names = [[table.rows[row].name for row in sorted(rows)] for rows in (bold, first)]
        yield f"bold {names[0]}, expected {names[1]}"


def _named(table: Table, places: dict[int, int | None]) -> dict[str, int | None]:
    return {table.rows[row].name: place for row, place in places.items()}
