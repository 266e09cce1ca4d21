"""The nouns of a Markdown document: headings, passages of prose, and the grids of its tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SectionTitle:
    """A heading; what follows up to the next one of its level belongs to it."""

    text: str
    """Plain."""
    level: int
    line: int
    """1-based."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or the text of a list item."""

    text: str
    """Plain, its lines joined by blanks."""
    line: int
    """1-based."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table."""

    cells: tuple[str, ...]
    """Plain texts, as many as there are columns."""
    beyond: tuple[str, ...]
    """What stands behind the last column, which no page shows."""
    line: int
    """1-based, as well as it is known."""


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table as it is written: nothing in it has a meaning yet."""

    head: tuple[str, ...]
    """Plain texts."""
    lines: tuple[Line, ...]
    line: int
    """Of the head, 1-based."""


Block = SectionTitle | Passage | WrittenTable
