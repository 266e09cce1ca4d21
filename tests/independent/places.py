"""Wherever else a cell or a winner is told of: figure, notes, cards, gathered pages, downloads."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from typing import Any

from tests.independent.cells import Looks, contradictions, spread_words, unsigned
from tests.independent.pages import Node, ShownTable
from tests.independent.paper import is_number, number, plain
from tests.independent.reading import Cell, Experiment, Metric, Row, Table
from tests.independent.sentences import Doubt, Reader, aggregated
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


# the figure, and what stands under a table


def figure(table: Table, shown: ShownTable) -> Iterator[str]:
    """What the figure's cells and its description say."""
    for (row, column), cell in table.cells.items():
        place = f"{table.rows[row].name} / {table.metrics[column].name}"
        drawn, tip = shown.drawn.get((row, column)), shown.tips.get((row, column))
        if drawn is None or tip is None:
            continue
        start = f"{table.rows[row].title}, {table.metrics[column].title}: "
        if not tip.startswith(start):
            yield f"{place}: the figure says {tip!r}"
        elif cell.text:
            text = shown.cells[row, column].text
            if drawn not in (text, ""):
                yield f"{place}: {drawn!r} drawn, {text!r} in the table"
            if not drawn and len(text) <= 12:
                yield f"{place}: nothing drawn for {text!r}"
            said = tip[len(start) :].partition(";")[0].split(" ")[0].rstrip("%")
            if not is_number(said) or number(said) != cell.number:
                yield f"{place}: the tip says {tip!r}, the file {cell.text}"
            if (
                cell.spread
                and spread_words(cell.spread, replace(table.metrics[column], format="")) not in tip
            ):
                yield f"{place}: the tip {tip!r} is without the uncertainty"
        elif cell.missing != "unknown" and cell.missing not in tip:
            yield f"{place}: the tip says {tip!r} of what is {cell.missing}"


def foot(table: Table, shown: ShownTable) -> Iterator[str]:
    """The line of aggregates."""
    wanted = [metric.aggregate.replace("none", "") for metric in table.metrics]
    if not any(wanted):
        if shown.foot:
            yield f"a last line that nobody asks for: {shown.foot}"
        return
    reader = Reader(Looks(table, shown))
    for column, how in enumerate(wanted):
        rows = table.filled(column)
        text, _, coverage = (shown.foot[column] if column < len(shown.foot) else "").partition("|")
        if not how or not rows:
            if text:
                yield f"{table.metrics[column].name}: {text} in the last line"
            continue
        exact = aggregated(how, [table.exact(row, column) for row in rows])
        fits = text and (
            any(reader.tells(text, row, column) for row in rows if table.exact(row, column) == exact)
            if how in ("min", "max")
            else reader.computed(text, exact, column)
        )
        of = f"{len(rows)} of {len(table.rows)}"
        if not fits:
            yield f"{table.metrics[column].name}: {how} {text}, but it is {float(exact)!r}"
        words = f"{how} of {of if len(rows) < len(table.rows) else len(rows)}"
        if coverage != words:
            yield f"{table.metrics[column].name}: {coverage!r}, expected {words}"


def extremes(table: Table, shown: ShownTable) -> Iterator[str]:
    """Lowest, highest and missing in the table of metrics, and the figure's description."""
    reader = Reader(Looks(table, shown))
    titles = [metric.title for metric in table.metrics]
    for column, metric in enumerate(table.metrics):
        rows, said = table.filled(column), shown.extremes.get(metric.title)
        if said is None or titles.count(metric.title) > 1 or not rows:
            continue
        low, high = reader.low_and_high(rows, column)
        for text, row in ((said[-3], low), (said[-2], high)):
            same = [one for one in rows if reader.looks.key(one, column) == reader.looks.key(row, column)]
            words = {f"{len(same)} rows"} if len(same) > 1 else {table.rows[row].title}
            first, _, where = text.partition(" ")
            if not reader.tells(first, row, column) or where not in words:
                expected = reader.looks.text(row, column)
                yield f"{metric.name}: {text!r} among its extremes, expected {expected} {words}"
        count = len(table.rows) - len(rows)
        if said[-1] != (f"{count:,}" if count else "none"):
            yield f"{metric.name}: {said[-1]} missing, expected {count}"


def notes(table: Table, shown: ShownTable) -> Iterator[str]:
    """Who is below rank 1 and not told apart from it; how many pairs were compared."""
    said = next((note for note in shown.notes if note.startswith("Ranked below the best")), "")
    reader = Reader(Looks(table, shown))
    expected: dict[str, list[int]] = {}
    try:
        for column, metric in enumerate(table.metrics):
            if metric.higher is not None and len(table.filled(column)) > 1:
                found = reader.ends(column, highest=metric.higher)
                if len(found.runs) > 1 and found.beyond:
                    expected[next(title for title, at in reader.all_titles.items() if at == column)] = (
                        found.beyond
                    )
    except Doubt:
        return
    found_text = said.removeprefix("Ranked below the best, but not told apart from it: ").removesuffix(".")
    phrases = [phrase for phrase in found_text.split("; ") if phrase]
    if len(phrases) != len(expected):
        yield f"{said!r}, expected {expected}"
        return
    for phrase, (title, rows) in zip(phrases, expected.items(), strict=True):
        if not phrase.endswith(f" in {title}") or not names_rows(
            phrase.removesuffix(f" in {title}"), reader.lines, rows
        ):
            yield f"{phrase!r} in the note, expected {[table.rows[row].title for row in rows]} in {title}"


def described(table: Table, shown: ShownTable) -> Iterator[str]:
    """The figure's description: its size, the lowest and highest of the first metrics, what is missing."""
    reader, text = Reader(Looks(table, shown)), shown.alternative
    rows, columns = len(table.rows), len(table.metrics)
    start = f"Heatmap of {rows:,} row{'s' * (rows != 1)} by {columns:,} metric{'s' * (columns != 1)}. "
    holes = sum(not cell.text for cell in table.cells.values())
    end = f" {holes:,} of {rows * columns:,} cells missing." if holes else ""
    if not text.startswith(start) or not text.endswith(end):
        yield f"{text!r}, expected {start!r} and {end!r}"
        return
    text = text[len(start) :]
    for column, metric in enumerate(table.metrics[:6]):
        found = re.match(
            rf"{re.escape(metric.title)}: (?:(all missing)|from (\S+) \((.*?)\) to (\S+) \((.*?)\)|"
            r"(\S+) in (the only row|all [\d,]+ rows with a value))\.(?: |$)",
            text,
        )
        if not found:
            yield f"{text!r} says nothing of {metric.title}"
            return
        text = text[found.end() :]
        wrong = _described_column(reader, column, found.groups())
        if wrong:
            yield f"{found[0]!r}: {wrong}"


def _described_column(reader: Reader, column: int, said: Sequence[str | None]) -> str:
    empty, low_text, low_where, high_text, high_where, level, count = said
    rows = reader.table.filled(column)
    if empty or not rows:
        return "" if empty and not rows else "numbers, or none"
    low, high = reader.low_and_high(rows, column)
    keys = {row: reader.looks.key(row, column) for row in rows}
    if level:
        expected = "the only row" if len(rows) == 1 else f"all {len(rows):,} rows with a value"
        return (
            ""
            if len(set(keys.values())) == 1 and reader.tells(level, low, column) and count == expected
            else "not level"
        )
    for text, where, row in ((low_text, low_where, low), (high_text, high_where, high)):
        same = [one for one in rows if keys[one] == keys[row]]
        words = f"{len(same)} rows" if len(same) > 1 else reader.table.rows[row].title
        if where != words or not reader.tells(text or "", row, column):
            return f"expected {reader.looks.text(row, column)} ({words})"
    return "" if len(set(keys.values())) > 1 else "all are equal"


def pair_table(table: Table, words: str, shown: ShownTable) -> Iterator[str]:
    """The differences within pairs: computed from the file, and nobody ranked where they are uncertain."""
    first = words.partition(" − ")[0]
    name = f"{first[:-1]}…" if first.endswith("x") and not first.startswith("x") else f"…{first[1:]}"
    pairs = Reader(Looks(table, shown)).pairs(name)
    order = {row.name: at for at, row in enumerate(table.rows)}
    pairs.sort(key=lambda pair: order[table.rows[pair[1]].name])
    rows = [table.rows[one] for one, _ in pairs]
    metrics = [replace(metric, range=None, reference="0", aggregate="") for metric in table.metrics]
    cells = {}
    for at, (one, other) in enumerate(pairs):
        for column in range(len(metrics)):
            two = table.cells[one, column], table.cells[other, column]
            gap = _difference(two[1].text, two[0].text) if two[0].text and two[1].text else ""
            cells[at, column] = Cell(gap, missing="" if gap else "unknown")
            both = any(cell.spread for cell in two)
            if both and shown.cells[at, column].rank:
                yield f"{words}: {rows[at].name} / {metrics[column].name} has a rank, though it is unsure"
    yield from contradictions(
        Table("", rows, metrics, cells), shown, is_ranked=not any(c.spread for c in table.cells.values())
    )


def _difference(one: str, other: str) -> str:
    gap = Context(prec=2_000).subtract(Decimal(one), Decimal(other))
    return f"{gap:f}" if abs(gap.adjusted()) < 40 else f"{gap:e}"


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
            best = [source.table.rows[row].title for row in found.runs[0]]
            yield f"{line.text!r} names no best, though {best} is"


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


# downloads


def table_json(table: Table, said: Mapping[str, Any]) -> Iterator[str]:
    """One table of an experiment's JSON, read with its numbers as texts."""
    if [row["name"] for row in said["rows"]] != [row.name for row in table.rows]:
        yield "other rows in the JSON"
    if [metric["name"] for metric in said["metrics"]] != [metric.name for metric in table.metrics]:
        yield "other metrics in the JSON"
    for (row, column), cell in table.cells.items():
        text = said["values"][row][column]
        if text != (plain(cell.text) if cell.text else None):
            yield f"{text} in the JSON, {cell.text or 'nothing'} in the file"
    known = {(int(one["row"]), int(one["metric"])): one for one in said["uncertainty"]}
    for place, cell in table.cells.items():
        if _parts(cell) != {
            key: value for key, value in known.get(place, {}).items() if key not in ("row", "metric")
        }:
            yield f"{known.get(place)} in the JSON, {cell.spread} in the file"
    reasons = {(int(one["row"]), int(one["metric"])): one["reason"] for one in said["missing"]}
    expected = {place: cell.missing for place, cell in table.cells.items() if not cell.text}
    if {place: why for place, why in reasons.items() if why != "unknown"} != {
        place: why for place, why in expected.items() if why != "unknown"
    }:
        yield f"reasons {reasons} in the JSON, {expected} in the file"


def _parts(cell: Cell) -> dict[str, str]:
    said = cell.spread
    if said is None:
        return {}
    found = (
        dict(zip(("ci low", "ci high"), map(unsigned, said.ends), strict=True))
        if said.kind == "ci"
        else {said.kind: plain(said.text)}
    )
    found |= {"ci level": f"{float(said.level):g}"} if said.level else {}
    return found | ({"n": str(said.n)} if said.n is not None else {})


def table_csv(table: Table, content: bytes, names: Sequence[str] = ()) -> Iterator[str]:
    """A CSV download; `names` are those of its columns where they are not those of the metrics."""
    lines = list(csv.reader(io.StringIO(content.decode())))
    head, body = lines[0], lines[1:]
    if [line[0] for line in body] != [row.name for row in table.rows]:
        yield f"rows {[line[0] for line in body]} in the CSV"
        return
    for column, metric in enumerate(table.metrics):
        if metric.name not in head:
            yield f"no column {metric.name} in the CSV"
            continue
        at = head.index(metric.name)
        for row, line in enumerate(body):
            cell = table.cells[row, column]
            if line[at] != cell.text and line[at] != (plain(cell.text) if cell.text else ""):
                yield f"{line[at]!r} in the CSV, {cell.text!r} in the file"
            parts = {
                key: line[head.index(f"{metric.name} {key}")]
                for key in _parts(cell)
                if f"{metric.name} {key}" in head
            }
            if parts != _parts(cell):
                yield f"{parts} in the CSV, {_parts(cell)} in the file"


def numbers_as_text(content: bytes) -> Any:  # noqa: ANN401 - whatever JSON has
    return json.loads(content, parse_float=str, parse_int=str)


def catalogue(source: Source, said: Mapping[str, Any]) -> Iterator[str]:
    """A table in `gallery.json`."""
    table, reader = source.table, source.reader
    if said["observations"] != source.shown.sentences:
        yield f"gallery.json says {said['observations']}, the page {source.shown.sentences}"
    for column, metric in enumerate(table.metrics):
        rows, best, text = table.filled(column), said["best"][column], said["best_shown"][column]
        if not rows:
            if best is not None or text:
                yield f"{metric.name}: best {best} in gallery.json"
            continue
        edge = (min if metric.higher is False else max)(table.exact(row, column) for row in rows)
        at = next(row for row in rows if table.exact(row, column) == edge)
        if number(best) != edge or not reader.tells(text, at, column):
            written = table.cells[at, column].text
            yield f"{metric.name}: best {best}, {text} in gallery.json, expected {written}"
        expected: list[str] = []
        if metric.higher is not None and len(rows) > 1:
            try:
                found = reader.ends(column, highest=metric.higher)
            except Doubt:
                continue
            expected = [table.rows[row].name for row in sorted(found.runs[0])] if len(found.runs) > 1 else []
        if said["best_rows"][column] != expected:
            yield f"{metric.name}: best_rows {said['best_rows'][column]}, expected {expected}"
