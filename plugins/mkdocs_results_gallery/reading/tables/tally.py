"""What a mapping of mappings is made of, counted over its leaves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from mkdocs_results_gallery.reading.tables.leaves import (
    Marked,
    are_plain,
    are_words,
    is_missing,
    is_number,
    marked,
)
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, is_null

_FEW = 3
"""Of so many leaves that may be numbers, one may be anything else."""
_ENOUGH = 5_000
"""Leaves after which a mapping is known for what it is."""


@dataclass(slots=True)
class Tally:
    """Counts over a mapping of mappings, over its first few thousand leaves."""

    rows: int = 0
    """Values that are mappings."""
    empty: int = 0
    """Values that are nothing at all."""
    flat_numbers: int = 0
    """Values that are numbers: a level is missing."""
    others: int = 0
    """Values that are something else."""
    first_other: Mark = 0
    numbers: int = 0
    """Leaves that are numbers, or were meant as such."""
    missing: int = 0
    texts: int = 0
    nested: int = 0
    """Leaves that are collections: a level too many."""
    deep_numbers: int = 0
    """Numbers one level too deep."""
    shares_columns: bool = False
    """Whether any name occurs in two rows."""
    by_marked: Counter[Marked] = field(default_factory=Counter)
    """Texts and lists that are numbers with something beside them, by how sure that is."""
    repeats: int = 0
    """Of these, lists of numbers."""
    first_bad: tuple[Node, Mark] = ("", 0)
    """The first leaf that is neither a number nor missing, and where it stands."""
    names: set[str] = field(default_factory=set)

    @property
    def outside(self) -> int:
        """Values that are no rows."""
        return self.flat_numbers + self.others

    @property
    def bad(self) -> int:
        """Leaves that are neither numbers nor missing."""
        return self.texts + self.nested

    @property
    def marked(self) -> int:
        """Leaves that are numbers with something beside them."""
        return self.by_marked.total()

    @property
    def is_deep(self) -> bool:
        """Whether most leaves are collections, repeats of a measurement apart: a level too many."""
        others = self.numbers + self.missing + self.texts
        return self.nested - self.repeats > others + self.repeats

    @property
    def may_be_table(self) -> bool:
        """Whether all leaves but a few could have been meant as numbers, and some of them were."""
        return bool(self.marked) and (self.bad - self.marked) * _FEW <= self.numbers + self.marked

    def with_repeats(self) -> Tally:
        """As if each list of repeats were a number."""
        others: Counter[Marked] = Counter({Marked.SURE: self.by_marked[Marked.SURE]})
        count = self.repeats
        return replace(
            self,
            numbers=self.numbers + count,
            nested=self.nested - count,
            deep_numbers=0,
            by_marked=others,
            repeats=0,
        )

    def with_marked(self) -> Tally:
        """The same, had the numbers nothing beside them."""
        return replace(self, numbers=self.numbers + self.marked, texts=self.bad - self.marked, nested=0)

    @property
    def is_numbers(self) -> bool:
        """Whether it is known that all leaves are numbers or missing."""
        return not self.bad and self.leaves < _ENOUGH

    @property
    def leaves(self) -> int:
        """All leaves that were looked at."""
        return self.numbers + self.missing + self.bad


def tally(fields: MappingNode) -> Tally:
    """Count what the mapping `fields` is made of."""
    counts = Tally()
    for _, key_mark, value, mark in fields.items():
        if isinstance(value, MappingNode):
            counts.rows += 1
            if counts.leaves < _ENOUGH:
                _count_row(value, counts)
        elif is_null(value, mark):
            counts.empty += 1
        elif is_number(value, mark):
            counts.flat_numbers += 1
            counts.first_other = counts.first_other or key_mark
        else:
            counts.others += 1
            counts.first_other = counts.first_other or key_mark
    return counts


def _count_row(row: MappingNode, counts: Tally) -> None:
    counts.shares_columns = counts.shares_columns or not counts.names.isdisjoint(row.keys)
    counts.names.update(row.keys)
    if are_plain(row.values):
        counts.numbers += len(row.values)  # as most: one match instead of hundreds
        return
    for key, _, leaf, mark in row.items():
        if isinstance(leaf, str) and are_words(leaf):  # as most that are looked at
            counts.first_bad = counts.first_bad if counts.bad else (leaf, mark)
            counts.texts += 1
        elif is_number(leaf, mark):
            counts.numbers += 1
        elif is_missing(leaf):
            counts.missing += 1
        else:
            _count_bad(key, leaf, mark, counts)


def _count_bad(name: str, leaf: Node, mark: Mark, counts: Tally) -> None:
    if not counts.bad:
        counts.first_bad = (leaf, mark)
    found = marked(leaf, name)
    if found is not Marked.NO:
        counts.by_marked[found] += 1
        counts.repeats += not isinstance(leaf, str)
    if isinstance(leaf, str):
        counts.texts += 1
    else:
        counts.nested += 1
        counts.deep_numbers += _numbers_in(leaf)


def _numbers_in(node: Node) -> int:
    if isinstance(node, str):
        return 0
    some = node.values[:100]
    if are_plain(some):
        return len(some)
    return sum(is_number(value, mark) for value, mark in zip(some, node.marks, strict=False))
