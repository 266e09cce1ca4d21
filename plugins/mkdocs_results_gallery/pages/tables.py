"""A Table as accessible HTML: caption, header cells with scope, colours as classes, gaps as words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from markupsafe import Markup

from mkdocs_results_gallery.heatmap.painting import MISSING
from mkdocs_results_gallery.heatmap.styles import Colouring
from mkdocs_results_gallery.model import Metric, Row, Table, Uncertainty
from mkdocs_results_gallery.numbers import exact_number, shown_number, shown_uncertainty
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.pages.stylesheet import palette_class

_MOST_METRICS = 1_000


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
) -> ListedTable:
    """`table` with cells coloured as in its figure.

    `row_hrefs` and `metric_hrefs` hold one address per row and metric, ``""`` for no link. Above
    `limits.listed_cells` cells the last rows are left out.
    """
    metrics = min(len(table.metrics), _MOST_METRICS, limits.listed_cells)
    rows = min(len(table.rows), max(1, limits.listed_cells // max(1, metrics)))
    head = "".join(
        f'<th scope="col">{_metric_head(metric, href)}</th>'
        for metric, href in zip(table.metrics[:metrics], metric_hrefs, strict=False)
    )
    head += "".join(f'<th scope="col" class="rg-text">{_name(column.name)}</th>' for column in table.texts)
    lines = [
        f'<table class="rg-table {palette_class(colouring.palette)}"><caption>{escape(caption)}</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>"
    ]
    values = table.values[:rows, :metrics].tolist()
    shades = colouring.levels[:rows, :metrics].tolist()
    for number, (row, row_values, row_shades) in enumerate(zip(table.rows, values, shades, strict=False)):
        cells = [
            _missing(table.why_missing((number, position)).text)
            if shade == MISSING
            else _cell(value, shade, table.metrics[position], table.uncertainty.get((number, position)))
            for position, (value, shade) in enumerate(zip(row_values, row_shades, strict=True))
        ]
        texts = [f'<td class="rg-text">{_name(column.values[number])}</td>' for column in table.texts]
        lines.append(
            f'<tr><th scope="row">{_row_head(row, row_hrefs[number])}</th>{"".join(cells + texts)}</tr>'
        )
    lines.append("</tbody></table>")
    html = Markup("\n".join(lines))  # noqa: S704 - every foreign text above went through escape()
    return ListedTable(html, rows, metrics, len(table.rows) - rows, len(table.metrics) - metrics)


def unit_words(metric: Metric) -> str:
    """The unit as it stands in a header, ``""`` for none."""
    return "%" if metric.unit in ("percent", "%") else metric.unit


def direction_words(metric: Metric) -> str:
    """``higher is better``, ``lower is better``, or ``""`` where the direction is unset."""
    if metric.higher_is_better is None:
        return ""
    return "higher is better" if metric.higher_is_better else "lower is better"


def _cell(value: float, level: int, metric: Metric, uncertainty: Uncertainty | None) -> str:
    text, exact = shown_number(value, metric), exact_number(value)
    # the title is for the digits that the cell leaves out
    title = "" if float(text.replace(",", "").rstrip("%") or "nan") == value else f' title="{exact}"'
    more = ""
    if uncertainty is not None:
        words = shown_uncertainty(uncertainty, lambda end: shown_number(end, metric))
        more = f"<small>{escape(words)}</small>"
    return f'<td class="rg-l{level}"{title}>{text}{more}</td>'


def _missing(reason: str) -> str:
    if reason in ("", "null", "~"):
        return _ABSENT
    return _gap(f"missing ({reason})")


def _gap(word: str) -> str:
    return f'<td class="rg-missing" title="{escape(word)}"><span class="rg-sr">{escape(word)}</span></td>'


def _metric_head(metric: Metric, href: str) -> str:
    unit = unit_words(metric)
    parts = [_link(metric.title, href)]
    if unit:
        parts.append(f' <span class="rg-unit">{escape(unit)}</span>')
    words = direction_words(metric)
    if words:
        arrow = "↑" if metric.higher_is_better else "↓"
        parts.append(
            f' <span class="rg-direction" title="{words}" aria-hidden="true">{arrow}</span>'
            f'<span class="rg-sr"> ({words})</span>'
        )
    return "".join(parts)


def _row_head(row: Row, href: str) -> str:
    return _link(row.title, href)


def _link(text: str, href: str) -> str:
    return f'<a href="{escape(href)}">{_name(text)}</a>' if href else _name(text)


@lru_cache(maxsize=4_096)  # the same rows and metrics stand in many tables
def _name(text: str) -> str:
    # bdi: a right-to-left name must not turn its neighbours around
    return f"<bdi>{escape(text)}</bdi>"


_ABSENT = _gap("missing")
