"""The colour of every cell, from the numbers of its file: the ends, the way between them, the palette."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Context
from fractions import Fraction
from functools import cached_property

from mkdocs_results_gallery.palettes import colours
from tests.independent.pages import Bar, ShownTable
from tests.independent.paper import half_even, is_number, last_place, number, seen
from tests.independent.reading import Cell, Metric, Table

_WIDE = Context(prec=60)
_HAIR = Fraction(1, 10**6)
"""Of a level; so near to a half, binary fractions may round to the other side."""
_DIVERGING = ("purple-orange", "red-blue", "brown-teal")


@dataclass(frozen=True)
class Way:
    """From the number of the lowest colour to that of the highest."""

    low: Fraction
    high: Fraction
    kind: str
    numbers: tuple[Fraction, ...]
    """All that are coloured by it."""
    centre: Fraction = Fraction(0)

    def share(self, value: Fraction) -> Fraction | None:
        """How far up a number is, 0 to 1; None for none that has a place."""
        if self.kind == "quantile":
            return self._by_rank(value)
        if self.kind == "log" and value <= 0:
            return None
        if self.low == self.high:
            return Fraction(1, 2)
        at = [self._bent(min(max(one, self.low), self.high)) for one in (self.low, value, self.high)]
        return (at[1] - at[0]) / (at[2] - at[0])

    def _by_rank(self, value: Fraction) -> Fraction:
        def middle(one: Fraction) -> Fraction:
            below, same = sum(other < one for other in self.numbers), self.numbers.count(one)
            return below + Fraction(same - 1, 2)

        low, high = middle(min(self.numbers)), middle(max(self.numbers))
        return (middle(value) - low) / (high - low) if high > low else Fraction(1, 2)

    def _bent(self, value: Fraction) -> Fraction:
        if self.kind == "linear":
            return value
        if self.kind == "log":
            return logarithm(value)
        away = value - self.centre
        size = logarithm(1 + abs(away) / self.near)
        return size if away > 0 else -size

    @cached_property
    def near(self) -> Fraction:
        away = [abs(one - self.centre) for one in self.numbers if one != self.centre]
        farthest = max(abs(self.low - self.centre), abs(self.high - self.centre))
        return max(min(away, default=Fraction(0)), farthest / 10**5)


def logarithm(value: Fraction) -> Fraction:
    top, bottom = (_WIDE.ln(_WIDE.create_decimal(part)) for part in (value.numerator, value.denominator))
    return Fraction(top) - Fraction(bottom)


def other_ways(table: Table) -> list[Way | None]:
    """The ways that the browser offers instead: each column's own where all share one, else one for all.

    None at all where the numbers of one column don't mean the same in the others.
    """
    found = ways(table)
    coloured = [column for column, way in enumerate(found) if table.filled(column)]
    if len(coloured) < 2 or len(_meanings(table, coloured)) > 1:
        return []
    kinds = {
        way and (way.low, way.high, way.kind, way.centre, way.kind == "symlog" and way.near)
        for way in found
        if way
    }
    is_shared = table.heatmap.get("scale") == "shared" or (
        table.heatmap.get("scale") != "column"
        and len(kinds) == 1
        and not any(way and way.kind == "quantile" for way in found)
    )
    if not is_shared:
        return ways(replace(table, heatmap={**table.heatmap, "scale": "shared"}))
    metrics = [
        _with_own_ends(table, metric, column) if column in coloured else metric
        for column, metric in enumerate(table.metrics)
    ]
    return ways(replace(table, metrics=metrics, heatmap={**table.heatmap, "scale": "column"}))


def _with_own_ends(table: Table, metric: Metric, column: int) -> Metric:
    numbers = [table.exact(row, column) for row in table.filled(column)]
    kind = _kind([metric], numbers, table.heatmap.get("style") == "diverging")
    placed = _placed(numbers, kind)
    return replace(metric, scale=kind, domain=(min(placed), max(placed)) if placed else None)


def _meanings(table: Table, columns: Sequence[int]) -> set[tuple[object, ...]]:
    is_diverging = table.heatmap.get("style") == "diverging"
    return {
        (
            one.common_unit,
            one.higher,
            one.scale,
            one.reference and number(one.reference) if is_diverging else None,
        )
        for one in (table.metrics[column] for column in columns)
    }


def ways(table: Table) -> list[Way | None]:
    """The way of each column; None where none of its numbers has a colour."""
    numbers = [
        tuple(table.exact(row, column) for row in table.filled(column))
        for column in range(len(table.metrics))
    ]
    coloured = [column for column, some in enumerate(numbers) if some]
    in_unit = all(0 <= one <= 1 for some in numbers for one in some)
    is_diverging = table.heatmap.get("style") == "diverging"
    if table.heatmap.get("scale") == "shared" and len(_meanings(table, coloured)) == 1:
        some = [(table.metrics[column], numbers[column]) for column in coloured]
        shared = _way(some, in_unit, is_diverging)
        return [shared if column in coloured else None for column in range(len(table.metrics))]
    return [
        _way([(metric, some)], in_unit, is_diverging) if some else None
        for metric, some in zip(table.metrics, numbers, strict=True)
    ]


def _way(
    columns: Sequence[tuple[Metric, tuple[Fraction, ...]]], in_unit: bool, is_diverging: bool
) -> Way | None:
    metric, pooled = columns[0][0], tuple(one for _, some in columns for one in some)
    is_declared = any(_declared(one) for one, _ in columns)
    kind = _kind([one for one, _ in columns], pooled, is_diverging)
    some = (
        [(one, _placed(numbers, kind)) for one, numbers in columns]
        if is_declared
        else [(metric, _placed(pooled, kind))]
    )
    ends = [_ends(one, numbers, kind, in_unit) for one, numbers in some if numbers]
    if not ends:
        return None
    low, high = min(one for one, _ in ends), max(one for _, one in ends)
    centre = Fraction(0)
    if is_diverging:
        if metric.reference:
            centre = number(metric.reference)
        elif not low < 0 < high:
            centre = (low + high) / 2
        reach = max(high - centre, centre - low)
        low, high = centre - reach, centre + reach
    return Way(low, high, kind, pooled, centre)


def _kind(metrics: Sequence[Metric], numbers: Sequence[Fraction], is_diverging: bool) -> str:
    if metrics[0].scale or is_diverging or any(map(_declared, metrics)):
        return metrics[0].scale or "linear"
    return _chosen(numbers)


def _placed(numbers: Sequence[Fraction], kind: str) -> list[Fraction]:
    return [one for one in numbers if one > 0 or kind != "log"]


def _declared(metric: Metric) -> tuple[Fraction | None, Fraction | None] | None:
    ends = metric.domain or metric.range
    return None if ends == (None, None) else ends


def _chosen(numbers: Sequence[Fraction]) -> str:
    """The kind where an author says nothing of it."""
    low, high = min(numbers), max(numbers)
    if low == high or _quantile(numbers, 95) - _quantile(numbers, 5) > (high - low) / 5:
        return "linear"
    return "log" if low > 0 and high >= 100 * low else "quantile"


def _quantile(numbers: Sequence[Fraction], percent: int) -> Fraction:
    ordered = sorted(numbers)
    at, rest = divmod((len(ordered) - 1) * percent, 100)
    return ordered[at] + (ordered[min(at + 1, len(ordered) - 1)] - ordered[at]) * Fraction(rest, 100)


def _ends(metric: Metric, numbers: Sequence[Fraction], kind: str, in_unit: bool) -> tuple[Fraction, Fraction]:
    low, high = min(numbers), max(numbers)
    said = _declared(metric)
    if kind == "quantile":
        return low, high
    if said:
        return _open(
            *(None if kind == "log" and end is not None and end <= 0 else end for end in said), low, high
        )
    if kind != "linear":
        return low, high
    tops = [Fraction(100)] if metric.is_percent and low >= 0 and high <= 100 else []
    for top in tops or ([Fraction(1)] if in_unit else []):
        if low == high or high - low >= top / 10 or high >= top - top / 10:
            return Fraction(0), top
    return low, high


def _open(
    start: Fraction | None, end: Fraction | None, low: Fraction, high: Fraction
) -> tuple[Fraction, Fraction]:
    if start is None and end is None:
        return low, high
    if start is not None and end is not None:
        return start, max(start, end)
    if low == high:
        return low, high
    if start is not None:
        return start, max(start, high)
    assert end is not None
    return min(low, end), end


def palette(metric: Metric, table: Table) -> str:
    """The palette of a column in a gallery that names none."""
    if "palette" in table.heatmap:
        return table.heatmap["palette"]
    if table.heatmap.get("style") == "diverging":
        return _DIVERGING[0]
    return "slate" if metric.higher is None else "blue-sand"


def placed(table: Table) -> Table:
    """The table with bounds at their number, where they stand for the eye."""
    cells = {at: Cell(cell.limit) if cell.sign else cell for at, cell in table.cells.items()}
    return replace(table, cells=cells)


def wrong(table: Table, shown: ShownTable) -> Iterator[str]:
    """What table, figure and colour bars of a page say by colour that the file doesn't."""
    table = placed(table)
    found = ways(table)
    for (row, column), cell in table.cells.items():
        place = f"{table.rows[row].name} / {table.metrics[column].name}"
        there = shown.cells[row, column].colour
        if not cell.text:
            if there:
                yield f"{place}: missing, and coloured {there}"
            continue
        expected = of_cell(table, found[column], row, column)
        if there not in expected:
            yield f"{place}: {cell.text} is {there or 'without a colour'}, expected {sorted(expected)}"
        fill = shown.fills.get((row, column))
        name, _, level = there.partition(" ")
        if fill is not None and there and fill != ("off" if there == "off" else colours(name)[int(level)]):
            yield f"{place}: {fill} in the figure, {there} in the table"
    for bar in shown.bars:
        yield from _bar(table, shown, found, bar)
    yield from _rescaled(table, shown)


def _rescaled(table: Table, shown: ShownTable) -> Iterator[str]:
    """The other scale."""
    found = other_ways(table)
    expected = {
        place: of_cell(table, found[place[1]], *place) if cell.text else {"off"}
        for place, cell in table.cells.items()
        if found
    }
    if not shown.others:
        if any(shown.cells[place].colour not in {*some, ""} for place, some in expected.items()):
            yield f"no other scale is offered, where there is one: {table.heatmap}"
        return
    if not found:
        yield f"another scale is offered, where it means nothing: {table.heatmap}"
        return
    for (row, column), level in shown.others.items():
        said = "off" if level == 255 else f"{palette(table.metrics[column], table)} {level}"
        if said not in expected[row, column]:
            cell = table.cells[row, column]
            yield f"{cell.text} is {said} on the other scale, expected {sorted(expected[row, column])}"
    if shown.other_bar:
        yield from _bar(table, shown, found, shown.other_bar)


def of_cell(table: Table, way: Way | None, row: int, column: int) -> set[str]:
    """That of a cell; two where only a hair decides."""
    metric = table.metrics[column]
    share = way and way.share(table.exact(row, column))
    if share is None:
        return {"off"}
    levels = {int(share * 100 + Fraction(1, 2) + by) for by in (-_HAIR, Fraction(0), _HAIR)}
    name = palette(metric, table)
    return {f"{name} {100 - level if metric.higher is False else level}" for level in levels}


def _bar(table: Table, shown: ShownTable, found: Sequence[Way | None], bar: Bar) -> Iterator[str]:
    """Each number beside a bar stands where its colour is, in one of the columns that the bar is of."""
    for level, text in bar.ticks:
        text = text.removesuffix(" reference")
        if not is_number(text.replace(",", "")):
            continue
        misses = [
            abs(level - at)
            for column, way in enumerate(found)
            if way and bar.palette == palette(table.metrics[column], table)
            for at in _levels(table, shown, way, column, text)
        ]
        # half a level for the two decimals of the drawing, and for numbers that are not written in full
        if not misses or min(misses) > 0.6:
            yield f"the tick {text} stands at level {level:.2f}, {[float(one) for one in misses]} away"


def _levels(table: Table, shown: ShownTable, way: Way, column: int, text: str) -> Iterator[float]:
    """Where a tick may stand: at the number that it says, or at one that is shown so in a cell."""
    metric = table.metrics[column]
    values = {table.exact(row, at) for (row, at), cell in shown.cells.items() if cell.text == text}
    # a declared format may show less of it
    values |= {one for one in way.numbers if half_even(one, last_place(text)) == seen(text)}
    if way.kind != "quantile" or seen(text) in way.numbers:
        values |= {seen(text)}
    for value in values | {end for end in (way.low, way.high) if _looks(end, text)}:
        share = way.share(value)
        if share is not None:
            yield float(100 - share * 100 if metric.higher is False else share * 100)


def _looks(end: Fraction, text: str) -> bool:
    """Whether an end of a scale may be written so."""
    return abs(end - seen(text)) <= abs(end) / 1_000


def asked(seed: str, style: str, settings: dict[str, str]) -> dict[str, str]:
    """Settings of a random metric about its colours; with dice of its own: other numbers of a seed stay."""
    dice = random.Random(f"colour {seed} {style} {settings}")
    found = {}
    if dice.random() < 0.3:
        found["scale"] = dice.choice(["log", "log", "symlog", "quantile", "linear"])
    if dice.random() < 0.25 and found.get("scale") != "quantile":
        ends = ["[0.01, 100]", "[null, 50]", "[0.2, null]", "[1e-9, 1e9]"]
        ends += [] if found.get("scale") == "log" else ["[-1, 1]", "[0, 0.3]", "[null, null]"]
        found["domain"] = dice.choice(ends)
    return found


def asked_heatmap(seed: str, kinds: Sequence[str]) -> list[str]:
    """Settings of a random table's figure; `kinds` are the scales that its metrics declare."""
    dice = random.Random(f"heatmap {seed}")
    parts = []
    if dice.random() < 0.15 and not {"log", "quantile"} & set(kinds):
        parts.append("style: diverging")
    if dice.random() < 0.3:
        parts.append(f"scale: {dice.choice(['shared', 'column'])}")
    if dice.random() < 0.1:
        parts.append(f"palette: {dice.choice(['viridis', 'red-yellow', 'red-blue'])}")
    return [f"heatmap: {{{', '.join(parts)}}}"] if parts else []
