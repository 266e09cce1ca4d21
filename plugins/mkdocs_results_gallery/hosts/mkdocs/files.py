"""Our pages and files as MkDocs has them, and its own; the preview follows a results folder."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import threading
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from mkdocs_results_gallery.embed.lines import SourceText
from mkdocs_results_gallery.embed.markdown import WrittenPage
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.hosts.finish import Entry, PageAddress, entry
from mkdocs_results_gallery.hosts.generated_files import BackgroundWrites, BackingFiles
from mkdocs_results_gallery.hosts.mkdocs.settings import NAME, language_of, tag_plugins
from mkdocs_results_gallery.hosts.source_links import SourceLinks
from mkdocs_results_gallery.pages.page import Asset, Page
from mkdocs_results_gallery.pages.urls import ASSETS
from mkdocs_results_gallery.safe_open import is_folder

if TYPE_CHECKING:  # only a preview needs them
    from mkdocs.livereload import LiveReloadServer
    from watchdog.observers.api import EventEmitter

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

    def _build_again(self) -> None:
        """Report a change to MkDocs, as its watch would: it has seen none of what was there before."""
        from watchdog.events import FileModifiedEvent

        for one in self._emitters():
            one.queue_event(FileModifiedEvent(one.watch.path))


log = get_plugin_logger("results-gallery")

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}


class DataFile(File):
    """A file that is written while MkDocs renders pages."""

    writes: BackgroundWrites

    def copy_file(self, dirty: bool = False) -> None:
        """Write it soon; `on_post_build` waits for it."""
        self.writes.submit(self.abs_dest_path, self.content_bytes)


class BackedFile(File):
    """A file with a copy on disk, for other plugins; when that vanishes the build goes on without it."""

    kept: bytes

    def is_modified(self) -> bool:
        """Whether it is younger than what the site has."""
        try:
            return super().is_modified()
        except OSError:
            return True

    @property
    def content_string(self) -> str:
        """What a page is made from, wherever its copy has gone."""
        try:
            return super().content_string
        except OSError:
            return self.kept.decode()

    @content_string.setter
    def content_string(self, value: str) -> None:
        File.content_string.fset(self, value)  # type: ignore[attr-defined] # mypy takes it for a string

    def copy_file(self, dirty: bool = False) -> None:
        """Copy it to the site."""
        if self.abs_src_path and not os.path.isfile(self.abs_src_path):  # noqa: PTH113 - many calls
            self.content_bytes = self.kept
        super().copy_file(dirty)


class HostFiles:
    """Adds files below one folder of the site; what the project itself has there stands instead of ours."""

    def __init__(
        self, config: MkDocsConfig, root: str, backing: BackingFiles, writes: BackgroundWrites
    ) -> None:
        """`root` is the folder of the site, without slashes around it."""
        self._config = config
        self._root = root
        self._backing = backing
        self._writes = writes
        self._own: set[str] = set()
        self._site_dir = os.path.join(os.path.abspath(config.site_dir), "")  # noqa: PTH100, PTH118 - as below

    def add_page(self, files: Files, page: Page, theirs: dict[str, str]) -> str:
        """Add a page; gives its URI, ``""`` where the project has its own (`theirs`, by address)."""
        # the hash makes --dirty see a change that only the HTML has
        digest = hashlib.sha256(f"{page.title}\0{page.html}".encode()).hexdigest()
        source = f"<!-- results-gallery {digest} -->\n".encode()
        uri = f"{self._root}/{page.uri}"
        if not self._free(files, uri):
            return ""
        nav = InclusionLevel.UNDEFINED if page.uri == "index.md" else InclusionLevel.NOT_IN_NAV
        file = self._backed(uri, source, nav)
        if file.dest_uri in theirs:
            log.info(f"{theirs[file.dest_uri]}: your own page stands instead of the gallery's")
            return ""
        # the host would put a path in as it is; our pages know their edit link themselves
        file.edit_uri = None
        self._append(files, file)
        return uri

    def add_asset(self, files: Files, asset: Asset) -> None:
        """Add a file beside the pages."""
        uri = f"{self._root}/{asset.uri}"
        if not self._free(files, uri):
            return
        # pictures, scripts and styles are what other plugins want to read; data goes straight to the site
        if asset.uri.startswith(ASSETS) or uri.endswith(".png"):
            file = self._backed(uri, asset.content, InclusionLevel.NOT_IN_NAV)
        else:
            file = self._data(uri, asset.content)
        self._append(files, file)

    def _free(self, files: Files, uri: str) -> bool:
        """Whether `uri` may be ours; a file of our own from an earlier language is made way for."""
        old = files.get_file_from_path(uri)
        if old is None:
            return True
        if old.generated_by == NAME:
            if uri not in self._own:
                raise PluginError(
                    f'{NAME}: path: "{self._root}" and another gallery both have a page {uri}; '
                    "give one of them another `path`"
                )
            files.remove(old)
            return True
        log.info(f"{uri}: your own page stands instead of the gallery's")
        return False

    def _backed(self, uri: str, content: bytes, inclusion: InclusionLevel) -> File:
        path = self._backing.write(uri, content)
        if path is None:
            return File.generated(self._config, uri, content=content, inclusion=inclusion)
        file = BackedFile.generated(self._config, uri, abs_src_path=str(path), inclusion=inclusion)
        assert isinstance(file, BackedFile)  # noqa: S101 - the class method makes what it is called on
        file.kept = content
        return file

    def _data(self, uri: str, content: bytes) -> File:
        file = DataFile.generated(self._config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
        assert isinstance(file, DataFile)  # noqa: S101 - the class method makes what it is called on
        file.writes = self._writes
        return file

    def _append(self, files: Files, file: File) -> None:
        file.generated_by = NAME
        if not os.path.abspath(file.abs_dest_path).startswith(self._site_dir):  # noqa: PTH100 - many calls
            raise PluginError(f"{NAME}: {file.src_uri} would be written outside the site")
        self._own.add(file.src_uri)
        files.append(file)


def is_of_site(error: OSError, site_dir: str) -> bool:
    """Whether it is the folder of the site that refuses; an error of writing bytes names no file."""
    named = error.filename2 or error.filename
    if not isinstance(named, str):
        return error.errno in _FULL
    return os.path.join(os.path.abspath(named), "").startswith(os.path.join(site_dir, ""))  # noqa: PTH100, PTH118 - resolve() would follow links


_DATE_OF_FILE = re.compile(r"(?<!site_)(?:revision|creation)_date")


class GalleryPage(HostPage):
    """A finished page: there is no Markdown to read and none to render."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig, source: SourceLinks) -> None:
        self._entry = entry(page, language_of(config))
        super().__init__(self._entry.title, file, config)
        self.edit_url = (source.edit_url(page.source) or None) if page.source else None

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read: the source file only carries the page's hash."""
        self.markdown = ""
        self.meta = meta_of(self._entry, config)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing to render."""
        fill(self, self._entry)


def meta_of(listed: Entry, config: MkDocsConfig) -> dict[str, Any]:
    """Return the front matter. Always a title: Material would unescape one that it took from the H1."""
    meta: dict[str, Any] = {"title": listed.title}
    if listed.description:
        meta["description"] = listed.description
    if not listed.search:
        meta["search"] = {"exclude": True}
    if listed.tags:
        meta["tags"] = [*listed.tags]  # searches show them too
        meta |= {plugin.key: plugin.keep(listed.tags) for plugin in tag_plugins(config)}
    return meta


def report_tags(pages: Iterable[Page], config: MkDocsConfig) -> None:
    """Mention tags of results that the site doesn't allow: there our pages are not listed."""
    tags = dict.fromkeys(tag for page in pages for tag in entry(page, "").tags)
    for plugin in tag_plugins(config):
        left = [shown(tag, 40) for tag in sorted(set(tags) - {*plugin.keep(tags)})]
        if left:
            named = ", ".join(left[:10]) + (f" and {len(left) - 10} more" if len(left) > 10 else "")
            log.info(f"tags_allowed has not all tags of the results: no page is listed by {named}")


def show_tags(template: TemplateContext, page: Page, config: MkDocsConfig) -> None:
    """Leave the line of tags to our page, which has it; that of a tag leads to the site's page of tags."""
    context = cast("dict[str, Any]", template)
    for name in {plugin.shown for plugin in tag_plugins(config)}:
        leads = any(getattr(tag, "url", "") for tag in context.get(name) or ())
        if page.kind == "experiment" or not leads:
            context[name] = []


def leave_out_dates(meta: MutableMapping[str, Any]) -> None:
    """Drop what other plugins say of the file that carries the page: it is made anew by each build.

    The day of the site as a whole stays true.
    """
    for key in [key for key in meta if _DATE_OF_FILE.search(key)]:
        del meta[key]


def fill(host_page: HostPage, listed: Entry) -> None:
    """Give the search what it is to find, and the outline; the HTML itself follows in `on_page_context`."""
    host_page.content = listed.search or "<h1></h1>"
    host_page.present_anchor_ids = {anchor for anchor, _ in listed.outline}
    host_page.toc = get_toc(
        [{"level": 2, "id": anchor, "name": name, "children": []} for anchor, name in listed.outline]
    )


def address_of(host_page: HostPage) -> PageAddress:
    """Where MkDocs publishes a page."""
    return PageAddress(lambda url: get_relative_url(url, host_page.url), host_page.canonical_url or "")


def written(file: File) -> WrittenPage:
    """Return the hand-written page in `file`."""
    base = "" if file.url in (".", "./") else file.url
    path = Path(file.abs_src_path) if file.abs_src_path else None
    return WrittenPage(
        file.src_uri, path, SourceText(_text_of(file)), lambda address: get_relative_url(address, base)
    )


def rendered_elsewhere(markdown: object) -> WrittenPage | None:
    """Find the hand-written page that an instance of Markdown renders, by its resolver of links."""
    processors = getattr(markdown, "treeprocessors", {})
    file = getattr(processors["relpath"], "file", None) if "relpath" in processors else None
    return written(file) if isinstance(file, File) and file.generated_by != NAME else None


def _text_of(file: File) -> str:
    """Return what stands in the file of a hand-written page; ``""`` where it can't be read as text."""
    if file.generated_by == NAME:
        return ""  # only the page's hash
    try:
        return file.content_string
    except (OSError, ValueError):
        return ""
