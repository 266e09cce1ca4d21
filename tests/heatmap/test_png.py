"""PNGs of few colours: what a reader of such files finds in them."""

from __future__ import annotations

import io
from itertools import chain

import numpy as np
import pytest
from PIL import Image

from mkdocs_results_gallery.heatmap.png import palette_png


def palette(colours: int) -> bytes:
    return bytes(chain.from_iterable((number, 255 - number, number // 2) for number in range(colours)))


@pytest.mark.parametrize("colours", [1, 2, 3, 4, 5, 16, 17, 256])
@pytest.mark.parametrize("shape", [(1, 1), (3, 7), (40, 23)])
def test_pixels_and_colours_are_those_that_were_given(colours: int, shape: tuple[int, int]) -> None:
    pixels = np.random.default_rng(colours).integers(0, colours, shape).astype(np.uint8)
    pixels.flat[-1] = colours - 1

    content = palette_png(pixels, palette(colours), colours - 1)

    with Image.open(io.BytesIO(content)) as image:
        image.load()
        assert (image.mode, image.size) == ("P", shape[::-1])
        assert np.array_equal(np.asarray(image), pixels)
        assert bytes(image.getpalette() or ())[: 3 * colours] == palette(colours)
        seen = np.asarray(image.convert("RGBA"))[..., 3] > 0
    assert np.array_equal(seen, pixels != colours - 1)


@pytest.mark.parametrize("strategy", [-1, 3])
def test_a_large_one_comes_in_pieces(strategy: int) -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (300, 400)).astype(np.uint8)

    content = palette_png(pixels, palette(256), strategy=strategy)

    assert content.count(b"IDAT") > 1
    with Image.open(io.BytesIO(content)) as image:
        assert np.array_equal(np.asarray(image), pixels)
        assert not image.info


def test_the_same_pixels_give_the_file_that_pillow_writes() -> None:
    pixels = np.arange(12, dtype=np.uint8).reshape(3, 4)
    image = Image.frombytes("P", (4, 3), pixels.tobytes())
    image.putpalette(palette(12))
    buffer = io.BytesIO()
    image.save(buffer, "PNG", transparency=2)

    assert palette_png(pixels, palette(12), 2) == buffer.getvalue()
