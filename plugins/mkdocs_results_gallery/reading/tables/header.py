"""Lines of cells become records: which line names the columns, and what stands around the table.

What is passed over holds no number, and what was found and not stated is said.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from sys import intern

from mkdocs_results_gallery.errors import lines_beside, shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.notation import NUMBER
from mkdocs_results_gallery.reading.parted import parted
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.around import picked, table_lines
from mkdocs_results_gallery.reading.tables.commas import have_commas, with_points
from mkdocs_results_gallery.reading.tables.detect import OR_EXCLUDE
from mkdocs_results_gallery.reading.tables.leaves import is_missing
from mkdocs_results_gallery.reading.tables.said import where_said
from mkdocs_results_gallery.reading.tree import (
    Abort,
    CellLines,
    Headed,
    Line,
    MappingNode,
    Mark,
    Problems,
    nfc,
    wrong_in_name,
)
from mkdocs_results_gallery.reading.widekeys import keys_of
from mkdocs_results_gallery.words.phrases import counted

_NO_NAMES = "put a line of names first"
_UNNAMED = ("name", "row", "index")
"""What a first column without a name may be called: the first that no other has; of numbers, the last."""

_NAMES_OF_ROWS = frozenset(
    [
        "algorithm", "approach", "benchmark", "category", "class", "config", "country", "dataset", "epoch",
        "experiment", "group", "id", "iteration", "key", "label", "lang", "language", "layer", "method",
        "metric", "model", "name", "row", "run", "setting", "split", "step", "subset", "system", "task",
        "variant", "version", "year",
    ]
)  # fmt: skip # short words stay dense
_WHOLE = re.compile(r"-?[0-9]+")
_LOOKED_AT = 1_000
"""Lines that show whether there is anything but whole numbers."""
_EVEN = 3
"""Numbers that grow evenly, at least: thresholds or sizes, and no cells."""


def headed(found: CellLines, settings: Settings, problems: Problems, limits: Limits) -> Headed | None:
    """The records of `found`; lines that don't fit are errors. None: there are no lines.

    Raises `Abort` after a warning that nobody can know what the numbers are.
    """
    lines = table_lines(found, problems) if found.delimiter else found.lines
    if not lines:
        return None
    if not found.is_named and not _has_names(lines, settings, problems):
        lines = [_names_given(lines, settings, problems), *lines]
    named = _with_first_named(lines, settings.row_key)
    lines = named.lines
    names, name_marks = lines[0]
    keys = _header(names, name_marks, problems, limits)
    commas = have_commas(lines[1:], found.delimiter, problems)
    values: list[MappingNode] = []
    for cells, marks in lines[1:]:
        if cells == names and len(names) > 1:
            continue  # who appends to a file often writes the names again
        if len(cells) != len(keys):
            _report_ragged(len(keys), len(cells), marks[0], problems)
            continue
        texts = [cell.strip(" \t") for cell in cells]
        read = [*map(with_points, texts)] if commas else texts
        values.append(MappingNode(keys, name_marks, [*read], marks, marks[0], 1))
    marks = array("q", [record.mark for record in values])
    return Headed([*values], marks, name_marks[0], 2, named.key, named.index)


def _report_ragged(expected: int, got: int, mark: Mark, problems: Problems) -> None:
    message = f"expected {expected} cells as in the header, got {got}"
    hint = "quote a cell that holds the separator" if got > expected else ""
    problems.error("ragged", mark, (), message, hint)


def _has_names(lines: Sequence[Line], settings: Settings, problems: Problems) -> bool:
    """Whether the first line names the columns: as declared, else where it could be no row as others."""
    if settings.header is not None:
        return settings.header is True
    number = first_number([cell.strip() for cell in lines[0][0]], lines[1:], settings)
    if not number:
        return True
    is_row = _is_a_row(lines)
    names = [f"column {at}" for at in range(1, len(lines[0][0]) + 1)]
    message = f"expected a first line with the names of the columns, got the number {shown(number)}"
    if is_row:
        message += f": they are called {names[0]}" + (f" to {names[-1]}" if len(names) > 1 else "")
    listed = ", ".join(names)
    where = where_said(problems.file)
    if is_row and _are_bare(lines):
        reason = "no metric table: whole numbers alone, of which no line and no column has a name"
        hint = f"if it is one, say `header: [{listed}]` with names of yours {where}; {OR_EXCLUDE}"
        cure = lines_beside(problems.file, f"header: [{listed}]")
        problems.warning("no table", lines[0][1][0], (), reason, hint, cure)
        raise Abort(reason)
    if is_row:
        hint = f"say `header: [{listed}]` with names of yours {where}, or {_NO_NAMES}; "
        hint += "`header: true` if these are names"
    else:
        hint = f"say `header: true` {where} if these are names, else `header: [{listed}]` with names of yours"
    cells, marks = lines[0]
    at = next(at for at, cell in enumerate(cells) if cell.strip() == number)
    cure = lines_beside(problems.file, f"header: [{listed}]" if is_row else "header: true")
    problems.warning("name", marks[at], (), message, hint, cure)
    return not is_row


def _are_bare(lines: Sequence[Line]) -> bool:
    """Whether all cells of the first lines are whole numbers or empty: input of a program, as a rule."""
    first = lines[:_LOOKED_AT]
    cells = (cell.strip() for cells, _ in first for cell in cells)
    return len(lines) > 1 and all(not cell or _WHOLE.fullmatch(cell) for cell in cells)


def first_number(names: Sequence[str], lines: Sequence[Line], settings: Settings) -> str:
    """The first number among the names of columns, where it is rather a cell; ``""`` for none.

    Years, steps and thresholds name columns as well: where the first column has a name that says what rows
    are, or where whole numbers grow from left to right and are unlike the cells below them.
    """
    numbers = [
        name
        for at, name in enumerate(names)
        if (NUMBER.fullmatch(name) or _is_beside(name, at, lines)) and name not in settings.metrics
    ]
    keys = settings.row_key
    if not numbers or names[0].lower() in _NAMES_OF_ROWS or (keys and set(keys) <= {*names}):
        return ""
    if len(numbers) < len(names) and _is_count(numbers, names, lines):
        return ""
    return numbers[0]


def _is_beside(name: str, at: int, lines: Iterable[Line]) -> bool:
    """Whether a name is a number with something beside it, as the cells below it are."""
    found = parted(name)
    if found is None:
        return False
    texts = [text for text in _column(at, lines) if not is_missing(text)]
    alike = sum(1 for text in texts if (one := parted(text)) and one.unit == found.unit)
    plain = 0 if found.unit else sum(1 for text in texts if NUMBER.fullmatch(text))
    return (alike + plain) * 2 > len(texts)


def _bare(text: str) -> str:
    """The number of a text without what stands beside it; ``""`` for none."""
    if NUMBER.fullmatch(text):
        return text
    found = parted(text)
    return found.number if found else ""


def _is_count(numbers: list[str], names: Sequence[str], lines: Sequence[Line]) -> bool:
    """Whether names are whole numbers that grow, and none of them could be a cell of its column."""
    grow = all(map(str.isdigit, numbers)) and sorted(numbers, key=float) == numbers
    if not grow:
        return False
    places = {name: at for at, name in reversed([*enumerate(names)])}
    return not any(_is_like_its_cells(name, _column(places[name], lines)) for name in numbers)


def _is_like_its_cells(name: str, texts: Iterable[str]) -> bool:
    """Whether a number could stand in the column that it names."""
    cells = [float(text) for text in texts if NUMBER.fullmatch(text)]
    if not cells:
        return False
    low, high = min(cells), max(cells)
    room = max(high - low, abs(low) / 2, abs(high) / 2)
    return low - room <= float(name) <= high + room


def _column(at: int, lines: Iterable[Line]) -> list[str]:
    return [cells[at].strip() for cells, _ in lines if at < len(cells)]


def _is_a_row(lines: Sequence[Line]) -> bool:
    """Whether the first line can only be a row: a number wherever the others have numbers, and no scale."""
    first = [cell.strip() for cell in lines[0][0]]
    numeric = [at for at in range(len(first)) if _are_numbers(_column(at, lines[1:]))]
    if not all(_bare(first[at]) or is_missing(first[at]) for at in numeric):
        return False
    numbers = [float(number) for at in numeric if (number := _bare(first[at]))]
    return not _grow_evenly(numbers)


def _are_numbers(texts: Sequence[str]) -> bool:
    numbers = sum(1 for text in texts if _bare(text) or is_missing(text))
    return numbers * 2 > len(texts)


def _grow_evenly(numbers: Sequence[float]) -> bool:
    """Whether numbers grow by equal steps, or by equal factors: 0.1, 0.2, 0.3, or 16, 32, 64."""
    steps = [b - a for a, b in pairwise(numbers)]
    if len(numbers) < _EVEN or min(steps) <= 0:
        return False
    factors = [b / a for a, b in pairwise(numbers)] if numbers[0] > 0 else []
    return any(max(some) - min(some) <= max(some) / 100 for some in (steps, factors) if some)


def _names_given(lines: Sequence[Line], settings: Settings, problems: Problems) -> Line:
    """The names of columns that no line of the file has: those declared, else their numbers."""
    marks = lines[0][1]
    said = settings.header if isinstance(settings.header, tuple) else ()
    if said and len(said) != len(marks):
        message = f"expected a name for each of {counted(len(marks), 'column')}, got {len(said)}"
        hint = "true: the first line has them; false: they are numbered"
        raise problems.stop("header", settings.mark_of("header"), ("header",), message, hint)
    return [*(said or (f"column {at}" for at in range(1, len(marks) + 1)))], marks


@dataclass(frozen=True, slots=True)
class _Named:
    """Lines whose first columns all have names."""

    lines: list[Line]
    key: str = ""
    """The first column, where it had no name and can only be the names of the rows."""
    index: str = ""
    """The first column, where it had no name and holds numbers."""


def _with_first_named(lines: list[Line], row_key: Sequence[str]) -> _Named:
    """The lines with a name for a first column that has none.

    One that counts the lines is left out, where something else can name the rows.
    """
    (names, marks), *rest = lines
    if names[0].strip() or not rest or any(len(cells) != len(names) for cells, _ in rest):
        return _Named(lines)
    others = {nfc(name.strip()) for name in names}
    texts = _column(0, rest)
    are_whole = all(map(re.compile("[0-9]+").fullmatch, texts))
    name = next((name for name in _UNNAMED[:: -1 if are_whole else 1] if name not in others), "")
    counts = are_whole and any(texts == [*map(str, range(n, n + len(texts)))] for n in (0, 1))
    if counts and name not in row_key and any(_may_name(_column(at, rest)) for at in range(1, len(names))):
        return _Named([picked(line, range(1, len(names))) for line in lines])
    named = [([name, *names[1:]], marks), *rest]
    if are_whole:
        return _Named(named, index=name)
    there = [*filter(None, texts)]
    return _Named(named, key=name if there and len({*there}) == len(there) else "")


def _may_name(texts: Sequence[str]) -> bool:
    """Whether a column holds texts, or whole numbers that grow."""
    if not _are_numbers(texts):
        return True
    numbers = [int(text) for text in texts if re.fullmatch("[0-9]{1,18}", text)]
    return len(numbers) == len(texts) and all(a < b for a, b in pairwise(numbers))


def _header(cells: list[str], marks: array[int], problems: Problems, limits: Limits) -> tuple[str, ...]:
    names: dict[str, int] = {}
    last: dict[str, int] = {}  # the number that a name was given which is there again
    for index, (cell, mark) in enumerate(zip(cells, marks, strict=True)):
        name = intern(nfc(cell.strip()))
        wrong = wrong_in_name(name, limits.name_characters)
        if wrong:
            message = f"expected a column name, got {wrong}" + (f": {shown(name)}" if name else "")
            problems.error("name", mark, (), message, "name every column in the first line")
            name = f"\0{index}"
        elif name in names:
            tried = last.get(name, 1)
            last[name] = next(n for n in count(tried + 1) if f"{name} ({n})" not in names)
            again = f"{name} ({last[name]})"
            if not problems.enough("notice", "repeated name"):
                message = f"the column {shown(name)} is there again, first as column {names[name] + 1}"
                problems.notice("repeated name", mark, (), f"{message}: it is called {shown(again)}")
            name = intern(again)
        names[name] = index
    return keys_of(tuple(names))
