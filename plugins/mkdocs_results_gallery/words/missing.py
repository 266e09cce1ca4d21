"""Why a cell has no number: every reason with its sign, word, hatch and LaTeX command, in one dict.

Figure, table, legend, stylesheet, script and sentences take theirs from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, Protocol

Stroke = Literal["rising", "falling", "level", "upright"]
"""One direction of the lines that fill a cell."""

UNKNOWN = "unknown"
"""The kind where no reason is given: by far the most, so that its cells are kept short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingKind:
    """A reason why a cell has no number, or no colour, and all that shows it."""

    sign: str
    """One character, which DejaVu Sans has."""
    word: str
    """What a legend, a tooltip and a table for screen readers call it."""
    hatch: tuple[Stroke, ...]
    """Which lines fill the cell: what differs without colour."""
    latex: str
    """The sign in LaTeX."""


MISSING_KINDS: Mapping[str, MissingKind] = MappingProxyType(
    {
        "not run": MissingKind(sign="○", word="not run", hatch=("falling",), latex="$\\circ$"),
        "failed": MissingKind(sign="✕", word="failed", hatch=("rising", "falling"), latex="$\\times$"),
        "not applicable": MissingKind(
            sign="∅", word="not applicable", hatch=("level",), latex="$\\emptyset$"
        ),
        "excluded": MissingKind(sign="⊘", word="excluded", hatch=("upright",), latex="$\\oslash$"),
        "below detection": MissingKind(
            sign="<", word="below detection", hatch=("level", "upright"), latex="\\textless{}"
        ),
        UNKNOWN: MissingKind(sign="–", word="missing", hatch=("rising",), latex="--"),
    }
)
"""The reasons by the name that a file gives, in the order of legends: one more entry is one more reason."""

SAME, WITHIN, UNCLEAR = "same", "within", "unclear"
ADDED, REMOVED = "added", "removed"
CHANGE_KINDS: Mapping[str, MissingKind] = MappingProxyType(
    {
        WITHIN: MissingKind(sign="", word="no colour: within uncertainty", hatch=(), latex=""),
        UNCLEAR: MissingKind(sign="?", word="uncertainties can't be compared", hatch=(), latex=""),
        SAME: MissingKind(sign="=", word="the same", hatch=(), latex=""),
        "hidden": MissingKind(sign="≐", word="the same as shown, or by tolerance", hatch=(), latex=""),
        "uncertainties": MissingKind(sign="±", word="the same, another uncertainty", hatch=(), latex=""),
        "notes": MissingKind(sign="†", word="the same, another note", hatch=(), latex=""),
        "bounds": MissingKind(sign="≶", word="another bound", hatch=("level",), latex=""),
        "reasons": MissingKind(sign="≠", word="missing for another reason", hatch=("falling",), latex=""),
        "became_missing": MissingKind(sign="⊖", word="became missing", hatch=("rising", "upright"), latex=""),
        "became_present": MissingKind(sign="⊕", word="was missing", hatch=("falling", "upright"), latex=""),
        ADDED: MissingKind(sign="⊞", word="new", hatch=("falling", "level"), latex=""),
        REMOVED: MissingKind(sign="⊟", word="removed", hatch=("rising", "level"), latex=""),
    }
)
"""What has become of a cell, where no difference of two numbers with a colour says it: in a table of changes,
in the order of its legend. Cells that are as they were have no hatch."""
BASELINE_KINDS: Mapping[str, MissingKind] = MappingProxyType(
    {
        f"{name} beside baseline": replace(CHANGE_KINDS[name], word=word)
        for name, word in (
            ("became_missing", "missing here"),
            ("became_present", "missing in the baseline"),
            (ADDED, "not in the baseline"),
            (REMOVED, "only in the baseline"),
        )
    }
)
"""The same of a cell that is compared with that of a baseline, where time has nothing to do with it."""

OFF_SCALE = "off scale"
"""The mark of a number that has no place on the scale of its column: 0 has no logarithm."""
UNKNOWN_OR_OFF = "unknown or off scale"
"""The one mark of a picture that has no room for two."""
NO_DIFFERENCE = "no difference"
"""The same of a picture of changes."""

MARKS: Mapping[str, MissingKind] = MappingProxyType(
    {
        **MISSING_KINDS,
        OFF_SCALE: MissingKind(sign="", word="not on a log scale", hatch=("rising",), latex=""),
        UNKNOWN_OR_OFF: MissingKind(
            sign="", word="missing, or not on a log scale", hatch=("rising",), latex=""
        ),
        **CHANGE_KINDS,
        **BASELINE_KINDS,
        NO_DIFFERENCE: MissingKind(sign="", word="no difference in colour", hatch=("rising",), latex=""),
    }
)
"""All that is shown by a hatch instead of a colour."""
MARK_NAMES = tuple(MARKS)
"""Their names, those of `MISSING_KINDS` first; a figure keeps the position of each cell's."""

_LONGEST = max(map(len, MISSING_KINDS))
_INITIALS = frozenset("".join(kind[0] + kind[0].upper() for kind in MISSING_KINDS))
_SAYS_NOTHING = frozenset({"", "null", "~", UNKNOWN})


class MissingTraits(Protocol):
    """What must be known of a cell without a number."""

    @property
    def kind(self) -> str:
        """A key of `MISSING_KINDS`."""

    @property
    def text(self) -> str:
        """As written in the file."""

    @property
    def note(self) -> str:
        """The author's words about it."""


def missing_words(missing: MissingTraits) -> str:
    """Why a cell has no number, e.g. ``failed: out of memory``; plain text."""
    words = MISSING_KINDS[missing.kind].word
    if missing.kind == UNKNOWN and missing.text.lower() not in _SAYS_NOTHING:
        words += f" ({missing.text})"
    return f"{words}: {missing.note}" if missing.note else words


def missing_reason(missing: MissingTraits) -> str:
    """The same as a file says it: the reason by its name, or the text that gives none; ``""`` for nothing.

    A spreadsheet would take a ``-`` for the start of a formula, so that it is nothing here too.
    """
    said = missing.kind
    if missing.kind == UNKNOWN and missing.text.lower() not in _SAYS_NOTHING | {"-"}:
        said = missing.text
    if missing.note:
        return f"{said}: {missing.note}"
    return "" if said == UNKNOWN else said


def missing_class(kind: str) -> str:
    """The CSS class of a cell that has no number for the reason `kind`, e.g. ``rg-missing-not-run``."""
    return f"rg-missing-{kind.replace(' ', '-').replace('_', '-')}"


def reason_of(text: str) -> str | None:
    """The reason that `text` names: in any case, with ``_`` or ``-`` for the space; None for no reason."""
    if text[:1] not in _INITIALS or len(text) > _LONGEST or not text.isascii():
        return None
    plain = text.lower().replace("_", " ").replace("-", " ")
    return plain if plain in MISSING_KINDS else None
