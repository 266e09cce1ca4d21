"""A site of MkDocs as its last whole build has left it: what rendering single pages again starts from."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Protocol

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage

from mkdocs_results_gallery.embed.galleries import Mention, PlacedGallery
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.hosts.generated_files import BackgroundWrites
from mkdocs_results_gallery.hosts.mkdocs.companions import obstacles
from mkdocs_results_gallery.hosts.mkdocs.files import Renewed
from mkdocs_results_gallery.hosts.mkdocs.search import SearchIndex
from mkdocs_results_gallery.pages.page import Page

if TYPE_CHECKING:
    from jinja2 import Environment


class AskedFiles(Files):
    """All files of a site; they know which page has asked for which of them, there or not."""

    def __init__(self, files: Iterable[File], config: MkDocsConfig) -> None:
        super().__init__(files)
        self._config = config
        self._asked: dict[str, set[str]] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """Do what MkDocs asks for, and note who asks: the page that is read."""
        page = _current(self._config)
        if page is not None:
            self._asked.setdefault(page.file.src_uri, set()).add(PurePath(path).as_posix())
        return super().get_file_from_path(path)

    def forget(self, uri: str) -> None:
        """Expect the page `uri` to ask anew."""
        self._asked.pop(uri, None)

    def asking(self, uris: Iterable[str]) -> list[str]:
        """Name the pages that have asked for one of `uris`."""
        wanted = {*uris}
        return [page for page, asked in self._asked.items() if not wanted.isdisjoint(asked)] if wanted else []


class PageMessages(logging.Handler):
    """What MkDocs and plugins say while one page is read or rendered; a page that isn't says it again."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.config: MkDocsConfig | None = None
        """Of the build that goes on."""
        self._by_page: dict[str, list[logging.LogRecord]] = {}

    def clear(self) -> None:
        """Forget all of them."""
        self._by_page.clear()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message that is about a page."""
        page = _current(self.config) if self.config is not None else None
        if page is not None:
            self._by_page.setdefault(page.file.src_uri, []).append(record)

    def forget(self, uri: str) -> None:
        """Expect the page `uri` to say it anew."""
        self._by_page.pop(uri, None)

    def repeat(self, but: Iterable[str]) -> None:
        """Say again what all pages `but` these have said."""
        left = {*but}
        for uri, records in self._by_page.items():
            for record in records if uri not in left else ():
                log = logging.getLogger(record.name)
                if log.isEnabledFor(record.levelno):
                    log.handle(record)


class ReadAgain(Protocol):
    """The hand-written pages of the site, as `WrittenPages` says."""

    has_feeds: bool

    def renew(self, galleries: Sequence[PlacedGallery]) -> list[str]:
        """Let other galleries stand instead; name the pages that would be read differently now."""

    def overtaken(self) -> list[str]:
        """Name the pages whose finished HTML would be filled differently."""

    def settle(self) -> None:
        """Let each experiment know again which pages speak of it."""

    def forget(self, name: str) -> None:
        """Forget a page that is gone, or is about to be made anew."""

    def report(self) -> list[Problem]:
        """Give one problem for each mistake."""


class Renewable(Protocol):
    """A gallery of the site, as `HostedGallery` says."""

    results: Path
    is_compared: bool
    placed: PlacedGallery
    pages: dict[str, Page]
    writes: BackgroundWrites

    def renew(self, files: Files) -> Renewed:
        """Build anew, and bring `files` and `pages` to what has been made."""

    def report(self) -> None:
        """Say what is wrong with the results."""

    def chain(self, files: Files, kept: Mapping[str, HostPage]) -> None:
        """Make the host's pages, but for `kept` ones, and chain them as previous and next."""

    def mentions(self) -> dict[str, tuple[Mention, ...]]:
        """Return the pages that speak of an experiment, by the URI of its own page."""


@dataclass
class Whole:
    """What MkDocs has made in the course of a build."""

    config: MkDocsConfig
    files: AskedFiles
    nav: Navigation
    env: Environment
    search: SearchIndex
    messages: PageMessages
    including: dict[str, None]
    """Hand-written pages that may have other files in them."""

    @cached_property
    def obstacles(self) -> tuple[str, ...]:
        """Why single pages can't be rendered again; none where they can."""
        return (*obstacles(self.config),)

    def documents(self) -> list[File]:
        """Return the files of all pages, in the order of the site."""
        return [*self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)]


def _current(config: MkDocsConfig) -> HostPage | None:
    """Return the page that MkDocs is reading or rendering."""
    return getattr(config, "_current_page", None)
