"""The pages of shared rows and metrics are joined from the lines of all tables that have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.lines import Again, decoded_metric, decoded_row
from mkdocs_results_gallery.pages.lines_of import lines_of
from mkdocs_results_gallery.pages.metric import metric_page
from mkdocs_results_gallery.pages.page import Asset, Gathered, Page
from mkdocs_results_gallery.pages.row import row_page
from mkdocs_results_gallery.pages.standing import Found, Frame


def gather(book: Book) -> Mapping[Subject, Gathered]:
    """The page of each row and metric that has one, in the order in which the names first appear."""
    found: dict[Subject, list[Again]] = {
        Subject(kind, name): []
        for kind in ("metric", "row")
        for name in book.membership[kind]
        if book.addresses.shared(kind, name)
    }
    for experiment in book.gallery.experiments:
        with book.fence.around(Subject("experiment", experiment.path)):
            for shown in book.tables_of("experiment", experiment.path):
                link = partial(book.addresses.link, "rows/page.md")
                lines = lines_of(shown, experiment, link, book.options.limits.listed_cells)
                for subject in lines.subjects():
                    found[subject].append(lines.again(subject))
    frame = Frame(
        title=book.shown_title,
        language=book.options.language,
        listed_cells=book.options.limits.listed_cells,
        addresses=book.addresses,
        templates=book.templates,
    )
    gathered = {}
    for subject, some in found.items():
        with book.fence.around(subject):
            gathered[subject] = _joined(frame, subject, some)
    return gathered


def _joined(frame: Frame, subject: Subject, some: list[Again]) -> Gathered:
    uri = frame.addresses.shared(*subject)
    if subject.kind == "row":
        rows = [(table, decoded_row(line)) for table, line in some]
        return row_page(Found(frame, uri, subject.name, rows))
    metrics = [(table, decoded_metric(line)) for table, line in some]
    return metric_page(Found(frame, uri, subject.name, metrics))


def metric_pages(book: Book) -> Iterator[Page]:
    """One page per shared metric."""
    return (gathered.page for subject, gathered in book.gathered.items() if subject.kind == "metric")


def row_pages(book: Book) -> Iterator[Page]:
    """One page per shared row."""
    return (gathered.page for subject, gathered in book.gathered.items() if subject.kind == "row")


def gathered_downloads(book: Book) -> Iterator[Asset]:
    """What these pages offer to download."""
    for gathered in book.gathered.values():
        yield from gathered.downloads
