"""Differences in colours: zero in the middle, the better end the same for all metrics with a direction."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from mkdocs_results_gallery.heatmap.deltas import delta_levels, paint_deltas
from mkdocs_results_gallery.heatmap.drawing import draw_formats
from mkdocs_results_gallery.heatmap.glyphs import measure
from mkdocs_results_gallery.heatmap.layout import lay_out
from mkdocs_results_gallery.heatmap.painting import ColourBar, Painting, Texts
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.options import Limits
from tests.conftest import table

DIFFERENCES = table(
    {
        "a": {"acc": 0.10, "ms": 30.0, "size": 4.0},
        "b": {"acc": -0.05, "ms": -15.0, "size": -1.0},
        "c": {"acc": 0.0, "ms": None, "size": None},
    },
    acc={"higher_is_better": True},
    ms={"higher_is_better": False, "unit": "ms"},
)


@dataclass(frozen=True)
class Delta:
    table: Table
    texts: Texts
    words: Texts
    marks: Texts


DELTA = Delta(
    DIFFERENCES,
    (("+0.10", "+30", "+4"), ("−0.05", "−15", "−1"), ("0", "⊖", "+0.5")),
    tuple(tuple(f"w{row}{metric}" for metric in range(3)) for row in range(3)),
    (("", "", ""), ("", "", ""), ("", "became_missing", "within")),
)


def painted(limits: Limits) -> Painting:
    colouring = delta_levels(DIFFERENCES, palette="")
    return paint_deltas(
        DELTA,
        colouring,
        limits=limits,
        link_of_row=lambda name: f"rows/{name}.md",
        link_of_metric=lambda name: "",
    )


def test_good_is_up_around_zero_on_a_scale_of_each_metric() -> None:
    assert delta_levels(DIFFERENCES, palette="").levels.tolist() == [
        [100, 0, 100],
        [25, 75, 38],
        [50, 255, 255],
    ]


def test_a_metric_without_a_direction_has_colours_of_its_own() -> None:
    assert [
        delta_levels(DIFFERENCES, palette=name).palettes for name in ("", "viridis", "purple-orange")
    ] == [
        ("red-blue", "red-blue", "purple-orange"),
        ("red-blue", "red-blue", "purple-orange"),
        ("purple-orange", "purple-orange", "brown-teal"),
    ]


def test_the_legend_has_numbers_where_it_is_that_of_one_metric() -> None:
    assert delta_levels(DIFFERENCES, palette="").bars == (
        ColourBar(
            ((0.0, "worse"), (50.0, "0"), (100.0, "better")),
            "each metric on a scale of its own around 0, from worse (red) to better (blue)",
            "red-blue",
        ),
        ColourBar(
            ((0.0, "−4"), (25.0, "−2"), (50.0, "0"), (75.0, "+2"), (100.0, "+4")),
            "difference in size, from lower (orange) to higher (purple)",
            "purple-orange",
            ((14, 18),),
        ),
    )
    (low,) = delta_levels(table({"a": {"ms": -2.0}}, ms={"higher_is_better": False}), palette="").bars
    assert (low.ticks[0], low.ticks[-1]) == ((0.0, "+2"), (100.0, "−2"))


@pytest.mark.parametrize(
    ("declared", "ticks", "title", "names"),
    [
        ({"format": ".1%"}, ["−10", "−5", "0", "+5", "+10"], "difference in acc, pp, from", ((14, 17),)),
        (
            {"unit": "percent", "format": ".1%"},
            ["−0.10", "−0.05", "0.00", "+0.05", "+0.10"],
            "difference in acc, pp, from",
            ((14, 17),),
        ),
        (
            {"unit": "F 1"},
            ["−0.10", "−0.05", "0.00", "+0.05", "+0.10"],
            "difference in acc, F 1, from",
            ((14, 17), (19, 22)),
        ),
    ],
)
def test_its_numbers_are_those_of_the_cells(
    declared: dict[str, str], ticks: list[str], title: str, names: tuple[tuple[int, int], ...]
) -> None:
    (bar,) = delta_levels(table({"a": {"acc": 0.1}}, acc=declared), palette="").bars

    assert [text for _, text in bar.ticks] == ticks
    assert (bar.title.partition(" lower")[0], bar.names) == (title, names)


def test_what_has_no_colour_has_its_mark_in_the_figure_and_in_its_legend() -> None:
    painting = painted(Limits())
    svg = draw_formats((painting, ("svg",)))["svg"].decode()

    assert [label.text for label in lay_out(painting, measure).words] == [
        "no colour: within uncertainty",
        "⊖ became missing",
    ]
    # outlined, the number in the ink of the page
    within = svg.partition("<title>c, size: w22</title>")[2].partition("</g>")[0]
    assert ('fill-opacity="0"' in within, 'd=""' in within, within.endswith('">+0.5</text>')) == (
        True,
        True,
        True,
    )


def test_a_picture_without_room_for_marks_has_one_hatch_that_is_not_called_missing() -> None:
    painting = painted(Limits(annotated_cells=1))

    assert [label.text for label in lay_out(painting, measure).words] == [
        "no difference in colour",
        "numbers are in the table",
    ]


@pytest.mark.slow
def test_pictures_of_differences_can_be_printed() -> None:
    assert draw_formats((painted(Limits()), ("png",)))["png"].startswith(b"\x89PNG")
