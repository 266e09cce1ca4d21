"""Small experiments are made together, and what is lost with others is made alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from mkdocs_results_gallery.build.made import Job
from mkdocs_results_gallery.build.orders import Making, Order, make_all
from mkdocs_results_gallery.executor.crew import Crew
from mkdocs_results_gallery.pages.surroundings import Surroundings
from mkdocs_results_gallery.store import MemoryStore
from tests.conftest import experiment, table

AROUND = Surroundings("", False, "", "", "", "", "", (), (), (), None, None, 0, (), ())


def done(cells: Sequence[int], bad: str = "") -> tuple[list[str], list[str]]:
    """The experiments of so many cells as they are made in turn, some together; and what became of each."""
    made: list[str] = []

    def make(jobs: Sequence[Job]) -> list[Exception]:
        names = "".join(job.experiment.path for job in jobs)
        made.append(names)
        if bad and bad in names:
            raise MemoryError
        return [ValueError() for _ in jobs]

    orders = [
        Order(
            name, Job(experiment(name, table({"r": dict.fromkeys(map(str, range(count)), 1.0)})), "", AROUND)
        )
        for name, count in zip("abcdefg", cells, strict=False)
    ]
    told: list[int] = []
    with Crew(0) as crew:
        answers = [*make_all(Making(lambda: make, MemoryStore(), make), orders, crew, told.append)]
    assert (told or [0])[-1] == len(orders)
    assert [one.key for one in answers] == [one.key for one in orders]
    return made, [one.failure for one in answers]


@pytest.mark.parametrize(
    ("cells", "made"),
    [
        ([], []),
        ([100, 100, 100], ["abc"]),
        ([100, 100, 101, 1], ["ab", "cd"]),
        ([1, 301, 1], ["a", "b", "c"]),
    ],
)
def test_experiments_of_few_cells_are_made_together(cells: list[int], made: list[str]) -> None:
    assert done(cells)[0] == made


def test_a_group_that_is_lost_costs_only_the_one_that_it_was_lost_by() -> None:
    assert done([100] * 4, bad="b") == (
        ["abc", "d", "a", "b", "c"],
        ["ValueError", "out of memory", "ValueError", "ValueError"],
    )
