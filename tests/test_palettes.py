from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pytest
from numpy.typing import NDArray

from mkdocs_results_gallery.palettes import NEUTRAL, PALETTES, SEQUENTIAL, colours, contrast, ink, rgb

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
    assert PALETTES.keys() - COLORMAPS.keys() == {SEQUENTIAL, NEUTRAL}


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


def test_black_is_readable_on_all_of_red_to_yellow() -> None:
    assert {ink(colour) for colour in colours("red-yellow")} == {"#000000"}
    assert min(contrast(colour, "#000000") for colour in colours("red-yellow")) >= 5


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_an_unknown_palette_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"expected a palette \(blue-sand, slate, .*\), got 'jet'"):
        colours("jet")


def test_three_palettes_have_a_middle() -> None:
    diverging = [name for name in PALETTES if PALETTES[name].diverging]
    assert diverging == [
        "purple-orange",
        "red-blue",
        "brown-teal",
    ]


# Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", severity 1.0, for linear RGB
SIGHTS = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def cielab(palette: str, sight: str) -> NDArray[np.float64]:
    """L*, a*, b* (D65) of each level, as it is seen."""
    shares = np.array([rgb(colour) for colour in colours(palette)]) / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    xyz = np.clip(linear @ SIGHTS[sight].T, 0, 1) @ TO_XYZ.T / (0.95047, 1, 1.08883)
    parts = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    x, y, z = parts.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("palette", [SEQUENTIAL, NEUTRAL])
def test_our_palettes_get_lighter_from_level_to_level_for_all_eyes(palette: str, sight: str) -> None:
    assert (np.diff(cielab(palette, sight)[:, 0]) > 0).all()


@pytest.mark.parametrize(
    ("palette", "sight", "least", "most"),
    [
        (SEQUENTIAL, "usual", 11.2, 12.8),
        (SEQUENTIAL, "protanopia", 9.0, 12.4),
        (SEQUENTIAL, "deuteranopia", 8.5, 12.4),
        (NEUTRAL, "usual", 5.6, 6.4),
        (NEUTRAL, "protanopia", 5.5, 6.3),
        (NEUTRAL, "deuteranopia", 5.7, 6.4),
    ],
)
def test_ten_levels_differ_alike_wherever_they_lie(
    palette: str, sight: str, least: float, most: float
) -> None:
    seen = cielab(palette, sight)
    differences = np.linalg.norm(seen[10:] - seen[:-10], axis=1)

    assert [round(float(differences.min()), 1), round(float(differences.max()), 1)] == [least, most]


def test_the_ends_of_our_palettes_stand_out_from_pages_and_do_not_glare() -> None:
    for palette in (SEQUENTIAL, NEUTRAL):
        low, high = colours(palette)[0], colours(palette)[-1]
        assert contrast(low, "#1e2129") > 1.25
        assert contrast(low, "#ffffff") > 9
        assert cielab(palette, "usual")[-1, 0] < 92
        assert contrast(high, "#ffffff") > 1.2
