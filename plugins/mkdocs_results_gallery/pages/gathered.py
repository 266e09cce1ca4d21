"""What metric pages and row pages have in common: blocks of comparable cells from many experiments."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_results_gallery.analysis.gather import Gathered
from mkdocs_results_gallery.analysis.summary import counted
from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.pages.anchors import Anchors
from mkdocs_results_gallery.pages.book import Book
from mkdocs_results_gallery.pages.figures import block_stem
from mkdocs_results_gallery.pages.page import Heading
from mkdocs_results_gallery.pages.showing import Link, Shown, show


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
class Named:
    """Experiments that the page can only name."""

    words: str
    """How many they are, and why."""
    links: list[Link]


def named(book: Book, uri: str, gathered: Gathered) -> list[Named]:
    """The experiments for which there is no room, and those that have no number."""
    more, without = gathered.left_out, gathered.without
    found = (
        (more, counted(len(more), "more experiment")),
        (without, f"{counted(len(without), 'experiment')} without a number here"),
    )
    return [
        Named(words, [_link(book, uri, experiment) for experiment in experiments])
        for experiments, words in found
        if experiments
    ]


def _link(book: Book, uri: str, experiment: Experiment) -> Link:
    return Link(experiment.title, book.addresses.link(uri, book.addresses.experiment(experiment.path)))


def headings(parts: list[GatheredSection]) -> tuple[Heading, ...]:
    """The table of contents of a gathered page."""
    return tuple(Heading(part.id, part.title, part.entry) for part in parts)
