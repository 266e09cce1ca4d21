"""What downloads say: CSV, JSON and `gallery.json`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.independent.boards import board_columns, is_higher_better, standing
from tests.independent.gathered import Again, Source, rank_words
from tests.independent.paper import number, plain
from tests.independent.reader import Doubt, Reader
from tests.independent.reading import Cell, Table
from tests.independent.spreads import unsigned
from tests.independent.statistics import could_be_best


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
        if cell.sign or cell.beside:
            continue  # they stand apart, see `_apart`
        if _parts(cell) != {
            key: value for key, value in known.get(place, {}).items() if key not in ("row", "metric")
        }:
            yield f"{known.get(place)} in the JSON, {cell.spread} in the file"
    yield from _apart(table, said)
    reasons = {(int(one["row"]), int(one["metric"])): one["reason"] for one in said["missing"]}
    expected = {place: cell.missing for place, cell in table.cells.items() if not cell.text and not cell.sign}
    if {place: why for place, why in reasons.items() if why != "unknown"} != {
        place: why for place, why in expected.items() if why != "unknown"
    }:
        yield f"reasons {reasons} in the JSON, {expected} in the file"


def _apart(table: Table, said: Mapping[str, Any]) -> Iterator[str]:
    """Bounds and notes in the JSON of a table."""
    bounds = {
        (int(one["row"]), int(one["metric"])): (one["sign"], number(one["value"]))
        for one in said.get("bounds", [])
    }
    notes = {(int(one["row"]), int(one["metric"])): one["note"] for one in said.get("notes", [])}
    if bounds != (
        expected := {at: (cell.sign, number(cell.limit)) for at, cell in table.cells.items() if cell.sign}
    ):
        yield f"bounds {bounds} in the JSON, expected {expected}"
    if notes != (marks := {at: cell.beside for at, cell in table.cells.items() if cell.beside}):
        yield f"notes {notes} in the JSON, expected {marks}"


def _parts(cell: Cell) -> dict[str, str]:
    said = cell.spread
    if cell.sign:
        return {"bound": f"{cell.sign} {unsigned(cell.limit)}"}
    if said is None:
        return {"note": cell.beside} if cell.beside else {}
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


def cells_csv(named: str, told: Sequence[Again], content: bytes) -> Iterator[str]:
    """The CSV of a page that shows cells again, which are `told` there."""
    head, *body = csv.reader(io.StringIO(content.decode()))
    if head != ["experiment", "table", named, *_ALWAYS, *_needed(told)]:
        yield f"columns {head}"
    known = {tuple(line[:3]): line[3:] for line in body}
    for one in told:
        table = one.source.table
        name = (table.rows[one.row] if named == "row" else table.metrics[one.column]).name
        value, uncertainty, *rank = known[one.source.experiment.path, table.name, name]
        rank, more = rank[:2], dict(zip(head[7:], rank[2:], strict=True))
        if more != (expected := {column: _more(one).get(column, "") for column in head[7:]}):
            yield f"{one.where}: {more} in the CSV, expected {expected}"
        if value not in (one.cell.text, plain(one.cell.text) if one.cell.text else ""):
            yield f"{one.where}: {value!r} in the CSV, {one.cell.text!r} in the file"
        if uncertainty != _stated(one.cell):
            yield f"{one.where}: {uncertainty!r} in the CSV, {one.cell.spread} in the file"
        yield from _wrong_rank(one, rank)


def cells_json(told: Sequence[Again], content: bytes) -> Iterator[str]:
    """The same of its JSON."""
    said = numbers_as_text(content)
    columns = said["columns"]
    if columns != ["metric", *_ALWAYS, *_needed(told)]:
        yield f"columns {columns}"
    known = {
        (table["experiment"], table["table"], name): more
        for table in said["tables"]
        for name, *more in table["cells"]
    }
    for one in told:
        table = one.source.table
        value, uncertainty, *rank = known[
            one.source.experiment.path, table.name, table.metrics[one.column].name
        ]
        rank, more = rank[:2], dict(zip(columns[5:], rank[2:], strict=True))
        if more != (expected := {column: _more(one).get(column) for column in columns[5:]}):
            yield f"{one.where}: {more} in the JSON, expected {expected}"
        if value != (plain(one.cell.text) if one.cell.text else None):
            yield f"{one.where}: {value!r} in the JSON, {one.cell.text!r} in the file"
        written = f"[{','.join(uncertainty)}]" if isinstance(uncertainty, list) else uncertainty or ""
        if written != _stated(one.cell):
            yield f"{one.where}: {uncertainty!r} in the JSON, {one.cell.spread} in the file"
        yield from _wrong_rank(one, [part or "" for part in rank])


_ALWAYS = ("value", "uncertainty", "rank", "of")
_MORE = ("unit", "kind", "n", "ci level", "bound", "note", "missing")


def _needed(told: Sequence[Again]) -> list[str]:
    """The columns behind those that are always there."""
    found = {column for one in told for column in _more(one)}
    return [column for column in _MORE if column in found]


def _more(one: Again) -> dict[str, str]:
    """What a download says of a cell behind its rank."""
    cell, unit = one.cell, one.source.table.metrics[one.column].common_unit
    said = {"unit": "percent" if unit == "%" else unit}
    if cell.spread:
        said |= {"kind": cell.spread.kind, "n": str(cell.spread.n or "")}
        said |= {"ci level": f"{float(cell.spread.level):g}" if cell.spread.level else ""}
    if cell.sign:
        said["bound"] = f"{cell.sign} {unsigned(cell.limit)}"
    elif not cell.text:
        said["missing"] = _reason(cell)
    said["note"] = cell.beside
    return {column: text for column, text in said.items() if text}


_NOTHING = ("", "-", "null", "unknown")
"""Words that give no reason, and don't say it in words of their own."""


def _reason(cell: Cell) -> str:
    if cell.note:
        return f"{cell.word if cell.word not in _NOTHING else 'unknown'}: {cell.note}"
    return cell.word if cell.word not in _NOTHING else ""


def _stated(cell: Cell) -> str:
    said = cell.spread
    if said is None:
        return ""
    return f"[{','.join(map(unsigned, said.ends))}]" if said.kind == "ci" else plain(said.text)


def _wrong_rank(one: Again, rank: Sequence[str]) -> Iterator[str]:
    expected = rank_words(one)
    if expected is not None and " of ".join(rank) != expected.removesuffix(", shared").replace("–", " of "):
        yield f"{one.where}: rank {rank}, expected {expected}"


def numbers_as_text(content: bytes) -> Any:  # noqa: ANN401 - whatever JSON has
    return json.loads(content, parse_float=str, parse_int=str)


def catalogue(source: Source, said: Mapping[str, Any]) -> Iterator[str]:
    """A table in `gallery.json`."""
    table, reader = source.table, source.reader
    if said["observations"] != source.shown.sentences:
        yield f"gallery.json says {said['observations']}, the page {source.shown.sentences}"
    for column, metric in enumerate(table.metrics):
        rows, best, text = table.filled(column), said["best"][column], said["best_shown"][column]
        if not rows or could_be_best(table, column, highest=metric.higher is not False):
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


def leader(source: Source, said: Mapping[str, Any] | None) -> Iterator[str]:
    """The row that an index calls the best of an experiment: the one that is, beyond doubt, or none."""
    table, reader = source.table, source.reader
    expected = _first_of_board(reader) if table.board else _first_of_metrics(reader)
    found = said and (said["metric"], said["row"], said["shown"])
    if expected is None and found is not None:
        yield f"{said} leads, expected nobody"
    elif expected is not None:
        column, row = expected
        name = "" if column is None else table.metrics[column].name
        if found is None or found[:2] != (name, table.rows[row].name):
            yield f"{said} leads, expected {table.rows[row].name} in {name or 'the board'}"
        elif column is not None and not reader.tells(found[2], row, column):
            yield f"{said} leads with another number than {table.cells[row, column].text}"
        elif column is None and found[2] != source.shown.overall[row].text:
            yield f"{said} leads with another number than {source.shown.overall[row].text}"


def _first_of_metrics(reader: Reader) -> tuple[int | None, int] | None:
    for column, metric in enumerate(reader.table.metrics):
        if metric.higher is not None and len(reader.table.filled(column)) > 1:
            if could_be_best(reader.table, column, highest=metric.higher):
                continue
            found = reader.ends(column, highest=metric.higher)
            if len(found.runs) > 1 and len(found.runs[0]) == 1 and not found.beyond:
                return column, found.runs[0][0]
    return None


def _first_of_board(reader: Reader) -> tuple[int | None, int] | None:
    board, found = reader.table.board, standing(reader)
    if len(found) < 2:
        return None
    # ranks know of ties within uncertainties, a mean does not
    if board["by"] == "mean" and any(map(reader.is_unsure, board_columns(reader))):
        return None
    places = sorted(found.values(), reverse=is_higher_better(reader))
    best = [row for row, one in found.items() if one[0] == places[0][0]]
    return (None, best[0]) if len(best) == 1 else None
