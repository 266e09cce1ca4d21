"""Items that are given together: a bad one costs itself only."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import psutil
import pytest

from mkdocs_results_gallery.executor.elsewhere import Engine
from mkdocs_results_gallery.executor.run import run_each
from mkdocs_results_gallery.executor.task import Outcome, Task
from tests.bad_work import work
from tests.executor.test_processes import has_ended, workers_of


def outcomes(
    faults: list[str],
    *,
    batch: int = 64,
    workers: int = 2,
    seconds: float = 30.0,
    executor: Executor | None = None,
) -> list[Outcome[str]]:
    found: dict[int, Outcome[str]] = {}

    def report(index: int, outcome: Outcome[str]) -> None:
        assert index not in found
        found[index] = outcome

    task = Task(work, seconds, batch=batch)
    run_each(task, faults, workers=workers, report=report, engine=Engine(executor) if executor else None)
    return [found[index] for index in range(len(faults))]


def good(faults: list[str]) -> list[Outcome[str]]:
    return [Outcome(f"did {fault}") for fault in faults]


def items(count: int) -> list[str]:
    return [f"item {number}" for number in range(count)]


def test_a_batch_does_each_of_its_items() -> None:
    assert outcomes(items(300)) == good(items(300))


def test_of_a_batch_exactly_the_bad_items_are_lost() -> None:
    faults = items(200)
    faults[3], faults[70], faults[71], faults[150] = "SIGKILL", "exit", "error", "memory"
    expected = good(faults)
    expected[3] = Outcome(None, "its process was ended by SIGKILL")
    expected[70] = Outcome(None, "its process ended with exit code 3")
    expected[71] = Outcome(None, 'RuntimeError: "no\\nway"')
    expected[150] = Outcome(None, "out of memory")
    assert outcomes(faults) == expected


def test_the_deadline_is_that_of_each_item_not_of_the_batch() -> None:
    faults = [*["nap"] * 4, "hang", *["nap"] * 4]
    expected = good(faults)
    expected[4] = Outcome(None, "took longer than 1 s")
    assert outcomes(faults, batch=9, workers=1, seconds=1) == expected


@pytest.mark.parametrize("bad", [lambda: None, threading.Lock()], ids=["a function", "a lock"])
def test_what_cannot_be_sent_is_lost_alone(bad: object) -> None:
    found: dict[int, Outcome[int]] = {}
    mixed: list[object] = [*range(50), bad, *range(50)]
    run_each(Task(_same, 30, batch=20), mixed, workers=2, report=found.__setitem__)
    failures = {index: outcome.failure for index, outcome in found.items() if outcome.failure}
    assert [*failures] == [50]
    assert "pickle" in failures[50]
    assert len(found) == 101


def _same(item: object) -> object:
    return item


def test_a_result_that_cannot_be_sent_back_is_lost_alone() -> None:
    found: dict[int, Outcome[object]] = {}
    run_each(Task(_unpicklable_at, 30, batch=20), range(60), workers=2, report=found.__setitem__)
    assert [index for index, outcome in found.items() if outcome.failure] == [33]
    assert len(found) == 60


def _unpicklable_at(item: int) -> object:
    return (lambda: None) if item == 33 else item


def test_what_ends_its_process_while_it_is_unpacked_is_lost_alone() -> None:
    found: dict[int, Outcome[object]] = {}
    mixed: list[object] = [*range(12), _Bomb(), *range(12)]
    run_each(Task(_same, 30, batch=8), mixed, workers=2, report=found.__setitem__)
    failures = {index: outcome.failure for index, outcome in found.items() if outcome.failure}
    assert failures == {12: "its process ended with exit code 5"}
    assert len(found) == 25


class _Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return (os._exit, (5,))


def test_a_partial_is_sent_once_with_each_batch() -> None:
    found: dict[int, Outcome[int]] = {}
    task = Task(partial(pow, 2), 30, batch=5)
    run_each(task, range(10), workers=2, report=found.__setitem__)
    assert [found[number].result for number in range(10)] == [2**number for number in range(10)]


def test_a_lost_batch_waits_again_in_the_pool(tmp_path: Path) -> None:
    """Only what a process was busy with is tried alone."""
    faults = [*items(40), f"once {tmp_path / 'mark'}", *items(40)]
    assert outcomes(faults) == good(faults)


class LastFirst(Executor):
    """Does everything when it is asked for nothing else, in the opposite order."""

    def __init__(self) -> None:
        self.given: list[tuple[Future[object], partial[object]]] = []
        self.sizes: list[int] = []

    def submit(self, function, /, *args, **named):  # noqa: ANN001, ANN002, ANN003, ANN201 - as Executor has it
        future: Future[object] = Future()
        self.given.append((future, partial(function, *args, **named)))
        self.sizes.append(len(pickle.loads(args[2])[1]))
        threading.Timer(0.05, self.do_all).start()
        return future

    def do_all(self) -> None:
        while self.given:
            future, call = self.given.pop()
            future.set_result(call())


class Closed(Executor):
    """Takes a few batches, and then none."""

    def __init__(self, takes: int) -> None:
        self.takes = takes
        self.pool = ThreadPoolExecutor(1)

    def submit(self, function, /, *args, **named):  # noqa: ANN001, ANN002, ANN003, ANN201 - as Executor has it
        self.takes -= 1
        if self.takes < 0:
            raise RuntimeError("cannot schedule new futures after shutdown")
        return self.pool.submit(function, *args, **named)


class Deaf(Executor):
    """Never does anything."""

    def submit(self, function, /, *args, **named):  # noqa: ANN001, ANN002, ANN003, ANN201 - as Executor has it
        return Future()


class Cancelling(Executor):
    """Cancels a first batch and does nothing else, as one does that has lost its scheduler."""

    count = 0

    def submit(self, function, /, *args, **named):  # noqa: ANN001, ANN002, ANN003, ANN201 - as Executor has it
        self.count += 1
        future: Future[object] = Future()
        if self.count == 1:  # what becomes of the others is never heard of
            future.cancel()
        future.set_running_or_notify_cancel()
        return future


def test_an_executor_may_do_everything_in_another_order() -> None:
    executor = LastFirst()
    assert outcomes(items(500), executor=executor) == good(items(500))
    assert max(executor.sizes) > 1
    assert sum(executor.sizes) == 500


@pytest.mark.parametrize("takes", [0, 2])
def test_what_an_executor_does_not_take_is_done_here(takes: int) -> None:
    assert outcomes(items(300), executor=Closed(takes)) == good(items(300))


def test_what_an_executor_cancels_is_done_here_and_it_is_asked_no_more() -> None:
    executor = Cancelling()
    assert outcomes(items(300), executor=executor) == good(items(300))
    # 300 items were given in more than one batch, before the first was looked at; nothing after that
    executor = Cancelling()
    engine = Engine[str](executor)
    assert run_each(Task(work, 30.0, batch=1), items(300), workers=2, report=_forget, engine=engine) == (
        "it has cancelled what it was given"
    )
    assert engine.is_useless
    assert executor.count == 256


def test_what_an_executor_never_does_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_results_gallery.executor.elsewhere.PATIENCE", 0.5)
    # however long an item may take
    assert outcomes(items(30), seconds=600, executor=Deaf()) == good(items(30))


def _forget(number: int, outcome: Outcome[str]) -> None:
    pass


INTERRUPTED = f"""
import sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})
from tests.executor.test_batches import outcomes, items
outcomes([*items(30), "hang", "hang", *items(30)], seconds=600)
"""


def test_an_interrupt_ends_all_processes() -> None:
    build = subprocess.Popen([sys.executable, "-c", INTERRUPTED], stderr=subprocess.PIPE)
    while len(workers_of(build)) < 2 and build.poll() is None:
        time.sleep(0.02)
    everything = psutil.Process(build.pid).children(recursive=True)
    build.send_signal(signal.SIGINT)
    _, left = psutil.wait_procs(everything, timeout=5)
    assert [process for process in left if not has_ended(process)] == []
    assert build.communicate()[1].decode().count("Traceback") == 1
