"""What is done with each item, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from mkdocs_results_gallery.errors import shown

MEMORY = 2 * 1024**3
"""Address space of one process, bytes, where the system can limit it."""

BOUNDED_SECONDS = 600.0
"""Deadline of an item whose steps are bounded, wall time."""
BATCH_SECONDS = 0.5
"""Time of a batch: long against the time to hand it over, short against that of a build."""
MOST_OF_BATCH = 100

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What became of one item."""

    result: Result | None
    """None when it failed."""
    failure: str = ""
    """The cause; ``""`` when all is well."""


Report = Callable[[int, Outcome[Result]], None]
"""Takes the index and the outcome of an item, in the thread of the one who asked for it."""


@dataclass(frozen=True, slots=True)
class Task(Generic[Item, Result]):
    """What is done with each item."""

    work: Callable[[Item], Result]
    """A function of a module, or a `functools.partial` of one, sent once for each batch. It, items and
    results are pickled: what is large goes through a store."""
    seconds: float
    """Wall time of one item in a process."""
    preload: tuple[str, ...] = ()
    """Modules that a process imports before its first item, so that their time is not counted."""
    memory: int = MEMORY
    """Address space of a process, bytes."""
    batch: int = 1
    """Items that are given together, at most: about as many as take half a second."""
    cost: float = 0.0
    """CPU seconds of an item, roughly: what a crew goes by when it decides whether other processes pay."""


def sized_task(
    work: Callable[[Item], Result], costs: Sequence[float], preload: tuple[str, ...]
) -> Task[Item, Result]:
    """A task of bounded steps for items that cost so many CPU seconds each, at least one, roughly.

    Its batches take about `BATCH_SECONDS`. Its deadline is for a fault of ours: nothing else takes as long.
    """
    cost = sum(costs) / len(costs)
    batch = max(1, min(MOST_OF_BATCH, round(BATCH_SECONDS / cost)))
    return Task(work, BOUNDED_SECONDS, preload, batch=batch, cost=cost)


class NoProcessError(Exception):
    """Processes can't be started here."""


def attempt(work: Callable[[Item], Result], item: Item) -> Outcome[Result]:
    """Do the work here; return the result, or why there is none."""
    try:
        return Outcome(work(item))
    except Exception as error:
        return failed(error)


def failed(error: Exception) -> Outcome[Any]:
    """The outcome of an item that raised `error`."""
    if isinstance(error, MemoryError):
        return Outcome(None, "out of memory")
    return Outcome(None, f"{type(error).__name__}: {shown(str(error), 120)}")
