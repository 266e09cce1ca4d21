"""One page that lists all shared metrics, one for rows, one for tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_results_gallery.analysis.summary import counted
from mkdocs_results_gallery.fence import SharedKind, Subject
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
    kinds: tuple[tuple[SharedKind, Mapping[str, tuple[int, ...]]], ...] = (
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
                uri,
                title=title,
                kind=kind,
                names=names,
                without=_without(book, kind, index),
                index=Link(book.shown_title, book.addresses.link(uri, INDEX)),
            ),
            description=f"{counted(len(names), kind)} that experiments share.",
        )


def _without(book: Book, kind: SharedKind, index: Mapping[str, tuple[int, ...]]) -> list[str]:
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
