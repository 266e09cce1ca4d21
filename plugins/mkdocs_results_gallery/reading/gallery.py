"""A directory becomes a gallery, each file an experiment. A broken file costs its own page and no more."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Protocol

from mkdocs_results_gallery.errors import Problem, shown
from mkdocs_results_gallery.model import BrokenFile, Gallery
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.provenance import Sidecar
from mkdocs_results_gallery.reading.collecting.collection import CollectedFiles, Collection
from mkdocs_results_gallery.reading.collecting.declared import Declared
from mkdocs_results_gallery.reading.collecting.finders import found_in
from mkdocs_results_gallery.reading.collecting.finders.look import Look
from mkdocs_results_gallery.reading.collecting.finders.rows import find_rows, may_be_rows
from mkdocs_results_gallery.reading.discover import (
    DESCRIBED,
    ChosenPaths,
    Discovered,
    base_of,
    discover,
    within,
)
from mkdocs_results_gallery.reading.documents import archives, table_documents
from mkdocs_results_gallery.reading.folders import Folders
from mkdocs_results_gallery.reading.formats import read_document
from mkdocs_results_gallery.reading.nothing import no_folder, no_pages
from mkdocs_results_gallery.reading.read import Read, SaidOfFolder, Unread
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.titles import titled
from mkdocs_results_gallery.reading.tree import Abort, CellLines, Node, Problems
from mkdocs_results_gallery.safe_open import is_folder
from mkdocs_results_gallery.words.order import natural_path


class Reading(Protocol):
    """How files are read, each by itself: nothing of one depends on another."""

    def content(self, path: str, problems: Problems, limits: Limits, left: int) -> bytes:
        """The bytes of a file, as `discover.read_bytes` gives them."""

    def folder(self, content: bytes, path: str, limits: Limits) -> SaidOfFolder:
        """What the ``_gallery.yaml`` at `path` says, as `folders.parse_folder` reads it."""

    def files(self, unread: Sequence[Unread], limits: Limits) -> Iterator[Read]:
        """Each results file, in order, as `parsing.parse_bytes` reads it."""


def gather(
    results_dir: Path, options: Options, reading: Reading, chosen: ChosenPaths | None = None
) -> Gallery:
    """Read everything below `results_dir`, or what of it is `chosen` as in the whole.

    Never raises for what is there: a file that can't be read is a `BrokenFile`, what is no metric table is a
    problem of severity ``skipped``, a folder without any table is a warning, a missing directory is the only
    problem of an empty gallery.
    """
    if not is_folder(results_dir):
        return Gallery(problems=(no_folder(results_dir),))
    found = (
        chosen.of(discover(results_dir, options, chosen.enters)) if chosen else discover(results_dir, options)
    )
    files = _Files(results_dir, options.limits, reading)
    said = [files.folder(path) for path in found.defaults]
    folders = Folders(said)
    if chosen and any(one.settings.collect for one in said):  # of a table all files are read, or none
        whole = discover(results_dir, options)
        declared = Declared(said, [*whole.files, *whole.unasked])
    else:
        declared = Declared(said, [*found.files, *found.unasked])
    asked = [one for one in declared.collections if chosen is None or not chosen.isdisjoint(one.files)]
    found, collections = _without_taken(found, asked)
    look = Look(found.files, found.unasked, files.peek, files.root)
    found, more = _without_taken(found, found_in(look))
    alone, too_many = within(options.limits.files, found.files)
    reads = files.read(replace(found, files=tuple(alone)), folders, [*collections, *more])
    reads = files.read_rows(reads, folders)
    no_tables = {path: read.content for path, read in reads.items() if _is_no_table(read)}
    problems = [*found.problems, *folders.problems, *too_many]
    problems += declared.problems if chosen is None else []
    problems += _unheard(found.sidecars, [*collections, *more])
    problems += (problem for read in reads.values() for problem in read.problems)
    experiments = titled([read.experiment for read in reads.values() if read.experiment is not None])
    broken = _broken(reads)
    if chosen is None:
        problems += folders.unmatched(found.files)
        problems += may_be_rows(no_tables, folders.words)
        if not broken:  # in such a file there may be what a folder speaks of
            problems += folders.unused(experiments)
        problems += table_documents(results_dir, found.documents)
        problems += archives(found.documents)
        problems += no_pages(results_dir, found, len(experiments), problems)
    return Gallery(
        folders=folders.words,
        experiments=experiments,
        broken=broken,
        problems=tuple(sorted(problems)),
    )


def _is_no_table(read: Read) -> bool:
    """Whether a file could be read, and has nothing that would be a table."""
    return (
        read.experiment is None
        and bool(read.content)
        and not any(problem.severity == "error" for problem in read.problems)
    )


def _unheard(sidecars: Mapping[str, str], collections: Sequence[Collection]) -> Iterator[Problem]:
    """Warn of a file beside one that is a row of a table: nobody would read what it says."""
    taken = {file: one.path for one in collections for file in one.files} if sidecars else {}
    for path, sidecar in sidecars.items():
        if path in taken:
            message = f"expected a table beside it, got a file that is a row of {shown(taken[path], 80)}"
            hint = "say it of that table, under `collect:` in a _gallery.yaml"
            yield Problem(sidecar, 0, 0, "", message, hint, "warning")


def _without_taken(
    found: Discovered, collections: Sequence[Collection]
) -> tuple[Discovered, Sequence[Collection]]:
    """What is left when the files of `collections` are not read by themselves; and these."""
    taken = {file for one in collections for file in one.files}
    if taken:
        files = tuple(path for path in found.files if path not in taken)
        found = replace(
            found, files=files, unasked=tuple(path for path in found.unasked if path not in taken)
        )
    return found, collections


class _Files:
    """The files of a directory, and what they may still take together."""

    def __init__(self, root: Path, limits: Limits, reading: Reading) -> None:
        self._root = os.fspath(root)
        self._limits = limits
        self._reading = reading
        self._bytes_left = limits.total_bytes
        self._peeked: dict[str, bytes | Problems] = {}
        self._cells_left = {"cells": limits.cells, "unwritten_cells": limits.unwritten_cells}

    def folder(self, path: str) -> SaidOfFolder:
        """One ``_gallery.yaml``."""
        content = self._content(path)
        if isinstance(content, Problems):
            return SaidOfFolder(path, Settings(), content.all())
        return self._reading.folder(content, path, self._limits)

    def read(self, found: Discovered, folders: Folders, collections: Sequence[Collection]) -> dict[str, Read]:
        """The results files and those that are one together, by path, in natural order."""
        reads: dict[str, Read] = {}
        unread = []
        for path in found.files:
            content, sidecar = self._content(path), self._sidecar(found.sidecars.get(path))
            wrong = [one for one in (content, sidecar) if isinstance(one, Problems)]
            reads[path] = Read(None, tuple(problem for one in wrong for problem in one.all()))
            if isinstance(content, bytes) and not isinstance(sidecar, Problems):
                unread.append(Unread(path, content, folders.settings_of(path), sidecar))
        for collection in collections:
            unread += self._gathered(collection, folders, reads)
        order = {path: natural_path(path) for path in (*reads, *(one.path for one in unread))}
        unread.sort(key=lambda one: order[one.path])
        for one, read in zip(unread, self._reading.files(unread, self._limits), strict=True):
            reads[one.path] = self._paid(one.path, read) if read.experiment else _without_file(one, read)
        return {path: reads[path] for path in sorted(reads, key=order.__getitem__)}

    def read_rows(self, reads: dict[str, Read], folders: Folders) -> dict[str, Read]:
        """`reads`, with tables in the place of files that are rows of them."""
        none = {path: read.content for path, read in reads.items() if _is_no_table(read)}
        rows = [*find_rows(none, frozenset(reads))]
        if not rows:
            return reads
        self._peeked |= none
        taken = {file for one in rows for file in one.files}
        kept = {path: read for path, read in reads.items() if path not in taken}
        kept |= self.read(Discovered((), (), ()), folders, rows)
        return {path: kept[path] for path in sorted(kept, key=natural_path)}

    def _gathered(self, collection: Collection, folders: Folders, reads: dict[str, Read]) -> Iterator[Unread]:
        """The files of a collection as one; what can't be opened is left out of it, and among the `reads`."""
        contents: dict[str, bytes] = {}
        members = []
        for member in collection.members:
            found = {path: self._content(path) for path in member.files}
            wrong = {path: one for path, one in found.items() if isinstance(one, Problems)}
            reads.update({path: Read(None, one.all()) for path, one in wrong.items()})
            if not wrong:
                contents.update({path: one for path, one in found.items() if isinstance(one, bytes)})
                members.append(member)
        sidecar = self._sidecar(collection.declared or None)
        if members and not isinstance(sidecar, Problems):
            collected = CollectedFiles(replace(collection, members=tuple(members)), contents)
            settings = folders.settings_of(f"{collection.folder}/" if collection.folder else "")
            yield Unread(collection.path, collected.manifest, settings, sidecar, collected)

    def peek(self, path: str) -> bytes:
        """The bytes of a file that is read later, if at all; ``b""`` where something is wrong with it."""
        content = self._peeked.get(path)
        if content is None:
            content = self._peeked[path] = self._content(path)
        return content if isinstance(content, bytes) else b""

    def root(self, path: str) -> Node | None:
        """The tree of such a file; None where something is wrong with it."""
        with suppress(Abort):
            problems = Problems(path)
            root = read_document(self.peek(path), path, problems, self._limits).root
            return None if isinstance(root, CellLines) else root
        return None

    def _content(self, path: str) -> bytes | Problems:
        """The bytes of a file, or what is wrong with it."""
        if path in self._peeked:
            return self._peeked[path]
        problems, whole = Problems(path), f"{self._root}{os.sep}{path}"
        try:
            content = self._reading.content(whole, problems, self._limits, self._bytes_left)
        except Abort:
            return problems
        self._bytes_left -= len(content)
        return content

    def _sidecar(self, path: str | None) -> Sidecar | Problems | None:
        """The file at `path`, which stands beside another one, or what is wrong with it."""
        if path is None:
            return None
        content = self._content(path)
        return content if isinstance(content, Problems) else Sidecar(path, content)

    def _paid(self, path: str, read: Read) -> Read:
        """`read`, unless its tables are more than what is left for this build."""
        cells = sum(table.values.size for table in read.experiment.tables) if read.experiment else 0
        cost = {"cells": cells, "unwritten_cells": max(0, cells - len(read.content))}
        for limit, left in self._cells_left.items():
            if cost[limit] > left:
                return self._unpaid(path, read, limit, cost[limit])
        self._cells_left = {limit: left - cost[limit] for limit, left in self._cells_left.items()}
        return read

    def _unpaid(self, path: str, read: Read, limit: str, cost: int) -> Read:
        problems = Problems(path)
        most = getattr(self._limits, limit)
        more = " that are not written in them" if limit == "unwritten_cells" else ""
        message = f"expected at most {most:,} cells in all files together{more}, got {cost:,} more here"
        hint = f"raise the limit `{limit}`, or leave files out with `exclude`"
        problems.error("limit", 0, (), message, hint)
        return Read(None, (*read.problems, *problems.all()), read.content)


def _without_file(unread: Unread, read: Read) -> Read:
    """`read`, which gave no table, with a word where it could stand beside a file that isn't there."""
    if unread.collected:
        return replace(read, sources=tuple(unread.collected.contents))
    path = unread.path
    if not base_of(path) or PurePosixPath(path).name in DESCRIBED:
        return read
    base = PurePosixPath(path).stem
    message = f"expected the file {shown(base, 80)} beside it, of which this file may speak, got none"
    hint = "give both the same name, but for the .yaml at the end"
    return replace(read, problems=(*read.problems, Problem(path, 0, 0, "", message, hint, "warning")))


def _broken(reads: Mapping[str, Read]) -> tuple[BrokenFile, ...]:
    broken: list[BrokenFile] = []
    for path, read in reads.items():
        wrong = dict.fromkeys(problem.file for problem in read.problems if problem.severity == "error")
        if wrong and read.experiment is None:
            broken.append(BrokenFile(path, read.problems, read.content, read.sources))
        else:  # files that a table had to be made without
            broken += (
                BrokenFile(file, tuple(problem for problem in read.problems if problem.file == file))
                for file in wrong
            )
    return tuple(broken)
