"""The pages that list experiments: the gallery's index and those of tags; and the lists of shared names."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from mkdocs_results_gallery.analysis.shared import FACETS
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.pages.cards import Card, cards, view_of
from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.links import INDEX
from mkdocs_results_gallery.pages.ondemand import verdict_on_all
from mkdocs_results_gallery.pages.page import Content, Heading, Link, Page, found_by, safe_html
from mkdocs_results_gallery.pages.standing import ways_up
from mkdocs_results_gallery.pages.urls import CATALOGUE_SCRIPT, CHANGES
from mkdocs_results_gallery.words.order import natural, natural_path
from mkdocs_results_gallery.words.phrases import counted

CARDS_PER_PAGE = 96
"""Divides by 2, 3 and 4, so that the last line of cards is full on most screens."""

_ALL_PAGES = 9
"""Pages of the index up to which each leads to all others."""

_NEAR = 2
"""Pages before and after, to which one of more leads."""

_CHIPS = 24


@dataclass(frozen=True, slots=True, eq=False)
class _Shelf:
    """The cards of one folder."""

    id: str
    title: str
    description: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _NameChips:
    """The names of one kind that lead furthest, and the page that lists all."""

    title: str
    links: tuple[tuple[Link, int], ...]
    """Each with the number of experiments."""
    all: Link
    number: int
    """How many there are."""


def index_pages(book: Book) -> Iterator[Page]:
    """The index, `CARDS_PER_PAGE` experiments a page."""
    last = max(1, -(-len(book.gallery.experiments) // CARDS_PER_PAGE))
    yield _first_page(book, last)
    for number in range(2, last + 1):
        uri = book.addresses.listing(number)
        title = f"{book.title}, page {number}"
        shelves = _shelves(book, uri, number)
        heading = {"title": book.words(title, book.title)}
        body = book.rendered("gallery.html", uri, heading | _listing(book, number, last, shelves))
        yield _index_page(uri, title, body, book, shelves)


def _first_page(book: Book, last: int) -> Page:
    """The page that has, beside the first cards, what is said once of the whole gallery."""
    uri = book.addresses.listing(1)
    top = book.gallery.folders.get("")
    description = top.description if top else ""
    names = [_names(book, uri, kind) for kind in sorted(FACETS)]
    shelves = _shelves(book, uri, 1)
    body = book.rendered(
        "gallery.html",
        uri,
        _listing(book, 1, last, shelves)
        | {
            "title": book.shown_title,
            "description": description,
            "since": _since(book),
            "names": [kind for kind in names if kind.links],
            "broken": [
                Link(file.path, book.addresses.link(uri, book.addresses.experiment(file.path)))
                for file in book.gallery.broken
            ],
            "skipped": sorted(
                (problem for problem in book.gallery.problems if problem.severity == "skipped"),
                key=lambda problem: natural_path(problem.file),
            ),
        },
    )
    page = _index_page(uri, book.title, body, book, shelves)
    return replace(page, search=found_by(book.title, description and safe_html(description)))


@dataclass(frozen=True, slots=True)
class _SinceLine:
    """What the index says of all changes."""

    base: str
    verdict: str
    href: str
    removed: tuple[str, ...]
    """The paths of experiments that are gone."""


def _since(book: Book) -> _SinceLine | None:
    """Return what the index says of all changes; None where the site is compared with nothing."""
    comparison = book.comparison
    if comparison is None:
        return None
    return _SinceLine(
        comparison.base,
        verdict_on_all(book),
        book.addresses.link(INDEX, CHANGES),
        tuple(one.path for one in comparison.experiments if one.status == "removed"),
    )


def _listing(book: Book, number: int, last: int, shelves: list[_Shelf]) -> dict[str, object]:
    """What the template needs on each of the pages."""
    experiments = book.gallery.experiments
    uri = book.addresses.listing(number)
    return {
        "description": "",
        "since": None,
        "total": len(experiments),
        "catalogue": book.addresses.link(uri, CATALOGUE_SCRIPT) if len(experiments) > 1 else "",
        "root": book.addresses.up(uri),
        "view": view_of(len(experiments)),
        "orders": [
            (name, book.titles["metric"].get(name, name))
            for name, _ in _by_use(book.membership["metric"])[:_CHIPS]
        ],
        "shelves": shelves,
        "names": [],
        "listing": _pages(book, number, last) if last > 1 else [],
        "broken": [],
        "skipped": [],
    }


def _pages(book: Book, number: int, last: int) -> list[Link | None]:
    """The ways from page `number` of the index to the others, `last` in all; None where some are left out."""
    uri = book.addresses.listing(number)
    return [
        Link(str(page), "" if page == number else book.addresses.link(uri, book.addresses.listing(page)))
        if page
        else None
        for page in near_pages(number, last)
    ]


def near_pages(number: int, last: int) -> list[int]:
    """The first of `last` pages, the last, and those near `number`; 0 where some between are left out."""
    if last <= _ALL_PAGES:
        return [*range(1, last + 1)]
    near = {1, last, *range(max(1, number - _NEAR), min(last, number + _NEAR) + 1)}
    found: list[int] = []
    for page in sorted(near):
        if found and page == found[-1] + 2:
            found.append(page - 1)  # a number takes no more room than what would say that it is left out
        elif found and page > found[-1] + 1:
            found.append(0)
        found.append(page)
    return found


def _index_page(uri: str, title: str, body: Content[str], book: Book, shelves: list[_Shelf]) -> Page:
    experiments = counted(len(book.gallery.experiments), "experiment")
    return Page(
        uri=uri,
        kind="gallery",
        title=title,
        body=body,
        headings=tuple(Heading(shelf.id, shelf.title) for shelf in shelves if shelf.title),
        description=f"{experiments} with heatmaps, tables and cross-links.",
    )


def _shelves(book: Book, uri: str, page: int) -> list[_Shelf]:
    experiments = book.gallery.experiments[(page - 1) * CARDS_PER_PAGE : page * CARDS_PER_PAGE]
    shelves = []
    folders = groupby(experiments, key=lambda experiment: posixpath.dirname(experiment.path))
    for number, (folder, members) in enumerate(folders, start=1):
        said = book.gallery.folders.get(folder) if folder else None
        shelves.append(
            _Shelf(
                f"rg-folder-{number}",
                (said.title if said else "") or folder,
                said.description if said else "",
                tuple(cards(book, uri, members)),
            )
        )
    return shelves


def _names(book: Book, uri: str, kind: str) -> _NameChips:
    pages = [
        (Link(book.titles[kind].get(name, name), book.addresses.link(uri, page)), len(experiments))
        for name, experiments in _by_use(book.membership[kind])
        if (page := book.addresses.shared(kind, name))
    ]
    everything = Link(f"{len(pages):,} shared", book.addresses.link(uri, book.addresses.names(kind)))
    return _NameChips(f"{kind.capitalize()}s", tuple(pages[:_CHIPS]), everything, len(pages))


def _by_use(index: Mapping[str, tuple[int, ...]]) -> list[tuple[str, tuple[int, ...]]]:
    """The names that most experiments have first."""
    return sorted(index.items(), key=lambda item: (-len(item[1]), natural(item[0])))


def _by_title(names: Iterable[str], titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each title with its name, in the order of the alphabet."""
    found = [(titles.get(name, name), name) for name in names]
    return sorted(found, key=lambda one: (natural(one[0]), natural(one[1])))


@dataclass(frozen=True, slots=True)
class _Name:
    link: Link
    experiments: int


def name_pages(book: Book) -> Iterator[Page]:
    """The pages for the kinds that have any shared name."""
    for kind in sorted(FACETS):
        uri = book.addresses.names(kind)
        index = book.membership[kind]
        names = [
            _Name(Link(title, book.addresses.link(uri, page)), len(index[name]))
            for title, name in _by_title(index, book.titles[kind])
            if (page := book.addresses.shared(kind, name))
        ]
        if not names:
            continue
        title = f"Shared {kind}s"
        yield Page(
            uri=uri,
            kind="names",
            title=title,
            body=book.rendered(
                "names.html",
                uri,
                {
                    "title": title,
                    "kind": kind,
                    "names": names,
                    "without": _without(book, kind, index),
                    "index": Link(book.shown_title, book.addresses.link(uri, INDEX)),
                },
            ),
            description=f"{counted(len(names), kind)} that experiments share.",
        )


def _without(book: Book, kind: str, index: Mapping[str, tuple[int, ...]]) -> list[str]:
    """How many names have no page, and why, each as a part of a sentence."""
    shared = book.shared
    few = sum(len(experiments) < shared.least for experiments in index.values())
    reasons = Counter(
        shared.why_not(Subject(kind, name)) for name, of in index.items() if len(of) >= shared.least
    )
    where = "one experiment only" if shared.least == 2 else f"fewer than {shared.least} experiments"
    verbs = ("occurs", "has") if few == 1 else ("occur", "have")
    found = [f"{counted(few, 'other')} {verbs[0]} in {where} and {verbs[1]} no page"] if few else []
    return found + [
        f"{counted(number, 'other')} without a page: {why}" for why, number in reasons.items() if why
    ]


MOST_CARDS = 96
"""Cards of the page of a tag; the experiments beyond them are listed by title."""


def listed_pages(book: Book) -> Iterator[Page]:
    """One page per shared name that gathers no cells, such as a tag: it lists the experiments."""
    for kind, facet in FACETS.items():
        if not facet.is_gathered:
            for name in book.membership[kind]:
                subject = Subject(kind, name)
                if subject in book.shared.pages:
                    with book.fence.around(subject):
                        yield _listed_page(book, subject)


def _listed_page(book: Book, subject: Subject) -> Page:
    kind, name = subject.kind, subject.name
    experiments = [book.gallery.experiments[index] for index in book.membership[kind][name]]
    uri = book.addresses.shared(kind, name)
    return Page(
        uri=uri,
        kind=kind,
        title=name,
        body=book.rendered(
            "tag.html",
            uri,
            {
                "name": name,
                "kind": kind,
                "experiments": len(experiments),
                "cards": cards(book, uri, experiments[:MOST_CARDS]),
                "view": view_of(len(experiments)),
                "more": [
                    Link(other.called, book.addresses.link(uri, book.addresses.experiment(other.path)))
                    for other in experiments[MOST_CARDS:]
                ],
                **ways_up(book.shown_title, book.addresses, uri, subject, len(experiments)),
            },
        ),
        tags=(name,) if kind == "tag" else (),
        search=found_by(name, experiments=(experiment.called for experiment in experiments)),
        description=f"{counted(len(experiments), 'experiment')} with the {kind} {name}.",
    )
