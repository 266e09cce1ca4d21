"""Which files must be read to say what differs: those that differ, and those that others speak of."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from mkdocs_results_gallery.diffing.sideread import SideRead
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading.collecting.collection import Collection
from mkdocs_results_gallery.reading.collecting.declared import Declared
from mkdocs_results_gallery.reading.collecting.finders import found_in
from mkdocs_results_gallery.reading.collecting.finders.look import Look
from mkdocs_results_gallery.reading.discover import DEFAULTS, base_of, excluded, names_defaults, plain, wanted
from mkdocs_results_gallery.reading.folders import parse_folder
from mkdocs_results_gallery.reading.formats import read_document
from mkdocs_results_gallery.reading.hidden import is_hidden
from mkdocs_results_gallery.reading.tree import Abort, CellLines, Node, Problems
from mkdocs_results_gallery.revisions.repository import NotHere
from mkdocs_results_gallery.revisions.snapshot import Differing, Needle, Snapshot
from mkdocs_results_gallery.words.order import natural_path

NAMING = Needle(
    "experiment[\"']?[[:space:]]*[:=]",
    re.compile(rb"experiment[\"']?\s*[:=]"),
)
"""What files hold that may speak of another experiment."""

_COLLECTING = Needle("collect[\"']?[[:space:]]*:", re.compile(rb"collect[\"']?\s*:"), DEFAULTS)

_ROW = ".json"


def first(base: Snapshot, head: Snapshot, found: Differing) -> set[str]:
    """The files that differ, and those of which a folder says something else, or that may name others."""
    if not found.paths:
        return set()
    naming = {*head.holding(NAMING)}  # what holds it in the base alone differs
    chosen = found.paths | naming
    folders = {posixpath.dirname(path) for path in found.paths if names_defaults(posixpath.basename(path))}
    if any(names_defaults(posixpath.basename(path)) for path in naming):
        # of a folder only the table that it declares can name others
        folders.update(posixpath.dirname(path) for path in {*head.holding(_COLLECTING)} & naming)
    below = (path for path in base.paths | head.paths if folders and not folders.isdisjoint(_above(path)))
    return {*chosen, *below}


def _above(path: str) -> Iterator[str]:
    """All folders that a file is in; ``""`` is the outermost."""
    while path.strip("/"):  # in a tree that nobody would make, a path may begin with one
        path = posixpath.dirname(path)
        yield path


class Neighbours:
    """Finds the files of one state that are read together with others."""

    def __init__(
        self, files: Snapshot, options: Options, asked: Iterable[str], unasked: Iterable[str]
    ) -> None:
        """`asked` are the results files of both states, `unasked` those that are read with others at most."""
        self._files = files
        self._options = options
        self._asked = [path for path in asked if path in files.paths]
        self._unasked = [path for path in unasked if path in files.paths]
        self._found: Sequence[Collection] | None = None

    def of(self, chosen: Iterable[str]) -> set[str]:
        """`chosen`, what stands beside or above them, and what is one table with one of them."""
        near = self._near({*chosen})
        declared = self._declared(near)
        for one in (*declared, *self._collected({file for some in declared for file in some.files})):
            files = {*one.files}
            if not files.isdisjoint(near):
                near |= files
        return near

    def _near(self, chosen: set[str]) -> set[str]:
        """`chosen`, the files beside them that say more about them, and what their folders say."""
        above = {folder for path in chosen for folder in _above(path)}
        places = {posixpath.dirname(path) for path in chosen}
        ends, bases = {*map(plain, chosen)}, {*map(base_of, chosen)}
        near = {*chosen}
        for path in self._files.paths:
            folder, name = posixpath.split(path)
            is_beside = folder in places and (base_of(path) in ends or plain(path) in bases)
            if is_beside or (folder in above and names_defaults(name)):
                near.add(path)
        return near

    def _declared(self, near: Iterable[str]) -> Sequence[Collection]:
        """The tables that a folder above any file declares."""
        paths = sorted(
            (path for path in near if names_defaults(posixpath.basename(path))),
            key=lambda path: path.count("/"),
        )
        said = [parse_folder(self._content(path), path, self._options.limits) for path in paths]
        if not any(one.settings.collect for one in said):
            return ()
        return Declared(said, [*self._asked, *self._unasked]).collections

    def _collected(self, taken: set[str]) -> Sequence[Collection]:
        """The tables that tools have written, of files that are not `taken`."""
        if self._found is None:
            asked, unasked = (
                [path for path in some if path not in taken] for some in (self._asked, self._unasked)
            )
            self._found = found_in(Look(asked, unasked, self._content, self._root))
        return self._found

    def _content(self, path: str) -> bytes:
        try:
            return self._files.content(path, self._options.limits.file_bytes)
        except NotHere:
            return b""

    def _root(self, path: str) -> Node | None:
        with suppress(Abort):
            root = read_document(self._content(path), path, Problems(path), self._options.limits).root
            return None if isinstance(root, CellLines) else root
        return None


def neighbours(base: Snapshot, head: Snapshot, options: Options) -> tuple[Neighbours, Neighbours]:
    """Those of both states; most files are in both, and are looked at once."""
    parted = _parted(base.paths | head.paths, options)
    return Neighbours(base, options, *parted), Neighbours(head, options, *parted)


def _parted(paths: Iterable[str], options: Options) -> tuple[list[str], list[str]]:
    """Those of `paths` that would be read, and those that nobody asks for, each in natural order.

    As `discover` finds them, without a look at any: whether a README has results is not known.
    """
    shown = [path for path in paths if not names_defaults(posixpath.basename(path)) and not is_hidden(path)]
    shown.sort(key=natural_path)
    asked = [path for path in shown if wanted(path, options)]
    taken = {*asked}
    return asked, [path for path in shown if path not in taken and not excluded(path, options)]


def named(read: SideRead) -> set[str]:
    """The files that the claims of those that were read may mean by a name."""
    names = {
        name
        for experiment in read.experiments.values()
        for claim in experiment.claims
        for one in (*claim.comparisons, *claim.counted)
        if (name := one.term.experiment)
    }
    return Ends(read.excerpt.files.paths).meant(names) if names else set()


class Ends:
    """Files by the ends of their paths."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._files: dict[str, set[str]] = {}
        for path in paths:
            name = posixpath.basename(path)
            for end in {name, posixpath.splitext(name)[0]}:
                self._files.setdefault(end, set()).add(path)

    def meant(self, names: Iterable[str]) -> set[str]:
        """Those that `names` may mean, as a claim names an experiment: too many rather than too few."""
        ends = {posixpath.basename(posixpath.normpath(name)) for name in names}
        return {path for end in ends for path in self._files.get(end, ())}


def rows_beside(read: SideRead) -> set[str]:
    """Snapshot that may be rows of one table with one that is no table by itself."""
    alone = [path for path in read.tableless if path.lower().endswith(_ROW)]
    if not alone:
        return set()
    others = [path for path in read.excerpt.files.paths if path.lower().endswith(_ROW)]
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
