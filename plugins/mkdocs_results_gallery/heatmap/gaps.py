"""How a missing cell is marked: one sign and one wording per reason, the same in figure and table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mkdocs_results_gallery.model import Missing, MissingKind

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
