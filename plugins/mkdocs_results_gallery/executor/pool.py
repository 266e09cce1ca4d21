"""Processes for a while: they do batches of items, and note which item they are busy with."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from typing import Any

from mkdocs_results_gallery.collector import without_collection
from mkdocs_results_gallery.executor.processes import (
    Context,
    Nursery,
    may_fork_here,
    new_nursery,
    note,
    prepare,
)
from mkdocs_results_gallery.executor.task import MEMORY, Item, NoProcessError, Outcome, Result, Task, attempt

START_SECONDS = 60.0
"""Wall time a process may take until it is ready."""
_STARTS = 3  # that may fail, in a row, before it is not the items' fault
_ALARM = -getattr(signal, "SIGALRM", 1 << 16)  # exit code of a process that took too long

Numbered = Sequence[tuple[int, Any]]
"""Items that are given together, each with its number in the run."""


class Pool:
    """Processes that are all gone when it is closed."""

    def __init__(self, preload: Sequence[str], memory: int, workers: int, context: Context) -> None:
        self.workers = workers
        self._context = context
        self._was_killed = False
        self._executor = ProcessPoolExecutor(workers, self._context, prepare, (preload, memory))

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
        except (BrokenExecutor, TimeoutError, OSError, EOFError):
            return False
        return True

    def submit(self, task: Task[Item, Result], batch: Numbered) -> Future[list[Outcome[Result]]]:
        """Give items to the next idle process. Raises BrokenExecutor."""
        return self._executor.submit(_timed, task, batch)

    def forget(self) -> None:
        """Forget what the processes were busy with; to be called while none is busy."""
        for process in self._context.started:
            process.note[0] = -1.0

    def busy(self) -> dict[int, float]:
        """The last item of each process, by its number, and since when it is, or was, busy with it."""
        notes = (process.note[:] for process in self._context.started)
        return {int(number): moment for number, moment in notes if number >= 0}

    def kill_overdue(self) -> None:
        """End all processes, because one of them does not end by itself."""
        self._was_killed = True
        self._kill()

    @property
    def was_overdue(self) -> bool:
        """Whether a process was ended for taking too long; to be asked when it is closed."""
        return self._was_killed or any(process.exitcode == _ALARM for process in self._context.started)

    def ending(self, task: Task[Any, Any]) -> str:
        """How the first process ended, in words; to be asked when it is closed."""
        if self.was_overdue:
            return f"took longer than {task.seconds:g} s"
        code = self._context.started[0].exitcode
        if code is None or code >= 0:
            return f"its process ended with exit code {code}"
        names = {int(one): one.name for one in signal.Signals}
        return f"its process was ended by {names.get(-code, f'signal {-code}')}"


class Pools:
    """The pools of a build: one that is not broken serves each task that preloads the same modules."""

    def __init__(self) -> None:
        self._preload: tuple[str, ...] | None = None
        self._nursery: Nursery | None = None
        self._open: Pool | None = None
        self._memory = 0

    def __enter__(self) -> Pools:
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes."""
        self.drop()
        if self._nursery:
            self._nursery.close()
        self._preload = self._nursery = None

    @property
    def is_open(self) -> bool:
        """Whether processes have started, and have not been ended."""
        return self._open is not None

    def ready(self, task: Task[Any, Any], workers: int) -> Pool:
        """A pool whose processes are idle, with no note of an item. Raises NoProcessError."""
        pool = self._open
        if not pool or (self._preload, self._memory) != (task.preload, task.memory) or pool.workers < workers:
            pool = self.fresh(task, workers)
        pool.forget()
        return pool

    def fresh(self, task: Task[Any, Any], workers: int) -> Pool:
        """A pool that has done nothing yet. Raises NoProcessError."""
        self.drop()
        self._memory = task.memory
        for _ in range(_STARTS):
            try:
                self._open = Pool(
                    task.preload, task.memory, workers, self._context(task.preload, task.memory)
                )
            except (OSError, ImportError, NotImplementedError):  # no semaphores here
                break
            if self._open.starts():
                return self._open
            self.drop()
        raise NoProcessError

    def expect(self, preload: tuple[str, ...], memory: int = MEMORY) -> None:
        """Let begin what takes longest when a pool is asked for: the imports of its processes."""
        self._context(preload, memory)

    def _context(self, preload: tuple[str, ...], memory: int) -> Context:
        """Where the processes of a pool come from that is asked for now."""
        forks_here = may_fork_here(preload, memory)
        if self._preload != preload or (self._nursery is None and not forks_here):
            self.__exit__()
            self._preload, self._nursery = preload, None if forks_here else new_nursery(preload)
        return Context(self._nursery, forks_here=forks_here)

    def drop(self) -> None:
        """End the processes of the pool that is open, and wait for their exit codes."""
        if self._open:
            self._open.close()
        self._open = None


def _timed(task: Task[Item, Result], batch: Numbered) -> list[Outcome[Result]]:
    """In a process: `attempt` each, ended by the system's alarm when one takes too long."""
    outcomes = []
    # between batches it may look for cycles, as in a build by one process
    with without_collection() if len(batch) > 1 else contextlib.nullcontext():
        for number, item in batch:
            note(number, time.monotonic())
            with _alarm(task.seconds):
                outcomes.append(attempt(task.work, item))
        note(batch[-1][0], time.monotonic())
    return outcomes


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        return (yield)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
