"""Records of one thing that was measured several times, a seed or a fold each, become one record of it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.tables.partnames import words_of
from mkdocs_results_gallery.reading.tables.rawtable import Spot
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode, is_null, line_of, nfc
from mkdocs_results_gallery.reading.widekeys import keys_of

_NUMBERS = frozenset(
    [
        "seed", "fold", "run", "rep", "repeat", "repetition", "trial", "replicate", "replica", "iter",
        "iteration",
    ]
)  # fmt: skip # short words stay dense
"""The last word of a field that tells repeats apart."""
_LONGEST = 200
"""Characters of the texts that repeats have in a field, together."""


def tells_repeats(name: str) -> bool:
    """Whether a field of this name may tell repeats apart: ``seed``, ``random_state``."""
    words = words_of(name)
    return words[-2:] == ("random", "state") or not _NUMBERS.isdisjoint(words[-1:])


def first_runs(records: Sequence[MappingNode], repeat: Sequence[str]) -> list[MappingNode]:
    """The records of that repeat of which there are most: in these, each thing is there once."""
    runs = [_texts(record, repeat) for record in records]
    most = Counter(runs).most_common(1)[0][0] if runs else ()
    return [record for record, run in zip(records, runs, strict=True) if run == most]


def _texts(record: MappingNode, keys: Sequence[str]) -> tuple[str, ...]:
    cells = (record.get(key) for key in keys)
    return tuple(nfc(found[0]) if found and isinstance(found[0], str) else "" for found in cells)


@dataclass(frozen=True, slots=True)
class Runs:
    """What is a repeat of what."""

    keys: Sequence[str]
    """The fields that name a row."""
    repeat: Sequence[str]
    """Those that tell its repeats apart; none where nothing does."""
    metrics: Collection[str]
    """Those of which each repeat has a number."""

    def together(self, records: Sequence[MappingNode], spot: Spot) -> list[MappingNode]:
        """One record of each row, with the list of its numbers in each metric; reports one that is twice."""
        groups: dict[tuple[str, ...], list[MappingNode]] = {}
        seen: dict[tuple[str, ...], Mark] = {}
        for record in records:
            name, run = _texts(record, self.keys), _texts(record, self.repeat)
            first = seen.setdefault((*name, *run), record.mark)
            if first is not record.mark and self.repeat:
                self._report_again(record, run, first, spot)
            groups.setdefault(name, []).append(record)
        known: dict[tuple[str, ...], tuple[str, ...]] = {}
        return [self._one(group, self._names(group, known)) for group in groups.values()]

    def _names(
        self, group: Sequence[MappingNode], known: dict[tuple[str, ...], tuple[str, ...]]
    ) -> tuple[str, ...]:
        """The fields of a row's repeats; equal ones are one object, in `known`."""
        repeat = {*self.repeat}
        names = tuple(dict.fromkeys(key for record in group for key in record.keys if key not in repeat))
        return known.get(names) or known.setdefault(names, keys_of(names))

    def _report_again(self, record: MappingNode, run: Sequence[str], first: Mark, spot: Spot) -> None:
        what = ", ".join(f"{key} {shown(text)}" for key, text in zip(self.repeat, run, strict=True))
        message = f"expected each repeat of a row once, got {what} again, first on line {line_of(first)}"
        hint = "give `row_key` more fields, e.g. [model, dataset], or remove one of the records"
        spot.problems.error("duplicate name", record.mark, (*spot.place, *self.repeat), message, hint)

    def _one(self, group: Sequence[MappingNode], names: tuple[str, ...]) -> MappingNode:
        """The record of all repeats of a row."""
        first = group[0]
        cells = [self._cell(group, name) for name in names]
        marks = array("q", [mark for _, mark in cells])
        key_marks = array("q", [first.key_mark(name) for name in names])
        return MappingNode(names, key_marks, [node for node, _ in cells], marks, first.mark, 3)

    def _cell(self, group: Sequence[MappingNode], name: str) -> tuple[Node, Mark]:
        found = [cell for record in group if (cell := record.get(name))]
        if name not in self.metrics or len(group) == 1:
            return _common(found) if found else ("", group[0].mark)
        nodes = [node for node, _ in found] + [""] * (len(group) - len(found))
        marks = array("q", [mark for _, mark in found] + [group[0].mark] * (len(group) - len(found)))
        return SequenceNode(nodes, marks, marks[0], 2), marks[0]


def _common(found: Sequence[tuple[Node, Mark]]) -> tuple[Node, Mark]:
    """What repeats have in a field that is no metric: one text, or each that differs."""
    texts: Mapping[str, None] = dict.fromkeys(
        node for node, mark in found if isinstance(node, str) and not is_null(node, mark)
    )
    if len(texts) < 2:
        return next(((node, mark) for node, mark in found if node in texts), found[0])
    whole = "; ".join(texts)
    return (whole if len(whole) <= _LONGEST else f"{len(texts):,} different texts"), found[0][1]
