"""Who works for a build: the build itself for little work, processes or an executor for more.

    with Crew(options.workers) as crew:
        crew.run(Task(work, 30.0, preload=(__name__,), batch=64, cost=0.005), items, report)

All tasks that preload the same modules are done by the same processes. What a worker makes goes through a
store, and what it returns says where: a task of thousands of items has small ones, and small results.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from typing import TYPE_CHECKING, Self

from mkdocs_results_gallery.executor.elsewhere import Engine, said_of
from mkdocs_results_gallery.executor.task import Item, NoProcessError, Outcome, Report, Result, Task, attempt

if TYPE_CHECKING:  # Python's processes take long to import, and most builds of an edit need none
    from concurrent.futures import Executor

    from mkdocs_results_gallery.executor.pool import Pools

    Opening = Callable[[], AbstractContextManager[Executor]]
    """Gives an executor for the time of a ``with``, as an `Executor` itself does."""

START_SECONDS = 0.6
"""Until processes are ready, as measured: they must save more than that."""
HANDOVER_SECONDS = 0.05
"""The same of processes that have worked before, and of an executor that has: they only take a task."""
CONNECTION_SECONDS = 2.0
"""The same of an executor, whose workers may not yet have imported anything."""


class Crew:
    """Does the tasks of one build. To be closed, best by a ``with``: then no process is left over."""

    def __init__(
        self,
        workers: int | None = None,
        opening: Opening | None = None,
        identity: Callable[[], str] = str,
    ) -> None:
        """Engage nobody yet.

        `workers`: processes of this machine, at most; None: one for each core; 0: none, the build does all
        itself. `opening`: an executor to use instead, opened when there is enough work for it. `identity`: a
        function of a module; a worker of that executor does nothing where it returns something else. An
        executor that is of no use for one task isn't asked for the next one.
        """
        self._workers = cores() if workers is None else workers
        self._opening = opening
        self._identity = identity
        self._executor: Executor | None = None
        self._pools: Pools | None = None
        self._closing = ExitStack()
        self.troubles: list[str] = []
        """Why an executor did not do all that it was given; it has been done here."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes, and close the executor."""
        try:
            self._closing.close()
        except Exception as error:  # what a lost cluster can't close costs nothing any more
            self._note(error)

    def run(
        self,
        task: Task[Item, Result],
        items: Sequence[Item],
        report: Report[Result],
        has_arrived: Callable[[Result], bool] = lambda _: True,
        *,
        is_suspect: bool = False,
    ) -> None:
        """Do `task` with each item; `report` gets index and outcome of each, once, in any order, here.

        Nothing is raised for an item: its outcome says why there is no result. Where no process can be
        started the build does the work itself, but for what may have ended a process. `has_arrived` is asked
        of the results of an executor: whether what was put into a store there is found here. `is_suspect`:
        an item may have ended a process, so that none is done by the build itself if it may have others.
        """
        seconds = task.cost * len(items)
        is_suspect = is_suspect and bool(self._workers or self._opening)
        executor = None if is_suspect else self._executor_for(seconds)
        rest = dict(enumerate(items))

        def settle(number: int, outcome: Outcome[Result]) -> None:
            del rest[number]
            report(number, outcome)

        if (executor is not None or is_suspect or self._saves(seconds)) and self._can_send(task):
            engine = Engine(executor, self._identity, has_arrived) if executor else None
            self._spread(task, items, settle, engine)
            if engine is not None and engine.is_useless:  # each task would wait for it again
                self._opening = self._executor = None
        for number, item in [*rest.items()]:
            settle(
                number,
                Outcome(None, "no process could be started") if is_suspect else attempt(task.work, item),
            )

    def expect(self, preload: tuple[str, ...], seconds: float) -> None:
        """Let processes begin to start, if soon there is work for them that takes so many CPU seconds.

        `preload` is that of the tasks to come.
        """
        if self._opening is None and self._saves(seconds):
            self._hired().expect(preload)

    def pays(self, seconds: float) -> bool:
        """Whether others than the build would do what takes so many CPU seconds."""
        if self._opening is None:
            return self._saves(seconds)
        return seconds >= (CONNECTION_SECONDS if self._executor is None else HANDOVER_SECONDS)

    def _saves(self, seconds: float) -> bool:
        """Whether processes save more of the time that work takes than passes before they begin."""
        begin = HANDOVER_SECONDS if self._pools and self._pools.is_open else START_SECONDS
        return self._workers > 1 and seconds * (1 - 1 / self._workers) > begin

    def _hired(self) -> Pools:
        from mkdocs_results_gallery.executor.pool import Pools

        if self._pools is None:
            self._pools = self._closing.enter_context(Pools())
        return self._pools

    def _spread(
        self,
        task: Task[Item, Result],
        items: Sequence[Item],
        report: Report[Result],
        engine: Engine[Result] | None,
    ) -> None:
        from mkdocs_results_gallery.executor.run import run_each

        workers = max(self._workers, 1)  # what an executor has lost may end its process
        with suppress(NoProcessError):
            trouble = run_each(
                task, items, workers=workers, report=report, engine=engine, pools=self._hired()
            )
            self.troubles += [trouble] if trouble else []

    def _executor_for(self, seconds: float) -> Executor | None:
        """The executor, if there is one that pays."""
        if self._opening is None or (self._executor is None and seconds < CONNECTION_SECONDS):
            return None
        if self._executor is None:
            try:
                self._executor = self._closing.enter_context(self._opening())
            except Exception as error:  # the code of the site's owner, and the network
                self._note(error)
                self._opening = None
        return self._executor

    def _can_send(self, task: Task[Item, Result]) -> bool:
        """Whether processes can be told what to do; if not, the build does it."""
        try:
            pickle.dumps(task)
        except Exception as error:  # pickle raises anything
            self._note(error)
            return False
        return True

    def _note(self, error: Exception) -> None:
        self.troubles.append(said_of(error))


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
