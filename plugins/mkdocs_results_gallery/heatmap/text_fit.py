"""How labels are made fit: cleaned, cut where no reader stumbles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

Measure = Callable[[str], float]
"""Width of one line of text in em, the font size."""

LONGEST = 120
"""Characters of a label that is drawn; nothing longer is ever measured or laid out."""

_ELLIPSIS = "…"
_START = 0.6
"""Of a shortened text the part that its beginning gets; a unit and an arrow stand at its end."""
_ROUNDS = 4
_PIECES = re.compile(r"\s+|[_/:@|+=,-]*(?:[^\s_/:@|+=,-]|\s(?=[↑↓]))+[_/:@|+=,-]*|[_/:@|+=,-]+")
"""What a line is not broken within; an arrow belongs to the word before."""
_JOINER = "\u200d"
_LONGEST_CLUSTER = 16
# what XML 1.0 can't hold, and line ends, which a one-line label can't
_UNDRAWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """Return the text with every character that no XML file can hold shown as U+FFFD."""
    return text if text.isascii() and text.isprintable() else _UNDRAWABLE.sub("\ufffd", text)


def shorten(text: str, width: float, measure: Measure) -> str:
    """`text` as it is where it fits into `width` em, else its beginning, ``…`` and its end.

    It is cut between what readers see as characters: accents, emoji sequences and flags stay whole.
    """
    text = clean(text)
    if len(text) <= LONGEST and measure(text) <= width:
        return text
    room = width - measure(_ELLIPSIS)
    start = text[: _head(text, room * _START, measure)].rstrip()
    end = text[_tail(text, room - measure(start), measure) :].lstrip()
    return f"{start}{_ELLIPSIS}{end}"


def shorten_all(texts: Sequence[str], width: float, measure: Measure) -> list[str]:
    """Each of `texts` in about `width` em, at most; those that differ are never shortened to the same.

    Where their beginnings and ends are the same, what lies between is kept; where even that is too long,
    they are numbered by their places.
    """
    labels = {text: shorten(text, width, measure) for text in texts}
    if all(label is text for text, label in labels.items()):
        return list(texts)  # as most
    for _ in range(_ROUNDS):
        alike = [group for group in _alike(labels) if len(group) > 1]
        if not alike:
            break
        for group in alike:
            labels.update(_told_apart(group, width, measure))
    else:
        _number(list(texts), labels, width, measure)
    return [labels[text] for text in texts]


def _alike(labels: Mapping[str, str]) -> Collection[list[str]]:
    """The texts that have one label, for each label."""
    groups: dict[str, list[str]] = {}
    for text, label in labels.items():
        groups.setdefault(label, []).append(text)
    return groups.values()


def _told_apart(group: Sequence[str], width: float, measure: Measure) -> Iterator[tuple[str, str]]:
    """Each text with a label that shows what it has not in common with the others of its `group`."""
    start = _common(group)
    end = _common([text[start:][::-1] for text in group])
    for text in group:
        yield text, _around(clean(text), start, len(text) - end, width, measure)


def _common(texts: Sequence[str]) -> int:
    """How many characters all `texts` begin with."""
    low, high = min(texts), max(texts)
    return next(
        (place for place, pair in enumerate(zip(low, high, strict=False)) if len({*pair}) > 1), len(low)
    )


def _around(text: str, start: int, end: int, width: float, measure: Measure) -> str:
    """`text` in `width` em with as much as possible of what lies from `start` to `end`."""
    if len(text) <= LONGEST and measure(text) <= width:
        return text
    mark = measure(_ELLIPSIS)
    start, end = boundary(text, start), boundary_after(text, end)
    core = shorten(text[start:end], width - 2 * mark, measure)
    after, rest = text[end:], width - measure(core)
    if len(after) > LONGEST or measure(after) > rest / 2:
        after = _ELLIPSIS + after[_tail(after, rest / 2 - mark, measure) :].lstrip()
    before, rest = text[:start], rest - measure(after)
    if len(before) > LONGEST or measure(before) > rest:
        before = before[: _head(before, rest - mark, measure)].rstrip() + _ELLIPSIS
    return f"{before}{core}{after}"


def _number(texts: list[str], labels: dict[str, str], width: float, measure: Measure) -> None:
    """Put the place of a text, from 1, behind its label where others would have that too."""
    groups = _alike(labels)
    taken = {labels[group[0]] for group in groups if len(group) == 1}
    for text in (text for group in groups if len(group) > 1 for text in group):
        if labels[text] != text or text in taken:
            place = f" ({texts.index(text) + 1})"
            labels[text] = shorten(text, width - measure(place), measure) + place
        while labels[text] in taken:  # another is called so
            labels[text] += "'"
        taken.add(labels[text])


def _head(text: str, room: float, measure: Measure) -> int:
    """Where the longest beginning ends that fits into `room` em."""
    end = 0
    while end < min(len(text), LONGEST // 2) and (room := room - measure(text[end])) >= 0:
        end += 1
    return boundary(text, end)


def _tail(text: str, room: float, measure: Measure) -> int:
    """Where the longest end starts that fits into `room` em."""
    start = len(text)
    while start > max(0, len(text) - LONGEST // 2) and (room := room - measure(text[start - 1])) >= 0:
        start -= 1
    return boundary_after(text, start)


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


def whole(text: str, width: float, measure: Measure, lines: int) -> tuple[str, ...]:
    """`text` in at most `lines` lines of `width` em, broken at blanks and signs; () where it is longer."""
    text = clean(text)
    if len(text) > LONGEST:
        return ()
    if measure(text) <= width:
        return (text,)
    found = [""]
    for piece in _PIECES.findall(text):
        if measure((found[-1] + piece).rstrip()) <= width:
            found[-1] += piece
        elif measure(piece.strip()) > width or len(found) == lines:
            return ()
        else:
            found.append(piece.lstrip())
    return tuple(line.rstrip() for line in found)


def boundary(text: str, index: int) -> int:
    """Return the nearest place at or before `index` where a reader's character starts.

    An approximation of UAX #29 grapheme clusters by general category; a cluster of more than
    16 code points (a heap of accents) is cut at `index` all the same.
    """
    place = index
    while 0 < place < len(text) and _joined(text, place):
        place -= 1
    return place if index - place <= _LONGEST_CLUSTER else index


def boundary_after(text: str, index: int) -> int:
    """The nearest place at or behind `index` where a reader's character starts."""
    place = index
    while 0 < place < len(text) and _joined(text, place):
        place += 1
    return place if place - index <= _LONGEST_CLUSTER else index


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
