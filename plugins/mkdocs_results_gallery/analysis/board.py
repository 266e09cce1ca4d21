"""The overall number of each row, by the policy that a file declares; exact, as all that is compared.

Ranks and ties are those of `ranks`, among the rows that take part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np

from mkdocs_results_gallery.analysis.part import part_of
from mkdocs_results_gallery.analysis.ranks import ranks
from mkdocs_results_gallery.choices import Board
from mkdocs_results_gallery.digits.number import LEAST, fraction_of
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.words.numbers import distinct_numbers, written_numbers

_DECIMALS = {"mean rank": 2, "win rate": 3}
"""Decimals that a number has at least."""


@dataclass(frozen=True, slots=True)
class Score:
    """The overall number of one row."""

    exact: Fraction
    text: str
    """As shown: two rows have one text only where their numbers are equal."""
    written: str
    """In full where its decimals end, else to 17 digits at least; plain, and unlike as well."""
    place: int
    """From 1: one more than the number of rows with a better number."""
    is_shared: bool
    covered: int
    """How many of the metrics have a number in this row."""


@dataclass(frozen=True, slots=True, eq=False)
class Overall:
    """The overall numbers of a table."""

    board: Board
    higher_is_better: bool
    scores: tuple[Score | None, ...]
    """One per row, None for a row that is left out."""

    @property
    def left_out(self) -> tuple[int, ...]:
        """The rows without a number, 0-based."""
        return tuple(row for row, score in enumerate(self.scores) if score is None)

    @property
    def ranked(self) -> int:
        """How many rows have a number."""
        return len(self.scores) - len(self.left_out)


@lru_cache(maxsize=8)  # pure; a page, its downloads and the catalogue ask for the same table in turn
def overall(table: Table) -> Overall | None:
    """Work out the board of `table`; None where it has none."""
    return None if table.board is None else _Scoring(table, table.board).overall()


class _Scoring:
    """The rows that take part in a board, and their metrics."""

    def __init__(self, table: Table, board: Board) -> None:
        names = {metric.name: at for at, metric in enumerate(table.metrics)}
        self._table = table
        self._board = board
        self._metrics = [names[name] for name in board.metrics]
        self._present = ~np.isnan(table.values[:, self._metrics])
        is_in = np.ones(len(table.rows), dtype=np.bool_)
        if board.missing == "require":
            is_in &= self._present.all(axis=1)
        if board.missing == "worst rank":  # a bound is not the worst
            is_in[[row for row, metric in table.bounds if metric in self._metrics]] = False
        self._rows: list[int] = np.flatnonzero(is_in).tolist() if self._metrics else []

    def overall(self) -> Overall:
        """The number of each row, with its place and text."""
        directions = (self._table.metrics[at].higher_is_better for at in self._metrics)
        is_high = self._board.by == "win rate" or (self._board.by == "mean" and any(directions))
        numbers = dict(self._numbers())
        texts = distinct_numbers(numbers.values(), self._decimals([*numbers.values()]), self._bounds())
        written = written_numbers(numbers.values())
        often, places, before = Counter(numbers.values()), {}, 0
        for number in sorted(often, reverse=is_high):
            places[number] = before + 1
            before += often[number]
        scores: list[Score | None] = [None] * len(self._table.rows)
        covered = self._present.sum(axis=1).tolist()
        for row, number in numbers.items():
            known = texts[number], written[number], places[number]
            scores[row] = Score(number, *known, often[number] > 1, covered[row])
        return Overall(self._board, is_high, tuple(scores))

    def _numbers(self) -> Iterator[tuple[int, Fraction]]:
        """Each row that gets a number."""
        if not self._rows:
            return
        ways = {"mean rank": self._of_ranks, "win rate": self._of_wins, "mean": self._of_values}
        parts = ways[self._board.by]()
        for place, row in enumerate(self._rows):
            found = [(weight, part[place]) for weight, part in zip(self._board.weights, parts, strict=True)]
            counted = [(weight * size, number) for weight, (number, size) in found if size]
            total = sum((weight for weight, _ in counted), Fraction(0))
            if total:
                yield row, sum((weight * number for weight, number in counted), Fraction(0)) / total

    def _of_ranks(self) -> list[list[tuple[Fraction, int]]]:
        last = len(self._rows) if self._board.missing == "worst rank" else None
        return [[_sized(last if place is None else place) for place in places] for places in self._places()]

    def _of_wins(self) -> list[list[tuple[Fraction, int]]]:
        """The share of other rows that each row is better than, ties half, and how many they are."""
        return [self._wins(places) for places in self._places()]

    def _wins(self, places: Sequence[int | None]) -> list[tuple[Fraction, int]]:
        if self._board.missing == "worst rank":  # beaten by every number
            places = [len(places) + 1 if place is None else place for place in places]
        often = Counter(place for place in places if place is not None)
        better, before = {}, 0
        for place in sorted(often):
            better[place] = before
            before += often[place]
        others = before - 1

        def share(place: int | None) -> tuple[Fraction, int]:
            if place is None or not others:
                return Fraction(0), 0
            tied = often[place] - 1
            return (others - better[place] - tied + Fraction(tied, 2)) / others, others

        known = {place: share(place) for place in {*places}}
        return [known[place] for place in places]

    def _of_values(self) -> list[list[tuple[Fraction, int]]]:
        return [
            [
                (Fraction(self._table.exact((row, metric))), 1)
                if self._present[row, at]
                else (Fraction(0), 0)
                for row in self._rows
            ]
            for at, metric in enumerate(self._metrics)
        ]

    def _places(self) -> list[tuple[int | None, ...]]:
        """The rank of each row that takes part, in each metric."""
        if len(self._rows) == len(self._table.rows):
            return [ranks(self._table, metric) for metric in self._metrics]
        part = part_of(self._table, self._rows, self._metrics)
        return [ranks(part, at) for at in range(len(self._metrics))]

    def _decimals(self, numbers: Sequence[Fraction]) -> int:
        """How many a number has at least; of means as many as a cell shows, or as give it four digits."""
        if self._board.by != "mean":
            return _DECIMALS[self._board.by]
        kept = max((self._table.digits.decimals(metric) for metric in self._metrics), default=0)
        largest = max(map(abs, numbers), default=Fraction(0))
        whole = len(str(int(largest))) if largest >= 1 else 1
        most = max(kept, LEAST - whole)
        exact = (at for at in range(kept, most) if all((one * 10**at).denominator == 1 for one in numbers))
        return next(exact, most)

    def _bounds(self) -> set[Fraction]:
        """Numbers that say more than others: none that is rounded may look like them."""
        if self._board.by == "mean rank":
            return {Fraction(1), Fraction(len(self._rows))}
        if self._board.by == "win rate":
            return {Fraction(0), Fraction(1)}
        ends = [end for metric in self._metrics for end in self._table.metrics[metric].range or ()]
        return {Fraction(0), *(fraction_of(end) for end in ends if end is not None)}


def _sized(place: int | None) -> tuple[Fraction, int]:
    return (Fraction(0), 0) if place is None else (Fraction(place), 1)
