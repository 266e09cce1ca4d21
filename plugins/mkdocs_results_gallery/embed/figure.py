"""A figure or a table of an experiment in a hand-written page, whole or in part."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from mkdocs_results_gallery.analysis.part import part_of
from mkdocs_results_gallery.heatmap.drawing import draw_all
from mkdocs_results_gallery.heatmap.svg import as_fragment
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.pages.block import reasons_of
from mkdocs_results_gallery.pages.context import ShownTable, findings_of
from mkdocs_results_gallery.pages.overall import overall_column
from mkdocs_results_gallery.pages.sincesigns import SinceSigns
from mkdocs_results_gallery.pages.table import list_table
from mkdocs_results_gallery.pages.urls import CHANGES
from mkdocs_results_gallery.store import store_in

SHOWN = ("heatmap", "table", "both")
"""What ``show=`` may ask for."""


def embedded(
    figure: ShownTable,
    label: str,
    caption: str,
    heading: str,
    page_href: str,
    show: str,
    link: Callable[[str], str],
    limits: Limits,
    *,
    is_part: bool,
) -> str:
    """Return the HTML of an embedded figure, table or both, with a line below that leads to the experiment.

    `label` names the picture for those who can't see it, `heading` is the `caption` as HTML or plain text,
    `link` gives the address of a page of the gallery; `is_part` where only some rows are shown.
    """
    svg = figure.drawing.images.get("svg") if show != "table" else None
    views = ""
    if svg is not None:
        picture = as_fragment(svg, label=label, href=link)
        picture = f'<figure class="rg-figure" data-search-exclude>{picture}</figure>'
        views += f'<div class="rg-view-figure rg-edges">{picture}</div>'
    if show != "heatmap" or svg is None:
        table = _table(figure, caption, heading, link, limits, is_part=is_part)
        views += f'<div class="rg-view-table">{table}</div>'
    view = "table" if svg is None else "figure"
    tools = _SWITCH.format(escape(caption)) if svg is not None and show == "both" else ""
    source = f'<p class="rg-note"><a href="{escape(page_href)}"><bdi>{escape(caption)}</bdi></a></p>'
    return (
        f'<div class="rg rg-embed rg-results"><div class="rg-block" data-rg-view="{view}">{tools}{views}'
        f"{_reasons(figure.table)}</div>{source}</div>"
    )


_SWITCH = (
    '<div class="rg-toolbar" role="group" aria-label="View of {}" data-search-exclude><div class="rg-views">'
    '<button type="button" data-rg-view="figure" aria-pressed="true">Heatmap</button>'
    '<button type="button" data-rg-view="table" aria-pressed="false">Table</button></div></div>'
)
"""What is in a gallery's `_tools.html`, without what works on a table that one came for."""


def _reasons(table: Table) -> str:
    signs = [
        f'<span><span aria-hidden="true">{sign}</span> {word}</span>' for sign, word in reasons_of(table)
    ]
    return f'<p class="rg-note rg-reasons">{" ".join(signs)}</p>' if signs else ""


def _table(
    figure: ShownTable,
    caption: str,
    heading: str,
    link: Callable[[str], str],
    limits: Limits,
    *,
    is_part: bool,
) -> str:
    row_hrefs, metric_hrefs = figure.links(link)
    first = overall_column(figure.table)
    listed = list_table(
        figure.table, heading, figure.cells, limits, row_hrefs, metric_hrefs, first=first, is_part=is_part
    )
    # what is only a part can't be sorted
    cut = " rg-cut" if listed.rows_left else ""
    goes_on = listed.rows_left or listed.metrics_left
    more = '<p class="rg-note">The table goes on: see its page.</p>' if goes_on else ""
    changes = SinceSigns.of([listed.html], link(CHANGES))
    since_signs = changes.html if changes else ""
    return (
        f'{listed.legend}{since_signs}<div class="rg-edges">'
        f'<div class="rg-scroll{cut}" role="region" aria-label="{escape(caption)}" '
        f'tabindex="0" data-search-exclude>{listed.html}</div></div>{more}'
    )


def part_shown(
    whole: ShownTable, rows: Sequence[int], metrics: Sequence[int], options: Options
) -> ShownTable:
    """`whole` with only some rows and metrics (0-based), in its colours."""
    if (len(rows), len(metrics)) == whole.table.shape:
        return whole
    plan = whole.plan
    key = hashlib.sha256(repr((tuple(rows), tuple(metrics))).encode()).hexdigest()[:16]
    part = replace(
        plan,
        stem=f"{plan.stem}--part-{key}",
        table=part_of(plan.table, rows, metrics),
        row_links=tuple(plan.row_links[row] for row in rows),
        metric_links=tuple(plan.metric_links[metric] for metric in metrics),
        formats=("svg",),
    )
    colouring = whole.colouring.part(rows, metrics)
    findings = findings_of(part.table, colouring, options)
    painting = part.painting(colouring, options)
    (drawing,) = draw_all(
        [painting], part.formats, store=store_in(options.cache), seconds=options.draw_seconds
    )
    return ShownTable(part, findings, painting, drawing, whole.cells.part(rows, metrics))
