"""Sentences about a table that are said on one side only, whatever the numbers in them are.

A sentence that another one has merely displaced is not among them: it is looked for among all that the
other side could say, not only among those that its page shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_results_gallery.analysis.compare.ignored import NOTHING_IGNORED, IgnoredColumns
from mkdocs_results_gallery.analysis.comparison import (
    ExperimentComparison,
    FlippedObservation,
    TableComparison,
)
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Part, Rows, named_rows
from mkdocs_results_gallery.analysis.observe import observed, worth_reading
from mkdocs_results_gallery.model import Experiment, Table

_NUMBER = re.compile(r"[0-9]|^(?:all|both)\b")
"""In a part of a sentence that is a number, a span or a count."""

MOST_DECIDING = 20
"""Cells that are named with a sentence."""

_Key = tuple[object, ...]


def flipped_observations(
    base: Experiment,
    head: Experiment,
    found: ExperimentComparison,
    ignored: IgnoredColumns = NOTHING_IGNORED,
) -> tuple[FlippedObservation, ...]:
    """Find the sentences that are said of one side only, table by table as `found`, which compares both."""
    old, new = ({table.name: table for table in one.tables} for one in (base, head))
    return tuple(
        flipped
        for table in found.tables
        if table.changes or table.others or table.is_changed
        for flipped in _flips(found.path, table, old[table.name], new[table.name], ignored)
    )


def _flips(
    path: str,
    found: TableComparison,
    base: Table,
    head: Table,
    ignored: IgnoredColumns,
) -> Iterator[FlippedObservation]:
    # what is left out, the head says where it has the metric
    metrics = {metric.name: metric for metric in (*base.metrics, *head.metrics)}
    left_out = frozenset(name for name, metric in metrics.items() if ignored.has(metric))
    sayings = [_Sayings.of(table, left_out) for table in (base, head)]
    return _Flips(path, found, *sayings).flips()


@dataclass(frozen=True, slots=True, eq=False)
class _Sayings:
    """What is said of one table."""

    table: Table
    shown: dict[_Key, Observation]
    """What its page says."""
    every: dict[_Key, Observation]
    """All that could be said."""

    @classmethod
    def of(cls, table: Table, left_out: frozenset[str]) -> _Sayings:
        """What is shown is without the sentences about nothing but metrics that are left out."""

        def by_key(some: Iterable[Observation]) -> dict[_Key, Observation]:
            return {_key(one, table): one for one in some}

        every = observed(table)
        shown = (one for one in worth_reading(every) if _is_about_more(one, table, left_out))
        return cls(table, by_key(shown), by_key(every))

    def says(self, text: str) -> bool:
        """Whether these words could be said, of whatever cells."""
        return any(one.sentence(self.table) == text for one in self.every.values())

    def cells(self, observation: Observation | None) -> Iterator[tuple[str, str]]:
        """Those on which it rests, by name."""
        for row, metric in observation.cells if observation else ():
            yield self.table.rows[row].name, self.table.metrics[metric].name


def _is_about_more(observation: Observation, table: Table, left_out: frozenset[str]) -> bool:
    """Whether a sentence rests on some other metric than these."""
    about = {table.metrics[at].name for _, at in observation.cells}
    return not about or not about <= left_out


class _Flips:
    """Two tables of one name."""

    def __init__(self, path: str, found: TableComparison, base: _Sayings, head: _Sayings) -> None:
        self._path = path
        self._found = found
        self._base = base
        self._head = head
        self._lines = {row.name: row.line for side in (base, head) for row in side.table.rows}
        """By row; of one that both have, that of the head."""
        self._changed = {(one.row, one.metric) for one in found.changes}
        self._changed |= {(one.row, one.metric) for one in found.others}
        scales = {scale.metric for scale in found.rescaled}
        self._unlike = (
            {*found.rows.added, *found.rows.removed},
            {*found.metrics.added, *found.metrics.removed, *scales},
        )
        """Rows and metrics of which all cells differ."""

    def flips(self) -> Iterator[FlippedObservation]:
        """First those of the base, with what the head says instead; then what else is new.

        None of which no cell differs: it was displaced, or says in other words what it said.
        """
        return (flip for flip in self._all() if flip.cells and not self._other(flip).says(flip.text))

    def _other(self, flip: FlippedObservation) -> _Sayings:
        return self._head if flip.side == "base" else self._base

    def _all(self) -> Iterator[FlippedObservation]:
        new = {key: one for key, one in self._head.shown.items() if key not in self._base.every}
        for key, one in self._base.shown.items():
            if key not in self._head.every:
                instead = next((other for other in new if other[:2] == key[:2]), None)
                yield self._flip(one, new.pop(instead) if instead else None)
        for one in new.values():
            yield self._flip(None, one)

    def _flip(self, base: Observation | None, head: Observation | None) -> FlippedObservation:
        cells = self._deciding([*self._base.cells(base), *self._head.cells(head)])
        after = head.sentence(self._head.table) if head else ""
        line = self._lines[cells[0][0]] if cells else 0
        if base is None:
            return FlippedObservation(self._path, self._found.name, after, "head", "", cells, line)
        text = base.sentence(self._base.table)
        return FlippedObservation(self._path, self._found.name, text, "base", after, cells, line)

    def _deciding(self, cells: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Those of the cells that differ."""
        rows, metrics = self._unlike
        unlike = [
            (row, metric)
            for row, metric in dict.fromkeys(cells)
            if (row, metric) in self._changed or row in rows or metric in metrics
        ]
        return tuple(unlike[:MOST_DECIDING])


def _key(observation: Observation, table: Table) -> _Key:
    """What a sentence says without its numbers; kind and metrics first."""
    parts = sorted(observation.parts.items())
    metrics = tuple(_named(part, table) for _, part in parts if isinstance(part, Metrics))
    return observation.kind, metrics, observation.template, *(_named(part, table) for _, part in parts)


def _named(part: Part, table: Table) -> object:
    if isinstance(part, Metrics):
        return tuple(table.metrics[at].name for at in part.indices)
    if isinstance(part, Rows):
        named, more = named_rows(part)
        return tuple(table.rows[row].name for row in named), bool(more)
    is_number = not part.is_name and _NUMBER.search(part.text)
    return None if is_number else part.text
