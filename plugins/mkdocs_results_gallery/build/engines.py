"""What works for a build and what keeps its results, as the options say; what they can't do is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from mkdocs_results_gallery.errors import Problem, shown
from mkdocs_results_gallery.executor.crew import Crew
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.store import (
    DoubtedStore,
    GuardedStore,
    MemoryStore,
    Store,
    environment,
    key_of,
    store_in,
)

PRELOAD = ("mkdocs_results_gallery.build",)
"""What a process imports for all that a build gives it, so that the same processes do all of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Engines:
    """A crew and a store."""

    crew: Crew
    store: DoubtedStore
    is_new: bool = False
    """Whether nothing has been kept in the store before."""
    failures: list[str] = field(default_factory=list)
    """Why the owner's store could not be opened."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What went wrong with them so far. It costs time only, and nothing of the site."""
        guarded = self.store.trouble if isinstance(self.store, GuardedStore) else ""
        stores = [*self.failures, *([guarded] if guarded else [])]
        return (
            *(_problem("executor", one, "the build did the rest itself") for one in self.crew.troubles),
            *(_problem("store", one, "the build went on without it") for one in stores),
        )


def _problem(option: str, trouble: str, consequence: str) -> Problem:
    # so a strict build does not fail for it
    return Problem("", 0, 0, option, trouble, consequence, "skipped")


@contextmanager
def opened(options: Options) -> Iterator[Engines]:
    """Get ready for a build, and leave no process behind."""
    store, is_new, failures = _store(options)
    # what another process keeps in its memory is lost with it
    opening, workers = (None, 0) if isinstance(store, MemoryStore) else (options.executor, options.workers)
    with Crew(workers, opening, environment) as crew:
        yield Engines(crew, store, is_new, failures)


def _store(options: Options) -> tuple[DoubtedStore, bool, list[str]]:
    """The store, whether it is new, and why it is not the one that was asked for."""
    failures = []
    folder = store_in(options.cache)
    if options.store is not None:
        try:
            guarded = GuardedStore(options.store(), folder)
            is_new = _is_new(guarded)
            if _keeps(guarded) and not guarded.trouble:
                return guarded, is_new, []
            failures.append(guarded.trouble or "it gave nothing back of what it was given")
        except Exception as error:  # the code of the site's owner
            failures.append(f"{type(error).__name__}: {shown(str(error), 120)}")
    is_new = _is_new(folder)
    return folder if _keeps(folder) else MemoryStore(), is_new, failures


def _is_new(store: Store) -> bool:
    """Whether no build has begun with it yet."""
    return store.get(_PROBE) is None


def _keeps(store: Store) -> bool:
    """Whether what is put there can be had again: pages are loaded from it when they are written."""
    if store.get(_PROBE) is None:
        store.put(_PROBE, b"")
    return store.get(_PROBE) is not None


_PROBE = key_of("probe")
