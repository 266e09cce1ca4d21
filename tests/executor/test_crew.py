"""Who does the work of a build: here, processes or an executor, always with the same outcome."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any

import psutil
import pytest

from mkdocs_results_gallery.executor.crew import (
    CONNECTION_SECONDS,
    HANDOVER_SECONDS,
    START_SECONDS,
    Crew,
    cores,
)
from mkdocs_results_gallery.executor.task import Outcome, Task
from tests.bad_work import work

TASK = Task(work, 30.0, batch=10, cost=1.0)
"""Costs as much as it takes to make processes pay."""
LITTLE = replace(TASK, cost=0.0001)


def done(crew: Crew, task: Task[str, str], items: list[str]) -> list[Outcome[str]]:
    found: dict[int, Outcome[str]] = {}
    crew.run(task, items, found.__setitem__)
    return [found[number] for number in range(len(items))]


def pid(_: int) -> int:
    return os.getpid()


def pids(crew: Crew, task: Task[int, int], count: int) -> set[int]:
    found: dict[int, Outcome[int]] = {}
    crew.run(task, range(count), found.__setitem__)
    return {outcome.result or 0 for outcome in found.values()}


PID = Task(pid, 30.0, batch=5, cost=1.0)


@pytest.mark.parametrize("opening", [None, lambda: ThreadPoolExecutor(2)], ids=["here", "threads"])
@pytest.mark.parametrize("workers", [0, 1, 2, None])
def test_whoever_works_the_outcome_is_the_same(workers: int | None, opening: object) -> None:
    with Crew(workers, opening) as crew:
        assert (
            done(crew, TASK, ["a", "error", "b"] * 10)
            == [
                Outcome("did a"),
                Outcome(None, 'RuntimeError: "no\\nway"'),
                Outcome("did b"),
            ]
            * 10
        )
        assert crew.troubles == []


def test_little_work_is_done_by_the_build_itself() -> None:
    with Crew(2) as crew:
        assert pids(crew, replace(PID, cost=2 * START_SECONDS / 10), 10) == {os.getpid()}
        assert os.getpid() not in pids(crew, replace(PID, cost=2.02 * START_SECONDS / 10), 10)


def test_processes_that_are_there_do_less_work_as_well() -> None:
    least = 2 * HANDOVER_SECONDS
    with Crew(2) as crew:
        assert not crew.pays(1.01 * least)
        assert os.getpid() not in pids(crew, PID, 10)
        assert crew.pays(1.01 * least)
        assert not crew.pays(least)
        assert os.getpid() not in pids(crew, replace(PID, cost=1.01 * least / 10), 10)
        assert pids(crew, replace(PID, cost=least / 10), 10) == {os.getpid()}


def test_an_executor_pays_for_little_when_it_is_open() -> None:
    with Crew(0, lambda: ThreadPoolExecutor(1)) as crew:
        assert not crew.pays(0.99 * CONNECTION_SECONDS)
        assert crew.pays(CONNECTION_SECONDS)
        done(crew, TASK, ["a"] * 10)
        assert crew.pays(HANDOVER_SECONDS)
        assert not crew.pays(0.99 * HANDOVER_SECONDS)
    assert not Crew(0).pays(1_000.0)


def test_one_process_more_saves_nothing() -> None:
    with Crew(1) as crew:
        assert pids(crew, PID, 10) == {os.getpid()}


def test_what_may_have_ended_a_process_is_never_done_by_the_build() -> None:
    found: dict[int, Outcome[int]] = {}
    with Crew(2) as crew:
        crew.run(replace(PID, cost=0.0), [0], found.__setitem__, is_suspect=True)
    assert found[0].result not in (None, os.getpid())


def test_an_executor_is_opened_for_enough_work_once() -> None:
    opened = []

    def opening() -> AbstractContextManager[Executor]:
        opened.append(True)
        return ThreadPoolExecutor(1)

    with Crew(0, opening) as crew:
        done(crew, replace(TASK, cost=0.99 * CONNECTION_SECONDS / 10), ["a"] * 10)
        assert opened == []
        done(crew, replace(TASK, cost=CONNECTION_SECONDS / 10), ["a"] * 10)
        done(crew, LITTLE, ["a"] * 10)
        assert opened == [True]


def test_tasks_with_the_same_modules_are_done_by_the_same_processes() -> None:
    with Crew(2) as crew:
        crew.expect(PID.preload, 40.0)
        first, second = pids(crew, PID, 40), pids(crew, PID, 40)
        assert first | second == first or len(first | second) == 2
        assert not pids(crew, replace(PID, preload=("json",)), 40) & (first | second)
    assert not [one for one in first | second if psutil.pid_exists(one)]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each imports all itself")
def test_processes_are_forked_from_one_that_has_imported_all() -> None:
    """Else private names of Python's fork server have changed; then each imports all by itself."""
    with Crew(2) as crew:
        found = {parent for one in pids(crew, PID, 40) if (parent := psutil.Process(one).ppid())}
        assert len(found) == 1
        assert found != {os.getpid()}
        assert psutil.Process(found.pop()).ppid() == os.getpid()


@contextmanager
def without_scheduler() -> Iterator[Executor]:
    raise OSError("no scheduler at tcp://127.0.0.1:1")
    yield ThreadPoolExecutor(1)


def test_where_an_executor_cannot_be_had_it_is_said_and_done_here() -> None:
    with Crew(2, without_scheduler) as crew:
        assert done(crew, TASK, ["a"] * 30) == [Outcome("did a")] * 30
        assert done(crew, TASK, ["b"] * 3) == [Outcome("did b")] * 3
        assert crew.troubles == ['OSError: "no scheduler at tcp://127.0.0.1:1"']


def test_an_executor_that_closes_badly_costs_nothing() -> None:
    class Bad(ThreadPoolExecutor):
        def __exit__(self, *_: object) -> None:
            super().__exit__(None, None, None)
            raise OSError("lost")

    with Crew(2, lambda: Bad(1)) as crew:
        assert done(crew, TASK, ["a"] * 30) == [Outcome("did a")] * 30
    assert crew.troubles == ['OSError: "lost"']


def test_an_executor_that_does_nothing_is_waited_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_results_gallery.executor.elsewhere.PATIENCE", 0.2)
    asked: list[int] = []

    class Deaf(Executor):
        def submit(self, *_: object, **__: object) -> Future[Any]:
            asked.append(len(asked))
            return Future()

    with Crew(2, Deaf) as crew:
        assert done(crew, TASK, ["a"] * 20) == [Outcome("did a")] * 20
        before = len(asked)
        assert done(crew, TASK, ["b"] * 20) == [Outcome("did b")] * 20
        assert (before > 0, len(asked)) == (True, before)
        assert crew.troubles == ['TimeoutError: "no result for 0.2 s"']


def test_where_no_process_starts_the_build_does_the_work() -> None:
    with Crew(2) as crew:
        assert done(crew, replace(TASK, preload=("no_such_module",)), ["a"] * 3) == [Outcome("did a")] * 3


def test_a_task_that_cannot_be_sent_is_done_here() -> None:
    with Crew(2) as crew:
        assert done(crew, replace(TASK, work=lambda item: f"did {item}"), ["a"] * 3) == [Outcome("did a")] * 3
        assert ["pickle" in trouble for trouble in crew.troubles] == [True]


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no affinity here")
def test_cores_are_those_that_may_be_used() -> None:
    before = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(before)})
        assert cores() == 1
    finally:
        os.sched_setaffinity(0, before)
    assert cores() == len(before)
