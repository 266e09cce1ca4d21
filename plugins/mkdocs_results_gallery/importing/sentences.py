"""Claims that the sentences around a table make about it, as far as a claim can say the same.

A sentence is understood only where it names the row, and where no more than one metric can be meant. One that
says *not*, *if* or *previously* is left alone: what it says is something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from mkdocs_results_gallery.claim import Claim, Comparison, Operator, Quantifier, Selection, Term
from mkdocs_results_gallery.digits.number import Stated
from mkdocs_results_gallery.importing.derived import may_be_derived
from mkdocs_results_gallery.importing.directions import is_fast_high, is_good_high, is_of_accuracy
from mkdocs_results_gallery.importing.mentions import NameInSentence, SaidNumber, SaidOfTable, mentions_of
from mkdocs_results_gallery.importing.numberpairs import claims_of_pairs
from mkdocs_results_gallery.importing.vocabulary import (
    ACCURATE,
    ALL,
    BOUNDS,
    COMPARATIVES,
    END,
    OBJECT,
    SUPERLATIVES,
    UNSAID,
    Sense,
)
from mkdocs_results_gallery.model import Metric, Table

_SHORT = 160
"""Characters of a sentence that hardly speaks of several things."""
_TELLING = 3
"""Digits from which on a number is hardly the same by accident."""
_NAMES = re.compile(r"(?:\bis|\bare|\bgoes to|\bwas|:|\bby)(?:\s+the)?\s*[`*\"“]*$")
"""What stands between a superlative and the row that it is said of."""
_NEAR = 60
"""Characters between two things that belong together."""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim that a sentence makes."""

    claim: Claim
    is_sure: bool
    """Whether the sentence names what it speaks of by whole names; else one that fails may be misread."""
    note: str = ""
    """What was assumed."""


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a passage."""
    start = 0
    for end in END.finditer(text):
        yield text[start : end.start()].strip()
        start = end.end()
    yield text[start:].strip()


def claims_in(sentence: str, table: Table) -> Iterator[Said]:
    """Give what `sentence` claims of `table`."""
    if len(sentence) > 600 or len(table.metrics) > 200 or len(table.rows) > 500:
        return
    said = mentions_of(sentence, table)
    reading = _Sentence(sentence, table, said)
    if not UNSAID.search(sentence):
        found = list(reading.bounds()) or list(reading.comparisons()) or list(reading.superlatives())
        found = found or [Said(claim, False) for claim in claims_of_pairs(sentence, table)]
        if found:
            yield from found[:2]
            return
    yield from reading.repeated()


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence before one table."""

    sentence: str
    table: Table
    said: SaidOfTable

    # which metric

    def _metric(self, near: int, allowed: Sequence[int], row: int | None = None) -> tuple[int, bool] | None:
        """The one metric of those `allowed` that is meant, and whether that is sure."""
        named = [mention for mention in self.said.metrics if mention.index in allowed]
        if len({mention.index for mention in named}) == 1:
            return named[0].index, named[0].is_whole
        found = self._by_number(row, allowed) if row is not None else None
        if found is not None:
            return found, True
        if len({mention.index for mention in named}) == 2:
            nearest = min(named, key=lambda mention: abs(mention.start - near))
            return (nearest.index, True) if nearest.is_whole else None
        if len(allowed) != 1 or named:
            return None
        return allowed[0], row is None or not self._tells_another(row)

    def _tells_another(self, row: int) -> bool:
        """Whether the sentence has numbers, and none of them is one of the row's."""
        telling = [one for one in self.said.numbers if len(one.text.strip("-.")) >= _TELLING]
        metrics = range(len(self.table.metrics))
        return bool(telling) and not any(self._has(row, at, one) for one in telling for at in metrics)

    def _allowed(self, sense: Sense | None, words: str = "") -> list[int]:
        """The metrics that words of this sense can be about: what is fast has a time or a rate."""
        all_of_them = range(len(self.table.metrics))
        timed = [at for at in all_of_them if is_fast_high(self.table.metrics[at]) is not None]
        if sense in ("fast", "slow"):
            metrics = self.table.metrics
            return [at for at in timed if not may_be_derived(metrics[at].name, metrics[at].unit)] or timed
        if ACCURATE.search(words):
            return [at for at in all_of_them if is_of_accuracy(self.table.metrics[at])]
        return list(all_of_them)

    def _by_number(self, row: int, allowed: Sequence[int]) -> int | None:
        """The metric in which a number of the sentence is that of the row, if it is one alone."""
        found = {
            at
            for number in self.said.numbers
            if len(number.text.strip("-.")) >= _TELLING
            for at in allowed
            if self._has(row, at, number)
        }
        return found.pop() if len(found) == 1 else None

    def _has(self, row: int, metric: int, number: SaidNumber) -> bool:
        """Whether a cell has exactly this number."""
        written = self.table.written((row, metric))
        return bool(written) and self.table.exact((row, metric)) == Decimal(number.text)

    def _is_high(self, sense: Sense, metric: Metric) -> bool | None:
        """Whether the sense means high numbers; None: it can't be known."""
        if sense in ("high", "low"):
            return sense == "high"
        high = is_fast_high(metric) if sense in ("fast", "slow") else is_good_high(metric)
        return None if high is None else high == (sense in ("fast", "good"))

    # superlatives

    def superlatives(self) -> Iterator[Said]:
        """Claim that a row is first or last."""
        for sense, pattern in SUPERLATIVES:
            found = next(filter(self._is_free, pattern.finditer(self.sentence)), None)
            row = self._subject(found.start(), found.end()) if found else None
            if found is None or row is None:
                continue
            metric = self._metric(found.start(), self._allowed(sense, found[0]), row.index)
            if metric is not None:
                yield self._extreme(sense, row, *metric)
                return

    def _is_free(self, found: re.Match[str]) -> bool:
        """Whether words are not part of a name."""
        names = (*self.said.rows, *self.said.metrics)
        return not any(found.start() < name.end and name.start < found.end() for name in names)

    def _extreme(self, sense: Sense, row: NameInSentence, at: int, is_sure: bool) -> Said:
        is_high, note = self._is_high(sense, self.table.metrics[at]), ""
        if is_high is None:
            is_high = self._as_it_is(row.index, at)
            note = f"read as {'highest' if is_high else 'lowest'}, since the metric has no direction"
        quantifier: Quantifier = "highest" if is_high else "lowest"
        name = (self.table.rows[row.index].name,)
        metric = Selection((self.table.metrics[at].name,))
        claim = Claim(self.sentence, metric, quantifier, rows=name, ignores_missing=True)
        return Said(claim, is_sure and row.is_whole, note)

    def _as_it_is(self, row: int, metric: int) -> bool:
        """Whether the row is at the upper end; of *best* in a metric of no known direction either will do."""
        column = self.table.values[:, metric]
        return not bool((column > column[row]).any())

    def _subject(self, start: int, end: int) -> NameInSentence | None:
        """The row that a superlative is said of."""
        rows = [mention for mention in self.said.rows if not self._is_object(mention)]
        if len({mention.index for mention in self.said.rows}) == 1:
            return self.said.rows[0]
        before = [mention for mention in rows if mention.end <= start]
        after = [mention for mention in self.said.rows if mention.start >= end]
        if (
            not before
            and after
            and after[0].start - end <= _NEAR
            and _NAMES.search(self.sentence[end : after[0].start])
        ):
            return after[0]  # the fastest is x, best setting: x
        if len({mention.index for mention in before}) != 1:
            return None
        return before[0] if not after or " than " in self.sentence[end : after[0].start] else None

    def _is_object(self, mention: NameInSentence) -> bool:
        """Whether a row or a metric is only what another one is compared with."""
        return OBJECT.search(self.sentence[: mention.start]) is not None

    # one against another

    def comparisons(self) -> Iterator[Said]:
        """Claim that a row or a metric is above or below another one."""
        for sense, pattern in COMPARATIVES:
            for found in pattern.finditer(self.sentence):
                yield from self._rows_compared(sense, found)
                yield from self._metrics_compared(sense, found)

    def _rows_compared(self, sense: Sense, found: re.Match[str]) -> Iterator[Said]:
        after = [mention for mention in self.said.rows if mention.start >= found.end()]
        if not after or not self._is_near(found.end(), after[0].start):
            return
        other, allowed = after[0], self._allowed(sense, found[0])
        one = self._compared(found.start(), other, allowed)
        if one is None or one.index == other.index:
            return
        metric = self._metric(found.start(), allowed, one.index)
        metric = metric or self._metric(found.start(), allowed, other.index)
        is_high = self._is_high(sense, self.table.metrics[metric[0]]) if metric else None
        if metric is None or is_high is None:
            return
        term = Term(row=self.table.rows[other.index].name)
        name = (self.table.rows[one.index].name,)
        claim = self._every(metric[0], name, Comparison(">" if is_high else "<", term))
        yield Said(claim, metric[1] and one.is_whole and other.is_whole)

    def _compared(self, start: int, other: NameInSentence, allowed: Sequence[int]) -> NameInSentence | None:
        """The row that is compared with `other`: the one before that is no object, else that of a number."""
        before = [mention for mention in self.said.rows if mention.end <= start]
        subjects = [mention for mention in before if not self._is_object(mention)]
        if subjects:
            return subjects[-1]
        numbers = [number for number in self.said.numbers if number.end <= start]
        for number in reversed(numbers):
            rows = {
                row
                for row in range(len(self.table.rows))
                for at in allowed
                if len(number.text.strip("-.")) >= _TELLING and self._has(row, at, number)
            }
            if len(rows) == 1 and rows != {other.index}:
                return NameInSentence(rows.pop(), number.start, number.end, False)
        return None

    def _metrics_compared(self, sense: Sense, found: re.Match[str]) -> Iterator[Said]:
        named = [mention for mention in self.said.metrics if mention.end <= found.start()]
        before = [mention for mention in named if not self._is_object(mention)]
        after = [mention for mention in self.said.metrics if mention.start >= found.end()]
        if not before or not after or not self._is_near(found.end(), after[0].start):
            return
        one, other = before[-1], after[0]
        first, second = self.table.metrics[one.index], self.table.metrics[other.index]
        if one.index == other.index or first.common_unit != second.common_unit or self.said.rows:
            return
        is_high = sense == "high" if sense in ("high", "low") else self._is_high(sense, first)
        if is_high is None and sense in ("good", "bad") and ALL.search(self.sentence):
            # names of methods as heads: whichever end is good, it must be so in all rows
            is_high = self._mostly_above(one.index, other.index)
        if is_high is None:
            return
        claim = self._every(one.index, (), Comparison(">" if is_high else "<", Term(metric=second.name)))
        yield Said(claim, one.is_whole and other.is_whole and sense not in ("good", "bad"))

    def _mostly_above(self, one: int, other: int) -> bool:
        difference = self.table.values[:, one] - self.table.values[:, other]
        return bool((difference > 0).sum() >= (difference < 0).sum())

    def _is_near(self, start: int, end: int) -> bool:
        """Whether nothing but a few words stand between."""
        return end - start <= _NEAR and not re.search(r"[.;]\s", self.sentence[start:end])

    # a bound

    def bounds(self) -> Iterator[Said]:
        """Claim that cells are above or below a number."""
        for number in self.said.numbers:
            start = self.sentence[: number.start]
            sign = next((sign for sign, pattern in BOUNDS if pattern.search(start)), None)
            if sign is None and re.match(r"\s?%?\+(?!\s?\d)", self.sentence[number.end :]):
                sign = ">="
            if sign is not None:
                yield from self._bounded(sign, number)

    def _bounded(self, sign: Operator, number: SaidNumber) -> Iterator[Said]:
        rows = tuple(dict.fromkeys(mention.index for mention in self.said.rows))
        is_all = ALL.search(self.sentence) is not None
        if (not rows and not is_all) or len(rows) > 3:
            return
        metric = self._metric(number.start, self._allowed(None), rows[0] if len(rows) == 1 else None)
        if metric is None or not (self.said.metrics or self._has_unit(metric[0], number)):
            return
        names = tuple(self.table.rows[row].name for row in rows)
        bound = Stated(self._in_unit(metric[0], number))
        claim = self._every(metric[0], names, Comparison(sign, Term(number=bound)))
        is_short = len(self.sentence) <= _SHORT and len(self.said.numbers) == 1
        if not (rows or is_short):
            return  # of many things at once
        is_sure = metric[1] and is_short and all(mention.is_whole for mention in self.said.rows)
        yield Said(claim, is_sure)

    def _in_unit(self, metric: int, number: SaidNumber) -> str:
        """A number as the metric has its numbers: a percentage as a share of one where these are such."""
        is_percentage = re.match(r"\s?%", self.sentence[number.end :]) is not None
        highest = float(np.nanmax(np.abs(self.table.values[:, metric])))
        if is_percentage and not self.table.metrics[metric].is_percent and highest <= 1:
            return str(Decimal(number.text) / 100)
        return number.text

    def _has_unit(self, metric: int, number: SaidNumber) -> bool:
        """Whether the unit of a metric stands behind a number."""
        unit = self.table.metrics[metric].common_unit
        behind = self.sentence[number.end :].lstrip()
        return bool(unit) and behind.startswith("%" if unit == "percent" else unit)

    def _may_be(self, metric: int, number: SaidNumber) -> bool:
        """Whether nothing but the metric's unit is written right behind a number."""
        return not re.match(r"[A-Za-zµ%]", self.sentence[number.end :]) or self._has_unit(metric, number)

    # a number that is repeated

    def repeated(self) -> Iterator[Said]:
        """Claim that a row has the number that the sentence gives it, where only one of its cells has."""
        named = {mention.index for mention in self.said.metrics}
        for number in self.said.numbers:
            row = self._before(number)
            if row is None or len(number.text.strip("-.")) < _TELLING:
                continue
            among = named or set(range(len(self.table.metrics)))
            cells = [at for at in among if self._has(row.index, at, number) and self._may_be(at, number)]
            if len(cells) == 1:
                term = Term(number=Stated(number.text))
                name = (self.table.rows[row.index].name,)
                yield Said(self._every(cells[0], name, Comparison("=", term)), False)
                return

    def _before(self, number: SaidNumber) -> NameInSentence | None:
        """The row that is named before a number, without another number or row between."""
        rows = [mention for mention in self.said.rows if mention.end <= number.start]
        if not rows or number.start - rows[-1].end > _NEAR:
            return None
        between = (one for one in self.said.numbers if rows[-1].end <= one.start < number.start)
        return None if any(between) else rows[-1]

    def _every(self, metric: int, rows: tuple[str, ...], comparison: Comparison) -> Claim:
        return Claim(
            self.sentence, Selection((self.table.metrics[metric].name,), rows), "every", (comparison,)
        )
