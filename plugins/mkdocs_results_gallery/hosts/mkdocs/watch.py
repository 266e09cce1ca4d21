"""What a preview sees of the changes of files."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingEmitter
from watchdog.utils.dirsnapshot import DirectorySnapshot

from mkdocs_results_gallery.hosts.base import Base
from mkdocs_results_gallery.safe_open import is_folder

if TYPE_CHECKING:  # only a preview needs them
    from mkdocs.livereload import LiveReloadServer
    from watchdog.observers.api import BaseObserver, EventEmitter

_SECONDS = 0.5
"""How often the folder is looked for: as often as MkDocs looks for changes."""
_LEAST_SECONDS = 0.1
_SHARE = 20
"""Of the time, looks for changes in the results take at most one part in so many."""


_LOOKS_BETWEEN = 20
"""Looks for the folder between two measurements of what a look for changes in it takes."""


def interval(look: float) -> float:
    """Seconds between two looks for changes in the results, where one look takes `look` seconds.

    An edit waits for the next look: so they come as often as a small share of a core allows, and never less
    often than MkDocs looks for changes elsewhere.
    """
    return min(max(_LEAST_SECONDS, _SHARE * look), _SECONDS)


class Changes(FileSystemEventHandler):
    """The paths of all files that have changed, as MkDocs' own watch reports them."""

    def __init__(self, observer: BaseObserver) -> None:
        self._observer = observer
        self._paths: set[str] = set()
        self._lock = threading.Lock()
        for one in tuple(observer.emitters):
            observer.add_handler_for_watch(self, one.watch)

    def follow(self, path: str) -> None:
        """Hear of what MkDocs watches or is about to watch at `path`: both share one look at the files."""
        self._observer.schedule(self, os.path.abspath(path), recursive=True)  # noqa: PTH100 - as MkDocs writes it

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Keep the paths of an event; MkDocs ignores those of folders as well."""
        if event.is_directory:
            return
        with self._lock:
            # older releases of watchdog give only a move a second path
            self._paths |= {
                os.fsdecode(path) for path in (event.src_path, getattr(event, "dest_path", "")) if path
            }

    def take(self) -> set[str]:
        """Give what has changed since the last call."""
        with self._lock:
            paths, self._paths = self._paths, set()
        return paths


class ResultsWatch:
    """Looks whether the results folder is there; where that changes, MkDocs watches it and builds again.

    Only this one path is looked at: a watch on the folder around it would see what a build writes there, and
    every build would start the next one.
    """

    def __init__(self, folder: Path, server: LiveReloadServer, base: Base | None = None) -> None:
        """`base` is what the results are compared with: a commit may move it."""
        self.changes: Changes | None = None
        """Also to be told of changes in the folder, as MkDocs is."""
        self._folder = folder
        self._server = server
        self._was_there = is_folder(folder)
        self._signs = base.signs() if base else []
        self._stamps = self._stamped()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="results-gallery watch", daemon=True)

    def start(self) -> None:
        """Begin to look, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        looks = 0
        while not self._stopped.wait(_SECONDS):
            # before it starts, MkDocs has not yet said what it watches
            if self._server.observer.is_alive():
                self._look()
                if looks % _LOOKS_BETWEEN == 0:  # the folder grows, and may be made anew
                    self._set_pace()
                looks += 1

    def _set_pace(self) -> None:
        """Let the watch of the results look for changes as often as it may."""
        for one in self._emitters():
            if isinstance(one, PollingEmitter):
                start = time.perf_counter()  # a slow disk is not to be asked more often either
                with contextlib.suppress(OSError):
                    DirectorySnapshot(one.watch.path)
                # it has no other way to be told
                one._timeout = interval(time.perf_counter() - start)

    def _look(self) -> None:
        is_there = is_folder(self._folder)
        if is_there and not self._is_watched():
            self._watch()
            self._build_again()
        elif (self._was_there and not is_there) or self._has_moved():
            self._build_again()
        self._was_there = is_there

    def _has_moved(self) -> bool:
        """Whether the name of the base may mean another state than at the last look."""
        before, self._stamps = self._stamps, self._stamped()
        return before != self._stamps

    def _stamped(self) -> list[int]:
        """When each of its signs was written to; 0 for one that is not there."""
        stamps = []
        for path in self._signs:
            try:
                stamps.append(path.stat().st_mtime_ns)
            except OSError:
                stamps.append(0)
        return stamps

    def _is_watched(self) -> bool:
        return any(one.is_alive() for one in self._emitters())

    def _emitters(self) -> list[EventEmitter]:
        """Return what looks for changes in the folder, or did and has given up."""
        path = str(self._folder)
        return [one for one in tuple(self._server.observer.emitters) if one.watch.path == path]

    def _watch(self) -> None:
        # the observer keeps what it has given up until `unwatch` is called as often as `watch` was
        with contextlib.suppress(KeyError):
            while True:
                self._server.unwatch(str(self._folder))
        # gone again in between: the next look sees it
        with contextlib.suppress(OSError):
            self._server.watch(str(self._folder))
            if self.changes is not None:
                self.changes.follow(str(self._folder))

    def _build_again(self) -> None:
        """Report a change to MkDocs, as its watch would: it has seen none of what was there before."""
        for one in self._emitters():
            one.queue_event(FileModifiedEvent(one.watch.path))
