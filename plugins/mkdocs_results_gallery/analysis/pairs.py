"""Rows that pair by an affix: ``x`` and ``neg_x``, ``small`` and ``small-instruct``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

import numpy as np

from mkdocs_results_gallery.choices import HeatmapChoice
from mkdocs_results_gallery.digits.number import LARGEST
from mkdocs_results_gallery.digits.unrounded import EXACT, all_digits
from mkdocs_results_gallery.digits.writing import Notes
from mkdocs_results_gallery.model import Row, Table

LEAST = 2
"""Pairs that an affix must make to be one; a single one may be chance."""
_MOST_ROWS = 10_000
_JOINT = re.compile(r"[_\-./: ]")


@dataclass(frozen=True, slots=True)
class PairSet:
    """All pairs that one affix makes in one table."""

    affix: str
    """With its delimiter, e.g. ``neg_`` or ``-instruct``."""
    is_prefix: bool
    pairs: tuple[tuple[int, int], ...]
    """(row without the affix, row with it), 0-based, in the order of the rows with it."""

    @property
    def words(self) -> str:
        """``neg_x − x``: which difference is meant."""
        return f"{self.affix}x − x" if self.is_prefix else f"x{self.affix} − x"

    @property
    def shown(self) -> str:
        """``neg_…``"""
        return f"{self.affix}…" if self.is_prefix else f"…{self.affix}"

    def has(self, name: str) -> bool:
        """Whether a row of this name wears the affix, paired or not."""
        worn = name.startswith(self.affix) if self.is_prefix else name.endswith(self.affix)
        return worn and len(name) > len(self.affix)


@lru_cache(maxsize=1)  # pure; several observers and the page ask for the same table in turn
def find_pairs(table: Table) -> tuple[PairSet, ...]:
    """Find the pair sets of `table`, the largest first, each whole.

    An affix whose rows pair by others already (``_b_c`` beside ``_c``) makes none of its own.
    """
    if len(table.rows) > _MOST_ROWS:
        return ()
    found = _by_affix({row.name: position for position, row in enumerate(table.rows)})
    sets = []
    taken: set[int] = set()
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), -len(item[0][0]), item[0]))
    for (affix, is_prefix), pairs in ordered:
        if sum(affixed not in taken for _, affixed in pairs) >= LEAST:
            taken.update(affixed for _, affixed in pairs)
            sets.append(PairSet(affix, is_prefix, tuple(pairs)))
    return tuple(sets)


def _by_affix(index: dict[str, int]) -> dict[tuple[str, bool], list[tuple[int, int]]]:
    """Find the pairs that each affix makes of the rows in `index`."""
    found: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    if len({len(name) for name in index}) == 1:  # none can be another one with something added
        return found
    for name, position in index.items():
        if _JOINT.search(name) is None:
            continue
        for affix, is_prefix, rest in _splits(name):
            if rest in index:
                found.setdefault((affix, is_prefix), []).append((index[rest], position))
    return found


def difference(table: Table, metric: int, pair: tuple[int, int]) -> Decimal | None:
    """Subtract the number of the row without the affix from that of the row with it.

    None where either is missing, or where the difference is no float64.
    """
    if np.isnan(table.values[list(pair), metric]).any():
        return None
    plain, affixed = (table.exact((row, metric)) for row in pair)
    gap = EXACT.subtract(affixed, plain)
    return gap if abs(gap) <= LARGEST else None


def pair_table(table: Table, found: PairSet) -> Table:
    """Make a table of the differences: a row per pair, named after the row without the affix."""
    shape = len(found.pairs), len(table.metrics)
    values, notes = np.full(shape, np.nan), Notes(*shape)
    for row, pair in enumerate(found.pairs):
        for metric in range(len(table.metrics)):
            gap = difference(table, metric, pair)
            if gap is not None:
                values[row, metric] = float(gap)
                notes.add((row, metric), all_digits(gap), float(gap))
    values.setflags(write=False)
    return Table(
        name=f"{table.name} {found.words}".strip(),
        metrics=tuple(
            replace(metric, range=None, domain=None, scale="", reference=0.0, aggregate="", description="")
            for metric in table.metrics
        ),
        rows=tuple(
            Row(table.rows[plain].name, table.rows[plain].label, line=table.rows[affixed].line)
            for plain, affixed in found.pairs
        ),
        values=values,
        heatmap=HeatmapChoice(
            style="diverging", scale="shared"
        ),  # a small gap must not look like a large one
        writing=notes.whole(),
    )


def _splits(name: str) -> Iterator[tuple[str, bool, str]]:
    """(affix, whether it stands in front, what is left) for each delimiter in `name`."""
    for joint in _JOINT.finditer(name):
        if joint.start() and joint.end() < len(name):
            yield name[: joint.end()], True, name[joint.end() :]
            yield name[joint.start() :], False, name[: joint.start()]
