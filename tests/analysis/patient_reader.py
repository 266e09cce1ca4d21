"""A reader of a page: sees the table as displayed, looks names up, counts, and compares on paper.

Shares no code with the observers but the way in which the table shows a number. All arithmetic is exact.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

import numpy as np
from scipy.stats import ttest_ind_from_stats

from mkdocs_results_gallery.model import Metric, Row, Table, Uncertainty
from mkdocs_results_gallery.numbers import computed_number, shown_number

Z = Fraction("1.96")


def on_paper(number: float) -> Fraction:
    """The number as it was written."""
    return Fraction(Decimal(repr(float(number))))


def whole(text: str) -> int:
    """``1,234``"""
    return int(text.replace(",", ""))


def called(items: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Position by what people read, of (title, name); where titles are alike, the name stands in brackets."""
    uses = Counter(title for title, _ in items)
    return {
        title if uses[title] == 1 or title == name else f"{title} ({name})": at
        for at, (title, name) in enumerate(items)
    }


class PatientReader:
    """One table, and what can be found out about it without a program."""

    def __init__(self, table: Table) -> None:
        self.table = table
        columns = called([(metric.title, metric.name) for metric in table.metrics])
        # of a metric without a number nothing is said
        self.columns = {title: column for title, column in columns.items() if self.filled(column)}
        lines = called([(row.title, row.name) for row in table.rows])
        self.lines = {
            f"“{line}”" if re.fullmatch(r"[\d,]+ other rows", line) else line: at
            for line, at in lines.items()
        }

    def metric(self, column: int) -> Metric:
        return self.table.metrics[column]

    def text(self, row: int, column: int) -> str:
        return self.table.told((row, column))

    def exact(self, row: int, column: int) -> Fraction:
        return Fraction(Decimal(self.table.written((row, column))))

    def read(self, text: str, column: int) -> Fraction:
        number = Fraction(Decimal(text.replace(",", "").rstrip("%")))
        is_share = text.endswith("%") and self.metric(column).unit not in ("percent", "%")
        return number / 100 if is_share else number

    def seen(self, row: int, column: int) -> Fraction:
        """The number that the displayed cell stands for."""
        return self.read(self.text(row, column), column)

    def means(self, text: str, number: Fraction, column: int) -> bool:
        """Whether `text` is `number`, written as in the table unless that would be another number."""
        usual = shown_number(float(number), self.metric(column))
        return self.read(text, column) == number and (text == usual or self.read(usual, column) != number)

    def written(self, number: Fraction, column: int) -> str:
        """A computed number as the table would show it."""
        return computed_number(self.table, column, number)

    def filled(self, column: int) -> list[int]:
        return [row for row in range(len(self.table.rows)) if not math.isnan(self.table.values[row, column])]

    # names

    def names(self, text: str, rows: Iterable[int]) -> bool:
        """Whether the list is one of exactly these rows."""
        expected = set(rows)
        if set(_listed(text, self.lines)) == expected:
            return True
        found = re.fullmatch(r"(.*) and ([\d,]+) other rows", text)
        named = set(_listed(found[1], self.lines)) if found else set()
        return bool(found and named) and named < expected and len(named) + whole(found[2]) == len(expected)

    def metrics(self, text: str) -> list[int]:
        """The columns that a list names; empty where one is not known or named twice."""
        found = _listed(text, self.columns)
        return found if len(set(found)) == len(found) else []

    def group(self, words: str) -> set[int]:
        """All rows with an affix that makes pairs, or of a declared group."""
        pairs = self.pairs(words)
        if len(pairs) >= 2:
            is_prefix = words.endswith("…")
            bare = words[:-1] if is_prefix else words[1:]
            return {
                at
                for at, row in enumerate(self.table.rows)
                if row.name != bare and (row.name.startswith(bare) if is_prefix else row.name.endswith(bare))
            }
        return {at for at, row in enumerate(self.table.rows) if row.group == words}

    def pairs(self, affix: str) -> list[tuple[int, int]]:
        """All (row without, row with) of ``neg_…`` or ``…-it``."""
        at = {row.name: position for position, row in enumerate(self.table.rows)}
        if affix.endswith("…"):
            partners = {name: affix[:-1] + name for name in at}
        elif affix.startswith("…"):
            partners = {name: name + affix[1:] for name in at}
        else:
            return []
        return [(at[name], at[partner]) for name, partner in partners.items() if partner in at]

    # ties

    def stated(self, row: int, column: int) -> Uncertainty | None:
        said = self.table.uncertainty.get((row, column))
        return said if said and (said.spread is not None or said.interval is not None) else None

    def is_vague(self, row: int, column: int) -> bool:
        """Whether there is an sd, and no way from it to the mean."""
        said = self.stated(row, column)
        return said is not None and said.kind == "sd" and (said.n or 1) == 1

    def sample(self, row: int, column: int) -> tuple[float, float, int] | None:
        """Mean, sd and n as Welch's test wants them; an exact number is one without spread."""
        said, value = self.stated(row, column), float(self.table.values[row, column])
        if said is None:
            return value, 0.0, 2
        if said.kind not in ("sd", "se") or said.spread is None or (said.n or 1) == 1:
            return None
        assert said.n
        return value, said.spread * (1 if said.kind == "sd" else math.sqrt(said.n)), said.n

    def half(self, row: int, column: int, up: bool) -> Fraction:
        said = self.stated(row, column)
        if said is None:
            return Fraction(0)
        if said.interval is not None:
            value, low, high = self.exact(row, column), *map(on_paper, said.interval)
            return max(Fraction(0), high - value if up else value - low)
        width = on_paper(said.spread or 0.0) * (1 if said.kind == "unspecified" else Z)
        return width if said.kind != "sd" else on_paper(float(width) / math.sqrt(said.n or 1))

    def differs(self, one: int, other: int, column: int) -> bool:
        """Whether a statistician would say so of two rows, of which one states an uncertainty."""
        if self.is_vague(one, column) or self.is_vague(other, column):
            return False
        samples = self.sample(one, column), self.sample(other, column)
        if samples[0] and samples[1] and samples[0][1] + samples[1][1] > 0:
            return bool(ttest_ind_from_stats(*samples[0], *samples[1], equal_var=False).pvalue < 0.05)
        kinds = [
            (said.kind, (said.level or 95) if said.interval else 0)
            for row in (one, other)
            if (said := self.stated(row, column))
        ]
        if len(set(kinds)) > 1 and None in samples:
            return False
        step = self.exact(other, column) - self.exact(one, column)
        reach = self.half(one, column, step > 0) ** 2 + self.half(other, column, step < 0) ** 2
        return step**2 > reach

    def unsure(self, one: int, other: int, column: int) -> bool:
        """Whether two rows differ by no more than their uncertainty."""
        stated = self.stated(one, column) or self.stated(other, column)
        return bool(stated) and not self.differs(one, other, column)

    def reaches(self, row: int, column: int, level: float) -> bool:
        """Whether a row's uncertainty reaches an exact number."""
        values = np.array([[self.table.values[row, column]], [level]])
        pair = replace(
            self.table,
            metrics=(self.metric(column),),
            rows=(Row("a"), Row("b")),
            values=values,
            writing=None,
            carried=None,
            uncertainty={(0, 0): said} if (said := self.stated(row, column)) else {},
        )
        return PatientReader(pair).unsure(0, 1, 0)

    def are_near(self, row: int, one: int, other: int) -> bool:
        """Whether the numbers of a row in two columns differ by no more than their uncertainty."""
        values = self.table.values[row, [one, other]].reshape(2, 1)
        stated = {
            (at, 0): said for at, column in enumerate((one, other)) if (said := self.stated(row, column))
        }
        pair = replace(
            self.table, metrics=(self.metric(one),), rows=(Row("a"), Row("b")), values=values, writing=None,
            carried=None, uncertainty=stated,
        )  # fmt: skip
        return PatientReader(pair).unsure(0, 1, 0)

    def tie(self, one: int, other: int, column: int) -> bool:
        return self.looks_like(one, other, column) or self.unsure(one, other, column)

    def looks_like(self, one: int, other: int, column: int) -> bool:
        """Whether two rows are equal, or equal as a declared format shows them."""
        return self.look(one, column) == self.look(other, column)

    def look(self, row: int, column: int) -> str | Fraction:
        """What a number is for a reader: by a declared format its text, else the number."""
        return self.text(row, column) if self.metric(column).format else self.exact(row, column)

    # what is often said

    def spans(self, text: str, cells: Iterable[tuple[int, int]]) -> bool:
        """Whether `text` ("a to b", or one number) is the displayed range of these cells."""
        ordered = sorted(cells, key=lambda cell: self.exact(*cell))
        ends = [self.text(*ordered[0]), self.text(*ordered[-1])]
        return text == (ends[0] if ends[0] == ends[1] else " to ".join(ends))

    def counts(self, text: str, rows: int, column: int) -> bool:
        """``9 of 11 rows with a value``: so many of the cells that have a number."""
        of = len(self.filled(column))
        present = "" if of == len(self.table.rows) else " with a value"
        if rows == of:
            return text == {1: "its only row", 2: "both rows"}.get(of, f"all {of:,} rows") + present
        return text == f"{rows:,} of {of:,} rows{present}"

    def sharing(self, column: int, up: bool) -> tuple[list[int], list[int]]:
        """The rows that look like the one furthest up (or down), and those of its rank."""
        sign = -1 if up else 1
        ordered = sorted(self.filled(column), key=lambda row: sign * self.exact(row, column))
        blocks = [list(rows) for _, rows in groupby(ordered, key=lambda row: self.look(row, column))]
        first = min(blocks[0], key=lambda row: self.doubt(row, column))
        shared: list[int] = []
        for block in blocks:
            if not all(self.tie(first, row, column) for row in block):
                break
            shared += block
        return sorted(blocks[0]), sorted(shared)

    def doubt(self, row: int, column: int) -> float:
        """How little is known of a number: the width of what it may be."""
        if self.is_vague(row, column):
            return math.inf
        return float(self.half(row, column, True) + self.half(row, column, False))


def _listed(text: str, known: dict[str, int]) -> list[int]:
    """Names joined by commas and a last "and"; names may hold both. Empty where one is not known."""
    if text in known:
        return [known[text]]
    for joint in (", ", " and "):
        start = text.find(joint)
        while start >= 0:
            if text[:start] in known:
                rest = _listed(text[start + len(joint) :], known)
                if rest:
                    return [known[text[:start]], *rest]
            start = text.find(joint, start + 1)
    return []
