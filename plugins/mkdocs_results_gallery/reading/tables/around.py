"""What stands in a CSV around its table: comments, titles, empty columns; and names with several lines."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence

from mkdocs_results_gallery.errors import Replace, shown
from mkdocs_results_gallery.reading.notation import NUMBER, is_for_people
from mkdocs_results_gallery.reading.tables.leaves import is_missing
from mkdocs_results_gallery.reading.tree import CellLines, Line, Problems, column_of, line_of


def table_lines(found: CellLines, problems: Problems) -> list[Line]:
    """The lines of the table, the names of its columns first; empty where there are none."""
    lines = _without_comments([line for line in found.lines if any(map(str.strip, line[0]))])
    if not lines:
        return []
    return _with_one_head(_without_empty(_widened(_without_titles(lines, problems))), problems)


def _without_comments(lines: Sequence[Line]) -> list[Line]:
    """The lines that are no comments: ``#model,acc`` may name columns, and ``#1`` a row."""
    first = next((at for at, (cells, _) in enumerate(lines) if not _is_hash(cells)), len(lines))
    if first == len(lines):
        return [*lines]
    width = len(lines[first][0])
    kept = [line for line in lines[first:] if not (_is_hash(line[0]) and _is_comment(line[0], width))]
    above = lines[first - 1] if first else None
    if above and len(above[0]) == width and _has_number(lines[first][0]):
        return [_without_hash(above), *kept]
    return kept


def _is_hash(cells: Sequence[str]) -> bool:
    return cells[0].lstrip().startswith("#")


def _is_comment(cells: Sequence[str], width: int) -> bool:
    """Whether a line that begins with # is none of the table: it has no number, nor a reason for none."""
    is_row = len(cells) == width and cells[0].lstrip()[1:2] != " "
    return not is_row and not any(
        NUMBER.fullmatch(cell) or is_missing(cell) for cell in map(str.strip, cells)
    )


def _without_hash(line: Line) -> Line:
    cells, marks = line
    return [cells[0].lstrip().lstrip("#"), *cells[1:]], marks


def _has_number(cells: Iterable[str]) -> bool:
    return any(NUMBER.fullmatch(cell.strip()) for cell in cells)


def _without_titles(lines: list[Line], problems: Problems) -> list[Line]:
    """The lines from the names of the columns on; titles above them are told."""
    width = len(lines[-1][0])
    start = next((at for at, (cells, _) in enumerate(lines) if _filled(cells) > 1 and len(cells) == width), 0)
    above = lines[:start]
    if not above or len(lines) - start < 2 or _has_number(lines[start][0]) or not _are_titles(above, width):
        return lines
    first, last = line_of(above[0][1][0]), line_of(above[-1][1][0])
    where = f"line {first}" if first == last else f"lines {first} to {last}"
    message = f"the names of the columns are on line {line_of(lines[start][1][0])}: {where} passed over"
    hint = "start the line with # to say that it is a comment"
    text, mark = above[0][0][0], above[0][1][0]
    is_one = len(above) == 1 and text.strip()
    cure = Replace(line_of(mark), column_of(mark), text, f"# {text}") if is_one else None
    problems.notice("title", mark, (), message, hint, cure)
    return lines[start:]


def _are_titles(lines: Sequence[Line], width: int) -> bool:
    """Whether lines are texts for people: no two are lines of one table, and the table below is wider."""
    widths = [_filled(cells) for cells, _ in lines]
    several = [count for count in widths if count > 1]
    return all(map(_is_title, lines)) and max(widths) < width and len({*several}) == len(several)


def _filled(cells: Iterable[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _is_title(line: Line) -> bool:
    """Whether a line begins with a text for people, and no number or line of another separator."""
    text = line[0][0].strip()
    return bool(text) and not (NUMBER.fullmatch(text) or is_for_people(text) or re.search("[;|\t]", text))


def _widened(lines: list[Line]) -> list[Line]:
    """The lines, the first with an empty name where it has one cell less than all others, as R writes it."""
    names, marks = lines[0]
    widths = {len(cells) for cells, _ in lines[1:]}
    if widths == {len(names) + 1} and not all(cells[-1].strip() == "" for cells, _ in lines[1:]):
        return [(["", *names], array("q", [marks[0], *marks])), *lines[1:]]
    return lines


def _without_empty(lines: list[Line]) -> list[Line]:
    """The lines without the columns that have nothing in them, not even a name."""
    width = len(lines[0][0])
    if any(len(cells) != width for cells, _ in lines):
        return _without_last(lines)
    full = [at for at in range(width) if any(cells[at].strip() for cells, _ in lines)]
    return lines if len(full) == width else [picked(line, full) for line in lines]


def _without_last(lines: list[Line]) -> list[Line]:
    """The lines without a last empty cell that all but the first have, after a separator too many."""
    width = len(lines[0][0])
    rest = lines[1:]
    if rest and all(len(cells) == width + 1 and not cells[-1].strip() for cells, _ in rest):
        return [lines[0], *(picked(line, range(width)) for line in rest)]
    return lines


def picked(line: Line, places: Iterable[int]) -> Line:
    """The cells of a line that stand at these places."""
    cells, marks = line
    places = [*places]
    return [cells[at] for at in places], array("q", [marks[at] for at in places])


_MOST_HEADS = 4


def _with_one_head(lines: list[Line], problems: Problems) -> list[Line]:
    """The lines, where several name the columns with their names joined, as pandas writes levels of names."""
    width = len(lines[0][0])
    if lines[0][0][0].strip() or any(len(cells) != width for cells, _ in lines):
        return lines
    heads = [line for line in lines[:_MOST_HEADS] if not line[0][0].strip() and not _has_number(line[0])]
    rest = lines[len(heads) :]
    if (
        len(heads) < 2
        or heads != lines[: len(heads)]
        or not rest
        or any(len(one[0]) != width for one in lines)
    ):
        return lines
    keys = min(next((at for at, cell in enumerate(cells) if cell.strip()), width) for cells, _ in heads)
    names = [""] * keys
    if len(rest) > 1 and all(rest[0][0][:keys]) and not any(rest[0][0][keys:]):
        names, rest = rest[0][0][:keys], rest[1:]
    if not all(_has_number(cells[keys:]) for cells, _ in rest):
        return lines
    names = [name or (f"key {at + 1}" if keys > 1 else "") for at, name in enumerate(names)]
    parts = zip(*(_filled_on(cells[keys:]) for cells, _ in heads[:-1]), heads[-1][0][keys:], strict=True)
    names += [" / ".join(filter(None, dict.fromkeys(map(str.strip, part)))) for part in parts]
    message = f"the names of the columns have {len(heads)} lines, and are joined: {shown(names[-1])}"
    problems.notice("names", heads[0][1][0], (), message)
    return [(names, heads[0][1]), *rest]


def _filled_on(cells: Sequence[str]) -> list[str]:
    """The cells, an empty one with the text before it: a spreadsheet has it once for all of its columns."""
    filled: list[str] = []
    for cell in cells:
        filled.append(cell if cell.strip() or not filled else filled[-1])
    return filled
