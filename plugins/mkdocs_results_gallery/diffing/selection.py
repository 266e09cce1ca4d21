"""Which files must be read to say what differs: those that differ, and those that others speak of."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from mkdocs_results_gallery.diffing.neighbours import COLLECTING, ROW, Neighbours, above, neighbours
from mkdocs_results_gallery.diffing.sideread import SideRead
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading.discover import names_defaults
from mkdocs_results_gallery.revisions.snapshot import Differing, Needle, Snapshot

NAMING = Needle(
    "experiment[\"']?[[:space:]]*[:=]",
    re.compile(rb"experiment[\"']?\s*[:=]"),
)
"""What files hold that may speak of another experiment."""


class FilesToRead:
    """Finds what must be read of two states."""

    def __init__(self, base: Snapshot, head: Snapshot, options: Options) -> None:
        self._both: tuple[Neighbours, ...] = neighbours(base, head, options)

    def around(self, chosen: Iterable[str]) -> set[str]:
        """`chosen`, what says more about them, and what is one table with one of them, in either state."""
        chosen = {*chosen}
        return {path for one in self._both for path in one.of(chosen)}

    def meant(self, name: str) -> frozenset[str]:
        """The files that a name may mean in either state."""
        return frozenset[str]().union(*(one.meant(name) for one in self._both))

    def asked_by(self, reads: Iterable[SideRead]) -> set[str]:
        """What the files that were read name, or may be one table with."""
        found = set[str]()
        for read in reads:
            found |= rows_beside(read)
            found.update(path for name in names_in(read) for path in self.meant(name))
        return found


def first(base: Snapshot, head: Snapshot, found: Differing) -> set[str]:
    """The files that differ, and those of which a folder says something else, or that may name others."""
    if not found.paths:
        return set()
    naming = {*head.holding(NAMING)}  # what holds it in the base alone differs
    chosen = found.paths | naming
    folders = {posixpath.dirname(path) for path in found.paths if names_defaults(posixpath.basename(path))}
    if any(names_defaults(posixpath.basename(path)) for path in naming):
        # of a folder only the table that it declares can name others
        folders.update(posixpath.dirname(path) for path in {*head.holding(COLLECTING)} & naming)
    below = (path for path in base.paths | head.paths if folders and not folders.isdisjoint(above(path)))
    return {*chosen, *below}


def names_in(read: SideRead) -> set[str]:
    """The names of experiments in the claims of what was read."""
    return {
        name
        for experiment in read.experiments.values()
        for claim in experiment.claims
        for one in (*claim.comparisons, *claim.counted)
        if (name := one.term.experiment)
    }


def rows_beside(read: SideRead) -> set[str]:
    """Files that may be rows of one table with one that is no table by itself."""
    alone = [path for path in read.tableless if path.lower().endswith(ROW)]
    if not alone:
        return set()
    others = [path for path in read.excerpt.files.paths if path.lower().endswith(ROW)]
    folders = {posixpath.dirname(path) for path in alone}
    patterns = {pattern for path in alone for pattern in _with_a_gap(path)}
    return {
        path
        for path in others
        if posixpath.dirname(path) in folders or not patterns.isdisjoint(_with_a_gap(path))
    }


def _with_a_gap(path: str) -> Iterator[tuple[str, str]]:
    """Each way to leave out one folder of a path."""
    parts = path.split("/")
    return (("/".join(parts[:at]), "/".join(parts[at + 1 :])) for at in range(len(parts) - 1))
