"""Levels of random columns against fractions: near each threshold, and far beyond what float64 can hold."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

import pytest

from mkdocs_results_gallery.heatmap.bars import ticks_of
from mkdocs_results_gallery.heatmap.colour import table_levels
from mkdocs_results_gallery.palettes import MISSING
from tests.independent import colours
from tests.independent.paper import is_number
from tests.independent.reading import read as read_again
from tests.reading.conftest import read


def tenths(dice: random.Random) -> Iterator[str]:
    """Numbers that take up about a tenth of 0 to 1."""
    low, width = dice.randint(0, 700), dice.choice([99, 100, 101, 150])
    yield from (f"{Decimal(low + part) / 1000}" for part in (0, width, *dice.choices(range(width), k=3)))


def near_one(dice: random.Random) -> Iterator[str]:
    """Numbers that come near to 1."""
    top = dice.choice([850, 899, 900, 901, 999, 1000, 1001])
    yield from (f"{Decimal(top - part) / 1000}" for part in (0, *dice.choices(range(60), k=4)))


def outlier(dice: random.Random) -> Iterator[str]:
    """Crowded numbers with one or two far away."""
    low, width = dice.choice([1, 10, 100, -5]), dice.choice([5, 19, 20, 21, 50])
    middle = [low + Decimal(dice.randint(0, width * 10)) / 1000 for _ in range(dice.choice([20, 21, 40]))]
    far = [low * dice.choice([99, 100, 101, 1000]) if low > 0 else low - 1]
    yield from map(str, [low, low + Decimal(width) / 100, *middle, *far, *dice.choice([[], [low - 10]])])


def wide(dice: random.Random) -> Iterator[str]:
    """Numbers of very unlike sizes."""
    signs = dice.choice([[""], ["", "-"], ["-"]])
    most = dice.choice([3, 12, 300, 400])
    for _ in range(dice.randint(1, 8)):
        yield f"{dice.choice(signs)}{dice.uniform(1, 9.99):.3f}e{dice.randint(-most, min(most, 307))}"


def long(dice: random.Random) -> Iterator[str]:
    """Numbers that differ where float64 end."""
    start = dice.choice(["9007199254740", "0.10000000000000000", "-17000000000000000", "99999999999999999."])
    yield from (f"{start}{dice.randint(100, 999)}" for _ in range(dice.randint(1, 7)))


def equal(dice: random.Random) -> Iterator[str]:
    """One number, written in several ways."""
    yield from dice.choices(["0.5", "5e-1", "0.50", "+.5"], k=dice.randint(1, 4))


def ties(dice: random.Random) -> Iterator[str]:
    """Few different numbers, and zeros."""
    yield from dice.choices(["0", "-0.0", "1", "2", "2.0", "1e-7", "100", "not run"], k=8)


KINDS = [tenths, near_one, outlier, wide, long, equal, ties]


def file(dice: random.Random) -> str:
    """A file of one to three columns."""
    settings, columns = [], {}
    for name in "xyz"[: dice.choice([1, 1, 2, 3])]:
        column = [*dice.choice(KINDS)(dice)]
        said = colours.asked(str(dice.random()), "", {})
        if dice.random() < 0.5:
            said["higher_is_better"] = dice.choice(["true", "false"])
        if dice.random() < 0.2:
            said["unit"] = "percent"
            column = [f"{Decimal(one) * 100}" if is_number(one) and "e" not in one else one for one in column]
        if dice.random() < 0.15:
            said["range"] = dice.choice(["[0, 1]", "[null, 50]", "[-1, null]"])
        if dice.random() < 0.2:
            said["reference"] = dice.choice(["0.5", "0", "50"])
        settings.append(f"{name}: {{{', '.join(f'{key}: {value}' for key, value in said.items())}}}")
        columns[name] = (column, said.get("scale", ""))
    count = max(len(column) for column, _ in columns.values())
    lines = ["title: T", "metrics:", *(f"  {one}" for one in settings)]
    lines += colours.asked_heatmap(str(dice.random()), [scale for _, scale in columns.values()])
    lines.append("results:")
    for row in range(count):
        cells = (f"{name}: {column[row]}" for name, (column, _) in columns.items() if row < len(column))
        lines.append(f"  r{row}: {{{', '.join(cells)}}}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "seed", [*range(300), *(pytest.param(one, marks=pytest.mark.slow) for one in range(300, 3_000))]
)
def test_levels_are_those_of_fractions(seed: int) -> None:
    text = file(random.Random(f"levels {seed}"))
    done = read(text)
    again = read_again("a.yaml", text).tables[0]
    if done.experiment is None:
        assert not any(cell.text for cell in again.cells.values()), done.problems
        return
    table = done.experiment.tables[0]
    ways = colours.ways(again)

    found = table_levels(table, palette="")

    # around a centre that float64 can't tell from the ends, the two sides are straight lines
    if any(way and way.kind == "symlog" and way.centre and float(way.low) == float(way.high) for way in ways):
        return
    for row, line in enumerate(again.rows):
        for column, metric in enumerate(again.metrics):
            level = int(found.levels[row, column])
            said = "off" if level == MISSING else f"{found.palettes[column]} {level}"
            if again.cells[row, column].text:
                expected = colours.of_cell(again, ways[column], row, column)
                assert said in expected, (line.name, metric.name, ways[column], text)
    for scale, way in zip(found.scales, ways, strict=True):
        if scale and way and scale.kind != "quantile":
            for level, words in ticks_of(scale):
                value = colours.number(words)
                share = way.share(value)
                near = (
                    abs(value - way.low) <= abs(way.low) / 1000
                    or abs(value - way.high) <= abs(way.high) / 1000
                )
                assert near or (share is not None and abs(float(share) * 100 - level) < 0.6), (
                    words,
                    level,
                    text,
                )
