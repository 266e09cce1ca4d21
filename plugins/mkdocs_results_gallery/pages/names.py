"""One page that lists all shared metrics, one for rows, one for tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_results_gallery.analysis.summary import counted
from mkdocs_results_gallery.pages.book import Book
from mkdocs_results_gallery.pages.page import Page
from mkdocs_results_gallery.pages.showing import Link
from mkdocs_results_gallery.pages.templating import renderer
from mkdocs_results_gallery.pages.urls import INDEX


@dataclass(frozen=True, slots=True)
class _Name:
    link: Link
    experiments: int


def pages(book: Book) -> Iterator[Page]:
    """The pages for the kinds that have any shared name."""
    render = renderer(book.templates, "names.html")
    kinds = (
        ("metric", book.membership.metrics),
        ("row", book.membership.rows),
        ("tag", book.membership.tags),
    )
    for kind, index in kinds:
        address = getattr(book.addresses, kind)
        uri = f"{kind}s/{INDEX}"
        names = [
            _Name(Link(name, book.addresses.link(uri, address(name))), len(experiments))
            for name, experiments in sorted(index.items(), key=lambda item: (item[0].casefold(), item[0]))
            if address(name)
        ]
        if not names:
            continue
        title = f"Shared {kind}s"
        yield Page(
            uri=uri,
            kind="names",
            title=title,
            html=render(
                title=title,
                kind=kind,
                names=names,
                lonely=len(index) - len(names),
                index=Link(book.shown_title, book.addresses.link(uri, INDEX)),
            ),
            description=f"{counted(len(names), kind)} that experiments share.",
        )
