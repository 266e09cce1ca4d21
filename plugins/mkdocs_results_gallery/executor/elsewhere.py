"""Batches are given to an executor that we know nothing about; what it doesn't bring back waits again."""

from __future__ import annotations

import pickle
from asyncio import CancelledError
from collections.abc import Callable, Sequence
from concurrent import futures
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from typing import Generic

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.executor.task import Item, Outcome, Report, Result, Task, attempt
from mkdocs_results_gallery.executor.waiting import Batch, Waiting

PATIENCE = 60.0
"""Seconds without any result after which an executor is given up. The largest file takes some ten, and a
batch half a one; somebody waits meanwhile, and the build can do all of it itself."""
_TAKERS = 8  # for how many an executor is taken: it does not say
_MOST_IN_FLIGHT = 256  # batches: more would only fill its memory
_MOST_LOST = 3  # batches in a row before an executor is given up


@dataclass(slots=True)
class Engine(Generic[Result]):
    """An executor of somebody else's, and what has to be true of its workers."""

    executor: Executor
    identity: Callable[[], str] = str
    """A function of a module. Workers where it returns something else than here would make something else."""
    has_arrived: Callable[[Result], bool] = lambda _: True
    """Whether what was made can be had here; asked for the first result of each batch."""
    is_useless: bool = False
    """Whether it was found out that nothing more is to be expected of the executor."""


class _Told(Exception):  # noqa: N818 - what two errors have in common
    """Says all by its text."""


class UnlikeError(_Told):
    """A worker would make something else than the build itself."""


class NotArrivedError(_Told):
    """What a worker has made can't be had here."""

    def __init__(self) -> None:
        super().__init__("what workers put into the store is not found here: is its folder shared by all?")


class DroppedError(_Told):
    """An executor has let go of what it was given, as one does that has lost its scheduler."""

    def __init__(self) -> None:
        super().__init__("it has cancelled what it was given")


@dataclass(slots=True)
class Elsewhere(Generic[Item, Result]):
    """One run of a task in an executor."""

    engine: Engine[Result]
    task: Task[Item, Result]
    items: Sequence[Item]
    report: Report[Result]
    trouble: str = ""
    """Why not everything was brought back; ``""`` when it was."""
    _expected: str = ""
    _flight: dict[Future[list[Outcome[Result]]], Batch] = field(default_factory=dict)
    _lost: list[Batch] = field(default_factory=list)
    _lost_in_a_row: int = 0
    _is_given_up: bool = False

    def run(self, waiting: Waiting) -> None:
        """Report what is done; what was not is in `waiting` afterwards. The executor stays open."""
        self._expected = self.engine.identity()
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
        """Give a batch, packed, so that a worker is asked who it is before it unpacks anything."""
        try:
            packed = pickle.dumps((self.task.work, [self.items[number] for number in batch]))
        except Exception as error:  # pickle raises anything
            self._miss(batch, error)
            return
        try:
            future: Future[list[Outcome[Result]]] = self.engine.executor.submit(
                attempt_packed, self.engine.identity, self._expected, packed
            )
        except Exception as error:  # such as one that is closed
            self._miss(batch, error)
            self._give_up()
        else:
            self._flight[future] = batch

    def _harvest(self) -> None:
        done, late = wait(self._flight, PATIENCE, FIRST_COMPLETED)
        is_dropped = False
        for future in done:
            batch = self._flight.pop(future)
            try:
                self._take(batch, future.result())
            except (UnlikeError, NotArrivedError) as error:
                self._miss(batch, error)
                self._give_up()
            except (CancelledError, futures.CancelledError):  # asyncio's is no Exception
                self._miss(batch, DroppedError())
                is_dropped = True
            except Exception as error:
                self._miss(batch, error)
        if is_dropped:  # the others may be on their way for ever
            self._miss_all(DroppedError())
        elif late and not done:
            self._miss_all(TimeoutError(f"no result for {PATIENCE:g} s"))

    def _take(self, batch: Batch, outcomes: Sequence[Outcome[Result]]) -> None:
        results = (outcome.result for outcome in outcomes if outcome.result is not None)
        first = next(results, None)
        if first is not None and not self.engine.has_arrived(first):
            raise NotArrivedError
        self._lost_in_a_row = 0
        for number, outcome in zip(batch, outcomes, strict=True):
            self.report(number, outcome)

    def _miss(self, batch: Batch, error: BaseException) -> None:
        """Note that a batch was lost; where nothing else comes back, nothing more is given."""
        self.trouble = self.trouble or said_of(error)
        self._lost.append(batch)
        self._lost_in_a_row += 1
        self._is_given_up |= self._lost_in_a_row >= _MOST_LOST

    def _give_up(self) -> None:
        self._is_given_up = self.engine.is_useless = True

    def _miss_all(self, error: BaseException) -> None:
        self._give_up()
        for future, batch in self._flight.items():
            future.cancel()
            self._miss(batch, error)
        self._flight.clear()


def said_of(error: BaseException) -> str:
    """What an executor has raised, in one line."""
    if isinstance(error, _Told):
        return str(error)
    return f"{type(error).__name__}: {shown(str(error), 120)}" if str(error) else type(error).__name__


def attempt_packed(identity: Callable[[], str], expected: str, packed: bytes) -> list[Outcome[Result]]:
    """On a worker: `attempt` each item of a batch. Raises UnlikeError."""
    found = identity()
    if found != expected:
        raise UnlikeError(
            "a worker has another version of this package, of Python or of a library than the build; install "
            "the same ones there"
        )
    work, items = pickle.loads(packed)  # noqa: S301 - it comes from the build that this worker works for
    return [attempt(work, item) for item in items]
