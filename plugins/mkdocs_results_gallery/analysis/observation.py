"""Observation: a sentence about a table, as an object with the cells that it rests on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mkdocs_results_gallery.model import Cell, Table
from mkdocs_results_gallery.words.phrases import as_name, counted, joined

_FIELD = re.compile(r"\{([a-z_]+)\}")
NAMED = 3
"""Rows that a sentence names; of more it names one less, and counts the others."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Columns by name: ``t_g and d_LR``."""

    indices: tuple[int, ...]
    """0-based."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows by name; of more than three the first two, then how many more."""

    indices: tuple[int, ...]
    """0-based."""


@dataclass(frozen=True, slots=True)
class Text:
    """A number as the table shows it, a count, a group."""

    text: str
    is_name: bool = False
    """Whether it is the user's word, as a group is."""


Part = Metrics | Rows | Text


@dataclass(frozen=True, slots=True)
class Observation:
    """Something true of one table."""

    kind: str
    """The observer's word for it, e.g. ``groups``."""
    template: str
    """The sentence, with a ``{field}`` for each part; it ends with a full stop."""
    parts: Mapping[str, Part]
    """The contents of the fields."""
    cells: tuple[Cell, ...]
    """The cells that it rests on: in each, some other number changes the sentence, or it goes."""
    weight: float
    """Its importance, 0 to 100."""
    covers: frozenset[tuple[str, int]] = frozenset()
    """(kind, metric) of lesser observations that say nothing more beside this one."""

    def sentence(self, table: Table) -> str:
        """Plain text."""
        return self.filled(lambda part: words(part, table))

    def filled(self, write: Callable[[Part], str], literal: Callable[[str], str] = str) -> str:
        """Fill the template with each part as `write` has it, and what stands between as `literal` has it."""
        pieces = [
            write(self.parts[piece]) if number % 2 else literal(piece)
            for number, piece in enumerate(_pieces(self.template))
        ]
        return "".join(pieces)


@lru_cache(maxsize=256)  # most tables have the same few
def _pieces(template: str) -> tuple[str, ...]:
    """Words, the name of a field, words, and so on."""
    return tuple(_FIELD.split(template))


class Note:
    """Sentences of ours that name rows and metrics, until they are one `Observation`."""

    def __init__(self) -> None:
        self._sentences: list[str] = []
        self._parts: dict[str, Part] = {}

    def say(self, sentence: str) -> None:
        """Add one, with fields for what it names."""
        self._sentences.append(sentence)

    def names(
        self, kind: type[Metrics] | type[Rows], indices: Sequence[int], noun: str, most: int = 12
    ) -> str:
        """Some metrics or rows, as fields; of many the first, and how many more."""
        fields = [self.field(kind((index,))) for index in indices[:most]]
        more = len(indices) - most
        return joined([*fields, *([self.field(Text(counted(more, noun)))] if more > 0 else [])])

    def field(self, part: Part) -> str:
        """A field for `part`."""
        key = "part_" + "".join(chr(ord("a") + int(digit)) for digit in str(len(self._parts)))
        self._parts[key] = part
        return f"{{{key}}}"

    def observation(self, kind: str) -> Observation:
        """All of it, of a kind; it rests on no cells."""
        return Observation(kind, " ".join(self._sentences), self._parts, (), 0.0)


def words(part: Part, table: Table) -> str:
    """Write a part as plain text."""
    if isinstance(part, Text):
        return part.text
    if isinstance(part, Metrics):
        return joined([metric_titles(table)[index] for index in part.indices])
    names, more = named_rows(part)
    titles = [row_titles(table)[index] for index in names]
    return joined([*titles, f"{more:,} other rows"] if more else titles)


@lru_cache(maxsize=1)  # pure; each sentence asks for the same table in turn
def row_titles(table: Table) -> tuple[str, ...]:
    """Name each row; of those with one label, the name too."""
    return tuple(map(as_name, told_apart([(row.title, row.name) for row in table.rows])))


@lru_cache(maxsize=1)
def metric_titles(table: Table) -> tuple[str, ...]:
    """Name each metric; of those with one label, the name too."""
    return tuple(map(as_name, told_apart([(metric.title, metric.name) for metric in table.metrics])))


def named_rows(part: Rows) -> tuple[tuple[int, ...], int]:
    """Choose the rows that a sentence names, and count the others."""
    if len(part.indices) <= NAMED:
        return part.indices, 0
    return part.indices[: NAMED - 1], len(part.indices) - NAMED + 1


def told_apart(named: list[tuple[str, str]]) -> tuple[str, ...]:
    """Give each (title, name) its title, with its name where another has the same title."""
    titles = tuple(title for title, _ in named)
    if len({*titles}) == len(titles):
        return titles  # as most
    uses = Counter(titles)
    return tuple(title if uses[title] == 1 or title == name else f"{title} ({name})" for title, name in named)
