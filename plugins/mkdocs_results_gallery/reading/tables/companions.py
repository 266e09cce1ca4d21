"""Columns of a CSV that say more about another one: ``acc sd``, ``acc n``, ``acc missing`` beside ``acc``.

Downloads are written so. Columns are joined to their metric only where all that they say fits: each number
beside a number, each reason beside none. Otherwise they stay columns of their own, as any other.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from mkdocs_results_gallery.choices import FIRST_COLUMNS, OVERALL
from mkdocs_results_gallery.reading.notation import NO_REASON, NUMBER, PERCENT, level_of
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode
from mkdocs_results_gallery.words.missing import reason_of

_SPREADS = ("sd", "se", "±")
_ENDS = ("ci low", "ci high")
_PARTS = (*_SPREADS, "n", *_ENDS, "ci level", "missing")
"""What may follow a metric's name and a space."""

_COUNT = re.compile(r"[1-9][0-9]{0,14}")
_LONGEST = 100
"""Characters of a number beside another."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Records in which the cells of some metrics hold what other columns said."""

    records: list[MappingNode]
    metrics: frozenset[str]
    """Names of those metrics."""


def join_companions(records: Sequence[MappingNode], declared: Container[str]) -> Joined:
    """Join the columns of `records`, which have the same keys, but for those that are `declared` metrics."""
    keys = records[0].keys if records else ()
    found = {name: parts for name, parts in _companions(keys, declared) if _fit(records, keys, name, parts)}
    computed = _computed(keys, declared)
    if not found and not computed:
        return Joined(list(records), frozenset())
    return Joined(_joined(records, keys, found, computed), frozenset(found))


def _computed(keys: Sequence[str], declared: Container[str]) -> set[int]:
    """The place of the overall column that a download has: a board computed it, and computes it again."""
    is_download = keys[:1] and keys[0] in FIRST_COLUMNS
    return {1} if is_download and len(keys) > 2 and keys[1] in OVERALL and keys[1] not in declared else set()


def _companions(keys: Sequence[str], declared: Container[str]) -> Iterator[tuple[str, Mapping[str, int]]]:
    """Each metric with the places of its other columns, by what they say."""
    places = {key: at for at, key in enumerate(keys)}
    for name in keys:
        # a download writes the second form where the first is the name of another metric
        for again in (" (2)", ""):
            heads = {part: f"{name} {part}{again}" for part in _PARTS}
            parts = {part: places[head] for part, head in heads.items() if head in places}
            if parts:
                break
        parts = {part: place for part, place in parts.items() if keys[place] not in declared}
        if parts:
            yield name, parts


def _fit(records: Sequence[MappingNode], keys: Sequence[str], name: str, parts: Mapping[str, int]) -> bool:
    at = keys.index(name)
    return all(
        _fits(record.values[at], {part: record.values[place] for part, place in parts.items()})
        for record in records
    )


def _fits(value: Node, parts: Mapping[str, Node]) -> bool:
    """Whether a cell and all that other columns say of it make one cell."""
    said = {part: text for part, text in parts.items() if text != ""}
    if not said:
        return True
    if not isinstance(value, str) or not all(isinstance(text, str) for text in said.values()):
        return False
    if value in NO_REASON:
        return list(said) == ["missing"] and _reason_and_note(str(said["missing"])) is not None
    if not _is_number(value) and not (_is_number(value, PERCENT) and "±" not in said):
        return False
    return _make_one({part: str(text) for part, text in said.items()})


def _is_number(text: str, form: re.Pattern[str] = NUMBER) -> bool:
    return len(text) <= _LONGEST and form.fullmatch(text) is not None


def _make_one(said: Mapping[str, str]) -> bool:
    """Whether the parts of an uncertainty are numbers that go together."""
    spreads, ends = said.keys() & {*_SPREADS}, said.keys() & {*_ENDS}
    if len(spreads) + bool(ends) > 1 or "missing" in said or len(ends) == 1:
        return False
    if ("±" in said and len(said) > 1) or ("ci level" in said and not ends):
        return False
    return all(_is_part(part, text) for part, text in said.items())


def _is_part(part: str, text: str) -> bool:
    if part == "n":
        return _COUNT.fullmatch(text) is not None
    if part == "ci level":
        return level_of(text, _LONGEST) is not None
    return _is_number(text) and (part in _ENDS or text[0] not in "-+")


def _joined(
    records: Sequence[MappingNode],
    keys: Sequence[str],
    found: Mapping[str, Mapping[str, int]],
    computed: Set[int],
) -> list[MappingNode]:
    gone = {place for parts in found.values() for place in parts.values()} | computed
    kept = [at for at in range(len(keys)) if at not in gone]
    names = tuple(keys[at] for at in kept)
    key_marks = array("q", [records[0].key_marks[at] for at in kept])
    lines = []
    for record in records:
        values = [
            _cell(record, at, found[keys[at]]) if keys[at] in found else record.values[at] for at in kept
        ]
        marks = array("q", [record.marks[at] for at in kept])
        lines.append(MappingNode(names, key_marks, values, marks, record.mark, 3))
    return lines


def _cell(record: MappingNode, at: int, parts: Mapping[str, int]) -> Node:
    """The cell of a metric with all that is said of it, as a file in YAML would say it."""
    said = {
        part: (str(record.values[place]), record.marks[place])
        for part, place in parts.items()
        if record.values[place] != ""
    }
    if not said:
        return record.values[at]
    if "±" in said:
        return f"{record.values[at]} ± {said['±'][0]}"
    if "missing" in said:
        text, mark = said["missing"]
        reason, note = _reason_and_note(text) or ("", "")
        fields: list[_Field] = [("missing", reason, mark)]
        return _mapping(fields + ([("note", note, mark)] if note else []))
    return _mapping([("value", record.values[at], record.marks[at]), *_uncertainty(said)])


_Field = tuple[str, Node, Mark]


def _uncertainty(said: Mapping[str, tuple[str, Mark]]) -> Iterator[_Field]:
    """The fields of a cell beside its value."""
    yield from ((part, *said[part]) for part in ("sd", "se", "n") if part in said)
    if "ci low" in said:
        texts, marks = zip(*(said[end] for end in _ENDS), strict=True)
        yield "ci", SequenceNode(list(texts), array("q", marks), marks[0], 1), marks[0]
    if "ci level" in said:
        yield "ci_level", *said["ci level"]


def _mapping(fields: Sequence[_Field]) -> MappingNode:
    names, values, marks = zip(*fields, strict=True)
    return MappingNode(names, array("q", marks), list(values), array("q", marks), marks[0], 2)


def _reason_and_note(text: str) -> tuple[str, str] | None:
    """``failed: out of memory`` taken apart; None for a text that begins with no reason."""
    reason, _, note = text.partition(": ")
    return (reason, note) if reason_of(reason) or (reason in NO_REASON and reason) else None
