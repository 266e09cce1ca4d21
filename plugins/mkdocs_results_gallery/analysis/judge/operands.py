"""The cells of a claim, and the right side of its comparison."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import numpy as np

from mkdocs_results_gallery.analysis.judge.verdict import Side, Undecidable, Within
from mkdocs_results_gallery.analysis.lookup import Finder, NotFound, table_index, unknown_name
from mkdocs_results_gallery.claim import Comparison, Operator, Term
from mkdocs_results_gallery.digits.number import fraction_of
from mkdocs_results_gallery.digits.writing import moved
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Cell, Experiment, Metric, Table
from mkdocs_results_gallery.words.phrases import joined

Shared = tuple[int | None, int | None]
"""(row, metric), 0-based, as far as many cells have them in common."""


class Operands:
    """The cells of `rows` x `metrics` (0-based) of one table, and what they are compared with."""

    def __init__(
        self,
        finder: Finder,
        experiment: Experiment,
        table: Table,
        metrics: Sequence[int],
        rows: Sequence[int],
    ) -> None:
        self._finder = finder
        self._experiment = experiment
        self.table = table
        self.metrics = metrics
        self.rows = rows
        self.shared: Shared = (
            rows[0] if len(rows) == 1 else None,
            metrics[0] if len(metrics) == 1 else None,
        )
        self._targets: dict[Term, tuple[Experiment, Table]] = {}
        self._places: dict[tuple[Term, bool], dict[str, int]] = {}

    def number(self, comparison: Comparison, cell: Shared = (None, None)) -> Fraction | None:
        """Find the number on the right of `cell` (row, metric), None where its own cell is missing.

        For many cells as one number, `cell` has None for what they don't share. Raises NotFound and
        Undecidable.
        """
        term = comparison.term
        _, metric = cell
        if term.number is not None:
            base = fraction_of(term.number)
        elif term.reference:
            base = fraction_of(self._reference(metric))
        else:
            table, at = self.cell(comparison, cell)
            if np.isnan(table.values[at]):
                return None
            base = Fraction(table.exact(at))
        return base * fraction_of(term.times) + fraction_of(term.plus)

    def known(self, comparison: Comparison, cell: Shared = (None, None)) -> Within | None:
        """Find what is known of the number on the right, which may be a bound; else as `number`."""
        term = comparison.term
        if term.number is None and not term.reference:
            table, at = self.cell(comparison, cell)
            found = Within.of_cell(table, at)
            return found and found.scaled(fraction_of(term.times), fraction_of(term.plus))
        number = self.number(comparison, cell)
        return None if number is None else Within.exactly(number)

    def bounded(self, comparison: Comparison) -> Iterator[tuple[int, int]]:
        """Find the places, (place in `rows`, in `metrics`), where either side is a bound."""
        term = comparison.term
        is_other = term.number is None and not term.reference
        others = self._target(term)[1].bounds if is_other else {}
        if not (self.table.bounds or others):
            return
        mine = moved(self.table.bounds, self.rows, self.metrics)
        if not others:
            yield from mine
            return
        for place in product(range(len(self.rows)), range(len(self.metrics))):
            own = self.rows[place[0]], self.metrics[place[1]]
            if place in mine or self.cell(comparison, own)[1] in others:
                yield place

    def bases(self, comparison: Comparison, *, shown: bool = False) -> Side:
        """Find the right side of each cell before `times` and `plus`; as the page shows them, if `shown`.

        Shape (rows, metrics), NaN where missing. Raises NotFound and Undecidable.
        """
        term = comparison.term
        shape = len(self.rows), len(self.metrics)
        if term.number is not None:
            return Side.constant([term.number], shape)
        if term.reference:
            return Side.constant([self._reference(metric) for metric in self.metrics], shape)
        _, table = self._target(term)
        rows = [self._place(term, term.row or self.table.rows[row].name, is_row=True) for row in self.rows]
        metrics = [
            self._place(term, term.metric or self.table.metrics[metric].name, is_row=False)
            for metric in self.metrics
        ]
        for own, other in zip(self.metrics, metrics, strict=True):
            _check_comparable(self.table.metrics[own], table.metrics[other], comparison.operator)
        return Side.of_table(table, rows, metrics, shown=shown)

    def _reference(self, metric: int | None) -> float:
        metrics = self.metrics if metric is None else (metric,)
        references = {self.table.metrics[index].reference for index in metrics}
        if len(references) > 1:
            raise Undecidable("the metrics have different references")
        (reference,) = references
        if reference is None:
            title = self.table.metrics[metrics[0]].title
            raise Undecidable(f"{title} has no reference", "set reference: under metrics")
        return reference

    def cell(self, comparison: Comparison, cell: Shared) -> tuple[Table, Cell]:
        """Find the other cell that `cell` (row, metric) is compared with. Raises NotFound and Undecidable."""
        term = comparison.term
        row, metric = cell
        _, table = self._target(term)
        row_name = term.row or (self.table.rows[row].name if row is not None else "")
        metric_name = term.metric or (self.table.metrics[metric].name if metric is not None else "")
        if not row_name or not metric_name:
            unnamed = "row" if not row_name else "metric"
            raise Undecidable(f"expected the other cell's {unnamed} to be named", f"add {unnamed}: to it")
        at = self._place(term, row_name, is_row=True), self._place(term, metric_name, is_row=False)
        for own in self.metrics if metric is None else (metric,):
            _check_comparable(self.table.metrics[own], table.metrics[at[1]], comparison.operator)
        return table, at

    def _target(self, term: Term) -> tuple[Experiment, Table]:
        if term not in self._targets:
            self._targets[term] = self._found(term)
        return self._targets[term]

    def _found(self, term: Term) -> tuple[Experiment, Table]:
        """Find the place of the other cell; without a name, the table that is called like the claim's own."""
        experiment = self._experiment
        if term.experiment:
            found = self._finder.experiment(term.experiment, self._experiment.path)
            experiment = self._finder.gallery.experiments[found]
        elif not term.table:
            return experiment, self.table
        names = [table.name for table in experiment.tables]
        own = self.table.name if self.table.name in names and len(names) > 1 else ""
        try:
            number = table_index(experiment, term.table or own, self._whole(experiment, "the file"))
        except NotFound as error:
            error.file = experiment.path
            raise
        return experiment, experiment.tables[number]

    def _place(self, term: Term, name: str, *, is_row: bool) -> int:
        experiment, table = self._target(term)
        index = self._places.get((term, is_row))
        if index is None:
            names = [one.name for one in (table.rows if is_row else table.metrics)]
            index = self._places[term, is_row] = {one: at for at, one in enumerate(names)}
        if name not in index:
            what, known = ("row", table.rows) if is_row else ("metric", table.metrics)
            names = [one.name for one in known]
            error = unknown_name(what, name, names, self._whole(experiment, "the table"))
            error.file = experiment.path
            raise error
        return index[name]

    def _whole(self, experiment: Experiment, here: str) -> str:
        """Say where a name was looked for, for a message."""
        return here if experiment is self._experiment else shown(experiment.path, 80)


def _check_comparable(own: Metric, other: Metric, operator: Operator) -> None:
    units = {metric.common_unit for metric in (own, other)} - {""}
    if len(units) > 1:
        raise Undecidable(f"{own.title} and {other.title} have different units: {joined(sorted(units))}")
    if operator in ("better", "worse") and own.higher_is_better != other.higher_is_better:
        raise Undecidable(f"{own.title} and {other.title} have different directions")


_GLOB = re.compile(r"[*?\[]")
_MOST_STARS = 8


def rows_of(table: Table, texts: Sequence[str]) -> tuple[int, ...]:
    """Find the rows (0-based, each once, in table order) that `texts` name; all of them for no text.

    A text is the name of a row, else of a group, else a glob over row names. Raises NotFound for one that
    fits none, or that is a row and another group at once.
    """
    if not texts:
        return tuple(range(len(table.rows)))
    names = {row.name: index for index, row in enumerate(table.rows)}
    return tuple(sorted(set().union(*(_rows_named(table, text, names) for text in texts))))


def _rows_named(table: Table, text: str, names: dict[str, int]) -> set[int]:
    group = {index for index, row in enumerate(table.rows) if row.group == text} if text else set()
    if text not in names:
        found = group or _matching(text, list(names))
        if not found:
            raise _no_row(table, text, names)
        return found
    if group - {names[text]}:
        raise NotFound(
            f"expected a row or a group, got {shown(text)}, which is both",
            "name the group's rows by a glob or a list, or rename the group",
        )
    return {names[text]}


def metrics_of(table: Table, texts: Sequence[str]) -> tuple[int, ...]:
    """Find the metrics (0-based, each once, in table order) that `texts` name or match; all for no text.

    Raises NotFound.
    """
    if not texts:
        return tuple(range(len(table.metrics)))
    names = [metric.name for metric in table.metrics]
    chosen: set[int] = set()
    for text in texts:
        found = {names.index(text)} if text in names else _matching(text, names)
        if not found:
            raise unknown_name("metric", text, names)
        chosen |= found
    return tuple(sorted(chosen))


def _matching(glob: str, names: Sequence[str]) -> set[int]:
    if not _GLOB.search(glob):
        return set()
    if len(re.findall(r"\*+", glob)) > _MOST_STARS:
        raise NotFound(f"expected a glob with at most {_MOST_STARS} stars, got {shown(glob)}")
    matches = re.compile(fnmatch.translate(glob)).match
    return {index for index, name in enumerate(names) if matches(name)}


def _no_row(table: Table, text: str, names: dict[str, int]) -> NotFound:
    if _GLOB.search(text):
        return NotFound(f"expected a glob that matches a row, got {shown(text)}")
    error = unknown_name("row", text, [*names, *table.groups])
    error.message = error.message.replace("a row", "a row or group", 1)
    return error


def by_direction(comparison: Comparison, column: Metric) -> Operator:
    """``better`` and ``worse`` as the metric's direction has them."""
    if comparison.operator not in ("better", "worse"):
        return comparison.operator
    if column.higher_is_better is None:
        raise Undecidable(
            f"{column.title} has no direction, so nothing is {comparison.operator}",
            "set higher_is_better: under metrics, or write above or below",
        )
    return ">" if (comparison.operator == "better") == column.higher_is_better else "<"
