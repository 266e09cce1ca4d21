"""One page per shared metric, row and tag: that name over all experiments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_results_gallery.analysis.crosstab import Gathered
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.model import Experiment, Metric
from mkdocs_results_gallery.pages.block import Link, Shown, show
from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.figures import block_stem
from mkdocs_results_gallery.pages.index import cards
from mkdocs_results_gallery.pages.page import Heading, Page, found_by
from mkdocs_results_gallery.pages.templating import renderer
from mkdocs_results_gallery.pages.urls import INDEX, Anchors
from mkdocs_results_gallery.words.phrases import counted


@dataclass(frozen=True, slots=True, eq=False)
class GatheredSection:
    """One block as the page shows it."""

    id: str
    title: str
    heading: str
    """The title for a template."""
    entry: str
    """The title for a table of contents, as HTML."""
    shown: Shown


def sections(book: Book, uri: str, name: str, gathered: Gathered) -> list[GatheredSection]:
    """One section per block of `gathered`, for the page at `uri` about `name`."""
    result = []
    for number, block in enumerate(gathered.blocks):
        alone = len(gathered.blocks) == 1
        title = "All experiments" if alone else block.scale or f"Part {number + 1}"
        caption = f"{name}, all experiments" if alone else f"{name}: {title}"
        anchors = Anchors.of_block(block, number)
        units = {metric.unit for metric in block.table.metrics}
        shown = show(book, uri, block_stem(uri, number), caption, (name, *units), anchors=anchors)
        heading = book.words(title, *units)
        result.append(GatheredSection(f"rg-part-{number + 1}", title, heading, book.entry(heading), shown))
    return result


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Experiments that the page can only name."""

    words: str
    """How many they are, and why."""
    links: list[Link]


def unlisted(book: Book, uri: str, gathered: Gathered) -> list[Unlisted]:
    """The experiments for which there is no room, and those that have no number."""
    more, without = gathered.left_out, gathered.without
    found = (
        (more, counted(len(more), "more experiment")),
        (without, f"{counted(len(without), 'experiment')} without a number here"),
    )
    return [
        Unlisted(words, [_link(book, uri, experiment) for experiment in experiments])
        for experiments, words in found
        if experiments
    ]


def _link(book: Book, uri: str, experiment: Experiment) -> Link:
    return Link(experiment.title, book.addresses.link(uri, book.addresses.experiment(experiment.path)))


def headings(parts: list[GatheredSection]) -> tuple[Heading, ...]:
    """The table of contents of a gathered page."""
    return tuple(Heading(part.id, part.title, part.entry) for part in parts)


def metric_pages(book: Book) -> Iterator[Page]:
    """One page per metric that enough experiments share."""
    render = renderer(book.templates, "metric.html")
    for name, gathered in book.metrics.items():
        with book.fence.around(Subject("metric", name)):
            yield _metric_page(book, render, name, gathered)


def _metric_page(book: Book, render: Callable[..., Markup], name: str, gathered: Gathered) -> Page:
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
            named=unlisted(book, uri, gathered),
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


def row_pages(book: Book) -> Iterator[Page]:
    """One page per row that enough experiments share."""
    render = renderer(book.templates, "row.html")
    for name, gathered in book.rows.items():
        with book.fence.around(Subject("row", name)):
            yield _row_page(book, render, name, gathered)


def _row_page(book: Book, render: Callable[..., Markup], name: str, gathered: Gathered) -> Page:
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
            named=unlisted(book, uri, gathered),
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


MOST_CARDS = 96
"""Cards of one tag page; the experiments beyond them are listed by title."""


def tag_pages(book: Book) -> Iterator[Page]:
    """One page per tag that enough experiments share."""
    render = renderer(book.templates, "tag.html")
    for name, indices in book.membership.tags.items():
        if book.addresses.tag(name):
            with book.fence.around(Subject("tag", name)):
                yield _tag_page(book, render, name, [book.gallery.experiments[index] for index in indices])


def _tag_page(book: Book, render: Callable[..., Markup], name: str, experiments: list[Experiment]) -> Page:
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
