"""Renders single pages of a site again, in the host's own way; nothing else of it is made anew.

What comes out is what a build of the whole site gives. Where that can't be known, `NotInPlace` is raised.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands import build as host
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as HostPage

from mkdocs_results_gallery.hosts.mkdocs.companions import is_named_in_settings, overrides
from mkdocs_results_gallery.hosts.mkdocs.files import Renewed, is_ours, log_problems
from mkdocs_results_gallery.hosts.mkdocs.whole import ReadAgain, Renewable, Whole


class NotInPlace(Exception):  # noqa: N818 - a message to the one who asked, not an accident
    """The whole site is to be built; says why."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What has changed on disk."""

    pages: tuple[File, ...] = ()
    """Hand-written pages whose text has changed."""
    copies: tuple[File, ...] = ()
    """Files that the site has as they are."""
    has_results: bool = False
    """Whether anything in a folder of results has changed."""


def edits(paths: Iterable[str], whole: Whole, results: Sequence[Path]) -> Edits:
    """Tell what the changes at `paths` are; raises NotInPlace."""
    by_source = {file.abs_src_path: file for file in whole.files if file.abs_src_path and not is_ours(file)}
    pages: list[File] = []
    copies: list[File] = []
    has_results = False
    for path in sorted(paths):
        is_result = any(Path(path).is_relative_to(folder) for folder in results)
        has_results |= is_result
        file = by_source.get(os.path.normpath(path))
        if file is not None:
            if not os.path.isfile(path):  # noqa: PTH113 - as `normpath`
                raise NotInPlace(f"{file.src_uri} is gone")
            (pages if file.is_documentation_page() else copies).append(file)
        elif os.path.lexists(path) and (not is_result or Path(path).is_relative_to(whole.config.docs_dir)):
            raise NotInPlace(f"{os.path.basename(path)} is none of the pages or files of the last build")  # noqa: PTH119 - as above
    for file in pages:
        if file.page is None or is_named_in_settings(Path(file.src_uri), whole.config):
            raise NotInPlace(f"{file.src_uri} is more than a page")
    return Edits(tuple(pages), tuple(copies), has_results)


class Update:
    """One update of a site; what it has counted may be asked for afterwards."""

    def __init__(self, whole: Whole, galleries: Sequence[Renewable], prose: ReadAgain) -> None:
        self._whole = whole
        self._galleries = galleries
        self._prose = prose
        self._read: dict[str, None] = {}
        self._documents: list[File] = []
        self.rendered: list[str] = []
        """URIs of the pages that were rendered again, in the order of the site."""

    def run(self, done: Edits) -> None:
        """Bring the site to what is on disk now. Raises NotInPlace, and whatever MkDocs raises."""
        before = self._frames(), self._mentions()
        # a page of the user's may have a claim that is judged otherwise than before
        is_compared = bool(done.pages) and any(one.is_compared for one in self._galleries)
        renewed = self._renew() if done.has_results or is_compared else self._keep()
        self._documents = self._whole.documents()
        moved = [uri for one in renewed for uri in (*one.came, *(file.src_uri for file in one.gone))]
        stale = [
            *(file.src_uri for file in done.pages),
            *self._prose.renew([one.placed for one in self._galleries]),
            *self._whole.files.asking(moved),
            *self._whole.including,
            *(uri for one in renewed for uri in one.made),
            *_changed(before[0], self._frames()),
        ]
        self._populate(stale)
        self._prose.settle()
        self._populate([*self._prose.overtaken(), *_changed(before[1], self._mentions())])
        self._copy([*done.copies, *(file for one in renewed for file in one.files)])
        self._remove([file for one in renewed for file in one.gone])
        self._templates(has_moved=bool(moved))
        self._render()
        self._conclude()

    def _renew(self) -> list[Renewed]:
        renewed = [one.renew(self._whole.files) for one in self._galleries]
        for gallery, now in zip(self._galleries, renewed, strict=True):
            known = self._whole.files.src_uris
            kept = {uri: known[uri].page for uri in gallery.pages if uri not in now.made}
            gallery.chain(self._whole.files, {uri: page for uri, page in kept.items() if page is not None})
            for file in now.gone:
                self._whole.files.forget(file.src_uri)
                self._whole.messages.forget(file.src_uri)
                self._prose.forget(file.src_uri)
        return renewed

    def _keep(self) -> list[Renewed]:
        for one in self._galleries:
            one.report()
        return []

    def _frames(self) -> dict[str, object]:
        """What the theme shows on each page of ours of the pages before and after it."""
        known = self._whole.files.src_uris
        pages = {uri: known[uri].page for one in self._galleries for uri in one.pages if uri in known}
        return {
            uri: [(one.title, one.url) if one else None for one in (page.previous_page, page.next_page)]
            for uri, page in pages.items()
            if page is not None
        }

    def _mentions(self) -> dict[str, object]:
        return {uri: mentions for one in self._galleries for uri, mentions in one.mentions().items()}

    def _populate(self, uris: Iterable[str]) -> None:
        """Let MkDocs read these pages, each once, in the order of the site."""
        wanted = {*uris} - self._read.keys()
        for file in self._documents if wanted else ():
            page = file.page
            if file.src_uri not in wanted or page is None:
                continue
            self._read[file.src_uri] = None
            self._whole.files.forget(file.src_uri)
            self._whole.messages.forget(file.src_uri)
            if is_ours(file):
                self._prose.forget(file.src_uri)
            before = _listed(page)
            host._populate_page(page, self._whole.config, self._whole.files)
            if _listed(page) != before:
                raise NotInPlace(f"{file.src_uri} has another title or front matter, which other pages show")

    def _copy(self, files: Iterable[File]) -> None:
        for file in files:
            file.copy_file()

    def _remove(self, files: Iterable[File]) -> None:
        taken = {file.abs_dest_path for file in self._whole.files}
        for file in files:
            if file.abs_dest_path not in taken:
                with suppress(FileNotFoundError):
                    os.unlink(file.abs_dest_path)  # noqa: PTH108 - it is a text
                with suppress(OSError):
                    os.removedirs(os.path.dirname(file.abs_dest_path))  # noqa: PTH120 - as above

    def _templates(self, *, has_moved: bool) -> None:
        config, files, nav, env = self._whole.config, self._whole.files, self._whole.nav, self._whole.env
        for name in config.theme.static_templates:
            # it lists addresses and nothing else
            if name != "sitemap.xml" or has_moved or overrides(name, config):
                host._build_theme_template(name, env, files, config, nav)
        for name in config.extra_templates:
            host._build_extra_template(name, files, config, nav)

    def _render(self) -> None:
        whole = self._whole
        whole.search.begin()
        documents = self._documents
        for file in documents:
            if file.src_uri in self._read and file.page is not None:
                excluded = bool(file.inclusion.is_excluded())  # type: ignore[no-untyped-call] # mkdocs has none
                host._build_page(file.page, whole.config, documents, whole.nav, whole.env, excluded=excluded)
                self.rendered.append(file.src_uri)
        whole.messages.repeat(but=self._read)
        for file in documents:
            if file.page is not None:
                file.page.validate_anchor_links(
                    files=whole.files, log_level=whole.config.validation.links.anchors
                )
        whole.search.write(file.src_uri for file in documents)

    def _conclude(self) -> None:
        for one in self._galleries:
            one.writes.finish()
        log_problems(self._prose.report())


def _changed(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    return [uri for uri in {**before, **now} if before.get(uri) != now.get(uri)]


def _listed(page: HostPage) -> tuple[Any, ...]:
    """What other pages of the site may show of a page that is in the navigation."""
    return (page.title, None if is_ours(page.file) else dict(page.meta))
