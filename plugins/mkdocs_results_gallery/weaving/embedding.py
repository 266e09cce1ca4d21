"""A figure or table of an experiment, whole or in part, for another page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

import numpy as np

from mkdocs_results_gallery.analysis.part import part_of
from mkdocs_results_gallery.heatmap.colour import Colouring
from mkdocs_results_gallery.heatmap.svg import as_fragment
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.pages.book import Book
from mkdocs_results_gallery.pages.figures import Figure, draw_figures
from mkdocs_results_gallery.pages.showing import size_of
from mkdocs_results_gallery.pages.tables import list_table

SHOWN = ("heatmap", "table", "both")
"""What ``show=`` may ask for."""


def embedded(
    figure: Figure,
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
    """The HTML of an embedded figure, table or both, with a line below that leads to the experiment.

    `label` names the picture for those who can't see it, `heading` is the `caption` as HTML or plain text,
    `link` gives the address of a page of the gallery; `is_part` where only some rows are shown.
    """
    parts = []
    if show != "table" and not figure.drawing.failure:
        svg = as_fragment(figure.drawing.images["svg"], label=label, href=link)
        parts.append(f'<div class="rg-figure rg-figure-{size_of(figure)}" data-search-exclude>{svg}</div>')
    if show != "heatmap" or figure.drawing.failure:
        exhibit = figure.exhibit
        hrefs = [
            [link(target) if target else "" for target in targets]
            for targets in (exhibit.row_links, exhibit.metric_links)
        ]
        listed = list_table(
            exhibit.table, heading, figure.colouring, limits, hrefs[0], hrefs[1], is_part=is_part
        )
        cut = " rg-cut" if listed.rows_left else ""
        parts.append(
            f'<div class="rg-scroll{cut}" role="region" aria-label="{escape(caption)}" tabindex="0" '
            f"data-search-exclude>{listed.html}</div>"
        )
        if listed.rows_left or listed.metrics_left:
            parts.append('<p class="rg-note">The table goes on: see its page.</p>')
    source = f'<p class="rg-note"><a href="{escape(page_href)}"><bdi>{escape(caption)}</bdi></a></p>'
    return f'<div class="rg rg-embed rg-results">{"".join(parts)}{source}</div>'


def figure_of(book: Book, figure: Figure, rows: Sequence[int], metrics: Sequence[int]) -> Figure:
    """`figure` with only some rows and metrics (0-based), in the colours of the whole."""
    exhibit = figure.exhibit
    if (len(rows), len(metrics)) == exhibit.table.shape:
        return figure
    key = hashlib.sha256(repr((tuple(rows), tuple(metrics))).encode()).hexdigest()[:16]
    part = replace(
        exhibit,
        stem=f"{exhibit.stem}--part-{key}",
        table=part_of(exhibit.table, rows, metrics),
        row_links=tuple(exhibit.row_links[row] for row in rows),
        metric_links=tuple(exhibit.metric_links[metric] for metric in metrics),
        formats=("svg",),
    )
    colouring = _colouring(figure.colouring, rows, metrics)
    options = replace(book.options, workers=0, progress=False)
    return draw_figures([part], options, {part.stem: colouring})[part.stem]


def _colouring(whole: Colouring, rows: Sequence[int], metrics: Sequence[int]) -> Colouring:
    levels = whole.levels[np.ix_(list(rows), list(metrics))]
    levels.setflags(write=False)
    return replace(
        whole,
        levels=levels,
        scales=tuple(whole.scales[metric] for metric in metrics),
        flipped=tuple(whole.flipped[metric] for metric in metrics),
    )
