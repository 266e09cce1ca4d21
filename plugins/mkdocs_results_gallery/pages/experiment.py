"""The page of an experiment: pictures, tables, meaning, provenance."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from markupsafe import Markup

from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.analysis.pairs import PairSet, find_pairs, pair_table
from mkdocs_results_gallery.analysis.summary import Extreme, MetricSummary
from mkdocs_results_gallery.digits.number import exact_number
from mkdocs_results_gallery.heatmap.colour import table_levels
from mkdocs_results_gallery.model import Experiment, Metric, Row, Table
from mkdocs_results_gallery.pages.block import TableBlock, block
from mkdocs_results_gallery.pages.cells import TableCells
from mkdocs_results_gallery.pages.cite import Snippet, citations, embedding
from mkdocs_results_gallery.pages.context import Book, Sheet, ShownTable
from mkdocs_results_gallery.pages.links import INDEX
from mkdocs_results_gallery.pages.ondemand import delta_of, notes_of_table, since_note
from mkdocs_results_gallery.pages.page import Heading, Link, Page, found_by, held, safe_html
from mkdocs_results_gallery.pages.sentences import ClaimLine, claim_line
from mkdocs_results_gallery.pages.surroundings import Neighbour
from mkdocs_results_gallery.pages.table import ListedTable, list_table
from mkdocs_results_gallery.pages.urls import SHARED
from mkdocs_results_gallery.provenance import path_kind
from mkdocs_results_gallery.words.changes import was
from mkdocs_results_gallery.words.metrics import direction_words, range_words, unit_sign
from mkdocs_results_gallery.words.phrases import counted


@dataclass(frozen=True, slots=True)
class Extremes:
    """The lowest and the highest number of a metric in one table."""

    table: str
    """Its title, where the page has several; else ``""``."""
    summary: MetricSummary

    @property
    def ends(self) -> tuple[tuple[str, Extreme], ...]:
        """Both with their word, none where nothing is present."""
        low, high = self.summary.low, self.summary.high
        number = " number" if self.summary.bounds else ""
        return () if low is None or high is None else ((f"lowest{number}", low), (f"highest{number}", high))

    @property
    def others(self) -> str:
        """The cells without a number, in words: bounds and missing ones."""
        words = []
        if self.summary.bounds:
            words.append(f"{'beside' if self.ends else 'only'} {counted(self.summary.bounds, 'bound')}")
        if self.summary.missing:
            is_all = not (self.ends or self.summary.bounds)
            words.append(f"{'all' if is_all else f'{self.summary.missing:,}'} missing")
        return ", ".join(words)


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """A metric as the page explains it."""

    metric: Metric
    href: str
    """Its page, ``""`` for none."""
    facts: tuple[Markup, ...]
    """Unit, direction, range and reference, those that are known."""
    extremes: list[Extremes] = field(default_factory=list)
    """Of each table that has it."""


def definitions(sheet: Sheet, tables: Sequence[ShownTable]) -> list[Definition]:
    """One per metric of the page's `tables`, in their order; a metric that they define alike is one."""
    found: dict[tuple[object, ...], Definition] = {}
    for shown in tables:
        title = "" if len(tables) == 1 else shown.table.title or shown.table.name
        for summary, page in zip(shown.findings.summaries, shown.plan.metric_links, strict=False):
            metric = summary.metric
            meaning = (
                metric.name,
                metric.title,
                metric.common_unit,
                metric.higher_is_better,
                metric.range,
                metric.reference,
                metric.description,
            )
            if meaning not in found:
                found[meaning] = Definition(metric, sheet.link(page), _facts(sheet, metric))
            found[meaning].extremes.append(Extremes(title, summary))
    return [*found.values()]


def _facts(sheet: Sheet, metric: Metric) -> tuple[Markup, ...]:
    direction = direction_words(metric.higher_is_better)
    ends = range_words(*metric.range) if metric.range else ""
    ours = [
        direction,
        f"range {ends}" if ends else "",
        "" if metric.reference is None else f"reference {exact_number(metric.reference)}",
    ]
    facts = [unit_sign(metric.common_unit), *(sheet.ours(words) if words else "" for words in ours)]
    return tuple(Markup.escape(fact) for fact in facts if fact)


_MOST_DESCRIBED = 200
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    href: str


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """The differences within the pairs that one affix makes."""

    title: str
    heading: str
    """The title for a template."""
    listed: ListedTable


@dataclass(frozen=True, slots=True, eq=False)
class _Section:
    id: str
    title: str
    heading: str
    """The title for a template."""
    table: Table
    shown: TableBlock
    described: tuple[Row, ...]
    """The rows that the file or its folder explains, at most `_MOST_DESCRIBED`."""
    claims: tuple[ClaimLine, ...]
    since: tuple[object, ...]
    """What became of the table since another state of the results, that no cell says: each a `Noted`."""
    delta: object
    """The `DeltaBlock` of what became of its cells, or None."""
    embedding: tuple[Snippet, ...]
    pairs: tuple[_Pairs, ...]


@dataclass(frozen=True, slots=True)
class _RelatedLine:
    link: Link
    reason: str


def experiment_pages(book: Book) -> Iterator[Page]:
    """One page per experiment, in the gallery's order: they are finished before the others."""
    yield from book.experiment_pages


def experiment_page(sheet: Sheet) -> Page:
    """The page of one experiment."""
    experiment, around = sheet.experiment, sheet.surroundings
    sections = tuple(_section(sheet, number, shown) for number, shown in enumerate(sheet.tables))
    messages = [sheet.message(problem, *_titles(experiment)) for problem in sheet.problems]
    html = sheet.templates.rendered(
        "experiment.html",
        around.page,
        {
            "experiment": experiment,
            "sections": sections,
            "since": since_note(sheet),
            "definitions": definitions(sheet, sheet.tables),
            "undefined": sum(
                len(shown.table.metrics) - len(shown.findings.summaries) for shown in sheet.tables
            ),
            "tags": [
                _Tag(tag, sheet.link(page)) for tag, page in zip(experiment.tags, around.tags, strict=True)
            ],
            "size": _size(experiment.tables),
            "baseline_href": sheet.link(around.baseline_page) if around.baseline_page else "",
            "related": [_RelatedLine(_link_to(sheet, one.to), one.reason) for one in around.related],
            "source_href": _source_href(sheet),
            "citations": citations(experiment, sheet.link(around.page)),
            "sidecar_href": sheet.source_href(experiment.sidecar.path, 0) if experiment.sidecar else "",
            "copy_href": sheet.link(around.source),
            "sidecar_copy_href": sheet.link(around.sidecar) if around.sidecar else "",
            "json_href": sheet.link(around.data),
            "problems": sheet.problems,
            "messages": messages,
            "told": messages,  # its name in templates of users, until the second release from now
            "previous": around.previous and _link_to(sheet, around.previous),
            "next": around.next and _link_to(sheet, around.next),
            "index": Link(sheet.shown_title, sheet.link(INDEX)),
        },
    )
    return Page(
        uri=around.page,
        kind="experiment",
        title=experiment.called,
        body=held(html),
        headings=tuple(_headings(sheet, sections)),
        description=sections[0].shown.figure.description,
        source=experiment.path,
        edits=experiment.path if path_kind(experiment.path, experiment.sources) == "file" else "",
        image=f"{sections[0].shown.figure.plan.stem}{SHARED}" if sheet.options.share_images else "",
        tags=experiment.tags,
        search=_search(experiment),
    )


def _headings(sheet: Sheet, sections: Sequence[_Section]) -> Iterator[Heading]:
    alone = len(sections) == 1
    for section in sections:
        yield Heading(section.id, section.title, sheet.entry(section.title) if alone else "")
    yield Heading("rg-metrics", "Metrics", sheet.entry("Metrics"))
    if sheet.surroundings.related:
        yield Heading("rg-related", "Related experiments", sheet.entry("Related experiments"))
    yield Heading("rg-provenance", "Provenance", sheet.entry("Provenance"))


def _link_to(sheet: Sheet, other: Neighbour) -> Link:
    return Link(other.title, sheet.link(other.page))


def _search(experiment: Experiment) -> str:
    rows = (name for table in experiment.tables for row in table.rows for name in (row.title, row.name))
    metrics = (
        name
        for table in experiment.tables
        for metric in table.metrics
        for name in (metric.title, metric.name)
    )
    prose = safe_html(experiment.description)
    return found_by(experiment.called, prose, tags=experiment.tags, metrics=metrics, rows=rows)


def _section(sheet: Sheet, number: int, shown: ShownTable) -> _Section:
    experiment, table = sheet.experiment, shown.table
    alone = len(experiment.tables) == 1
    title = "Results" if alone else table.title or table.name
    first_line = _first_line(table)
    caption = table.title or (experiment.title if alone else f"{experiment.title}: {title}")
    source = sheet.source_href(experiment.path, first_line) if first_line else ""
    return _Section(
        "rg-results" if alone else f"rg-results-{number + 1}",
        title,
        title if alone else sheet.words(title, title),
        table,
        block(sheet, shown, caption, (caption,), source, first_line),
        tuple(row for row in table.rows if row.description)[:_MOST_DESCRIBED],
        _claims(sheet, number),
        notes_of_table(shown),
        delta_of(sheet, shown, caption),
        embedding(
            sheet.link(shown.plan.page),
            sheet.link(f"{shown.plan.stem}.svg"),
            f"{caption}. {shown.description}",
        ),
        tuple(_pairs(sheet, table, found) for found in find_pairs(table)),
    )


def _source_href(sheet: Sheet) -> str:
    """Where the results file is in the repository's web view, or the folder that holds its files."""
    path = sheet.experiment.path
    if path_kind(path, sheet.experiment.sources) == "files":
        path = posixpath.commonpath([posixpath.dirname(file) for file in sheet.experiment.sources])
    return sheet.source_href(path, 0) if path else ""


def _first_line(table: Table) -> int:
    """Return the line of the file where the table begins; 0 where that is unknown."""
    return min((row.line for row in table.rows if row.line), default=0)


def _claims(sheet: Sheet, number: int) -> tuple[ClaimLine, ...]:
    """The claims about one table, in the order of the file."""
    experiment = sheet.experiment
    alone = len(experiment.tables) == 1
    since = sheet.surroundings.since
    before = {(one.line, one.text): was(one.base) for one in since.claims} if since else {}
    return tuple(
        claim_line(
            verdict,
            sheet.words(verdict.words, *_names(experiment, verdict)),
            ((row, metric) for table, row, metric in verdict.cells if table == number),
            partial(sheet.source_href, experiment.file_of(verdict.claim)),
            before.get((verdict.claim.line, verdict.claim.text), ""),
        )
        for verdict in sheet.verdicts
        if alone or verdict.claim.table == experiment.tables[number].name
    )


def _titles(experiment: Experiment) -> Iterator[str]:
    """What a message about the file may name."""
    yield from (claim.text for claim in experiment.claims)
    for table in experiment.tables:
        yield from (row.title for row in table.rows)
        yield from (metric.title for metric in table.metrics)


def _names(experiment: Experiment, verdict: Verdict) -> Iterator[str]:
    """What the reason of a verdict may name."""
    for table, row, metric in verdict.cells[:_MOST_NAMED]:
        yield experiment.tables[table].rows[row].title
        yield experiment.tables[table].metrics[metric].title


def _pairs(sheet: Sheet, table: Table, found: PairSet) -> _Pairs:
    """Differences, coloured away from zero to both sides."""
    differences = pair_table(table, found)
    rows, metrics = differences.shape
    title = f"Differences within {counted(rows, 'pair')}: {found.words}"
    nothing = [""] * max(rows, metrics)
    heading = sheet.words(title, found.words)
    # how sure a difference is, the file doesn't say, so none is better than another where that matters
    colouring = table_levels(differences, palette=sheet.options.palette)
    cells = TableCells(differences, colouring, is_ranked=not table.uncertainty)
    listed = list_table(differences, heading, cells, sheet.options.limits, nothing, nothing)
    return _Pairs(title, heading, listed)


def _size(tables: Sequence[Table]) -> str:
    """``12 rows × 3 metrics``, ``5 tables of 5 rows × 5 to 6 metrics``."""
    rows = _span([len(table.rows) for table in tables], "row")
    metrics = _span([len(table.metrics) for table in tables], "metric")
    start = f"{counted(len(tables), 'table')} of " if len(tables) > 1 else ""
    return f"{start}{rows} × {metrics}"


def _span(counts: Sequence[int], noun: str) -> str:
    low, high = min(counts), max(counts)
    return counted(low, noun) if low == high else f"{low:,} to {counted(high, noun)}"
