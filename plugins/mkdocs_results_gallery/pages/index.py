"""The gallery's index: a card per experiment, page by page; and the lists of names that experiments share."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from mkdocs_results_gallery.analysis.observation import Observation
from mkdocs_results_gallery.analysis.shared import FACETS
from mkdocs_results_gallery.analysis.summary import MetricSummary
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.model import Experiment, Table
from mkdocs_results_gallery.pages.block import Link
from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.page import OURS, Heading, Page, found_by, safe_html
from mkdocs_results_gallery.pages.sentences import say
from mkdocs_results_gallery.pages.templating import renderer
from mkdocs_results_gallery.pages.urls import CATALOGUE_SCRIPT, INDEX
from mkdocs_results_gallery.words.phrases import counted

_HEADLINES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """What the template ``_cards.html`` needs."""

    title: str
    href: str
    thumbnail: str
    """Picture with one pixel per cell, as a ``data:`` address."""
    alternative: str
    """What the picture says, in words."""
    folder: str
    date: str
    size: str
    tags: tuple[Link, ...]
    says: Markup
    """The weightiest observation on the first table; empty where there is none."""
    headlines: tuple[MetricSummary, ...]
    """The first metrics of the first table, where no observation says more."""
    scope: str
    """What the headlines are about where the file has several tables; else ``""``."""


def cards(book: Book, uri: str, experiments: Iterable[Experiment]) -> list[Card]:
    """One card per experiment, for the page at `uri`."""
    found = []
    for experiment in experiments:
        with book.fence.around(Subject("experiment", experiment.path)):
            found.append(_card(book, uri, experiment))
    return found


def _card(book: Book, uri: str, experiment: Experiment) -> Card:
    addresses = book.addresses
    shown = book.tables_of("experiment", experiment.path)[0]
    table = shown.table
    scope = "" if len(experiment.tables) == 1 else table.title or table.name
    said = shown.findings.observations
    more = f" and {counted(len(experiment.tables) - 1, 'more table')}" if len(experiment.tables) > 1 else ""
    return Card(
        experiment.title,
        addresses.link(uri, addresses.experiment(experiment.path)),
        shown.thumbnail,
        shown.description,
        posixpath.dirname(experiment.path),
        experiment.date,
        f"{counted(len(table.rows), 'row')} × {counted(len(table.metrics), 'metric')}{more}",
        tuple(
            Link(tag, addresses.link(uri, page) if (page := addresses.shared("tag", tag)) else "")
            for tag in experiment.tags
        ),
        _says(book, said[0], table, scope) if said else Markup(),
        () if said else shown.findings.summaries[:_HEADLINES],
        scope,
    )


def _says(book: Book, observation: Observation, table: Table, scope: str) -> Markup:
    """A sentence that names rows and metrics: all of it kept apart from its neighbours, or each name too."""
    if book.is_english:
        before = f"{scope}: " if scope else ""
        return Markup("<bdi>{}{}</bdi>").format(before, observation.sentence(table))
    rows, metrics = table.shape
    sentence = say(observation, table, [""] * rows, [""] * metrics, is_english=False).html
    before = Markup("<bdi>{}</bdi>: ").format(scope) if scope else Markup()
    return Markup('<bdi lang="{}">{}{}</bdi>').format(OURS, before, sentence)


CARDS_PER_PAGE = 96
"""Divides by 2, 3 and 4, so that the last line of cards is full on most screens."""

_CHIPS = 24


@dataclass(frozen=True, slots=True, eq=False)
class _Shelf:
    """The cards of one folder."""

    id: str
    title: str
    description: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """The names of one kind that lead furthest, and the page that lists all."""

    title: str
    links: tuple[tuple[Link, int], ...]
    """Each with the number of experiments."""
    all: Link
    number: int
    """How many there are."""


def index_pages(book: Book) -> Iterator[Page]:
    """The index, `CARDS_PER_PAGE` experiments a page."""
    render = renderer(book.templates, "gallery.html")
    last = max(1, -(-len(book.gallery.experiments) // CARDS_PER_PAGE))
    yield _first_page(book, render, last)
    for number in range(2, last + 1):
        uri = book.addresses.listing(number)
        title = f"{book.title}, page {number}"
        shelves = _shelves(book, uri, number)
        heading = book.words(title, book.title)
        yield _index_page(
            uri, title, render(uri, title=heading, **_listing(book, uri, last, shelves)), book, shelves
        )


def _first_page(book: Book, render: Callable[..., Markup], last: int) -> Page:
    """The page that has, beside the first cards, what is said once of the whole gallery."""
    uri = book.addresses.listing(1)
    top = book.gallery.folders.get("")
    description = top.description if top else ""
    names = [_names(book, uri, kind) for kind in sorted(FACETS)]
    shelves = _shelves(book, uri, 1)
    html = render(
        uri,
        title=book.shown_title,
        **_listing(book, uri, last, shelves)
        | {
            "description": description,
            "names": [kind for kind in names if kind.links],
            "broken": [
                Link(file.path, book.addresses.link(uri, book.addresses.experiment(file.path)))
                for file in book.gallery.broken
            ],
            "skipped": [problem for problem in book.gallery.problems if problem.severity == "skipped"],
        },
    )
    page = _index_page(uri, book.title, html, book, shelves)
    return replace(page, search=found_by(book.title, description and safe_html(description)))


def _listing(book: Book, uri: str, last: int, shelves: list[_Shelf]) -> dict[str, object]:
    """What the template needs on each of the pages."""
    experiments = book.gallery.experiments
    pages = [
        Link(str(number), "" if page == uri else book.addresses.link(uri, page))
        for number in range(1, last + 1)
        if (page := book.addresses.listing(number))
    ]
    return {
        "description": "",
        "total": len(experiments),
        "catalogue": book.addresses.link(uri, CATALOGUE_SCRIPT) if len(experiments) > 1 else "",
        "root": book.addresses.up(uri),
        "orders": [name for name, _ in _by_use(book.membership["metric"])[:_CHIPS]],
        "shelves": shelves,
        "names": [],
        "listing": pages if last > 1 else [],
        "broken": [],
        "skipped": [],
    }


def _index_page(uri: str, title: str, html: Markup, book: Book, shelves: list[_Shelf]) -> Page:
    experiments = counted(len(book.gallery.experiments), "experiment")
    return Page(
        uri=uri,
        kind="gallery",
        title=title,
        html=html,
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


def _names(book: Book, uri: str, kind: str) -> _Names:
    pages = [
        (Link(name, book.addresses.link(uri, page)), len(experiments))
        for name, experiments in _by_use(book.membership[kind])
        if (page := book.addresses.shared(kind, name))
    ]
    everything = Link(f"{len(pages):,} shared", book.addresses.link(uri, book.addresses.names(kind)))
    return _Names(f"{kind.capitalize()}s", tuple(pages[:_CHIPS]), everything, len(pages))


def _by_use(index: Mapping[str, tuple[int, ...]]) -> list[tuple[str, tuple[int, ...]]]:
    """The names that most experiments have first."""
    return sorted(index.items(), key=lambda item: (-len(item[1]), item[0].casefold(), item[0]))


@dataclass(frozen=True, slots=True)
class _Name:
    link: Link
    experiments: int


def name_pages(book: Book) -> Iterator[Page]:
    """The pages for the kinds that have any shared name."""
    render = renderer(book.templates, "names.html")
    for kind in sorted(FACETS):
        uri = book.addresses.names(kind)
        index = book.membership[kind]
        names = [
            _Name(Link(name, book.addresses.link(uri, page)), len(experiments))
            for name, experiments in sorted(index.items(), key=lambda item: (item[0].casefold(), item[0]))
            if (page := book.addresses.shared(kind, name))
        ]
        if not names:
            continue
        title = f"Shared {kind}s"
        yield Page(
            uri=uri,
            kind="names",
            title=title,
            html=render(
                uri,
                title=title,
                kind=kind,
                names=names,
                without=_without(book, kind, index),
                index=Link(book.shown_title, book.addresses.link(uri, INDEX)),
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
    found = [f"{counted(few, 'other')} occur in {where} and have no page"] if few else []
    return found + [
        f"{counted(number, 'other')} without a page: {why}" for why, number in reasons.items() if why
    ]
