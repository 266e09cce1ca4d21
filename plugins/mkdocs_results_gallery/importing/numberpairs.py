"""Claims of sentences that compare two rows by their numbers: ``was behind lexical (0.3628 vs 0.3720)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from mkdocs_results_gallery.claim import Claim, Comparison, Selection, Term
from mkdocs_results_gallery.importing.vocabulary import COMPARATIVES
from mkdocs_results_gallery.model import Table

_PAIR = re.compile(
    r"(?<![\w.])(\d+\.\d{2,})\s?%?\s+(?:vs\.?|versus|against|compared (?:to|with))\s+"
    r"(\d+\.\d{2,})(?!\w|\.\d)"
)
_WORD = re.compile(r"[a-z0-9]{3,}")


def claims_of_pairs(sentence: str, table: Table) -> Iterator[Claim]:
    """Claim that of two rows whose numbers in one metric the sentence has, the one is above the other."""
    if not any(pattern.search(sentence) for _, pattern in COMPARATIVES):
        return
    words = set(_WORD.findall(sentence.casefold()))
    for found in _PAIR.finditer(sentence):
        first, second = Decimal(found[1]), Decimal(found[2])
        for at, metric in enumerate(table.metrics):
            one, other = _rows_with(table, at, first, words), _rows_with(table, at, second, words)
            if len(one) == len(other) == 1 and first != second:
                term = Term(row=table.rows[other[0]].name)
                comparison = Comparison(">" if first > second else "<", term)
                rows = (table.rows[one[0]].name,)
                yield Claim(sentence, Selection((metric.name,), rows), "every", (comparison,))
                return


def _rows_with(table: Table, metric: int, number: Decimal, words: set[str]) -> list[int]:
    """The rows that have exactly this number, if the sentence has a word of their names."""
    rows = [
        row
        for row in range(len(table.rows))
        if table.written((row, metric)) and table.exact((row, metric)) == number
    ]
    return [row for row in rows if words & set(_WORD.findall(table.rows[row].name.casefold()))]
