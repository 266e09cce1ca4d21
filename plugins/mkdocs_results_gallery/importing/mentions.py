"""What a sentence names: rows, metrics and numbers of a table, and in which order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_results_gallery.model import Metric, Row, Table

_SHORT = 2
"""Characters up to which a name must be written in the same case: R, Go, C."""
_BESIDE = re.compile(r"\s*[(\[].*?[)\]]\s*")
_MARKS = "*†‡§¹²³⁴⁵⁶⁷⁸⁹"
_WORDS = re.compile(r"[^\s,;]+")
_NUMBER = re.compile(
    r"(?<![\w.,-])([-−+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+))(?![\w]*[-]?\d)(?!\.\d)"
)
_ORDINARY = frozenset(
    [
        *(
            "a",
            "all",
            "an",
            "and",
            "are",
            "as",
            "at",
            "be",
            "best",
            "by",
            "can",
            "for",
            "from",
            "full",
            "get",
        ),
        *(
            "good",
            "has",
            "high",
            "in",
            "is",
            "it",
            "last",
            "low",
            "max",
            "mean",
            "min",
            "model",
            "name",
            "new",
        ),
        *(
            "no",
            "none",
            "not",
            "of",
            "off",
            "on",
            "one",
            "other",
            "our",
            "out",
            "over",
            "run",
            "same",
            "score",
        ),
        *("set", "size", "test", "the", "this", "time", "to", "top", "total", "two", "up", "use", "value"),
        *("was", "we", "with", "without", "work"),
    ]
)
"""Words that stand in sentences for other reasons than to name a row."""
_MEASURES = frozenset({"time", "score", "size", "mean", "max", "min", "total", "value"})
"""Those of them that may name a metric."""
_PIECES = re.compile(r"[A-Za-z]+|[0-9]+|[\s_=-]+|.")
_PARTED = re.compile(r"[\s_=-]+")
_BETWEEN = r"[\s_=-]{0,2}"


@dataclass(frozen=True, slots=True)
class NameInSentence:
    """One thing of a table that a sentence names."""

    index: int
    """Of the row or the metric."""
    start: int
    end: int
    is_whole: bool
    """By its whole name, not by a part that only it has."""


@dataclass(frozen=True, slots=True)
class SaidNumber:
    """A number in a sentence."""

    text: str
    """Plain digits."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SaidOfTable:
    """What one sentence names of one table, in its order."""

    rows: tuple[NameInSentence, ...]
    metrics: tuple[NameInSentence, ...]
    numbers: tuple[SaidNumber, ...]


def mentions_of(sentence: str, table: Table) -> SaidOfTable:
    """Find what `sentence` names of `table`."""
    taken: list[tuple[int, int]] = []
    rows = list(_found(sentence, _row_names(table.rows), taken))
    rows = rows or list(_joint(sentence, table.rows, taken))
    metrics = list(_found(sentence, _metric_names(table.metrics), taken))
    numbers = [
        SaidNumber(found[1].replace(",", "").replace("−", "-").lstrip("+"), found.start(), found.end())
        for found in _NUMBER.finditer(sentence)
        if not _overlaps(found.start(), found.end(), taken)
    ]
    return SaidOfTable(_in_order(rows), _in_order(metrics), tuple(numbers))


def _in_order(mentions: Iterable[NameInSentence]) -> tuple[NameInSentence, ...]:
    return tuple(sorted(mentions, key=lambda mention: mention.start))


_Names = list[tuple[str, int, bool]]
"""A name, whose it is, and whether it is the whole name."""


def _row_names(rows: Sequence[Row]) -> _Names:
    return _names([[row.name, *([row.label] if row.label else [])] for row in rows])


def _metric_names(metrics: Sequence[Metric]) -> _Names:
    return _names([[metric.name, *([metric.label] if metric.label else [])] for metric in metrics], _MEASURES)


def _names(of: Sequence[Sequence[str]], allowed: Collection[str] = ()) -> _Names:
    """All names that stand for one thing alone, the longest first."""
    whole = [(name, index, True) for index, names in enumerate(of) for name in names]
    parts = [
        (part, index, False) for index, names in enumerate(of) for name in names for part in _parts(name)
    ]
    owners: dict[str, set[int]] = {}
    for name, index, _ in (*whole, *parts):
        owners.setdefault(name.casefold(), set()).add(index)
    known = {name.casefold() for name, _, _ in whole}
    kept = [*whole, *(part for part in parts if part[0].casefold() not in known)]
    alone = [
        (name, index, is_whole)
        for name, index, is_whole in kept
        if len(owners[name.casefold()]) == 1
        if _says_something(name) or (is_whole and name.casefold() in allowed)
    ]
    return sorted(set(alone), key=lambda one: (-len(one[0]), one[1]))


def _parts(name: str) -> Iterator[str]:
    """Shorter forms of a name: without what is in parentheses, the parts of a name of several."""
    plain = _BESIDE.sub(" ", name).strip()
    plain = plain.rstrip(_MARKS).rstrip()
    if plain and plain != name:
        yield plain
    yield from name.split(" / ") if " / " in name else ()
    words = _WORDS.findall(plain)
    if len(words) > 1:
        yield from (word for word in words[1:] if len(word) > 3 and _is_proper(word))
        if len(words[0]) > 3:
            yield words[0]
    if "@" in plain:
        yield plain.split("@")[0]


def _is_proper(word: str) -> bool:
    """Whether a word is hardly one of the language: it has a digit, a sign or a capital letter."""
    return not (word.isalpha() and word.islower())


def _says_something(name: str) -> bool:
    letters = sum(char.isalpha() for char in name)
    return letters > 0 and name.casefold() not in _ORDINARY and not re.fullmatch(r"[\W\d]+\w?", name)


def _found(sentence: str, names: _Names, taken: list[tuple[int, int]]) -> Iterator[NameInSentence]:
    lowered = sentence.casefold()
    for name, index, is_whole in names:
        start = _PIECES.match(name)
        if start is None or start[0].casefold() not in lowered:
            continue
        flags = 0 if len(name) <= _SHORT else re.IGNORECASE
        pattern = rf"(?<![\w@/.-]){_pattern(name)}(?![\w@]|[-/]\w|\.\d)"
        for found in re.finditer(pattern, sentence, flags):
            if not _overlaps(found.start(), found.end(), taken):
                taken.append((found.start(), found.end()))
                yield NameInSentence(index, found.start(), found.end(), is_whole)


def _pattern(name: str) -> str:
    """A name however its words and numbers are parted: ``h16_mean`` is ``H=16 mean`` too."""
    plural = "s?" if name[-1].isalpha() and len(name) > _SHORT else ""
    if len(name) <= _SHORT + 1:
        return re.escape(name) + plural
    pieces = _PIECES.findall(name)
    found = [_BETWEEN if _PARTED.fullmatch(piece) else re.escape(piece) for piece in pieces]
    for at in range(len(pieces) - 1, 0, -1):
        if pieces[at].isdigit() and pieces[at - 1].isalpha():
            found.insert(at, _BETWEEN)
    return "".join(found) + plural


def _joint(sentence: str, rows: Sequence[Row], taken: list[tuple[int, int]]) -> Iterator[NameInSentence]:
    """The rows named by several fields of which the sentence names each."""
    parts = {part for row in rows if " / " in row.name for part in row.name.split(" / ")}
    places: dict[str, tuple[int, int]] = {}
    for part in sorted(parts, key=len, reverse=True):
        if _says_something(part):
            for found in _found(sentence, [(part, 0, True)], taken):
                places.setdefault(part, (found.start, found.end))
    for index, row in enumerate(rows):
        own = row.name.split(" / ")
        if len(own) > 1 and all(part in places for part in own):
            start, end = max(places[part] for part in own)
            yield NameInSentence(index, start, end, True)


def _overlaps(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)
