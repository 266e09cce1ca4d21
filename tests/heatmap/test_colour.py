# ruff: noqa: E501 - a case is a line

from __future__ import annotations

import subprocess
import sys
import time
import warnings
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_results_gallery.choices import HeatmapChoice
from mkdocs_results_gallery.heatmap.bars import ticks_of
from mkdocs_results_gallery.heatmap.colour import ColourBar, rescale, table_levels
from mkdocs_results_gallery.heatmap.scales import Scale, ScaleNumbers, levels_of
from mkdocs_results_gallery.heatmap.styles import STYLES
from mkdocs_results_gallery.model import Metric, Missing, Uncertainty
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.palettes import MISSING, NEUTRAL, SEQUENTIAL

from .conftest import make_table, painted

NAN = float("nan")
UP, DOWN = {"higher_is_better": True}, {"higher_is_better": False}


def golden(
    values: Sequence[Sequence[float]], *metrics: Metric, **choice: str
) -> tuple[list[list[int]], ColourBar]:
    colouring = table_levels(
        make_table(values, metrics, choice=HeatmapChoice(**choice)), palette="red-yellow"
    )
    (bar,) = colouring.bars
    return colouring.levels.T.tolist(), bar


SAME_NUMBERS = {
    "sequential": ([[0, 20, 100]], ["-1", "0", "1", "2", "3", "4"]),
    "diverging": ([[38, 50, 100]], ["-4", "-2", "0", "2", "4"]),
}


@pytest.mark.parametrize("style", STYLES)
def test_the_same_numbers_in_each_style(style: str) -> None:
    levels, bar = golden([[-1], [0], [4]], Metric("a"), style=style)
    assert (levels, [text for _, text in bar.ticks]) == SAME_NUMBERS[style]


def test_a_table_within_0_to_1_is_coloured_from_0_to_1() -> None:
    levels, bar = golden([[0.25, 1], [0.5, NAN]], Metric("a"), Metric("b"))
    assert levels == [[25, 50], [100, MISSING]]
    assert bar.title == ""
    assert [text for _, text in bar.ticks] == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]


def test_other_columns_get_their_own_scale() -> None:
    levels, bar = golden([[0, 10], [1, 30], [0.5, 20]], Metric("a"), Metric("b"))
    assert levels == [[0, 100, 50], [0, 100, 50]]
    assert bar == ColourBar(
        ((0.0, "lowest"), (100.0, "highest")),
        "each column from its lowest (red) to its highest (yellow)",
        "red-yellow",
    )


def test_a_declared_range_wins_and_clips_the_colour_only() -> None:
    levels, bar = golden([[-5], [5], [15]], Metric("a", range=(0, 10), unit="s"))
    assert levels == [[0, 50, 100]]
    assert bar == ColourBar(
        ((0.0, "0"), (20.0, "2"), (40.0, "4"), (60.0, "6"), (80.0, "8"), (100.0, "10")),
        "s",
        "red-yellow",
        names=((0, 1),),
    )
    assert painted(make_table([[-5], [15]], [Metric("a", range=(0, 10), format=".0f")])).texts == (
        ("-5",),
        ("15",),
    )


def test_percent_is_coloured_from_0_to_100() -> None:
    levels, bar = golden([[10], [20]], Metric("a", unit="percent", **UP))
    assert levels == [[10, 20]]
    assert bar.title == "percent, higher is better"


def test_lower_is_better_turns_the_scale_around() -> None:
    levels, bar = golden([[0], [1]], Metric("loss", **DOWN))
    assert levels == [[100, 0]]
    assert (bar.ticks[0], bar.ticks[-1], bar.title) == ((0.0, "1.0"), (100.0, "0.0"), "lower is better")


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        (UP, DOWN, "worst", "best"),
        ({}, {}, "lowest", "highest"),
        (UP, {}, "lowest or worst", "highest or best"),
    ],
)
def test_words_of_the_bar_are_true_of_every_column(one: dict, other: dict, low: str, high: str) -> None:
    _, bar = golden([[1, 2], [3, 5]], Metric("a", **one), Metric("b", **other))
    assert [text for _, text in bar.ticks] == [low, high]


def test_no_worst_in_column_where_the_scale_is_not_the_data() -> None:
    _, bar = golden([[1, 2], [3, 5]], Metric("a", range=(0, 10), **UP), Metric("b", **UP))
    assert [text for _, text in bar.ticks] == ["worse", "better"]


def test_a_shared_scale_holds_all_columns() -> None:
    levels, _ = golden([[0, 10], [5, 20]], Metric("a"), Metric("b"), scale="shared")
    assert levels == [[0, 25], [50, 100]]


def test_a_shared_scale_of_different_things_is_refused() -> None:
    levels, bar = golden([[0, 10], [5, 20]], Metric("a", unit="s"), Metric("b", unit="ms"), scale="shared")
    assert levels == [[0, 100], [0, 100]]
    assert (
        bar.title == "each column from its lowest (red) to its highest (yellow); "
        "no shared scale: units, directions, kinds of scale or references differ"
    )


def test_diverging_puts_the_reference_in_the_middle() -> None:
    levels, bar = golden(
        [[0.5], [0.75], [1.0]], Metric("auroc", range=(0, 1), reference=0.5), style="diverging"
    )
    assert levels == [[50, 75, 100]]
    assert (50.0, "0.5 reference") in [(round(level, 9), text) for level, text in bar.ticks]


def test_diverging_puts_0_in_the_middle_where_signs_change() -> None:
    levels, _ = golden([[-1], [0], [4]], Metric("a"), style="diverging")
    assert levels == [[38, 50, 100]]


def test_a_diverging_table_gets_a_palette_with_a_middle() -> None:
    table = make_table([[-1.0], [1.0]], choice=HeatmapChoice(style="diverging"))
    assert painted(table).palettes == ("purple-orange",)
    assert painted(table, palette="red-blue").palettes == ("red-blue",)


MIXED = (Metric("acc", unit="percent", **UP), Metric("size", unit="M"), Metric("loss", **DOWN))


@pytest.mark.parametrize(
    ("chosen", "gallery", "palettes"),
    [
        ("", "", (SEQUENTIAL, NEUTRAL, SEQUENTIAL)),
        ("", "viridis", ("viridis",) * 3),
        ("blues", "viridis", ("blues",) * 3),
        # made for another style
        ("", "red-blue", (SEQUENTIAL, NEUTRAL, SEQUENTIAL)),
    ],
)
def test_a_column_has_a_palette_by_what_it_means_where_nobody_names_one(
    chosen: str, gallery: str, palettes: tuple[str, ...]
) -> None:
    table = make_table([[50, 7, 2], [90, 8, 3]], MIXED, choice=HeatmapChoice(palette=chosen))

    colouring = table_levels(table, palette=gallery)

    assert colouring.palettes == palettes
    assert [bar.palette for bar in colouring.bars] == list(dict.fromkeys(palettes))


def test_each_palette_has_a_bar_of_its_own() -> None:
    columns = [*MIXED[:2], Metric("all", **UP)]
    colouring = table_levels(make_table([[50, 7, NAN], [90, 8, NAN]], columns), palette="")

    assert [(bar.palette, bar.title, bar.ticks[0], bar.ticks[-1]) for bar in colouring.bars] == [
        (SEQUENTIAL, "acc, percent, higher is better", (0.0, "0"), (100.0, "100")),
        (NEUTRAL, "size, M", (0.0, "7.0"), (100.0, "8.0")),
    ]


@pytest.mark.parametrize("values", [[[3.0], [3.0]], [[7.0]]])
def test_a_constant_column_gets_the_middle(values: list[list[float]]) -> None:
    assert set(painted(make_table(values)).levels.ravel().tolist()) == {50}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("values", "ends", "reference", "ticks"),
    [
        ([[0], [0]], (0, 5e-324), 5e-324, [(0, "0"), (100, "5e-324 reference")]),
        ([[0], [5e-324]], (0, 5e-324), 0.0, [(0, "0 reference"), (100, "5e-324")]),
        ([[-5e-324], [1e-323]], (-5e-324, 1e-323), 0, [(0, "-5e-324"), (33, "0 reference"), (100, "1e-323")]),
        ([[-1.7e308], [1.7e308]], None, 1.7e308, [(0, "-1.7e+308"), (100, "1.7e+308 reference")]),
        ([[0], [1e308]], (0, 1e308), 1e308, [(0, "0"), (20, "2e+307"), (40, "4e+307"), (60, "6e+307"), (80, "8e+307"), (100, "1e+308 reference")]),
        ([[5e-324]], (None, None), 5e-324, [(0, "5e-324 reference"), (20, "0.2"), (40, "0.4"), (60, "0.6"), (80, "0.8"), (100, "1.0")]),
    ],
)  # fmt: skip # a case is a line
def test_the_narrowest_and_the_widest_scales(
    style: str,
    values: list[list[float]],
    ends: tuple[float | None, float | None] | None,
    reference: float,
    ticks: list[tuple[int, str]],
) -> None:
    metric = Metric("m", range=ends, reference=reference, unit="s")
    levels, bar = golden(values, metric, style=style)
    if style == "sequential":
        assert [(round(level), text) for level, text in bar.ticks] == ticks
    # the higher number never has the lower colour, and both ends of a range differ
    assert levels[0] == sorted(levels[0])
    assert len(set(levels[0])) == len({tuple(row) for row in values})


def test_all_missing_has_no_bar() -> None:
    painting = painted(make_table([[NAN]], missing={(0, 0): Missing(text="NA")}))
    assert (painting.bars, painting.levels.tolist()) == ((), [[MISSING]])
    assert painting.tooltips == (("r0, m0: missing (NA)",),)


def test_a_tooltip_has_everything() -> None:
    table = make_table([[0.98765432109]], [Metric("acc", unit="AUROC", format=".2f")])
    assert painted(table).tooltips == (("r0, acc: 0.98765432109 AUROC",),)
    object.__setattr__(table, "uncertainty", {(0, 0): Uncertainty("sd", 0.01, None, 10)})
    assert painted(table).tooltips == (("r0, acc: 0.98765432109 AUROC ± 0.01 (sd, n = 10)",),)


def test_a_number_too_long_for_a_cell_is_left_to_the_tooltip() -> None:
    numbers = [1234567890, 12345678901234, 123456789012345, 1.5e308]
    drawn = painted(make_table([[number] for number in numbers], [Metric("a", format=",.0f")]))

    assert [text for (text,) in drawn.texts] == [
        "1,234,567,890",
        "12,345,678,901,234",
        "123,456,789,012,345",
        "",
    ]
    assert drawn.tooltips[3] == ("r3, a: 1.5e+308",)


def test_a_large_table_is_cut_and_says_so() -> None:
    painting = painted(
        make_table(np.zeros((12, 5))), limits=Limits(drawn_rows=10, drawn_metrics=3, annotated_cells=20)
    )
    assert painting.levels.shape == (10, 3)
    assert (painting.left_out, painting.texts, painting.tooltips) == ((2, 2), (), ())


def test_the_largest_table_is_painted_quickly() -> None:
    table = make_table(np.random.default_rng(0).random((10_000, 200)))
    started = time.process_time()
    painted(table)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("scale", "texts"),
    [
        (Scale(0, 1), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (Scale(0, 100), ["0", "20", "40", "60", "80", "100"]),
        (Scale(-0.3, 0.3), ["-0.3", "-0.2", "-0.1", "0.0", "0.1", "0.2", "0.3"]),
        (Scale(2, 2), ["2"]),
        (Scale(-1.7e308, 1.7e308), ["-1.7e+308", "1.7e+308"]),
        (Scale(0, 5e-324), ["0", "5e-324"]),
        # one number, or two ends: as cells show them
        (Scale(0.99996, 0.99996), ["0.99996"]),
        (Scale(0.123456, 0.123456), ["0.1235"]),
        (Scale(12345.678, 12345.678), ["12346"]),
        (Scale(99.9999999, 99.99999999), ["99.9999999", "99.99999999"]),
        (Scale(1e15 + 1, 1e15 + 1), ["1000000000000001"]),
        (Scale(2.0**53, 2.0**53), ["9.007e+15"]),
        # no tick at an end that nobody reached, however near
        (Scale(0, 0.9999999999), ["0.0", "0.2", "0.4", "0.6", "0.8"]),
        (Scale(0, 100.0000000001), ["0", "20", "40", "60", "80", "100"]),
        # no two ticks that read the same
        (Scale(1_000_000, 1_000_020), ["1000000", "1000005", "1000010", "1000015", "1000020"]),
        (
            Scale(0.9999901, 0.9999906),
            ["0.9999901", "0.9999902", "0.9999903", "0.9999904", "0.9999905", "0.9999906"],
        ),
        (Scale(2e6, 8e6), ["2e+06", "3e+06", "4e+06", "5e+06", "6e+06", "7e+06", "8e+06"]),
    ],
)
def test_ticks_are_round(scale: Scale, texts: list[str]) -> None:
    assert [text for _, text in ticks_of(scale)] == texts


@pytest.mark.parametrize(
    ("centre", "texts"),
    [
        (0.5, ["0.1", "0.3", "0.5", "0.7", "0.9"]),
        (0.99997, ["0.59997", "0.79997", "0.99997", "1.19997", "1.39997"]),
        (0.9999999999999999, ["0.6", "0.8", "1.0", "1.2", "1.4"]),
    ],
)
def test_a_centre_is_no_bound_that_it_is_not(centre: float, texts: list[str]) -> None:
    assert [text for _, text in ticks_of(Scale(centre - 0.45, centre + 0.45), centre=centre)] == texts


ENDS = [0.0, 5e-324, -5e-324, 1e-323, 2.3e-308, 1e-16, 1.0, 1e15, 1e308, -1e308, 1.7976931348623157e308]
numbers = st.floats(allow_infinity=False) | st.sampled_from(ENDS)
ends = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(ENDS)


def in_order(ends: tuple[float | None, float | None]) -> bool:
    low, high = ends
    return low is None or high is None or low < high


metric = st.builds(
    Metric,
    st.just("m"),
    higher_is_better=st.sampled_from([True, False, None]),
    range=st.none() | st.tuples(ends, ends).filter(in_order),
    reference=ends,
    unit=st.sampled_from(["", "percent", "s"]),
)


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_any_table_is_painted(data: st.DataObject) -> None:
    metrics = data.draw(st.lists(metric, min_size=1, max_size=4))
    line = st.lists(numbers, min_size=len(metrics), max_size=len(metrics))
    values = data.draw(st.lists(line, min_size=1, max_size=6))
    choice = HeatmapChoice(
        data.draw(st.sampled_from(["", *STYLES])), "", data.draw(st.sampled_from(["", "shared", "column"]))
    )
    with warnings.catch_warnings(), np.errstate(over="raise", invalid="raise", divide="raise"):
        warnings.simplefilter("error")
        table = make_table(values, metrics, choice=choice)
        painting = painted(table)
        rescale(table, table_levels(table, palette="red-yellow"))
    for index, one in enumerate(metrics):
        column = table.values[:, index]
        levels = painting.levels[:, index].astype(int)
        present = np.isfinite(column)
        assert (levels[~present] == MISSING).all()
        assert ((levels[present] >= 0) & (levels[present] <= 100)).all()
        rising = levels[present][np.argsort(column[present], kind="stable")]
        assert (np.diff(rising) * (-1 if one.higher_is_better is False else 1) >= 0).all()
    assert (not painting.bars) == bool((painting.levels == MISSING).all())
    for bar in painting.bars:
        places = [level for level, _ in bar.ticks]
        assert places == sorted(places)
        assert 0 <= places[0] <= places[-1] <= 100


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_the_centre_of_a_scale_is_level_50(centre: float, reach: float) -> None:
    scale = Scale(centre - reach, centre + reach / 3).around(centre)
    assert levels_of(ScaleNumbers(np.array([centre])), scale).tolist() == [50]


def test_drawing_an_svg_needs_no_matplotlib() -> None:
    code = (
        "import sys\n"
        "from mkdocs_results_gallery.heatmap import colour, drawing, previews, svg\n"
        "assert not {'matplotlib', 'PIL'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("values", "metrics", "choice", "expected"),
    [
        # one scale for all: each column may have its own, from its lowest to its highest number
        (
            [[0.2, 0.5], [0.4, 1.0]],
            [Metric("a", range=(0, 1), **UP), Metric("b", range=(0, 1), **UP)],
            {},
            (((0.2, 0.4), (0.5, 1.0)), False, ("worst", "best")),
        ),
        (
            [[2, 20], [4, 40]],
            [Metric("a", unit="s", **DOWN), Metric("b", unit="s", **DOWN)],
            {},
            (((2, 40), (2, 40)), True, ("40", "30", "20", "10")),
        ),
        # around its middle, which keeps its meaning
        (
            [[0.4, 0.5], [0.9, 0.6]],
            [Metric("a", range=(0, 1), reference=0.5), Metric("b", range=(0, 1), reference=0.5)],
            {"style": "diverging"},
            (((0.1, 0.9), (0.4, 0.6)), False, ("lower", "reference", "higher")),
        ),
    ],
)
def test_a_table_has_other_scales(
    values: Sequence[Sequence[float]],
    metrics: list[Metric],
    choice: dict[str, str],
    expected: tuple[tuple[tuple[float, float], ...], bool, tuple[str, ...]],
) -> None:
    table = make_table(values, metrics, choice=HeatmapChoice(**choice))

    other = rescale(table, table_levels(table, palette="red-yellow"))

    assert other is not None
    ends = tuple((scale.low, scale.high) for scale in other.scales if scale)
    assert (ends, other.shared, tuple(text for _, text in other.bar.ticks)) == (
        tuple(pytest.approx(pair) for pair in expected[0]),
        *expected[1:],
    )


@pytest.mark.parametrize(
    "metrics",
    [
        [Metric("a", unit="s"), Metric("b", unit="kg")],
        [Metric("a", **UP), Metric("b", **DOWN)],
        [Metric("a")],
    ],
)
def test_what_means_different_things_has_no_other_scale(metrics: list[Metric]) -> None:
    table = make_table([[float(2 * row + at) for at in range(len(metrics))] for row in range(3)], metrics)

    assert rescale(table, table_levels(table, palette="red-yellow")) is None
