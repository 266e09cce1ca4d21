"""The texts that a column shows, as they are carried from one table to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.digits.writing import Place


@dataclass(frozen=True, slots=True, eq=False)
class ShownColumn:
    """What the cells of a column show."""

    texts: tuple[str, ...]
    """One per row, ``""`` where missing."""
    is_rounded: NDArray[np.bool_]
    """Where the text stands for another number than the one that was written."""
    is_declared: NDArray[np.bool_]
    """Where a declared format says so: what looks equal there is equal as shown."""

    def part(self, rows: Sequence[int]) -> ShownColumn:
        """That of some rows, in the order in which they are given."""
        chosen = list(rows)
        return ShownColumn(
            tuple(self.texts[row] for row in chosen), self.is_rounded[chosen], self.is_declared[chosen]
        )


def across(columns: Sequence[ShownColumn], row: int) -> ShownColumn:
    """A row of columns as a column."""
    return ShownColumn(
        tuple(column.texts[row] for column in columns),
        np.array([column.is_rounded[row] for column in columns], dtype=np.bool_),
        np.array([column.is_declared[row] for column in columns], dtype=np.bool_),
    )


class ShownCells:
    """The columns of a table that is being collected from others."""

    def __init__(self, rows: int, columns: int) -> None:
        self._texts = [[""] * rows for _ in range(columns)]
        self._is_rounded = [[False] * rows for _ in range(columns)]
        self._is_declared = [[False] * rows for _ in range(columns)]

    def copy(
        self, columns: Mapping[int, ShownColumn], sources: Sequence[Place], targets: Sequence[Place]
    ) -> None:
        """Show at each of `targets` what the place in `sources` shows; `columns` are those of the sources."""
        for (row, column), (new_row, new_column) in zip(sources, targets, strict=True):
            found = columns[column]
            self._texts[new_column][new_row] = found.texts[row]
            self._is_rounded[new_column][new_row] = bool(found.is_rounded[row])
            self._is_declared[new_column][new_row] = bool(found.is_declared[row])

    def columns(self) -> tuple[ShownColumn, ...]:
        """What was collected."""
        return tuple(
            ShownColumn(tuple(texts), np.array(rounded, dtype=np.bool_), np.array(declared, dtype=np.bool_))
            for texts, rounded, declared in zip(self._texts, self._is_rounded, self._is_declared, strict=True)
        )
