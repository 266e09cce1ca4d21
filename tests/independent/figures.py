"""What a figure says, and what stands under a table: aggregates, extremes, notes, differences in pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Context, Decimal

from tests.independent.cells import Looks, contradictions
from tests.independent.groups import pairs_of
from tests.independent.pages import ShownTable
from tests.independent.paper import is_number, number
from tests.independent.reader import Doubt, Reader
from tests.independent.reading import Cell, Table
from tests.independent.spreads import spread_core, spread_notes
from tests.independent.statistics import aggregated
from tests.independent.words import names_rows

_LONGEST = 20
"""Characters of a number that a figure draws."""
_ROOM, _SMALLEST, _PADDING, _LEAST = 1_500, 7, 12, 3.4
"""The width that all columns have together, the smallest type, what stands beside a number in its cell (all
in px), and the width of a cell at least (in em)."""
_WIDTHS = {"0": 0.636, ".": 0.318, ",": 0.318, "-": 0.361, "+": 0.838, "e": 0.615, "%": 0.950}
"""Of DejaVu Sans, in em; all digits are alike."""


def figure(table: Table, shown: ShownTable) -> Iterator[str]:
    """What the figure's cells and its description say."""
    has_numbers = any(shown.drawn.values())
    yield from _without_numbers(table, shown)
    for (row, column), cell in table.cells.items():
        place = f"{table.rows[row].name} / {table.metrics[column].name}"
        drawn, tip = shown.drawn.get((row, column)), shown.tips.get((row, column))
        if drawn is None or tip is None:
            continue
        start = f"{table.rows[row].title}, {table.metrics[column].title}: "
        if not tip.startswith(start):
            yield f"{place}: the figure says {tip!r}"
        elif cell.sign:
            whole = " ".join(filter(None, (shown.cells[row, column].text, cell.beside)))
            if drawn not in (whole, ""):
                yield f"{place}: {drawn!r} drawn, {whole!r} in the table"
            sign, _, said = tip[len(start) :].partition(";")[0].partition(" ")
            said = said.split(" ")[0].rstrip("%")
            if sign != cell.sign or not is_number(said) or number(said) != number(cell.limit):
                yield f"{place}: the tip says {tip!r}, the file {cell.sign} {cell.limit}"
        elif cell.text:
            text = shown.cells[row, column].text
            whole = " ".join(filter(None, (text, cell.beside)))
            if drawn not in (whole, ""):
                yield f"{place}: {drawn!r} drawn, {whole!r} in the table"
            if not drawn and len(whole) <= _LONGEST and has_numbers:
                yield f"{place}: nothing drawn for {text!r}"
            said = tip[len(start) :].partition(";")[0].split(" ")[0].rstrip("%")
            if not is_number(said) or number(said) != cell.number:
                yield f"{place}: the tip says {tip!r}, the file {cell.text}"
            if cell.spread and spread_core(cell.spread) + spread_notes(cell.spread) not in tip:
                yield f"{place}: the tip {tip!r} is without the uncertainty"
        elif cell.missing != "unknown" and cell.missing not in tip:
            yield f"{place}: the tip says {tip!r} of what is {cell.missing}"


def _without_numbers(table: Table, shown: ShownTable) -> Iterator[str]:
    """A figure has no numbers only where they have no room, and says that they are in the table."""
    texts = [cell.text for cell in shown.cells.values() if not cell.is_missing and len(cell.text) <= _LONGEST]
    if not shown.tips or not texts:
        return
    says_so = any(word.rpartition("; ")[2] == "numbers are in the table" for word in shown.words)
    if says_so == any(shown.drawn.values()):
        yield f"the figure says {shown.words}, and draws {set(shown.drawn.values())}"
    widest = max(sum(_WIDTHS.get(letter, _WIDTHS["0"]) for letter in text) for text in texts)
    width = len(table.metrics) * max(_SMALLEST * widest + _PADDING, _LEAST * _SMALLEST)
    if says_so != (width > _ROOM) and abs(width - _ROOM) > 1:
        yield f"the figure is {'without' if says_so else 'with'} numbers that are {width:.0f} px wide"


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
    """Lowest, highest and missing in the list of metrics, and the figure's description."""
    reader = Reader(Looks(table, shown))
    titles = [metric.title for metric in table.metrics]
    for column, metric in enumerate(table.metrics):
        rows, said = table.filled(column), shown.extremes.get(metric.title)
        if said is None or titles.count(metric.title) > 1 or not rows:
            continue
        low, high = reader.low_and_high(rows, column)
        for text, row in ((said[0], low), (said[1], high)):
            same = [one for one in rows if reader.looks.key(one, column) == reader.looks.key(row, column)]
            words = {f"{len(same)} rows"} if len(same) > 1 else {table.rows[row].title}
            first, _, where = text.partition(" ")
            if not reader.tells(first, row, column) or where not in words:
                expected = reader.looks.text(row, column)
                yield f"{metric.name}: {text!r} among its extremes, expected {expected} {words}"
        bounds = len(table.bounded(column))
        count = len(table.rows) - len(rows) - bounds
        words = [f"beside {bounds:,} bound{'s' * (bounds != 1)}"] if bounds else []
        words += [f"{count:,} missing"] if count else []
        if said[-1] != ", ".join(words):
            yield f"{metric.name}: {said[-1]!r}, expected {words}"


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
    holes = table.holes
    end = f" {holes:,} of {rows * columns:,} cells missing." if holes else ""
    if not text.startswith(start) or not text.endswith(end):
        yield f"{text!r}, expected {start!r} and {end!r}"
        return
    text = text[len(start) :]
    for column, metric in enumerate(table.metrics[:6]):
        found = re.match(
            rf"{re.escape(metric.title)}: (?:(all missing|only [\d,]+ bounds?)|"
            r"from (\S+) \((.*?)\) to (\S+) \((.*?)\)|"
            r"(\S+) in (the only row|all [\d,]+ rows with a value))"
            rf"{_bounds_beside(table, column)}\.(?: |$)",
            text,
        )
        if not found:
            yield f"{text!r} says nothing of {metric.title}"
            return
        text = text[found.end() :]
        wrong = _described_column(reader, column, found.groups())
        if wrong:
            yield f"{found[0]!r}: {wrong}"


def _bounds_beside(table: Table, column: int) -> str:
    count = len(table.bounded(column)) if table.filled(column) else 0
    return f", beside {count:,} bound{'s' * (count != 1)}" if count else ""


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
    pairs = pairs_of(Reader(Looks(table, shown)), name)
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
