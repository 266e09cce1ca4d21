"""The gallery's index: a card per experiment, page by page, and the ways into the rest."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice

from mkdocs_results_gallery.analysis.summary import counted
from mkdocs_results_gallery.pages.book import Book
from mkdocs_results_gallery.pages.cards import Card, cards
from mkdocs_results_gallery.pages.page import Heading, Page
from mkdocs_results_gallery.pages.prose import safe_html
from mkdocs_results_gallery.pages.searching import found_by
from mkdocs_results_gallery.pages.showing import Link
from mkdocs_results_gallery.pages.templating import renderer
from mkdocs_results_gallery.pages.urls import CATALOGUE_SCRIPT, INDEX

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


def pages(book: Book) -> Iterator[Page]:
    """The index, `CARDS_PER_PAGE` experiments a page."""
    render = renderer(book.templates, "gallery.html")
    experiments = book.gallery.experiments
    starts = range(0, max(1, len(experiments)), CARDS_PER_PAGE)
    for number, start in enumerate(starts, start=1):
        uri = book.addresses.listing(number)
        shelves = _shelves(book, uri, start)
        links = [
            Link(
                str(other), book.addresses.link(uri, book.addresses.listing(other)) if other != number else ""
            )
            for other in range(1, len(starts) + 1)
        ]
        top = book.gallery.folders.get("")
        title = book.title if number == 1 else f"{book.title}, page {number}"
        names = [_names(book, uri, *kind) for kind in _kinds(book)] if number == 1 else []
        html = render(
            uri,
            title=book.shown_title if number == 1 else book.words(title, book.title),
            description=top.description if top and number == 1 else "",
            total=len(experiments),
            catalogue=book.addresses.link(uri, CATALOGUE_SCRIPT) if len(experiments) > 1 else "",
            root=book.addresses.up(uri),
            orders=[name for name, _ in _by_use(book.membership.metrics)[:_CHIPS]],
            shelves=shelves,
            names=[kind for kind in names if kind.links],
            listing=links if len(links) > 1 else [],
            broken=[
                Link(file.path, book.addresses.link(uri, book.addresses.experiment(file.path)))
                for file in book.gallery.broken
            ]
            if number == 1
            else [],
            skipped=[problem for problem in book.gallery.problems if problem.severity == "skipped"]
            if number == 1
            else [],
        )
        yield Page(
            uri=uri,
            kind="gallery",
            title=title,
            html=html,
            headings=tuple(Heading(shelf.id, shelf.title) for shelf in shelves if shelf.title),
            search=found_by(book.title, top.description and safe_html(top.description) if top else "")
            if number == 1
            else "",
            description=f"{counted(len(experiments), 'experiment')} with heatmaps, tables and cross-links.",
        )


def _shelves(book: Book, uri: str, start: int) -> list[_Shelf]:
    experiments = book.gallery.experiments[start : start + CARDS_PER_PAGE]
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


def _kinds(book: Book) -> Iterator[tuple[str, str, Mapping[str, tuple[int, ...]]]]:
    yield "Metrics", "metric", book.membership.metrics
    yield "Rows", "row", book.membership.rows
    yield "Tags", "tag", book.membership.tags


def _names(book: Book, uri: str, title: str, kind: str, index: Mapping[str, tuple[int, ...]]) -> _Names:
    address = getattr(book.addresses, kind)
    shared = [(name, experiments) for name, experiments in _by_use(index) if address(name)]
    return _Names(
        title,
        tuple(
            (Link(name, book.addresses.link(uri, address(name))), len(experiments))
            for name, experiments in islice(shared, _CHIPS)
        ),
        Link(f"{len(shared):,} shared", book.addresses.link(uri, f"{kind}s/{INDEX}")),
        len(shared),
    )


def _by_use(index: Mapping[str, tuple[int, ...]]) -> list[tuple[str, tuple[int, ...]]]:
    """The names that most experiments have first."""
    return sorted(index.items(), key=lambda item: (-len(item[1]), item[0].casefold(), item[0]))
