"""Experiments are made by a crew: an order can be sent anywhere, what is made goes into the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from mkdocs_results_gallery.build.engines import PRELOAD
from mkdocs_results_gallery.build.kept import find_made, keep_made
from mkdocs_results_gallery.build.made import Job, Made, Parts
from mkdocs_results_gallery.codec import DamagedError
from mkdocs_results_gallery.errors import described
from mkdocs_results_gallery.executor.crew import Crew
from mkdocs_results_gallery.executor.task import Outcome, sized_task
from mkdocs_results_gallery.pages.surroundings import Surroundings
from mkdocs_results_gallery.reading.frozen import freeze, thaw
from mkdocs_results_gallery.reading.read import Read, Unread
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.store import Store

Make = Callable[[Job], tuple[Made, Parts]]
"""Makes one experiment."""

_EXPERIMENT, _CELL = 0.0035, 0.000012  # CPU seconds, as measured with tables of 36 and of 1,000 cells


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """An experiment that is to be made, and kept under a key."""

    key: str
    job: Job

    def __reduce__(self) -> tuple[Callable[..., Order], tuple[object, ...]]:
        """Pickle it as what can be: a model has read-only views."""
        experiment = self.job.experiment
        frozen, surroundings = freeze(Read(experiment, ())), _PACKED.encode(self.job.surroundings)
        return _sent, (self.key, experiment.path, experiment.content, frozen, self.job.content, surroundings)

    @property
    def cost(self) -> float:
        """CPU seconds, roughly."""
        return _EXPERIMENT + _CELL * sum(table.values.size for table in self.job.experiment.tables)


def _sent(key: str, path: str, source: bytes, frozen: bytes, content: str, surroundings: bytes) -> Order:
    read = thaw(frozen, Unread(path, source, Settings()))
    if read is None or read.experiment is None:
        raise DamagedError(f"{path} was not sent whole")
    return Order(key, Job(read.experiment, content, _UNPACKED.decode(surroundings)))


_PACKED = msgspec.msgpack.Encoder()
_UNPACKED = msgspec.msgpack.Decoder(Surroundings)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an order."""

    key: str
    made: Made | None
    """None where the store has it, or where it failed."""
    failure: str = ""
    """Why it could not be made; ``""`` when all is well."""


class Making:
    """Does an order. Sent to another process, it has all at hand there again."""

    def __init__(self, hire: Callable[[], Make], store: Store, make: Make | None = None) -> None:
        """`hire` gives what makes an experiment, in another process; `make` is that of the build itself."""
        self._hire = hire
        self._store = store
        self._is_home = make is not None
        self._make = make or hire()

    def __reduce__(self) -> tuple[type[Making], tuple[Callable[[], Make], Store]]:
        return Making, (self._hire, self._store)

    def __call__(self, order: Order) -> Answer:
        """Make an experiment, and keep all of it."""
        try:
            made, parts = self._make(order.job)
        except Exception as error:  # a fault of ours costs this experiment only
            return Answer(order.key, None, described(error))
        keep_made(self._store, order.key, made, parts)
        # what does not last is made again by whoever looks for it in the store
        return Answer(order.key, made if self._is_home or not made.is_lasting else None)

    def has_arrived(self, answer: Answer) -> bool:
        """Whether what a worker has made can be had here."""
        return bool(answer.made or answer.failure or find_made(self._store, answer.key, None))

    def found(self, order: Order, outcome: Outcome[Answer]) -> Answer:
        """The answer with what was made, also where a worker has left that in the store."""
        answer = outcome.result
        if answer is None:
            return Answer(order.key, None, outcome.failure)
        if answer.made or answer.failure:
            return answer
        made = find_made(self._store, order.key, order.job)
        return Answer(order.key, made) if made else self(order)  # the store has lost it since


def make_all(making: Making, orders: Sequence[Order], crew: Crew) -> Iterator[Answer]:
    """Do all orders; returns the answers in order."""
    if not orders:
        return
    outcomes: dict[int, Outcome[Answer]] = {}
    task = sized_task(making, [order.cost for order in orders], PRELOAD)
    crew.run(task, orders, outcomes.__setitem__, making.has_arrived)
    for number, order in enumerate(orders):
        yield making.found(order, outcomes.pop(number))
