"""An experiment as a list of them shows it: as a card, or as a line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_results_gallery.analysis.board import overall
from mkdocs_results_gallery.analysis.observation import Observation, metric_titles, row_titles
from mkdocs_results_gallery.analysis.ranks import sure_best
from mkdocs_results_gallery.analysis.summary import MetricSummary
from mkdocs_results_gallery.model import Experiment, Table
from mkdocs_results_gallery.pages.cells import can_be_ranked
from mkdocs_results_gallery.pages.context import Book, Sheet
from mkdocs_results_gallery.pages.listed import Headline, LeadingRow, Listed
from mkdocs_results_gallery.pages.page import OURS, Link, safe_html
from mkdocs_results_gallery.pages.sentences import say
from mkdocs_results_gallery.pages.since import since_mark
from mkdocs_results_gallery.words.metrics import unit_sign
from mkdocs_results_gallery.words.phrases import counted

_HEADLINES = 3
_NAMED = 4
"""Metrics that stand for what an experiment is about, where it does not say."""
_LINE = 120
"""Characters of a line."""
_WORD = 30
"""Characters of a long word; some languages write none between words."""


MOST_CARDS_AT_ONCE = 12
"""Experiments that a page shows as cards; more are easier to read as a list."""


def view_of(experiments: int) -> str:
    """How a page begins to show so many experiments: as ``cards`` or as a ``list``."""
    return "cards" if experiments <= MOST_CARDS_AT_ONCE else "list"


def leader_of(table: Table) -> LeadingRow | None:
    """Find the row that leads a board, where there is one; else in the first metric that one row leads."""
    if not can_be_ranked(table):
        return None
    if table.board is not None:
        return _leader_of_board(table)
    for at, metric in enumerate(table.metrics):
        row = sure_best(table, at)
        if row is not None:
            text, unit = table.unambiguous((row, at)), unit_sign(metric.common_unit)
            titles = metric_titles(table)[at], row_titles(table)[row]
            return LeadingRow(
                metric.name, table.rows[row].name, titles, text, "" if text.endswith(unit) else unit
            )
    return None


def _leader_of_board(table: Table) -> LeadingRow | None:
    found = overall(table)
    if found is None or found.ranked < 2:
        return None
    if found.board.by == "mean" and _is_unsure(table, found.board.metrics):
        return None  # ranks know of ties within uncertainties, a mean does not
    first = [row for row, score in enumerate(found.scores) if score is not None and score.place == 1]
    score = found.scores[first[0]]
    if len(first) > 1 or score is None:
        return None
    titles = f"overall ({found.board.by})", row_titles(table)[first[0]]
    return LeadingRow("", table.rows[first[0]].name, titles, score.text, "")


def _is_unsure(table: Table, metrics: Collection[str]) -> bool:
    """Whether an uncertainty is stated in one of some metrics."""
    return any(table.metrics[metric].name in metrics for _, metric in table.uncertainty)


def about(experiment: Experiment) -> str:
    """Say in a line of plain text what an experiment is about: how its description begins."""
    first = experiment.tables[0]
    said = experiment.description or (first.description if len(experiment.tables) == 1 else "")
    html = str(safe_html(said))
    paragraph = re.search(r"<p>(.*?)</p>", html, re.DOTALL)
    text = Markup(paragraph[1] if paragraph else html).striptags()  # noqa: S704 - safe_html made it
    return _cut(text) or first.title


def _cut(text: str) -> str:
    """The start of a text, up to the end of a word where words are short enough to wait for it."""
    if len(text) <= _LINE:
        return text
    start = text[:_LINE]
    end = start.rfind(" ", _LINE - _WORD) if text[_LINE] != " " else _LINE
    return (start[:end] if end > 0 else start).rstrip(" ,;:") + "\u00a0…"


def listed_as_card(sheet: Sheet) -> Listed:
    """An experiment as cards and lines show it."""
    experiment, shown, since = sheet.experiment, sheet.tables[0], sheet.surroundings.since
    table = shown.table
    scope = "" if len(experiment.tables) == 1 else table.title or table.name
    said = shown.findings.observations
    more = f" and {counted(len(experiment.tables) - 1, 'more table')}" if len(experiment.tables) > 1 else ""
    return Listed(
        title=experiment.called,
        thumbnail=shown.thumbnail,
        alternative=shown.description,
        date=experiment.date,
        size=f"{counted(len(table.rows), 'row')} × {counted(len(table.metrics), 'metric')}{more}",
        tags=experiment.tags,
        says=str(_says(sheet, said[0], table, scope)) if said else "",
        headlines=() if said else tuple(map(_headline, shown.findings.summaries[:_HEADLINES])),
        scope=scope,
        about=about(experiment),
        metrics=metric_titles(table)[:_NAMED],
        more_metrics=max(0, len(table.metrics) - _NAMED),
        leader=leader_of(table),
        since=since_mark(since.comparison if since else None),
    )


def _headline(summary: MetricSummary) -> Headline:
    best = summary.best
    return Headline(
        summary.metric.title, best.text if best else "", best.names if best else "", summary.spread
    )


def _says(sheet: Sheet, observation: Observation, table: Table, scope: str) -> Markup:
    """A sentence that names rows and metrics: all of it kept apart from its neighbours, or each name too."""
    if sheet.is_english:
        before = f"{scope}: " if scope else ""
        return Markup("<bdi>{}{}</bdi>").format(before, observation.sentence(table))
    rows, metrics = table.shape
    sentence = say(observation, table, [""] * rows, [""] * metrics, is_english=False).html
    before = Markup("<bdi>{}</bdi>: ").format(scope) if scope else Markup()
    return Markup('<bdi lang="{}">{}{}</bdi>').format(OURS, before, sentence)


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """An experiment in a list on some page; the template ``_cards.html`` needs it."""

    of: Listed
    href: str
    tags: tuple[Link, ...]
    says: Markup


def cards(book: Book, uri: str, experiments: Iterable[Experiment]) -> list[Card]:
    """One card per experiment, for the page at `uri`."""
    addresses = book.addresses
    return [
        Card(
            of=one,
            href=addresses.link(uri, addresses.experiment(experiment.path)),
            tags=tuple(
                Link(tag, addresses.link(uri, page) if (page := addresses.shared("tag", tag)) else "")
                for tag in experiment.tags
            ),
            says=Markup(one.says),  # noqa: S704 - Listed has looked at it
        )
        for experiment in experiments
        for one in (book.listed[experiment.path],)
    ]
