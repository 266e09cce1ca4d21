"""Scatters: where each point and each tick stands, which points are on the front, and what is not drawn."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.independent.boards import complete, unbeaten
from tests.independent.colours import logarithm
from tests.independent.pages import Node
from tests.independent.paper import number
from tests.independent.reading import Table

_HAIR = 0.02
"""Pixels: points are drawn with two decimals."""


@dataclass(frozen=True)
class Axis:
    """Numbers by pixels, as the outermost points say it."""

    numbers: Sequence[Fraction]
    is_log: bool
    start: float
    end: float

    def at(self, value: Fraction) -> float:
        low, high, one = (self._bent(each) for each in (min(self.numbers), max(self.numbers), value))
        share = (one - low) / (high - low) if high > low else Fraction(1, 2)
        return self.start + float(share) * (self.end - self.start)

    def _bent(self, value: Fraction) -> Fraction:
        return logarithm(value) if self.is_log else value


def wrong(table: Table, section: Node) -> Iterator[str]:
    """What the scatters that a table declares show that its file doesn't say."""
    figures = list(section.all("figure", "rg-scatter-figure"))
    names = [metric.name for metric in table.metrics]
    for pair in table.scatters:
        columns = [names.index(name) for name in pair]
        logs = [table.metrics[column].scale == "log" for column in columns]
        whole = complete(table, columns)
        drawn = [
            row
            for row in whole
            if all(table.exact(row, at) > 0 or not is_log for at, is_log in zip(columns, logs, strict=True))
        ]
        if drawn:
            if not figures:
                yield f"no picture of {pair}"
                return
            figure = figures.pop(0)
            for one in _figure(table, figure, columns, logs, drawn):
                yield f"{' against '.join(pair)}: {one}"
            left = len(table.rows) - len(whole), len(whole) - len(drawn)
            caption = figure.first("figcaption")
            yield from _left_out(caption.text if caption else "", *left)


def _figure(
    table: Table, figure: Node, columns: Sequence[int], logs: Sequence[bool], drawn: Sequence[int]
) -> Iterator[str]:
    points = {}
    solid = set()
    for point in figure.all("g", "rg-point"):
        circle = next(point.all("circle"))
        row = int(point.attributes["data-row"])
        points[row] = float(circle.attributes["cx"]), float(circle.attributes["cy"])
        if "rg-front" in point.classes:
            solid.add(row)
    if set(points) != set(drawn):
        yield f"rows {sorted(points)} are drawn, expected {drawn}"
        return
    is_directed = all(table.metrics[column].higher is not None for column in columns)
    front = set(unbeaten(table, range(len(table.rows)), columns)) & set(drawn) if is_directed else set()
    if solid != front:
        yield f"rows {sorted(solid)} are on the front, expected {sorted(front)}"
    for side, (column, is_log) in enumerate(zip(columns, logs, strict=True)):
        numbers = {row: table.exact(row, column) for row in drawn}
        places = {row: place[side] for row, place in points.items()}
        ends = (min, max) if side == 0 else (max, min)  # pixels go down
        axis = Axis([*numbers.values()], is_log, *(end(places.values()) for end in ends))
        for row, value in numbers.items():
            if abs(axis.at(value) - places[row]) > _HAIR:
                text = table.cells[row, column].text
                yield f"{text} stands at {places[row]}, expected {axis.at(value):.2f}"
        if len(set(numbers.values())) > 1:
            yield from _ticks(figure, side, axis)


def _ticks(figure: Node, side: int, axis: Axis) -> Iterator[str]:
    """Each tick is where its number would be; a number that is not written in full, about there."""
    anchor, lines = (("middle", r"M([-\d.]+) [-\d.]+V"), ("end", r"M[-\d.]+ ([-\d.]+)H"))[side]
    marks = [float(one) for one in re.findall(lines, next(figure.all("path")).attributes["d"])]
    texts = [
        one.text
        for one in figure.all("text")
        if one.attributes.get("text-anchor") == anchor and not one.classes
    ]
    if len(marks) != len(texts) or not texts:
        yield f"marks {marks} for {texts}"
    for place, text in zip(marks, texts, strict=False):
        value = number(text)
        near = [one for one in axis.numbers if abs(one - value) <= abs(one) / 1000] or [value]
        if axis.is_log and value <= 0:
            yield f"a tick {text} on an axis of logarithms"
        elif min(abs(axis.at(one) - place) for one in {value, *near}) > 1:
            yield f"the tick {text} stands at {place}, expected {axis.at(value):.2f}"


def _left_out(caption: str, without: int, low: int) -> Iterator[str]:
    for count, words in ((without, "without both numbers"), (low, "with a number that is not above 0")):
        found = re.search(rf"([\d,]+) rows? {words}", caption)
        if (int(found[1].replace(",", "")) if found else 0) != count:
            yield f"{caption!r}, expected {count} {words}"


def asked(cells: Mapping[tuple[str, str], str]) -> list[str]:
    """A pair of metrics at times; with dice of its own, so that other numbers of a seed stay."""
    dice = random.Random(f"scatter {cells!r}")
    names = list(dict.fromkeys(name for _, name in cells))
    if len(names) < 2 or dice.random() < 0.5:
        return []
    return [f"scatter: [{', '.join(dice.sample(names, 2))}]"]
