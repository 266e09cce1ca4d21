"""Units, directions and ranges, the same words wherever they stand."""

from __future__ import annotations

import pytest

from mkdocs_results_gallery.heatmap.spec import paint
from mkdocs_results_gallery.model import Metric
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.pages.heads import HeadNames, metric_head
from mkdocs_results_gallery.words.metrics import (
    Direction,
    direction_arrow,
    direction_words,
    end_words,
    range_words,
    scale_words,
    unit_sign,
)
from tests.heatmap.conftest import make_table


@pytest.mark.parametrize(
    ("unit", "sign"),
    [
        ("percent", "%"),
        ("Percent", "%"),
        (" PERCENT ", "%"),
        ("%", "%"),
        ("percentile", "percentile"),
        ("", ""),
    ],
)
def test_percent_is_one_unit_however_it_is_written(unit: str, sign: str) -> None:
    assert unit_sign(Metric("m", unit=unit).common_unit) == sign


def test_ways_to_write_percent_share_a_scale() -> None:
    table = make_table([[10, 20]], [Metric("a", unit="Percent"), Metric("b", unit="%")])

    painting = paint(table, palette="viridis", limits=Limits())

    assert painting.metrics == ("a", "b")
    assert [(bar.title, bar.ticks[-1][1]) for bar in painting.bars] == [("percent", "100")]
    assert painting.tooltips == (("r0, a: 10 percent", "r0, b: 20 percent"),)


@pytest.mark.parametrize(
    ("direction", "words", "arrow"),
    [(True, "higher is better", "↑"), (False, "lower is better", "↓"), (None, "", "")],
)
def test_a_direction(direction: Direction, words: str, arrow: str) -> None:
    assert (direction_words(direction), direction_arrow(direction)) == (words, arrow)
    head = metric_head(Metric("m", higher_is_better=direction), HeadNames.of(["m"], 1), "")
    assert words in head
    assert arrow in head


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0, 100, "0 to 100"), (-0.5, None, "-0.5 or more"), (None, 1, "1 or less"), (None, None, "")],
)
def test_a_range(low: float | None, high: float | None, words: str) -> None:
    assert range_words(low, high) == words


@pytest.mark.parametrize(
    ("scale", "is_declared", "words"),
    [
        (("percent", 0, 100, True), True, "percent, 0 to 100, higher is better"),
        (("", 0, 1, None), False, "values within 0 to 1"),
        (("", 0, None, None), False, "0 or more"),
        (("s", None, None, False), True, "s, lower is better"),
        (("", None, None, None), False, "any number"),
    ],
)
def test_a_scale(
    scale: tuple[str, float | None, float | None, Direction], is_declared: bool, words: str
) -> None:
    assert scale_words(*scale, is_declared=is_declared) == words


@pytest.mark.parametrize(
    ("directions", "shared", "own"),
    [
        ([True, False], ("worse", "better"), ("worst", "best")),
        ([None, None], ("lower", "higher"), ("lowest", "highest")),
        (
            [True, None],
            ("lower or worse", "higher or better"),
            ("lowest or worst", "highest or best"),
        ),
    ],
)
def test_the_ends_of_a_scale_say_what_is_true_of_every_column(
    directions: list[Direction], shared: tuple[str, str], own: tuple[str, str]
) -> None:
    assert end_words(directions, in_column=False) == shared
    assert end_words(directions, in_column=True) == own
