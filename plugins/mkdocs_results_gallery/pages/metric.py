"""One page per shared metric: that metric over all experiments and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from mkdocs_results_gallery.analysis.gather import Gathered
from mkdocs_results_gallery.analysis.summary import counted
from mkdocs_results_gallery.fence import Subject
from mkdocs_results_gallery.model import Metric
from mkdocs_results_gallery.pages.book import Book
from mkdocs_results_gallery.pages.gathered import headings, named, sections
from mkdocs_results_gallery.pages.page import Page
from mkdocs_results_gallery.pages.searching import found_by
from mkdocs_results_gallery.pages.showing import Link
from mkdocs_results_gallery.pages.templating import renderer
from mkdocs_results_gallery.pages.urls import INDEX


def pages(book: Book) -> Iterator[Page]:
    """One page per metric that enough experiments share."""
    render = renderer(book.templates, "metric.html")
    for name, gathered in book.metrics.items():
        with book.fence.around(Subject("metric", name)):
            yield _page(book, render, name, gathered)


def _page(book: Book, render: Callable[..., Markup], name: str, gathered: Gathered) -> Page:
    uri = book.addresses.metric(name)
    experiments = [book.gallery.experiments[index] for index in book.membership.metrics[name]]
    metrics = [
        metric
        for experiment in experiments
        for table in experiment.tables
        for metric in table.metrics
        if metric.name == name
    ]
    parts = sections(book, uri, name, gathered)
    return Page(
        uri=uri,
        kind="metric",
        title=_agreed(metrics, "label") or name,
        html=render(
            uri,
            name=name,
            label=_agreed(metrics, "label"),
            description=_agreed(metrics, "description", by_all=True),
            experiments=len(experiments),
            sections=parts,
            named=named(book, uri, gathered),
            index=Link(book.shown_title, book.addresses.link(uri, INDEX)),
            all=Link("All metrics", book.addresses.link(uri, f"metrics/{INDEX}")),
        ),
        headings=headings(parts),
        search=found_by(
            _agreed(metrics, "label") or name,
            names=[name],
            experiments=(experiment.title for experiment in experiments),
        ),
        description=f"The metric {name} in {counted(len(experiments), 'experiment')}.",
    )


def _agreed(metrics: list[Metric], field: str, *, by_all: bool = False) -> str:
    """What all say, or, unless `by_all`, all that say anything; ``""`` where they disagree.

    How one experiment came to its numbers says nothing of another's, though their metric has one name.
    """
    told = (str(getattr(metric, field)) for metric in metrics)
    said = dict.fromkeys(text for text in told if text or by_all)
    return next(iter(said)) if len(said) == 1 else ""
