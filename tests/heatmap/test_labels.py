"""What a figure writes: whole where it fits, wrapped, slanted or shortened where not."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_results_gallery.choices import HeatmapChoice
from mkdocs_results_gallery.heatmap.geometry import Layout
from mkdocs_results_gallery.heatmap.glyphs import measure
from mkdocs_results_gallery.heatmap.layout import lay_out
from mkdocs_results_gallery.heatmap.painting import ColourBar, Painting
from mkdocs_results_gallery.heatmap.text_fit import shorten, shorten_all, whole
from mkdocs_results_gallery.model import Metric, Uncertainty

from .conftest import drawn, make_table, painted

NAN = float("nan")
LONG = "meta-llama/Llama-3.1-{}B-Instruct-Turbo-with-a-long-context-{}"


def numbers(rows: int, columns: int) -> list[list[float]]:
    dice = np.random.default_rng(rows * columns)
    return np.round(dice.random((rows, columns)), 3).tolist()


def laid_out(painting: Painting) -> Layout:
    return lay_out(painting, measure)


def columns(*names: str, rows: int = 3) -> tuple[list[str], float]:
    """The names of columns as drawn, lines apart by ``/``, and their angle."""
    labels = laid_out(painted(make_table(numbers(rows, len(names)), names))).metric_labels
    return ["/".join((label.text, *label.more)) for label in labels], labels[0].angle


def rows(*names: str) -> list[str]:
    labels = laid_out(painted(make_table(numbers(len(names), 2), rows=names))).row_labels
    return ["/".join((label.text, *label.more)) for label in labels]


def test_a_name_is_level_while_it_fits_then_in_lines_then_slanted() -> None:
    assert columns("recall", "f1") == (["recall", "f1"], 0.0)
    assert columns("mean average precision", "f1") == (["mean average/precision", "f1"], 0.0)
    three = ["mean average precision/of all classes at an/intersection of 50", "f1"]
    assert columns(three[0].replace("/", " "), "f1") == (three, 0.0)
    # a sign ends a line as a blank does
    assert columns("mean_average_precision", "f1") == (["mean_average_/precision", "f1"], 0.0)
    # four lines would be too many, and so is a word that is wider than a cell may be
    assert columns("expectedcalibrationerror", "f1") == (["expectedcalibrationerror", "f1"], -45.0)


def test_an_arrow_stays_with_its_unit() -> None:
    assert whole("time to first token, ms ↓", 8, measure, 3) == ("time to first", "token, ms ↓")
    assert whole("latency, ms ↓", 5.4, measure, 3) == ("latency,", "ms ↓")


def test_a_long_row_has_two_lines_then_loses_its_middle() -> None:
    assert rows("cities", "neg_cities") == ["cities", "neg_cities"]
    assert rows("a", "the third of all the large data sets") == ["a", "the third of all the large data/sets"]
    assert rows("a", LONG.format(8, "a") * 2)[0] == "a"
    assert re.fullmatch(r"meta-llama/L.*….*", rows("a", LONG.format(8, "a") * 2)[1])


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["short", "shorter"], ["short", "shorter"]),
        # both ends tell them apart
        ([LONG.format(8, "x"), LONG.format(8, "y")], ["meta-llama/…context-x", "meta-llama/…context-y"]),
        # only a middle does
        ([LONG.format(8, "x"), LONG.format(70, "x")], ["meta-llam…8…ontext-x", "meta-lla…70…ontext-x"]),
        # a name may look like one that was shortened
        (["meta-llama/…context-x", LONG.format(8, "x")], ["meta-llama/…context-x", "…Llama-3.1-…a-long-…"]),
    ],
)
def test_shortened_names_stay_different(names: list[str], expected: list[str]) -> None:
    assert shorten_all(names, 12, measure) == expected


def test_names_that_differ_in_too_much_are_numbered() -> None:
    names = ["".join(choice) for choice in itertools.product(("a" * 30, "a" * 29 + "b"), repeat=4)]
    cut = shorten_all(names, 6, measure)
    assert len({*cut}) == 16
    assert cut[15].endswith("(16)")


pieces = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "Mn")), max_size=40)


@settings(max_examples=200, deadline=None)
@given(
    st.tuples(pieces, st.integers(1, 6)).map(lambda one: one[0] * one[1]),
    st.lists(st.one_of(pieces, st.sampled_from(["a", "b", "1", "12"])), min_size=2, max_size=12, unique=True),
    st.tuples(pieces, st.integers(1, 6)).map(lambda one: one[0] * one[1]),
    st.floats(6, 20),
)
def test_no_two_labels_read_alike(start: str, cores: list[str], end: str, width: float) -> None:
    names = [f"{start}{core}{end}" for core in cores]
    cut = shorten_all(names, width, measure)
    assert len({*cut}) == len({*names})
    # what fits is whole, and nothing is wider than its room by more than the marks of a number
    assert all(
        label == name
        for label, name in zip(cut, names, strict=True)
        if measure(name) <= width and len(name) <= 120
    )
    assert max(map(measure, cut)) <= width + 1


@settings(max_examples=60, deadline=None)
@given(st.lists(pieces.map(lambda piece: f"{piece}{piece}{piece}"), min_size=2, max_size=9, unique=True))
def test_no_two_labels_of_a_figure_read_alike(names: list[str]) -> None:
    table = make_table(numbers(len(names), len(names)), names, names)
    layout = laid_out(painted(table))
    for labels in (layout.row_labels, layout.metric_labels):
        # a line more is no difference that anybody reads
        assert len({" ".join((label.text, *label.more)) for label in labels}) == len({*names})


@pytest.mark.parametrize(("count", "width"), [(3, 960), (15, 960), (16, 1600), (25, 1600)])
def test_ordinary_numbers_fit_into_the_window(count: int, width: float) -> None:
    names = [LONG.format(size, "a") for size in range(12)]
    heads = [f"accuracy on the benchmark of number {head}" for head in range(count)]
    layout = laid_out(painted(make_table(numbers(12, count), heads, names)))
    assert layout.grid.text_size >= 9
    assert layout.width <= width


def test_on_a_telephone_the_legend_and_two_columns_are_in_sight() -> None:
    table = make_table([*numbers(11, 15), [NAN] * 15], rows=[LONG.format(size, "a") for size in range(12)])
    layout = laid_out(painted(table))
    assert layout.grid.x + 2 * layout.grid.cell_width <= 328
    (bar,) = layout.bars
    assert (
        max(
            bar.box.x + bar.box.width,
            *(label.x + measure(label.text) * label.size / 2 for label in bar.words),
        )
        <= 328
    )
    assert max(bar.box.y, *(box.y for box, _ in layout.swatches)) < layout.grid.y


@pytest.mark.parametrize("shape", [(1, 1), (12, 3), (90, 11), (20, 49), (1000, 1), (1000, 3), (3, 190)])
def test_nothing_is_written_too_small(shape: tuple[int, int]) -> None:
    spread = {place: Uncertainty("sd", 0.01) for place in np.ndindex(*shape)} if shape < (50, 0) else {}
    table = make_table(np.zeros(shape), [f"m{column} of all" for column in range(shape[1])])
    table = replace(table, uncertainty=spread, heatmap=replace(table.heatmap, uncertainty=True))
    sizes = {float(size) for size in re.findall(r'font-size="([0-9.]+)"', drawn(painted(table)).decode())}
    assert min(sizes) >= 9


def test_a_spread_in_a_cell_is_the_one_of_the_table() -> None:
    table = replace(
        make_table([[0.5]], [Metric("x")]),
        uncertainty={(0, 0): Uncertainty("sd", 0.0002828144211304471, n=3)},
        heatmap=HeatmapChoice(uncertainty=True),
    )
    painting = painted(table)

    assert painting.details == (("± 0.00028",),)
    assert painting.tooltips[0][0].endswith(": 0.5 ± 0.0002828144211304471 (sd, n = 3)")


def legend(bar: ColourBar) -> tuple[list[str], list[str]]:
    """The texts below a bar, from left to right, and the lines of its title."""
    (laid,) = laid_out(replace(painted(make_table([[0.5]])), bars=(bar,))).bars
    below = [label for label in laid.words if label.size == 10]
    assert all(label.y > laid.box.y + laid.box.height for label in below)
    return [label.text for label in below], [label.text for label in laid.words if label.size == 11]


def test_a_legend_has_its_words_beside_or_above_the_bar() -> None:
    ends = ((0.0, "lowest in column"), (100.0, "highest in column"))
    assert legend(ColourBar(ends, "each column has its own scale")) == (
        ["lowest in column", "highest in column"],
        ["each column has", "its own scale"],
    )
    long = "each column has its own scale; no shared scale: units, directions or references differ"
    assert legend(ColourBar(ends, long))[1] == [
        "each column has its own scale; no shared scale: units,",
        "directions or references differ",
    ]


def names_in_legend(*metrics: Metric) -> list[str]:
    """What is marked as the user's in the title of each bar, one line after the other."""
    table = make_table([[number] * len(metrics) for number in (1, 10, 100)], metrics)
    bars = laid_out(painted(table)).bars
    return [label.text[start:end] for bar in bars for label in bar.words for start, end in label.names]


def test_a_legend_marks_what_is_the_users_on_each_of_its_lines() -> None:
    seconds = Metric(
        "t",
        unit="seconds  of all the requests that came before noon in the week",
        range=(0, 1),
        higher_is_better=False,
    )
    assert names_in_legend(seconds) == ["seconds of all the requests that came before noon in", "the week"]
    # our own word for all ways to write it
    assert names_in_legend(Metric("t", unit="%", range=(0, 100), higher_is_better=False)) == []
    # a name that reads like words of ours stands in quotes, which are part of it
    log, listed = (Metric(name, scale="log") for name in ("log scale", "a, b"))
    assert names_in_legend(log, listed, Metric("c")) == ["log scale", "“a, b”"]


def test_a_title_that_is_shortened_is_told_whole_and_has_no_marks() -> None:
    bars = laid_out(painted(make_table([[1]], [Metric("t", unit="x" * 200, range=(0, 1))]))).bars
    assert [(label.full, label.names) for label in bars[0].words[-1:]] == [("x" * 200, ())]


def test_ticks_that_would_touch_give_way_to_the_ends_and_to_words() -> None:
    numbers = tuple((level, f"{level * 10_000:,.0f}") for level in (0.0, 20.0, 40.0, 60.0, 80.0, 100.0))
    assert legend(ColourBar(numbers, ""))[0] == ["0", "200,000", "1,000,000"]
    named = ((0.0, "0.0"), (40.0, "0.4"), (50.0, "0.5 reference"), (60.0, "0.6"), (100.0, "1.0"))
    assert legend(ColourBar(named, ""))[0] == ["0.0", "0.5 reference", "1.0"]


def test_a_shortened_text_keeps_both_ends() -> None:
    assert shorten("a rather long label of nothing, ms ↓", 10, measure) == "a rather lo…, ms ↓"


def test_the_lines_of_a_name_read_as_the_name() -> None:
    names = ["mean average precision", "mean_average_precision"]
    root = ET.fromstring(drawn(painted(make_table([[0.5, 0.5]], names))))
    labels = [text for text in root.iter("{http://www.w3.org/2000/svg}text") if text.get("data-metric")]
    assert [len(label) for label in labels] == [2, 1]  # a blank has a place of its own
    assert ["".join(label.itertext()) for label in labels] == names
