"""Random pairs of tables: what each cell of the picture says is true, by arithmetic of its own."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import numpy as np

from mkdocs_results_gallery.analysis.compare import compare_tables
from mkdocs_results_gallery.analysis.compare.delta import DeltaTable, delta_table
from mkdocs_results_gallery.digits.writing import Notes
from mkdocs_results_gallery.heatmap.deltas import delta_levels
from mkdocs_results_gallery.model import Metric, Row, Table

ROWS, METRICS = ("a", "b", "c", "d"), ("up", "down", "none")
DIRECTIONS = {"up": True, "down": False, "none": None}
Side = dict[str, dict[str, str]]


def thrown(dice: Random) -> Side:
    numbers = ("0.1", "0.10", "0.25", "-3", "7e2", "1234.5678", "0.30000000000000004", "")
    metrics = dice.sample(METRICS, dice.randint(1, 3))
    return {
        row: {one: dice.choice(numbers) for one in metrics} for row in dice.sample(ROWS, dice.randint(1, 4))
    }


def as_table(side: Side, formats: dict[str, str]) -> Table:
    names = [*next(iter(side.values()))]
    values, notes = np.full((len(side), len(names)), np.nan), Notes(len(side), len(names))
    for row, cells in enumerate(side.values()):
        for at, text in enumerate(cells.values()):
            if text:
                values[row, at] = float(text)
                notes.add((row, at), text, float(text))
    metrics = tuple(Metric(name, higher_is_better=DIRECTIONS[name], format=formats[name]) for name in names)
    return Table("", metrics, tuple(map(Row, side)), values, writing=notes.whole())


def test_each_cell_says_what_is_true() -> None:
    dice, drawn = Random(3), 0
    for _ in range(150):
        base, head = thrown(dice), thrown(dice)
        formats = {name: dice.choice(("", "", ".2f", ".1%")) for name in METRICS}
        table = as_table(head, formats)
        delta = delta_table(table, compare_tables(as_table(base, formats), table))
        if delta is not None:
            drawn += 1
            check(base, head, formats, delta)
    assert drawn > 100


def check(base: Side, head: Side, formats: dict[str, str], delta: DeltaTable) -> None:
    rows, metrics = ([one.name for one in some] for some in (delta.table.rows, delta.table.metrics))
    assert {*rows} == {*base, *head}
    levels = delta_levels(delta.table, palette="").levels
    for row, name in enumerate(rows):
        for at, metric in enumerate(metrics):
            olds, news = (side.get(name, {}).get(metric) for side in (base, head))
            said = delta.marks[row][at], delta.texts[row][at]
            if olds is None or news is None:
                assert said == (("removed", "⊟") if news is None else ("added", "⊞"))
            elif not (olds and news):
                assert (
                    said
                    == {
                        (True, False): ("became_missing", "⊖"),
                        (False, True): ("became_present", "⊕"),
                        (False, False): ("unknown", ""),
                    }[bool(olds), bool(news)]
                )
            else:
                check_numbers(
                    Fraction(olds), Fraction(news), metric, formats[metric], said, int(levels[row, at])
                )
    check_reach(delta, levels)


def check_numbers(
    old: Fraction, new: Fraction, metric: str, spec: str, said: tuple[str, str], level: int
) -> None:
    gap = new - old
    if not gap:
        assert said == ("same", "=")
    elif spec and format(float(old), spec) == format(float(new), spec):
        assert said == ("hidden", "≐")
    else:
        mark, text = said
        shown = Fraction(text.removesuffix(" pp").replace("−", "-")) / (100 if text.endswith(" pp") else 1)
        assert mark == ""
        assert (shown > 0) == (gap > 0)
        assert abs(shown - gap) <= abs(gap) / 1000
        good = gap if DIRECTIONS[metric] is not False else -gap
        assert level >= 50 if good > 0 else level <= 50


def check_reach(delta: DeltaTable, levels: np.ndarray) -> None:
    """The largest difference of a metric has an end of the colours, and none is beyond."""
    for at in range(len(delta.table.metrics)):
        column = [
            (abs(number), int(level))
            for number, level in zip(delta.table.values[:, at], levels[:, at], strict=True)
        ]
        found = sorted(one for one in column if one[0] == one[0])
        assert not found or found[-1][1] in (0, 100)
        away = [abs(level - 50) for _, level in found]
        assert away == sorted(away)
