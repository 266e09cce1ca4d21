"""The pages of shared names that list their experiments: those of tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from mkdocs_results_gallery.analysis.shared import FACETS
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.pages.cards import cards, view_of
from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.page import Link, Page, found_by
from mkdocs_results_gallery.pages.standing import pages_of, ways_up
from mkdocs_results_gallery.words.phrases import counted

MOST_CARDS = 96
"""Cards of the page of a tag; the experiments beyond them are listed by title."""


def listed_pages(book: Book) -> Iterator[Page]:
    """One page per shared name that gathers no cells, such as a tag: it lists the experiments."""
    for kind, facet in FACETS.items():
        if not facet.is_gathered:
            yield from pages_of(book, kind, "tag.html", _listed_page)


def _listed_page(book: Book, render: Callable[..., Markup], subject: Subject) -> Page:
    kind, name = subject.kind, subject.name
    experiments = [book.gallery.experiments[index] for index in book.membership[kind][name]]
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
