"""The galleries of a site: which of them an address means, who mentions them, what is wrong in the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

from mkdocs_results_gallery.analysis.lookup import NO_EXPERIMENTS, Finder, NotFound, unknown_name
from mkdocs_results_gallery.analysis.shared import FACETS
from mkdocs_results_gallery.embed.query import SCHEME, Query, QueryError, is_named, query_of
from mkdocs_results_gallery.errors import Problem, Subject, folded, shown
from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.links import INDEX
from mkdocs_results_gallery.words.phrases import is_suggestion, joined

BACKLINKS = "<!-- rg-backlinks -->"
"""Where an experiment's page has its backlinks; hosts know them only after all pages have been read."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A page of the site."""

    title: str
    """Plain text."""
    url: str
    """As the host writes it, below the site's root."""


class Mentions:
    """Collected page by page, in the order of the site."""

    def __init__(self) -> None:
        self._by_experiment: dict[int, dict[str, Mention]] = {}

    def add(self, experiment: int, mention: Mention) -> None:
        """Note that the page speaks of the experiment (its index in the gallery)."""
        self._by_experiment.setdefault(experiment, {})[mention.url] = mention

    def clear(self) -> None:
        """Forget all of them."""
        self._by_experiment.clear()

    def of(self, experiment: int) -> tuple[Mention, ...]:
        """Return those that speak of `experiment`, in the order of the site."""
        return (*self._by_experiment.get(experiment, {}).values(),)

    def html(self, experiment: int, link: Callable[[str], str]) -> str:
        """List the pages that speak of `experiment`, if any, below a heading. `link` makes a URL relative."""
        mentions = self._by_experiment.get(experiment, {})
        if not mentions:
            return ""
        items = "\n".join(
            f'<li><a href="{escape(link(mention.url))}"><bdi>{escape(mention.title)}</bdi></a></li>'
            for mention in mentions.values()
        )
        return f'<h2 id="rg-mentions">Mentioned in</h2>\n<ul>\n{items}\n</ul>'


_KINDS = f"{', '.join(sorted(FACETS)[:-1])} and {max(FACETS)}"
"""``metric, row and tag``."""


class Guide:
    """Knows which page of one gallery a query leads to."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.finder = Finder(book.gallery)
        self._by_path = {one.path: index for index, one in enumerate(book.gallery.experiments)}

    def index(self, path: str) -> int | None:
        """Give the index of the experiment whose file is `path`; None where there is none."""
        return self._by_path.get(path)

    def target(self, query: Query) -> str:
        """Return the URI of the page that `query` leads to. Raises NotFound and QueryError."""
        if not query.experiment:
            return self.page_of_name(query)[0]
        index = self.finder.experiment(query.experiment)
        return self.book.addresses.experiment(self.book.gallery.experiments[index].path)

    def page_of_name(self, query: Query) -> tuple[str, str]:
        """Return URI and name of the page of a metric, a row or a tag; else those of the gallery itself."""
        if len(query.parameters) > 1:
            raise QueryError(f"expected one of {_KINDS}", "an experiment stands before the ?")
        for key, name in query.parameters.items():
            if key not in FACETS:
                raise QueryError(f"expected an experiment before ?{key}", "e.g. results:facts?metric=t_p")
            uri = self.book.addresses.shared(key, name)
            if not uri:
                raise self._no_page(key, name)
            return uri, name
        return INDEX, self.book.shown_title

    def _no_page(self, key: str, name: str) -> QueryError:
        """Why no page has the `name` of a metric, row or tag."""
        known = self.book.membership[key]
        gallery = self.book.gallery
        cause = f"{key} {name}" if gallery.experiments else NO_EXPERIMENTS
        for file in gallery.broken:
            if name and name.encode() in file.content:
                message = f"the {key} {shown(name)} has no page: {shown(file.path, 80)} has errors"
                return QueryError(message, "mend that file first", file.path)
        if name not in known:
            error = unknown_name(key, name, known, "the gallery")
            return QueryError(error.message, error.hint, cause)
        why = self.book.shared.why_not(Subject(key, name))
        message = f"the {key} {shown(name)} has no page: {why}"
        return QueryError(message, "link to the experiment instead", cause)


_NAMED = 3


@dataclass(frozen=True, slots=True, eq=False)
class PlacedGallery:
    """A gallery at its place in a site."""

    root: str
    """The folder of the site that it lies in, without slashes around it."""
    results: Path
    guide: Guide
    problems: tuple[Problem, ...] = ()
    """What is wrong with its files; all of it has been reported."""
    mentions: Mentions = field(default_factory=Mentions)

    def mentions_of(self, path: str) -> tuple[Mention, ...]:
        """Return the pages that speak of the experiment whose file is `path`; none where there is none."""
        index = self.guide.index(path)
        return () if index is None else self.mentions.of(index)

    def address(self, uri: str) -> str:
        """Return the address of a page of the gallery, below the site's root."""
        return f"{self.root}/{self.guide.book.addresses.address(uri)}"

    def has_reported(self, cause: str) -> bool:
        """Whether this is among what has been reported as an error or a warning."""
        reported = [problem for problem in self.problems if problem.counts]
        if cause == NO_EXPERIMENTS:
            return bool(reported)
        return any(
            problem.cause == cause if problem.cause else problem.severity == "error" and problem.file == cause
            for problem in reported
        )


@dataclass(frozen=True, slots=True)
class Meant:
    """What an address means: a gallery, by its number, and what it is asked for."""

    number: int
    query: Query
    is_by_root: bool = False
    """Whether the path of the gallery stands in front of the name."""


class Galleries:
    """In the order of the site's settings; each is added once it has been built."""

    def __init__(self) -> None:
        self._all: list[PlacedGallery] = []

    def __getitem__(self, number: int) -> PlacedGallery:
        return self._all[number]

    def __iter__(self) -> Iterator[PlacedGallery]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def add(self, gallery: PlacedGallery) -> None:
        """Make a gallery known to the pages that are read from now on."""
        self._all.append(gallery)

    def replace(self, galleries: Iterable[PlacedGallery]) -> None:
        """Let `galleries` stand instead of those that are known, in their order."""
        self._all = [*galleries]

    def language(self, number: int | None = None) -> str:
        """Return the language of the site, as a gallery (the first one) knows it; there is at least one."""
        return self._all[number or 0].guide.book.options.language

    def meant(self, url: str, page: Path | None) -> Meant | None:
        """Return what `url` means, a link of the page whose file is `page`; None for a link that is not ours.

        A name that one gallery alone has is found there; the path of a gallery may stand in front of it.
        Raises QueryError, also for what several galleries have.
        """
        candidates = list(self._candidates(url, page))
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        hits, misses = self._tried(candidates)
        if len(hits) > 1:
            raise self._ambiguous(url, hits)
        return hits[0] if hits else misses[0]

    def _tried(self, candidates: Iterable[Meant]) -> tuple[list[Meant], list[Meant]]:
        """Those that lead somewhere, each place once, and the others, whose answer helps most first."""
        hits: dict[tuple[int, str], Meant] = {}
        misses: list[tuple[bool, bool, Meant]] = []
        for meant in candidates:
            try:
                hits.setdefault((meant.number, self[meant.number].guide.target(meant.query)), meant)
            except (NotFound, QueryError) as error:
                # a file with errors is meant as well: another gallery's number must not stand for its own
                if isinstance(error, NotFound) and error.is_there:
                    hits.setdefault((meant.number, error.cause("")), meant)
                else:
                    misses.append((not meant.is_by_root, not is_suggestion(error.hint), meant))
        return [*hits.values()], [miss[2] for miss in sorted(misses, key=lambda miss: miss[:2])]

    def _candidates(self, url: str, page: Path | None) -> Iterator[Meant]:
        for number, gallery in enumerate(self._all):
            query = query_of(url, page, gallery.results)
            if query is None:
                continue
            if len(self._all) > 1 and is_named(url):
                name = query.experiment
                if name == gallery.root or name.startswith(f"{gallery.root}/"):
                    rest = name[len(gallery.root) :].strip("/")
                    yield Meant(number, replace(query, experiment=rest), is_by_root=True)
            yield Meant(number, query)

    def _ambiguous(self, url: str, hits: list[Meant]) -> QueryError:
        roots = list(dict.fromkeys(self[hit.number].root for hit in hits))
        name = shown(hits[0].query.experiment or url, 80)
        where = joined([*roots[:_NAMED], *(["others"] if len(roots) > _NAMED else [])])
        message = f"expected what one gallery has, got {name}, which {where} have"
        exact = [
            f"{SCHEME}{self[hit.number].root}/{hit.query.experiment}"
            for hit in hits[:_NAMED]
            if self._is_exact(f"{SCHEME}{self[hit.number].root}/{hit.query.experiment}", url, hit)
        ]
        hint = f"write {' or '.join(exact)}" if exact else "give the path from this page to the results file"
        return QueryError(message, hint, f"ambiguous {hits[0].query.experiment or url}")

    def _is_exact(self, form: str, url: str, hit: Meant) -> bool:
        if form.lower() == url.partition("?")[0].lower():
            return False
        asked = [
            replace(meant, query=replace(hit.query, experiment=meant.query.experiment))
            for meant in self._candidates(form, None)
        ]
        return len(self._tried(asked)[0]) == 1


class ProseProblems:
    """Collected until all pages have been read."""

    def __init__(self, galleries: Galleries) -> None:
        self._galleries = galleries
        self._found: dict[Problem, int | None] = {}

    def add(self, problem: Problem, gallery: int | None = None) -> None:
        """Keep a problem of one page, about one gallery by its number; the same one twice is one."""
        self._found.setdefault(problem, gallery)

    def warnings(self) -> tuple[Problem, ...]:
        """Give one problem for each mistake that has not been reported yet."""
        return tuple(sorted(self._folded(reported=False)))

    def following(self) -> tuple[Problem, ...]:
        """Return what only follows from what is wrong with the results, one problem for each cause."""
        return tuple(sorted(self._folded(reported=True)))

    def _folded(self, *, reported: bool) -> Iterator[Problem]:
        by_gallery: dict[int | None, list[Problem]] = {}
        for problem, number in self._found.items():
            if self._is_reported(problem, number) == reported:
                by_gallery.setdefault(number, []).append(problem)
        for found in by_gallery.values():
            yield from folded(found)

    def _is_reported(self, problem: Problem, number: int | None) -> bool:
        return (
            number is not None and bool(problem.cause) and self._galleries[number].has_reported(problem.cause)
        )
