"""The MkDocs door: the only file that imports mkdocs.

Each generated file is backed by a file in the cache folder, written only when its bytes change: other
plugins find a real path, ``--dirty`` a real time, and the live reload no reason to go round in circles.
Pages carry a constant Markdown source and get their finished HTML after the site's Markdown has run.
"""

from __future__ import annotations

import hashlib
import html
import os
import posixpath
from pathlib import Path, PurePosixPath
from typing import Any, Literal
from urllib.parse import urljoin

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.generated import BackgroundWrites, GeneratedFiles
from mkdocs_results_gallery.heatmap.palettes import PALETTES
from mkdocs_results_gallery.options import Limits, Options, limits_of
from mkdocs_results_gallery.pages.page import Page
from mkdocs_results_gallery.pages.sharing import share_tags
from mkdocs_results_gallery.pages.urls import PALETTES as PALETTES_URI
from mkdocs_results_gallery.pages.urls import SCRIPT, STYLESHEET
from mkdocs_results_gallery.weaving.links import Reading, ResultsLinks
from mkdocs_results_gallery.weaving.mentions import BACKLINKS, Mention, Mentions
from mkdocs_results_gallery.weaving.source import Source
from mkdocs_results_gallery.weaving.weaver import Weaver
from mkdocs_results_gallery.webview import source_url

log = get_plugin_logger("results-gallery")

_NAME = "results-gallery"
_DEFAULTS = Options()
_READ_BY_OTHERS = frozenset({".css", ".js", ".png"})


class ResultsGalleryConfig(base.Config):  # type: ignore[no-untyped-call] # mkdocs has no annotation there
    """The settings of the plugin in ``mkdocs.yml``."""

    results_dir = c.Type(str, default="results")
    path = c.Type(str, default="gallery")
    title = c.Type(str, default="")
    include = c.ListOfItems(c.Type(str), default=list(_DEFAULTS.include))
    exclude = c.ListOfItems(c.Type(str), default=[])
    palette = c.Choice(sorted(PALETTES), default=_DEFAULTS.palette)
    figures = c.ListOfItems(c.Choice(("svg", "png", "pdf")), default=list(_DEFAULTS.figures))
    shared_by = c.Type(int, default=_DEFAULTS.shared_by)
    related = c.Type(int, default=_DEFAULTS.related)
    workers = c.Optional(c.Type(int))
    draw_seconds = c.Type((int, float), default=_DEFAULTS.draw_seconds)
    cache_dir = c.Type(str, default=".cache/plugin/results-gallery")
    templates = c.Optional(c.Dir(exists=True))
    source_url = c.Optional(c.Type(str))
    limits = c.Type(dict, default={})


class DataFile(File):
    """A file that is written while MkDocs renders pages."""

    writes: BackgroundWrites

    def copy_file(self, dirty: bool = False) -> None:
        """Write it soon; `on_post_build` waits for it."""
        self.writes.submit(self.abs_dest_path, self.content_bytes)


class GalleryPage(HostPage):
    """A finished page: there is no Markdown to read and none to render."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(html.escape(page.title), file, config)
        self._page = page

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read: the source file only carries the page's hash."""
        self.markdown = ""
        self.meta = _meta(self._page)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing to render."""
        _fill(self, self._page)


class ResultsGalleryPlugin(BasePlugin[ResultsGalleryConfig]):  # type: ignore[no-untyped-call] # as above
    """Adds the gallery of a results directory to the site."""

    def __init__(self) -> None:
        super().__init__()
        self._site: Site | None = None
        self._pages: dict[str, Page] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Ask MkDocs to keep this instance while it serves."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the results, ship the stylesheets, and start with nothing from an earlier build."""
        self._site = None
        self._pages = {}
        self._writes = BackgroundWrites()
        self._root = _checked_path(self.config.path)
        self._results = _beside(config, self.config.results_dir)
        self._links = ResultsLinks(self._results)
        self._mentions = Mentions()
        self._cache = _beside(config, self.config.cache_dir)
        for folder in (Path(config.docs_dir), self._results):
            if self._cache.is_relative_to(folder):
                raise PluginError(
                    f"{_NAME}: cache_dir lies in {folder.name}/, which is watched: every build would start "
                    "the next one. Choose a folder outside docs_dir and results_dir."
                )
        for name, least in (("shared_by", 1), ("related", 0), ("workers", 0), ("draw_seconds", 1)):
            value = self.config[name]
            if value is not None and value < least:
                raise PluginError(f"{_NAME}: {name}: expected {least} or more, got {value}")
        self._options = self._read_options(config)
        # another configuration has another folder, so that two sites of one project don't undo each other
        key = f"{config.config_file_path}\0{self._root}\0{config.use_directory_urls}\0{config.site_dir}"
        self._generated = GeneratedFiles(
            self._cache / "pages" / hashlib.sha256(key.encode()).hexdigest()[:16]
        )
        self._site_dir = os.path.join(os.path.abspath(config.site_dir), "")  # noqa: PTH100, PTH118 - as above
        if self._results.is_dir():
            config.watch.append(str(self._results))
        config.extra_css.extend(f"{self._root}/{uri}" for uri in (STYLESHEET, PALETTES_URI))
        script = c.ExtraScriptValue(f"{self._root}/{SCRIPT}")
        script.type = "module"
        config.extra_javascript.append(script)
        config.markdown_extensions.append(self._links)  # type: ignore[arg-type] # as other plugins do
        return config

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
            page.meta.update(_meta(ours))
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
            _fill(page, ours)
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
            page.content = self._with_backlinks(ours, page)
        return None

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str | None:
        """Say what other sites show of a page, where it is known at which address it will be."""
        ours = self._pages.get(page.file.src_uri)
        if ours is None or not page.canonical_url:
            return None
        root = urljoin(page.canonical_url, get_relative_url(f"{self._root}/", page.url))
        tags = share_tags(ours, page.canonical_url, urljoin(root, ours.image) if ours.image else "")
        return output.replace("</head>", f"{tags}</head>", 1)

    def _with_backlinks(self, ours: Page, page: HostPage) -> str:
        """The page's HTML, now that all hand-written pages have been read."""
        index = self._experiments.get(ours.source)
        if index is None:
            return ours.html
        links = self._mentions.html(index, lambda url: get_relative_url(url, page.url))
        return str(ours.html).replace(BACKLINKS, links, 1)

    def _address(self, uri: str) -> str:
        return self._site.book.addresses.address(uri) if self._site else uri

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Wait for the last file, before other plugins look at the site."""
        try:
            self._writes.finish()
        except OSError as error:
            raise PluginError(f"{_NAME}: a file of the gallery could not be written: {error}") from error

    def _add(self, files: Files, config: MkDocsConfig) -> Files:
        if self._site is None:
            self._site = build(self._results, self._options)
            self._report(self._site)
            self._links.weaver = Weaver(self._site.book)
            experiments = self._site.book.gallery.experiments
            self._experiments = {experiment.path: index for index, experiment in enumerate(experiments)}
        # by address, not by source: README.md and index.md of one folder are the same page
        theirs = {file.dest_uri: file.src_uri for file in files if file.generated_by != _NAME}
        for page in self._site.pages:
            # the hash makes --dirty see a change that only the HTML has
            digest = hashlib.sha256(f"{page.title}\0{page.html}".encode()).hexdigest()
            source = f"<!-- results-gallery {digest} -->\n".encode()
            uri = f"{self._root}/{page.uri}"
            if self._free(files, uri):
                nav = InclusionLevel.UNDEFINED if page.uri == "index.md" else InclusionLevel.NOT_IN_NAV
                file = self._backed(config, uri, source, nav)
                if file.dest_uri in theirs:
                    log.info(f"{theirs[file.dest_uri]}: your own page stands instead of the gallery's")
                    continue
                file.edit_uri = self._edit_uri(config, page)
                self._append(files, file, config)
                self._pages[uri] = page
        for asset in self._site.assets:
            uri = f"{self._root}/{asset.uri}"
            if self._free(files, uri):
                # pictures and styles are what other plugins want to read; data goes straight to the site
                if posixpath.splitext(uri)[1] in _READ_BY_OTHERS:
                    file = self._backed(config, uri, asset.content, InclusionLevel.NOT_IN_NAV)
                else:
                    file = self._data(config, uri, asset.content)
                self._append(files, file, config)
        self._generated.prune()
        return files

    def _free(self, files: Files, uri: str) -> bool:
        """Whether `uri` may be ours; a file of our own from an earlier language is made way for."""
        old = files.get_file_from_path(uri)
        if old is None:
            return True
        if old.generated_by == _NAME:
            files.remove(old)
            return True
        log.info(f"{uri}: your own page stands instead of the gallery's")
        return False

    def _backed(self, config: MkDocsConfig, uri: str, content: bytes, inclusion: InclusionLevel) -> File:
        path = self._generated.write(uri, content)
        return File.generated(config, uri, abs_src_path=str(path), inclusion=inclusion)

    def _data(self, config: MkDocsConfig, uri: str, content: bytes) -> File:
        file = DataFile.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
        assert isinstance(file, DataFile)  # noqa: S101 - the class method makes what it is called on
        file.writes = self._writes
        return file

    def _append(self, files: Files, file: File, config: MkDocsConfig) -> None:
        file.generated_by = _NAME
        if not os.path.abspath(file.abs_dest_path).startswith(self._site_dir):  # noqa: PTH100 - many calls
            raise PluginError(f"{_NAME}: {file.src_uri} would be written outside the site")
        files.append(file)

    def _read_options(self, config: MkDocsConfig) -> Options:
        settings = self.config
        return Options(
            include=tuple(settings.include),
            exclude=tuple(settings.exclude),
            title=settings.title,
            palette=settings.palette,
            figures=tuple(dict.fromkeys(["svg", *settings.figures])),
            shared_by=settings.shared_by,
            related=settings.related,
            workers=settings.workers,
            draw_seconds=settings.draw_seconds,
            cache=self._cache / "figures",
            directory_urls=config.use_directory_urls,
            repository=settings.source_url
            if settings.source_url is not None
            else source_url(config.repo_url, config.edit_uri, Path(config.docs_dir), self._results),
            templates=Path(settings.templates) if settings.templates else None,
            progress=True,
            limits=_limits(settings.limits),
        )

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


def _meta(page: Page) -> dict[str, Any]:
    """The page's front matter. The title is always set: Material would run script out of an escaped H1."""
    meta: dict[str, Any] = {"title": html.escape(page.title)}
    if page.description:
        meta["description"] = html.escape(page.description)
    if not page.search:
        meta["search"] = {"exclude": True}
    return meta


def _fill(host_page: HostPage, page: Page) -> None:
    """What the search plugin is to find, and the outline; the HTML itself follows in `on_page_context`."""
    host_page.content = page.search or "<h1></h1>"
    host_page.present_anchor_ids = {heading.id for heading in page.headings}
    host_page.toc = get_toc(
        [
            {"level": 2, "id": heading.id, "name": html.escape(heading.title), "children": []}
            for heading in page.headings
        ]
    )


def _checked_path(path: str) -> str:
    root = path.strip("/")
    parts = root.split("/")
    if not root or any(part in ("", ".", "..") or "\\" in part for part in parts):
        raise PluginError(f'{_NAME}: path: expected a folder of the site such as "gallery", got {path!r}')
    return root


def _beside(config: MkDocsConfig, folder: str) -> Path:
    """`folder` as MkDocs reads paths: from the folder of mkdocs.yml."""
    start = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    return Path(os.path.abspath(start / folder))  # noqa: PTH100 - resolve() would follow links


def _limits(settings: dict[str, Any]) -> Limits:
    try:
        return limits_of(settings)
    except ValueError as error:
        raise PluginError(f"{_NAME}: limits: {error}") from error
