"""What a preview remembers from one build to the next, so that an edit costs what it changes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from mkdocs_results_gallery.analysis.related import KnownShared
from mkdocs_results_gallery.build.made import ExperimentLines, JoinedPage, Made
from mkdocs_results_gallery.reading.read import Read, SaidOfFolder

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

SETTLED_NANOSECONDS = 2_000_000_000
"""Age of a change after which another one gets another time, on every file system."""


class Remembered(Generic[Key, Value]):
    """Values by key. What no build asks for between two turns is forgotten."""

    def __init__(self) -> None:
        self._now: dict[Key, Value] = {}
        self._before: dict[Key, Value] = {}

    def turn(self) -> None:
        """Begin another build."""
        self._before, self._now = self._now, {}

    def get(self, key: Key) -> Value | None:
        """Return what was put under `key`, by this build or the one before."""
        found = self._now.get(key)
        if found is None:
            found = self._before.get(key)
            if found is not None:
                self._now[key] = found
        return found

    def put(self, key: Key, value: Value) -> None:
        """Keep a value."""
        self._now[key] = value


class Recent(Generic[Key, Value]):
    """Values by key, of so many bytes together; those that were not asked for the longest are forgotten."""

    def __init__(self, most_bytes: int) -> None:
        self._left = most_bytes
        self._values: dict[Key, tuple[Value, int]] = {}
        """What was asked for last is last."""

    def get(self, key: Key) -> Value | None:
        """Return what was put under `key`, unless it is forgotten."""
        found = self._values.pop(key, None)
        if found is None:
            return None
        self._values[key] = found
        return found[0]

    def put(self, key: Key, value: Value, size: int) -> None:
        """Keep a new value of so many bytes."""
        self._values[key] = value, size
        self._left -= size
        while self._left < 0:
            self._left += self._values.pop(next(iter(self._values)))[1]


LINES_BYTES = 32 * 2**20
"""Bytes of lines that are remembered: of some 2,000 tables of 12 x 3."""


@dataclass(frozen=True, slots=True)
class _State:
    """What changes when somebody writes to a file."""

    device: int
    inode: int
    size: int
    modified: int
    """Nanoseconds, as is the next; some programs set it back."""
    changed: int

    @classmethod
    def of(cls, path: str) -> _State | None:
        """None where there is nothing to be looked at."""
        try:
            found = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - a third of the time
        except (OSError, ValueError):
            return None
        return cls(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


@dataclass(slots=True, eq=False)
class Memory:
    """One of a gallery, held by its host."""

    reads: Remembered[str, Read] = field(default_factory=Remembered)
    """By the key of what was read."""
    folders: Remembered[str, SaidOfFolder] = field(default_factory=Remembered)
    """By the key of a ``_gallery.yaml``."""
    made: Remembered[str, Made] = field(default_factory=Remembered)
    """The small part of what was made of an experiment, by its key."""
    joined: Remembered[str, JoinedPage] = field(default_factory=Remembered)
    """The small part of the page of a shared name, by its key."""
    lines: Recent[str, ExperimentLines] = field(default_factory=lambda: Recent(LINES_BYTES))
    """What this user has made for such pages, by the key of the experiment."""
    shared: KnownShared = field(default_factory=KnownShared)
    """The experiments that lead to each other."""
    now: Callable[[], int] = time.time_ns
    """The clock of the file system, in nanoseconds."""
    builds: int = 0
    """Those that have begun."""
    _contents: Remembered[str, tuple[_State, bytes]] = field(default_factory=Remembered)

    def turn(self) -> None:
        """Begin another build."""
        self.builds += 1
        for one in (self.reads, self.folders, self.made, self.joined, self._contents):
            one.turn()

    def content(self, path: str, most: int, read: Callable[[], bytes]) -> bytes:
        """The bytes of a file of at most so many: remembered if it is as it was, else what `read` gives.

        Of a file that was changed just now nothing is remembered: it may be changed again at the same time.
        """
        state = _State.of(path)
        known = self._contents.get(path)
        if known is not None and known[0] == state and len(known[1]) <= most:
            return known[1]
        content = read()
        if state is not None and self.now() - max(state.modified, state.changed) > SETTLED_NANOSECONDS:
            self._contents.put(path, (state, content))
        return content
