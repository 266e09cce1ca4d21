"""One page per shared row: that row over all experiments and metrics."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from mkdocs_results_gallery.analysis.gather import Gathered
from mkdocs_results_gallery.analysis.summary import counted
from mkdocs_results_gallery.fence import Subject
from mkdocs_results_gallery.pages.book import Book
from mkdocs_results_gallery.pages.gathered import headings, named, sections
from mkdocs_results_gallery.pages.page import Page
from mkdocs_results_gallery.pages.searching import found_by
from mkdocs_results_gallery.pages.showing import Link
from mkdocs_results_gallery.pages.templating import renderer
from mkdocs_results_gallery.pages.urls import INDEX


def pages(book: Book) -> Iterator[Page]:
    """One page per row that enough experiments share."""
    render = renderer(book.templates, "row.html")
    for name, gathered in book.rows.items():
        with book.fence.around(Subject("row", name)):
            yield _page(book, render, name, gathered)


def _page(book: Book, render: Callable[..., Markup], name: str, gathered: Gathered) -> Page:
    uri = book.addresses.row(name)
    experiments = book.membership.rows[name]
    parts = sections(book, uri, name, gathered)
    return Page(
        uri=uri,
        kind="row",
        title=name,
        html=render(
            uri,
            name=name,
            description=_description(book, name),
            experiments=len(experiments),
            sections=parts,
            named=named(book, uri, gathered),
            index=Link(book.shown_title, book.addresses.link(uri, INDEX)),
            all=Link("All rows", book.addresses.link(uri, f"rows/{INDEX}")),
        ),
        headings=headings(parts),
        search=found_by(name, experiments=(book.gallery.experiments[index].title for index in experiments)),
        description=f"The row {name} in {counted(len(experiments), 'experiment')}.",
    )


def _description(book: Book, name: str) -> str:
    """What all that say anything of the row say; ``""`` where they disagree."""
    said = {
        row.description
        for index in book.membership.rows[name]
        for table in book.gallery.experiments[index].tables
        for row in table.rows
        if row.name == name and row.description
    }
    return said.pop() if len(said) == 1 else ""
