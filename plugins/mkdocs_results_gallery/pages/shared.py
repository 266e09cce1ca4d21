"""One page per shared metric, row and tag: that name over all experiments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_results_gallery.analysis.crosstab import Gathered
from mkdocs_results_gallery.analysis.shared import FACETS
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.model import Experiment, Metric
from mkdocs_results_gallery.pages.block import TableBlock, block
from mkdocs_results_gallery.pages.cards import cards, view_of
from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.page import Heading, Link, Page, found_by
from mkdocs_results_gallery.pages.templating import renderer
from mkdocs_results_gallery.pages.urls import INDEX
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
    shown: TableBlock


def sections(book: Book, subject: Subject, gathered: Gathered) -> list[GatheredSection]:
    """One section per block of `gathered`, for the page about `subject`."""
    result = []
    shown = book.tables_of(subject.kind, subject.name)
    for number, (part, table) in enumerate(zip(gathered.blocks, shown, strict=True), start=1):
        alone = len(shown) == 1
        title = "All experiments" if alone else part.scale or f"Part {number}"
        caption = f"{subject.name}, all experiments" if alone else f"{subject.name}: {title}"
        units = {metric.unit for metric in part.table.metrics}
        heading = book.words(title, *units)
        made = block(book, table, caption, (subject.name, *units))
        result.append(GatheredSection(f"rg-part-{number}", title, heading, book.entry(heading), made))
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


def shared_pages(book: Book) -> Iterator[Page]:
    """One page per name that enough experiments share, kind by kind."""
    for kind, facet in sorted(FACETS.items()):
        if facet.is_gathered:
            yield from _gathered_pages(book, kind)
        else:
            yield from _listed_pages(book, kind)


def _gathered_pages(book: Book, kind: str) -> Iterator[Page]:
    """The pages that gather the cells of a metric or a row."""
    render = renderer(book.templates, f"{kind}.html")
    for subject, gathered in book.gathered.items():
        if subject.kind == kind:
            with book.fence.around(subject):
                yield _gathered_page(book, render, subject, gathered)


def _gathered_page(book: Book, render: Callable[..., Markup], subject: Subject, gathered: Gathered) -> Page:
    kind, name = subject.kind, subject.name
    uri = book.addresses.shared(kind, name)
    experiments = [book.gallery.experiments[index] for index in book.membership[kind][name]]
    meaning = _MEANINGS[kind](experiments, name)
    parts = sections(book, subject, gathered)
    return Page(
        uri=uri,
        kind=kind,
        title=meaning.label or name,
        html=render(
            uri,
            name=name,
            label=meaning.label,
            description=meaning.description,
            experiments=len(experiments),
            sections=parts,
            named=unlisted(book, uri, gathered),
            **_ways(book, uri, kind),
        ),
        headings=headings(parts),
        search=found_by(
            meaning.label or name,
            names=[name] if meaning.label else [],
            experiments=(experiment.title for experiment in experiments),
        ),
        description=f"The {kind} {name} in {counted(len(experiments), 'experiment')}.",
    )


def _ways(book: Book, uri: str, kind: str) -> dict[str, Link]:
    """The ways up from the page of a shared name."""
    return {
        "index": Link(book.shown_title, book.addresses.link(uri, INDEX)),
        "all": Link(f"All {kind}s", book.addresses.link(uri, book.addresses.names(kind))),
    }


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What the experiments that say anything of a name agree on."""

    label: str = ""
    description: str = ""


def _of_metric(experiments: Sequence[Experiment], name: str) -> _Meaning:
    metrics = [
        metric
        for experiment in experiments
        for table in experiment.tables
        for metric in table.metrics
        if metric.name == name
    ]
    return _Meaning(_agreed(metrics, "label"), _agreed(metrics, "description", by_all=True))


def _agreed(metrics: list[Metric], field: str, *, by_all: bool = False) -> str:
    """What all say, or, unless `by_all`, all that say anything; ``""`` where they disagree.

    How one experiment came to its numbers says nothing of another's, though their metric has one name.
    """
    texts = (str(getattr(metric, field)) for metric in metrics)
    said = dict.fromkeys(text for text in texts if text or by_all)
    return next(iter(said)) if len(said) == 1 else ""


def _of_row(experiments: Sequence[Experiment], name: str) -> _Meaning:
    said = {
        row.description
        for experiment in experiments
        for table in experiment.tables
        for row in table.rows
        if row.name == name and row.description
    }
    return _Meaning(description=said.pop() if len(said) == 1 else "")


_MEANINGS: dict[str, Callable[[Sequence[Experiment], str], _Meaning]] = {"metric": _of_metric, "row": _of_row}

MOST_CARDS = 96
"""Cards of the page of a tag; the experiments beyond them are listed by title."""


def _listed_pages(book: Book, kind: str) -> Iterator[Page]:
    """The pages that list the experiments of a tag."""
    render = renderer(book.templates, "tag.html")
    for name, indices in book.membership[kind].items():
        if book.addresses.shared(kind, name):
            with book.fence.around(Subject(kind, name)):
                yield _listed_page(
                    book, render, Subject(kind, name), [book.gallery.experiments[index] for index in indices]
                )


def _listed_page(
    book: Book, render: Callable[..., Markup], subject: Subject, experiments: list[Experiment]
) -> Page:
    kind, name = subject.kind, subject.name
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
            **_ways(book, uri, kind),
        ),
        tags=(name,) if kind == "tag" else (),
        search=found_by(name, experiments=(experiment.title for experiment in experiments)),
        description=f"{counted(len(experiments), 'experiment')} with the {kind} {name}.",
    )
