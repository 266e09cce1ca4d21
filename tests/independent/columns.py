"""What a sentence says of several columns: who leads, which say one thing, stand apart or are opposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from tests.independent.paper import seen
from tests.independent.reader import ROWS, Doubt, Form, Reader, echoes
from tests.independent.statistics import differ
from tests.independent.words import counted, names_rows, readings


def leading(reader: Reader) -> str:
    """The sentence that says who leads, ``""`` where nobody does."""
    table = reader.table
    silent = echoes(reader)
    directed = [
        column
        for column, metric in enumerate(table.metrics)
        if metric.higher is not None and column not in silent
    ]
    if len(table.rows) < 3 or len(directed) < 3 or len(table.metrics) > 60 or len(table.cells) > 200_000:
        return ""
    first: dict[int, list[int]] = {}
    for column in directed:
        higher = bool(reader.metric(column).higher)
        runs = reader.ends(column, highest=higher).runs if table.filled(column) else []
        first[column] = runs[0] if len(runs) > 1 else []
    alone = Counter(rows[0] for rows in first.values() if len(rows) == 1)
    most = max(alone.values(), default=0)
    leaders = [row for row, count in alone.items() if count == most]
    if len(leaders) != 1 or 2 * most < len(directed):
        return ""
    row = leaders[0]
    count = f"all {most:,} columns" if most == len(directed) else f"{most:,} of {len(directed):,} columns"
    if any(metric.higher is None for metric in table.metrics):
        count += " with a direction"
    holes = sum(not reader.is_whole(column) for column, rows in first.items() if rows == [row])
    remarks = [f"{'all' if holes == most else f'{holes:,}'} of them with missing values"] if holes else []
    if any(reader.metric(column).higher is not None for column in silent):
        remarks.append("of two complements one is counted")
    said = f"leads in {count}" + (f" ({'; '.join(remarks)})" if remarks else "")
    ties = sum(len(rows) > 1 and row in rows for rows in first.values())
    none = sum(row not in table.filled(column) for column in directed)
    tied, without = f"is tied for first in {ties:,}", f"has no value in {none:,}"
    if ties and none:
        said = f"{said}, {tied} and {without}"
    elif ties or none:
        said = f"{said} and {tied if ties else without}"
    name = next(name for name, at in reader.lines.items() if at == row)
    return f"{name} {said}."


def leads(reader: Reader, sentence: str) -> str:
    expected = leading(reader)
    return "" if sentence == expected else f"expected {expected!r}"


def complements(reader: Reader, titles: str, total: str, count: str) -> str:
    for one, other, exact in reader.complements:
        if frozenset({one, other}) in readings(titles, reader.all_titles):
            filled = len(reader.table.filled(one))
            if count != counted(filled, filled, reader.is_whole(one)):
                return f"{count}, expected {counted(filled, filled, reader.is_whole(one))}"
            value = seen(total, reader.metric(one).is_percent)
            if value != exact or not reader.computed(total, exact, one):
                return f"{total}, but it is {float(exact)}"
            return ""
    return "no two columns that add up to one number"


def apart(reader: Reader, title: str, others: str, far: str, names: str, words: str, near: str) -> str:
    mine = reader.titles.get(title)
    if mine is None:
        return "no such column"
    reasons = [
        _apart_of(reader, mine, sorted(some), far, names, words, near)
        for some in readings(others, reader.titles)
    ]
    return "" if "" in reasons else "; ".join(reasons) or "no such columns"


def _apart_of(
    reader: Reader, mine: int, others: list[int], far: str, names: str, words: str, near: str
) -> str:
    metrics = [reader.metric(column) for column in (mine, *others)]
    if mine in others or len({(one.common_unit, one.higher, one.range, one.format) for one in metrics}) > 1:
        return "columns that can't be compared"
    if len(others) < 2 or (words == "each other") != (len(others) == 2):
        return "wrong words"
    reach = {other: distances(reader, mine, other) for other in others}
    inner = [distances(reader, *pair) for pair in combinations(others, 2)]
    top = max(size for sizes in reach.values() for size in sizes.values())
    inside = max(size for sizes in inner for size in sizes.values())
    if min(max(sizes.values()) for sizes in reach.values()) <= 4 * inside:
        return "not four times as far"
    if min(len(sizes) for sizes in (*reach.values(), *inner)) < 3:
        return "fewer than three common rows"
    if not is_often(reader, mine, others, inside):
        return "in a few rows only"
    if not reader.computed(far, top, mine) or not reader.computed(near, inside, mine):
        return f"by up to {float(top)}, and {float(inside)}"
    percent = reader.metric(mine).is_percent
    limits = seen(far, percent), seen(near, percent)
    for one, other in combinations((mine, *others), 2):
        limit = limits[0] if mine in (one, other) else limits[1]
        for row in distances(reader, one, other):
            if (
                reader.metric(mine).format
                and abs(reader.looks.seen(row, one) - reader.looks.seen(row, other)) > limit
            ):
                return f"{reader.table.rows[row].title} shows more than that"
    rows = {
        row
        for sizes in reach.values()
        for row, size in sizes.items()
        if size == top or reader.looks_so(size, limits[0], mine)
    }
    if any(
        apart_unsurely(reader, row, mine, other)
        for other, sizes in reach.items()
        for row, size in sizes.items()
        if size == top or reader.looks_so(size, limits[0], mine)
    ):
        return "a difference is within uncertainty"
    return "" if names_rows(names, reader.lines, rows) else f"({names}), but it is so in {len(rows)} rows"


def is_often(reader: Reader, mine: int, others: Sequence[int], near: Fraction) -> bool:
    """Whether a column is further than `near` from each other one in half of the rows that all have."""
    filled = set(reader.table.filled(mine)).intersection(*map(reader.table.filled, others))
    further = [
        row
        for row in sorted(filled)
        if all(
            abs(reader.table.exact(row, mine) - reader.table.exact(row, other)) > near
            and not apart_unsurely(reader, row, mine, other)
            for other in others
        )
    ]
    return len(filled) >= 3 and 2 * len(further) >= len(filled)


def apart_unsurely(reader: Reader, row: int, one: int, other: int) -> bool:
    """Whether two numbers of one row can't be told apart."""
    cells = reader.table.cells[row, one], reader.table.cells[row, other]
    if cells[0].spread is None and cells[1].spread is None:
        return False
    paired = reader.metric(one).paired or reader.metric(other).paired
    answer = differ(*cells, replace(reader.metric(one), paired=paired))
    if answer.is_close:
        raise Doubt
    return not answer.differ


def distances(reader: Reader, one: int, other: int) -> dict[int, Fraction]:
    rows = set(reader.table.filled(one)) & set(reader.table.filled(other))
    return {row: abs(reader.table.exact(row, one) - reader.table.exact(row, other)) for row in sorted(rows)}


def runs_against(reader: Reader, one: int, other: int, rows: Sequence[int]) -> bool:
    """Whether Spearman's correlation is -0.6 or lower, without a root or a rounding."""
    signs = [-1 if reader.metric(column).higher is False else 1 for column in (one, other)]
    mine, theirs = (
        doubled_places([sign * reader.looks.key(row, column) for row in rows])
        for sign, column in zip(signs, (one, other), strict=True)
    )
    both = sum(a * b for a, b in zip(mine, theirs, strict=True))
    sizes = sum(a * a for a in mine) * sum(b * b for b in theirs)
    return both < 0 and sizes > 0 and 25 * both**2 >= 9 * sizes


def opposed(
    reader: Reader, title: str, first: str, other_title: str, last: str, name: str, text: str, other_text: str
) -> str:
    if not {title, other_title} <= set(reader.titles) or name not in reader.lines:
        return "names nothing"
    one, other, row = reader.titles[title], reader.titles[other_title], reader.lines[name]
    ways = [reader.metric(column).higher for column in (one, other)]
    if one == other or (ways[0] is None) != (ways[1] is None):
        return "directions can't be compared"
    if (first, last) != (("highest", "lowest") if ways[0] is None else ("best", "worst")):
        return "wrong words"
    common = sorted(set(reader.table.filled(one)) & set(reader.table.filled(other)))
    if len(common) < 5 or not runs_against(reader, one, other, common):
        return "they don't run against each other"
    if reader.ends(one, highest=ways[0] is not False).runs[0] != [row]:
        return f"{name} is not alone at the top of {title}"
    if reader.ends(other, highest=ways[1] is False).runs[0] != [row]:
        return f"{name} is not alone at the bottom of {other_title}"
    return "" if reader.tells(text, row, one) and reader.tells(other_text, row, other) else "other numbers"


def doubled_places(numbers: Sequence[Fraction]) -> list[int]:
    """Twice the rank of each number about the mean; equals share the middle of theirs."""
    below = [sum(other < one for other in numbers) for one in numbers]
    above = [sum(other > one for other in numbers) for one in numbers]
    return [low - high for low, high in zip(below, above, strict=True)]


FORMS: dict[str, Form] = {
    "apart": (
        r"(.*) stands apart: it differs from (.*) by up to (\S+) \((.*)\), "
        r"while these differ from "
        r"(each other|one another) by at most (\S+)\.",
        apart,
    ),
    "opposed": (
        r"(.*) is (best|highest) where (.*) is (worst|lowest), in (.*): (\S+) and (\S+)\.",
        opposed,
    ),
    "leads": (r"(.* leads in .*\.)", leads),
    "complements": (rf"(.*) add up to (\S+) in {ROWS}\.", complements),
}
"""What each kind of sentence looks like, and who checks it."""
