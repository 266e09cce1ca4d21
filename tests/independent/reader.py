"""A reader of one table: what can be found out about it without a program, and what sentences ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from tests.independent.cells import Looks, by_format
from tests.independent.paper import half_even, last_place, magnitude, plain, seen
from tests.independent.reading import Metric
from tests.independent.statistics import Ranking, differ, ranking
from tests.independent.words import called, quoted

ROWS = r"((?:all|both|its only|[\d,]+ of) ?[\d,]* rows?(?: with a value)?)"
UNSURE = r"(?: \((?:(all|[\d,]+ of them) )?(within uncertainty)\))?"
Form = tuple[str, Callable[..., str]]
"""What a kind of sentence looks like, and what says what is wrong with one, of a `Reader` and its parts."""


class Doubt(Exception):  # noqa: N818 - it is no error
    """Where binary fractions may decide otherwise than decimals: no verdict."""


class Reader:
    """One table, and what can be found out about it without a program."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self.table = looks.table
        self.all_titles = quoted(called([(metric.title, metric.name) for metric in self.table.metrics]))
        self.lines = quoted(called([(row.title, row.name) for row in self.table.rows]))

    @cached_property
    def complements(self) -> list[tuple[int, int, Fraction]]:
        """Pairs of columns that say one thing, and what they add up to."""
        return complementary(self)

    @cached_property
    def titles(self) -> dict[str, int]:
        """Of the columns that sentences tell of: of two that say one thing, the other is not told of."""
        silent = echoes(self)
        return {title: at for title, at in self.all_titles.items() if at not in silent}

    def metric(self, column: int) -> Metric:
        return self.table.metrics[column]

    def is_whole(self, column: int) -> bool:
        return len(self.table.filled(column)) == len(self.table.rows)

    def is_unsure(self, column: int) -> bool:
        """Whether any number of a column states an uncertainty."""
        return any(self.table.cells[row, column].spread for row in self.table.filled(column))

    def tells(self, text: str, row: int, column: int) -> bool:
        """Whether `text` is what the cell shows, or all of its digits where that is another's too."""
        value = self.looks.key(row, column)
        same = [other for other in self.table.filled(column) if self.looks.key(other, column) == value]
        if text in {self.looks.text(other, column) for other in same}:
            return True
        # of rows with one number, any may have written it
        written = {plain(self.table.cells[other, column].text) for other in same}
        return text in written and self.looks.tells_in_full(row, column)

    def low_and_high(self, rows: Iterable[int], column: int) -> tuple[int, int]:
        ordered = sorted(rows, key=lambda row: self.table.exact(row, column))
        return ordered[0], ordered[-1]

    def spans(self, text: str, rows: Sequence[int], column: int) -> bool:
        """Whether `text` is ``low to high`` of these cells, or the one number that they have."""
        low, high = self.low_and_high(rows, column)
        if self.looks.key(low, column) == self.looks.key(high, column):
            return self.tells(text, low, column)
        one, _, other = text.partition(" to ")
        return bool(other) and self.tells(one, low, column) and self.tells(other, high, column)

    def computed(self, text: str, exact: Fraction, column: int) -> bool:
        """Whether `text` is a computed number, rounded once."""
        metric = self.metric(column)
        value = seen(text, metric.is_percent)
        if metric.format:
            shown, rounded = by_format(exact, metric)
            return value == rounded and (not shown or shown == text)
        if value == exact:
            return True
        if not exact or not value:
            return False
        texts = [self.looks.text(row, column) for row in self.table.filled(column)]
        decimals = max((last_place(one) for one in texts if "e" not in one.lower()), default=0)
        leasts = {max(decimals, 3 - magnitude(exact))}
        if any("e" in one.lower() for one in texts):
            leasts.add(3 - magnitude(exact))
        return any(self._rounded_from(value, exact, least, metric) for least in leasts)

    def _rounded_from(self, value: Fraction, exact: Fraction, least: int, metric: Metric) -> bool:
        for places in range(least, least + 6):
            rounded = half_even(exact, places)
            step = Fraction(1) / Fraction(10) ** places
            if value == rounded and value not in metric.bounds:
                return True
            if rounded in metric.bounds and abs(value - rounded) == step and places >= 7 - magnitude(exact):
                return True
        return False

    def looks_so(self, exact: Fraction, value: Fraction, column: int) -> bool:
        """Whether a computed number looks like `value` in a declared format."""
        metric = self.metric(column)
        return bool(metric.format) and by_format(exact, metric)[1] == value

    def ends(self, column: int, *, highest: bool) -> Ranking:
        found = ranking(self.table, column, lambda row: self.looks.key(row, column), highest=highest)
        if found.is_close:
            raise Doubt
        return found

    def unsure(self, one: int, other: int, column: int) -> bool:
        """Whether two rows differ, but by no more than their uncertainty."""
        cells = self.table.cells[one, column], self.table.cells[other, column]
        if cells[0].spread is None and cells[1].spread is None:
            return False
        answer = differ(*cells, self.metric(column))
        if answer.is_close:
            raise Doubt
        return not answer.differ

    def near(self, row: int, column: int, level: Fraction) -> bool:
        """Whether a number can't be told from an exact one."""
        cell = self.table.cells[row, column]
        if cell.spread is None:
            return False
        answer = differ(cell, type(cell)(str(_decimal(level))), self.metric(column))
        if answer.is_close:
            raise Doubt
        return not answer.differ

    def remark(self, some: str | None, words: str | None, answers: Sequence[bool]) -> bool:
        """``2 of them within uncertainty``"""
        if not any(answers):
            return words is None
        expected = "all" if all(answers) else f"{sum(answers):,} of them"
        return words is not None and some == (None if len(answers) == 1 else expected)


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


def _decimal(value: Fraction) -> str:
    """The text of a fraction that is a decimal number."""
    return str(Context(prec=200).divide(Decimal(value.numerator), Decimal(value.denominator)))
