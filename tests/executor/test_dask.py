"""A cluster of Dask: the same outcome, and nothing is lost but what ends each process that it is given to."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import dask
import pytest

from mkdocs_results_gallery.executor.crew import Crew
from mkdocs_results_gallery.executor.dask import cluster
from mkdocs_results_gallery.executor.task import Outcome, Task
from tests.bad_work import work
from tests.executor.bad_identity import always_other
from tests.executor.dask_cluster import LocalCluster, local_cluster

pytestmark = pytest.mark.slow
TASK = Task(work, 30.0, batch=64, cost=1.0)


@pytest.fixture(scope="module")
def dask_cluster() -> Iterator[LocalCluster]:
    with local_cluster() as started:
        yield started


def done(crew: Crew, task: Task[str, str], items: list[str]) -> list[Outcome[str]]:
    found: dict[int, Outcome[str]] = {}
    crew.run(task, items, found.__setitem__)
    return [found[number] for number in range(len(items))]


def good(items: list[str]) -> list[Outcome[str]]:
    return [Outcome(f"did {item}") for item in items]


def items(count: int) -> list[str]:
    return [f"item {number}" for number in range(count)]


@pytest.mark.usefixtures("dask_cluster")
def test_its_workers_do_the_work() -> None:
    found: dict[int, Outcome[int]] = {}
    with Crew(0, cluster) as crew:
        crew.run(Task(pid, 30.0, batch=5, cost=1.0), range(200), found.__setitem__)
        assert crew.troubles == []
    workers = {outcome.result for outcome in found.values()}
    assert os.getpid() not in workers
    assert (len(found), len(workers)) == (200, 2)


def pid(item: int) -> int:
    time.sleep(0.005)
    return os.getpid()


@pytest.mark.usefixtures("dask_cluster")
def test_of_two_thousand_exactly_the_bad_items_are_lost() -> None:
    faults = items(2_000)
    faults[777], faults[1_000] = "SIGKILL", "error"
    expected = good(faults)
    expected[777] = Outcome(None, "its process was ended by SIGKILL")
    expected[1_000] = Outcome(None, 'RuntimeError: "no\\nway"')
    with Crew(2, cluster) as crew:
        assert done(crew, TASK, faults) == expected
        assert [trouble.partition(":")[0] for trouble in crew.troubles] == ["KilledWorker"]


@pytest.mark.usefixtures("dask_cluster")
def test_a_worker_that_is_killed_once_costs_nothing(tmp_path: Path) -> None:
    faults = items(500)
    faults[100] = f"once {tmp_path / 'mark'}"
    with Crew(2, cluster) as crew:
        assert done(crew, TASK, faults) == good(faults)
        assert crew.troubles == []


@pytest.mark.usefixtures("dask_cluster")
def test_workers_that_would_make_something_else_are_not_used() -> None:
    with Crew(2, cluster, always_other) as crew:
        assert done(crew, TASK, items(300)) == good(items(300))
        assert crew.troubles == [
            "a worker has another version of this package, of Python or of a library than the build; install "
            "the same ones there"
        ]


@pytest.mark.usefixtures("dask_cluster")
def test_what_does_not_arrive_is_made_here() -> None:
    here = f"{os.getpid()} "
    found: dict[int, Outcome[str]] = {}
    with Crew(0, cluster) as crew:
        crew.run(TASK, items(300), found.__setitem__, lambda result: result.startswith(here))
        assert crew.troubles == [
            "what workers put into the store is not found here: is its folder shared by all?"
        ]
    assert [found[number] for number in range(300)] == good(items(300))


def test_a_scheduler_that_is_lost_is_told_and_the_rest_done_here() -> None:
    naps = ["nap"] * 60
    with local_cluster() as started:
        with Crew(2, cluster) as crew:
            done(crew, TASK, items(10))
            threading.Timer(2.0, started.lose_scheduler).start()
            assert done(crew, Task(work, 30.0, batch=4, cost=1.0), naps) == good(naps)
        assert crew.troubles[0] == "it has cancelled what it was given"
        assert crew.troubles[-1].startswith('ConnectionError: "the scheduler at tcp://127.0.0.1:')
        assert crew.troubles[-1].endswith(' was lost"')


def test_where_no_scheduler_is_it_is_told_and_all_done_here() -> None:
    with dask.config.set({"scheduler-address": "tcp://127.0.0.1:9"}), Crew(2, cluster) as crew:
        assert done(crew, TASK, items(10)) == good(items(10))
        assert len(crew.troubles) == 1
        assert "tcp://127.0.0.1:9" in crew.troubles[0]
