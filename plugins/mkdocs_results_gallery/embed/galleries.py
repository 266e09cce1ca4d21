"""The galleries of a site: which of them an address means, who mentions them, what is wrong in the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

from mkdocs_results_gallery.analysis.lookup import NO_EXPERIMENTS, NotFound
from mkdocs_results_gallery.embed.fragment import Fragment
from mkdocs_results_gallery.embed.query import SCHEME, Query, QueryError, is_named, query_of
from mkdocs_results_gallery.embed.resolve import Resolver
from mkdocs_results_gallery.errors import Problem, folded, shown
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


_NAMED = 3


@dataclass(frozen=True, slots=True, eq=False)
class PlacedGallery:
    """A gallery at its place in a site."""

    root: str
    """The folder of the site that it lies in, without slashes around it."""
    results: Path
    resolver: Resolver
    problems: tuple[Problem, ...] = ()
    """What is wrong with its files; all of it has been reported."""
    mentions: Mentions = field(default_factory=Mentions)

    def address(self, uri: str) -> str:
        """Return the address of a page of the gallery, below the site's root."""
        return f"{self.root}/{self.resolver.address(uri)}"

    def has_reported(self, cause: str) -> bool:
        """Whether this is among what has been reported as an error or a warning."""
        reported = [problem for problem in self.problems if problem.severity != "skipped"]
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
        self._paths: dict[str, list[Meant]] = {}
        """What has been meant by each path to a results file, as it is written in pages."""
        self.has_filled = False
        """Whether any page asks for results."""

    def __getitem__(self, number: int) -> PlacedGallery:
        return self._all[number]

    def __iter__(self) -> Iterator[PlacedGallery]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def add(self, gallery: PlacedGallery) -> None:
        """Make a gallery known to the pages that are read from now on."""
        self._all.append(gallery)

    def language(self, number: int | None = None) -> str:
        """Return the language of the site, as a gallery (the first one) knows it; there is at least one."""
        return self._all[number or 0].resolver.language

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
                hits.setdefault((meant.number, self[meant.number].resolver.target(meant.query)), meant)
            except (NotFound, QueryError) as error:
                # a file with errors is meant as well: another gallery's number must not stand for its own
                if isinstance(error, NotFound) and error.is_there:
                    hits.setdefault((meant.number, error.cause("")), meant)
                else:
                    misses.append((not meant.is_by_root, not is_suggestion(error.hint), meant))
        return [*hits.values()], [miss[2] for miss in sorted(misses, key=lambda miss: miss[:2])]

    def fragment(
        self, meant: Meant, words: str, link: Callable[[str], str], *, is_image: bool = False
    ) -> Fragment:
        """Fill a link with the text `words`; `link` writes an address below the site's root."""
        gallery = self[meant.number]
        ask = gallery.resolver.image if is_image else gallery.resolver.link
        fragment = ask(meant.query, words, lambda uri: link(gallery.address(uri)))
        return replace(fragment, gallery=meant.number)

    def fill(
        self, url: str, words: str, page: Path | None, link: Callable[[str], str], *, is_image: bool = False
    ) -> Fragment | None:
        """Fill a link of the page whose file is `page`; None for one that is not ours. Never raises."""
        try:
            meant = self.meant(url, page)
        except QueryError as error:
            return _refused(error)
        if meant is None:
            return None
        self.has_filled = True
        if not is_named(url):
            same = self._paths.setdefault(url, [])
            if meant not in same:
                same.append(meant)
        return self.fragment(meant, words, link, is_image=is_image)

    def fill_copy(
        self, url: str, words: str, page: Path | None, link: Callable[[str], str]
    ) -> Fragment | None:
        """Fill a link in what others have made of pages: a path stands there as its own page has it."""
        try:
            known = [] if is_named(url) else self._paths.get(url, [])
            if len(known) > 1:
                raise QueryError("expected one file, got a path that leads to several", "write results:…")
            meant = known[0] if known else self.meant(url, page)
        except QueryError as error:
            return _refused(error)
        return self.fragment(meant, words, link) if meant else None

    def has_met(self, url: str) -> bool:
        """Whether a page has had the path `url` to a results file."""
        return url in self._paths

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


def _refused(error: QueryError) -> Fragment:
    return Fragment(problem=error.message, hint=error.hint, cause=error.cause)


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
