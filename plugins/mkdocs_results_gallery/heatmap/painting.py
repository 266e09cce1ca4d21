"""The nouns of a picture: what to draw, and what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.heatmap.geometry import Span
from mkdocs_results_gallery.palettes import SEQUENTIAL
from mkdocs_results_gallery.store import environment, key_of

Texts = tuple[tuple[str, ...], ...]
"""One per cell: rows of columns."""


@dataclass(frozen=True, slots=True)
class ColourBar:
    """The legend of the colours."""

    ticks: tuple[tuple[float, str], ...]
    """(level 0..100, text), low to high."""
    title: str = ""
    """What the colours mean, e.g. ``AUROC`` or ``lowest to highest in each column``; plain text."""
    palette: str = SEQUENTIAL
    """A key of `palettes.PALETTES`."""
    names: tuple[Span, ...] = ()
    """Where the user's words stand in the title; the others are ours."""


@dataclass(frozen=True, slots=True, eq=False)
class Painting:
    """What to draw: labels, levels, texts. Holds no address of a page, no path and no time."""

    rows: tuple[str, ...]
    """Labels of the drawn rows, whole; drawing shortens them."""
    metrics: tuple[str, ...]
    """Labels of the drawn columns, whole; drawing shortens them."""
    levels: NDArray[np.uint8]
    """Shape (rows, metrics): 0..100, or `MISSING`; read-only."""
    texts: Texts
    """Shape (rows, metrics): what is written into each cell, a number or the sign of a reason, ``""`` for
    nothing; ``()`` when the table is too large to be annotated."""
    tooltips: Texts
    """Shape (rows, metrics): row, metric and full-precision value of each cell; ``()`` as for `texts`."""
    details: Texts
    """Shape (rows, metrics): a smaller second line in each cell, ``""`` for none; ``()`` for no such line."""
    missing: NDArray[np.uint8]
    """Shape (rows, metrics): of a cell without a colour the reason, a position in `MARK_NAMES`; else 0.
    Read-only."""
    groups: tuple[str, ...]
    """One per drawn row, ``""`` for none; ``()`` where no row has a group."""
    palettes: tuple[str, ...]
    """Per drawn column: a key of `palettes.PALETTES`."""
    bars: tuple[ColourBar, ...]
    """One per palette in use; none when no cell has a colour."""
    row_links: tuple[str, ...]
    """One page URI below the gallery root per drawn row, e.g. ``rows/cities.md``; ``""`` for no page."""
    metric_links: tuple[str, ...]
    """The same per drawn column."""
    left_out: tuple[int, int] = (0, 0)
    """(rows, metrics) of the table beyond the drawing limits; the figure says so."""

    def fingerprint(self) -> str:
        """SHA-256 (hex) of all that is drawn: equal paintings give equal pictures."""
        digest = hashlib.sha256()
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, np.ndarray):
                data = repr(value.shape).encode() + np.ascontiguousarray(value).tobytes()
            else:
                data = repr(value).encode()
            digest.update(f"{item.name}:{len(data)}:".encode() + data)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Drawing:
    """What became of one painting."""

    images: Mapping[str, bytes]
    """By format (``svg``, ``png``, ``pdf``), without those that could not be drawn."""
    failure: str = ""
    """Why one is not there: deadline, signal, memory or error; ``""`` when all is well."""


def image_key(fingerprint: str, image_format: str) -> str:
    """Return the key of an image in the store: all that decides about its bytes; no path, no time.

    `fingerprint` is its Painting's.
    """
    return key_of("image", fingerprint, image_format, environment())
