"""The hand-written pages of a site, filled from all of its galleries. Knows no host.

A host extends its Markdown by `WrittenPages.links`, says which page it renders (`begin`, `end`), and passes
what it has rendered through `finished`; `fill_feeds` and `report` come last.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

from mkdocs_results_gallery.embed.fragment import Fragment, WrongLink, marked
from mkdocs_results_gallery.embed.galleries import Galleries, Mention, PlacedGallery, ProseProblems
from mkdocs_results_gallery.embed.html import SUFFIXES, filled, filled_feed, is_feed, may_have_links
from mkdocs_results_gallery.embed.lines import nth_line
from mkdocs_results_gallery.embed.markdown import ResultsLinks, WrittenPage
from mkdocs_results_gallery.embed.query import QueryError, is_named, may_have_paths
from mkdocs_results_gallery.embed.resolve import LinkFiller
from mkdocs_results_gallery.errors import Problem


class WrittenPages:
    """The hand-written pages of one site, in the order in which its host renders them."""

    def __init__(self, elsewhere: Callable[[object], WrittenPage | None] | None = None) -> None:
        """`elsewhere` finds the page that an instance of Markdown renders beside the host's own work."""
        self._galleries = Galleries()
        self._find_elsewhere = elsewhere
        self._filler = LinkFiller(self._galleries)
        self.links = ResultsLinks(self._filler, self._rendered_elsewhere)
        """What Markdown is to be extended with."""
        self._problems = ProseProblems(self._galleries)
        self._elsewhere: list[WrittenPage] = []
        self._with_html: dict[str, WrittenPage] = {}
        """Pages with links in raw HTML, by their name, until they are finished."""

    def add(self, gallery: PlacedGallery) -> None:
        """Make a gallery known to the pages that are read from now on."""
        self._galleries.add(gallery)

    def begin(self, page: WrittenPage | None) -> None:
        """Expect Markdown to render `page` next; None for a page that nobody has written by hand."""
        self.links.page = page

    def end(self, html: str, markdown: str | None, title: str, url: str) -> None:
        """Take note of the page that has begun, now that its `markdown` is `html`.

        Its `title` may be HTML, as hosts keep and print titles; its `url` is below the site's root.
        """
        page, self.links.page = self.links.page, None
        if page is None:
            return
        page.converted = markdown
        self._keep(page)
        if may_have_links(html) or may_have_paths(html):
            self._with_html[page.name] = page
        for number, experiment in page.experiments:
            mention = Mention(_plain(title) or page.name, url)
            self._galleries[number].mentions.add(experiment, mention)

    def finished(self, html: str, page: WrittenPage, *, has_paths: bool = True) -> str:
        """Fill a whole page: raw HTML, notebooks and other plugins' text have not passed our extension.

        Without `has_paths` only addresses by name are looked for.
        """
        is_path = (lambda url: self._is_path(url, page.path)) if has_paths else None
        done, wrong = filled(html, self._ask(page.path, page.link), is_path)
        page = self._with_html.pop(page.name, page)
        if wrong:
            lines = page.lines({link.url for link in wrong}).html
            for link in wrong:
                self._add(link, page.name, nth_line(lines, link.url, link.nth))
        return done

    def finished_template(self, html: str, name: str) -> None:
        """Look for links in a page that the theme or the project has as a template."""
        for link in filled(html, self._ask(None, lambda address: address))[1]:
            self._add(link, name)

    def fill_feeds(self, site: Path, site_url: str) -> None:
        """Fill links in the feeds below `site` that others have written, from the source of pages."""
        ask = self._ask(None, lambda address: urljoin(site_url or "/", address))
        for path in self._feeds(site):
            try:
                text = path.read_bytes().decode()
            except (OSError, ValueError):
                continue
            if not is_feed(text, path.suffix.lower()):
                continue
            done, wrong = filled_feed(text, path.suffix.lower(), ask, self._filler.has_met)
            if done != text:
                path.write_bytes(done.encode())
            for link in wrong:
                self._add(link, path.relative_to(site).as_posix())

    @property
    def has_filled(self) -> bool:
        """Whether any page asks for results."""
        return self._filler.has_filled

    def report(self) -> list[Problem]:
        """Give one problem for each mistake, once; what only follows from the results is ``skipped``."""
        for page in self._elsewhere:
            self._keep(page)
        following = [replace(problem, severity="skipped") for problem in self._problems.following()]
        found = [*self._problems.warnings(), *following]
        self._problems, self._elsewhere = ProseProblems(self._galleries), []
        return found

    def _keep(self, page: WrittenPage) -> None:
        for problem, gallery in page.problems():
            self._problems.add(problem, gallery)

    def _add(self, link: WrongLink, name: str, line: int = 0) -> None:
        self._problems.add(link.problem(name, line), link.fragment.gallery)

    def _feeds(self, site: Path) -> Iterator[Path]:
        ours = {str(site / gallery.root) for gallery in self._galleries}
        for folder, folders, names in os.walk(site):
            # texts, as walk() gives them: a Path for each of many files takes time
            folders[:] = [name for name in folders if os.path.join(folder, name) not in ours]  # noqa: PTH118 - many calls
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
        except QueryError:
            return True

    def _ask(self, path: Path | None, link: Callable[[str], str]) -> Callable[[str, str], Fragment | None]:
        def ask(url: str, words: str) -> Fragment | None:
            found = self._filler.fill_copy(url, words, path, link)
            return marked(found, self._galleries.language(found.gallery)) if found else None

        return ask

    def _rendered_elsewhere(self, markdown: object) -> WrittenPage | None:
        """Find what is rendered beside the host's pages with its own resolver of links: a blog's excerpts."""
        page = self._find_elsewhere(markdown) if self._find_elsewhere else None
        if page is not None:
            self._elsewhere = [*(one for one in self._elsewhere if one.has_problems), page]
        return page


def _plain(title: str) -> str:
    """Give a title as its readers see it."""
    words = _Words()
    words.feed(title)
    words.close()
    return " ".join("".join(words.parts).split())


class _Words(HTMLParser):
    """Collects what stands between tags, with entities as their characters."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep each piece of text."""
        self.parts.append(data)
