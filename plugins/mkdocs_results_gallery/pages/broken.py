"""One page per file that can't be shown: what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.links import INDEX
from mkdocs_results_gallery.pages.page import Link, Page, held
from mkdocs_results_gallery.provenance import path_kind


def broken_pages(book: Book) -> Iterator[Page]:
    """One page per broken file; it has the address that the experiment will have once it is mended."""
    for file in book.gallery.broken:
        uri = book.addresses.experiment(file.path)
        # what was found of a file that can't be shown is of no use to whoever mends it
        problems = [problem for problem in file.problems if problem.severity != "notice"]
        messages = [book.message(problem) for problem in problems]
        yield Page(
            uri=uri,
            kind="broken",
            title=file.path,
            body=held(
                book.templates.rendered(
                    "broken.html",
                    uri,
                    {
                        "file": file,
                        "problems": [
                            (problem, book.source_href(file.path, problem.line)) for problem in problems
                        ],
                        "messages": messages,
                        "told": messages,  # as above
                        "index": Link(book.shown_title, book.addresses.link(uri, INDEX)),
                    },
                )
            ),
            description="This results file has problems.",
            source=file.path,
            edits=file.path if path_kind(file.path, file.sources) == "file" else "",
        )
