"""The hand-written pages of a site, filled from all of its galleries. Knows no host.

A host extends its Markdown by `WrittenPages.links`, says which page it renders (`begin`, `end`), and passes
what it has rendered through `finished`; `fill_feeds` and `report` come last.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
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
from mkdocs_results_gallery.pages.page import digest_of


@dataclass(frozen=True, slots=True)
class _Question:
    """What a page asks the galleries for."""

    url: str
    words: str
    page: Path | None
    link: Callable[[str], str]
    is_image: bool = False
    is_copy: bool = False
    """Whether it stands in finished HTML."""


@dataclass(slots=True)
class _Record:
    """What is known of a page once it has been read, so that it need not be read again."""

    answers: list[tuple[_Question, str]] = field(default_factory=list)
    """With the key of each answer."""
    mentions: list[tuple[int, str, Mention]] = field(default_factory=list)
    """Each as a gallery's number and the file of an experiment."""
    problems: list[tuple[Problem, int | None]] = field(default_factory=list)
    """Each with the number of the gallery that it is about."""


class WrittenPages:
    """The hand-written pages of one site, in the order in which its host renders them.

    A host that renders single pages again calls `renew`, renders what that and `overtaken` name, and
    `settle` before it finishes any page.
    """

    def __init__(self, elsewhere: Callable[[object], WrittenPage | None] | None = None) -> None:
        """`elsewhere` finds the page that an instance of Markdown renders beside the host's own work."""
        self._galleries = Galleries()
        self._find_elsewhere = elsewhere
        self._filler = LinkFiller(self._galleries)
        self.links = ResultsLinks(self, self._rendered_elsewhere)
        """What Markdown is to be extended with."""
        self._records: dict[str, _Record] = {}
        """By the names of pages."""
        self._is_reported = False
        self._elsewhere: list[WrittenPage] = []
        self._with_html: dict[str, WrittenPage] = {}
        """Pages with links in raw HTML, by their name, until they are finished."""
        self.has_feeds = False
        """Whether others write feeds into the site."""

    def add(self, gallery: PlacedGallery) -> None:
        """Make a gallery known to the pages that are read from now on."""
        self._galleries.add(gallery)

    def renew(self, galleries: Sequence[PlacedGallery]) -> list[str]:
        """Let `galleries` stand instead of those known; name the pages that would be read differently now."""
        self._galleries.replace(galleries)
        self._filler.forget_paths()
        self._is_reported = False
        return self._outdated(is_copy=False)

    def overtaken(self) -> list[str]:
        """Name the pages whose finished HTML would be filled differently; all that changed have been read."""
        return self._outdated(is_copy=True)

    def settle(self) -> None:
        """Let each experiment know again which pages speak of it."""
        for gallery in self._galleries:
            gallery.mentions.clear()
        for record in self._records.values():
            for number, path, mention in record.mentions:
                self._mention(number, path, mention)

    def forget(self, name: str) -> None:
        """Forget a page that is gone, or is about to be made anew."""
        self._records.pop(name, None)

    def begin(self, page: WrittenPage | None) -> None:
        """Expect Markdown to render `page` next; None for a page that nobody has written by hand."""
        self.links.page = page
        if page is not None:
            self._records[page.name] = _Record()

    def end(self, html: str, markdown: str | None, title: str, url: str) -> None:
        """Take note of the page that has begun, now that its `markdown` is `html`.

        Its `title` may be HTML, as hosts keep and print titles; its `url` is below the site's root.
        """
        page, self.links.page = self.links.page, None
        if page is None:
            return
        page.converted = markdown
        record = self._record(page.name)
        record.problems += page.problems()
        if may_have_links(html) or may_have_paths(html):
            self._with_html[page.name] = page
        for number, experiment in page.experiments:
            path = self._galleries[number].guide.book.gallery.experiments[experiment].path
            record.mentions.append((number, path, Mention(_plain(title) or page.name, url)))
            self._mention(*record.mentions[-1])

    def finished(self, html: str, page: WrittenPage, *, has_paths: bool = True) -> str:
        """Fill a whole page: raw HTML, notebooks and other plugins' text have not passed our extension.

        Without `has_paths` only addresses by name are looked for.
        """
        is_path = (lambda url: self._is_path(url, page.path)) if has_paths else None
        done, wrong = filled(html, self._ask(page.name, page.path, page.link), is_path)
        page = self._with_html.pop(page.name, page)
        if wrong:
            lines = page.lines({link.url for link in wrong}).html
            for link in wrong:
                self._add(link, page.name, nth_line(lines, link.url, link.nth))
        return done

    def finished_template(self, html: str, name: str) -> None:
        """Look for links in a page that the theme or the project has as a template."""
        self.forget(name)
        for link in filled(html, self._ask(name, None, lambda address: address))[1]:
            self._add(link, name)

    def fill_feeds(self, site: Path, site_url: str) -> None:
        """Fill links in the feeds below `site` that others have written, from the source of pages."""
        ask = self._ask("", None, lambda address: urljoin(site_url or "/", address))
        for path in self._feeds(site):
            try:
                text = path.read_bytes().decode()
            except (OSError, ValueError):
                continue
            if not is_feed(text, path.suffix.lower()):
                continue
            self.has_feeds = True
            done, wrong = filled_feed(text, path.suffix.lower(), ask, self._filler.has_met)
            if done != text:
                path.write_bytes(done.encode())
            for link in wrong:
                self._add(link, path.relative_to(site).as_posix())

    def fill(
        self, url: str, words: str, page: Path | None, link: Callable[[str], str], *, is_image: bool
    ) -> Fragment | None:
        """Fill a link of the page whose file is `page`; None for one that is not ours. Never raises."""
        question = _Question(url, words, page, link, is_image)
        return self._answered(question, self.links.page.name if self.links.page else "")

    def __len__(self) -> int:
        return len(self._galleries)

    def language(self, number: int | None = None) -> str:
        """Return the language of the site."""
        return self._galleries.language(number)

    @property
    def has_filled(self) -> bool:
        """Whether any page asks for results."""
        return self._filler.has_filled

    def report(self) -> list[Problem]:
        """Give one problem for each mistake, once; what only follows from the results is ``skipped``."""
        if self._is_reported:
            return []
        problems = ProseProblems(self._galleries)
        for record in self._records.values():
            for problem, number in record.problems:
                problems.add(problem, number)
        for page in self._elsewhere:
            for problem, number in page.problems():
                problems.add(problem, number)
        self._is_reported, self._elsewhere = True, []
        following = [replace(problem, severity="skipped") for problem in problems.following()]
        return [*problems.warnings(), *following]

    def _record(self, name: str) -> _Record:
        return self._records.setdefault(name, _Record())

    def _mention(self, number: int, path: str, mention: Mention) -> None:
        gallery = self._galleries[number]
        experiment = gallery.guide.index(path)
        if experiment is not None:
            gallery.mentions.add(experiment, mention)

    def _outdated(self, *, is_copy: bool) -> list[str]:
        return [name for name, record in self._records.items() if self._is_outdated(record, is_copy=is_copy)]

    def _is_outdated(self, record: _Record, *, is_copy: bool) -> bool:
        asked = [one for one in record.answers if one[0].is_copy == is_copy]
        # all of them, whatever the first says: each answer also tells the filler what paths mean
        keys = [self._key(self._answer(question)) for question, _ in asked]
        return keys != [key for _, key in asked]

    def _answered(self, question: _Question, name: str) -> Fragment | None:
        """Answer a question of the page `name`, and keep which answer that was; a page ``""`` keeps none."""
        answer = self._answer(question)
        if answer is not None and name:
            self._record(name).answers.append((question, self._key(answer)))
        return answer

    def _answer(self, question: _Question) -> Fragment | None:
        url, words, page, link = question.url, question.words, question.page, question.link
        if question.is_copy:
            return self._filler.fill_copy(url, words, page, link)
        return self._filler.fill(url, words, page, link, is_image=question.is_image)

    def _key(self, answer: Fragment | None) -> str:
        """Say in a few letters which answer it is, whatever the places of experiments in their gallery."""
        if answer is None or answer.gallery is None:
            return digest_of(repr(answer))
        experiments = self._galleries[answer.gallery].guide.book.gallery.experiments
        paths = [experiments[one].path for one in answer.experiments]
        return digest_of(repr((replace(answer, experiments=()), paths)))

    def _add(self, link: WrongLink, name: str, line: int = 0) -> None:
        self._record(name).problems.append((link.problem(name, line), link.fragment.gallery))

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

    def _ask(
        self, name: str, path: Path | None, link: Callable[[str], str]
    ) -> Callable[[str, str], Fragment | None]:
        def ask(url: str, words: str) -> Fragment | None:
            found = self._answered(_Question(url, words, path, link, is_copy=True), name)
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
