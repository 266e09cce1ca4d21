"""The tree that every format is read into: texts with positions, no types, no Python object per cell.

A scalar is a plain `str`; where it stands and whether it was quoted is packed into one integer, a `Mark`,
kept in an array beside the texts. Aliased nodes are shared, never copied.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

Mark = int
"""A position: ``line << 32 | column << 1 | quoted``, line and column 1-based; 0 for the whole file."""


NO_COLON = "\0no colon"
"""Stands for the value of a name that has no colon behind it, as in ``{x: 0,5}``: what YAML takes for a
missing value is most likely a slip of the pen. No file can hold this text, because no file can hold a NUL.
"""


def mark_at(line: int, column: int, quoted: bool = False) -> Mark:
    """The mark of a 1-based position."""
    return line << 32 | column << 1 | quoted


def line_of(mark: Mark) -> int:
    """1-based line; 0 for the whole file."""
    return mark >> 32


def column_of(mark: Mark) -> int:
    """1-based column; 0 when unknown."""
    return mark >> 1 & 0x7FFFFFFF


def is_quoted(mark: Mark) -> bool:
    """Whether the author quoted the text (a JSON string, a YAML quoted or block scalar)."""
    return bool(mark & 1)


class Fields:
    """A mapping: unique names in the order of the file."""

    __slots__ = ("height", "key_marks", "keys", "mark", "marks", "values")

    def __init__(
        self,
        keys: tuple[str, ...],
        key_marks: array[int],
        values: list[Node],
        marks: array[int],
        mark: Mark,
        height: int,
    ) -> None:
        self.keys = keys
        """NFC; tuples of equal keys are one object within a file."""
        self.key_marks = key_marks
        self.values = values
        self.marks = marks
        """Where each value stands."""
        self.mark = mark
        self.height = height
        """Levels of nesting below and including this one."""

    def get(self, key: str) -> tuple[Node, Mark] | None:
        """The value of `key` and where it stands; None when there is none."""
        if key not in self.keys:
            return None
        index = self.keys.index(key)
        return self.values[index], self.marks[index]

    def key_mark(self, key: str) -> Mark:
        """Where `key` stands; 0 when there is none."""
        return self.key_marks[self.keys.index(key)] if key in self.keys else 0

    def items(self) -> Iterator[tuple[str, Mark, Node, Mark]]:
        """Key, its place, value, its place."""
        return zip(self.keys, self.key_marks, self.values, self.marks, strict=True)


class Items:
    """A list."""

    __slots__ = ("height", "mark", "marks", "values")

    def __init__(self, values: list[Node], marks: array[int], mark: Mark, height: int) -> None:
        self.values = values
        self.marks = marks
        """Where each value stands."""
        self.mark = mark
        self.height = height
        """Levels of nesting below and including this one."""

    def items(self) -> Iterator[tuple[Node, Mark]]:
        """Value and its place."""
        return zip(self.values, self.marks, strict=True)


class Headed(Items):
    """The records of a file whose first line names the fields, as CSV has it."""

    __slots__ = ()


Node = str | Fields | Items


class Document:
    """One file as it was written."""

    __slots__ = ("is_whole", "mark", "root")

    def __init__(self, root: Node | None, mark: Mark, is_whole: bool = True) -> None:
        self.root = root
        """None: the file is empty."""
        self.mark = mark
        self.is_whole = is_whole
        """False when the reader had to leave something out, so that judging the rest would mislead."""


NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""The texts that mean nothing when they are not quoted."""


def is_null(node: Node, mark: Mark) -> bool:
    """Whether the author wrote nothing there."""
    return type(node) is str and not mark & 1 and node in NULLS
