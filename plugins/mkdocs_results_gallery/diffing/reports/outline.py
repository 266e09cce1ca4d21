"""What a report for people says, in which order; how it looks, the writers of reports decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_results_gallery.errors import legible

NAME, PATH, SENTENCE = 80, 250, 500
"""Characters that are shown of a foreign text, which may have any length."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A text that anybody may have written: a name, a sentence of a file, what a cell says."""

    text: str
    longest: int = NAME
    """Characters of it that are shown."""
    is_bare: bool = False
    """Whether it is seen to be one thing without any quotes, as a path or a number is."""

    @property
    def cut(self) -> str:
        """What is shown of it: in one line, invisible characters as escapes."""
        text, longest = self.text, self.longest
        if len(text) <= longest:
            return legible(text)
        # names that begin alike, as of two checkpoints, often differ at their ends
        end = 0 if longest == SENTENCE else longest // 3
        return legible(f"{text[: longest - 1 - end]}…{text[len(text) - end :]}")


def sentence(text: str) -> Foreign:
    """Return a sentence or a message that is a stranger's, or has names of one in it."""
    return Foreign(text, SENTENCE)


def bare(text: str) -> Foreign:
    """Return a path, a number or a key."""
    return Foreign(text, PATH, is_bare=True)


Phrase = tuple[str | Foreign, ...]
"""Words of ours, and between them those of others."""


@dataclass(frozen=True, slots=True)
class Tabulation:
    """Lines of cells under a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[Phrase, ...], ...]
    """Each as long as the head; the most important first."""
    numeric: frozenset[int]
    """The columns that are aligned to the right, 0-based."""
    noun: str
    """What a row is, such as ``change``: of what is cut it is said how many more there are."""
    title: str = ""
    """What is in it, as the words that unfold it; ``""``: it is seen at once."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Sentences, one to a line."""

    items: tuple[Phrase, ...]
    noun: str
    """As of a tabulation."""
    title: str = ""
    """As of a tabulation."""


Block = Tabulation | Listing


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is said under one heading."""

    heading: Phrase
    blocks: tuple[Block, ...]

    @property
    def shown(self) -> tuple[Block, ...]:
        """What is seen at once."""
        return tuple(block for block in self.blocks if not block.title)

    @property
    def folded(self) -> tuple[Block, ...]:
        """What a reader unfolds."""
        return tuple(block for block in self.blocks if block.title)


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole report."""

    verdict: Phrase
    sides: Phrase
    """What was compared with what."""
    claims: tuple[Chapter, ...]
    """Sentences of authors that flipped, and what could not be compared."""
    files: tuple[Chapter, ...]
    """One for each that has changed or is broken, the most important first."""
    rest: Listing
    """Files of which there is no more to say than that they are new, gone, or written otherwise."""
    pages: Listing | None = None
    """Pages of the site that look different, where somebody has made them; None: nobody has, or none do."""


def listed(names: Sequence[Foreign], most: int) -> Phrase:
    """Return up to `most` names, and how many more there are."""
    found: list[str | Foreign] = []
    for name in names[:most]:
        found += [", ", name] if found else [name]
    more = len(names) - most
    return (*found, f" and {more:,} more") if more > 0 else tuple(found)
