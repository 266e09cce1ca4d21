"""Files are read by a crew: each can be sent anywhere, and what was read of it goes into the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from mkdocs_results_gallery.build.engines import PRELOAD
from mkdocs_results_gallery.errors import BUG
from mkdocs_results_gallery.executor.crew import Crew
from mkdocs_results_gallery.executor.task import Outcome, sized_task
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.collecting.kept import KeptRecords
from mkdocs_results_gallery.reading.frozen import freeze, key_of_read, thaw
from mkdocs_results_gallery.reading.read import Read, Unread
from mkdocs_results_gallery.reading.tree import Problems
from mkdocs_results_gallery.store import DoubtedStore

Parse = Callable[..., Read]
"""A function of a module, `parsing.parse`: what is read of a file under some limits."""

_FILE, _BYTE = 0.0045, 2.5e-6  # CPU seconds, as measured with files of 1 kB and of 12 kB


def least_cost(files: int) -> float:
    """CPU seconds that so many files take at least, as orders count them."""
    return _FILE * files


@dataclass(frozen=True, slots=True, eq=False)
class ReadingOrder:
    """A file that is to be read, and the key of what is read of it."""

    key: str
    unread: Unread

    @property
    def cost(self) -> float:
        """CPU seconds, roughly, of all that follows for who reads a file: its page is made as well."""
        collected = self.unread.collected
        size = sum(map(len, collected.contents.values())) if collected else len(self.unread.content)
        return _FILE + _BYTE * size


@dataclass(frozen=True, slots=True)
class FileReading:
    """Reads a file, and keeps what was read."""

    parse: Parse
    limits: Limits
    store: DoubtedStore
    is_home: bool = True
    """Whether this is the build itself, and no process that it was sent to."""

    def __reduce__(self) -> tuple[type[FileReading], tuple[Parse, Limits, DoubtedStore, bool]]:
        return FileReading, (self.parse, self.limits, self.store, False)

    def __call__(self, order: ReadingOrder) -> Read | str:
        """Read it; a key: in the store."""
        one = order.unread
        read = self._parsed(one)
        if not is_lasting(read):
            return read
        frozen = freeze(read)
        self.store.put(order.key, frozen)
        return replace(read, key=key_of_read(frozen, one)) if self.is_home else order.key

    def _parsed(self, one: Unread) -> Read:
        if one.collected is None:
            return self.parse(one, self.limits)
        return self.parse(one, self.limits, recall=KeptRecords(self.store, self.limits).recall)

    def has_arrived(self, result: Read | str) -> bool:
        """Whether what a worker has read can be had here."""
        return isinstance(result, Read) or self.store.get(result) is not None

    def found(self, order: ReadingOrder, outcome: Outcome[Read | str]) -> Read:
        """What was read, also where a worker has left that in the store."""
        one = order.unread
        result = outcome.result
        if result is None:
            problems = Problems(one.path)
            problems.error("bug", 0, (), f"{BUG}: {outcome.failure}", "please report it, with this file")
            return Read(None, problems.all(), one.content)
        if isinstance(result, Read):
            return result
        frozen = self.store.get(order.key)
        read = thaw(frozen, one) if frozen is not None else None
        return read or self.parse(one, self.limits)


def is_lasting(read: Read) -> bool:
    """Whether it would be read so again: a fault of ours may be one of the moment, as a want of memory."""
    return not any(problem.message.startswith(BUG) for problem in read.problems)


def read_all(reading: FileReading, orders: Sequence[ReadingOrder], crew: Crew) -> Iterator[Read]:
    """Read all; returns what was read in order."""
    if not orders:
        return
    task = sized_task(reading, [order.cost for order in orders], PRELOAD)
    outcomes: dict[int, Outcome[Read | str]] = {}
    crew.run(task, orders, outcomes.__setitem__, reading.has_arrived)
    for number, order in enumerate(orders):
        yield reading.found(order, outcomes.pop(number))
