"""Each item of a task, once: a bad one costs itself only, whatever else is lost with its process.

Items are given in batches. When a process is lost, it is known which item each of them was busy with: those
are suspects, and each is tried once more, alone; the others of their batches just wait again. So exactly
those fail that end a process of their own as well.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import chain
from typing import Generic

from mkdocs_results_gallery.executor import pool as limits
from mkdocs_results_gallery.executor.elsewhere import Elsewhere, Engine
from mkdocs_results_gallery.executor.pool import Pool, Pools
from mkdocs_results_gallery.executor.task import Item, NoProcessError, Outcome, Report, Result, Task, failed
from mkdocs_results_gallery.executor.waiting import Batch, Waiting


def run_each(
    task: Task[Item, Result],
    items: Sequence[Item],
    *,
    workers: int,
    report: Report[Result],
    engine: Engine[Result] | None = None,
    pools: Pools | None = None,
) -> str:
    """Do `task` with each item in up to `workers` processes, or by an `engine` of the caller's.

    `report` gets index and outcome of each item, once, in any order, in the caller's thread. An item that was
    lost with its process is tried once more, alone: a neighbour may have ended it. What an `engine`, which
    has its own deadlines, doesn't bring back is done by processes here; returns why, ``""`` where it brought
    all. `pools` are those of a caller who has more to do. Raises NoProcessError when no process can start;
    what was not reported then is still to do.
    """
    waiting = Waiting(len(items))
    elsewhere = None
    if engine is not None:
        elsewhere = Elsewhere(engine, task, items, report)
        elsewhere.run(waiting)
    with nullcontext(pools) if pools else Pools() as own:
        run = _Run(task, items, report, waiting, own)
        try:
            while waiting:
                run.in_pool(min(workers, len(waiting)))
            run.suspects_alone()
        except NoProcessError:
            for number in run.suspects:  # what may have ended a process must not be done in the build's own
                report(number, Outcome(None, "its process ended, and no other could be started"))
            raise
    return elsewhere.trouble if elsewhere else ""


@dataclass(slots=True)
class _Run(Generic[Item, Result]):
    """The items of one call, and how far they are."""

    task: Task[Item, Result]
    items: Sequence[Item]
    report: Report[Result]
    waiting: Waiting
    pools: Pools
    suspects: list[int] = field(default_factory=list)
    _flight: dict[Future[list[Outcome[Result]]], Batch] = field(default_factory=dict)
    _heard: float = 0.0
    """When a process was last heard of, on the monotonic clock."""

    def in_pool(self, workers: int) -> None:
        """Do what is waiting, until nothing is or a process is lost."""
        pool = self.pools.ready(self.task, workers)
        lost = self._served(pool)
        if not lost:
            return
        now = time.monotonic()
        ages = {number: now - since for number, since in pool.busy().items()}
        self.pools.drop()
        numbers = sorted({*chain(*lost)})
        busy = [number for number in numbers if number in ages]
        late = [number for number in busy if ages[number] >= self.task.seconds]
        if pool.was_overdue and len(late) == 1:  # only that one was there for long enough
            self.report(late[0], Outcome(None, pool.ending(self.task)))
            self._put_back(lost, late)
        else:
            self.suspects += busy
            self._put_back(lost, busy)

    def _put_back(self, lost: Sequence[Batch], settled: Sequence[int]) -> None:
        """Let all items wait again but those that may have ended a process."""
        for batch in reversed(lost):
            rest = [number for number in batch if number not in settled]
            if settled:
                self.waiting.put_back(rest)
            elif len(rest) > 1:  # lost on the way to a process, or back
                self.waiting.put_back_apart(rest)
            else:
                self.suspects += rest

    def suspects_alone(self) -> None:
        """Each item that was lost, in a pool of its own."""
        while self.suspects:
            pool = self.pools.fresh(self.task, 1)
            self.waiting.put_back((self.suspects[0],))
            lost = self._served(pool)
            self.pools.drop()
            for number in chain(*lost):
                self.report(number, Outcome(None, pool.ending(self.task)))
            del self.suspects[0]

    def _served(self, pool: Pool) -> list[Batch]:
        """Keep the pool busy; returns what was lost when it broke."""
        lost: list[Batch] = []
        while self._flight or (self.waiting and not lost):
            # one more than there are processes, for the first that is ready
            while self.waiting and not lost and len(self._flight) <= pool.workers:
                batch = self.waiting.take(self.task.batch, pool.workers)
                given = [(number, self.items[number]) for number in batch]
                try:
                    self._flight[pool.submit(self.task, given)] = batch
                except BrokenExecutor:
                    lost.append(batch)
            lost += self._harvested(pool)
        return lost

    def _harvested(self, pool: Pool) -> list[Batch]:
        """Report what is done, and take it from the flight; returns what was lost."""
        self._heard = time.monotonic()
        while not (done := wait(self._flight, self._patience(pool), FIRST_COMPLETED).done) and self._flight:
            if self._patience(pool) <= 0:  # not even the alarm got through, or this system has none
                pool.kill_overdue()
        lost = []
        for future in done:
            batch = self._flight.pop(future)
            try:
                outcomes = future.result()
            except BrokenExecutor:
                lost.append(batch)
            except Exception as error:  # such as an item or a result that can't be pickled
                self._part(batch, error)
            else:
                for number, outcome in zip(batch, outcomes, strict=True):
                    self.report(number, outcome)
        return lost

    def _part(self, batch: Batch, error: Exception) -> None:
        """Give the items of a batch that failed as a whole singly, so that the bad one only fails."""
        if len(batch) > 1:
            self.waiting.put_back_apart(batch)
        else:
            self.report(batch[0], failed(error))

    def _patience(self, pool: Pool) -> float:
        """Seconds until a process is overdue that is busy now; the first alarm is the system's."""
        busy = pool.busy()
        given = {*chain(*self._flight.values())}
        started = [since for number, since in busy.items() if number in given]
        oldest = min(started, default=max([self._heard, *busy.values()]))
        return max(oldest + self.task.seconds + limits.START_SECONDS - time.monotonic(), 0.0)
