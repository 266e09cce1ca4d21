"""One metric or one row, collected over all experiments into tables of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar
from unicodedata import bidirectional

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.comparable import (
    CollectedCells,
    Comparability,
    common_metric,
    comparability_of,
    on_scale,
    transposed,
)
from mkdocs_results_gallery.digits.writing import Moves
from mkdocs_results_gallery.errors import OPEN, Fence, Subject
from mkdocs_results_gallery.model import Experiment, Gallery, Metric, Row, Table

MAX_BLOCKS = 12
"""Blocks that a gathered page shows; beyond them it names the experiments only."""

LEFT_TO_RIGHT = "\u200e"
"""An unseen mark that says in which direction the text around it runs."""

K = TypeVar("K")
V = TypeVar("V")

_DENSE = 0.3
"""Share of filled cells below which a cross table is mostly missing."""


@dataclass(frozen=True, slots=True)
class Key:
    """The thing that a row or column of a gathered table stands for."""

    kind: Literal["experiment", "metric", "row"]
    name: str
    """The experiment's path, or the name of the metric or row."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Cells that may be compared with one another."""

    scale: str
    """The traits that they share, in words, e.g. ``percent, 0 to 100, higher is better``; ``""``: nothing
    that would set them apart from another block."""
    table: Table
    row_keys: tuple[Key, ...]
    """One per row of the table."""
    metric_keys: tuple[Key, ...]
    """One per metric of the table."""
    is_mixed: bool = False
    """Whether a column has numbers of several tables: they were not made to compete, so none is best."""
    lines: tuple[tuple[str, str], ...] = ()
    """(row, experiment) by name of each row of the table, where a row is one row of one experiment."""


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """All that a metric or a row page shows."""

    blocks: tuple[Block, ...]
    left_out: tuple[Experiment, ...] = ()
    """Experiments beyond `MAX_BLOCKS`, which the page can only name."""
    without: tuple[Experiment, ...] = ()
    """Experiments that have the name, but no number under it."""


@dataclass(frozen=True, slots=True, eq=False)
class _MetricOccurrence:
    """One metric in one table of one experiment."""

    experiment: Experiment
    table: Table
    index: int
    scale: Comparability

    @property
    def metric(self) -> Metric:
        return self.table.metrics[self.index]

    @property
    def values(self) -> NDArray[np.float64]:
        return self.table.values[:, self.index]


@dataclass(frozen=True, slots=True, eq=False)
class _RowOccurrence:
    """One row in one table of one experiment."""

    experiment: Experiment
    table: Table
    position: int
    keys: tuple[tuple[str, Comparability], ...]
    """Per metric of the table: what must agree for it to stand in one column with another's."""
    filled: frozenset[tuple[str, Comparability]]
    """Those of `keys` under which the row has a number."""


def _names(members: Sequence[_MetricOccurrence | _RowOccurrence]) -> list[str]:
    """Name the table of each of `members`: by its title, with its place where several have that title."""
    names = [member.experiment.title_with(member.table) for member in members]
    while len(set(names)) < len(names):  # a title may look like another one with its place
        often = Counter(names)
        names = [
            f"{name} ({_place(member)})" if often[name] > 1 else name
            for name, member in zip(names, members, strict=True)
        ]
    return names


def _place(member: _MetricOccurrence | _RowOccurrence) -> str:
    path, tables = member.experiment.path, member.experiment.tables
    return path if len(tables) == 1 else f"{path} / {member.table.name}"


class Gatherer:
    """Collects metrics and rows from one gallery; looks at each table once, however many pages need it."""

    def __init__(self, gallery: Gallery, fence: Fence = OPEN) -> None:
        self._gallery = gallery
        self._columns: dict[str, list[_MetricOccurrence]] = {}
        self._lines: dict[str, list[_RowOccurrence]] = {}
        self._keys: dict[tuple[str, Comparability], tuple[str, Comparability]] = {}
        """Each key as one object: these are looked up once per cell, and compared by identity first."""
        for experiment in gallery.experiments:
            with fence.around(Subject("experiment", experiment.path)):
                for table in experiment.tables:
                    self._look_at(experiment, table)

    def _look_at(self, experiment: Experiment, table: Table) -> None:
        scales = tuple(
            comparability_of(metric, table.values[:, index]) for index, metric in enumerate(table.metrics)
        )
        for index, metric in enumerate(table.metrics):
            column = _MetricOccurrence(experiment, table, index, scales[index])
            self._columns.setdefault(metric.name, []).append(column)
        named = ((metric.name, scale) for metric, scale in zip(table.metrics, scales, strict=True))
        keys = tuple(self._keys.setdefault(key, key) for key in named)
        whole, present = frozenset(keys), ~np.isnan(table.values)
        for position, row in enumerate(table.rows):
            there = present[position]
            filled = whole if there.all() else frozenset(keys[metric] for metric in np.flatnonzero(there))
            line = _RowOccurrence(experiment, table, position, keys, filled)
            self._lines.setdefault(row.name, []).append(line)

    def metric(self, name: str) -> Gathered:
        """Gather the metric `name` over all experiments and rows, one block per scale."""
        members = self._columns.get(name, ())
        kept = [column for column in members if not np.isnan(column.values).all()]
        scales = _group((column.scale, column) for column in kept)
        blocks = [
            _metric_block(scale.words if len(scales) > 1 else "", str(number), columns)
            for number, (scale, columns) in enumerate(scales.items(), start=1)
        ]
        return self._gathered(blocks, members, kept)

    def row(self, name: str) -> Gathered:
        """Gather the row `name` over all experiments and metrics.

        One block for all, or, where experiments have few metrics in common, one per set of connected metrics.
        """
        members = self._lines.get(name, ())
        kept = [line for line in members if line.filled]
        parts = _connected(kept) if kept else []
        blocks = [_row_block(str(number), part) for number, part in enumerate(parts, start=1)]
        return self._gathered(blocks, members, kept)

    def _gathered(
        self,
        blocks: Sequence[Block],
        members: Sequence[_MetricOccurrence | _RowOccurrence],
        kept: Sequence[_MetricOccurrence | _RowOccurrence],
    ) -> Gathered:
        """`blocks` of those of `members` that have a number."""
        with_number = {member.experiment.path for member in kept}
        without = {member.experiment.path for member in members} - with_number
        return Gathered(
            tuple(blocks[:MAX_BLOCKS]),
            _not_in(blocks[MAX_BLOCKS:], self._gallery),
            tuple(experiment for experiment in self._gallery.experiments if experiment.path in without),
        )


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def _metric_block(words: str, number: str, columns: Sequence[_MetricOccurrence]) -> Block:
    """One column per experiment and one line per row that has a number in any; or the other way round."""
    rows: dict[str, Row] = {}
    numbers = 0
    for column in columns:
        for position in np.flatnonzero(~np.isnan(column.values)).tolist():
            rows.setdefault(column.table.rows[position].name, column.table.rows[position])
            numbers += 1
    if numbers < _DENSE * len(rows) * len(columns):
        return _listed(words, number, columns)
    places = {row: position for position, row in enumerate(rows)}
    cells = CollectedCells(len(rows), len(columns))
    for target, column in enumerate(columns):
        there = [source for source, row in enumerate(column.table.rows) if row.name in places]
        targets = [places[column.table.rows[source].name] for source in there]
        cells.copy(column.table, Moves(there, [column.index], targets, [target]))
    table = cells.table(
        number,
        tuple(replace(row, group="", line=0) for row in rows.values()),
        tuple(
            # what is mean of one experiment's rows stands on its own page; here are rows that it never had
            replace(column.metric, name=name, label="", aggregate="")
            for name, column in zip(_names(columns), columns, strict=True)
        ),
    )
    row_keys = tuple(Key("row", row) for row in rows)
    column_keys = tuple(Key("experiment", column.experiment.path) for column in columns)
    if len(columns) > len(rows):
        # a page scrolls better down than sideways
        turned = transposed(table, common_metric([column.metric for column in columns]))
        return Block(words, turned, column_keys, row_keys, is_mixed=True)
    return Block(words, table, row_keys, column_keys)


def _listed(words: str, number: str, columns: Sequence[_MetricOccurrence]) -> Block:
    """One line per experiment and row: for experiments that have few rows in common."""
    rows: list[Row] = []
    keys: list[Key] = []
    lines: list[tuple[str, str]] = []
    cells = CollectedCells(sum(int(np.count_nonzero(~np.isnan(column.values))) for column in columns), 1)
    for name, column in zip(_names(columns), columns, strict=True):
        there = np.flatnonzero(~np.isnan(column.values)).tolist()
        targets = range(len(rows), len(rows) + len(there))
        cells.copy(column.table, Moves(there, [column.index], targets, [0]))
        for row in (column.table.rows[source] for source in there):
            label = _side_by_side(row.title, name) if row.label else ""
            rows.append(Row(_side_by_side(row.name, name), label=label))
            lines.append((row.name, name))
        keys += [Key("experiment", column.experiment.path)] * len(there)
    metric = common_metric([column.metric for column in columns])
    whole = cells.table(number, tuple(rows), (metric,))
    return Block(
        words,
        whole,
        tuple(keys),
        (Key("metric", metric.name),),
        is_mixed=len(columns) > 1,
        lines=tuple(lines),
    )


def _side_by_side(one: str, other: str) -> str:
    """Two names as one label; from left to right, also where the first is written from right to left."""
    strong = next((way for way in map(bidirectional, one) if way in ("L", "R", "AL")), "L")
    return f"{'' if strong == 'L' else LEFT_TO_RIGHT}{one} · {other}"


def _row_block(number: str, lines: Sequence[_RowOccurrence]) -> Block:
    columns = _columns_of(lines)
    variants = Counter(name for name, _ in columns)
    places = {key: position for position, key in enumerate(columns)}
    # why a cell has no number stands under the name of its metric, whatever scale its column is on
    alone = {name: place for (name, _), place in places.items() if variants[name] == 1}
    cells = CollectedCells(len(lines), len(columns))
    for target, line in enumerate(lines):
        found = [places.get(key, alone.get(key[0], -1)) for key in line.keys]
        kept = [index for index, place in enumerate(found) if place >= 0]
        cells.copy(line.table, Moves([line.position], kept, [target], [found[index] for index in kept]))
    metrics = tuple(
        on_scale(common_metric(members), scale) if variants[name] > 1 else common_metric(members)
        for (name, scale), members in columns.items()
    )
    return Block(
        "",
        cells.table(number, tuple(Row(name) for name in _names(lines)), metrics),
        tuple(Key("experiment", line.experiment.path) for line in lines),
        tuple(Key("metric", metric_name) for metric_name, _ in columns),
        is_mixed=True,
    )


def _columns_of(lines: Sequence[_RowOccurrence]) -> dict[tuple[str, Comparability], list[Metric]]:
    """Find the columns in which any of `lines` has a number, and what each line says of their metrics."""
    filled: frozenset[tuple[str, Comparability]] = frozenset().union(*(line.filled for line in lines))
    columns: dict[tuple[str, Comparability], list[Metric]] = {}
    for line in lines:
        for key, metric in zip(line.keys, line.table.metrics, strict=True):
            if key in filled:
                columns.setdefault(key, []).append(metric)
    return columns


def _connected(lines: Sequence[_RowOccurrence]) -> list[list[_RowOccurrence]]:
    """`lines` as one block where that is reasonably full, else split where no metric connects them."""
    sets = [line.filled for line in lines]
    union: frozenset[tuple[str, Comparability]] = frozenset().union(*sets)
    if sum(map(len, sets)) >= _DENSE * len(union) * len(lines):
        return [list(lines)]
    block_of: dict[tuple[str, Comparability], int] = {}
    merged: dict[int, int] = {}

    def root(block: int) -> int:
        while block in merged:
            block = merged[block]
        return block

    for number, keys in enumerate(sets):
        for key in keys:
            earlier = root(block_of.setdefault(key, number))
            if earlier != root(number):
                low, high = sorted((earlier, root(number)))
                merged[high] = low
    return list(_group((root(number), line) for number, line in enumerate(lines)).values())


def _not_in(blocks: Iterable[Block], gallery: Gallery) -> tuple[Experiment, ...]:
    paths: Mapping[str, None] = dict.fromkeys(
        key.name
        for block in blocks
        for key in (*block.row_keys, *block.metric_keys)
        if key.kind == "experiment"
    )
    return tuple(experiment for experiment in gallery.experiments if experiment.path in paths)
