"""A heatmap at a glance: one pixel per cell."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.heatmap.palettes import MISSING, colours, rgb
from mkdocs_results_gallery.heatmap.spec import Painting

LONGEST_SIDE = 64
"""Pixels; of a larger table every n-th row and column is taken."""

_EMPTY = (1, 1)


def thumbnail(painting: Painting) -> bytes:
    """A PNG of one pixel per cell, missing ones transparent; 1 x 1 transparent for no cells.

    No metadata; equal paintings give equal bytes.
    """
    rows, metrics = painting.levels.shape
    if not rows or not metrics:
        from PIL import Image

        buffer = io.BytesIO()
        Image.new("LA", _EMPTY, 0).save(buffer, "PNG")
        return buffer.getvalue()
    return cells_png(painting.levels[_sampled(rows)][:, _sampled(metrics)], painting.palette)


def cells_png(levels: NDArray[np.uint8], palette: str) -> bytes:
    """One pixel per cell in its colour, missing cells transparent; PNG without metadata, equal for equals."""
    from PIL import Image

    rows, metrics = levels.shape
    image = Image.frombytes("P", (metrics, rows), np.ascontiguousarray(levels).tobytes())
    image.putpalette(_png_palette(palette))
    buffer = io.BytesIO()
    image.save(buffer, "PNG", transparency=MISSING)
    return buffer.getvalue()


@cache
def _png_palette(palette: str) -> bytes:
    return b"".join(bytes(rgb(colour)) for colour in colours(palette)).ljust(256 * 3, b"\0")


def _sampled(count: int) -> NDArray[np.intp]:
    kept = min(count, LONGEST_SIDE)
    return np.arange(kept) * count // kept
