"""A Table as accessible HTML: caption, header cells with scope, colours as classes, gaps as words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from markupsafe import Markup

from mkdocs_results_gallery.analysis.aggregates import aggregate, coverage_words
from mkdocs_results_gallery.analysis.ranks import ranks
from mkdocs_results_gallery.heatmap.colouring import Colouring, Rescaling
from mkdocs_results_gallery.heatmap.painting import MISSING
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.numbers import exact_number, shown_number
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.pages.anchors import MOST_CELLS, Anchors
from mkdocs_results_gallery.pages.headers import metric_head, name, row_head
from mkdocs_results_gallery.pages.stylesheet import palette_class
from mkdocs_results_gallery.pages.tablecells import empty_cell, gap_cell, number_cell

_MOST_METRICS = 1_000
MOST_REST = 200_000
"""Cells that a page can load on demand; beyond them the download has the rest."""


@dataclass(frozen=True, slots=True)
class ListedTable:
    """The HTML of a table, and how much of it fits."""

    html: Markup
    rows: int
    """Rows listed, from the first."""
    metrics: int
    """Metrics listed, from the first."""
    rows_left: int
    """Rows that the page leaves to the download."""
    metrics_left: int
    """Metrics that the page leaves to the download."""


def list_table(
    table: Table,
    caption: str,
    colouring: Colouring,
    limits: Limits,
    row_hrefs: Sequence[str],
    metric_hrefs: Sequence[str],
    anchors: Anchors | None = None,
    rescaling: Rescaling | None = None,
) -> ListedTable:
    """`table` with cells coloured as in its figure.

    `row_hrefs` and `metric_hrefs` hold one address per row and metric, ``""`` for no link. Above
    `limits.listed_cells` cells the last rows are left out. With `anchors`, rows, columns and cells have
    ids; with `rescaling`, readers can change to those scales.
    """
    rows, metrics = _fitting(table, limits)
    lister = _Lister(table, colouring, anchors, range(rows), metrics)
    lines = [
        f'<table class="rg-table {palette_class(colouring.palette)}"{_rescaling(rescaling)}>'
        f"<caption>{escape(caption)}</caption>"
        f"<thead><tr><td></td>{lister.head(metric_hrefs)}</tr></thead>",
        *lister.bodies(row_hrefs),
        *lister.foot(),
        "</table>",
    ]
    html = Markup("\n".join(lines))  # noqa: S704 - every foreign text above went through escape()
    return ListedTable(html, rows, metrics, len(table.rows) - rows, len(table.metrics) - metrics)


def _rescaling(other: Rescaling | None) -> str:
    """What the browser needs to colour the table on other scales."""
    if other is None:
        return ""
    pairs = ((exact_number(one.low), exact_number(one.high)) if one else () for one in other.scales)
    scales = ";".join(map(" ".join, pairs))
    legend = json.dumps({"shared": other.shared, "title": other.bar.title, "ticks": other.bar.ticks})
    return f' data-scales="{scales}" data-legend="{escape(legend)}"'


def list_rest(
    table: Table, colouring: Colouring, limits: Limits, row_hrefs: Sequence[str], anchors: Anchors
) -> Iterator[str]:
    """The rows that `list_table` leaves out, as tables of one body each; at most `MOST_REST` cells."""
    rows, metrics = _fitting(table, limits)
    last = min(len(table.rows), rows + MOST_REST // metrics)
    for start in range(rows, last, rows):
        part = range(start, min(start + rows, last))
        lister = _Lister(table, colouring, anchors, part, metrics)
        yield "<table><tbody>\n" + "\n".join(lister.lines(row_hrefs)) + "\n</tbody></table>\n"


def count_rest(table: Table, limits: Limits) -> int:
    """How many parts `list_rest` yields."""
    rows, metrics = _fitting(table, limits)
    return len(range(rows, min(len(table.rows), rows + MOST_REST // metrics), rows))


def _fitting(table: Table, limits: Limits) -> tuple[int, int]:
    """How many rows and metrics a page lists."""
    metrics = min(len(table.metrics), _MOST_METRICS, limits.listed_cells)
    return min(len(table.rows), max(1, limits.listed_cells // max(1, metrics))), metrics


class _Lister:
    """Writes some `rows` and the first `metrics` of one table."""

    def __init__(
        self, table: Table, colouring: Colouring, anchors: Anchors | None, rows: range, metrics: int
    ) -> None:
        self._table = table
        self._rows = rows
        self._metrics = metrics
        self._anchors = anchors
        self._with_cells = anchors is not None and anchors.has_cells
        part = slice(rows.start, rows.stop)
        self._values = table.values[part, :metrics].tolist()
        self._shades = colouring.levels[part, :metrics].tolist()
        self._ranks = _rank_words(table, metrics)

    def head(self, hrefs: Sequence[str]) -> str:
        """The header cells of the columns."""
        cells = []
        for index, (metric, href) in enumerate(
            zip(self._table.metrics[: self._metrics], hrefs, strict=False)
        ):
            anchor = f' id="{self._anchors.metric(index)}"' if self._anchors else ""
            cells.append(f'<th scope="col"{anchor}>{metric_head(metric, href)}</th>')
        cells += [f'<th scope="col" class="rg-text">{name(column.name)}</th>' for column in self._table.texts]
        return "".join(cells)

    def bodies(self, hrefs: Sequence[str]) -> Iterator[str]:
        """One body per group where the rows of each group stand together, else one for all."""
        rows = self._table.rows[: self._rows.stop]
        runs = [
            (group, list(run)) for group, run in groupby(range(len(rows)), key=lambda row: rows[row].group)
        ]
        together = len(runs) > 1 and len(runs) == len({group for group, _ in runs})
        if not together:
            yield "<tbody>"
            yield from self.lines(hrefs)
            yield "</tbody>"
            return
        span = 1 + self._metrics + len(self._table.texts)
        for group, run in runs:
            yield "<tbody>"
            if group:
                yield (
                    f'<tr class="rg-group"><th scope="rowgroup" colspan="{span}">'
                    f"<span>{name(group)}</span></th></tr>"
                )
            yield from (self._line(row, hrefs[row], with_group=False) for row in run)
            yield "</tbody>"

    def lines(self, hrefs: Sequence[str]) -> Iterator[str]:
        """The rows, each with its group."""
        yield from (self._line(row, hrefs[row], with_group=True) for row in self._rows)

    def foot(self) -> Iterator[str]:
        """The aggregates of the metrics that say how they aggregate."""
        table = self._table
        cells = [self._aggregate(metric) for metric in range(self._metrics)]
        if any(cells):
            head = '<th scope="row">All rows</th>'
            shown = "".join(cell or empty_cell() for cell in cells) + empty_cell() * len(table.texts)
            yield f"<tfoot><tr>{head}{shown}</tr></tfoot>"

    def _aggregate(self, metric: int) -> str:
        how = self._table.metrics[metric].aggregate
        if how == "" or how == "none":
            return ""
        found = aggregate(self._table, how, [metric], range(len(self._table.rows)))
        if found.value is None:
            return ""
        text = shown_number(found.value, self._table.metrics[metric])
        return f"<td>{text}<small>{escape(coverage_words(how, found))}</small></td>"

    def _line(self, row: int, href: str, with_group: bool) -> str:
        table, at = self._table, row - self._rows.start
        cells = [
            gap_cell(table.why_missing((row, metric)), self._anchor(row, metric))
            if shade == MISSING
            else number_cell(
                value,
                shade,
                table.metrics[metric],
                table.uncertainty.get((row, metric)),
                self._ranks[metric][row] if self._ranks else "",
                self._anchor(row, metric),
            )
            for metric, (value, shade) in enumerate(zip(self._values[at], self._shades[at], strict=True))
        ]
        cells += [f'<td class="rg-text">{name(column.values[row])}</td>' for column in table.texts]
        anchor = f' id="{self._anchors.row(row)}"' if self._anchors else ""
        if table.rows[row].group:
            anchor += f' data-group="{escape(table.rows[row].group)}"'
        head = row_head(table.rows[row], href, with_group)
        return f'<tr{anchor} data-row="{row}"><th scope="row">{head}</th>{"".join(cells)}</tr>'

    def _anchor(self, row: int, metric: int) -> str:
        return self._anchors.cell(row, metric) if self._anchors and self._with_cells else ""


def _rank_words(table: Table, metrics: int) -> list[list[str]]:
    """``rank 2 of 12`` per metric and row, ``""`` for none; nothing at all for a large table."""
    if table.values.size > MOST_CELLS:
        return []
    return [_column_ranks(ranks(table, metric)) for metric in range(metrics)]


def _column_ranks(places: Sequence[int | None]) -> list[str]:
    rows = Counter(place for place in places if place is not None)
    if len(rows) < 2:  # all equal, or no direction: no row has a rank of its own
        return [""] * len(places)
    of = f"of {rows.total()}"
    return [
        "" if place is None else f"rank {place} {of}{', shared' if rows[place] > 1 else ''}"
        for place in places
    ]
