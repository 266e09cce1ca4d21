"""How labels are made fit: cleaned, cut where no reader stumbles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Measure = Callable[[str], float]
"""Width of one line of text in em, the font size."""

LONGEST = 120
"""Characters of a label that is drawn; nothing longer is ever measured or laid out."""

_ELLIPSIS = "…"
_JOINER = "\u200d"
_LONGEST_CLUSTER = 16
# what XML 1.0 can't hold, and line ends, which a one-line label can't
_UNDRAWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """Return the text with every character that no XML file can hold shown as U+FFFD."""
    return text if text.isascii() and text.isprintable() else _UNDRAWABLE.sub("\ufffd", text)


def shorten(text: str, width: float, measure: Measure) -> str:
    """`text` as it is where it fits into `width` em, else its beginning and ``…``.

    It is cut between what readers see as characters: accents, emoji sequences and flags stay whole.
    """
    text = clean(text)
    cut = text if len(text) <= LONGEST else text[: boundary(text, LONGEST - 1)].rstrip() + _ELLIPSIS
    if measure(cut) <= width:
        return cut
    low, high = 0, min(len(text), LONGEST - 1)
    while low < high:  # the longest beginning that fits
        middle = (low + high + 1) // 2
        if measure(text[:middle] + _ELLIPSIS) <= width:
            low = middle
        else:
            high = middle - 1
    return text[: boundary(text, low)].rstrip() + _ELLIPSIS


def wrap(text: str, width: float, measure: Measure, lines: int) -> list[str]:
    """At most `lines` lines, broken at blanks, each at most `width` em; the last is shortened if need be."""
    found: list[str] = []
    words = clean(text[: LONGEST * lines]).split()
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and measure(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        found.append(shorten(line, width, measure))
    if words:
        found.append(shorten(" ".join(words), width, measure))
    return found


def boundary(text: str, index: int) -> int:
    """Return the nearest place at or before `index` where a reader's character starts.

    An approximation of UAX #29 grapheme clusters by general category; a cluster of more than
    16 code points (a heap of accents) is cut at `index` all the same.
    """
    place = index
    while 0 < place < len(text) and _joined(text, place):
        place -= 1
    return place if index - place <= _LONGEST_CLUSTER else index


def _joined(text: str, place: int) -> bool:
    """Whether the character at `place` belongs to the one before."""
    after, before = text[place], text[place - 1]
    if before == _JOINER or after == _JOINER or unicodedata.category(after) in ("Mn", "Mc", "Me"):
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return True  # skin tones and flag tags
    if _is_flag_half(after) and _is_flag_half(before):
        start = place
        while start > 0 and _is_flag_half(text[start - 1]):
            start -= 1
        return (place - start) % 2 == 1
    return False


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
