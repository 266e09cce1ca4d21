"""The page of a row: where it stands in each table that has it, in that table's own columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain

from markupsafe import Markup

from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.pages.assets import palette_class
from mkdocs_results_gallery.pages.cells import cell_html, recoloured
from mkdocs_results_gallery.pages.gathered_exports import CellsOfTable, as_csv, as_json, columns_of
from mkdocs_results_gallery.pages.lines import MOST_METRICS, AgainCell, ColumnHead, Meaning, RowLine
from mkdocs_results_gallery.pages.page import (
    MOST_CELLS,
    Asset,
    Gathered,
    Heading,
    Link,
    Page,
    found_by,
    held,
    name,
)
from mkdocs_results_gallery.pages.sincesigns import SinceSigns
from mkdocs_results_gallery.pages.standing import (
    Found,
    PageSection,
    Standing,
    rank_words,
    stem_of,
    ways_up,
)
from mkdocs_results_gallery.pages.urls import CHANGES
from mkdocs_results_gallery.palettes import MISSING
from mkdocs_results_gallery.words.phrases import counted

_ALIKE = 3
"""Tables with the same columns from which on they share the heads of their columns."""
_NAMED = 4
"""Columns that a title names."""


def row_page(found: Found[RowLine]) -> Gathered:
    """Join the page of a row."""
    frame, row, uri = found.frame, found.name, found.uri
    standings = found.standings()
    kept, more = _room(standings, frame.options.limits.listed_cells)
    experiments = found.experiments()
    sections = [*_sections(found, kept)]
    html = frame.templates.rendered(
        "row.html",
        uri,
        {
            "name": row,
            "description": _description(found),
            "experiments": len(experiments),
            "sections": sections,
            "since_signs": SinceSigns.of((one.html for one in sections), found.link(CHANGES)),
            "named": [*found.unlisted(more)],
            "downloads": [
                Link(suffix.upper(), found.link(f"{stem_of(uri)}.{suffix}")) for suffix in DOWNLOADS
            ],
            **ways_up(frame.title, frame.addresses, uri, Subject("row", row), len(experiments)),
        },
    )
    page = Page(
        uri=uri,
        kind="row",
        title=row,
        body=held(html),
        headings=tuple(Heading(one.id, one.title, one.entry) for one in sections),
        search=found_by(row, experiments=(head.experiment for head in experiments.values())),
        description=f"The row {row} in {counted(len(experiments), 'experiment')}.",
    )
    cells = [*map(_cells, standings)]
    downloads = (
        Asset(f"{stem_of(uri)}.{suffix}", held(written(cells))) for suffix, written in DOWNLOADS.items()
    )
    return Gathered(page, tuple(downloads))


def _cells(standing: Standing[RowLine]) -> CellsOfTable:
    """All cells of the row in one table."""
    columns = standing.table.columns
    units = [unit for _, _, unit, _ in columns.meanings]
    return CellsOfTable(standing.table.head, standing.line.cells, columns.names, units, columns.ranked)


def _csv(cells: Sequence[CellsOfTable]) -> bytes:
    more = columns_of(cells)
    return as_csv("metric", chain.from_iterable(one.csv(more) for one in cells), more)


def _json(cells: Sequence[CellsOfTable]) -> bytes:
    more = columns_of(cells)
    return as_json("metric", (one.json(more) for one in cells), more)


DOWNLOADS: Mapping[str, Callable[[Sequence[CellsOfTable]], bytes]] = {"csv": _csv, "json": _json}
"""The formats in which its cells can be downloaded, by suffix."""


def _description(found: Found[RowLine]) -> str:
    """What the tables that say anything of the row agree on."""
    said = {line.description for _, line in found.lines} - {""}
    return said.pop() if len(said) == 1 else ""


def _room(
    standings: Sequence[Standing[RowLine]], cells: int
) -> tuple[Sequence[Standing[RowLine]], Sequence[Standing[RowLine]]]:
    """Those that the page has room for, and the others."""
    kept: list[Standing[RowLine]] = []
    for standing in standings:
        cells -= min(len(standing.line.cells), MOST_METRICS)
        if kept and cells < 0:
            break
        kept.append(standing)
    return kept, standings[len(kept) :]


def _sections(found: Found[RowLine], standings: Sequence[Standing[RowLine]]) -> Iterator[PageSection]:
    """Each table by itself, or together with those that have the same columns."""
    alike: dict[tuple[Meaning, ...], list[Standing[RowLine]]] = {}
    for standing in standings:
        alike.setdefault(standing.table.columns.meanings, []).append(standing)
    with_ids = sum(len(standing.line.cells) for standing in standings) <= MOST_CELLS
    several = sum(len(group) >= _ALIKE for group in alike.values()) > 1
    number = 0
    for group in alike.values():
        if len(group) >= _ALIKE:
            number += 1
            yield _together(found, group, number, named=several)
        else:
            yield from (_alone(standing, with_ids=with_ids) for standing in group)


def _alone(standing: Standing[RowLine], *, with_ids: bool) -> PageSection:
    """A line for each metric of a table: value, rank, and the place on its scale."""
    columns = _columns(standing)
    # of what the file does not even mention there is nothing to show
    with_rank = any(cell.place for _, cell, _ in columns if cell.is_said)
    lines = [
        _profile_line(*column, with_id=with_ids, with_rank=with_rank)
        for column in columns
        if column[1].is_said
    ]
    rank_head = '<th scope="col" class="rg-rank">Rank</th>' if with_rank else ""
    html = (
        f'<table class="rg-profile {palette_class(standing.table.columns.palette)}" '
        f'aria-labelledby="{standing.table.head.anchor}">'
        f'<thead><tr><th scope="col">Metric</th><th scope="col" class="rg-number">Value</th>{rank_head}'
        '<th scope="col" class="rg-scale">Scale</th></tr></thead>\n<tbody>\n'
        + "\n".join(lines)
        + "\n</tbody>\n</table>"
    )
    return PageSection(
        standing.table.head.anchor,
        standing.title,
        Markup(standing.link),  # noqa: S704 - escaped
        "",
        Markup(html),  # noqa: S704 - every foreign text above went through escape()
        _left_out(
            [head for head, cell, _ in columns if not cell.is_said], len(standing.line.cells) - MOST_METRICS
        ),
        is_listed=False,
    )


def _profile_line(head: ColumnHead, cell: AgainCell, of: int, *, with_id: bool, with_rank: bool) -> str:
    """The line of one metric of a table."""
    rank = cell.rank(of)
    data, anchor = rank.data if rank else "", head.anchor if with_id else ""
    element = cell_html(cell.start, data, cell.rest, anchor)
    beside = f'<td class="rg-rank">{rank_words(rank)}</td>' if with_rank else ""
    scale = "" if cell.level == MISSING else str(cell.level).join(head.scale)
    return f'<tr><th scope="row">{head.profile}</th>{element}{beside}<td class="rg-scale">{scale}</td></tr>'


def _together(
    found: Found[RowLine], standings: Sequence[Standing[RowLine]], number: int, *, named: bool
) -> PageSection:
    """A line for each of some tables with the same columns: their heads stand once.

    `named`: its title says which columns, as it is not the only one.
    """
    first = standings[0].table.columns
    columns = [head.title for head in first.heads][:_NAMED] if named else []
    more = len(standings[0].line.cells) - len(columns)
    names = ", ".join(columns) + (f" and {counted(more, 'more column')}" if more else "")
    title = f"{counted(len(standings), 'table')} with {names if named else 'the same columns'}"
    heads = "".join(head.column for head in first.heads)
    html = (
        f'<table class="rg-table rg-standings {palette_class(first.palette)}">'
        f"<caption>{escape(title)}</caption><thead><tr><td></td>{heads}</tr></thead>\n<tbody>\n"
        + "\n".join(_line(standing, at, first.palette) for at, standing in enumerate(standings))
        + "\n</tbody>\n</table>"
    )
    return PageSection(
        f"rg-part-{number}",
        title,
        found.frame.words(title, *columns),
        found.frame.entry(title),
        Markup(html),  # noqa: S704 - every foreign text above went through escape()
    )


def _line(standing: Standing[RowLine], at: int, palette: str) -> str:
    """The line of one table; `palette` is that of all."""
    own = standing.table.columns.palette
    cells = []
    for _, cell, of in _columns(standing):
        rank, rest = cell.rank(of), cell.rest
        if own != palette:
            rest = recoloured(rest, own, palette)
        cells.append(cell_html(cell.start, "", rest, rank=f" <i>{rank_words(rank)}</i>" if rank else ""))
    line = standing.table.head.anchor
    return f'<tr id="{line}" data-row="{at}"><th scope="row">{standing.link}</th>{"".join(cells)}</tr>'


def _columns(standing: Standing[RowLine]) -> list[tuple[ColumnHead, AgainCell, int]]:
    """Those that are listed, each with how many rows have a rank there."""
    columns = standing.table.columns
    return [*zip(columns.heads, standing.line.cells, columns.ranked, strict=False)]


def _left_out(heads: Sequence[ColumnHead], more: int) -> Markup:
    """The metrics without a number, by name, and how many are not listed."""
    words = [f"No number: {', '.join(name(head.title) for head in heads)}."] if heads else []
    if more > 0:
        words.append(f"{counted(more, 'more metric')} are in the downloads.")
    return Markup(" ".join(words))  # noqa: S704 - names are escaped
