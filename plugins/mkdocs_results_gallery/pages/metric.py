"""The page of a metric: its cells in all tables, the best first, one list for each scale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import repeat
from operator import itemgetter

import numpy as np
from markupsafe import Markup
from markupsafe import escape as as_html

from mkdocs_results_gallery.analysis.occurrences import Comparability, Occurrence, by_scale
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.pages.assets import palette_class
from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.heads import HeadNames, metric_head, row_head
from mkdocs_results_gallery.pages.page import OURS, Asset, Heading, Page, found_by, held, name
from mkdocs_results_gallery.pages.standing import (
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
from mkdocs_results_gallery.pages.urls import slug
from mkdocs_results_gallery.words.phrases import counted

_COLUMNS = 3
"""Those of a list, besides the names."""
_PART = 20
"""What part of `limits.listed_cells` are lines of one list."""


def metric_pages(book: Book) -> Iterator[Page]:
    """One page per shared metric."""
    return pages_of(book, "metric", "metric.html", _metric_page)


def metric_downloads(book: Book) -> Iterator[Asset]:
    """What these pages offer to download."""
    return downloads(book, "metric", "row", _metric_cells, ["csv"])


def _metric_page(book: Book, render: Callable[..., Markup], subject: Subject) -> Page:
    """The page of the metric `subject`."""
    metric = subject.name
    uri = book.addresses.shared("metric", metric)
    meaning = _meaning(book.occurrences[subject])
    experiments = book.membership["metric"][metric]
    standings = standings_of(book, uri, subject)
    sections = [*_sections(book, uri, subject, meaning.label, standings)]
    return Page(
        uri=uri,
        kind="metric",
        title=meaning.label or metric,
        body=held(
            render(
                uri,
                name=metric,
                label=meaning.label,
                description=meaning.description,
                experiments=len(experiments),
                sections=sections,
                named=[*unlisted(book, uri, subject, standings)],
                csv_href=book.addresses.link(uri, f"{uri.removesuffix('.md')}.csv"),
                **ways_up(book, uri, "metric"),
            )
        ),
        headings=tuple(Heading(one.id, one.title, one.entry) for one in sections),
        search=found_by(
            meaning.label or metric,
            names=[metric] if meaning.label else [],
            experiments=(book.gallery.experiments[one].title for one in experiments),
        ),
        description=f"The metric {metric} in {counted(len(experiments), 'experiment')}.",
    )


def _metric_cells(book: Book, subject: Subject) -> Iterator[CellLine]:
    """The numbers of the metric `subject` for its download, scale by scale, in the order of the page.

    Of very many only those that the page lists: all of them stand once more in the downloads of their tables.
    """
    standings = standings_of(book, book.addresses.shared("metric", subject.name), subject)
    for some in _by_scale(standings).values():
        lines = {standing: _lines(standing) for standing in some}
        cells = _in_order(some)
        for standing, row in cells if len(cells) <= book.options.limits.listed_cells else _first(book, cells):
            yield lines[standing][row]


def _lines(standing: Standing) -> list[CellLine]:
    """Those of all rows of a table."""
    table, metric = standing.table, standing.occurrence.index
    names = [row.name for row in table.rows]
    cells = zip(range(len(names)), repeat(metric))
    return [*cell_lines(standing, names, cells, table.digits.written_column(metric))]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What the tables that say anything of a metric agree on."""

    label: str
    description: str


def _meaning(found: Sequence[Occurrence]) -> _Meaning:
    metrics = [one.table.metrics[one.index] for one in found]
    # how one experiment came to its numbers says nothing of another's, though their metric has one name
    descriptions = {metric.description for metric in metrics}
    return _Meaning(_agreed({metric.label for metric in metrics} - {""}), _agreed(descriptions))


def _agreed(said: set[str]) -> str:
    return said.pop() if len(said) == 1 else ""


def _by_scale(standings: Sequence[Standing]) -> dict[Comparability, list[Standing]]:
    known = {standing.occurrence: standing for standing in standings}
    return {scale: [known[one] for one in some] for scale, some in by_scale(known).items()}


def _in_order(standings: Sequence[Standing]) -> list[tuple[Standing, int]]:
    """The cells (table, row) with a number, the best first, or the highest where the direction is unset."""
    cells: list[tuple[Standing, int, float | Decimal]] = []
    # float64 are in the order of the numbers, unless some have digits beyond them
    is_finer = any(standing.table.digits.writing.finer for standing in standings)
    for standing in standings:
        table, metric = standing.table, standing.occurrence.index
        values = table.values[:, metric]
        rows = np.flatnonzero(~np.isnan(values))
        numbers = [table.exact((row, metric)) for row in rows.tolist()] if is_finer else values[rows].tolist()
        cells += zip(repeat(standing), rows.tolist(), numbers)
    is_low = standings[0].table.metrics[standings[0].occurrence.index].higher_is_better is False
    cells.sort(key=itemgetter(2), reverse=not is_low)  # stable in both ways
    return [(standing, row) for standing, row, _ in cells]


def _sections(
    book: Book, uri: str, subject: Subject, label: str, standings: Sequence[Standing]
) -> Iterator[PageSection]:
    """The cells of each scale."""
    scales = _by_scale(standings)
    for number, (scale, some) in enumerate(scales.items(), start=1):
        title = scale.words if len(scales) > 1 else "All experiments"
        heading = book.words(title, scale.unit)
        cells = _in_order(some)
        shown = _first(book, cells)
        first = some[0]
        palette = first.shown.colouring.palettes[first.occurrence.index]
        head = _head(first, label, f"t{number}-" if number > 1 else "")
        caption = book.words(f"{subject.name}: {title}", subject.name, scale.unit)
        names = HeadNames.of((one.table.rows[row].title for one, row in shown), _COLUMNS)
        # the experiments of a scale agree on the direction: without one, nobody has a rank
        ranked = scale.higher_is_better is not None
        listed = _List(book, uri, names, palette, ranked)
        yield PageSection(
            f"rg-part-{number}",
            title,
            heading,
            book.entry(heading),
            listed.html(head, caption, shown),
            _left_out(book, len(shown), len(cells)),
        )


def _first(book: Book, cells: list[tuple[Standing, int]]) -> list[tuple[Standing, int]]:
    """The cells that the page lists."""
    return cells[: max(1, book.options.limits.listed_cells // _PART)]


def _left_out(book: Book, shown: int, of: int) -> str:
    if shown == of:
        return ""
    where = "the CSV" if of <= book.options.limits.listed_cells else "the CSV files of their tables"
    return f"The list shows the first {shown:,} of {counted(of, 'number')}; all are in {where}."


def _head(first: Standing, label: str, start: str) -> str:
    """The head of the column of numbers; `start` begins its id."""
    metric = replace(first.table.metrics[first.occurrence.index], label=label)
    better = ' data-better="low"' if metric.higher_is_better is False else ""
    head = metric_head(metric, HeadNames.of([metric.title], _COLUMNS), "")
    return f'<th scope="col" id="{start}metric-{slug(metric.name)}"{better}>{head}</th>'


@dataclass(frozen=True, slots=True)
class _List:
    """How the numbers of one scale are written: the best of them first, a line for each."""

    book: Book
    uri: str
    names: HeadNames
    """Of the rows."""
    palette: str
    ranked: bool
    """Whether a number has a rank in its own table."""

    def html(self, head: str, caption: str, cells: Sequence[tuple[Standing, int]]) -> Markup:
        """A line for each cell: its row, its number, its table and, where it has one, its rank there."""
        ours = "" if self.book.is_english else OURS
        rank = f'<th scope="col" class="rg-text">{name("Rank there", ours)}</th>' if self.ranked else ""
        lines = "\n".join(self._line(at, *cell) for at, cell in enumerate(cells))
        html = (
            f'<table class="rg-table rg-places {palette_class(self.palette)}">'
            f"<caption>{as_html(caption)}</caption>"
            f'<thead><tr><td></td>{head}<th scope="col" class="rg-text">{name("Table", ours)}</th>'
            f"{rank}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table>"
        )
        return Markup(html)  # noqa: S704 - every foreign text above went through escape()

    def _line(self, at: int, standing: Standing, row: int) -> str:
        look = standing.shown.cell(row, standing.occurrence.index)
        named = standing.table.rows[row]
        page = self.book.addresses.shared("row", named.name)
        href = self.book.addresses.link(self.uri, page) if page else ""
        head = row_head(named, self.names, href, with_group=False)
        anchor = f"cell-{slug(named.name)}--{slug(standing.key)}"
        rank = f'<td class="rg-text rg-rank">{rank_words(look)}</td>' if self.ranked else ""
        return (
            f'<tr data-row="{at}"><th scope="row">{head}</th>{look.html(anchor, within=self.palette)}'
            f'<td class="rg-text">{standing.link()}</td>{rank}</tr>'
        )
