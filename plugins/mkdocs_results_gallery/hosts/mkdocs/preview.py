"""A preview that renders only what an edit has changed, and the whole site where that can't be known."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from mkdocs_results_gallery.collector import without_collection
from mkdocs_results_gallery.errors import described, legible
from mkdocs_results_gallery.hosts.mkdocs.companions import may_include
from mkdocs_results_gallery.hosts.mkdocs.search import SearchIndex
from mkdocs_results_gallery.hosts.mkdocs.update import NotInPlace, Update, edits
from mkdocs_results_gallery.hosts.mkdocs.whole import AskedFiles, PageMessages, ReadAgain, Renewable, Whole
from mkdocs_results_gallery.words.phrases import counted

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer

    from mkdocs_results_gallery.hosts.mkdocs.watch import Changes, ResultsWatch

log = get_plugin_logger("results-gallery")


class Preview:
    """Stands instead of the builder of MkDocs' server, which it calls where it can't do better.

    The plugin that leads keeps it across builds: it is what a preview remembers.
    """

    def __init__(self) -> None:
        self._is_on = False
        self.messages = PageMessages()
        self.rendered: list[str] = []
        """URIs of the pages that the last update has rendered."""
        self._changes: Changes | None = None
        self._build_all: Callable[..., None] = _nothing
        self._told: set[str] = set()
        self._forget()

    def switch_off(self) -> None:
        """Keep nothing any more."""
        self._is_on = False
        logging.getLogger("mkdocs").removeHandler(self.messages)
        self._forget()

    def _forget(self) -> None:
        self._whole: Whole | None = None
        self._nav: Navigation | None = None
        self._galleries: list[Renewable] = []
        self._including: dict[str, None] = {}

    def begin(self, config: MkDocsConfig, prose: ReadAgain, *, is_on: bool) -> None:
        """Expect a build of the whole site, and keep what an update will need; nothing unless `is_on`."""
        self._forget()
        if is_on and not self._is_on:
            self._told.clear()
            logging.getLogger("mkdocs").addHandler(self.messages)
        self._is_on = is_on
        self._prose = prose
        self.messages.clear()
        self.messages.config = config

    def join(self, gallery: Renewable) -> None:
        """Take part of the site."""
        self._galleries.append(gallery)

    def asked(self, files: Files, config: MkDocsConfig) -> Files:
        """Return `files`, which know from now on who asks for them."""
        return AskedFiles(files, config) if self._is_on else files

    def place(self, nav: Navigation) -> None:
        """Take note of the navigation of the site."""
        self._nav = nav

    def start(self, config: MkDocsConfig, files: Files, env: Environment) -> None:
        """Take note of what pages are rendered with; all have been read."""
        # another plugin may have put others in the place of our files
        if self._is_on and isinstance(files, AskedFiles) and self._nav is not None:
            index = SearchIndex(config)
            self._whole = Whole(config, files, self._nav, env, index, self.messages, self._including)

    def read(self, uri: str, markdown: str) -> None:
        """Take note of a hand-written page."""
        self._including.pop(uri, None)
        if self._is_on and may_include(markdown):
            self._including[uri] = None

    def indexed(self, uri: str) -> None:
        """Take note that the search has had a look at a page."""
        if self._whole is not None:
            self._whole.search.note(uri)

    def stand_in(
        self, server: LiveReloadServer, config: MkDocsConfig, watches: Sequence[ResultsWatch]
    ) -> None:
        """Do from now on what the builder of `server` did; `config` says what it is yet to watch."""
        from mkdocs_results_gallery.hosts.mkdocs.watch import Changes

        if not self._is_on:
            return
        self._changes = Changes(server.observer)
        for path in config.watch:
            self._changes.follow(path)
        for watch in watches:
            watch.changes = self._changes
        self._build_all, server.builder = server.builder, self.build

    def build(self, config: MkDocsConfig | None = None) -> None:
        """Bring the site to what is on disk: page by page if that is as good as the whole of it."""
        paths = self._changes.take() if self._changes is not None else set()
        reason = self._update(paths) if config is None else ""
        if reason is None:
            return
        if reason and reason not in self._told:
            log.info(f"builds the whole site: {legible(reason)}")
            self._told.add(reason)
        self._forget()
        try:
            self._build_all(config)
        except BaseException:
            self._forget()
            raise

    def _update(self, paths: set[str]) -> str | None:
        """Update the site in place; give a reason why that wasn't done, ``""`` for one not worth a word."""
        whole, start = self._whole, time.monotonic()
        if whole is None or not paths:
            return ""
        if whole.obstacles:
            return whole.obstacles[0]
        if self._prose.has_feeds:
            return "the site has feeds, which are written from all pages"
        update = Update(whole, self._galleries, self._prose)
        try:
            with without_collection():
                update.run(edits(paths, whole, [one.results for one in self._galleries]))
        except NotInPlace as reason:
            return str(reason)
        except Exception as error:
            return f"an update in place failed: {described(error)}"
        self.rendered = update.rendered
        log.info(f"Updated {counted(len(self.rendered), 'page')} in {time.monotonic() - start:.2f} seconds")
        return None


def _nothing(*_: object) -> None:
    """Nothing is to be built yet."""
