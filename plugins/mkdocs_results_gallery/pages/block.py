"""A table as a page shows it: picture, table, what is left out, and the downloads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_results_gallery.analysis.summary import count_missing
from mkdocs_results_gallery.heatmap.colour import Rescaling, rescale
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.pages.assets import as_script
from mkdocs_results_gallery.pages.cells import Extent, can_be_ranked, extent_of
from mkdocs_results_gallery.pages.context import Sheet, ShownTable
from mkdocs_results_gallery.pages.exports import DOWNLOADS
from mkdocs_results_gallery.pages.overall import board_note, overall_column
from mkdocs_results_gallery.pages.page import Asset, Link, held
from mkdocs_results_gallery.pages.scatter import Plotted, note, plots
from mkdocs_results_gallery.pages.sentences import Saying, method, rankings, say, untold
from mkdocs_results_gallery.pages.since import standings_in
from mkdocs_results_gallery.pages.table import ListedTable, list_rest, list_table
from mkdocs_results_gallery.words.missing import MISSING_KINDS, UNKNOWN
from mkdocs_results_gallery.words.phrases import counted, joined

_FILTERED = 8
"""Rows from which on a filter is of use."""
_ORDERED = 3
"""The same for an order of choice."""
_MOST_TEXTS = 20
"""Different texts up to which a column of them is a choice."""
_CONVERTED = ("png",)


@dataclass(frozen=True, slots=True)
class TextChoice:
    """A column of texts by which readers can choose rows."""

    column: int
    """Its place among the columns of texts, from 0."""
    name: str
    texts: tuple[str, ...]
    """What it says, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Which controls a table has in the browser."""

    filter: bool
    groups: tuple[str, ...]
    """The groups of the rows, in the order in which they begin."""
    facets: tuple[TextChoice, ...]
    complete: bool
    """Whether rows can be incomplete."""
    order: bool
    columns: bool
    rescaling: Rescaling | None
    """The scales that readers can change to."""


@dataclass(frozen=True, slots=True, eq=False)
class ScatterFigure:
    """Two metrics drawn against each other."""

    svg: Markup
    note: Saying
    """The front in words, and what is not drawn."""
    href: str
    """Of the file."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TableBlock:
    """What the template ``_shown.html`` needs."""

    figure: ShownTable
    svg: Markup
    """The picture, empty when it could not be drawn."""
    sayings: tuple[Saying, ...]
    """What the numbers say, the weightiest first."""
    board_note: Saying | None
    """How the overall numbers come about, and what they leave out; None without a board."""
    scatters: tuple[ScatterFigure, ...]
    tie_note: str
    """How ties are found where uncertainties are stated; else ``""``."""
    untold: Saying | None
    """The rows below rank 1 that can't be told from it."""
    reasons: tuple[tuple[str, str], ...]
    """(sign, word) of each reason for a missing cell in the table, where any is known."""
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
    standings: tuple[str, ...] | None
    """What the signs of changes in its cells mean: ``✓ better``, those that there are; None: none changed."""

    @property
    def view(self) -> str:
        """What readers see first: the ``figure`` where it says all that the ``table`` does."""
        table = self.figure.table
        says_all = bool(self.svg and self.figure.painting.texts) and not (table.texts or table.board)
        return "figure" if says_all else "table"

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """`reasons`, by its name in templates of users, until the second release from now."""
        return self.reasons


def block(
    sheet: Sheet,
    shown: ShownTable,
    caption: str,
    names: Sequence[str],
    source_href: str = "",
    source_line: int = 0,
) -> TableBlock:
    """`shown` for the page that it stands on; `names` are what the user's own words in its `caption` are."""
    table, plan = shown.table, shown.plan
    link = sheet.link
    row_hrefs, metric_hrefs = shown.links(link)
    extent = extent_of(table, sheet.options.limits)
    rescaling = _rescaling(shown, extent)
    found = rankings(table, extent.metrics) if can_be_ranked(table) else ()
    below, policy = untold(found), board_note(table)
    sayings = tuple(
        say(one, table, row_hrefs, metric_hrefs, is_english=sheet.is_english)
        for one in shown.findings.observations
    )
    suffixes = [*DOWNLOADS, *sorted(shown.drawing.images, key=("svg", "png", "pdf").index)]
    return TableBlock(
        figure=shown,
        svg=shown.inline(link),
        sayings=sayings,
        board_note=say(policy, table, row_hrefs, metric_hrefs) if policy else None,
        scatters=tuple(_scatters(sheet, shown, link)),
        tie_note=method(table, found),
        untold=say(below, table, row_hrefs, metric_hrefs) if below else None,
        reasons=reasons_of(table),
        tools=_tools(table, extent, rescaling),
        listed=list_table(
            table,
            sheet.words(caption, *names),
            shown.cells,
            sheet.options.limits,
            row_hrefs,
            metric_hrefs,
            plan.anchors,
            rescaling,
            first=overall_column(table),
        ),
        caption=caption,
        downloads=tuple(Link(suffix.upper(), link(f"{plan.stem}.{suffix}")) for suffix in suffixes),
        converted=tuple(
            suffix.upper() for suffix in _CONVERTED if "svg" in suffixes and suffix not in suffixes
        ),
        svg_href=link(f"{plan.stem}.svg"),
        beyond=_beyond(table, extent),
        rest=tuple(link(asset) for asset in _rest_names(plan.stem, extent)),
        source_href=source_href,
        source_line=source_line,
        standings=standings_in(plan.comparison) if shown.cells.since.cells and plan.comparison else None,
    )


def _tools(table: Table, extent: Extent, rescaling: Rescaling | None) -> Tools:
    return Tools(
        filter=len(table.rows) >= _FILTERED,
        groups=tuple(dict.fromkeys(row.group for row in table.rows if row.group)),
        facets=tuple(_choices(table, extent)),
        complete=len(table.rows) >= _ORDERED and count_missing(table) > 0,
        order=len(table.rows) >= _ORDERED,
        columns=len(table.metrics) + len(table.texts) > 1,
        rescaling=rescaling,
    )


def _rescaling(shown: ShownTable, extent: Extent) -> Rescaling | None:
    """Other scales, only where the page can have every cell that it would colour."""
    is_whole = (extent.reach, extent.metrics) == shown.table.shape
    return rescale(shown.table, shown.colouring) if is_whole else None


def _choices(table: Table, extent: Extent) -> Iterator[TextChoice]:
    """The columns whose texts are few, and shared by rows."""
    if len(table.rows) < _FILTERED:
        return
    for number, column in enumerate(table.texts):
        found = Counter(" ".join(text.split()) for text in column.values[: extent.reach])
        del found[""]
        if 1 < len(found) <= min(_MOST_TEXTS, extent.reach // 2):
            texts = sorted(found, key=lambda text: (-found[text], text))
            yield TextChoice(number, column.name, tuple(texts))


def rests(sheet: Sheet, shown: ShownTable) -> Iterator[Asset]:
    """The rows of a large table that its page loads on demand."""
    table, plan, limits = shown.table, shown.plan, sheet.options.limits
    extent = extent_of(table, limits)
    names = _rest_names(plan.stem, extent)
    if not names:
        return
    row_hrefs, _ = shown.links(sheet.link)
    rescaling, first = _rescaling(shown, extent), overall_column(table)
    parts = list_rest(table, shown.cells, limits, row_hrefs, plan.anchors, rescaling, first)
    for name, part in zip(names, parts, strict=True):
        yield Asset(name, held(as_script(part)))


def _scatters(sheet: Sheet, shown: ShownTable, link: Callable[[str], str]) -> Iterator[ScatterFigure]:
    """The pictures of two metrics; their points lead to the rows of the table."""
    table, store = shown.table, sheet.store
    hrefs: list[str] = []
    for uri, plotted in _plotted(sheet, shown):
        hrefs = hrefs or [f"#{shown.plan.anchors.row(row)}" for row in range(len(table.rows))]
        said = say(note(plotted), table, hrefs, [""] * len(table.metrics), is_english=sheet.is_english)
        yield ScatterFigure(plotted.inline(store, hrefs), said, link(uri))


def scatter_assets(sheet: Sheet, shown: ShownTable) -> Iterator[Asset]:
    """Their files."""
    for uri, plotted in _plotted(sheet, shown):
        yield Asset(uri, held(plotted.document(sheet.store, shown.plan.name)))


def _plotted(sheet: Sheet, shown: ShownTable) -> Iterator[tuple[str, Plotted]]:
    """What the file of a table asks for, or makes claims about, with the URI of each picture."""
    fronts = [one for one in sheet.verdicts if one.claim.quantifier == "pareto" and one.cells]
    by_claim = [
        sorted({metric for table, _, metric in one.cells if table == shown.plan.number}) for one in fronts
    ]
    claimed = [(metrics[0], metrics[1]) for metrics in by_claim if len(metrics) == 2]
    for count, plotted in enumerate(plots(shown.table, claimed, sheet.options.limits), start=1):
        yield f"{shown.plan.stem}.scatter-{count}.svg", plotted


def _rest_names(stem: str, extent: Extent) -> list[str]:
    return [f"{stem}.rows-{number}.js" for number in range(2, len(extent.parts) + 2)]


def _beyond(table: Table, extent: Extent) -> str:
    rows, metrics = len(table.rows) - extent.reach, len(table.metrics) - extent.metrics
    parts = [counted(rows, "more row")] if rows else []
    parts += [counted(metrics, "more metric")] if metrics else []
    return f"{joined(parts)} are in the CSV" if parts else ""


def reasons_of(table: Table) -> tuple[tuple[str, str], ...]:
    """Sign and word of each reason for a missing cell, where any is known."""
    kinds = {missing.kind for missing in table.missing.values()}
    if not kinds - {UNKNOWN}:
        return ()
    if len(table.missing) < count_missing(table):
        kinds.add(UNKNOWN)  # cells that are not even written
    return tuple((marks.sign, marks.word) for kind, marks in MISSING_KINDS.items() if kind in kinds)
