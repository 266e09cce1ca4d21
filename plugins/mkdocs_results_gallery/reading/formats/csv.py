"""The reader of CSV and TSV: a header line, then one record a line, as a list of records with positions."""

from __future__ import annotations

import csv
import io
import re
from array import array
from collections.abc import Iterator
from itertools import accumulate
from sys import intern

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.notation import NUMBER
from mkdocs_results_gallery.reading.tree import (
    Document,
    Headed,
    MappingNode,
    Mark,
    Problems,
    mark_at,
    nfc,
    wrong_in_name,
)

_NO_NAMES = "put a line of names first"


def read_csv(text: str, problems: Problems, limits: Limits) -> Document:
    """Comma separated; tab or semicolon where the header line has no comma."""
    header = text.lstrip("\r\n").split("\n", 1)[0]
    return _read(text, next((char for char in ",\t;" if char in header), ","), problems, limits)


def read_tsv(text: str, problems: Problems, limits: Limits) -> Document:
    """Tab separated."""
    return _read(text, "\t", problems, limits)


def _read(text: str, delimiter: str, problems: Problems, limits: Limits) -> Document:
    records = _records(text, delimiter, problems)
    header = next(records, None)
    if header is None:
        return Document(None, 0)
    lines = _without_unnamed(header, list(records))
    header = lines[0]
    keys = _header(*header, problems, limits)
    key_marks = header[1]
    values: list[MappingNode] = []
    spent = 0
    for cells, marks in lines[1:]:
        if len(cells) != len(keys):
            problems.error(
                "ragged",
                marks[0],
                (),
                f"expected {len(keys)} cells as in the header, got {len(cells)}",
                "quote a cell that holds the separator" if len(cells) > len(keys) else "",
            )
            continue
        spent += len(cells) + 1
        if spent > limits.values:
            raise problems.stop(
                "limit",
                marks[0],
                (),
                f"expected at most {limits.values:,} values, got more",
                "split the file",
            )
        texts = [cell.strip(" ") for cell in cells]
        values.append(MappingNode(keys, key_marks, list(texts), marks, marks[0], 1))
    marks = array("q", [fields.mark for fields in values])
    return Document(Headed(list(values), marks, key_marks[0], 2), key_marks[0])


_Line = tuple[list[str], "array[int]"]


def _without_unnamed(header: _Line, records: list[_Line]) -> list[_Line]:
    """The lines without what programs write unasked: a last column after a trailing separator, and a first
    one that only counts the lines from 0. An unnamed first column with names in it is called ``name``.
    """
    lines = [header, *records]
    width = len(header[0])
    if width < 3 or not records or any(len(cells) != width for cells, _ in records):
        return lines
    if all(not cells[-1].strip() for cells, _ in lines):
        lines = [(cells[:-1], marks[:-1]) for cells, marks in lines]
    return lines if header[0][0].strip() else _with_first_named(lines)


def _with_first_named(lines: list[_Line]) -> list[_Line]:
    (names, marks), *records = lines
    if all(cells[0].strip() == str(index) for index, (cells, _) in enumerate(records)):
        return [(cells[1:], marks[1:]) for cells, marks in lines]
    return lines if "name" in names else [(["name", *names[1:]], marks), *records]


def _header(cells: list[str], marks: array[int], problems: Problems, limits: Limits) -> tuple[str, ...]:
    names: dict[str, int] = {}
    for index, (cell, mark) in enumerate(zip(cells, marks, strict=True)):
        name = intern(nfc(cell.strip(" ")))
        wrong = wrong_in_name(name, limits.name_characters)
        if wrong:
            problems.error(
                "name",
                mark,
                (),
                f"expected a column name, got {wrong}" + (f": {shown(name)}" if name else ""),
                "name every column in the first line",
            )
            name = f"\0{index}"
        elif name in names:
            problems.error(
                "duplicate name",
                mark,
                (),
                f"expected each column once, got {shown(name)} again, first in column {names[name] + 1}",
                _NO_NAMES if NUMBER.fullmatch(name) else "rename or remove one of them",
            )
            name = f"\0{index}"
        names[name] = index
    if names and all(NUMBER.fullmatch(name) for name in names):
        problems.error(
            "name",
            marks[0],
            (),
            "expected a header line with the column names, got numbers",
            _NO_NAMES,
        )
    return tuple(names)


def _records(text: str, delimiter: str, problems: Problems) -> Iterator[tuple[list[str], array[int]]]:
    """Cells and their marks, a line that holds nothing left out."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        first = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise problems.stop(
                "syntax",
                mark_at(first + 1, 1),
                (),
                f"expected CSV, got something else: {shown(str(error), 80)[1:-1]}",
                "close the quotes, and double a quote inside a quoted cell",
            ) from None
        if not cells:
            continue
        yield cells, _marks(cells, lines[first : reader.line_num], first + 1, delimiter)


def _marks(cells: list[str], lines: list[str], line: int, delimiter: str) -> array[Mark]:
    base = line << 32
    if len(lines) == 1 and '"' not in lines[0]:
        starts = accumulate((len(cell) + 1 for cell in cells[:-1]), initial=1)
        return array("q", (base | start << 1 for start in starts))
    # quotes and line ends stand in the file but not in the cells: walk the text as it was written
    raw = "".join(lines)
    field = re.compile(f'(?:"(?:[^"]|"")*+"|[^"{delimiter}])*+')
    marks: array[int] = array("q")
    at = start = 0
    for _ in cells:
        marks.append(mark_at(line, at - start + 1))
        match = field.match(raw, at)
        end = match.end() if match else at
        breaks = raw.count("\n", at, end)
        if breaks:
            line += breaks
            start = raw.rindex("\n", at, end) + 1
        at = end + 1
    return marks
