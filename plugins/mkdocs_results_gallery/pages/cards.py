"""An experiment as a card of an index."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_results_gallery.analysis.observation import Observation
from mkdocs_results_gallery.analysis.summary import MetricSummary, counted
from mkdocs_results_gallery.fence import Subject
from mkdocs_results_gallery.model import Experiment, Table
from mkdocs_results_gallery.pages.book import Book
from mkdocs_results_gallery.pages.language import OURS
from mkdocs_results_gallery.pages.saying import say
from mkdocs_results_gallery.pages.showing import Link

_HEADLINES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """What the template ``_cards.html`` needs."""

    title: str
    href: str
    thumbnail: str
    """Picture with one pixel per cell, as a ``data:`` address."""
    alternative: str
    """What the picture says, in words."""
    folder: str
    date: str
    size: str
    tags: tuple[Link, ...]
    says: Markup
    """The most telling observation on the first table; empty where there is none."""
    headlines: tuple[MetricSummary, ...]
    """The first metrics of the first table, where no observation says more."""
    scope: str
    """What the headlines are about where the file has several tables; else ``""``."""


def cards(book: Book, uri: str, experiments: Iterable[Experiment]) -> list[Card]:
    """One card per experiment, for the page at `uri`."""
    found = []
    for experiment in experiments:
        with book.fence.around(Subject("experiment", experiment.path)):
            found.append(_card(book, uri, experiment))
    return found


def _card(book: Book, uri: str, experiment: Experiment) -> Card:
    addresses = book.addresses
    stem = addresses.table(experiment, 0)
    table = experiment.tables[0]
    scope = "" if len(experiment.tables) == 1 else table.title or table.name
    said = book.observations[stem]
    more = f" and {counted(len(experiment.tables) - 1, 'more table')}" if len(experiment.tables) > 1 else ""
    return Card(
        experiment.title,
        addresses.link(uri, addresses.experiment(experiment.path)),
        book.figures[stem].thumbnail,
        book.figures[stem].description,
        posixpath.dirname(experiment.path),
        experiment.date,
        f"{counted(len(table.rows), 'row')} × {counted(len(table.metrics), 'metric')}{more}",
        tuple(
            Link(tag, addresses.link(uri, addresses.tag(tag)) if addresses.tag(tag) else "")
            for tag in experiment.tags
        ),
        _says(book, said[0], table, scope) if said else Markup(),
        () if said else book.figures[stem].summaries[:_HEADLINES],
        scope,
    )


def _says(book: Book, observation: Observation, table: Table, scope: str) -> Markup:
    """A sentence that names rows and metrics: all of it kept apart from its neighbours, or each name too."""
    if book.is_english:
        before = f"{scope}: " if scope else ""
        return Markup("<bdi>{}{}</bdi>").format(before, observation.sentence(table))
    rows, metrics = table.shape
    sentence = say(observation, table, [""] * rows, [""] * metrics, is_english=False).html
    before = Markup("<bdi>{}</bdi>: ").format(scope) if scope else Markup()
    return Markup('<bdi lang="{}">{}{}</bdi>').format(OURS, before, sentence)
