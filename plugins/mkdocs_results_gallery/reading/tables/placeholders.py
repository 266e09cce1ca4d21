"""Words in the place of a number: a mistake in one cell, or what is written wherever there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Missing
from mkdocs_results_gallery.reading.notation import FEW, is_word, says_none
from mkdocs_results_gallery.reading.tables.faults import CellFault
from mkdocs_results_gallery.reading.tree import Mark, nfc


def is_placeholder(fault: CellFault) -> bool:
    """Whether what is wrong with a cell is that it has a word."""
    text = fault.node
    if fault.reason not in ("text", "long") or fault.mark or not isinstance(text, str):
        return False
    return is_word(text) or says_none(text)


@dataclass(slots=True)
class Placeholder:
    """A cell with a word instead of a number."""

    fault: CellFault
    mark: Mark
    names: tuple[str, str]
    """Those that lead to the cell."""
    at: tuple[int, int]

    @property
    def text(self) -> str:
        """As written."""
        return str(self.fault.node)

    def missing(self, longest: int) -> Missing:
        """The cell as a missing one, with its text as a note of so many characters at most."""
        return Missing(note=" ".join(nfc(self.text).split())[:longest])


def as_missing(words: Sequence[Placeholder], numbers: int) -> str:
    """What is said of words that stand for missing numbers, in a column with so many `numbers`.

    They do where they are more than a few, or each is there again, and most cells have a number, or would;
    ``""`` where they are mistakes.
    """
    all_cells = numbers + len(words)
    texts = Counter(word.text for word in words)
    is_often = len(words) > 1 and (min(texts.values()) > 1 or len(words) > FEW * all_cells)
    if not is_often or numbers <= sum(count for text, count in texts.items() if not says_none(text)):
        return ""
    got = f"{shown(words[0].text)} and the like in {len(words):,} of {all_cells:,} cells"
    return f"expected numbers only, got {got}: read as missing, with the text as a note"
