"""The local preview follows a results folder that comes, goes, and comes back.

MkDocs watches folders that are there when it starts to serve, and its observer gives up one that goes.
"""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent
from watchdog.observers.api import EventEmitter

from mkdocs_results_gallery.regular import is_folder

_SECONDS = 0.5
"""How often the folder is looked for: as often as MkDocs looks for changes."""


class ResultsWatch:
    """Looks whether the results folder is there; where that changes, MkDocs watches it and builds again.

    Only this one path is looked at: a watch on the folder around it would see what a build writes there, and
    every build would start the next one.
    """

    def __init__(self, folder: Path, server: LiveReloadServer) -> None:
        self._folder = folder
        self._server = server
        self._was_there = is_folder(folder)
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
        while not self._stopped.wait(_SECONDS):
            # before it starts, MkDocs has not yet said what it watches
            if self._server.observer.is_alive():
                self._look()

    def _look(self) -> None:
        is_there = is_folder(self._folder)
        if is_there and not self._is_watched():
            self._watch()
            self._build_again()
        elif self._was_there and not is_there:
            self._build_again()
        self._was_there = is_there

    def _is_watched(self) -> bool:
        return any(one.is_alive() for one in self._emitters())

    def _emitters(self) -> list[EventEmitter]:
        """What looks for changes in the folder, or did and has given up."""
        path = str(self._folder)
        return [one for one in tuple(self._server.observer.emitters) if one.watch.path == path]

    def _watch(self) -> None:
        # the observer keeps what it has given up until it is told, as often as it was told to watch it
        with contextlib.suppress(KeyError):
            while True:
                self._server.unwatch(str(self._folder))
        # gone again in between: the next look sees it
        with contextlib.suppress(OSError):
            self._server.watch(str(self._folder))

    def _build_again(self) -> None:
        """Tell MkDocs of a change, as its watch would: it has seen none of what was there before."""
        for one in self._emitters():
            one.queue_event(FileModifiedEvent(one.watch.path))
