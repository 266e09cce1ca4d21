"""No false sentence in any table, and none that outlives its numbers.

``python -m tests.analysis.test_observation_properties 10000`` looks at ten thousand tables.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace

import pytest

from mkdocs_results_gallery.analysis.observations import OBSERVERS, observe
from mkdocs_results_gallery.model import Table
from tests.analysis.observation_checker import Reader
from tests.analysis.random_tables import random_table

ALL = 1_000
"""More observations than any table has: none escapes because others tell more."""


def false_sentences(table: Table) -> list[str]:
    """The sentences that the checker does not believe."""
    reader = Reader(table)
    return [
        sentence
        for observation in observe(table, OBSERVERS, ALL)
        if not reader.believes(sentence := observation.sentence(table))
    ]


def flipped(table: Table, cell: tuple[int, int]) -> list[Table]:
    """The table with another number in one cell: far above all others, and far below."""
    present = table.values[~(table.values != table.values)]
    largest = abs(present).max(initial=0.0)
    reach = 10 * (1 + largest) if largest < 1e300 else 1.79e308
    tables = []
    for number in (reach, -reach):
        values = table.values.copy()
        values[cell] = number
        values.setflags(write=False)
        missing = {at: why for at, why in table.missing.items() if at != cell}
        sure = {at: how for at, how in table.uncertainty.items() if at != cell}
        tables.append(replace(table, values=values, missing=missing, uncertainty=sure))
    return tables


def surviving_sentences(table: Table) -> list[str]:
    """The sentences that stay, word for word, when a number that they rest on is another one."""
    found = []
    for observation in observe(table, OBSERVERS, ALL):
        sentence = observation.sentence(table)
        for cell in observation.cells:
            for changed in flipped(table, cell):
                said = {one.sentence(changed) for one in observe(changed, OBSERVERS, ALL)}
                if sentence in said:
                    found.append(f"{sentence} {cell} -> {changed.values[cell]}")
    return found


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_no_sentence_is_false(first: int) -> None:
    told = {seed: false_sentences(random_table(seed)) for seed in range(first, first + 50)}

    assert {seed: wrong for seed, wrong in told.items() if wrong} == {}


@pytest.mark.parametrize("first", range(0, 60, 15))
def test_no_sentence_outlives_its_numbers(first: int) -> None:
    told = {seed: surviving_sentences(random_table(seed)) for seed in range(first, first + 15)}

    assert {seed: left for seed, left in told.items() if left} == {}


def test_the_checker_does_not_believe_a_sentence_about_another_table() -> None:
    believed = [
        (seed, sentence, cell)
        for seed in range(60)
        for one in observe(random_table(seed), OBSERVERS, ALL)
        for cell in one.cells
        for other in flipped(random_table(seed), cell)
        if Reader(other).believes(sentence := one.sentence(random_table(seed)))
    ]

    assert believed == []


def test_every_observer_has_something_to_say_here() -> None:
    kinds = Counter(one.kind for seed in range(400) for one in observe(random_table(seed), OBSERVERS, ALL))

    assert set(kinds) == {
        "groups", "apart", "chance", "gaps", "missing", "constant", "ends", "narrow", "aggregate",
    }  # fmt: skip


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    sentences, bad = 0, 0
    for seed in range(count):
        shown = random_table(seed)
        sentences += len(observe(shown, OBSERVERS, ALL))
        for sentence in (*false_sentences(shown), *(surviving_sentences(shown) if seed % 20 == 0 else ())):
            bad += 1
            print(f"table {seed}: {sentence}")
    print(f"{count:,} tables, {sentences:,} sentences, {bad:,} wrong")
    sys.exit(bad > 0 or sentences == 0)
