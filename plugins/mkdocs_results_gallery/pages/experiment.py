"""One page per experiment: pictures, tables, meaning, provenance; and one per file that can't be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from markupsafe import Markup

from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.analysis.pairs import PairSet, find_pairs, pair_table
from mkdocs_results_gallery.analysis.summary import Extreme, MetricSummary
from mkdocs_results_gallery.digits.number import exact_number
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.heatmap.colour import table_levels
from mkdocs_results_gallery.model import Experiment, Metric, Row, Table
from mkdocs_results_gallery.pages.block import TableBlock, block
from mkdocs_results_gallery.pages.cells import TableCells
from mkdocs_results_gallery.pages.cite import Snippet, citations, embedding
from mkdocs_results_gallery.pages.context import Book, ShownTable
from mkdocs_results_gallery.pages.page import Heading, Link, Page, found_by, held, safe_html
from mkdocs_results_gallery.pages.sentences import ClaimLine, claim_line
from mkdocs_results_gallery.pages.table import ListedTable, list_table
from mkdocs_results_gallery.pages.templating import renderer
from mkdocs_results_gallery.pages.urls import INDEX, SHARED
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
        return () if low is None or high is None else (("lowest", low), ("highest", high))


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


def definitions(book: Book, tables: Sequence[ShownTable]) -> list[Definition]:
    """One per metric of the page's `tables`, in their order; a metric that they define alike is one."""
    found: dict[tuple[object, ...], Definition] = {}
    for shown in tables:
        title = "" if len(tables) == 1 else shown.table.title or shown.table.name
        for summary in shown.findings.summaries:
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
                found[meaning] = Definition(
                    metric,
                    _href(book, shown.plan.page, book.addresses.shared("metric", metric.name)),
                    _facts(book, metric),
                )
            found[meaning].extremes.append(Extremes(title, summary))
    return [*found.values()]


def _facts(book: Book, metric: Metric) -> tuple[Markup, ...]:
    direction = direction_words(metric.higher_is_better)
    ends = range_words(*metric.range) if metric.range else ""
    ours = [
        direction,
        f"range {ends}" if ends else "",
        "" if metric.reference is None else f"reference {exact_number(metric.reference)}",
    ]
    facts = [unit_sign(metric.common_unit), *(book.ours(words) if words else "" for words in ours)]
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
    embedding: tuple[Snippet, ...]
    pairs: tuple[_Pairs, ...]


@dataclass(frozen=True, slots=True)
class _RelatedLine:
    link: Link
    reason: str


def experiment_pages(book: Book) -> Iterator[Page]:
    """One page per experiment, in the gallery's order."""
    render = renderer(book.templates, "experiment.html")
    for index, experiment in enumerate(book.gallery.experiments):
        with book.fence.around(Subject("experiment", experiment.path)):
            yield _page(book, render, index, experiment)


def _page(book: Book, render: Callable[..., Markup], index: int, experiment: Experiment) -> Page:
    uri = book.addresses.experiment(experiment.path)
    tables = book.tables_of("experiment", experiment.path)
    sections = tuple(_section(book, experiment, number, shown) for number, shown in enumerate(tables))
    related = _related(book, uri, index)
    problems = book.problems.get(experiment.path, ())
    messages = [book.message(problem, *_titles(experiment)) for problem in problems]
    html = render(
        uri,
        experiment=experiment,
        sections=sections,
        definitions=definitions(book, tables),
        undefined=sum(len(shown.table.metrics) - len(shown.findings.summaries) for shown in tables),
        tags=[_Tag(tag, _href(book, uri, book.addresses.shared("tag", tag))) for tag in experiment.tags],
        size=_size(experiment.tables),
        related=related,
        source_href=source_href(book, experiment.path, 0),
        citations=citations(experiment, book.addresses.link(uri, uri)),
        copy_href=book.addresses.link(uri, book.addresses.source(experiment.path)),
        json_href=book.addresses.link(uri, book.addresses.data(experiment.path)),
        problems=problems,
        messages=messages,
        told=messages,  # its name in templates of users, until the second release from now
        previous=_experiment_link(book, uri, index - 1) if index else None,
        next=_experiment_link(book, uri, index + 1) if index + 1 < len(book.gallery.experiments) else None,
        index=Link(book.shown_title, book.addresses.link(uri, "index.md")),
    )
    alone = len(sections) == 1
    headings = [
        Heading(section.id, section.title, book.entry(section.title) if alone else "") for section in sections
    ]
    headings.append(Heading("rg-metrics", "Metrics", book.entry("Metrics")))
    if related:
        headings.append(Heading("rg-related", "Related experiments", book.entry("Related experiments")))
    headings.append(Heading("rg-provenance", "Provenance", book.entry("Provenance")))
    return Page(
        uri=uri,
        kind="experiment",
        title=experiment.title,
        body=held(html),
        headings=tuple(headings),
        description=sections[0].shown.figure.description,
        source=experiment.path,
        image=f"{sections[0].shown.figure.plan.stem}{SHARED}" if book.options.share_images else "",
        tags=experiment.tags,
        search=_search(experiment),
    )


def source_href(book: Book, path: str, line: int) -> str:
    """The results file at `path` in the repository's web view, at `line` if above 0; ``""`` if unknown."""
    if not book.options.repository:
        return ""
    address = f"{book.options.repository.rstrip('/')}/{quote(path)}"
    return f"{address}#L{line}" if line else address


def _search(experiment: Experiment) -> str:
    rows = (name for table in experiment.tables for row in table.rows for name in (row.title, row.name))
    metrics = (
        name
        for table in experiment.tables
        for metric in table.metrics
        for name in (metric.title, metric.name)
    )
    prose = safe_html(experiment.description)
    return found_by(experiment.title, prose, tags=experiment.tags, metrics=metrics, rows=rows)


def _related(book: Book, uri: str, index: int) -> list[_RelatedLine]:
    """Those that files name first, then those that share most; each once, with all its reasons."""
    reasons: dict[int, list[str]] = {}
    for other in book.links.named[index]:
        reasons.setdefault(other, []).append("named by this file")
    for other in book.links.named_by[index]:
        reasons[other] = ["each names the other" if other in reasons else "names this file"]
    for item in book.links.shared[index]:
        reasons.setdefault(item.experiment, []).append(item.reason)
    return [
        _RelatedLine(_experiment_link(book, uri, other), "; ".join(parts)) for other, parts in reasons.items()
    ]


def _section(book: Book, experiment: Experiment, number: int, shown: ShownTable) -> _Section:
    table, uri = shown.table, shown.plan.page
    alone = len(experiment.tables) == 1
    title = "Results" if alone else table.title or table.name
    first_line = _first_line(table)
    caption = table.title or (experiment.title if alone else f"{experiment.title}: {title}")
    source = source_href(book, experiment.path, first_line)
    return _Section(
        "rg-results" if alone else f"rg-results-{number + 1}",
        title,
        title if alone else book.words(title, title),
        table,
        block(book, shown, caption, (caption,), source, first_line),
        tuple(row for row in table.rows if row.description)[:_MOST_DESCRIBED],
        _claims(book, experiment, number),
        embedding(
            book.addresses.link(uri, uri),
            book.addresses.link(uri, f"{shown.plan.stem}.svg"),
            f"{caption}. {shown.description}",
        ),
        tuple(_pairs(book, table, found) for found in find_pairs(table)),
    )


def _first_line(table: Table) -> int:
    """Return the line of the file where the table begins; 0 where that is unknown."""
    return min((row.line for row in table.rows if row.line), default=0)


def _claims(book: Book, experiment: Experiment, number: int) -> tuple[ClaimLine, ...]:
    """The claims about one table, in the order of the file."""
    alone = len(experiment.tables) == 1
    return tuple(
        claim_line(
            verdict,
            book.words(verdict.words, *_names(experiment, verdict)),
            ((row, metric) for table, row, metric in verdict.cells if table == number),
            lambda line: source_href(book, experiment.path, line),
        )
        for verdict in book.verdicts.get(experiment.path, ())
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


def _pairs(book: Book, table: Table, found: PairSet) -> _Pairs:
    """Differences, coloured away from zero to both sides."""
    differences = pair_table(table, found)
    rows, metrics = differences.shape
    title = f"Differences within {counted(rows, 'pair')}: {found.words}"
    nothing = [""] * max(rows, metrics)
    heading = book.words(title, found.words)
    # how sure a difference is, the file doesn't say, so none is better than another where that matters
    colouring = table_levels(differences, palette=book.options.palette)
    cells = TableCells(differences, colouring, is_ranked=not table.uncertainty)
    listed = list_table(differences, heading, cells, book.options.limits, nothing, nothing)
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


def _experiment_link(book: Book, uri: str, index: int) -> Link:
    experiment = book.gallery.experiments[index]
    return Link(experiment.title, book.addresses.link(uri, book.addresses.experiment(experiment.path)))


def _href(book: Book, uri: str, target: str) -> str:
    return book.addresses.link(uri, target) if target else ""


def broken_pages(book: Book) -> Iterator[Page]:
    """One page per broken file; it has the address that the experiment will have once it is mended."""
    render = renderer(book.templates, "broken.html")
    for file in book.gallery.broken:
        uri = book.addresses.experiment(file.path)
        messages = [book.message(problem) for problem in file.problems]
        yield Page(
            uri=uri,
            kind="broken",
            title=file.path,
            body=held(
                render(
                    uri,
                    file=file,
                    problems=[
                        (problem, source_href(book, file.path, problem.line)) for problem in file.problems
                    ],
                    messages=messages,
                    told=messages,  # as above
                    index=Link(book.shown_title, book.addresses.link(uri, INDEX)),
                )
            ),
            description="This results file has problems.",
            source=file.path,
        )
