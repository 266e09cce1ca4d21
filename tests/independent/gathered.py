"""Cards, and pages that gather what files say of one row or metric."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tests.independent.cells import Looks
from tests.independent.pages import Node, ShownTable
from tests.independent.reader import Reader
from tests.independent.reading import Cell, Experiment, Metric, Row, Table
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


# gathered pages


def gathered(
    kind: str, name: str, shown: ShownTable, sources: Mapping[str, Source], told: set[tuple[str, int, int]]
) -> tuple[Table | None, bool, list[str]]:
    """The file's cells as a gathered page places them, whether its columns are ranked, and every place where
    it shows something else.

    No table where cells of unlike metrics stand in one column. What is shown is added to `told`.
    """
    wrong: list[str] = []
    cells: dict[tuple[int, int], Cell] = {}
    columns: list[Metric | None] = [None] * len(shown.metrics)
    names = list(shown.rows)
    is_mixed = False
    for (row, column), found in shown.cells.items():
        place = _place(kind, name, shown.rows[row], shown.metrics[column], sources)
        if place is None:
            return None, False, [f"{shown.rows[row]} / {shown.metrics[column]}: of no experiment"]
        source, at = place
        if found.is_missing and kind == "row" and " (" in shown.metrics[column]:
            cells[row, column] = Cell(missing="unknown")
            continue  # on another scale: it stands in the column of that one
        if at is not None and kind == "metric":
            names[row] = source.table.rows[at[0]].name
        if at is None or not source.table.cells[at].text:
            cells[row, column] = Cell(missing="unknown" if at is None else source.table.cells[at].missing)
            if found.text:
                wrong.append(f"{shown.rows[row]} / {shown.metrics[column]}: {found.text}, which no file has")
            continue
        told.add((source.title, *at))
        cells[row, column] = source.table.cells[at]
        there = source.shown.cells[at]
        if (found.text, found.spread, found.digits) != (there.text, there.spread, there.digits):
            wrong.append(
                f"{shown.rows[row]} / {shown.metrics[column]}: {found.text} {found.spread} {found.digits!r}, "
                f"{there.text} {there.spread} {there.digits!r} on its own page"
            )
        metric = replace(source.table.metrics[at[1]], label=shown.metrics[column], aggregate="")
        is_mixed |= columns[column] is not None and columns[column] != metric
        columns[column] = metric
    rows = [Row(name, title) for name, title in zip(names, shown.rows, strict=True)]
    metrics = [one or Metric(title) for one, title in zip(columns, shown.metrics, strict=True)]
    # each column of its own experiment: only there have the numbers been made to compete
    is_ranked = kind == "metric" and all(title in sources for title in shown.metrics)
    return (None if is_mixed else Table("", rows, metrics, cells)), is_ranked, wrong


def untold(
    kind: str, name: str, sources: Mapping[str, Source], told: set[tuple[str, int, int]]
) -> Iterator[str]:
    """Numbers of a row or metric that its page doesn't have."""
    for source in sources.values():
        for (row, column), cell in source.table.cells.items():
            own = source.table.metrics[column].name if kind == "metric" else source.table.rows[row].name
            if own == name and cell.text and (source.title, row, column) not in told:
                place = f"{source.table.rows[row].name} / {source.table.metrics[column].name}"
                yield f"{source.title}: {place} is not on the page"


def _place(
    kind: str, name: str, row: str, column: str, sources: Mapping[str, Source]
) -> tuple[Source, tuple[int, int] | None] | None:
    """Which cell of which table stands in a row and column of a gathered page."""
    if kind == "metric":
        if column in sources:
            source, title = sources[column], row
        elif row in sources:
            source, title = sources[row], column
        else:
            title, _, study = row.rpartition(" · ")
            if study not in sources:
                return None
            source = sources[study]
        rows = [
            at for at, one in enumerate(source.table.rows) if one.name == title or f"L {one.name}" == title
        ]
        columns = [at for at, one in enumerate(source.table.metrics) if one.name == name]
        return source, (rows[0], columns[0]) if rows and columns else None
    if row not in sources:
        return None
    source = sources[row]
    rows = [at for at, one in enumerate(source.table.rows) if one.name == name]
    columns = [at for at, one in enumerate(source.table.metrics) if _is_column(one, column, source)]
    return source, (rows[0], columns[0]) if rows and columns else None


def _is_column(metric: Metric, title: str, source: Source) -> bool:
    return title in (metric.name, metric.label) or any(
        title.startswith(f"{one} (") for one in (metric.name, metric.label) if one
    )


def no_winner(shown: ShownTable) -> Iterator[str]:
    """Nothing is ranked across experiments."""
    for place, cell in shown.cells.items():
        if cell.is_best or cell.rank:
            yield f"{shown.rows[place[0]]} / {shown.metrics[place[1]]} has a rank among other experiments"
    for sentence in shown.sentences:
        if re.search(r"\b(best|worst)\b", sentence):
            yield f"{sentence!r} across experiments"
