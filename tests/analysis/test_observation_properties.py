"""No false sentence in any table, and none that outlives its numbers.

``python -m tests.analysis.test_observation_properties 10000`` looks at ten thousand tables.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace

import pytest

from mkdocs_results_gallery.analysis.observations import OBSERVERS, observe
from mkdocs_results_gallery.model import Table
from tests.analysis.observation_checker import Reader
from tests.analysis.random_tables import random_table

OPPOSITES = (
    ("best", "worst"), ("best", "highest"), ("worst", "lowest"), ("highest", "lowest"), ("higher", "lower"),
    ("below", "above"), ("below", "at"), ("above", "at"), ("all", "both"), ("mean", "sum"),
    ("leads", "is tied"),
)  # fmt: skip

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
    told = [(one.sentence(table), one) for one in observe(table, OBSERVERS, ALL)]
    found = []
    for cell in sorted(set().union(*(one.cells for _, one in told))):
        said = [
            {one.sentence(changed) for one in observe(changed, OBSERVERS, ALL)}
            for changed in flipped(table, cell)
        ]
        for sentence, one in told:
            outlived = [sentence in sentences for sentences in said]
            # who leads by a better number leads by an even better one
            if cell in one.cells and (all(outlived) if one.kind == "leads" else any(outlived)):
                found.append(f"{sentence} {cell}")
    return found


def mutants(sentence: str, names: set[str]) -> set[str]:
    """The sentence with one digit, one word or one remark that is not what was said.

    Digits of `names` stay: of ten rows another one may be named.
    """
    found = set()
    named = [match.span() for name in names for match in re.finditer(re.escape(name), sentence)]
    kept = {at for span in named for at in range(*span)}
    for at, letter in enumerate(sentence):
        if letter.isdigit() and at not in kept:
            found.add(sentence[:at] + str((int(letter) + 1) % 10) + sentence[at + 1 :])
    for one, other in OPPOSITES:
        found |= {re.sub(rf"\b{a}\b", b, sentence) for a, b in ((one, other), (other, one))}
    for remark in (", tied within uncertainty", ", tied", " with a value", " with both values"):
        found.add(sentence.replace(remark, ""))
    found.add(re.sub(r" \([^()]*within uncertainty\)", "", sentence))
    return found - {sentence}


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_no_sentence_is_false(first: int) -> None:
    told = {seed: false_sentences(random_table(seed)) for seed in range(first, first + 50)}

    assert {seed: wrong for seed, wrong in told.items() if wrong} == {}


@pytest.mark.parametrize(
    "first", [0, *(pytest.param(first, marks=pytest.mark.slow) for first in range(15, 120, 15))]
)
def test_no_sentence_outlives_its_numbers(first: int) -> None:
    told = {seed: surviving_sentences(random_table(seed)) for seed in range(first, first + 15)}

    assert {seed: left for seed, left in told.items() if left} == {}


def test_the_checker_does_not_believe_a_sentence_about_another_table() -> None:
    believed = []
    for seed in range(60):
        table = random_table(seed)
        others: dict[tuple[int, int], list[Reader]] = {}
        for one in observe(table, OBSERVERS, ALL):
            sentence = one.sentence(table)
            for cell in one.cells:
                if cell not in others:
                    others[cell] = [Reader(other) for other in flipped(table, cell)]
                answers = [other.believes(sentence) for other in others[cell]]
                # who leads by a better number leads by an even better one
                if all(answers) if one.kind == "leads" else any(answers):
                    believed.append((seed, sentence, cell))

    assert believed == []


@pytest.mark.parametrize(("first", "last"), [(0, 60), pytest.param(60, 200, marks=pytest.mark.slow)])
def test_the_checker_believes_no_sentence_that_says_something_else(first: int, last: int) -> None:
    believed, tried = [], 0
    for seed in range(first, last):
        table = random_table(seed)
        reader = Reader(table)
        names = {*reader.columns, *reader.lines}
        for one in observe(table, OBSERVERS, ALL):
            others = mutants(one.sentence(table), names)
            tried += len(others)
            believed += [(seed, mutant) for mutant in others if reader.believes(mutant)]

    assert believed == []
    assert tried > 50 * (last - first)


def test_nothing_is_best_or_worst_where_no_direction_is_known() -> None:
    words = re.compile(r"\b(best|worst|better)\b")  # "worse" is a row
    told = []
    for seed in range(200):
        table = random_table(seed)
        metrics = tuple(replace(metric, higher_is_better=None) for metric in table.metrics)
        unset = replace(table, metrics=metrics)
        told += [text for one in observe(unset, OBSERVERS, ALL) if words.search(text := one.sentence(unset))]

    assert told == []


def test_every_observer_has_something_to_say_here() -> None:
    kinds = Counter(one.kind for seed in range(400) for one in observe(random_table(seed), OBSERVERS, ALL))

    assert set(kinds) == {
        "groups", "apart", "opposed", "chance", "gaps", "missing", "constant", "ends", "narrow", "aggregate",
        "leads", "complements",
    }  # fmt: skip


def look_at(count: int, first: int = 0, every: int = 5) -> int:
    """Check `count` tables from `first` on, and flip the cells of every so many; the number of bad ones."""
    sentences, flips, bad = 0, 0, 0
    for seed in range(first, first + count):
        shown = random_table(seed)
        sentences += len(observe(shown, OBSERVERS, ALL))
        wrong = false_sentences(shown)
        if seed % every == 0:
            flips += 1
            wrong += surviving_sentences(shown)
        for sentence in wrong:
            bad += 1
            print(f"table {seed}: {sentence}")
    print(f"{count:,} tables, {sentences:,} sentences, {flips:,} tables with flipped cells, {bad:,} wrong")
    return bad + (sentences == 0)


if __name__ == "__main__":
    sys.exit(look_at(*(int(word) for word in sys.argv[1:] or ["10000"])) > 0)
