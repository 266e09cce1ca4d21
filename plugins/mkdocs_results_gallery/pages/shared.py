"""One page per shared metric, row and tag: that name over all experiments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_results_gallery.analysis.shared import FACETS
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.pages.cards import cards, view_of
from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.metric import metric_cells, metric_page
from mkdocs_results_gallery.pages.page import Asset, Link, Page, found_by
from mkdocs_results_gallery.pages.row import row_cells, row_page
from mkdocs_results_gallery.pages.standing import DOWNLOADS, CellLine, ways_up
from mkdocs_results_gallery.pages.templating import renderer
from mkdocs_results_gallery.words.phrases import counted


def shared_pages(book: Book) -> Iterator[Page]:
    """One page per name that enough experiments share, kind by kind."""
    for kind, facet in sorted(FACETS.items()):
        if facet.is_gathered:
            yield from _gathered_pages(book, kind)
        else:
            yield from _listed_pages(book, kind)


def _gathered_pages(book: Book, kind: str) -> Iterator[Page]:
    """The pages that gather the cells of a metric or a row."""
    render = renderer(book.templates, f"{kind}.html")
    for subject in _subjects(book, kind):
        with book.fence.around(subject):
            yield _GATHERED[kind].page(book, render, subject)


def shared_assets(book: Book) -> Iterator[Asset]:
    """The downloads of the pages that gather cells."""
    for kind, gathered in _GATHERED.items():
        for subject in _subjects(book, kind):
            with book.fence.around(subject):
                cells = [*gathered.cells(book, subject)]
                stem = book.addresses.shared(kind, subject.name).removesuffix(".md")
                for suffix in gathered.formats:
                    yield Asset(f"{stem}.{suffix}", DOWNLOADS[suffix](gathered.named, cells))


def _subjects(book: Book, kind: str) -> Iterator[Subject]:
    """The names of a kind that have a page, in the order of their first appearance."""
    for name in book.membership[kind]:
        if book.addresses.shared(kind, name):
            yield Subject(kind, name)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """A kind of page that gathers cells."""

    page: Callable[[Book, Callable[..., Markup], Subject], Page]
    cells: Callable[[Book, Subject], Iterable[CellLine]]
    """Those of its downloads."""
    named: str
    """What the cells of one page are told apart by: a column of its downloads."""
    formats: tuple[str, ...]
    """Those of its downloads: keys of `DOWNLOADS`."""


_GATHERED: Mapping[str, _Gathered] = {
    "metric": _Gathered(metric_page, metric_cells, "row", ("csv",)),
    "row": _Gathered(row_page, row_cells, "metric", tuple(DOWNLOADS)),
}

MOST_CARDS = 96
"""Cards of the page of a tag; the experiments beyond them are listed by title."""


def _listed_pages(book: Book, kind: str) -> Iterator[Page]:
    """The pages that list the experiments of a tag."""
    render = renderer(book.templates, "tag.html")
    for subject in _subjects(book, kind):
        with book.fence.around(subject):
            experiments = [book.gallery.experiments[index] for index in book.membership[kind][subject.name]]
            yield _listed_page(book, render, subject, experiments)


def _listed_page(
    book: Book, render: Callable[..., Markup], subject: Subject, experiments: list[Experiment]
) -> Page:
    kind, name = subject.kind, subject.name
    uri = book.addresses.shared(kind, name)
    return Page(
        uri=uri,
        kind=kind,
        title=name,
        html=render(
            uri,
            name=name,
            kind=kind,
            experiments=len(experiments),
            cards=cards(book, uri, experiments[:MOST_CARDS]),
            view=view_of(len(experiments)),
            more=[
                Link(other.title, book.addresses.link(uri, book.addresses.experiment(other.path)))
                for other in experiments[MOST_CARDS:]
            ],
            **ways_up(book, uri, kind),
        ),
        tags=(name,) if kind == "tag" else (),
        search=found_by(name, experiments=(experiment.title for experiment in experiments)),
        description=f"{counted(len(experiments), 'experiment')} with the {kind} {name}.",
    )
