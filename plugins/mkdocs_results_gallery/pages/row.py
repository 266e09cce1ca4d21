"""The page of a row: where it stands in each table that has it, in that table's own columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import repeat

from markupsafe import Markup

from mkdocs_results_gallery.analysis.occurrences import Occurrence
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.model import Metric
from mkdocs_results_gallery.pages.assets import palette_class
from mkdocs_results_gallery.pages.cells import CellLook
from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.heads import HeadNames, metric_head
from mkdocs_results_gallery.pages.page import MOST_CELLS, Asset, Heading, Link, Page, found_by, held, name
from mkdocs_results_gallery.pages.standing import (
    DOWNLOADS,
    CellLine,
    PageSection,
    Standing,
    cell_lines,
    downloads,
    pages_of,
    rank_words,
    standings_of,
    unlisted,
    ways_up,
)
from mkdocs_results_gallery.pages.urls import Anchors
from mkdocs_results_gallery.palettes import MISSING
from mkdocs_results_gallery.words.phrases import counted

_ALIKE = 3
"""Tables with the same columns from which on they share the heads of their columns."""
_COLUMNS = 3
"""Those of the table of one table's metrics, besides the names."""
_MOST_METRICS = 1_000
"""Metrics of one table that are listed."""


def row_pages(book: Book) -> Iterator[Page]:
    """One page per shared row."""
    return pages_of(book, "row", "row.html", _row_page)


def row_downloads(book: Book) -> Iterator[Asset]:
    """What these pages offer to download."""
    return downloads(book, "row", "metric", _row_cells)


def _row_page(book: Book, render: Callable[..., Markup], subject: Subject) -> Page:
    """The page of the row `subject`."""
    row = subject.name
    uri = book.addresses.shared("row", row)
    standings = standings_of(book, uri, subject)
    kept, more = _room(standings, book.options.limits.listed_cells)
    experiments = book.membership["row"][row]
    sections = [*_sections(_Writer(book, uri, kept), kept)]
    return Page(
        uri=uri,
        kind="row",
        title=row,
        body=held(
            render(
                uri,
                name=row,
                description=_description(book.occurrences[subject]),
                experiments=len(experiments),
                sections=sections,
                named=[*unlisted(book, uri, subject, standings, more)],
                downloads=[
                    Link(suffix.upper(), book.addresses.link(uri, f"{uri.removesuffix('.md')}.{suffix}"))
                    for suffix in DOWNLOADS
                ],
                **ways_up(book, uri, "row"),
            )
        ),
        headings=tuple(Heading(one.id, one.title, one.entry) for one in sections),
        search=found_by(row, experiments=(book.gallery.experiments[one].title for one in experiments)),
        description=f"The row {row} in {counted(len(experiments), 'experiment')}.",
    )


def _row_cells(book: Book, subject: Subject) -> Iterator[CellLine]:
    """All cells of the row `subject`, for its downloads."""
    for standing in standings_of(book, book.addresses.shared("row", subject.name), subject):
        table, row = standing.table, standing.occurrence.index
        names = [metric.name for metric in table.metrics]
        cells = zip(repeat(row), range(len(names)))
        yield from cell_lines(standing, names, cells, table.digits.written_row(row))


def _description(found: Sequence[Occurrence]) -> str:
    """What the tables that say anything of the row agree on."""
    said = {one.table.rows[one.index].description for one in found} - {""}
    return said.pop() if len(said) == 1 else ""


def _room(standings: Sequence[Standing], cells: int) -> tuple[list[Standing], list[Standing]]:
    """Those that the page has room for, and the others."""
    kept: list[Standing] = []
    for standing in standings:
        cells -= min(len(standing.table.metrics), _MOST_METRICS)
        if kept and cells < 0:
            break
        kept.append(standing)
    return kept, list(standings[len(kept) :])


def _sections(writer: _Writer, standings: Sequence[Standing]) -> Iterator[PageSection]:
    """Each table by itself, or together with those that have the same columns."""
    alike: dict[tuple[object, ...], list[Standing]] = {}
    for standing in standings:
        alike.setdefault(tuple(map(_meaning, standing.table.metrics)), []).append(standing)
    number = 0
    for group in alike.values():
        if len(group) >= _ALIKE:
            number += 1
            yield writer.together(group, number)
        else:
            yield from map(writer.alone, group)


def _meaning(metric: Metric) -> tuple[object, ...]:
    """What must agree for two tables to share the head of a column."""
    return metric.name, metric.label, metric.common_unit, metric.higher_is_better


class _Writer:
    """Writes the tables of one page."""

    def __init__(self, book: Book, uri: str, standings: Sequence[Standing]) -> None:
        self._book = book
        self._uri = uri
        self._with_cells = sum(len(standing.table.metrics) for standing in standings) <= MOST_CELLS

    def alone(self, standing: Standing) -> PageSection:
        """A line for each metric: value, rank, and the place on its scale."""
        anchors, palette = _anchors(standing), standing.shown.colouring.palette
        metrics = range(min(len(standing.table.metrics), _MOST_METRICS))
        row = standing.occurrence.index
        looks = {metric: standing.shown.cell(row, metric) for metric in metrics}
        # of what the file does not even mention there is nothing to show
        asked = {
            at: look
            for at, look in looks.items()
            if not look.missing or look.missing.text or look.missing.note
        }
        with_rank = any(look.rank for look in asked.values())
        lines = self._profile(standing, asked, with_rank=with_rank)
        rank_head = '<th scope="col" class="rg-rank">Rank</th>' if with_rank else ""
        html = (
            f'<table class="rg-profile {palette_class(palette)}" '
            f'aria-labelledby="{anchors.row(0)}">'
            f'<thead><tr><th scope="col">Metric</th><th scope="col" class="rg-number">Value</th>{rank_head}'
            '<th scope="col" class="rg-scale">Scale</th></tr></thead>\n<tbody>\n'
            + "\n".join(lines)
            + "\n</tbody>\n</table>"
        )
        left = [metric for metric in metrics if metric not in asked]
        return PageSection(
            anchors.row(0),
            standing.title,
            Markup(standing.link()),  # noqa: S704 - escaped
            "",
            Markup(html),  # noqa: S704 - every foreign text above went through escape()
            self._left_out(standing, left),
            is_listed=False,
        )

    def _profile(
        self, standing: Standing, looks: Mapping[int, CellLook], *, with_rank: bool
    ) -> Iterator[str]:
        """The lines of some metrics of a table."""
        anchors, palette = _anchors(standing), standing.shown.colouring.palette
        names = HeadNames.of((metric.title for metric in standing.table.metrics), _COLUMNS)
        for metric, look in looks.items():
            cell = look.html(anchors.cell(0, metric) if self._with_cells else "", within=palette)
            rank = f'<td class="rg-rank">{rank_words(look)}</td>' if with_rank else ""
            scale = "" if look.level == MISSING else standing.scale(metric, look, palette)
            head = self._head(standing.table.metrics[metric], names)
            yield f'<tr><th scope="row">{head}</th>{cell}{rank}<td class="rg-scale">{scale}</td></tr>'

    def together(self, standings: Sequence[Standing], number: int) -> PageSection:
        """A line for each of some tables with the same columns: their heads stand once."""
        title = f"{counted(len(standings), 'table')} with the same columns"
        metrics = standings[0].table.metrics[:_MOST_METRICS]
        palette = standings[0].shown.colouring.palette
        anchors = Anchors([], [metric.name for metric in metrics])
        names = HeadNames.of((metric.title for metric in metrics), len(metrics))
        heads = "".join(
            f'<th scope="col" id="{anchors.metric(at)}"{_better(metric)}>{self._head(metric, names)}</th>'
            for at, metric in enumerate(metrics)
        )
        html = (
            f'<table class="rg-table rg-standings {palette_class(palette)}">'
            f"<caption>{escape(title)}</caption><thead><tr><td></td>{heads}</tr></thead>\n<tbody>\n"
            + "\n".join(self._line(standing, at, palette) for at, standing in enumerate(standings))
            + "\n</tbody>\n</table>"
        )
        return PageSection(
            f"rg-part-{number}",
            title,
            self._book.words(title),
            self._book.entry(title),
            Markup(html),  # noqa: S704 - every foreign text above went through escape()
        )

    def _line(self, standing: Standing, at: int, palette: str) -> str:
        row = standing.occurrence.index
        cells = []
        for metric in range(min(len(standing.table.metrics), _MOST_METRICS)):
            look = standing.shown.cell(row, metric)
            rank = f" <i>{rank_words(look)}</i>" if look.rank else ""
            cells.append(look.html(rank=rank, within=palette))
        line = _anchors(standing).row(0)
        return f'<tr id="{line}" data-row="{at}"><th scope="row">{standing.link()}</th>{"".join(cells)}</tr>'

    def _head(self, metric: Metric, names: HeadNames) -> str:
        target = self._book.addresses.shared("metric", metric.name)
        return metric_head(metric, names, self._book.addresses.link(self._uri, target) if target else "")

    def _left_out(self, standing: Standing, metrics: Sequence[int]) -> Markup:
        """The metrics without a number, by name."""
        more = len(standing.table.metrics) - _MOST_METRICS
        words = []
        if metrics:
            titles = ", ".join(name(standing.table.metrics[metric].title) for metric in metrics)
            words.append(f"No number: {titles}.")
        if more > 0:
            words.append(f"{counted(more, 'more metric')} are in the downloads.")
        return Markup(" ".join(words))  # noqa: S704 - names are escaped


def _anchors(standing: Standing) -> Anchors:
    return Anchors([standing.key], [metric.name for metric in standing.table.metrics])


def _better(metric: Metric) -> str:
    return ' data-better="low"' if metric.higher_is_better is False else ""
