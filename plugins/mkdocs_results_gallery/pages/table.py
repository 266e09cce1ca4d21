"""A Table as accessible HTML: caption, header cells with scope, colours as classes, reasons as words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import chain, groupby, pairwise, repeat
from typing import Protocol

from markupsafe import Markup
from markupsafe import escape as as_html

from mkdocs_results_gallery.analysis.aggregate import aggregate, aggregate_text, coverage_words
from mkdocs_results_gallery.analysis.observation import told_apart
from mkdocs_results_gallery.heatmap.colour import Colouring, Rescaling
from mkdocs_results_gallery.heatmap.painting import ColourBar
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.pages.assets import palette_class
from mkdocs_results_gallery.pages.cells import (
    Extent,
    FirstColumn,
    empty_cell,
    extent_of,
    text_cell,
)
from mkdocs_results_gallery.pages.heads import HeadNames, columns_of, metric_head, row_head
from mkdocs_results_gallery.pages.page import name
from mkdocs_results_gallery.pages.since import NEW, TableSince
from mkdocs_results_gallery.pages.urls import Anchors
from mkdocs_results_gallery.words.numbers import exact_number

_FAR = 30.0
"""Levels between two ticks of a legend from which on there are swatches between them."""
_DENSE = 8
"""Columns beyond which a table has smaller words and less air."""


class ListedCell(Protocol):
    """One cell."""

    def html(self, anchor: str = "", *, within: str) -> str:
        """The cell as an element; `anchor` is its id, `within` the palette of the table that it stands in."""


class ListedCells(Protocol):
    """What must be known of the cells of a table to list it."""

    @property
    def colouring(self) -> Colouring:
        """Their colours."""

    @property
    def since(self) -> TableSince:
        """Which rows and metrics were not there in another state of the results."""

    def at(self, row: int, metric: int) -> ListedCell:
        """The cell of a row and a metric (0-based)."""

    def ranked(self, metric: int) -> int:
        """How many rows have a rank in a metric."""


@dataclass(frozen=True, slots=True)
class ListedTable:
    """The HTML of a table, and how much of it fits."""

    html: Markup
    legend: Markup
    """What its colours and its bold numbers mean, as one paragraph; empty where it has none."""
    extent: Extent
    rows_left: int
    """Rows that the page does not begin with."""
    metrics_left: int
    """Metrics that the page leaves to the download."""


def list_table(
    table: Table,
    caption: str,
    cells: ListedCells,
    limits: Limits,
    row_hrefs: Sequence[str],
    metric_hrefs: Sequence[str],
    anchors: Anchors | None = None,
    rescaling: Rescaling | None = None,
    *,
    first: FirstColumn | None = None,
    is_part: bool = False,
) -> ListedTable:
    """`table` with cells coloured as in its figure, as far as `extent_of` says.

    `row_hrefs` and `metric_hrefs` hold one address per row and metric, ``""`` for no link. With `anchors`,
    rows, columns and cells have ids; with `rescaling`, readers can change to those scales; `first` stands
    before the numbers. Where its rows are only some of those of a file (`is_part`), aggregates say that they
    are of these.
    """
    extent = extent_of(table, limits)
    lister = _Lister(table, cells, anchors, extent, rescaling, first, is_part=is_part)
    dense = " rg-dense" if columns_of(table) > _DENSE else ""
    lines = [
        f'<table class="rg-table {palette_class(cells.colouring.palette)}{dense}"{_rescaling(rescaling)}>'
        f"<caption>{as_html(caption)}</caption>"
        f"<thead><tr><td></td>{lister.head(metric_hrefs)}</tr></thead>",
        *lister.bodies(row_hrefs),
        *lister.foot(),
        "</table>",
    ]
    html = Markup("\n".join(lines))  # noqa: S704 - every foreign text above went through escape()
    ranked = any(map(cells.ranked, range(extent.metrics)))
    return ListedTable(
        html,
        _legend(cells.colouring.bars, ranked=ranked),
        extent,
        len(table.rows) - extent.rows,
        len(table.metrics) - extent.metrics,
    )


def _legend(bars: Sequence[ColourBar], *, ranked: bool) -> Markup:
    """What a table's colours mean, each ramp in the looks of its cells; `ranked`: some numbers are bold."""
    parts = [
        f'<span class="rg-ramp {palette_class(bar.palette)}">{"".join(_ramp(bar.ticks))}</span> {_title(bar)}'
        for bar in bars
    ]
    if parts and ranked:
        parts.append("<b>bold</b>: the best of a column")
    spans = " ".join(f"<span>{part}</span>" for part in parts)
    return Markup(f'<p class="rg-note rg-legend">{spans}</p>' if spans else "")  # noqa: S704 - escaped


def _ramp(ticks: Sequence[tuple[float, str]]) -> Iterator[str]:
    """A swatch with a text for each tick, and some without between those that are far apart."""
    before = 0.0
    for level, text in ticks:
        steps = int((level - before) // _FAR)
        for step in range(1, steps + 1):
            yield f'<i class="rg-l{round(before + (level - before) * step / (steps + 1))}"></i>'
        yield f'<span class="rg-key rg-l{round(level)}">{escape(text)}</span>'
        before = level


def _pieces(bar: ColourBar) -> list[str]:
    """The title of a bar: our words and the user's in turn."""
    cuts = [0, *chain.from_iterable(bar.names), len(bar.title)]
    return [bar.title[start:end] for start, end in pairwise(cuts)]


def _title(bar: ColourBar) -> str:
    """The same as HTML, in which the user's words are marked."""
    return "".join(name(text) if at % 2 else escape(text) for at, text in enumerate(_pieces(bar)))


def _rescaling(other: Rescaling | None) -> str:
    """What the browser needs to say of the other scales, on which each row has its levels."""
    if other is None:
        return ""
    bar = other.bar
    legend = json.dumps(
        {
            "shared": other.shared,
            "palette": palette_class(bar.palette),
            "title": _pieces(bar),
            "ticks": bar.ticks,
        }
    )
    return f' data-legend="{escape(legend)}"'


def list_rest(
    table: Table,
    cells: ListedCells,
    limits: Limits,
    row_hrefs: Sequence[str],
    anchors: Anchors | None,
    rescaling: Rescaling | None = None,
    first: FirstColumn | None = None,
) -> Iterator[str]:
    """The rows that are loaded on demand, as tables of one body each, one per part of `extent_of`."""
    extent = extent_of(table, limits)
    if not extent.parts:
        return
    lister = _Lister(table, cells, anchors, extent, rescaling, first)
    for part in extent.parts:
        yield "<table><tbody>\n" + "\n".join(lister.lines(part, row_hrefs)) + "\n</tbody></table>\n"


class _Lister:
    """Writes the rows and the first metrics of one table."""

    def __init__(
        self,
        table: Table,
        cells: ListedCells,
        anchors: Anchors | None,
        extent: Extent,
        rescaling: Rescaling | None,
        first: FirstColumn | None,
        *,
        is_part: bool = False,
    ) -> None:
        self._table = table
        self._other_levels = rescaling.levels if rescaling else None
        self._is_part = is_part
        self._extent = extent
        self._metrics = extent.metrics
        self._anchors = anchors
        self._with_cells = anchors is not None and anchors.has_cells
        self._cells = cells
        self._palette = cells.colouring.palette
        columns = columns_of(table)
        titles = told_apart([(metric.title, metric.name) for metric in table.metrics])
        self._heads = [
            metric if metric.title == title else replace(metric, label=title)
            for metric, title in zip(table.metrics, titles, strict=True)
        ]
        self._metric_names = HeadNames.of((metric.title for metric in self._heads), columns)
        self._row_names = HeadNames.of((row.title for row in table.rows), columns)
        self._first = first

    def head(self, hrefs: Sequence[str]) -> str:
        """The header cells of the columns."""
        cells = []
        for index, (metric, href) in enumerate(
            zip(self._table.metrics[: self._metrics], hrefs, strict=False)
        ):
            more = f' id="{self._anchors.metric(index)}"' if self._anchors else ""
            if metric.reference is not None:
                more += f' data-reference="{exact_number(metric.reference)}"'
            if metric.higher_is_better is not None:
                more += f' data-better="{"high" if metric.higher_is_better else "low"}"'
            ranked = self._cells.ranked(index)
            if ranked:
                more += f' data-ranked="{ranked}"'
            head = metric_head(self._heads[index], self._metric_names, href)
            head += NEW if metric.name in self._cells.since.metrics else ""
            cells.append(f'<th scope="col"{more}>{head}</th>')
        cells += [f'<th scope="col" class="rg-text">{name(column.name)}</th>' for column in self._table.texts]
        return (self._first.head if self._first else "") + "".join(cells)

    def bodies(self, hrefs: Sequence[str]) -> Iterator[str]:
        """One body per group where the rows of each group stand together, else one for all."""
        rows = self._table.rows[: self._extent.rows]
        runs = [
            (group, list(run)) for group, run in groupby(range(len(rows)), key=lambda row: rows[row].group)
        ]
        together = len(runs) > 1 and len(runs) == len({group for group, _ in runs})
        # a heading would speak of rows that are on another page
        if not together or self._extent.parts:
            yield "<tbody>"
            yield from self.lines(range(len(rows)), hrefs)
            yield "</tbody>"
            return
        span = 1 + bool(self._first) + self._metrics + len(self._table.texts)
        for group, run in runs:
            yield "<tbody>"
            if group:
                yield (
                    f'<tr class="rg-group"><th scope="rowgroup" colspan="{span}">'
                    f"<span>{name(group)}</span></th></tr>"
                )
            yield from (self._line(row, hrefs[row], with_group=False) for row in run)
            yield "</tbody>"

    def lines(self, rows: Iterable[int], hrefs: Sequence[str]) -> Iterator[str]:
        """Some rows, each with its group."""
        yield from (self._line(row, hrefs[row], with_group=True) for row in rows)

    def foot(self) -> Iterator[str]:
        """The aggregates of the metrics that say how they aggregate."""
        table = self._table
        cells = [self._aggregate(metric) for metric in range(self._metrics)]
        if any(cells):
            head = f'<th scope="row">{"These" if self._is_part else "All"} rows</th>'
            shown = "".join(cell or empty_cell() for cell in cells) + empty_cell() * len(table.texts)
            first = self._first.foot if self._first else ""
            yield f"<tfoot><tr>{head}{first}{shown}</tr></tfoot>"

    def _aggregate(self, metric: int) -> str:
        how = self._table.metrics[metric].aggregate
        if how == "" or how == "none":
            return ""
        rows = range(len(self._table.rows))
        found = aggregate(self._table, how, [metric], rows)
        if found.exact is None:
            return ""
        text = aggregate_text(self._table, how, [metric], rows, found.exact)
        return f"<td>{text}<small>{escape(coverage_words(how, found))}</small></td>"

    def _line(self, row: int, href: str, with_group: bool) -> str:
        table = self._table
        anchors = self._anchors.cells_of(row) if self._anchors and self._with_cells else repeat("")
        cells = [
            self._cells.at(row, metric).html(anchor, within=self._palette)
            for metric, anchor in zip(range(self._metrics), anchors, strict=False)
        ]
        cells += [text_cell(column.values[row], self._extent.characters) for column in table.texts]
        anchor = f' id="{self._anchors.row(row)}"' if self._anchors else ""
        if table.rows[row].group:
            anchor += f' data-group="{escape(table.rows[row].group)}"'
        if self._other_levels is not None:
            anchor += f' data-levels="{self._other_levels[row].tobytes().hex()}"'
        head = row_head(table.rows[row], self._row_names, href, with_group)
        head += NEW if table.rows[row].name in self._cells.since.rows else ""
        first = self._first.cells[row] if self._first else ""
        return f'<tr{anchor} data-row="{row}"><th scope="row">{head}</th>{first}{"".join(cells)}</tr>'
