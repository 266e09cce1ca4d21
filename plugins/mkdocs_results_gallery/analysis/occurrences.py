"""Where a row or a metric stands in a gallery, and which of the columns of one name may be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.errors import OPEN, Fence, Subject
from mkdocs_results_gallery.model import Experiment, Gallery, Metric, Row, Table
from mkdocs_results_gallery.words.metrics import scale_words


@dataclass(frozen=True, slots=True, eq=False)
class Occurrence:
    """A row or a metric in one table."""

    experiment: Experiment
    number: int
    """Which of the experiment's tables, from 0."""
    index: int
    """Which row or metric of the table, from 0."""

    @property
    def table(self) -> Table:
        """The table that it stands in."""
        return self.experiment.tables[self.number]

    @property
    def title(self) -> str:
        """What people call the table."""
        return self.experiment.title_with(self.table)

    @property
    def place(self) -> str:
        """Where the table is: unlike that of any other table."""
        path, tables = self.experiment.path, self.experiment.tables
        return path if len(tables) == 1 else f"{path} / {self.table.name}"


Occurrences = Mapping[Subject, tuple[Occurrence, ...]]
"""Those of each row and metric, in the gallery's order."""


def find_occurrences(gallery: Gallery, wanted: Collection[Subject], fence: Fence = OPEN) -> Occurrences:
    """Look at each table once for the rows and metrics that are `wanted`."""
    found: dict[Subject, list[Occurrence]] = {
        subject: [] for subject in wanted if subject.kind in ("row", "metric")
    }
    rows = {subject.name: some for subject, some in found.items() if subject.kind == "row"}
    metrics = {subject.name: some for subject, some in found.items() if subject.kind == "metric"}
    for experiment in gallery.experiments:
        with fence.around(Subject("experiment", experiment.path)):
            for number, table in enumerate(experiment.tables):
                _add(rows, table.rows, experiment, number)
                _add(metrics, table.metrics, experiment, number)
    return {subject: tuple(some) for subject, some in found.items()}


def _add(
    known: Mapping[str, list[Occurrence]], parts: Sequence[Row | Metric], experiment: Experiment, number: int
) -> None:
    """Add the rows or the metrics of a table to those of the same name that are `known`."""
    for index, part in enumerate(parts):
        if part.name in known:
            known[part.name].append(Occurrence(experiment, number, index))


class Titled(Protocol):
    """What has a title that another one may have too."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def place(self) -> str:
        """Where it is: unlike that of any other."""


def names_of(some: Sequence[Titled]) -> list[str]:
    """Name each: by its title, with its place where several have that title."""
    names = [one.title for one in some]
    while len(set(names)) < len(names):  # a title may look like another one with its place
        often = Counter(names)
        names = [
            f"{name} ({one.place})" if often[name] > 1 else name
            for name, one in zip(names, some, strict=True)
        ]
    return names


_SEEN: tuple[tuple[float, float | None], ...] = ((0.0, 1.0), (0.0, 100.0), (-1.0, 1.0), (0.0, None))


@dataclass(frozen=True, slots=True)
class Comparability:
    """The traits that must agree for numbers of one name to be put in order together."""

    unit: str
    low: float | None
    """Lowest possible value; None: unbounded."""
    high: float | None
    """Highest possible value; None: unbounded."""
    higher_is_better: bool | None
    declared: bool = field(compare=False)
    """False where the ends are only those that the numbers seem to keep to."""

    @property
    def words(self) -> str:
        """For a heading, e.g. ``percent, 0 to 100, higher is better``."""
        return scale_words(self.unit, self.low, self.high, self.higher_is_better, is_declared=self.declared)


def comparability(metric: Metric, values: NDArray[np.float64]) -> Comparability:
    """Return the scale of one column; `values` are its numbers, NaN where missing.

    Where neither range nor unit is declared, 0.7 and 70 under one name are kept apart by their size.
    """
    unit = metric.common_unit
    if metric.range is not None:
        return Comparability(unit, *metric.range, metric.higher_is_better, declared=True)
    if metric.is_percent:
        return Comparability(unit, 0.0, 100.0, metric.higher_is_better, declared=True)
    present = values[~np.isnan(values)]
    if not unit and len(present):
        lowest, highest = float(present.min()), float(present.max())
        for low, high in _SEEN:
            if lowest >= low and (high is None or highest <= high):
                return Comparability(unit, low, high, metric.higher_is_better, declared=False)
    return Comparability(unit, None, None, metric.higher_is_better, declared=False)
