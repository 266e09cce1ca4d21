"""Why a cell has no number: the words for it, and the texts that only say that there is none."""

from __future__ import annotations

import re
from difflib import get_close_matches

from mkdocs_results_gallery.model import MISSING_KINDS, Missing, MissingKind
from mkdocs_results_gallery.reading.tree import NULLS

NOT_A_NUMBER = frozenset({"NaN", "nan", "NAN", ".nan", ".NaN", ".NAN"})
"""What programs write for a number that went wrong: missing, and worth a look."""

NO_REASON = frozenset({"NA", "N/A", "-", *NULLS, *NOT_A_NUMBER})
"""Texts of a missing cell that give no reason: ``N/A`` may be not applicable, not available, no answer."""

_LONGEST = max(map(len, MISSING_KINDS))
_KINDS: dict[str, MissingKind] = {kind: kind for kind in MISSING_KINDS}
_WITHOUT_REASON = {text: Missing("unknown", text) for text in NO_REASON}


def missing_of(text: str) -> Missing | None:
    """Why there is no number, where `text` says that there is none."""
    found = _WITHOUT_REASON.get(text)
    if found is not None:
        return found
    kind = reason_of(text)
    return None if kind is None else Missing(kind, text)


def reason_of(text: str) -> MissingKind | None:
    """The reason that `text` names: in any case, with ``_`` or ``-`` for the space; None for no reason."""
    if len(text) > _LONGEST or not text.isascii():
        return None
    return _KINDS.get(_plain(text))


def nearest_reason(text: str) -> MissingKind | None:
    """The reason that was probably meant."""
    near = get_close_matches(_plain(text), MISSING_KINDS, n=1, cutoff=0.75) if len(text) <= 40 else []
    return _KINDS[near[0]] if near else None


def reason_pattern() -> str:
    """What `reason_of` and `NO_REASON` allow, as a regular expression for JSON Schema."""
    kinds = ("".join(_either(char) for char in kind) for kind in MISSING_KINDS)
    return f"^(?:{'|'.join([*kinds, *map(re.escape, sorted(NO_REASON))])})$"


def _either(char: str) -> str:
    return "[ _-]" if char == " " else f"[{char}{char.upper()}]"


def _plain(text: str) -> str:
    return text.lower().replace("_", " ").replace("-", " ")
