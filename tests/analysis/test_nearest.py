"""The nearest experiments by shared names: as a plain reading of the rule has them, and stable."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable

import pytest

from mkdocs_results_gallery.analysis.nearest import RELATED, SharedName, nearest

WHOLE = 2520


def plainly(names: Iterable[SharedName], total: int, limit: int) -> list[list[int]]:
    """What the rule says, pair by pair."""
    weights: Counter[tuple[int, int]] = Counter()
    strengths: Counter[tuple[int, int]] = Counter()
    for name in names:
        for one in name.experiments:
            for other in name.experiments:
                weights[one, other] += name.weight
                strengths[one, other] += name.strength
    return [
        sorted(
            (other for other in range(total) if other != one and strengths[one, other] >= RELATED),
            key=lambda other: (-weights[one, other], (other - one) % total),
        )[:limit]
        for one in range(total)
    ]


def drawn(dice: random.Random, total: int, strengths: list[int], often: int) -> list[SharedName]:
    return [
        SharedName(tuple(sorted(dice.sample(range(total), dice.randint(2, often)))), dice.choice(strengths))
        for _ in range(30)
    ]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("strengths", [[2], [0, 1, 2], [1]])
@pytest.mark.parametrize(("total", "often"), [(2, 2), (30, 5), (30, 30), (200, 40)])
def test_the_nearest_are_those_of_the_rule(seed: int, strengths: list[int], total: int, often: int) -> None:
    names = drawn(random.Random(seed), total, strengths, often)

    for limit in (1, 8):
        assert list(nearest(names, total, limit)) == plainly(names, total, limit)


def test_nothing_shared_is_no_relation() -> None:
    assert list(nearest([], 2, 8)) == [[], []]
    assert list(nearest([], 0, 8)) == []
    assert list(nearest([SharedName((0, 1), RELATED)], 2, 0)) == [[], []]


@pytest.mark.parametrize(
    ("experiments", "part"),
    [(2, 1), (3, 2), (4, 2), (5, 3), (64, 6), (65, 9), (512, 9), (513, 12), (4_096, 12), (4_097, 15)],
)
def test_what_a_name_says_is_less_the_more_have_it_in_steps(experiments: int, part: int) -> None:
    assert SharedName(tuple(range(experiments)), RELATED).weight == WHOLE // part


def test_equals_are_taken_from_the_experiment_on() -> None:
    names = [SharedName(tuple(range(6)), RELATED)]

    assert list(nearest(names, 6, 3)) == [[1, 2, 3], [2, 3, 4], [3, 4, 5], [4, 5, 0], [5, 0, 1], [0, 1, 2]]


def test_among_thousands_a_rare_name_leads_anywhere_and_a_common_one_nearby() -> None:
    total = 4_000
    everything = SharedName(tuple(range(total)), RELATED)
    rare = [SharedName((0, 2_000), RELATED), SharedName((0, 3_000), RELATED), SharedName((0, 3_000), RELATED)]

    found = list(nearest([everything, *rare], total, 4))

    assert found[0] == [3_000, 2_000, 1, 2]
    assert found[3_000] == [0, 3_001, 3_002, 3_003]
    assert found[3_999] == [0, 1, 2, 3]


@pytest.mark.parametrize(("step", "is_seen"), [(512, True), (640, False)])
def test_how_far_a_common_name_leads(step: int, is_seen: bool) -> None:
    total = 4_000
    everything = SharedName(tuple(range(total)), RELATED)
    # a second name that many have is worth more with it, where it is within reach
    some = tuple(sorted({1_024, 1_024 + step, *range(2_500, 3_100)}))

    (first,) = list(nearest([everything, SharedName(some, RELATED)], total, 1))[1_024]

    assert first == (1_024 + step if is_seen else 1_025)


def test_a_name_of_some_hundreds_leads_to_those_next_to_it_that_have_it() -> None:
    total = 10_000
    some = tuple(range(0, total, 50))  # no more than one in eight have it: it leads beyond the reach

    found = list(nearest([SharedName(some, RELATED)], total, 100))

    # 64 on each side
    assert found[0] == [*range(50, 3_250, 50), *range(6_800, 10_000, 50)][:100]
    assert found[50][:2] == [100, 150]


def test_one_that_goes_changes_the_nearest_only_of_those_that_had_it() -> None:
    dice, total, gone = random.Random(0), 200, 77
    members = [sorted(dice.sample(range(total), dice.randint(65, 120))) for _ in range(20)]
    before = [SharedName(tuple(some), RELATED) for some in members]
    left = [experiment for experiment in range(total) if experiment != gone]
    at = {experiment: place for place, experiment in enumerate(left)}
    after = [SharedName(tuple(at[one] for one in some if one != gone), RELATED) for some in members]

    had = list(nearest(before, total, 8))
    have = [[left[other] for other in some] for some in nearest(after, total - 1, 8)]

    changed = {one for one in left if had[one] != have[at[one]]}
    assert changed == {one for one in left if gone in had[one]}
    assert 8 <= len(changed) < total / 4
