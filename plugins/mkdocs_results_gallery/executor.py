"""Where work that may go badly runs: in processes that are watched, so that a bad item costs itself only.

Exactly the bad item fails, with its cause; none takes longer than it may; no process is left over when the
build ends, however it ends. The deadline is an alarm of the operating system, which also ends what holds
Python's lock; each process watches its parent. The build gets no signal handler: any thread will do.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from multiprocessing import parent_process
from multiprocessing.connection import wait as wait_for
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType
from typing import Any, Generic, TypeVar

from mkdocs_results_gallery.errors import shown

MEMORY = 2 * 1024**3
"""Address space of one process, bytes, where the system can limit it."""
START_SECONDS = 60.0
"""Wall time a process may take until it is ready."""
_STARTS = 3  # that may fail, in a row, before it is not the items' fault
_ALARM = -getattr(signal, "SIGALRM", 1 << 16)  # exit code of a process that took too long
_START = threading.Lock()

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What became of one item."""

    result: Result | None
    """None when it failed."""
    failure: str = ""
    """The cause; ``""`` when all is well."""


@dataclass(frozen=True, slots=True)
class Task(Generic[Item, Result]):
    """What is done with each item."""

    work: Callable[[Item], Result]
    """A function of a module; items and results are pickled."""
    seconds: float
    """Wall time of one item in a process."""
    preload: tuple[str, ...] = ()
    """Modules that a process imports before its first item, so that their time is not counted."""
    memory: int = MEMORY
    """Address space of a process, bytes."""


_Flight = dict[Future[Outcome[Any]], tuple[int, float]]
"""Index, and when it was given to a pool."""


class NoProcessError(Exception):
    """Processes can't be started here."""


def attempt(work: Callable[[Item], Result], item: Item) -> Outcome[Result]:
    """Do the work here; return the result, or why there is none."""
    try:
        return Outcome(work(item))
    except Exception as error:
        return _failed(error)


def _failed(error: Exception) -> Outcome[Any]:
    if isinstance(error, MemoryError):
        return Outcome(None, "out of memory")
    return Outcome(None, f"{type(error).__name__}: {shown(str(error), 120)}")


def _outcome_of(future: Future[Outcome[Result]]) -> Outcome[Result] | None:
    try:
        return future.result()
    except BrokenExecutor:
        return None  # lost with its process
    except Exception as error:  # such as a result that can't be pickled
        return _failed(error)


def run_each(
    task: Task[Item, Result],
    items: Sequence[Item],
    *,
    workers: int,
    report: Callable[[int, Outcome[Result]], None],
    executor: Executor | None = None,
) -> None:
    """Do `task` with each item in up to `workers` processes, or in an `executor` of the caller's.

    `report` gets index and outcome of each item, once, in any order, in the caller's thread. An item that was
    lost with its process is tried once more, alone: a neighbour may have ended it. An `executor` has its own
    deadlines. Raises NoProcessError when no process can start; what was not reported then is still to do.
    """
    run = _Run(task, items, report, deque(range(len(items))))
    try:
        if executor is not None:
            run.elsewhere(executor)
        while run.waiting:
            run.in_pool(min(workers, len(run.waiting)))
        run.suspects_alone()
    except NoProcessError:
        for index in run.suspects:  # what may have ended a process must not be done in the build's own
            report(index, Outcome(None, "its process ended, and no other could be started"))
        raise


@dataclass(slots=True)
class _Run(Generic[Item, Result]):
    """The items of one call, and how far they are."""

    task: Task[Item, Result]
    items: Sequence[Item]
    report: Callable[[int, Outcome[Result]], None]
    waiting: deque[int]
    suspects: list[int] = field(default_factory=list)

    def in_pool(self, workers: int) -> None:
        """Do what is waiting, until nothing is or a process is lost."""
        with _ready_pool(self.task, workers) as pool:
            lost = self._served(pool, workers)
        late = [index for index, age in lost.items() if age >= self.task.seconds]
        if pool.was_overdue and len(late) == 1:  # only that one was there for long enough
            self.report(late[0], Outcome(None, pool.ending))
            del lost[late[0]]
        self.suspects += lost

    def elsewhere(self, executor: Executor) -> None:
        """Everything in an executor that we know nothing about."""
        flight = {}
        while self.waiting:
            index = self.waiting.popleft()
            try:
                flight[executor.submit(attempt, self.task.work, self.items[index])] = index
            except BrokenExecutor:
                self.suspects.append(index)
        for future, index in flight.items():
            outcome = _outcome_of(future)
            if outcome is None:
                self.suspects.append(index)
            else:
                self.report(index, outcome)

    def suspects_alone(self) -> None:
        """Each item that was lost, in a pool of its own."""
        while self.suspects:
            self.waiting.append(self.suspects[0])
            with _ready_pool(self.task, 1) as pool:
                lost = self._served(pool, 1)
            for index in lost:
                self.report(index, Outcome(None, pool.ending))
            del self.suspects[0]

    def _served(self, pool: _Pool[Item, Result], workers: int) -> dict[int, float]:
        """Keep the pool busy; returns what was lost when it broke: index and seconds since it was given."""
        flight: _Flight = {}
        lost: dict[int, float] = {}
        while flight or (self.waiting and not lost):
            # never more than there are processes: what waits for one would be lost with it
            while self.waiting and not lost and len(flight) < workers:
                index = self.waiting.popleft()
                try:
                    flight[pool.submit(self.items[index])] = (index, time.monotonic())
                except BrokenExecutor:
                    lost[index] = 0.0
            lost |= self._harvested(pool, flight)
        return lost

    def _harvested(self, pool: _Pool[Item, Result], flight: _Flight) -> dict[int, float]:
        """Report what is done, and take it from the flight; returns what was lost."""
        oldest = min((since for _, since in flight.values()), default=0.0)
        patience = oldest + self.task.seconds + START_SECONDS - time.monotonic()
        done, _ = wait(flight, timeout=max(patience, 0.0), return_when=FIRST_COMPLETED)
        if flight and not done:  # not even the alarm got through, or this system has none
            pool.kill_overdue()
        lost = {}
        for future in done:
            index, since = flight.pop(future)
            outcome = _outcome_of(future)
            if outcome is None:
                lost[index] = time.monotonic() - since
            else:
                self.report(index, outcome)
        return lost


class _Pool(Generic[Item, Result]):
    """Processes for one task, which are all gone when it is closed."""

    def __init__(self, task: Task[Item, Result], workers: int) -> None:
        self._task = task
        self._context = _Context()
        self._was_killed = False
        self._executor = ProcessPoolExecutor(workers, self._context, _prepare, (task.preload, task.memory))

    def close(self) -> None:
        """End all processes, and wait until they have their exit codes."""
        self._kill()  # not asked to end: one of them may hang
        self._executor.shutdown()

    def _kill(self) -> None:
        for process in self._context.started:
            with contextlib.suppress(OSError, ValueError, AttributeError):
                process.kill()

    def starts(self) -> bool:
        """Whether a process of it is ready for work."""
        try:
            self._executor.submit(os.getpid).result(START_SECONDS)
        except (BrokenExecutor, TimeoutError, OSError):
            return False
        return True

    def submit(self, item: Item) -> Future[Outcome[Result]]:
        """Give an item to the next idle process. Raises BrokenExecutor."""
        return self._executor.submit(_timed, self._task, item)

    def kill_overdue(self) -> None:
        """End all processes, because one of them does not end by itself."""
        self._was_killed = True
        self._kill()

    @property
    def was_overdue(self) -> bool:
        """Whether a process was ended for taking too long."""
        return self._was_killed or any(process.exitcode == _ALARM for process in self._context.started)

    @property
    def ending(self) -> str:
        """How the first process ended, in words; to be asked when it is closed."""
        if self.was_overdue:
            return f"took longer than {self._task.seconds:g} s"
        code = self._context.started[0].exitcode
        if code is None or code >= 0:
            return f"its process ended with exit code {code}"
        names = {int(one): one.name for one in signal.Signals}
        return f"its process was ended by {names.get(-code, f'signal {-code}')}"


@contextlib.contextmanager
def _ready_pool(task: Task[Item, Result], workers: int) -> Iterator[_Pool[Item, Result]]:
    """Start a pool, and end it afterwards. Raises NoProcessError."""
    for _ in range(_STARTS):
        try:
            pool = _Pool(task, workers)
        except (OSError, ImportError, NotImplementedError):  # no semaphores here
            break
        try:
            if pool.starts():
                yield pool
                return
        finally:
            pool.close()
    raise NoProcessError


class _Process(SpawnProcess):
    """A process that does not run the caller's main module again, and starts with interrupts held back."""

    def start(self) -> None:
        """Start it; one at a time, because for this moment there is no main module."""
        with _START, _interrupts_held_back():
            main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
            try:
                super().start()
            finally:
                sys.modules["__main__"] = main


class _Context(SpawnContext):
    """Makes such processes, and knows them: a pool keeps its own to itself."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[_Process] = []

    def Process(self, *args: Any, **options: Any) -> _Process:  # type: ignore[override] # noqa: N802, ANN401 - as the pool calls it
        process = _Process(*args, **options)
        self.started.append(process)
        return process


@contextlib.contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Block SIGINT in this thread, so that a child inherits it: Ctrl-C reaches it too, the parent decides."""
    if sys.platform == "win32":
        return (yield)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _prepare(preload: Sequence[str], memory: int) -> None:
    """Make a new process ready: quiet, watched, limited, with one thread for arithmetic."""
    if sys.platform == "linux":  # even where Python's lock is never given back
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    threading.Thread(target=_end_with_parent, daemon=True).start()
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    for module in preload:
        importlib.import_module(module)
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        if most == resource.RLIM_INFINITY or most > memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, most))


def _timed(task: Task[Item, Result], item: Item) -> Outcome[Result]:
    """In a process: `attempt`, ended by the system's alarm when it takes too long."""
    if not hasattr(signal, "setitimer"):
        return attempt(task.work, item)
    signal.setitimer(signal.ITIMER_REAL, task.seconds)
    try:
        return attempt(task.work, item)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _end_with_parent() -> None:
    """Wait until the parent is gone, and end the process, however busy it is."""
    parent = parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
    os._exit(0)
