"""The files of one state that are read together with others, or that a name may mean."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property

from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading.collecting.collection import Collection
from mkdocs_results_gallery.reading.collecting.declared import Declared
from mkdocs_results_gallery.reading.collecting.finders import found_in
from mkdocs_results_gallery.reading.collecting.finders.look import Look
from mkdocs_results_gallery.reading.discover import (
    DEFAULTS,
    base_of,
    excluded,
    names_defaults,
    plain,
    wanted,
)
from mkdocs_results_gallery.reading.folders import parse_folder
from mkdocs_results_gallery.reading.formats import read_document
from mkdocs_results_gallery.reading.hidden import is_hidden
from mkdocs_results_gallery.reading.tree import Abort, CellLines, Node, Problems
from mkdocs_results_gallery.revisions.repository import NotHere
from mkdocs_results_gallery.revisions.snapshot import Needle, Snapshot
from mkdocs_results_gallery.words.order import natural_path

COLLECTING = Needle("collect[\"']?[[:space:]]*:", re.compile(rb"collect[\"']?\s*:"), DEFAULTS)
"""What a folder says that declares a table of many files."""

_LEADING_UP = re.compile(r"^(\.\./)+")

ROW = ".json"
"""The ending of files that may be rows of a table without anybody saying so."""


def above(path: str) -> Iterator[str]:
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
        self._meant: dict[str, frozenset[str]] = {}

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
        folders = {folder for path in chosen for folder in above(path)}
        places = {posixpath.dirname(path) for path in chosen}
        ends, bases = {*map(plain, chosen)}, {*map(base_of, chosen)}
        near = {*chosen}
        for path in self._files.paths:
            folder, name = posixpath.split(path)
            is_beside = folder in places and (base_of(path) in ends or plain(path) in bases)
            if is_beside or (folder in folders and names_defaults(name)):
                near.add(path)
        return near

    def meant(self, name: str) -> frozenset[str]:
        """The files that `name` may mean, as a claim names an experiment: too many rather than too few."""
        end = _LEADING_UP.sub("", posixpath.normpath(name))
        if end not in self._meant:
            row = posixpath.basename(end)
            found = {path for path in self._files.paths if _ends_in(path, end) or _is_row_of(row, path)}
            for table in self._tables:
                if _ends_in(table.path, end):
                    found.update(table.files)
            self._meant[end] = frozenset(found)
        return self._meant[end]

    @cached_property
    def _tables(self) -> Sequence[Collection]:
        """All tables of many files that are known without a look into each."""
        folders = (path for path in self._files.paths if names_defaults(posixpath.basename(path)))
        declared = self._declared(path for path in folders if COLLECTING.python.search(self._content(path)))
        return (*declared, *self._collected({file for one in declared for file in one.files}))

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


def _ends_in(path: str, name: str) -> bool:
    """Whether a path may be called so: it is its end, with its suffix or without."""
    return name in path and any(f"/{one}".endswith(f"/{name}") for one in (path, posixpath.splitext(path)[0]))


def _is_row_of(folder: str, path: str) -> bool:
    """Whether a file may be a row of a table that is called as its folder."""
    return path.lower().endswith(ROW) and posixpath.basename(posixpath.dirname(path)) == folder
