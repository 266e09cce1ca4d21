"""One page per results file that can't be shown: what is wrong with it, and what mends it."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_results_gallery.pages.book import Book
from mkdocs_results_gallery.pages.experiment import source_href
from mkdocs_results_gallery.pages.page import Page
from mkdocs_results_gallery.pages.showing import Link
from mkdocs_results_gallery.pages.templating import renderer
from mkdocs_results_gallery.pages.urls import INDEX


def pages(book: Book) -> Iterator[Page]:
    """One page per broken file; it has the address that the experiment will have once it is mended."""
    render = renderer(book.templates, "broken.html")
    for file in book.gallery.broken:
        uri = book.addresses.experiment(file.path)
        yield Page(
            uri=uri,
            kind="broken",
            title=file.path,
            html=render(
                uri,
                file=file,
                problems=[(problem, source_href(book, file.path, problem.line)) for problem in file.problems],
                told=[book.told(problem) for problem in file.problems],
                index=Link(book.shown_title, book.addresses.link(uri, INDEX)),
            ),
            description="This results file has problems.",
            source=file.path,
        )
