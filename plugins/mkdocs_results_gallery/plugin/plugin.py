"""The plugin: what happens at which event of a build.

Pages carry a constant Markdown source and get their finished HTML after the site's Markdown has run.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import urljoin

from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.generated import BackgroundWrites, GeneratedFiles
from mkdocs_results_gallery.pages.page import Page
from mkdocs_results_gallery.pages.sharing import share_tags
from mkdocs_results_gallery.pages.snippets import with_addresses
from mkdocs_results_gallery.pages.urls import PALETTES, SCRIPT, STYLESHEET
from mkdocs_results_gallery.plugin.hostfiles import HostFiles
from mkdocs_results_gallery.plugin.hostpages import GalleryPage, fill, meta_of
from mkdocs_results_gallery.plugin.settings import (
    NAME,
    ResultsGalleryConfig,
    beside,
    checked_path,
    read_options,
)
from mkdocs_results_gallery.plugin.watching import ResultsWatch
from mkdocs_results_gallery.weaving.links import Reading, ResultsLinks
from mkdocs_results_gallery.weaving.mentions import BACKLINKS, Mention, Mentions
from mkdocs_results_gallery.weaving.source import Source
from mkdocs_results_gallery.weaving.weaver import Weaver

log = get_plugin_logger("results-gallery")


class ResultsGalleryPlugin(BasePlugin[ResultsGalleryConfig]):  # type: ignore[no-untyped-call] # mkdocs has no annotation there
    """Adds the gallery of a results directory to the site."""

    def __init__(self) -> None:
        super().__init__()
        self._site: Site | None = None
        self._pages: dict[str, Page] = {}
        self._is_serving = False
        self._watch: ResultsWatch | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Having this method asks MkDocs to keep this instance while it serves."""
        self._is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the results, ship the stylesheets, and start with nothing from an earlier build."""
        self._site = None
        self._pages = {}
        self._writes = BackgroundWrites()
        self._root = checked_path(self.config.path)
        self._results = beside(config, self.config.results_dir)
        self._links = ResultsLinks(self._results)
        self._mentions = Mentions()
        self._cache = beside(config, self.config.cache_dir)
        for folder in (Path(config.docs_dir), self._results):
            if self._cache.is_relative_to(folder):
                raise PluginError(
                    f"{NAME}: cache_dir lies in {folder.name}/, which is watched: every build would start "
                    "the next one. Choose a folder outside docs_dir and results_dir."
                )
        self._options = read_options(
            self.config, config, self._results, self._cache, is_serving=self._is_serving
        )
        # another configuration has another folder, so that two sites of one project don't undo each other
        key = f"{config.config_file_path}\0{self._root}\0{config.use_directory_urls}\0{config.site_dir}"
        self._generated = GeneratedFiles(
            self._cache / "pages" / hashlib.sha256(key.encode()).hexdigest()[:16]
        )
        self._files = HostFiles(config, self._root, self._generated, self._writes)
        if self._results.is_dir():
            config.watch.append(str(self._results))
        config.extra_css.extend(f"{self._root}/{uri}" for uri in (STYLESHEET, PALETTES))
        script = c.ExtraScriptValue(f"{self._root}/{SCRIPT}")
        script.type = "module"
        config.extra_javascript.append(script)
        config.markdown_extensions.append(self._links)  # type: ignore[arg-type] # as other plugins do
        return config

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Follow a results folder that comes or goes while the preview runs."""
        self._watch = ResultsWatch(self._results, server)
        self._watch.start()
        return server

    def on_shutdown(self) -> None:
        """End what runs beside the preview."""
        if self._watch is not None:
            self._watch.stop()

    @event_priority(100)
    def _add_early(self, files: Files, *, config: MkDocsConfig) -> Files:
        # before redirects (0) and blog (-50), which look for their targets
        return files if "i18n" in config.plugins else self._add(files, config)

    @event_priority(-110)
    def _add_late(self, files: Files, *, config: MkDocsConfig) -> Files:
        # static-i18n (-100) drops pages that come before it
        return self._add(files, config) if "i18n" in config.plugins else files

    on_files = CombinedEvent(_add_early, _add_late)

    @event_priority(-110)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give the pages their place: parents for tabs and breadcrumbs, neighbours for previous and next.

        They stay out of the navigation itself, whose cost grows with the square of its pages.
        """
        index_file = files.get_file_from_path(f"{self._root}/index.md")
        index = index_file.page if index_file else None
        previous: HostPage | None = None
        kind = ""
        for uri, page in self._pages.items():
            file = files.get_file_from_path(uri)
            if file is None or (file.page is index and index is not None):
                continue
            host_page = GalleryPage(page, file, config)
            host_page.parent = index  # type: ignore[assignment] # any item of the navigation serves
            host_page.previous_page = previous if page.kind == kind else None
            if previous is not None and page.kind == kind:
                previous.next_page = host_page
            previous, kind = host_page, page.kind
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """The index is made by the host, which knows its place in the navigation; give it our words."""
        ours = self._pages.get(page.file.src_uri)
        self._links.reading = None
        if ours is not None:
            page.meta.update(meta_of(ours))
            return None
        path = page.file.abs_src_path
        self._links.reading = Reading(
            page.file.src_uri,
            Path(path) if path else None,
            Source(_text_of(page.file)),
            lambda uri: get_relative_url(f"{self._root}/{self._address(uri)}", page.url),
        )
        return None

    @event_priority(100)
    def on_page_content(
        self, content: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """The same for its content."""
        ours = self._pages.get(page.file.src_uri)
        if ours is not None and not isinstance(page, GalleryPage):
            fill(page, ours)
            return page.content
        reading, self._links.reading = self._links.reading, None
        if ours is None and reading is not None:
            for problem in reading.problems:
                log.warning(str(problem))
            for experiment in reading.experiments:
                self._mentions.add(experiment, Mention(str(page.title or page.file.src_uri), page.url))
        return None

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: HostPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext | None:
        """Put the finished HTML in, after the search plugin (0); no Markdown ever sees foreign text."""
        ours = self._pages.get(page.file.src_uri)
        if ours is not None:
            page.content = self._finished(ours, page)
        return None

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str | None:
        """Say what other sites show of a page, where it is known at which address it will be."""
        ours = self._pages.get(page.file.src_uri)
        if ours is None or not page.canonical_url:
            return None
        root = urljoin(page.canonical_url, get_relative_url(f"{self._root}/", page.url))
        tags = share_tags(ours, page.canonical_url, urljoin(root, ours.image) if ours.image else "")
        return output.replace("</head>", f"{tags}</head>", 1)

    def _finished(self, ours: Page, page: HostPage) -> str:
        """The page's HTML, now that its address is known and all hand-written pages have been read."""
        finished = with_addresses(str(ours.html), page.canonical_url or "")
        index = self._experiments.get(ours.source)
        if index is None:
            return finished
        links = self._mentions.html(index, lambda url: get_relative_url(url, page.url))
        return finished.replace(BACKLINKS, links, 1)

    def _address(self, uri: str) -> str:
        return self._site.book.addresses.address(uri) if self._site else uri

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Wait for the last file, before other plugins look at the site."""
        try:
            self._writes.finish()
        except OSError as error:
            raise PluginError(f"{NAME}: a file of the gallery could not be written: {error}") from error

    def _add(self, files: Files, config: MkDocsConfig) -> Files:
        if self._site is None:
            self._site = build(self._results, self._options)
            self._report(self._site)
            self._links.weaver = Weaver(self._site.book)
            experiments = self._site.book.gallery.experiments
            self._experiments = {experiment.path: index for index, experiment in enumerate(experiments)}
        # by address, not by source: README.md and index.md of one folder are the same page
        theirs = {file.dest_uri: file.src_uri for file in files if file.generated_by != NAME}
        for page in self._site.pages:
            uri = self._files.add_page(files, page, theirs, self._edit_uri(config, page))
            if uri:
                self._pages[uri] = page
        for asset in self._site.assets:
            self._files.add_asset(files, asset)
        self._generated.prune()
        return files

    def _edit_uri(self, config: MkDocsConfig, page: Page) -> str | None:
        if not page.source or not config.edit_uri:
            return None
        folder = os.path.relpath(self._results, config.docs_dir)
        return PurePosixPath(Path(folder).as_posix(), page.source).as_posix()

    def _report(self, site: Site) -> None:
        """Errors and warnings count under --strict; files that are no tables are only mentioned."""
        for problem in site.problems:
            if problem.severity == "skipped":
                log.info(str(problem))
            else:
                log.warning(str(problem))


def _text_of(file: File) -> str:
    """What stands in the file of a hand-written page; ``""`` where it can't be read as text."""
    try:
        return file.content_string
    except (OSError, ValueError):
        return ""
