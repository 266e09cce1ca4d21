"""The reader of CSV and TSV: lines of cells with positions, whichever of them names the columns."""

from __future__ import annotations

import csv
import io
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.notation import DECIMAL_COMMA
from mkdocs_results_gallery.reading.tree import CellLines, Document, Line, Mark, Problems, mark_at

_DELIMITERS = (",", "\t", ";", "|")
_LOOKED_AT = 50
"""Lines that show what stands between cells."""
_SAID = re.compile(r"\"?sep=([^\r\n])\"?\r?(?:\n|\Z)", re.IGNORECASE)
"""The first line that Excel writes and reads to say so."""


def read_csv(text: str, problems: Problems, limits: Limits) -> Document:
    """Separated as its first line says, else by what gives lines of equally many cells: most often commas."""
    return _read(text, _DELIMITERS, problems, limits)


def read_tsv(text: str, problems: Problems, limits: Limits) -> Document:
    """The same, most often by tabs."""
    return _read(text, ("\t", ",", ";", "|"), problems, limits)


def _read(text: str, delimiters: Sequence[str], problems: Problems, limits: Limits) -> Document:
    said = _SAID.match(text)
    if said:  # an empty line in its place, so that all others keep their numbers
        text = "\n" + text[said.end() :]
    delimiter = said[1] if said else _delimiter(text, delimiters)
    lines: list[Line] = []
    spent = 0
    for cells, marks in _records(text, delimiter, problems):
        spent += len(cells) + 1 if lines else 0  # names cost nothing
        if spent > limits.values:
            message = f"expected at most {limits.values:,} values, got more"
            raise problems.stop("limit", marks[0], (), message, "split the file")
        lines.append((cells, marks))
    if not lines:
        return Document(None, 0)
    found = CellLines(lines, delimiter)
    return Document(found, found.mark)


def _delimiter(text: str, delimiters: Sequence[str]) -> str:
    """What separates cells: it parts all lines into equally many, or else the most."""
    sample = [line for line in islice(io.StringIO(text, newline=""), 2 * _LOOKED_AT) if line[:1] != "#"]
    there = [char for char in delimiters if any(char in line for line in sample)]
    if len(there) < 2:
        return there[0] if there else delimiters[0]
    parted = {char: _parted(sample, char) for char in there}
    widths = {char: {len(cells) for cells in lines} for char, lines in parted.items()}
    even = [char for char in there if len(widths[char]) == 1 and widths[char] != {1}]
    if even[:1] == [","] and ";" in even and _has_decimal_comma(parted[";"]):
        return ";"
    if even:
        return even[0]
    return max(there, key=lambda char: _most_alike(parted[char]))


def _parted(sample: Sequence[str], delimiter: str) -> list[list[str]]:
    try:
        lines = islice(csv.reader(sample, delimiter=delimiter), _LOOKED_AT)
        return [cells for cells in lines if cells]
    except csv.Error:
        return []


def _most_alike(lines: Sequence[Sequence[str]]) -> int:
    """How many lines have equally many cells, and more than one."""
    widths = Counter(len(cells) for cells in lines if len(cells) > 1)
    return max(widths.values(), default=0)


def _has_decimal_comma(lines: Sequence[Sequence[str]]) -> bool:
    return any(DECIMAL_COMMA.fullmatch(cell.strip()) for cells in lines for cell in cells)


def _records(text: str, delimiter: str, problems: Problems) -> Iterator[Line]:
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
