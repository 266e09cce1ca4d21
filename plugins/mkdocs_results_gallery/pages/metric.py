"""The page of a metric: its cells in all tables, the best first, one list for each scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import repeat
from operator import itemgetter

from markupsafe import Markup
from markupsafe import escape as as_html

from mkdocs_results_gallery.digits.number import decimal_of
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.model import Metric
from mkdocs_results_gallery.pages.assets import palette_class
from mkdocs_results_gallery.pages.cells import cell_html, recoloured
from mkdocs_results_gallery.pages.gathered_exports import CellsOfTable, as_csv, columns_of
from mkdocs_results_gallery.pages.heads import HeadNames, metric_head
from mkdocs_results_gallery.pages.lines import COLUMNS, AgainCell, MetricLine, most_lines
from mkdocs_results_gallery.pages.page import OURS, Asset, Gathered, Heading, Page, found_by, held, name
from mkdocs_results_gallery.pages.sincesigns import SinceSigns
from mkdocs_results_gallery.pages.standing import (
    Found,
    Frame,
    PageSection,
    Standing,
    rank_words,
    stem_of,
    ways_up,
)
from mkdocs_results_gallery.pages.urls import CHANGES, slug
from mkdocs_results_gallery.words.phrases import counted

_Place = tuple[Standing[MetricLine], int]
"""A table, and the place of a cell among those of its line."""


def metric_page(found: Found[MetricLine]) -> Gathered:
    """Join the page of a metric."""
    frame, metric, uri = found.frame, found.name, found.uri
    label = _agreed({line.label for _, line in found.lines} - {""})
    # how one experiment came to its numbers says nothing of another's, though their metric has one name
    description = _agreed({line.description for _, line in found.lines})
    experiments = found.experiments()
    scales = [*_scales(found.standings(), frame.options.limits.listed_cells)]
    sections = [
        _section(frame, metric, label, scale, number, of=len(scales))
        for number, scale in enumerate(scales, start=1)
    ]
    html = frame.templates.rendered(
        "metric.html",
        uri,
        {
            "name": metric,
            "label": label,
            "description": description,
            "experiments": len(experiments),
            "sections": sections,
            "since_signs": SinceSigns.of((one.html for one in sections), found.link(CHANGES)),
            "named": [*found.unlisted()],
            "csv_href": found.link(f"{stem_of(uri)}.csv"),
            **ways_up(frame.title, frame.addresses, uri, Subject("metric", metric), len(experiments)),
        },
    )
    page = Page(
        uri=uri,
        kind="metric",
        title=label or metric,
        body=held(html),
        headings=tuple(Heading(one.id, one.title, one.entry) for one in sections),
        search=found_by(
            label or metric,
            names=[metric] if label else [],
            experiments=(head.experiment for head in experiments.values()),
        ),
        description=f"The metric {metric} in {counted(len(experiments), 'experiment')}.",
    )
    more = columns_of(_cells(one) for scale in scales for one in scale.standings)
    content = as_csv("row", _csv_lines(scales, frame.options.limits.listed_cells, more), more)
    return Gathered(page, (Asset(f"{stem_of(uri)}.csv", held(content)),))


def _agreed(said: set[str]) -> str:
    """What all say that say anything."""
    return said.pop() if len(said) == 1 else ""


@dataclass(frozen=True, slots=True, eq=False)
class _Ordered:
    """Tables of which the numbers may be put in order together."""

    standings: list[Standing[MetricLine]]
    cells: list[_Place]
    """Those with a number, the best first, or the highest where the direction is unset."""
    count: int
    """How many these are in all, were they here or not."""
    listed: int
    """How many of them a list has."""

    @property
    def first(self) -> MetricLine:
        """The first table's, for what all agree on."""
        return self.standings[0].line


def _scales(standings: Sequence[Standing[MetricLine]], listed_cells: int) -> Iterator[_Ordered]:
    """One list for each scale; see `analysis.comparability.Comparability`."""
    scales: dict[tuple[object, ...], list[Standing[MetricLine]]] = {}
    for standing in standings:
        line = standing.line
        scales.setdefault((line.unit, line.low, line.high, line.higher_is_better), []).append(standing)
    for some in scales.values():
        count = sum(standing.line.count for standing in some)
        yield _Ordered(some, _in_order(some), count, min(count, most_lines(listed_cells)))


def _in_order(standings: Sequence[Standing[MetricLine]]) -> list[_Place]:
    cells: list[tuple[Standing[MetricLine], int, float | Decimal]] = []
    # float64 are in the order of the numbers, unless some have digits beyond them
    is_finer = any(standing.line.is_finer for standing in standings)
    for standing in standings:
        line = standing.line
        numbers = [decimal_of(_written(cell)) for cell in line.cells] if is_finer else line.values
        cells += zip(repeat(standing), range(len(numbers)), numbers)
    is_low = standings[0].line.higher_is_better is False
    # each table's are in order already; stable in both ways
    cells.sort(key=itemgetter(2), reverse=not is_low)
    return [(standing, place) for standing, place, _ in cells]


def _written(cell: AgainCell) -> str:
    """The number at which it stands."""
    return cell.written or dict(cell.stated)["bound"].partition(" ")[2]


def _csv_lines(scales: Sequence[_Ordered], most: int, more: Sequence[str]) -> Iterator[str]:
    """The numbers for the download, scale by scale, in the order of the page.

    Of very many only those that the page lists: all of them stand once more in the downloads of their tables.
    """
    for scale in scales:
        lines = {standing: [*_cells(standing).csv(more)] for standing in scale.standings}
        for standing, place in scale.cells if scale.count <= most else scale.cells[: scale.listed]:
            yield lines[standing][place]


def _cells(standing: Standing[MetricLine]) -> CellsOfTable:
    line, rows = standing.line, standing.table.names.rows
    return CellsOfTable(
        standing.table.head,
        line.cells,
        [rows[row].name for row in line.rows],
        [line.unit] * len(line.rows),
        repeat(line.of),
    )


def _section(frame: Frame, metric: str, label: str, scale: _Ordered, number: int, *, of: int) -> PageSection:
    """The cells of one of so many scales."""
    title = scale.first.words if of > 1 else "All experiments"
    heading = frame.words(title, scale.first.unit)
    caption = frame.words(f"{metric}: {title}", metric, scale.first.unit)
    head = _head(scale.first, label, f"t{number}-" if number > 1 else "")
    return PageSection(
        f"rg-part-{number}",
        title,
        heading,
        frame.entry(heading),
        _list(frame, head, caption, scale),
        _left_out(scale, frame.options.limits.listed_cells),
    )


def _left_out(scale: _Ordered, most: int) -> str:
    if scale.listed == scale.count:
        return ""
    where = "the CSV" if scale.count <= most else "the CSV files of their tables"
    return (
        f"The list shows the first {scale.listed:,} of {counted(scale.count, 'number')}; all are in {where}."
    )


def _head(first: MetricLine, label: str, start: str) -> str:
    """The head of the column of numbers; `start` begins its id."""
    metric = Metric(first.name, label, first.higher_is_better, unit=first.unit)
    better = ' data-better="low"' if metric.higher_is_better is False else ""
    head = metric_head(metric, HeadNames.of([metric.title], COLUMNS), "")
    return f'<th scope="col" id="{start}metric-{slug(metric.name)}"{better}>{head}</th>'


def _list(frame: Frame, head: str, caption: str, scale: _Ordered) -> Markup:
    """A line for each of the first cells: row, number, table and, where it has one, its rank there."""
    shown, palette = scale.cells[: scale.listed], scale.first.palette
    names = HeadNames.of((one.table.names.rows[one.line.rows[place]].title for one, place in shown), COLUMNS)
    # the experiments of a scale agree on the direction: without one, nobody has a rank
    is_ranked = scale.first.higher_is_better is not None
    ours = "" if frame.is_english else OURS
    rank = f'<th scope="col" class="rg-text">{name("Rank there", ours)}</th>' if is_ranked else ""
    lines = "\n".join(
        _line(at, standing, place, names, palette, is_ranked=is_ranked)
        for at, (standing, place) in enumerate(shown)
    )
    html = (
        f'<table class="rg-table rg-places {palette_class(palette)}">'
        f"<caption>{as_html(caption)}</caption>"
        f'<thead><tr><td></td>{head}<th scope="col" class="rg-text">{name("Table", ours)}</th>'
        f"{rank}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table>"
    )
    return Markup(html)  # noqa: S704 - every foreign text above went through escape()


def _line(
    at: int, standing: Standing[MetricLine], place: int, names: HeadNames, palette: str, *, is_ranked: bool
) -> str:
    line, cell = standing.line, standing.line.cells[place]
    row = standing.table.names.rows[line.rows[place]]
    rank = cell.rank(line.of)
    rest = cell.rest if line.palette == palette else recoloured(cell.rest, line.palette, palette)
    element = cell_html(cell.start, rank.data if rank else "", rest, row.anchor)
    beside = f'<td class="rg-text rg-rank">{rank_words(rank)}</td>' if is_ranked else ""
    return (
        f'<tr data-row="{at}"><th scope="row">{names.html(row.title, row.href)}</th>{element}'
        f'<td class="rg-text">{standing.link}</td>{beside}</tr>'
    )
