"""Sentences about the numbers of one column, or of columns that are told of together."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

from tests.independent.cells import by_format
from tests.independent.paper import number, seen
from tests.independent.reader import ROWS, UNSURE, Form, Reader
from tests.independent.statistics import aggregated
from tests.independent.words import counted, names_rows, readings, whole


def ends(
    reader: Reader,
    title: str,
    first: str,
    top: str,
    top_rows: str,
    top_tied: str | None,
    last: str,
    bottom: str,
    bottom_rows: str,
    bottom_tied: str | None,
) -> str:
    column = reader.titles.get(title)
    if column is None:
        return f"no column {title}"
    up = reader.metric(column).higher
    if (first, last) != (("highest", "lowest") if up is None else ("best", "worst")):
        return "the words are not those of its direction"
    for text, names, tied, is_top in (
        (top, top_rows, top_tied, True),
        (bottom, bottom_rows, bottom_tied, False),
    ):
        found = reader.ends(column, highest=is_top == (up is not False))
        if len(found.runs) < 2:
            return "all are tied: nobody is at an end"
        rows = found.runs[0]
        if not names_rows(names, reader.lines, rows):
            return f"{names} named, {[reader.table.rows[row].title for row in rows]} are at this end"
        alike = len({reader.looks.key(row, column) for row in rows}) == 1
        words = None if len(rows) == 1 else ", tied" if alike else ", tied within uncertainty"
        if tied != words:
            return f"{tied} said, {words} expected"
        if not reader.spans(text, rows, column):
            return f"{text} is not what {names} have"
    return ""


def constant(reader: Reader, title: str, text: str, count: str) -> str:
    column = reader.titles.get(title)
    rows = reader.table.filled(column) if column is not None else []
    if column is None or len({reader.looks.key(row, column) for row in rows}) != 1:
        return "not one number"
    if len(rows) < 3:
        return "fewer than three rows"
    if count != counted(len(rows), len(rows), reader.is_whole(column)):
        return f"{count}, expected {counted(len(rows), len(rows), reader.is_whole(column))}"
    return "" if reader.tells(text, rows[0], column) else f"{text} is not the number"


def but_one(reader: Reader, title: str, text: str, count: str, other: str, name: str) -> str:
    column = reader.titles.get(title)
    if column is None or name not in reader.lines:
        return "names nothing"
    odd = reader.lines[name]
    rows = reader.table.filled(column)
    rest = [row for row in rows if row != odd]
    if odd not in rows or len({reader.looks.key(row, column) for row in rest}) != 1:
        return "not all the same but one"
    if len(rows) < 5:
        return "fewer than five rows"
    if reader.looks.key(odd, column) == reader.looks.key(rest[0], column):
        return "the one does not differ"
    if any(reader.unsure(odd, row, column) for row in rest):
        return "the one differs within uncertainty"
    if count != counted(len(rest), len(rows), reader.is_whole(column)):
        return f"{count}, expected {counted(len(rest), len(rows), reader.is_whole(column))}"
    return "" if reader.tells(text, rest[0], column) and reader.tells(other, odd, column) else "other numbers"


def _reference(reader: Reader, column: int, text: str) -> tuple[Fraction, str]:
    """The reference, and what is wrong with how it is written."""
    stated = reader.metric(column).reference
    if not stated:
        return Fraction(0), "no reference"
    value = seen(text, reader.metric(column).is_percent)
    return number(stated), "" if value == number(stated) else f"the reference is {stated}"


def beside(
    reader: Reader,
    title: str,
    side: str,
    reference: str,
    count: str,
    some: str | None,
    unsure: str | None,
    span: str,
    names: str | None,
) -> str:
    column = reader.titles.get(title)
    if column is None:
        return "no such column"
    level, wrong = _reference(reader, column, reference)
    if wrong:
        return wrong
    sign = 1 if side == "above" else -1
    filled = reader.table.filled(column)
    rows = [row for row in filled if sign * (reader.table.exact(row, column) - level) > 0]
    if not rows:
        return "none is there"
    shown_level = by_format(level, reader.metric(column))[1] if reader.metric(column).format else level
    if any(sign * (reader.looks.seen(row, column) - shown_level) <= 0 for row in rows):
        return "the numbers shown are not on that side"
    if count != counted(len(rows), len(filled), reader.is_whole(column)):
        return f"{count}, expected {counted(len(rows), len(filled), reader.is_whole(column))}"
    if not reader.remark(some, unsure, [reader.near(row, column, level) for row in rows]):
        return "the remark on uncertainty is wrong"
    if not reader.spans(span, rows, column):
        return f"{span} is not what they have"
    if names is None or rows == filled:
        return "" if names is None and rows == filled else "rows are named where all are meant, or none are"
    return "" if names_rows(names, reader.lines, rows) else f"{names} are other rows"


def at(reader: Reader, title: str, reference: str, count: str, names: str) -> str:
    column = reader.titles.get(title)
    if column is None:
        return "no such column"
    level, wrong = _reference(reader, column, reference)
    if wrong:
        return wrong
    filled = reader.table.filled(column)
    rows = [row for row in filled if reader.table.exact(row, column) == level]
    look = [
        row
        for row in filled
        if reader.looks.seen(row, column) == seen(reference, reader.metric(column).is_percent)
    ]
    if rows != look:
        return "others look like the reference too"
    if count != counted(len(rows), len(filled), reader.is_whole(column)):
        return f"{count}, expected {counted(len(rows), len(filled), reader.is_whole(column))}"
    return "" if names_rows(names, reader.lines, rows) else f"{names} are other rows"


def narrow(
    reader: Reader, titles: str, verb: str, low: str, high: str, count: str | None, every: str | None
) -> str:
    reasons = [
        _narrow_of(reader, sorted(some), verb, low, high, count, every)
        for some in readings(titles, reader.titles)
    ]
    return "" if "" in reasons else "; ".join(reasons) or "no such columns"


def _narrow_of(
    reader: Reader, columns: list[int], verb: str, low: str, high: str, count: str | None, every: str | None
) -> str:
    cells = [(row, column) for column in columns for row in reader.table.filled(column)]
    ends = reader.metric(columns[0]).range
    if ends is None or ends[0] is None or ends[1] is None:
        return "no range"
    exact = [reader.table.exact(*cell) for cell in cells]
    if min(exact) < ends[0] or max(exact) > ends[1] or (max(exact) - min(exact)) * 10 > ends[1] - ends[0]:
        return "not within a tenth of the range"
    lowest = min(cells, key=lambda cell: reader.table.exact(*cell))
    highest = max(cells, key=lambda cell: reader.table.exact(*cell))
    if not reader.tells(low, *lowest) or not reader.tells(high, *highest):
        return f"{low} to {high} is not what they have"
    filled = [reader.table.filled(column) for column in columns]
    expected = counted(len(filled[0]), len(filled[0]), reader.is_whole(columns[0]))
    same = all(rows == filled[0] for rows in filled)
    if (count or every) != (expected if same else "all rows with a value"):
        return f"{count or every}, expected {expected}"
    return "" if verb == ("is" if len(columns) == 1 else "are") else "wrong verb"


def aggregate(reader: Reader, title: str, text: str, how: str, count: str, of: str | None) -> str:
    column = reader.titles.get(title)
    if column is None or reader.metric(column).aggregate != how:
        return f"{how} is not asked for"
    rows = reader.table.filled(column)
    if (whole(count), whole(of or count)) != (len(rows), len(reader.table.rows)):
        return f"of {len(rows)} of {len(reader.table.rows)} rows"
    exact = aggregated(how, [reader.table.exact(row, column) for row in rows])
    return "" if reader.computed(text, exact, column) else f"{text}, but it is {float(exact)}"


def missing(reader: Reader, count: str, of: str, verb: str, reasons: str | None) -> str:
    holes = [cell for cell in reader.table.cells.values() if not cell.text and not cell.sign]
    if (whole(count), whole(of), verb) != (
        len(holes),
        len(reader.table.cells),
        "is" if len(holes) == 1 else "are",
    ):
        return f"{len(holes)} of {len(reader.table.cells)} are"
    counts = Counter(cell.missing for cell in holes)
    if not reasons:
        return "" if set(counts) <= {"unknown"} else f"reasons are {counts}"
    told = {}
    for words in re.split(r", | and ", reasons):
        size, reason = words.split(" ", 1)
        told["unknown" if reason == "without a reason" else reason] = whole(size)
    return "" if told == counts else f"reasons are {counts}"


FORMS: dict[str, Form] = {
    "ends": (
        r"(.*): (best|highest) (\S+(?: to \S+)?) \((.*?)(, tied(?: within uncertainty)?)?\), "
        r"(worst|lowest) (\S+(?: to \S+)?) \((.*?)(, tied(?: within uncertainty)?)?\)\.",
        ends,
    ),
    "but one": (rf"(.*) is (\S+) in {ROWS}, and (\S+) in (.*)\.", but_one),
    "beside": (
        rf"(.*) is (below|above) the reference (\S+) in {ROWS}{UNSURE}: "
        r"(\S+(?: to \S+)?)(?: \((.*)\))?\.",
        beside,
    ),
    "at": (rf"(.*) is at the reference (\S+) in {ROWS} \((.*)\)\.", at),
    "constant": (rf"(.*) is (\S+) in {ROWS}\.", constant),
    "narrow": (
        rf"(.*) (is|are) within (\S+) to (\S+) in (?:{ROWS}|(all rows with a value))\.",
        narrow,
    ),
    "aggregate": (
        r"(.*): (\S+), (mean|sum) of (?:all )?([\d,]+)(?: of ([\d,]+))? rows\.",
        aggregate,
    ),
    "missing": (r"([\d,]+) of ([\d,]+) cells (is|are) missing(?:: (.*))?\.", missing),
}
"""What each kind of sentence looks like, and who checks it."""
