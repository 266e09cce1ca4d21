"""One metric or one row, collected over all experiments into tables of its own.

Shared names are no proof of a shared scale: cells whose unit, range or direction differ never stand in one
column, and never share a colour scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar
from unicodedata import bidirectional

import numpy as np

from mkdocs_results_gallery.analysis.scale import Scale, scale_of
from mkdocs_results_gallery.digits.shown import ShownCells, across
from mkdocs_results_gallery.digits.writing import Notes
from mkdocs_results_gallery.fence import OPEN, Fence, Subject
from mkdocs_results_gallery.model import Cell, Experiment, Gallery, Metric, Missing, Row, Table, Uncertainty

MAX_BLOCKS = 12
"""Blocks that a gathered page shows; beyond them it names the experiments only."""

LEFT_TO_RIGHT = "\u200e"
"""An unseen mark that says in which direction the text around it runs."""

K = TypeVar("K")
V = TypeVar("V")

_DENSE = 0.3
"""Share of filled cells below which a cross table is mostly holes."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a row or column of a gathered table stands for."""

    kind: Literal["experiment", "metric", "row"]
    name: str
    """The experiment's path, or the name of the metric or row."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Cells that may be compared with one another."""

    scale: str
    """What they have in common, in words, e.g. ``percent, 0 to 100, higher is better``; ``""``: nothing
    that would tell them from another block."""
    table: Table
    row_keys: tuple[Key, ...]
    """One per row of the table."""
    metric_keys: tuple[Key, ...]
    """One per metric of the table."""
    is_mixed: bool = False
    """Whether a column has numbers of several tables: they were not made to compete, so none is best."""


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """All that a metric or a row page shows."""

    blocks: tuple[Block, ...]
    left_out: tuple[Experiment, ...] = ()
    """Experiments beyond `MAX_BLOCKS`, which the page can only name."""


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """One metric in one table of one experiment."""

    experiment: Experiment
    table: Table
    index: int
    scale: Scale

    @property
    def metric(self) -> Metric:
        return self.table.metrics[self.index]

    @property
    def title(self) -> str:
        return experiment_title(self.experiment, self.table)


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """One row in one table of one experiment."""

    experiment: Experiment
    table: Table
    position: int
    keys: tuple[tuple[str, Scale], ...]
    """Per metric of the table: what must agree for it to stand in one column with another's."""


def experiment_title(experiment: Experiment, table: Table) -> str:
    """The experiment's title, with the table's where the experiment has several."""
    if len(experiment.tables) == 1:
        return experiment.title
    return f"{experiment.title}: {table.title or table.name}"


class Gatherer:
    """Collects metrics and rows from one gallery; looks at each table once, however many pages need it."""

    def __init__(self, gallery: Gallery, fence: Fence = OPEN) -> None:
        self._gallery = gallery
        self._columns: dict[str, list[_Column]] = {}
        self._lines: dict[str, list[_Line]] = {}
        for experiment in gallery.experiments:
            with fence.around(Subject("experiment", experiment.path)):
                for table in experiment.tables:
                    self._look_at(experiment, table)

    def _look_at(self, experiment: Experiment, table: Table) -> None:
        scales = tuple(scale_of(metric, table.values[:, index]) for index, metric in enumerate(table.metrics))
        for index, metric in enumerate(table.metrics):
            column = _Column(experiment, table, index, scales[index])
            self._columns.setdefault(metric.name, []).append(column)
        keys = tuple((metric.name, scale) for metric, scale in zip(table.metrics, scales, strict=True))
        for position, row in enumerate(table.rows):
            line = _Line(experiment, table, position, keys)
            self._lines.setdefault(row.name, []).append(line)

    def metric(self, name: str) -> Gathered:
        """The metric `name` over all experiments and rows, one block per scale."""
        scales = _group((column.scale, column) for column in self._columns.get(name, ()))
        blocks = [
            _metric_block(scale.words if len(scales) > 1 else "", str(number), members)
            for number, (scale, members) in enumerate(scales.items(), start=1)
        ]
        return Gathered(tuple(blocks[:MAX_BLOCKS]), _not_in(blocks[MAX_BLOCKS:], self._gallery))

    def row(self, name: str) -> Gathered:
        """The row `name` over all experiments and metrics.

        One block for all, or, where experiments have few metrics in common, one per set of connected metrics.
        """
        parts = _connected(self._lines.get(name, ()))
        blocks = [_row_block(str(number), part) for number, part in enumerate(parts, start=1)]
        return Gathered(tuple(blocks[:MAX_BLOCKS]), _not_in(blocks[MAX_BLOCKS:], self._gallery))


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def _metric_block(words: str, name: str, columns: Sequence[_Column]) -> Block:
    rows: dict[str, Row] = {}
    for column in columns:
        for row in column.table.rows:
            rows.setdefault(row.name, row)
    filled = sum(len(column.table.rows) for column in columns)
    if filled < _DENSE * len(rows) * len(columns):
        return _listed(words, name, columns)
    row_keys = tuple(Key("row", row) for row in rows)
    column_keys = tuple(Key("experiment", column.experiment.path) for column in columns)
    places = {row: position for position, row in enumerate(rows)}
    cells = _Cells(len(rows), len(columns))
    for target, column in enumerate(columns):
        sources = [(source, column.index) for source in range(len(column.table.rows))]
        cells.copy(column.table, sources, [(places[row.name], target) for row in column.table.rows])
    table = cells.table(
        name,
        tuple(replace(row, group="", line=0) for row in rows.values()),
        tuple(
            # what is mean of one experiment's rows stands on its own page; here are rows that it never had
            replace(column.metric, name=f"{number} {column.title}", label=column.title, aggregate="")
            for number, column in enumerate(columns)
        ),
    )
    if len(columns) > len(rows):
        return Block(words, _transposed(table, columns), column_keys, row_keys, is_mixed=True)
    return Block(words, table, row_keys, column_keys)


def _transposed(table: Table, columns: Sequence[_Column]) -> Table:
    """Experiments down, rows across: a page scrolls better down than sideways."""
    common = _common([column.metric for column in columns])
    rows = tuple(Row(metric.name, label=metric.label) for metric in table.metrics)
    metrics = tuple(replace(common, name=row.name, label=row.label) for row in table.rows)
    values = np.ascontiguousarray(table.values.T)
    values.setflags(write=False)
    shown = [table.digits.column(metric) for metric in range(len(table.metrics))]
    return replace(
        table,
        rows=rows,
        metrics=metrics,
        values=values,
        missing={(column, row): why for (row, column), why in table.missing.items()},
        uncertainty={(column, row): item for (row, column), item in table.uncertainty.items()},
        writing=table.digits.writing.transposed(),
        carried=tuple(across(shown, row) for row in range(len(table.rows))),
    )


def _listed(words: str, name: str, columns: Sequence[_Column]) -> Block:
    """One line per experiment and row: for experiments that have few rows in common."""
    rows: list[Row] = []
    keys: list[Key] = []
    cells = _Cells(sum(len(column.table.rows) for column in columns), 1)
    for column in columns:
        sources = [(source, column.index) for source in range(len(column.table.rows))]
        cells.copy(column.table, sources, [(len(rows) + source, 0) for source, _ in sources])
        for row in column.table.rows:
            rows.append(Row(f"{len(rows)}", label=_side_by_side(row.title, column.title)))
            keys.append(Key("experiment", column.experiment.path))
    metric = _common([column.metric for column in columns])
    whole = cells.table(name, tuple(rows), (metric,))
    return Block(words, whole, tuple(keys), (Key("metric", metric.name),), is_mixed=len(columns) > 1)


def _side_by_side(one: str, other: str) -> str:
    """Two names as one label; from left to right, also where the first is written from right to left."""
    strong = next((way for way in map(bidirectional, one) if way in ("L", "R", "AL")), "L")
    return f"{'' if strong == 'L' else LEFT_TO_RIGHT}{one} · {other}"


def _common(metrics: Sequence[Metric]) -> Metric:
    """The first metric, with every meaning on which the others disagree left unset."""
    first = metrics[0]
    return replace(
        first,
        format=first.format if all(metric.format == first.format for metric in metrics) else "",
        reference=first.reference if all(metric.reference == first.reference for metric in metrics) else None,
        label=first.label if all(metric.label == first.label for metric in metrics) else "",
        range=first.range if all(metric.range == first.range for metric in metrics) else None,
        aggregate="",  # a mean over experiments would be one of apples and pears
        paired=False,
    )


def _row_block(name: str, lines: Sequence[_Line]) -> Block:
    columns: dict[tuple[str, Scale], list[Metric]] = {}
    for line in lines:
        for index, key in enumerate(line.keys):
            columns.setdefault(key, []).append(line.table.metrics[index])
    variants = _group((metric, scale) for metric, scale in columns)
    places = {key: position for position, key in enumerate(columns)}
    cells = _Cells(len(lines), len(columns))
    for target, line in enumerate(lines):
        sources = [(line.position, index) for index in range(len(line.keys))]
        cells.copy(line.table, sources, [(target, places[key]) for key in line.keys])
    metrics = []
    for number, ((metric_name, scale), members) in enumerate(columns.items()):
        common = _common(members)
        if len(variants[metric_name]) > 1:
            label = f"{common.title} ({scale.words})"
            metrics.append(replace(common, name=f"{number} {metric_name}", label=label))
        else:
            metrics.append(common)
    rows = tuple(
        Row(f"{number} {line.experiment.path}", label=experiment_title(line.experiment, line.table))
        for number, line in enumerate(lines)
    )
    return Block(
        "",
        cells.table(name, rows, tuple(metrics)),
        tuple(Key("experiment", line.experiment.path) for line in lines),
        tuple(Key("metric", metric_name) for metric_name, _ in columns),
        is_mixed=True,
    )


def _connected(lines: Sequence[_Line]) -> list[list[_Line]]:
    """`lines` as one block where that is reasonably full, else split where no metric connects them."""
    sets = [frozenset(line.keys) for line in lines]
    union: frozenset[tuple[str, Scale]] = frozenset().union(*sets)
    if sum(map(len, sets)) >= _DENSE * len(union) * len(lines):
        return [list(lines)]
    block_of: dict[tuple[str, Scale], int] = {}
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


def _take(found: Mapping[Cell, V], into: dict[Cell, V], both: Iterable[tuple[Cell, Cell]]) -> None:
    """Copy what is said of a source to its target; `both` are pairs of (target, source)."""
    if found:
        into.update((target, found[source]) for target, source in both if source in found)


class _Cells:
    """The arrays of a table that is being gathered."""

    def __init__(self, rows: int, metrics: int) -> None:
        self.values = np.full((rows, metrics), np.nan)
        self.missing: dict[tuple[int, int], Missing] = {}
        self.uncertainty: dict[tuple[int, int], Uncertainty] = {}
        self.notes = Notes(rows, metrics)
        self.shown = ShownCells(rows, metrics)

    def copy(self, table: Table, sources: Sequence[Cell], targets: Sequence[Cell]) -> None:
        """Take over the cells `sources` of `table`, each to its place among `targets`."""
        both = list(zip(targets, sources, strict=True))
        self.values[tuple(zip(*targets, strict=True))] = table.values[tuple(zip(*sources, strict=True))]
        self.notes.copy(table.digits.writing, sources, targets)
        columns = {metric: table.digits.column(metric) for _, metric in sources}
        self.shown.copy(columns, sources, targets)
        _take(table.missing, self.missing, both)
        _take(table.uncertainty, self.uncertainty, both)

    def table(self, name: str, rows: tuple[Row, ...], metrics: tuple[Metric, ...]) -> Table:
        self.values.setflags(write=False)
        return Table(
            name,
            metrics,
            rows,
            self.values,
            missing=self.missing,
            uncertainty=self.uncertainty,
            writing=self.notes.whole(),
            carried=self.shown.columns(),
        )


def _not_in(blocks: Iterable[Block], gallery: Gallery) -> tuple[Experiment, ...]:
    paths: Mapping[str, None] = dict.fromkeys(
        key.name
        for block in blocks
        for key in (*block.row_keys, *block.metric_keys)
        if key.kind == "experiment"
    )
    return tuple(experiment for experiment in gallery.experiments if experiment.path in paths)
