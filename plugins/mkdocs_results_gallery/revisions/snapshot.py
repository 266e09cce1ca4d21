"""The files of one folder in one state, and those that differ between two; paths are below it, with ``/``."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from mkdocs_results_gallery.revisions.repository import (
    LINK,
    SUBMODULE,
    Inventory,
    Moved,
    NotHere,
    Repository,
    Revision,
)
from mkdocs_results_gallery.safe_open import is_folder, open_regular, read_regular


class Snapshot(Protocol):
    """The files of a folder in one state."""

    @property
    def name(self) -> str:
        """What it is, in the words of whoever asked."""

    @property
    def is_there(self) -> bool:
        """Whether there is such a folder."""

    @property
    def paths(self) -> frozenset[str]:
        """Of all files that hold bytes, hidden ones too."""

    @property
    def strange(self) -> Mapping[str, str]:
        """By path what is there in the place of a file, in words: a link, a submodule."""

    def key(self, path: str) -> str:
        """Say in a few letters what is at `path`, for a file as git does; ``""`` where there is nothing."""

    def content(self, path: str, most: int) -> bytes:
        """Return the first `most` bytes of a file. Raises NotHere."""

    def holding(self, needle: Needle) -> Iterator[str]:
        """The files that hold some words."""

    def renamed_since(self, base: Snapshot) -> Mapping[str, str]:
        """From the path of a file to that which it had in `base`, as far as anybody knows it."""


@dataclass(frozen=True, slots=True)
class Needle:
    """What is looked for in bytes: the same in both notations."""

    posix: str
    """An extended regular expression as POSIX has it."""
    python: re.Pattern[bytes]
    endings: tuple[str, ...] = ("",)
    """Of the names of files that may hold it, in lower case."""

    def may_be_in(self, path: str) -> bool:
        """Whether a file of this name is looked at."""
        return path.lower().endswith(self.endings)


@dataclass(frozen=True, eq=False)
class CommittedFiles:
    """A folder as a revision has it."""

    repository: Repository
    revision: Revision
    folder: str
    """Below the top of the repository; ``""``: the top."""

    @property
    def name(self) -> str:
        """As its revision was called."""
        return self.revision.name

    @cached_property
    def _listed(self) -> Inventory:
        return self.repository.listed(self.revision, self.folder)

    @property
    def is_there(self) -> bool:
        """Whether the revision has the folder."""
        return self._listed.is_there

    @cached_property
    def paths(self) -> frozenset[str]:
        """Of all files."""
        return frozenset(self._listed.ids)

    @property
    def strange(self) -> Mapping[str, str]:
        """Links and submodules."""
        return self._listed.strange

    def key(self, path: str) -> str:
        """Give the id that git knows the content by."""
        listed = self._listed
        return listed.ids.get(path) or listed.marks.get(path, "")

    def content(self, path: str, most: int) -> bytes:
        """Return the first `most` bytes of a file. Raises NotHere."""
        return self.repository.content(self.key(path), most)

    def holding(self, needle: Needle) -> Iterator[str]:
        """The files that hold some words: git looks for them."""
        if self.is_there:
            found = self.repository.holding(self.revision, self.folder, needle.posix)
            yield from filter(needle.may_be_in, found)

    def renamed_since(self, base: Snapshot) -> Mapping[str, str]:
        """From the path of a file to that which it had in `base`, by git's own look."""
        if not isinstance(base, CommittedFiles) or base.repository is not self.repository:
            return {}
        if not (self.is_there and base.is_there and self.paths - base.paths and base.paths - self.paths):
            return {}
        return self.repository.renamed(base.revision, self.revision, (base.folder, self.folder))


@dataclass(frozen=True, eq=False)
class FolderFiles:
    """A folder on disk, whatever git knows of it."""

    name: str
    root: Path
    is_deep: bool = True
    """Whether the folders in it belong to it too."""

    @property
    def is_there(self) -> bool:
        """Whether there is such a folder."""
        return is_folder(self.root)

    @cached_property
    def _listed(self) -> Inventory:
        return _listed(self.root, is_deep=self.is_deep)

    @cached_property
    def paths(self) -> frozenset[str]:
        """Of all files."""
        return frozenset(self._listed.ids)

    @property
    def strange(self) -> Mapping[str, str]:
        """Links, pipes and the like."""
        return self._listed.strange

    def key(self, path: str) -> str:
        """Give the id that git would know the content by."""
        found = self._listed.ids.get(path)
        if found == "":
            found = self._listed.ids[path] = _id_on_disk(self.root / path, "sha1")
        return found or self.strange.get(path, "")

    def content(self, path: str, most: int) -> bytes:
        """Return the first `most` bytes of a file. Raises NotHere."""
        return _on_disk(self.root / path, most)

    def holding(self, needle: Needle) -> Iterator[str]:
        """The files that hold some words."""
        return (path for path in filter(needle.may_be_in, self.paths) if _holds(self.root / path, needle))

    def renamed_since(self, base: Snapshot) -> Mapping[str, str]:
        """Nothing is known but what the files hold."""
        return {}


@dataclass(frozen=True, eq=False)
class WorkingFiles:
    """A folder of a working tree: what is as in a revision comes from there, all else from disk.

    What git ignores is no part of it, as it is in no revision.
    """

    name: str
    root: Path
    base: CommittedFiles
    """The same folder in a revision."""

    @cached_property
    def _moved(self) -> Moved:
        """All that differs from the revision, new files too."""
        repository, folder = self.base.repository, self.base.folder
        moved = repository.moved_since(self.base.revision, folder)
        for path in repository.untracked(folder):
            what = _what_on_disk(self.root / path)
            if what:
                moved.strange[path.rstrip("/")] = what
            else:
                moved.changed.add(path)
        return moved

    @cached_property
    def _ids(self) -> dict[str, str]:
        algorithm = self.base.revision.algorithm
        return {path: _id_on_disk(self.root / path, algorithm) for path in self._moved.changed}

    @property
    def is_there(self) -> bool:
        """Whether there is such a folder."""
        return is_folder(self.root)

    @cached_property
    def paths(self) -> frozenset[str]:
        """Of all files."""
        moved = self._moved
        return (self.base.paths - moved.gone - moved.strange.keys()) | moved.changed

    @cached_property
    def strange(self) -> Mapping[str, str]:
        """Links, submodules and the like."""
        moved, before = self._moved, self.base.strange.items()
        touched = moved.gone | moved.changed
        return {path: what for path, what in before if path not in touched} | moved.strange

    def key(self, path: str) -> str:
        """Give the id that git knows the content by."""
        if path in self._ids or path in self._moved.strange:
            return self._ids.get(path) or self._moved.strange[path]
        return "" if path in self._moved.gone else self.base.key(path)

    def content(self, path: str, most: int) -> bytes:
        """Return the first `most` bytes of a file. Raises NotHere."""
        is_other = path in self._moved.changed
        return _on_disk(self.root / path, most) if is_other else self.base.content(path, most)

    def holding(self, needle: Needle) -> Iterator[str]:
        """The files that hold some words."""
        changed = self._moved.changed
        as_there = self.paths - changed
        yield from (path for path in self.base.holding(needle) if path in as_there)
        yield from (path for path in filter(needle.may_be_in, changed) if _holds(self.root / path, needle))

    def renamed_since(self, base: Snapshot) -> Mapping[str, str]:
        """From the path of a file to that which it had in `base`, by git's own look."""
        return self._moved.renamed if base is self.base else {}


@dataclass(frozen=True, slots=True)
class Differing:
    """The files that differ between two states of a folder."""

    paths: frozenset[str]
    """Of all that are not the same on both sides, or on one side only."""
    renamed: Mapping[str, str]
    """From the path of a file in the head to that which it had in the base and has no longer."""


def differing(base: Snapshot, head: Snapshot, endings: tuple[str, ...] = ("",)) -> Differing:
    """Compare two states of a folder by what their files hold, of those whose names end so in lower case."""
    known = base.paths | head.paths | base.strange.keys() | head.strange.keys()
    paths = frozenset(
        path for path in known if path.lower().endswith(endings) and base.key(path) != head.key(path)
    )
    gone, new = paths & (base.paths - head.paths), paths & (head.paths - base.paths)
    renamed = {path: old for path, old in head.renamed_since(base).items() if path in new and old in gone}
    if gone and new:  # a file that was moved and not told to git
        taken = {*renamed.values()}
        by_key: dict[str, str] = {}
        for path in sorted(gone - taken):
            by_key.setdefault(base.key(path), path)
        for path in sorted(new - renamed.keys()):
            if old := by_key.pop(head.key(path), None):
                renamed[path] = old
    return Differing(paths, renamed)


def _listed(root: Path, *, is_deep: bool) -> Inventory:
    """All that lies below a folder on disk; links are not entered, nor is what git keeps there."""
    found = Inventory({}, {})
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder) as there:
                entries = list(there)
        except OSError as error:
            found.strange[folder] = f"a folder that can't be read: {error.strerror}"
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                if is_deep and entry.name != _GIT:
                    waiting.append(path)
            elif entry.is_file(follow_symlinks=False):
                found.ids[path] = ""
            else:
                found.strange[path] = LINK if entry.is_symlink() else _OTHER
    return found


def _what_on_disk(path: Path) -> str:
    """What is there in the place of a file, in words; ``""`` for a file."""
    try:
        mode = os.lstat(path).st_mode
    except OSError as error:
        return f"one that can't be read: {error.strerror}"
    if stat.S_ISDIR(mode):  # git goes no further, as another repository begins there
        return SUBMODULE
    return "" if stat.S_ISREG(mode) else LINK if stat.S_ISLNK(mode) else _OTHER


def _on_disk(path: Path, most: int) -> bytes:
    try:
        return read_regular(path, most)
    except (OSError, ValueError) as error:
        raise NotHere((isinstance(error, OSError) and error.strerror) or "it has no valid name") from None


def _id_on_disk(path: Path, algorithm: str) -> str:
    """The id that git gives to a content; one that no content has where it can't be read."""
    try:
        with open_regular(path) as (descriptor, state):
            digest = hashlib.new(algorithm, b"blob %d\0" % state.st_size, usedforsecurity=False)
            while chunk := os.read(descriptor, _CHUNK):
                digest.update(chunk)
    except (OSError, ValueError):
        return f"unreadable {path}"
    return digest.hexdigest()


def _holds(path: Path, needle: Needle) -> bool:
    try:
        return needle.python.search(read_regular(path, _MOST)) is not None
    except (OSError, ValueError):
        return False


_GIT = ".git"
_OTHER = "a device, a socket or a pipe"
_CHUNK = 1 << 20
_MOST = 64 << 20
"""Bytes of a file in which words are looked for."""
