from __future__ import annotations

import io

import pytest
from PIL import Image

from mkdocs_results_gallery.heatmap.previews import SHARE_SIZE, share_card

from .conftest import make_table, painted

NAN = float("nan")


def pixels(title: str) -> Image.Image:
    card = share_card(painted(make_table([[0.0, 1.0], [NAN, 0.5]])), title)
    return Image.open(io.BytesIO(card)).convert("RGB")


def test_a_card_shows_the_cells_in_their_colours_under_the_title() -> None:
    card = pixels("A title")

    assert card.size == SHARE_SIZE
    # red 0, yellow 1, grey for what is missing
    assert [card.getpixel(place) for place in ((110, 135), (490, 135), (110, 260), (490, 260))] == [
        (255, 0, 0),
        (255, 255, 0),
        (214, 214, 214),
        (255, 128, 0),
    ]
    ink = [card.getpixel((x, y)) for x in range(30, 250) for y in range(30, 64)]
    assert min(ink) == (26, 26, 26)


@pytest.mark.parametrize("title", ["", "x" * 300, "word " * 100, "精度", "\N{PILE OF POO}"])
def test_any_title_has_a_card(title: str) -> None:
    card = pixels(title)

    margins = [card.getpixel((x, y)) for x in (*range(15), *range(585, 600)) for y in range(0, 315, 5)]
    assert set(margins) == {(255, 255, 255)}


def test_equal_paintings_have_equal_cards() -> None:
    painting = painted(make_table([[0.5]]))

    assert share_card(painting, "One") == share_card(painting, "One") != share_card(painting, "Two")
