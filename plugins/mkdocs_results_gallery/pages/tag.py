"""One page per shared tag: the cards of its experiments."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from mkdocs_results_gallery.analysis.summary import counted
from mkdocs_results_gallery.fence import Subject
from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.pages.book import Book
from mkdocs_results_gallery.pages.cards import cards
from mkdocs_results_gallery.pages.page import Page
from mkdocs_results_gallery.pages.searching import found_by
from mkdocs_results_gallery.pages.showing import Link
from mkdocs_results_gallery.pages.templating import renderer
from mkdocs_results_gallery.pages.urls import INDEX

MOST_CARDS = 96
"""Cards of one tag page; the experiments beyond them are listed by title."""


def pages(book: Book) -> Iterator[Page]:
    """One page per tag that enough experiments share."""
    render = renderer(book.templates, "tag.html")
    for name, indices in book.membership.tags.items():
        if book.addresses.tag(name):
            with book.fence.around(Subject("tag", name)):
                yield _page(book, render, name, [book.gallery.experiments[index] for index in indices])


def _page(book: Book, render: Callable[..., Markup], name: str, experiments: list[Experiment]) -> Page:
    uri = book.addresses.tag(name)
    return Page(
        uri=uri,
        kind="tag",
        title=name,
        html=render(
            uri,
            name=name,
            experiments=len(experiments),
            cards=cards(book, uri, experiments[:MOST_CARDS]),
            more=[
                Link(other.title, book.addresses.link(uri, book.addresses.experiment(other.path)))
                for other in experiments[MOST_CARDS:]
            ],
            index=Link(book.shown_title, book.addresses.link(uri, INDEX)),
            all=Link("All tags", book.addresses.link(uri, f"tags/{INDEX}")),
        ),
        search=found_by(name, experiments=(experiment.title for experiment in experiments)),
        description=f"{counted(len(experiments), 'experiment')} with the tag {name}.",
    )
