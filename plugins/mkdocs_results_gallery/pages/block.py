"""A table as a page shows it: picture, table, what is left out, and the downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_results_gallery.analysis.summary import count_missing
from mkdocs_results_gallery.heatmap.colour import Rescaling, rescale
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.pages.assets import as_script
from mkdocs_results_gallery.pages.cells import Extent, can_be_ranked, extent_of
from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.figures import Figure, block_stem
from mkdocs_results_gallery.pages.page import Asset
from mkdocs_results_gallery.pages.sentences import Saying, method, rankings, say, untold
from mkdocs_results_gallery.pages.table import ListedTable, list_rest, list_table
from mkdocs_results_gallery.pages.urls import Anchors
from mkdocs_results_gallery.words.missing import MISSING, UNKNOWN
from mkdocs_results_gallery.words.phrases import counted, joined

_FILTERED = 8
"""Rows from which on a filter is of use."""
_ORDERED = 3
"""The same for an order of choice."""
_CONVERTED = ("png",)
_SMALL = 480
"""CSS pixels of a figure that is still readable on a phone when it shrinks to its width."""
_MEDIUM = 900
"""The same for the text column of a wide screen."""


@dataclass(frozen=True, slots=True)
class Link:
    """A title and where it leads."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Tools:
    """Which controls a table has in the browser."""

    filter: bool
    groups: tuple[str, ...]
    """The groups of the rows, in the order in which they begin."""
    order: bool
    columns: bool
    rescaling: Rescaling | None
    """The scales that readers can change to."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What the template ``_shown.html`` needs."""

    figure: Figure
    svg: Markup
    """The picture, empty when it could not be drawn."""
    size: str
    """``small``, ``medium`` or ``large``: how far the picture may shrink."""
    sayings: tuple[Saying, ...]
    """What the numbers say, most telling first."""
    tie_note: str
    """How ties are found where uncertainties are stated; else ``""``."""
    untold: Saying | None
    """The rows below rank 1 that can't be told from it."""
    reasons: tuple[tuple[str, str], ...]
    """(glyph, word) of each reason for a missing cell in the table, where any is known."""
    tools: Tools
    listed: ListedTable
    caption: str
    downloads: tuple[Link, ...]
    converted: tuple[str, ...]
    """Formats that the browser makes of the picture, because the site publishes none."""
    svg_href: str
    beyond: str
    """What the page can't have of the table, as the end of a sentence; ``""`` where it can have all."""
    rest: tuple[str, ...]
    """Addresses of the rows that the page can load on demand."""
    source_href: str
    """The table in the repository's web view; ``""`` where there is none."""
    source_line: int


def show(
    book: Book,
    uri: str,
    stem: str,
    caption: str,
    names: Sequence[str],
    source_href: str = "",
    source_line: int = 0,
    *,
    anchors: Anchors,
) -> Shown:
    """The table whose files have `stem`, for the page at `uri`; `anchors` are its ids there.

    `names` are what the user's own words in its `caption` are.
    """
    figure = book.figures[stem]
    exhibit = figure.exhibit
    table = exhibit.table
    addresses = book.addresses
    row_hrefs = [addresses.link(uri, target) if target else "" for target in exhibit.row_links]
    metric_hrefs = [addresses.link(uri, target) if target else "" for target in exhibit.metric_links]
    extent = extent_of(table, book.options.limits)
    # only where the page can have every cell that it would colour
    is_whole = (extent.reach, extent.metrics) == table.shape
    rescaling = rescale(table, figure.colouring) if is_whole else None
    listed = list_table(
        table, book.words(caption, *names), figure.colouring, book.options.limits, row_hrefs, metric_hrefs,
        anchors, rescaling, is_ranked=exhibit.is_ranked,
    )  # fmt: skip
    found = rankings(table, extent.metrics) if exhibit.is_ranked and can_be_ranked(table) else ()
    below = untold(found)
    sayings = tuple(
        say(one, table, row_hrefs, metric_hrefs, is_english=book.is_english)
        for one in book.observations[stem]
    )
    suffixes = ["csv", *sorted(figure.drawing.images, key=("svg", "png", "pdf").index)]
    downloads = tuple(Link(suffix.upper(), addresses.link(uri, f"{stem}.{suffix}")) for suffix in suffixes)
    return Shown(
        figure,
        figure.inline(uri, addresses),
        size_of(figure),
        sayings,
        method(table, found) if exhibit.is_ranked or sayings else "",
        say(below, table, row_hrefs, metric_hrefs) if below else None,
        _missing_kinds(table),
        Tools(
            len(table.rows) >= _FILTERED,
            tuple(dict.fromkeys(row.group for row in table.rows if row.group)),
            len(table.rows) >= _ORDERED,
            len(table.metrics) + len(table.texts) > 1,
            rescaling,
        ),
        listed,
        caption,
        downloads,
        tuple(suffix.upper() for suffix in _CONVERTED if "svg" in suffixes and suffix not in suffixes),
        addresses.link(uri, f"{stem}.svg"),
        _beyond(table, extent),
        tuple(addresses.link(uri, asset) for asset in _rest_names(stem, extent)),
        source_href,
        source_line,
    )


def rests(book: Book) -> Iterator[Asset]:
    """The rows of large tables that their pages load on demand."""
    for experiment in book.gallery.experiments:
        uri = book.addresses.experiment(experiment.path)
        for number, table in enumerate(experiment.tables):
            stem = book.addresses.table(experiment, number)
            with book.fence.around(book.figures[stem].exhibit.subject):
                yield from _rest(book, uri, stem, Anchors.of_table(table, number))
    pages = [(book.addresses.metric(name), gathered) for name, gathered in book.metrics.items()]
    pages += [(book.addresses.row(name), gathered) for name, gathered in book.rows.items()]
    for uri, gathered in pages:
        for number, block in enumerate(gathered.blocks):
            stem = block_stem(uri, number)
            with book.fence.around(book.figures[stem].exhibit.subject):
                yield from _rest(book, uri, stem, Anchors.of_block(block, number))


def _rest(book: Book, uri: str, stem: str, anchors: Anchors) -> Iterator[Asset]:
    figure = book.figures[stem]
    table, limits = figure.exhibit.table, book.options.limits
    names = _rest_names(stem, extent_of(table, limits))
    if not names:
        return
    hrefs = [book.addresses.link(uri, target) if target else "" for target in figure.exhibit.row_links]
    parts = list_rest(table, figure.colouring, limits, hrefs, anchors, is_ranked=figure.exhibit.is_ranked)
    for name, part in zip(names, parts, strict=True):
        yield Asset(name, as_script(part))


def _rest_names(stem: str, extent: Extent) -> list[str]:
    return [f"{stem}.rows-{number}.js" for number in range(2, len(extent.parts) + 2)]


def _beyond(table: Table, extent: Extent) -> str:
    rows, metrics = len(table.rows) - extent.reach, len(table.metrics) - extent.metrics
    parts = [counted(rows, "more row")] if rows else []
    parts += [counted(metrics, "more metric")] if metrics else []
    return f"{joined(parts)} are in the CSV" if parts else ""


def _missing_kinds(table: Table) -> tuple[tuple[str, str], ...]:
    kinds = {missing.kind for missing in table.missing.values()}
    if not kinds - {UNKNOWN}:
        return ()
    if len(table.missing) < count_missing(table):
        kinds.add(UNKNOWN)  # cells that are not even written
    return tuple((marks.sign, marks.word) for kind, marks in MISSING.items() if kind in kinds)


def size_of(figure: Figure) -> str:
    """How far the picture may shrink: ``small``, ``medium`` or ``large``."""
    width = figure.width
    return "small" if width <= _SMALL else "medium" if width <= _MEDIUM else "large"
