"""A table at the size of a card."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from mkdocs_results_gallery.heatmap.previews import thumbnail
from mkdocs_results_gallery.model import Metric, Row

from .conftest import make_table, painted

NAN = float("nan")
SIGNS = {(0, 0, 0, 0): ".", (255, 0, 0, 255): "r", (255, 255, 0, 255): "y", (127, 127, 127, 255): "/"}


def picture(values: list[list[float]], groups: str = "") -> Image.Image:
    table = make_table(values)
    if groups:
        rows = tuple(Row(row.name, group=group) for row, group in zip(table.rows, groups, strict=True))
        table = replace(table, rows=rows)
    return Image.open(io.BytesIO(thumbnail(painted(table)))).convert("RGBA")


def line(image: Image.Image, start: int, *, down: int | None = None, across: int | None = None) -> str:
    """The pixels of a column or a row, runs of one colour as one sign."""
    width, height = image.size
    places = (
        [(down, y) for y in range(start, height)]
        if down is not None
        else [(x, across) for x in range(start, width)]
    )
    signs = [SIGNS[image.getpixel(place)] for place in places]
    return "".join(sign for sign, before in zip(signs, [" ", *signs], strict=False) if sign != before)


@pytest.mark.parametrize(
    ("shape", "size"),
    [
        ((12, 3), (63, 120)),
        ((2, 3), (126, 64)),
        ((4, 2), (128, 128)),
        ((1, 15), (120, 64)),
        ((1000, 1), (64, 126)),
        ((1, 200), (126, 64)),
    ],
)
def test_it_has_about_the_shape_of_the_figure(shape: tuple[int, int], size: tuple[int, int]) -> None:
    assert picture(np.zeros(shape).tolist()).size == size


def test_cells_are_apart_and_groups_more_so() -> None:
    values = [[0.0, 1.0], [1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]
    assert line(picture(values), 0, across=4) == "r.y"
    assert line(picture(values), 0, down=4) == "r.y.r.y"

    def gaps(groups: str) -> list[int]:
        image = picture(values, groups)
        signs = [SIGNS[image.getpixel((4, y))] for y in range(image.size[1])]
        return [len(run) for run in "".join(signs).replace("r", "y").split("y") if run]

    assert gaps("") == [2, 2, 2]
    assert gaps("aabb") == [2, 6, 2]
    # lines between all rows would set nothing apart
    assert gaps("abab") == [2, 2, 2]


def test_a_missing_cell_is_hatched_on_the_ground_of_the_page() -> None:
    image = picture([[0.0, NAN], [1.0, 1.0]])
    assert line(image, 0, across=10).startswith("r.")
    assert set(line(image, 66, across=10)) == {".", "/"}


def test_the_empty_table_has_a_transparent_one() -> None:
    assert picture(np.zeros((0, 3)).tolist() or [[]]).getpixel((0, 0)) == (0, 0, 0, 0)


def test_two_palettes_keep_their_colours() -> None:
    table = make_table([[0.0, 1.0]], [Metric("a", higher_is_better=True), Metric("b")])
    image = Image.open(io.BytesIO(thumbnail(painted(table, "")))).convert("RGBA")
    left, right = image.getpixel((4, 4)), image.getpixel((image.size[0] - 4, 4))
    figure = painted(table, "")
    assert figure.palettes[0] != figure.palettes[1]
    assert left != right
    assert left[3] == right[3] == 255


@pytest.mark.parametrize("shape", [(12, 3), (12, 15), (60, 40)])
def test_it_has_few_bytes(shape: tuple[int, int]) -> None:
    values = np.random.default_rng(1).random(shape)
    assert len(thumbnail(painted(make_table(values)))) < 2_000
