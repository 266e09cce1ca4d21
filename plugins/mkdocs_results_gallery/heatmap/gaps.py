"""How a missing cell is marked: one sign and one wording per reason, the same in figure and table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from mkdocs_results_gallery.heatmap.painting import MISSING, Painting
from mkdocs_results_gallery.model import MISSING_KINDS, Missing, MissingKind

GLYPHS: Mapping[MissingKind, str] = MappingProxyType(
    {
        "not run": "○",
        "failed": "✕",
        "not applicable": "∅",
        "excluded": "⊘",
        "below detection": "<",
        "unknown": "–",
    }
)
"""One short sign per reason, in the order of legends; all are in DejaVu Sans."""

WORDS: Mapping[MissingKind, str] = MappingProxyType({**{kind: kind for kind in GLYPHS}, "unknown": "missing"})
"""What a legend calls each reason."""

_SAYS_NOTHING = frozenset({"", "null", "~", "unknown"})


def missing_words(missing: Missing) -> str:
    """Why a cell has no number, e.g. ``failed: out of memory``; plain text."""
    words = WORDS[missing.kind]
    if missing.kind == "unknown" and missing.text.lower() not in _SAYS_NOTHING:
        words += f" ({missing.text})"
    return f"{words}: {missing.note}" if missing.note else words


def kinds_of(painting: Painting) -> list[int]:
    """The reasons that occur in a figure, as positions in `MISSING_KINDS`, for its legend.

    A figure whose cells are one image has one hatch for all of them.
    """
    holes = painting.levels == MISSING
    if not holes.any():
        return []
    if not painting.tooltips:
        return [MISSING_KINDS.index("unknown")]
    return [int(kind) for kind in np.unique(painting.gaps[holes])]
