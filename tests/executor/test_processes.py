"""Items that hang, end their process or fail, and parents that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import psutil
import pytest

from mkdocs_results_gallery.executor import pool as executor
from mkdocs_results_gallery.executor.elsewhere import Engine
from mkdocs_results_gallery.executor.run import run_each
from mkdocs_results_gallery.executor.task import NoProcessError, Outcome, Task
from tests.bad_work import work

ROOT = str(Path(__file__).resolve().parents[2])
ROUNDS = int(os.environ.get("ROUNDS", "5"))
"""A longer look: ``ROUNDS=50 .venv/bin/pytest -n 0 -m slow tests/executor/test_processes.py``."""


def outcomes(*faults: str, workers: int = 2, seconds: float = 30.0) -> list[Outcome[str]]:
    found: dict[int, Outcome[str]] = {}

    def report(index: int, outcome: Outcome[str]) -> None:
        assert index not in found
        found[index] = outcome

    run_each(Task(work, seconds), faults, workers=workers, report=report)
    return [found[index] for index in range(len(faults))]


def test_exactly_the_bad_items_are_lost() -> None:
    assert outcomes("a", "SIGKILL", "b", "SIGSEGV", "exit", "c", "memory", "d", "error", "e") == [
        Outcome("did a"),
        Outcome(None, "its process was ended by SIGKILL"),
        Outcome("did b"),
        Outcome(None, "its process was ended by SIGSEGV"),
        Outcome(None, "its process ended with exit code 3"),
        Outcome("did c"),
        Outcome(None, "out of memory"),
        Outcome("did d"),
        Outcome(None, 'RuntimeError: "no\\nway"'),
        Outcome("did e"),
    ]


@pytest.mark.parametrize("fault", ["hang", "hold"])
def test_an_item_that_hangs_is_given_up(fault: str) -> None:
    """Also where it never gives Python's lock back."""
    assert outcomes("a", fault, "b", seconds=1) == [
        Outcome("did a"),
        Outcome(None, "took longer than 1 s"),
        Outcome("did b"),
    ]


def test_a_process_that_hears_no_alarm_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "START_SECONDS", 4.0)
    assert outcomes("SIGSTOP", "a", seconds=0.5) == [
        Outcome(None, "took longer than 0.5 s"),
        Outcome("did a"),
    ]


def test_an_item_may_take_nearly_as_long_as_it_may() -> None:
    found: list[Outcome[None]] = []
    run_each(Task(time.sleep, 3.0), [0.5], workers=1, report=lambda _, outcome: found.append(outcome))
    assert found == [Outcome(None)]


def test_an_item_that_was_lost_is_tried_once_more(tmp_path: Path) -> None:
    fault = f"once {tmp_path / 'done'}"
    assert outcomes("a", fault, "b") == [Outcome("did a"), Outcome(f"did {fault}"), Outcome("did b")]


def test_it_works_from_another_thread() -> None:
    found: list[list[Outcome[str]]] = []
    thread = threading.Thread(target=lambda: found.append(outcomes("a", "SIGKILL")))
    thread.start()
    thread.join(60)
    assert found == [[Outcome("did a"), Outcome(None, "its process was ended by SIGKILL")]]


def test_a_script_without_a_guard_is_not_run_again(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"import sys\nsys.path.insert(0, {ROOT!r})\n"
        "from tests.executor.test_processes import outcomes\n"
        "print(outcomes('a'), flush=True)\n"
    )
    ran = subprocess.run(
        [sys.executable, str(script)], check=True, capture_output=True, text=True, timeout=60
    )
    assert (ran.stdout, ran.stderr) == ("[Outcome(result='did a', failure='')]\n", "")


def test_where_no_process_starts_it_is_said() -> None:
    found: list[object] = []
    with pytest.raises(NoProcessError):
        run_each(
            Task(work, 1, ("no_such_module",)), ["a"], workers=2, report=lambda *told: found.append(told)
        )
    assert found == []


def test_what_ended_its_process_is_not_left_to_the_build(tmp_path: Path) -> None:
    """The first process takes the item and ends, no other starts."""
    (tmp_path / "once.py").write_text(
        f"from pathlib import Path\nmark = Path({str(tmp_path / 'mark')!r})\n"
        "if mark.exists(): raise ImportError\nmark.touch()\n"
    )
    found: list[tuple[int, Outcome[str]]] = []
    sys.path.insert(0, str(tmp_path))
    try:
        with pytest.raises(NoProcessError):
            run_each(Task(work, 30, ("once",)), ["exit"], workers=1, report=lambda *told: found.append(told))
    finally:
        sys.path.remove(str(tmp_path))
    assert found == [(0, Outcome(None, "its process ended, and no other could be started"))]


def test_what_is_lost_in_an_executor_of_the_caller_is_tried_alone() -> None:
    found: dict[int, Outcome[str]] = {}
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        run_each(Task(work, 30), ["exit", "a"], workers=1, report=found.__setitem__, engine=Engine(pool))
    assert found == {0: Outcome(None, "its process ended with exit code 3"), 1: Outcome("did a")}


BUILD = f"""
import sys
sys.path.insert(0, {ROOT!r})
from tests.executor.test_processes import outcomes
outcomes("hang", "hold", "hang", seconds=600)
"""


FORKED = f"""
import os, sys, threading, time
sys.path.insert(0, {ROOT!r})
import psutil
from mkdocs_results_gallery.executor.run import run_each
from mkdocs_results_gallery.executor.task import Task
from tests.bad_work import work
if sys.argv[1] == "thread":
    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
preload = ("shelve",) if sys.argv[1] == "import" else ()
memory = int(psutil.Process().memory_info().vms * float(sys.argv[2]))
def report(_, outcome):
    print(outcome.result == str(os.getpid()))
run_each(Task(work, 30.0, preload, memory), ["parent"], workers=1, report=report)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is forked")
@pytest.mark.parametrize(
    ("case", "factor", "is_forked"),
    [("alone", 2.2, True), ("alone", 1.9, False), ("thread", 2.2, False), ("import", 2.2, False)],
)
def test_a_build_is_forked_where_it_is_alone_has_all_and_is_small(
    case: str, factor: float, is_forked: bool
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", FORKED, case, str(factor)], capture_output=True, text=True, check=True
    )
    assert told.stdout == f"{is_forked}\n"


def workers_of(build: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Its processes, but for Python's own that keeps semaphores."""
    children = psutil.Process(build.pid).children(recursive=True)
    return [child for child in children if "resource_tracker" not in " ".join(child.cmdline())]


def has_ended(process: psutil.Process) -> bool:
    """Also a zombie has: that nobody has asked for its exit code yet is the business of a busy init."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def end_a_build(number: signal.Signals, wait: float) -> str:
    """End a build that hangs; returns what it wrote."""
    build = subprocess.Popen([sys.executable, "-c", BUILD], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    children: list[psutil.Process] = []
    limit = time.monotonic() + 30
    while len(children) < 2 and time.monotonic() < limit:
        time.sleep(0.01)
        children = workers_of(build)
    assert len(children) == 2
    time.sleep(wait)  # into the start of the processes, or the work
    everything = psutil.Process(build.pid).children(recursive=True)
    build.send_signal(number)
    _, left = psutil.wait_procs(everything, timeout=5)
    assert [process for process in left if not has_ended(process)] == []
    return build.communicate()[1].decode()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
def test_no_process_is_left_over(number: signal.Signals) -> None:
    said = end_a_build(number, wait=1.0)
    assert said.count("Traceback") <= (1 if number == signal.SIGINT else 0)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_no_process_is_left_over_at_any_moment() -> None:
    for round_ in range(ROUNDS):
        end_a_build(signal.SIGKILL, wait=round_ / ROUNDS)
