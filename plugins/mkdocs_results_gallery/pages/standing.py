"""Cells where they are shown again: each as in its own table, with its rank and its place on the scale."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from mkdocs_results_gallery.analysis.occurrences import Occurrence, names_of
from mkdocs_results_gallery.digits.number import plain
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.heatmap.bars import kind_words
from mkdocs_results_gallery.model import Cell, Experiment, Table
from mkdocs_results_gallery.pages.assets import palette_class
from mkdocs_results_gallery.pages.cells import CellLook, Rank
from mkdocs_results_gallery.pages.context import Book, ShownTable
from mkdocs_results_gallery.pages.exports import spreadsheet_text
from mkdocs_results_gallery.pages.page import Asset, Link, Page, held, name
from mkdocs_results_gallery.pages.templating import renderer
from mkdocs_results_gallery.pages.urls import INDEX
from mkdocs_results_gallery.words.numbers import exact_number
from mkdocs_results_gallery.words.phrases import counted


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A table whose cells are shown again."""

    occurrence: Occurrence
    title: str
    """As the page calls it, unlike all others there."""
    key: str
    """What makes its ids: the experiment's path, and its title where the page has several tables of that."""
    href: str
    """The address of its row, or of its column, on its own page."""
    shown: ShownTable

    @property
    def experiment(self) -> Experiment:
        """The experiment that it belongs to."""
        return self.occurrence.experiment

    @property
    def table(self) -> Table:
        """Its numbers."""
        return self.shown.plan.table

    def link(self) -> str:
        """Its title as HTML, leading to it."""
        return f'<a href="{escape(self.href)}">{name(self.title)}</a>'

    def scale(self, metric: int, look: CellLook, within: str) -> str:
        """Where a cell is on the scale of its column, as HTML: both ends, low first, and a mark between.

        The mark has the cell's colour and stands where the colour does. What it says to the eye, the numbers
        beside it and the rank say in words. `within` is as for `CellLook.html`.
        """
        ends = self.shown.colouring.scales[metric]
        if ends is None:
            return ""
        low, high = exact_number(ends.low), exact_number(ends.high)
        if low == high:
            return f"<small>{low}</small>"
        way = " rg-falling" if self.shown.colouring.flipped[metric] else ""
        own = f" {palette_class(look.palette)}" if look.palette != within else ""
        # its words are there for who can't see it, and for who copies the line
        mark = f'<span class="rg-on-scale{way}"><i class="rg-l{look.level}{own}"></i> to </span>'
        kind = kind_words(ends)
        # a mark in the middle of a line from 0.001 to 10 would be taken for a 5
        told = f' <span class="rg-kind">{kind}</span>' if kind else ""
        return f"<small>{low}</small>{mark}<small>{high}</small>{told}"


@dataclass(frozen=True, slots=True, eq=False)
class PageSection:
    """One table of the page of a shared name."""

    id: str
    title: str
    """Plain text."""
    heading: str
    """The title for a template."""
    entry: str
    """The title for a table of contents, as HTML, where it has words of ours."""
    html: Markup
    """The table; every foreign text in it is escaped."""
    note: str = ""
    """What the table leaves out; ``""`` for nothing."""
    is_listed: bool = True
    """Whether its lines are of several tables; else of the metrics of one."""


def pages_of(
    book: Book,
    kind: str,
    template: str,
    page_of: Callable[[Book, Callable[..., Markup], Subject], Page],
) -> Iterator[Page]:
    """The pages of the shared names of a kind, in the order in which the names first appear."""
    render = renderer(book.templates, template)
    for subject in _subjects(book, kind):
        with book.fence.around(subject):
            yield page_of(book, render, subject)


def _subjects(book: Book, kind: str) -> Iterator[Subject]:
    for shared in book.membership[kind]:
        if book.addresses.shared(kind, shared):
            yield Subject(kind, shared)


def standings_of(book: Book, uri: str, subject: Subject) -> tuple[Standing, ...]:
    """The tables in which the row or metric `subject` has a number, for its page at `uri`."""
    found = [one for one in book.occurrences[subject] if _has_number(subject.kind, one)]
    tables = Counter(one.experiment.path for one in found)
    standings = []
    for one, title in zip(found, names_of(found), strict=True):
        shown = book.tables_of("experiment", one.experiment.path)[one.number]
        href = f"{book.addresses.link(uri, shown.plan.page)}#{_anchor(shown, subject.kind, one)}"
        path = one.experiment.path
        key = path if tables[path] == 1 else f"{path} {title}"
        standings.append(Standing(one, title, key, href, shown))
    return tuple(standings)


def _has_number(kind: str, one: Occurrence) -> bool:
    """Whether a row, or a metric, has a number."""
    values = one.table.values[one.index] if kind == "row" else one.table.values[:, one.index]
    return not np.isnan(values).all()


def _anchor(shown: ShownTable, kind: str, one: Occurrence) -> str:
    anchors = shown.plan.anchors
    return anchors.row(one.index) if kind == "row" else anchors.metric(one.index)


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Experiments that the page can only name."""

    words: str
    """How many they are, and why."""
    links: list[Link]


def unlisted(
    book: Book,
    uri: str,
    subject: Subject,
    standings: Sequence[Standing],
    more: Sequence[Standing] = (),
) -> Iterator[Unlisted]:
    """The experiments for which there is no room (`more`), and those that are not among `standings`."""
    left = {standing.experiment.path: standing.experiment for standing in more}
    numbered = {standing.experiment.path for standing in standings}
    found = (one.experiment for one in book.occurrences[subject])
    without = {one.path: one for one in found if one.path not in numbered}
    for experiments, words in (
        (left, counted(len(left), "more experiment")),
        (without, f"{counted(len(without), 'experiment')} without a number here"),
    ):
        links = [
            Link(one.title, book.addresses.link(uri, book.addresses.experiment(one.path)))
            for one in experiments.values()
        ]
        if links:
            yield Unlisted(words, links)


def ways_up(book: Book, uri: str, kind: str) -> dict[str, Link]:
    """The ways up from the page of a shared name."""
    return {
        "index": Link(book.shown_title, book.addresses.link(uri, INDEX)),
        "all": Link(f"All {kind}s", book.addresses.link(uri, book.addresses.names(kind))),
    }


def rank_words(look: CellLook) -> str:
    """``2 of 12``, ``1 of 1,200, shared``, or ``–`` where nobody is best."""
    return look.rank.place_words if look.rank else "–"


class CellLine(NamedTuple):
    """A cell in a download."""

    standing: Standing
    name: str
    """Of its metric on the page of a row, of its row on the page of a metric."""
    written: str
    """Its number as its file has it; ``""`` where it is missing."""
    uncertainty: str
    """The half-width, or both ends of an interval, as JSON; ``""`` where none is stated."""
    rank: Rank | None
    """Its place in its own table; None where nobody is best."""


def cell_lines(
    standing: Standing, names: Iterable[str], cells: Iterable[Cell], written: Iterable[str]
) -> Iterator[CellLine]:
    """The lines of some cells of a table; `names` and `written` are theirs, as in `CellLine`."""
    table, looks = standing.table, standing.shown.cells
    for called, cell, text in zip(names, cells, written, strict=True):
        uncertainty = _uncertainty(table, cell) if table.uncertainty else ""
        yield CellLine(standing, called, text, uncertainty, looks.rank(*cell))


def _uncertainty(table: Table, cell: Cell) -> str:
    item = table.uncertainty.get(cell)
    if item is None:
        return ""
    if item.interval is not None:
        return f"[{exact_number(item.interval[0])},{exact_number(item.interval[1])}]"
    return exact_number(item.spread) if item.spread is not None else ""


def as_csv(kind: str, lines: Iterable[CellLine]) -> bytes:
    """UTF-8 CSV of cells, numbers as their files have them; `kind` says what their names are of.

    A text that a spreadsheet would take for a formula is made one that it doesn't (`spreadsheet_text`).
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_heads(kind))
    for standing, some in groupby(lines, key=_standing):
        where = spreadsheet_text(standing.experiment.path), spreadsheet_text(standing.table.name)
        writer.writerows(
            (
                *where,
                spreadsheet_text(named),
                written,
                uncertainty,
                *((rank.place, rank.of) if rank else ("", "")),
            )
            for _, named, written, uncertainty, rank in some
        )
    return buffer.getvalue().encode("utf-8", "surrogatepass")


def as_json(kind: str, lines: Iterable[CellLine]) -> bytes:
    """The same as JSON: what the columns are called once, and a list of cells for each table.

    On the pages of 1,556 rows that 30 tables share, a mapping for each cell would be a third of the site. Nor
    is each cell made a value of Python's first: these are as many as all cells of the gallery.
    """
    tables = ",".join(
        f'{{"experiment":{_quoted(standing.experiment.path)},"table":{_quoted(standing.table.name)},'
        f'"cells":[{",".join(map(_json_cell, some))}]}}'
        for standing, some in groupby(lines, key=_standing)
    )
    columns = ",".join(map(_quoted, _heads(kind)[2:]))
    return f'{{"columns":[{columns}],"tables":[{tables}]}}\n'.encode()


_standing = attrgetter("standing")
_quoted = lru_cache(maxsize=4_096)(json.dumps)
"""A text as JSON; the same names stand in many tables."""


def _json_cell(line: CellLine) -> str:
    _, named, written, uncertainty, rank = line
    place = f"{rank.place},{rank.of}" if rank else "null,null"
    return f"[{_quoted(named)},{plain(written) if written else 'null'},{uncertainty or 'null'},{place}]"


DOWNLOADS: Mapping[str, Callable[[str, Iterable[CellLine]], bytes]] = {"csv": as_csv, "json": as_json}
"""The formats in which the cells of a page can be downloaded, by suffix."""


def downloads(
    book: Book,
    kind: str,
    named: str,
    cells_of: Callable[[Book, Subject], Iterator[CellLine]],
    formats: Iterable[str] = DOWNLOADS,
) -> Iterator[Asset]:
    """The downloads of the pages of a kind; `named` is what tells the cells of one page apart."""
    for subject in _subjects(book, kind):
        with book.fence.around(subject):
            cells = [*cells_of(book, subject)]
            stem = book.addresses.shared(kind, subject.name).removesuffix(".md")
            for suffix in formats:
                yield Asset(f"{stem}.{suffix}", held(DOWNLOADS[suffix](named, cells)))


def _heads(kind: str) -> list[str]:
    return ["experiment", "table", kind, "value", "uncertainty", "rank", "of"]
