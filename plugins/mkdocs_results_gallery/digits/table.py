"""All numbers of a table to the last digit: as written, in order, and as shown."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.digits.automatic import (
    as_written,
    automatic_column,
    blurred_of,
    declared_column,
    keeps_all_digits,
    looks_of,
    order_of,
)
from mkdocs_results_gallery.digits.number import decimal_of, exact, plain
from mkdocs_results_gallery.digits.texts import SHORTEST, Place, ShownColumn, Writing


class MetricTraits(Protocol):
    """What must be known of a metric."""

    @property
    def format(self) -> str:
        """As declared, ``""`` for none."""

    @property
    def range(self) -> tuple[float | None, float | None] | None:
        """Possible values."""

    @property
    def reference(self) -> float | None:
        """A number that others are compared with."""

    def write(self, number: Decimal | Fraction) -> str:
        """A number in the declared format."""

    def read(self, text: str) -> Decimal:
        """The number that a shown text stands for."""


class TableDigits:
    """The numbers of one table; what is asked of a column is worked out once."""

    __slots__ = ("_carried", "_kept", "_kinds", "_values", "_writing")

    def __init__(
        self,
        values: NDArray[np.float64],
        kinds: Sequence[MetricTraits],
        writing: Writing | None,
        carried: tuple[ShownColumn, ...] | None,
    ) -> None:
        self._values = values
        self._kinds = kinds
        self._writing = writing
        self._carried = carried
        self._kept: dict[tuple[str, int], object] = {}

    @property
    def writing(self) -> Writing:
        """How the numbers are written; where nothing is known of it, by the shortest texts."""
        if self._writing is None:
            self._writing = Writing(np.full(self._values.shape, SHORTEST, dtype=np.uint8))
        return self._writing

    def written(self, place: Place) -> str:
        """One number as written; ``""`` where it is missing."""
        value = float(self._values[place])
        return "" if value != value else self.writing.text(place, value)

    def written_column(self, column: int) -> list[str]:
        """The same of each row."""
        return self.writing.column(column, self._values[:, column].tolist())

    def plain_column(self, column: int) -> list[str]:
        """The same as JSON has it."""
        texts = self.written_column(column)
        for row, at in self.writing.texts:  # all others are so already
            if at == column and texts[row]:
                texts[row] = plain(texts[row])
        return texts

    def exact(self, place: Place) -> Decimal:
        """One number, which is there."""
        return decimal_of(self.written(place))

    def column(self, column: int) -> ShownColumn:
        """What the cells of a column show."""
        if self._carried is not None:
            return self._carried[column]
        found = self._kept.get(("shown", column))
        if not isinstance(found, ShownColumn):
            found = self._kept["shown", column] = self._shown(column)
        return found

    def told(self, place: Place) -> str:
        """One number as shown, but in full where that would be the number of another row too."""
        row, column = place
        found = self._kept.get(("blurred", column))
        if not isinstance(found, frozenset):
            found = blurred_of(self.looks(column), self.column(column), self._kinds[column].read)
            self._kept["blurred", column] = found
        return plain(self.written(place)) if row in found else self.column(column).texts[row]

    def order(self, column: int) -> NDArray[np.intp]:
        """The place of each row by its exact number, from 0 for the lowest; equals share it; -1: missing."""
        found = self._kept.get(("order", column))
        if not isinstance(found, np.ndarray):
            finer = {row: number for (row, at), number in self.writing.finer.items() if at == column}
            found = self._kept["order", column] = order_of(self._values[:, column], finer)
        return found

    def looks(self, column: int) -> NDArray[np.intp]:
        """As `order`, but rows whose numbers a declared format makes look equal share their place."""
        found = self._kept.get(("looks", column))
        if not isinstance(found, np.ndarray):
            found = looks_of(self.order(column), self.column(column), self._kinds[column].read)
            self._kept["looks", column] = found
        return found

    def decimals(self, column: int) -> int:
        """The most decimals that a cell of a column shows."""
        found = self._kept.get(("decimals", column))
        if not isinstance(found, int):
            texts = {text for text in self.column(column).texts if "e" not in text}
            found = max((len(text.rstrip("%").partition(".")[2]) for text in texts), default=0)
            self._kept["decimals", column] = found
        return found

    def _shown(self, column: int) -> ShownColumn:
        kind, texts = self._kinds[column], self.written_column(column)
        if kind.format:
            return declared_column(texts, kind.write, kind.read)
        values = self._values[:, column]
        present = ~np.isnan(values)
        decimals = self.writing.decimals[present, column]
        if self.writing.is_plain(column, present) and keeps_all_digits(values[present], decimals):
            return as_written(texts)
        bounds = [*(kind.range or ()), kind.reference]
        return automatic_column(texts, [Fraction(exact(bound)) for bound in bounds if bound is not None])
