"""The door to MkDocs: the plugin, what happens at which event. The only package that imports mkdocs.

settings.py     what mkdocs.yml says, and the options that a build makes of it
kinds.py        our files as MkDocs has them
files.py        adds them to its own
banner.py       marks the pages of a site that is a preview
pages.py        our pages as MkDocs has them, and the hand-written ones
gallery.py      one gallery as a part of a site
search.py       the search index, page by page
companions.py   which other plugins, extensions and templates allow that single pages are rendered again
whole.py        a site as the last build of the whole has left it
update.py       renders single pages of it again
watch.py        what a preview sees of the changes of files
preview.py      stands instead of the server's builder

Pages carry a constant Markdown source and get their finished HTML after the site's Markdown has run. Each
page and PNG of a figure is backed by a file in the cache folder, written only when its bytes change: other
plugins find a real path, ``--dirty`` a real time, and the live reload no reason to go round in circles.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils.templates import TemplateContext

from mkdocs_results_gallery.build.memory import Memory
from mkdocs_results_gallery.hosts.finish import (
    Finished,
    check_apart,
    check_unwatched,
    checked_root,
    dense_around,
    entry,
    finish,
)
from mkdocs_results_gallery.hosts.generated_files import BackgroundWrites, BackingFiles, SpareFolder
from mkdocs_results_gallery.hosts.handwritten import WrittenPages
from mkdocs_results_gallery.hosts.mkdocs.banner import mark_preview
from mkdocs_results_gallery.hosts.mkdocs.files import is_ours, log_problems, refusal
from mkdocs_results_gallery.hosts.mkdocs.gallery import Backing, HostedGallery
from mkdocs_results_gallery.hosts.mkdocs.pages import (
    GalleryPage,
    address_of,
    fill,
    leave_out_dates,
    meta_of,
    read_always,
    rendered_elsewhere,
    show_tags,
    written,
)
from mkdocs_results_gallery.hosts.mkdocs.preview import Preview
from mkdocs_results_gallery.hosts.mkdocs.settings import (
    NAME,
    ResultsGalleryConfig,
    base_of,
    beside,
    language_of,
    late_feeds,
    read_options,
)
from mkdocs_results_gallery.pages.page import Page
from mkdocs_results_gallery.pages.urls import SCRIPT, STYLESHEET
from mkdocs_results_gallery.safe_open import is_folder

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer

    from mkdocs_results_gallery.hosts.mkdocs.watch import ResultsWatch

log = get_plugin_logger("results-gallery")


class ResultsGalleryPlugin(BasePlugin[ResultsGalleryConfig]):  # type: ignore[no-untyped-call] # mkdocs has no annotation there
    """Adds the gallery of a results directory to the site."""

    supports_multiple_instances = True

    def __init__(self) -> None:
        super().__init__()
        self._gallery: HostedGallery | None = None
        self._finished: dict[str, Finished] = {}
        """Pages by their URI, between two events."""
        self._is_serving = self._is_dirty = False
        self._spare = SpareFolder()
        self._writes = BackgroundWrites()
        self._folder_of_site = ""
        self._leads = False
        self._prose = WrittenPages(rendered_elsewhere)
        self._watch: ResultsWatch | None = None
        self._memory: Memory | None = None
        self._preview = Preview()
        """Of the whole site; that of the plugin that leads."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Having this method asks MkDocs to keep this instance while it serves."""
        self._is_serving, self._is_dirty = command == "serve", dirty
        self._memory = Memory() if self._is_serving else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the results, ship the stylesheets, and start anew. Plugins may still change the settings."""
        self._gallery, self._finished, self._writes = None, {}, BackgroundWrites()
        self._folder_of_site = config.site_dir
        self._results = beside(config, self.config.results_dir)
        self._cache = beside(config, self.config.cache_dir)
        try:
            self._root = checked_root(self.config.path)
            check_unwatched(self._cache, [Path(config.docs_dir), self._results])
            self._join_site(config)
        except ValueError as error:
            raise PluginError(f"{NAME}: {error}") from error
        if is_folder(self._results):
            config.watch.append(str(self._results))
        config.extra_css.append(f"{self._root}/{STYLESHEET}")
        return config

    def _join_site(self, config: MkDocsConfig) -> None:
        """Take what the galleries of a site share from the first of them."""
        before = [
            one
            for one in takewhile(lambda one: one is not self, config.plugins.values())
            if isinstance(one, ResultsGalleryPlugin)
        ]
        self._leads = not before
        check_apart(self._root, [one._root for one in before])
        for one in before:
            check_unwatched(self._cache, [one._results])
            check_unwatched(one._cache, [self._results])
        leader = self if self._leads else before[0]
        self._prose = WrittenPages(rendered_elsewhere) if self._leads else leader._prose
        self._preview = leader._preview
        if self._leads:
            self._preview.begin(config, self._prose, is_on=self._is_serving and not self._is_dirty)
            script = c.ExtraScriptValue(f"{self._root}/{SCRIPT}")
            script.defer = True
            config.extra_javascript.append(script)
            mark_preview(config, self._root)
            config.markdown_extensions.append(self._prose.links)  # type: ignore[arg-type] # as other plugins do

    def _begin(self, config: MkDocsConfig) -> HostedGallery:
        """Build the gallery, now that no plugin changes the configuration any more."""
        options = read_options(self.config, config, self._results, self._cache, is_serving=self._is_serving)
        # two sites of one project don't undo each other; that of a preview has a new name each time
        site = "preview" if self._is_serving else config.site_dir
        key = f"{config.config_file_path}\0{self._root}\0{config.use_directory_urls}\0{site}"
        files = BackingFiles.of_site(self._cache, key, self._spare)
        backing = Backing(
            files, self._writes, self.config.cache_dir, self._memory, base_of(self.config, config)
        )
        gallery = HostedGallery(config, self._root, self._results, options, backing, has_script=self._leads)
        self._prose.add(gallery.placed)
        self._preview.join(gallery)
        return gallery

    def _follow(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        # a results folder that comes or goes while the preview runs
        from mkdocs_results_gallery.hosts.mkdocs.watch import ResultsWatch

        self._watch = ResultsWatch(self._results, server, base_of(self.config, config))
        self._watch.start()
        return server

    @event_priority(-1000)
    def _stand_in(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        # when other plugins have said what they watch, which some do with the builder that they were given
        if self._leads:
            watches = [one._watch for one in config.plugins.values() if isinstance(one, ResultsGalleryPlugin)]
            self._preview.stand_in(server, config, [one for one in watches if one is not None])
        return server

    on_serve = CombinedEvent(_follow, _stand_in)

    def on_shutdown(self) -> None:
        """End what runs beside the preview, and leave nothing behind."""
        if self._watch is not None:
            self._watch.stop()
        self._spare.remove()
        self._preview.switch_off()
        gc.freeze()  # the process ends: it need not look for cycles in all that it holds

    @event_priority(100)
    def _add_early(self, files: Files, *, config: MkDocsConfig) -> Files:
        # before redirects (0) and blog (-50), which look for their targets
        return files if "i18n" in config.plugins else self._add(files, config)

    @event_priority(-110)
    def _add_late(self, files: Files, *, config: MkDocsConfig) -> Files:
        # static-i18n (-100) drops pages that come before it
        return self._add(files, config) if "i18n" in config.plugins else files

    @event_priority(-120)
    def _place(self, files: Files, *, config: MkDocsConfig) -> Files:
        # the host would warn of an index that its `nav:` has not; `on_nav` has a word on that
        index = files.get_file_from_path(f"{self._root}/index.md")
        if config.nav is not None and index is not None and index.generated_by == NAME:
            index.inclusion = InclusionLevel.NOT_IN_NAV
        if self._leads and self._is_dirty:
            read_always(files)
        return self._preview.asked(files, config) if self._leads else files

    on_files = CombinedEvent(_add_early, _add_late, _place)

    @event_priority(-110)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give the pages their place: parents for tabs and breadcrumbs, neighbours for previous and next.

        They stay out of the navigation itself, whose cost grows with the square of its pages.
        """
        index_file = files.get_file_from_path(f"{self._root}/index.md")
        if index_file and index_file.generated_by == NAME and index_file.page not in nav.pages:
            log.info(f'nav: has no {index_file.src_uri}; "- Results: {index_file.src_uri}" adds the gallery')
        if self._gallery is not None:
            self._gallery.chain(files)
        if self._leads:
            self._preview.place(nav)
        return nav

    @event_priority(-1000)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Tell the preview what pages are rendered with."""
        if self._leads:
            self._preview.start(config, files, env)

    def _ours(self, page: HostPage) -> Page | None:
        """Return the page of the gallery that `page` is."""
        return self._gallery.pages.get(page.file.src_uri) if self._gallery is not None else None

    def on_page_markdown(
        self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Give the index our words: the host makes it, which knows its place in the navigation."""
        ours = self._ours(page)
        if ours is not None and not isinstance(page, GalleryPage):
            page.meta.update(meta_of(entry(ours, language_of(config)), config))
        if self._leads:
            self._prose.begin(None if is_ours(page.file) else written(page.file))
            if not is_ours(page.file):
                self._preview.read(page.file.src_uri, markdown)
        return None

    @event_priority(100)
    def on_page_content(
        self, content: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Do the same for its content."""
        ours = self._ours(page)
        if ours is not None and not isinstance(page, GalleryPage):
            fill(page, entry(ours, language_of(config)))
            return page.content
        if self._leads:
            self._prose.end(content, page.markdown, str(page.title or ""), page.url)
        return None

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: HostPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext | None:
        """Put the finished HTML in, after the search plugin (0); no Markdown ever sees foreign text."""
        if self._leads:
            self._preview.indexed(page.file.src_uri)
        ours = self._ours(page)
        if ours is not None and self._gallery is not None:
            finished = finish(ours, self._gallery.placed, address_of(page), language_of(config))
            page.content, self._finished[page.file.src_uri] = finished.body, finished
            leave_out_dates(page.meta)
            show_tags(context, ours, config)
        return None

    def _share(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str | None:
        """Say what other sites show of a page whose address is known, and leave out what is blank."""
        ours = self._finished.pop(page.file.src_uri, None)
        return dense_around(output.replace("</head>", f"{ours.head}</head>", 1), ours.body) if ours else None

    @event_priority(-100)
    def _fill(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str | None:
        # after the plugins that make links of other things
        ours = self._ours(page)
        if ours is not None:
            # the whole of it is in `output`: of a thousand pages nobody need hold it twice
            page.content = ours.search
        has_paths = not is_ours(page.file)
        return self._prose.finished(output, written(page.file), has_paths=has_paths) if self._leads else None

    on_post_page = CombinedEvent(_share, _fill)

    @event_priority(-100)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str | None:
        """Look at the pages that are no Markdown."""
        if self._leads and template_name.endswith(".html"):
            self._prose.finished_template(output_content, template_name)
        return None

    @event_priority(100)
    def _finish(self, *, config: MkDocsConfig) -> None:
        # before other plugins look at the site
        gc.unfreeze()
        try:
            self._writes.finish()
        except OSError as error:
            raise PluginError(f"{NAME}: a file of the gallery could not be written: {error}") from error

    @event_priority(-1000)
    def _conclude(self, *, config: MkDocsConfig) -> None:
        # after other plugins have written their feeds
        if self._leads:
            for late in late_feeds(self, config) if self._prose.has_filled else ():
                log.warning(late)
            self._prose.fill_feeds(Path(config.site_dir), config.site_url or "")
            log_problems(self._prose.report())

    on_post_build = CombinedEvent(_finish, _conclude)

    @event_priority(-100)
    def on_build_error(self, *, error: Exception) -> None:
        """Stop writing, report what has been found, and say in one line that the site can't be written.

        What was found may well be what the error comes from; of a full disk MkDocs would show a traceback.
        """
        gc.unfreeze()
        self._writes.abandon()
        if self._leads:
            log_problems(self._prose.report())
        refused = refusal(error, self._folder_of_site)
        if refused is not None:
            raise refused from error

    def _add(self, files: Files, config: MkDocsConfig) -> Files:
        if self._gallery is None:
            self._gallery = self._begin(config)
        self._gallery.add(files)
        return files
