"""Experiments are made by a crew: an order can be sent anywhere, what is made goes into the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from mkdocs_results_gallery.build.engines import PRELOAD
from mkdocs_results_gallery.build.kept import find_made, keep_made
from mkdocs_results_gallery.build.made import Job, Made, Parts
from mkdocs_results_gallery.codec import Codec, DamagedError
from mkdocs_results_gallery.errors import described
from mkdocs_results_gallery.executor.crew import Crew
from mkdocs_results_gallery.executor.task import Outcome, sized_task
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.pages.surroundings import Surroundings
from mkdocs_results_gallery.reading.frozen import freeze, thaw
from mkdocs_results_gallery.reading.read import Read, Unread
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.store import DoubtedStore

Make = Callable[[Sequence[Job]], Sequence[tuple[Made, Parts] | Exception]]
"""Makes some experiments; gives why, for those that can't be made."""

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
        source = Unread(experiment.path, experiment.content, Settings(), experiment.sidecar)
        bases = _BASES.encode(self.job.bases)
        return _sent, (self.key, source, frozen, self.job.content, surroundings, bases)

    @property
    def cost(self) -> float:
        """CPU seconds, roughly."""
        return _EXPERIMENT + _CELL * self.cells

    @property
    def cells(self) -> int:
        """Of all tables."""
        return sum(table.values.size for table in self.job.experiment.tables)


def _sent(key: str, source: Unread, frozen: bytes, content: str, surroundings: bytes, bases: bytes) -> Order:
    read = thaw(frozen, source)
    if read is None or read.experiment is None:
        raise DamagedError(f"{source.path} was not sent whole")
    around = _UNPACKED.decode(surroundings)
    return Order(key, Job(read.experiment, content, around, _BASES.decode(bases)))


_PACKED = msgspec.msgpack.Encoder()
_BASES: Codec[tuple[Table | None, ...]] = Codec(tuple[Table | None, ...])
_UNPACKED = msgspec.msgpack.Decoder(Surroundings)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an order."""

    key: str
    made: Made | None
    """None where the store has it, or where it failed."""
    failure: str = ""
    """Why it could not be made; ``""`` when all is well."""


Group = tuple[Order, ...]
"""Orders that are done together: of small experiments, or one alone."""

_CELLS_TOGETHER = 300
"""Cells of the experiments that are made together: more gain nothing, and all of it is held at once."""


def _groups(orders: Iterable[Order]) -> Iterator[Group]:
    """Share out `orders`, in their order."""
    group: list[Order] = []
    cells = 0
    for order in orders:
        if group and cells + order.cells > _CELLS_TOGETHER:
            yield tuple(group)
            group, cells = [], 0
        group.append(order)
        cells += order.cells
    if group:
        yield tuple(group)


class Making:
    """Does orders. Sent to another process, it has all at hand there again."""

    def __init__(self, hire: Callable[[], Make], store: DoubtedStore, make: Make | None = None) -> None:
        """`hire` gives what makes experiments, in another process; `make` is that of the build itself."""
        self._hire = hire
        self._store = store
        self._is_home = make is not None
        self._make = make or hire()

    def __reduce__(self) -> tuple[type[Making], tuple[Callable[[], Make], DoubtedStore]]:
        return Making, (self._hire, self._store)

    def __call__(self, group: Group) -> tuple[Answer, ...]:
        """Make some experiments, and keep all of them."""
        outcomes = self._make([order.job for order in group])
        return tuple(map(self._answer, group, outcomes))

    def _answer(self, order: Order, outcome: tuple[Made, Parts] | Exception) -> Answer:
        if isinstance(outcome, Exception):  # a fault of ours costs this experiment only
            return Answer(order.key, None, described(outcome))
        made, parts = outcome
        keep_made(self._store, order.key, made, parts)
        # what does not last is made again by whoever looks for it in the store
        return Answer(order.key, made if self._is_home or not made.is_lasting else None)

    def has_arrived(self, answers: Sequence[Answer]) -> bool:
        """Whether what a worker has made can be had here."""
        return all(one.made or one.failure or find_made(self._store, one.key, None) for one in answers)

    def found(self, order: Order, answer: Answer) -> Answer:
        """The answer with what was made, also where a worker has left that in the store."""
        if answer.made or answer.failure:
            return answer
        made = find_made(self._store, order.key, order.job)
        return Answer(order.key, made) if made else self((order,))[0]  # the store has lost it since


def make_all(
    making: Making, orders: Sequence[Order], crew: Crew, tell: Callable[[int], None]
) -> Iterator[Answer]:
    """Do all orders; returns the answers in order. `tell` hears of how many there are some, now and then."""
    answers: dict[str, Answer] = {}

    def take(found: Iterable[Answer]) -> None:
        answers.update((one.key, one) for one in found)
        tell(len(answers))

    _do(making, [*_groups(orders)], crew, take)
    # what a process has died of is one experiment of the group
    lost = [order for order in orders if order.key not in answers]
    _do(making, [(order,) for order in lost], crew, take, is_suspect=True)
    for order in orders:
        yield making.found(order, answers[order.key])


def _do(
    making: Making,
    groups: Sequence[Group],
    crew: Crew,
    take: Callable[[Iterable[Answer]], None],
    *,
    is_suspect: bool = False,
) -> None:
    """Let `take` have the answers to all orders, but for those of groups that were lost."""
    if not groups:
        return

    def report(number: int, outcome: Outcome[tuple[Answer, ...]]) -> None:
        group = groups[number]
        if outcome.result is not None:
            take(outcome.result)
        elif len(group) == 1:
            take([Answer(group[0].key, None, outcome.failure)])

    costs = [sum(order.cost for order in group) for group in groups]
    crew.run(sized_task(making, costs, PRELOAD), groups, report, making.has_arrived, is_suspect=is_suspect)
