"""Batches are given to an executor that we know nothing about; what it doesn't bring back waits again."""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from typing import Any, Generic

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.executor.task import Item, Outcome, Report, Result, Task, attempt
from mkdocs_results_gallery.executor.waiting import Batch, Waiting

PATIENCE = 120.0
"""Seconds without any result, beyond those of an item, after which an executor is given up. Its workers may
have to start first."""
_TAKERS = 8  # for how many an executor is taken: it does not say
_MOST_IN_FLIGHT = 256  # batches: more would only fill its memory
_MOST_LOST = 3  # batches in a row before an executor is given up


@dataclass(slots=True)
class Elsewhere(Generic[Item, Result]):
    """One run of a task in an executor."""

    executor: Executor
    task: Task[Item, Result]
    items: Sequence[Item]
    report: Report[Result]
    trouble: str = ""
    """Why not everything was brought back; ``""`` when it was."""
    _flight: dict[Future[list[Outcome[Result]]], Batch] = field(default_factory=dict)
    _lost: list[Batch] = field(default_factory=list)
    _lost_in_a_row: int = 0
    _is_given_up: bool = False

    def run(self, waiting: Waiting) -> None:
        """Report what is done; what was not is in `waiting` afterwards. The executor stays open."""
        try:
            while self._flight or (waiting and not self._is_given_up):
                while waiting and not self._is_given_up and len(self._flight) < _MOST_IN_FLIGHT:
                    self._give(waiting.take(self.task.batch, _TAKERS))
                self._harvest()
        finally:
            for future in self._flight:
                future.cancel()
        for batch in reversed(self._lost):
            waiting.put_back(batch)

    def _give(self, batch: Batch) -> None:
        try:
            given = [self.items[number] for number in batch]
            self._flight[self.executor.submit(attempt_each, self.task.work, given)] = batch
        except Exception as error:  # such as one that is closed
            self._miss(batch, error)
            self._is_given_up = True

    def _harvest(self) -> None:
        patience = self.task.seconds + PATIENCE
        done, late = wait(self._flight, patience, FIRST_COMPLETED)
        for future in done:
            batch = self._flight.pop(future)
            try:
                outcomes = future.result()
            except (Exception, CancelledError) as error:  # asyncio's is no Exception
                self._miss(batch, error)
            else:
                self._lost_in_a_row = 0
                for number, outcome in zip(batch, outcomes, strict=True):
                    self.report(number, outcome)
        if late and not done:
            self._miss_all(TimeoutError(f"no result for {patience:g} s"))

    def _miss(self, batch: Batch, error: BaseException) -> None:
        """Note that a batch was lost; where nothing else comes back, nothing more is given."""
        self.trouble = self.trouble or f"{type(error).__name__}: {shown(str(error), 200)}"
        self._lost.append(batch)
        self._lost_in_a_row += 1
        self._is_given_up |= self._lost_in_a_row >= _MOST_LOST

    def _miss_all(self, error: BaseException) -> None:
        self._is_given_up = True
        for future, batch in self._flight.items():
            future.cancel()
            self._miss(batch, error)
        self._flight.clear()


def attempt_each(work: Any, items: Sequence[Any]) -> list[Outcome[Any]]:  # noqa: ANN401 - of any task
    """`attempt` each item of a batch, where an executor does it."""
    return [attempt(work, item) for item in items]
