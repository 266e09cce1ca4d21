# ruff: noqa: E501 - a case is a line

"""Which level a number gets, on scales of each kind, and which scale a column gets where its file says none."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence

import numpy as np
import pytest

from mkdocs_results_gallery.choices import ScaleKind
from mkdocs_results_gallery.digits.number import Stated
from mkdocs_results_gallery.heatmap.bars import ticks_of
from mkdocs_results_gallery.heatmap.colour import Colouring, rescale, table_levels
from mkdocs_results_gallery.heatmap.scales import Scale
from mkdocs_results_gallery.model import HeatmapChoice, Metric, Table
from mkdocs_results_gallery.palettes import MISSING
from tests.conftest import ROOT
from tests.reading.conftest import read

from .conftest import FOUNDING, drawn, make_table, painted

UP, DOWN = {"higher_is_better": True}, {"higher_is_better": False}


def coloured(values: Sequence[float], metric: Metric, **choice: str) -> Colouring:
    """One column."""
    table = make_table([[value] for value in values], [metric], choice=HeatmapChoice(**choice))
    return table_levels(table, palette="")


def levels(colouring: Colouring, metric: int = 0) -> list[int]:
    return colouring.levels[:, metric].tolist()


def ticks(colouring: Colouring) -> list[tuple[int, str]]:
    return [(round(level), text) for level, text in colouring.bars[0].ticks]


@pytest.mark.parametrize(
    ("values", "metric", "expected", "bar", "title"),
    [
        ([1, 10, 100, 1000, 10000], Metric("a", scale="log"), [0, 25, 50, 75, 100], [(0, "1"), (25, "10"), (50, "100"), (75, "1000"), (100, "10000")], "log scale"),
        ([0.01, 1, 100], Metric("a", scale="log", unit="s", **DOWN), [100, 50, 0], [(0, "100"), (25, "10"), (50, "1"), (75, "0.1"), (100, "0.01")], "s, lower is better, log scale"),
        # nothing that is not above 0 is an end, or has a colour
        ([0, 1, 100, -5], Metric("a", scale="log"), [MISSING, 0, 100, MISSING], [(0, "1"), (15, "2"), (35, "5"), (50, "10"), (65, "20"), (85, "50"), (100, "100")][::3], "log scale"),
        ([1, 10, 50], Metric("a", scale="log", range=(0, 100)), [0, 50, 85], None, "log scale"),
        ([1, 10, 50], Metric("a", scale="log", domain=(0.1, 100)), [33, 67, 90], [(0, "0.1"), (33, "1"), (67, "10"), (100, "100")], "log scale"),
        # so narrow that it has no powers of ten
        ([30, 40, 50], Metric("a", scale="log"), [0, 56, 100], None, "log scale"),
        ([7, 7], Metric("a", scale="log"), [50, 50], [(50, "7")], "log scale"),
        ([-100, -1, 0, 1, 100], Metric("a", scale="symlog"), [0, 42, 50, 58, 100], [(0, "-100"), (24, "-10"), (50, "0"), (76, "10"), (100, "100")], "log scale to both sides of 0"),
        ([1, 5, 5, 9, 1000], Metric("a", scale="quantile"), [0, 38, 38, 75, 100], [(0, "1"), (38, "5"), (75, "9"), (100, "1000")], "by rank"),
        ([3, 3, 3], Metric("a", scale="quantile"), [50, 50, 50], [(50, "3")], "by rank"),
        ([5, 1, 3], Metric("a", scale="quantile", **DOWN), [0, 100, 50], [(0, "5"), (50, "3"), (100, "1")], "lower is better, by rank"),
        # the ends of the colours, wherever the range ends
        ([40, 70, 90], Metric("a", range=(0, 100), domain=(50, 90)), [0, 50, 100], None, ""),
        ([40, 70, 90], Metric("a", domain=(None, 100)), [0, 50, 83], None, ""),
    ],
)  # fmt: skip # a case is a line
def test_a_kind_of_scale(
    values: list[float], metric: Metric, expected: list[int], bar: list[tuple[int, str]] | None, title: str
) -> None:
    colouring = coloured(values, metric)

    assert levels(colouring) == expected
    assert colouring.bars[0].title == title
    if bar is not None:
        assert ticks(colouring) == bar


def test_four_orders_of_magnitude_have_two_thirds_of_the_colours() -> None:
    costs = [float(f"{number:.6g}") for number in np.geomspace(0.003, 30, 150)]

    colouring = coloured(costs, Metric("cost", scale="log", **DOWN))

    assert len(set(levels(colouring))) >= 68
    assert [text for _, text in ticks(colouring)] == ["10", "1", "0.1", "0.01"]


@pytest.mark.parametrize(
    ("texts", "kind", "expected"),
    [
        # 17 digits and more, which a float64 can't tell apart
        (["0.10000000000000000001", "0.10000000000000000003", "0.10000000000000000002"], "linear", [0, 100, 50]),
        (["0.10000000000000000001", "0.10000000000000000003", "0.10000000000000000002"], "log", [0, 100, 50]),
        (["0.10000000000000000001", "0.10000000000000000003", "0.10000000000000000002"], "symlog", [0, 100, 50]),
        (["0.10000000000000000001", "0.10000000000000000003", "0.10000000000000000002"], "quantile", [0, 100, 50]),
        # one of them is 9007199254741000 as a float64, and would move all others
        (["9007199254740990", "9007199254740999", "9007199254740992"], "linear", [0, 100, 22]),
        # each is the shortest text of its float64, and these are up to 64 off
        (["900719925474023000", "900719925474095900", "900719925474067800"], "linear", [0, 100, 61]),
        # nearer to 0 than any float64
        (["1e-400", "1e-200", "1e0"], "log", [0, 50, 100]),
        (["1e-400", "3e-400", "2e-400"], "linear", [0, 100, 50]),
        (["1e-400", "0", "1e-402"], "log", [100, MISSING, 0]),
        (["1e308", "-1.7e308", "1.7e308"], "symlog", None),
    ],
)  # fmt: skip # a case is a line
def test_digits_decide_where_a_float_has_not_enough(
    texts: list[str], kind: str, expected: list[int] | None
) -> None:
    rows = "".join(f"  r{row}: {{a: {text}}}\n" for row, text in enumerate(texts))
    table = read(f"metrics: {{a: {{scale: {kind}}}}}\nresults:\n{rows}").experiment.tables[0]

    found = levels(table_levels(table, palette=""))

    assert expected is None or found == expected
    assert painted(table).bars


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        # a tenth of 0 to 1
        ([0.001, 0.101], (0, 1)),
        ([0.001, 0.1009], (0.001, 0.1009)),
        ([0.2, 0.3], (0, 1)),
        # within a tenth of 1
        ([0.85, 0.9], (0, 1)),
        ([0.85, 0.8999], (0.85, 0.8999)),
        # one number has nothing from a scale of its own
        ([0.004, 0.004], (0, 1)),
        # not within
        ([0.5, 1.01], (0.5, 1.01)),
    ],
)
def test_the_unit_stays_where_numbers_fill_it(values: list[float], ends: tuple[float, float]) -> None:
    (scale,) = coloured(values, Metric("a")).scales
    (percent,) = coloured([round(100 * value, 6) for value in values], Metric("a", unit="%")).scales

    assert scale is not None
    assert percent is not None
    assert (scale.low, scale.high) == ends
    assert (percent.low, percent.high) == tuple(round(100 * end, 6) for end in ends)


def crowded(*, far: float, middle: float = 20.0) -> list[float]:
    """101 numbers from 1 to `far`, of which the 6th is 1 and the 96th is `middle` further."""
    inner = np.linspace(1, 1 + middle, 91)
    return [1.0] * 5 + inner.tolist() + [far] * 5


@pytest.mark.parametrize(
    ("values", "metric", "kind"),
    [
        # the middle nine tenths in a fifth of the span
        (crowded(far=101, middle=20), Metric("a"), "log"),
        (crowded(far=101, middle=20.001), Metric("a"), "linear"),
        # the highest a hundred times the lowest
        (crowded(far=100, middle=10), Metric("a"), "log"),
        (crowded(far=99.99, middle=10), Metric("a"), "quantile"),
        # not above 0
        ([0.0, *crowded(far=1000)], Metric("a"), "quantile"),
        # what is declared is kept
        (crowded(far=1000), Metric("a", range=(0, 1000)), "linear"),
        (crowded(far=1000), Metric("a", range=(0, None)), "linear"),
        (crowded(far=1000), Metric("a", domain=(None, 1000)), "linear"),
        (crowded(far=1000), Metric("a", scale="linear"), "linear"),
    ],
)
def test_crowded_numbers_get_a_scale_that_tells_them_apart(
    values: list[float], metric: Metric, kind: str
) -> None:
    (scale,) = coloured(values, metric).scales

    assert scale is not None
    assert scale.kind == kind


def test_one_outlier_among_a_thousand_rows_takes_no_colours() -> None:
    numbers = [round(50 + 10 * np.sin(row), 3) for row in range(999)] + [2000.0]
    colouring = coloured(numbers, Metric("a"))

    assert len(set(levels(colouring))) == 101
    assert colouring.bars[0].title == "by rank"
    declared = coloured(numbers, Metric("a", range=(0, 2000)))
    assert len(set(levels(declared))) <= 3


def test_columns_of_several_kinds_say_which_is_which() -> None:
    metrics = [Metric("a", scale="log"), Metric("b"), Metric("c", scale="quantile"), Metric("d", scale="log")]
    table = make_table([[1, 2, 3, 4], [100, 20, 30, 40]], metrics)

    (bar,) = table_levels(table, palette="").bars

    assert bar.title == (
        "each column from its lowest (dark) to its highest (light); log scale: a and d; by rank in the column: c"
    )


@pytest.mark.parametrize(
    ("kinds", "shared", "title"),
    [
        (("log", "log"), True, "log scale"),
        (("quantile", "quantile"), True, "by rank"),
        (
            ("log", "linear"),
            False,
            "each column from its lowest (dark) to its highest (light); log scale: a; "
            "no shared scale: units, directions, kinds of scale or references differ",
        ),
    ],
)
def test_a_shared_scale_asks_for_one_kind(kinds: tuple[str, str], shared: bool, title: str) -> None:
    metrics = [Metric(name, scale=kind) for name, kind in zip("ab", kinds, strict=True)]
    table = make_table([[1, 10], [1000, 100]], metrics, choice=HeatmapChoice(scale="shared"))

    colouring = table_levels(table, palette="")

    assert (colouring.shared, colouring.bars[0].title) == (shared, title)
    assert colouring.levels.tolist() == ([[0, 33], [100, 67]] if shared else [[0, 0], [100, 100]])


def test_diverging_goes_to_both_sides_by_logarithms() -> None:
    colouring = coloured([-99, 1, 2, 11, 101], Metric("a", scale="symlog", reference=1), style="diverging")

    assert levels(colouring) == [0, 50, 58, 76, 100]
    assert ticks(colouring)[2] == (50, "1 reference")


def test_small_steps_from_a_middle_are_written_as_they_stand() -> None:
    """With four decimals, 99.9990891 would stand a level beside its place."""
    colouring = coloured([99.99906, 99.9999182], Metric("a"), style="diverging")

    assert ticks(colouring)[::2] == [(3, "99.999089"), (50, "99.999489"), (97, "99.999889")]
    smaller = coloured([-3.000017, -2.99999], Metric("a"), style="diverging")
    assert ticks(smaller)[::2] == [(13, "-3.0000135"), (50, "-3.0000035"), (87, "-2.9999935")]


def test_the_middle_of_numbers_beyond_float64_is_exact() -> None:
    text = "heatmap: {style: diverging}\nresults: {a: {x: 9007199254740991}, b: {x: 9007199254740999}}\n"
    table = read(text).experiment.tables[0]

    assert levels(table_levels(table, palette="")) == [0, 100]
    # nor is the half between two that float64 have
    numbers = [9007199254740991, 9007199254740996, 9007199254740998]
    assert levels(coloured(numbers, Metric("a"), style="diverging")) == [0, 71, 100]


def test_a_tick_of_a_narrow_logarithmic_scale_stands_at_all_of_its_digits() -> None:
    scale = Scale(9007199254740994.0, Stated("9007199254740997"), "log")

    assert ticks_of(scale)[-1] == (100, "9007199254740997")


@pytest.mark.parametrize("kind", ["linear", "log", "symlog", "quantile"])
def test_a_missing_cell_is_no_warning(kind: ScaleKind) -> None:
    with warnings.catch_warnings(action="error"):
        assert levels(coloured([1, math.nan, 10], Metric("a", scale=kind))) == [0, MISSING, 100]


def test_a_number_off_the_scale_is_hatched_and_keeps_its_text() -> None:
    table = make_table([[0], [1], [100]], [Metric("a", scale="log", format=".0f")])
    painting = painted(table)

    svg = drawn(painting).decode()

    assert painting.texts == (("0",), ("1",), ("100",))
    assert painting.tooltips[0] == ("r0, a: 0; not on a log scale",)
    assert svg.count(">not on a log scale</text>") == 1


@pytest.mark.parametrize("kind", ["linear", "log", "symlog", "quantile"])
def test_the_other_scale_is_of_the_same_kind(kind: str) -> None:
    table = make_table([[1, 10], [30, 300], [100, 1000]], [Metric(name, scale=kind) for name in "ab"])

    other = rescale(table, table_levels(table, palette=""))

    assert other is not None
    assert {scale.kind for scale in other.scales if scale} == {kind}
    pooled = table_levels(make_shared(table), palette="")
    assert other.levels.tolist() == pooled.levels.tolist()


def make_shared(table: Table) -> Table:
    return make_table(table.values, table.metrics, choice=HeatmapChoice(scale="shared"))


FOUNDING_LEVELS = {
    "cities": [100, 100, 100],
    "neg_cities": [100, 0, 100],
    "sp_en_trans": [100, 100, 100],
    "neg_sp_en_trans": [100, 0, 100],
    "inventors": [97, 98, 94],
    "neg_inventors": [98, 3, 98],
    "animal_class": [100, 100, 100],
    "neg_animal_class": [100, 0, 100],
    "element_symb": [100, 100, 100],
    "neg_element_symb": [100, 0, 100],
    "facts": [96, 92, 96],
    "neg_facts": [93, 9, 93],
}


@pytest.mark.parametrize("meant", [{}, {"range": (0, 1)}, {"range": (0, 1), "reference": 0.5, **UP}])
def test_the_founding_experiment_keeps_its_levels(meant: dict[str, object]) -> None:
    metrics = [Metric(name, **meant) for name in ("t_g", "t_p", "d_LR")]
    choice = HeatmapChoice(palette="red-yellow")
    table = make_table(list(FOUNDING.values()), metrics, list(FOUNDING), choice=choice)

    colouring = table_levels(table, palette="")

    assert colouring.levels.tolist() == list(FOUNDING_LEVELS.values())
    assert (colouring.shared, colouring.palettes) == (True, ("red-yellow",) * 3)


def test_the_founding_experiment_is_red_to_yellow_on_our_own_site() -> None:
    content = (ROOT / "results/probing/truth-directions.yaml").read_bytes()
    (table,) = read(content).experiment.tables

    colouring = table_levels(table, palette="")

    assert colouring.levels.tolist() == list(FOUNDING_LEVELS.values())
    assert [(bar.palette, bar.title) for bar in colouring.bars] == [("red-yellow", "AUROC, higher is better")]
