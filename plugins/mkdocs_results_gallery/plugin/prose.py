"""The hand-written pages of a site, filled from all of its galleries."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import get_relative_url

from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.plugin.hostpages import plain_title
from mkdocs_results_gallery.plugin.settings import NAME
from mkdocs_results_gallery.weaving.address import AddressError, is_named, may_have_paths
from mkdocs_results_gallery.weaving.answer import Answer
from mkdocs_results_gallery.weaving.feeds import SUFFIXES, filled_feed, is_feed
from mkdocs_results_gallery.weaving.finished import Left, filled, may_have_links
from mkdocs_results_gallery.weaving.galleries import Galleries, PlacedGallery
from mkdocs_results_gallery.weaving.links import Reading, ResultsLinks
from mkdocs_results_gallery.weaving.marks import marked
from mkdocs_results_gallery.weaving.mentions import Mention
from mkdocs_results_gallery.weaving.places import nth_line
from mkdocs_results_gallery.weaving.proseproblems import ProseProblems
from mkdocs_results_gallery.weaving.source import Source

log = get_plugin_logger("results-gallery")


class Prose:
    """One for a site; the first of its galleries is told of each page."""

    def __init__(self) -> None:
        self._galleries = Galleries()
        self.links = ResultsLinks(self._galleries, self._rendered_elsewhere)
        """What Markdown is to be extended with."""
        self._problems = ProseProblems(self._galleries)
        self._elsewhere: list[Reading] = []
        self._with_html: dict[str, Reading] = {}
        """Pages with links in raw HTML, until they are finished."""

    def add(self, gallery: PlacedGallery) -> None:
        """Make a gallery known to the pages that are read from now on."""
        self._galleries.add(gallery)

    def begin(self, page: HostPage) -> None:
        """The host is about to render `page`."""
        self.links.reading = None if page.file.generated_by == NAME else _reading(page.file)

    def end(self, html: str, page: HostPage) -> None:
        """The host has rendered `page` as `html`."""
        reading, self.links.reading = self.links.reading, None
        if reading is None:
            return
        reading.converted = page.markdown
        for problem, gallery in reading.problems():
            self._problems.add(problem, gallery)
        if may_have_links(html) or may_have_paths(html):
            self._with_html[page.file.src_uri] = reading
        for number, experiment in reading.experiments:
            mention = Mention(plain_title(page) or page.file.src_uri, page.url)
            self._galleries[number].mentions.add(experiment, mention)

    def finished(self, html: str, page: HostPage) -> str:
        """The finished page; raw HTML, notebooks and other plugins' text have not passed our extension."""
        path = Path(page.file.abs_src_path) if page.file.abs_src_path else None
        ask = self._ask(path, lambda address: get_relative_url(address, page.url))
        is_ours = page.file.generated_by == NAME
        done, left = filled(html, ask, None if is_ours else lambda url: self._is_path(url, path))
        reading = self._with_html.pop(page.file.src_uri, None) or _reading(page.file)
        if left:
            lines = reading.places({link.url for link in left}).html
            for link in left:
                self._tell(page.file.src_uri, nth_line(lines, link.url, link.nth), link)
        return done

    def finished_template(self, html: str, name: str) -> None:
        """Tell of links in a page that the theme or the project has as a template."""
        for link in filled(html, self._ask(None, lambda address: address))[1]:
            self._tell(name, 0, link)

    def fill_feeds(self, config: MkDocsConfig, later: Sequence[str] = ()) -> None:
        """Fill the links in the feeds that other plugins have written; they take the source of the pages.

        `later` are the plugins that write theirs after this.
        """
        for name in later if self.links.has_filled else ():
            log.warning(
                f"plugins: {name} writes its feed after results-gallery has filled the others: values in it "
                f"stay as typed; name {name} before results-gallery, with a priority above -1000"
            )
        for path in self._feeds(Path(config.site_dir)):
            try:
                text = path.read_bytes().decode()
            except (OSError, ValueError):
                continue
            if not is_feed(text, path.suffix.lower()):
                continue
            ask = self._ask(None, lambda address: urljoin(config.site_url or "/", address))
            done, left = filled_feed(text, path.suffix.lower(), ask, self.links.paths.__contains__)
            if done != text:
                path.write_bytes(done.encode())
            for link in left:
                self._tell(path.relative_to(config.site_dir).as_posix(), 0, link)

    def report(self) -> None:
        """One message for each mistake, and a word on what only follows from the results."""
        for reading in self._elsewhere:
            for problem, gallery in reading.problems():
                self._problems.add(problem, gallery)
        for problem in self._problems.warnings():
            log.warning(str(problem))
        for problem in self._problems.following():
            log.info(str(problem))
        self._problems, self._elsewhere = ProseProblems(self._galleries), []

    def _feeds(self, site: Path) -> Iterator[Path]:
        ours = {str(site / gallery.root) for gallery in self._galleries}
        for folder, folders, names in os.walk(site):
            folders[:] = [name for name in folders if os.path.join(folder, name) not in ours]  # noqa: PTH118
            for name in names:
                path = Path(folder, name)
                if path.suffix.lower() in SUFFIXES and path.is_file() and not path.is_symlink():
                    yield path

    def _is_path(self, url: str, page: Path | None) -> bool:
        # without a question it may as well be a download
        if "?" not in url or is_named(url):
            return False
        try:
            return self._galleries.meant(url, page) is not None
        except AddressError:
            return True

    def _ask(self, path: Path | None, link: Callable[[str], str]) -> Callable[[str, str], Answer | None]:
        def ask(url: str, words: str) -> Answer | None:
            found = answer(url, words)
            return marked(found, self._galleries.language(found.gallery)) if found else None

        def answer(url: str, words: str) -> Answer | None:
            try:
                known = self.links.paths.get(url, [])
                if not is_named(url) and len(known) > 1:
                    raise AddressError(
                        "expected one file, got a path that leads to several", "write results:…"
                    )
                meant = known[0] if known and not is_named(url) else self._galleries.meant(url, path)
            except AddressError as error:
                return Answer(problem=error.message, hint=error.hint, cause=error.cause)
            return self._galleries.answer(meant, words, link) if meant else None

        return ask

    def _tell(self, name: str, line: int, link: Left) -> None:
        answer = link.answer
        problem = Problem(
            name, line, 0, "", f"{link.url}: {answer.problem}", answer.hint, "warning", answer.cause
        )
        self._problems.add(problem, answer.gallery)

    def _rendered_elsewhere(self, markdown: object) -> Reading | None:
        """What is rendered beside the host's pages with its own resolver of links: a blog's excerpts."""
        processors = getattr(markdown, "treeprocessors", {})
        file = getattr(processors["relpath"], "file", None) if "relpath" in processors else None
        if not isinstance(file, File) or file.generated_by == NAME:
            return None
        reading = _reading(file)
        self._elsewhere = [*(one for one in self._elsewhere if one.has_problems), reading]
        return reading


def writers_after(plugin: object, config: MkDocsConfig) -> list[str]:
    """The names of plugins, feeds by their name, that come after `plugin` when the site has been built."""
    methods = config.plugins.events["post_build"]
    owners = [getattr(method, "__self__", method.__module__) for method in methods]
    last = max((at for at, owner in enumerate(owners) if owner is plugin), default=len(owners))
    names = {id(one): name for name, one in config.plugins.items()}
    # a hook is a function, and its module has the hook's name
    later = [names.get(id(owner), str(owner)) for owner in owners[last + 1 :]]
    return [name for name in later if "rss" in name.lower() or "feed" in name.lower()]


def _reading(file: File) -> Reading:
    path = file.abs_src_path
    base = "" if file.url in (".", "./") else file.url
    return Reading(
        file.src_uri,
        Path(path) if path else None,
        Source(_text_of(file)),
        lambda address: get_relative_url(address, base),
    )


def _text_of(file: File) -> str:
    """What stands in the file of a hand-written page; ``""`` where it can't be read as text."""
    try:
        return file.content_string
    except (OSError, ValueError):
        return ""
