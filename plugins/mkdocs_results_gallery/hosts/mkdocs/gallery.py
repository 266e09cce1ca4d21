"""One gallery as a part of one site of MkDocs, from when nobody changes the configuration any more."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as HostPage

from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.build.memory import Memory
from mkdocs_results_gallery.embed.galleries import Mention, PlacedGallery
from mkdocs_results_gallery.errors import folded, legible, shown
from mkdocs_results_gallery.hosts.base import Base, BaseUnknown
from mkdocs_results_gallery.hosts.finish import neighbours, place
from mkdocs_results_gallery.hosts.generated_files import BackgroundWrites, BackingFiles
from mkdocs_results_gallery.hosts.mkdocs.files import HostFiles, Renewed, log_problems
from mkdocs_results_gallery.hosts.mkdocs.pages import GalleryPage, report_tags
from mkdocs_results_gallery.hosts.mkdocs.settings import NAME, source_links
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.page import Asset, Page
from mkdocs_results_gallery.pages.urls import SCRIPT

log = get_plugin_logger("results-gallery")


@dataclass(frozen=True, slots=True)
class Backing:
    """Where files of a gallery lie, how they get into the site, and what of it is remembered."""

    files: BackingFiles
    writes: BackgroundWrites
    cache_name: str
    """The cache folder, as the settings name it."""
    memory: Memory | None
    """What a preview remembers from one build to the next; None for a single build."""
    base: Base | None
    """With what the results are compared; None: with nothing."""


class HostedGallery:
    """Made by each build of the whole site; a preview may renew it in place."""

    def __init__(
        self,
        config: MkDocsConfig,
        root: str,
        results: Path,
        options: Options,
        backing: Backing,
        *,
        has_script: bool,
    ) -> None:
        """`root` is the folder of the site, without slashes around it.

        `has_script`: the script of all galleries of the site is this one's to ship.
        """
        self.results = results
        self.is_compared = backing.base is not None
        """Whether it says what has changed since another state of the results."""
        self.root = root
        self.writes = backing.writes
        self._config = config
        self._options = options
        self._backing = backing
        self._files = HostFiles(config, root, backing.files, backing.writes)
        self._has_reported_cache = False
        self._told_of_base = ""
        self._has_script = has_script
        self.pages: dict[str, Page] = {}
        """Those that are part of the site, by their URI."""
        self._build()

    def _build(self) -> None:
        comparison = self._compared(self._backing.base) if self._backing.base else None
        self.site: Site = build(self.results, self._options, self._backing.memory, comparison)
        self.placed: PlacedGallery = place(self.site.book, self.site.problems, self.root, self.results)
        self.report()

    def _compared(self, base: Base) -> GalleryComparison | None:
        """Compare the results with what the settings name; None where that can't be had, which is told."""
        try:
            return base.compared(self._options)
        except BaseUnknown as error:
            # it says nothing about the results, so that it is no warning that --strict counts
            if str(error) != self._told_of_base:
                log.info(f"compare_to: {error}; the gallery has no page of changes")
            self._told_of_base = str(error)
            return None

    def report(self) -> None:
        """Say what is wrong with the results."""
        log_problems(folded(self.site.problems))

    def add(self, files: Files) -> None:
        """Add all pages and files; again for each language of a site that has several."""
        theirs = _theirs(files)
        for page, *around in neighbours(self.site.pages):
            frame = repr([(one.title, one.uri) if one else None for one in around])
            uri = self._files.add_page(files, page, theirs, frame)
            if uri:
                self.pages[uri] = page
        for asset in self._assets():
            self._files.add_asset(files, asset)
        self._backing.files.prune()
        self._conclude()
        if self._backing.memory is None:
            gc.freeze()  # all of it stays until the site is built: no need to look at it again and again

    def renew(self, files: Files) -> Renewed:
        """Build anew, and bring `files` and `pages` to what has been made. Raises OSError."""
        self._build()
        renewed = self._files.renew(files, self.site.pages, [*self._assets()], _theirs(files))
        self.pages = {**renewed.pages}
        self._conclude()
        return renewed

    def chain(self, files: Files, kept: Mapping[str, HostPage] | None = None) -> None:
        """Make the host's pages of ours, but for `kept` ones, and chain them as previous and next."""
        index_file = files.get_file_from_path(f"{self.root}/index.md")
        index = index_file.page if index_file else None
        # only one that the host has made has a place in the navigation
        chained = [*self._made(files, None if isinstance(index, GalleryPage) else index, kept or {})]
        made = {page.uri: host_page for page, host_page in chained}
        for page, before, after in neighbours([page for page, _ in chained]):
            made[page.uri].previous_page = made[before.uri] if before else None
            made[page.uri].next_page = made[after.uri] if after else None

    def mentions(self) -> dict[str, tuple[Mention, ...]]:
        """Return the pages that speak of an experiment, by the URI of its own page, where there are any."""
        found = {uri: self.placed.mentions_of(page.source) for uri, page in self.pages.items() if page.source}
        return {uri: mentions for uri, mentions in found.items() if mentions}

    def _made(
        self, files: Files, index: HostPage | None, kept: Mapping[str, HostPage]
    ) -> Iterator[tuple[Page, HostPage]]:
        """Make all pages but an index that the host has made."""
        source = source_links(self._config, self.results)
        for uri, page in self.pages.items():
            file = files.src_uris.get(uri)
            if file is not None and (index is None or file.page is not index):
                host_page = kept.get(uri) or GalleryPage(page, file, self._config, source)
                host_page.parent = index  # type: ignore[assignment] # any item of the navigation serves
                yield page, host_page

    def _assets(self) -> Iterator[Asset]:
        # the script is the same in all galleries of a site
        return (asset for asset in self.site.assets if self._has_script or asset.uri != SCRIPT)

    def _conclude(self) -> None:
        report_tags(self.site.pages, self._config)
        # a cache that can't be used costs time and nothing else, so it is no warning
        if self.site.book.gallery.experiments:
            self._backing.files.expect("figures")
        trouble = self._backing.files.trouble
        if trouble and not self._has_reported_cache:
            log.info(f"cache_dir {shown(self._backing.cache_name, 80)} {legible(trouble)}")
            self._has_reported_cache = True


def _theirs(files: Files) -> dict[str, str]:
    """The sources of the project's own pages, by address: README.md and index.md are the same page."""
    return {file.dest_uri: file.src_uri for file in files if file.generated_by != NAME}
