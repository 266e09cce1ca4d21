"""What has become of the cells of a table, as pages show it: picture, legend, table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from mkdocs_results_gallery.analysis.compare.delta import DeltaTable
from mkdocs_results_gallery.heatmap.colour import Colouring
from mkdocs_results_gallery.heatmap.deltas import delta_levels, paint_deltas
from mkdocs_results_gallery.heatmap.drawing import draw_all
from mkdocs_results_gallery.heatmap.svg import as_fragment
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.pages.assets import palette_class
from mkdocs_results_gallery.pages.context import Sheet, ShownTable
from mkdocs_results_gallery.pages.frame import PageContext
from mkdocs_results_gallery.pages.page import name, title_text
from mkdocs_results_gallery.pages.since import NOTHING
from mkdocs_results_gallery.pages.table import ListedTable, list_table
from mkdocs_results_gallery.store import Store
from mkdocs_results_gallery.words.missing import MARKS, MISSING_KINDS, UNCLEAR, UNKNOWN, WITHIN, missing_class


@dataclass(frozen=True, slots=True, kw_only=True)
class DeltaPlace:
    """Where differences are shown, and where their names lead."""

    caption: str
    """Plain text: whose differences these are."""
    names: tuple[str, ...]
    """The user's own words in it."""
    link: Callable[[str], str]
    """The address of a URI on the page, ``""`` for none."""
    row_links: Mapping[str, str] = field(default_factory=dict)
    """The page URI of each row that has one, by name."""
    metric_links: Mapping[str, str] = field(default_factory=dict)
    """The same of the metrics."""
    most: int = 20_000
    """Cells that are listed beside the picture."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class DeltaBlock:
    """What the template ``_delta.html`` needs."""

    caption: str
    svg: Markup
    """The picture; empty when it could not be drawn, for the reason `failure`."""
    failure: str
    listed: ListedTable
    rows_left: int
    """Rows that are not listed."""
    marks: tuple[tuple[str, str], ...]
    """(sign, word) of each mark in the table."""
    remarks: tuple[str, ...]
    """What is not drawn, and why, for a template."""
    palettes: tuple[str, ...]
    """Those that the stylesheet must have, with ``has_changes``."""


_MOST_CHANGED = 2_000
"""Cells that are listed of each changed table: a page of changes has many tables, and lists the largest."""


def delta_of(sheet: Sheet, shown: ShownTable, uri: str, caption: str, *names: str) -> DeltaBlock | None:
    """What has become of the cells of a table, for the page at `uri`; None where nothing has.

    `names` are the user's own words in its `caption`.
    """
    if shown.delta is None:
        return None
    table, plan = shown.table, shown.plan
    place = DeltaPlace(
        caption=caption,
        names=names,
        link=partial(sheet.addresses.link, uri),
        row_links={row.name: page for row, page in zip(table.rows, plan.row_links, strict=True)},
        metric_links={one.name: page for one, page in zip(table.metrics, plan.metric_links, strict=True)},
        most=_MOST_CHANGED,
    )
    return delta_block(sheet, shown.delta, place, sheet.store)


def delta_block(context: PageContext, delta: DeltaTable, place: DeltaPlace, store: Store) -> DeltaBlock:
    """Draw and list `delta`; the picture is taken from the `store` where it has it."""
    colouring = delta_levels(delta.table, palette=context.options.palette)
    painting = paint_deltas(
        delta,
        colouring,
        limits=context.options.limits,
        link_of_row=lambda name: place.row_links.get(name, ""),
        link_of_metric=lambda name: place.metric_links.get(name, ""),
    )
    (drawing,) = draw_all([painting], ("svg",), store=store, names=[place.caption])
    svg = drawing.images.get("svg")
    table = _first_rows(delta.table, place.most)
    rows = [place.row_links.get(row.name, "") for row in table.rows]
    metrics = [place.metric_links.get(metric.name, "") for metric in delta.table.metrics]
    found = {mark for line in delta.marks for mark in line}
    listed = list_table(
        table,
        context.words(place.caption, *place.names),
        DeltaCells(delta, colouring),
        context.options.limits,
        [place.link(uri) if uri else "" for uri in rows],
        [place.link(uri) if uri else "" for uri in metrics],
    )
    return DeltaBlock(
        caption=place.caption,
        svg=Markup(as_fragment(svg, label=delta.description, href=place.link) if svg else ""),  # noqa: S704 - our own SVG
        failure=drawing.failure,
        listed=listed,
        rows_left=len(delta.table.rows) - listed.extent.rows,
        marks=tuple((kind.sign, kind.word) for name, kind in MARKS.items() if name in found),
        remarks=tuple(context.words(one.text, *one.names) for one in delta.remarks),
        palettes=tuple(dict.fromkeys(colouring.palettes)),
    )


def _first_rows(table: Table, most: int) -> Table:
    """`table` with so many cells at most, if that leaves a row."""
    rows = max(1, most // max(1, len(table.metrics)))
    if rows >= len(table.rows):
        return table
    return replace(table, rows=table.rows[:rows], values=table.values[:rows], writing=None)


class DeltaCells:
    """The cells of a table of differences."""

    def __init__(self, delta: DeltaTable, colouring: Colouring) -> None:
        self.colouring = colouring
        self.since = NOTHING
        self._delta = delta

    def at(self, row: int, metric: int) -> DeltaLook:
        """The cell of a row and a metric (0-based)."""
        delta, colouring = self._delta, self.colouring
        return DeltaLook(
            delta.texts[row][metric],
            delta.words[row][metric],
            delta.marks[row][metric],
            int(colouring.levels[row, metric]),
            colouring.palettes[metric],
        )

    def ranked(self, metric: int) -> int:
        """No row competes."""
        return 0


class DeltaLook(NamedTuple):
    """One cell with all that a page says of it."""

    text: str
    words: str
    mark: str
    """A key of `MARKS`, ``""`` for a difference that has a colour."""
    level: int
    palette: str

    def html(self, anchor: str = "", *, within: str) -> str:
        """The cell as an element; `within` is the palette of its table."""
        start = f'<td id="{anchor}"' if anchor else "<td"
        if self.mark and self.mark not in _WITH_NUMBER:
            sign = f'<span aria-hidden="true">{escape(self.text)}</span>' if self.text else ""
            start += f' class="{_marked(self.mark)}" title="{title_text(self.words)}">{sign}'
            return f'{start}<span class="rg-sr">{self._told}</span></td>'
        shade = "rg-within" if self.mark else f"rg-l{self.level}"
        if not self.mark and self.palette != within:
            shade += f" {palette_class(self.palette)}"
        return f'{start} class="{shade}">{escape(self.text)}<small>{escape(self.words)}</small></td>'

    @property
    def _told(self) -> str:
        """What is said of a mark as HTML, with what the file says marked."""
        word = MARKS[self.mark].word
        said = self.words.removeprefix(f"{word}: ")
        if said == self.words:
            return escape(self.words)
        return f"{escape(word)}: {' → '.join(map(_as_told, said.split(' → ')))}"


def _as_told(text: str) -> str:
    """What a file says in a cell: a reason is a word of ours, all else is the file's."""
    found = _REASON.match(text)
    ours, theirs = (text[: found.end()], text[found.end() :]) if found else ("", text)
    return escape(ours) + (name(theirs) if theirs else "")


_REASON = re.compile(f"(?:{'|'.join(kind.word for kind in MISSING_KINDS.values())}|nothing)(?:: |$)")
_WITH_NUMBER = (WITHIN, UNCLEAR)
"""Marks of cells that have a difference, though no colour."""


def _marked(mark: str) -> str:
    """The classes of a cell with a mark: a missing one that gives no reason needs no second."""
    return "rg-missing" if mark == UNKNOWN else f"rg-missing {missing_class(mark)}"
