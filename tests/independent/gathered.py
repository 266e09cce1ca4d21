"""Cards, and pages that gather what files say of one row or metric."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.independent.cells import Looks, wrong_cell
from tests.independent.pages import Node, ShownCell, ShownTable, shown_cell
from tests.independent.paper import number
from tests.independent.reader import Reader
from tests.independent.reading import Cell, Experiment, Table
from tests.independent.statistics import could_be_best, ranking
from tests.independent.words import names_rows


@dataclass
class Source:
    """A table of an experiment: as its file says, and as its own page shows it."""

    experiment: Experiment
    table: Table
    shown: ShownTable

    @property
    def title(self) -> str:
        several = len(self.experiment.tables) > 1
        return f"{self.experiment.title}: {self.table.name}" if several else self.experiment.title

    @property
    def reader(self) -> Reader:
        return Reader(Looks(self.table, self.shown))


# cards


def card(node: Node, sources: Sequence[Source]) -> Iterator[str]:
    """The headlines of one experiment's card."""
    source = sources[0]
    scope = f"{source.table.name}: " if len(sources) > 1 else ""
    said = node.first(css="rg-headlines")
    if said is None:
        return
    if said.tag == "p":
        text = said.text.strip()
        if not text.startswith(scope) or text.removeprefix(scope) not in source.shown.sentences[:1]:
            yield f"{text!r}, which is not the first that its page says"
        return
    for line in said.all("li"):
        if line.first("b"):
            yield from _headline(source, line)


def _headline(source: Source, line: Node) -> Iterator[str]:
    title = line.first("bdi")
    columns = [at for at, metric in enumerate(source.table.metrics) if title and metric.title == title.text]
    if len(columns) != 1:
        return
    column, metric = columns[0], source.table.metrics[columns[0]]
    if source.table.bounded(column):
        if " best " in line.text and could_be_best(source.table, column, highest=metric.higher is not False):
            yield f"{line.text!r}, though a bound may be as good"
        return
    number_, where = line.first("b"), line.first(css="rg-where")
    text = number_.text if number_ else ""
    reader = source.reader
    if " best " in line.text:
        if metric.higher is None:
            yield f"{line.text!r}, though no direction is known"
            return
        found = reader.ends(column, highest=metric.higher)
        best = found.runs[0]
        alike = {reader.looks.key(row, column) for row in best}
        if (
            len(found.runs) < 2
            or len(alike) > 1
            or not where
            or not names_rows(where.text, reader.lines, best)
        ):
            yield f"{line.text!r}, but rank 1 is {[source.table.rows[row].title for row in best]}"
        elif not reader.tells(text, best[0], column):
            yield f"{line.text!r} with another number"
        return
    rows = source.table.filled(column)
    low, high = reader.low_and_high(rows, column)
    ends = re.split(r"–| to ", text)
    if not reader.tells(ends[0], low, column) or not reader.tells(ends[-1], high, column):
        yield f"{line.text!r} is not from the lowest to the highest"
    if metric.higher is not None and len(rows) > 1:
        found = reader.ends(column, highest=metric.higher)
        if len(found.runs) > 1 and len({reader.looks.key(row, column) for row in found.runs[0]}) == 1:
            titles = [source.table.rows[row].title for row in found.runs[0]]
            yield f"{line.text!r} names no best, though {titles} is"


# pages that show cells again


@dataclass
class Again:
    """A cell that a page of a row or metric shows."""

    source: Source
    row: int
    column: int
    shown: ShownCell
    rank: str
    """The words beside it."""

    @property
    def where(self) -> str:
        table = self.source.table
        return f"{self.source.title}: {table.rows[self.row].name} / {table.metrics[self.column].name}"

    @property
    def cell(self) -> Cell:
        return self.source.table.cells[self.row, self.column]


def tables_again(kind: str, name: str, page: Node, sources: Mapping[str, Source]) -> list[list[Again]]:
    """The cells of each table of a page; what belongs to no file is left out, and missed elsewhere."""
    if kind == "metric":
        return [list(_listed(name, table, sources)) for table in page.all("table", "rg-places")]
    found = []
    for section in page.all("section"):
        title = section.first("h2")
        found += [list(_profile(name, title, one, sources)) for one in section.all("table", "rg-profile")]
        found += [list(_standings(name, one, sources)) for one in section.all("table", "rg-standings")]
    return found


def _listed(name: str, table: Node, sources: Mapping[str, Source]) -> Iterator[Again]:
    taken: set[tuple[int, int]] = set()
    for line in table.all("tr"):
        if "data-row" not in line.attributes:
            continue
        cell, of, *rank = line.all("td")
        source = sources[_bare(of)]
        (column,) = [at for at, one in enumerate(source.table.metrics) if one.name == name]
        rows = [at for at, one in enumerate(source.table.rows) if one.title == _bare(line)]
        # of rows with one title, the line is that of which all it says is true, and no other line is
        shown = shown_cell(cell, table)
        rows.sort(key=lambda row: ((id(source), row) in taken, source.shown.cells[row, column] != shown))
        taken.add((id(source), rows[0]))
        yield Again(source, rows[0], column, shown, rank[0].text if rank else "–")


def _profile(name: str, title: Node | None, table: Node, sources: Mapping[str, Source]) -> Iterator[Again]:
    source = sources[_bare(title)]
    (row,) = [at for at, one in enumerate(source.table.rows) if one.name == name]
    columns = iter(enumerate(source.table.metrics))
    for line in table.all("tr"):
        cells = list(line.all("td"))
        if cells:
            column = next(at for at, one in columns if one.title == _bare(line))
            rank = next((one.text for one in cells if "rg-rank" in one.classes), "–")
            yield Again(source, row, column, shown_cell(cells[0], table), rank)


def _standings(name: str, table: Node, sources: Mapping[str, Source]) -> Iterator[Again]:
    for line in table.all("tr"):
        if "data-row" not in line.attributes:
            continue
        source = sources[_bare(line)]
        (row,) = [at for at, one in enumerate(source.table.rows) if one.name == name]
        for column, cell in enumerate(line.all("td")):
            rank = cell.first("i")
            yield Again(source, row, column, shown_cell(cell, table), rank.text if rank else "–")


def _bare(node: Node | None) -> str:
    bare = node.first("bdi") if node else None
    return bare.text if bare else ""


def wrong_cells(table: Sequence[Again]) -> Iterator[str]:
    """What a page says of cells that their files, or their own pages, don't."""
    for one in table:
        metric = one.source.table.metrics[one.column]
        for wrong in wrong_cell(one.cell, one.shown, metric):
            yield f"{one.where}: {wrong}"
        there = one.source.shown.cells[one.row, one.column]
        if one.cell.text and one.shown != there:
            yield f"{one.where}: {one.shown}, on its own page {there}"
        expected = rank_words(one)
        if expected is not None and one.rank != expected:
            yield f"{one.where}: rank {one.rank!r}, expected {expected!r}"


def rank_words(one: Again) -> str | None:
    """By the file; None where the two numbers that decide are too close to call."""
    table, column = one.source.table, one.column
    rows, higher = table.filled(column), table.metrics[column].higher
    if not one.cell.text or higher is None or len(rows) < 2:
        return "–"
    looks = one.source.reader.looks
    found = ranking(table, column, lambda row: looks.key(row, column), highest=higher)
    if found.is_close:
        return None
    place = found.place.get(one.row)
    if place is None:
        return "–"
    others = [row for row in rows if found.place.get(row) == place]
    return f"{place:,} of {len(rows):,}{', shared' if len(others) > 1 else ''}"


def wrong_order(table: Sequence[Again]) -> Iterator[str]:
    """Where a list is not from the best to the worst, or puts in order what can't be compared."""
    metrics = [one.source.table.metrics[one.column] for one in table]
    for trait in ("common_unit", "higher", "range"):
        # where no range is declared, the numbers decide
        if len({getattr(metric, trait) for metric in metrics} - {None if trait == "range" else ""}) > 1:
            yield f"{[one.where for one in table]} differ in {trait}"
    numbers = [number(one.cell.text or one.cell.limit) for one in table]
    if numbers != sorted(numbers, reverse=metrics[0].higher is not False):
        yield f"{[one.shown.text for one in table]} is not in order"


def untold(kind: str, name: str, sources: Mapping[str, Source], told: Sequence[Again]) -> Iterator[str]:
    """Numbers of a row or metric that its page doesn't have."""
    known = {(one.source.title, one.row, one.column) for one in told}
    for source in sources.values():
        for (row, column), cell in source.table.cells.items():
            own = source.table.metrics[column].name if kind == "metric" else source.table.rows[row].name
            if own == name and cell.text and (source.title, row, column) not in known:
                place = f"{source.table.rows[row].name} / {source.table.metrics[column].name}"
                yield f"{source.title}: {place} is not on the page"
