"""Pages of rows and metrics are joined by a crew: an order can be sent anywhere, the store has the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from mkdocs_results_gallery.build.engines import PRELOAD
from mkdocs_results_gallery.build.gathering import Gathering, JoinOrder, Send
from mkdocs_results_gallery.build.kept import find_lines
from mkdocs_results_gallery.build.made import ExperimentLines
from mkdocs_results_gallery.errors import Fence
from mkdocs_results_gallery.executor.crew import Crew
from mkdocs_results_gallery.executor.task import sized_task
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.links import AddressStyle
from mkdocs_results_gallery.pages.standing import Frame
from mkdocs_results_gallery.pages.templating import Templates, TheirTemplates
from mkdocs_results_gallery.store import DoubtedStore


@dataclass(frozen=True, slots=True, eq=False)
class Joining:
    """Does orders: it can be sent to other processes."""

    options: Options
    templates: TheirTemplates
    own_title: str
    conditions: str
    store: DoubtedStore

    def __call__(self, order: JoinOrder) -> tuple[str, ...]:
        """Join pages, and keep them; returns the keys of those that could be joined."""
        frame = Frame(
            options=self.options,
            templates=Templates(self.templates, self.options.language),
            addresses=AddressStyle(self.options.directory_urls),
            own_title=self.own_title,
        )
        away = _Away(self.store, self.conditions, frame, order.keys)
        made = away._joined(order.names, Fence())
        return tuple(name.key for name in order.names if made.get(name.subject))

    def have_arrived(self, keys: Sequence[str]) -> bool:
        """Whether pages can be had here that were joined elsewhere."""
        return all(self.store.get(key) is not None for key in keys)

    def by(self, crew: Crew) -> Send:
        """Have orders done by a crew."""

        def send(orders: Sequence[JoinOrder]) -> None:
            task = sized_task(self, [order.cost for order in orders], PRELOAD)
            crew.run(task, orders, lambda *_: None, self.have_arrived)

        return Send(crew.pays, send)


class _Away(Gathering):
    """Gathering in another process, which knows experiments by their keys."""

    def __init__(self, store: DoubtedStore, conditions: str, frame: Frame, keys: Mapping[int, str]) -> None:
        super().__init__(store, conditions, _nobody, frame, ())
        self._keys = keys

    def _tables(self, at: int, *, in_doubt: bool) -> ExperimentLines:
        found = find_lines(self._store, self._keys[at])
        return _nobody() if found is None or (in_doubt and not found.is_own) else found


def _nobody(*_: object) -> NoReturn:
    raise LookupError("experiments are made in the build only")
