from __future__ import annotations

import matplotlib as mpl
import pytest

from mkdocs_results_gallery.palettes import NEUTRAL, PALETTES, colours, contrast, ink, rgb

COLORMAPS = {
    "red-yellow": "autumn",
    "viridis": "viridis",
    "cividis": "cividis",
    "magma": "magma",
    "blues": "Blues",
    "purple-orange": "PuOr",
    "red-blue": "RdBu",
    "brown-teal": "BrBG",
}


def test_every_palette_but_ours_has_a_colormap_to_compare_with() -> None:
    assert PALETTES.keys() - COLORMAPS.keys() == {NEUTRAL}


@pytest.mark.parametrize("palette", COLORMAPS)
def test_a_palette_follows_matplotlib(palette: str) -> None:
    colormap = mpl.colormaps[COLORMAPS[palette]]
    for level, colour in enumerate(colours(palette)):
        expected = [round(255 * part) for part in colormap(level / 100)[:3]]
        assert max(abs(a - b) for a, b in zip(rgb(colour), expected, strict=True)) <= 9


@pytest.mark.parametrize("palette", PALETTES)
def test_numbers_are_readable_on_every_level(palette: str) -> None:
    assert len(colours(palette)) == 101
    assert min(contrast(colour, ink(colour)) for colour in colours(palette)) >= 4.5


def test_black_is_readable_on_all_of_the_default_palette() -> None:
    assert {ink(colour) for colour in colours("red-yellow")} == {"#000000"}
    assert min(contrast(colour, "#000000") for colour in colours("red-yellow")) >= 5


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_an_unknown_palette_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"expected a palette \(red-yellow, slate, .*\), got 'jet'"):
        colours("jet")


def test_three_palettes_have_a_middle() -> None:
    diverging = [name for name in PALETTES if PALETTES[name].diverging]
    assert diverging == [
        "purple-orange",
        "red-blue",
        "brown-teal",
    ]
