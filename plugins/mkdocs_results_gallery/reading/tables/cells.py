"""The cells of a table are read, line by line, into one array of numbers and what is said beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.digits.bound import Bound
from mkdocs_results_gallery.digits.writing import SHORT, Notes, Writing
from mkdocs_results_gallery.errors import Cure, lines_beside, shown
from mkdocs_results_gallery.model import Cell as CellIndex
from mkdocs_results_gallery.model import Missing, Uncertainty
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.notation import PLAIN_ROW
from mkdocs_results_gallery.reading.tables.averaged import read_repeats
from mkdocs_results_gallery.reading.tables.beside import Sided, SidedColumn, said_of
from mkdocs_results_gallery.reading.tables.cell import Cell, read_cell
from mkdocs_results_gallery.reading.tables.faults import CellFault
from mkdocs_results_gallery.reading.tables.hints import NAN_CURE, WORD_CURE, words
from mkdocs_results_gallery.reading.tables.instead import mended, null_instead
from mkdocs_results_gallery.reading.tables.placeholders import Placeholder, as_missing, is_placeholder
from mkdocs_results_gallery.reading.tables.rawtable import RawTable, report_outside_ci
from mkdocs_results_gallery.reading.tables.said import where_said
from mkdocs_results_gallery.reading.tree import (
    MappingNode,
    Mark,
    Node,
    Problems,
    SequenceNode,
)


@dataclass(slots=True)
class _CellSlots:
    """The values of a line that are cells, and their places in the array."""

    positions: tuple[int, ...]
    targets: NDArray[np.intp]
    is_all: bool
    is_in_order: bool
    """Whether they are all columns of the array, in its order."""


class _UniformLines:
    """Lines of plain numbers under the same names, which go into the array at once."""

    __slots__ = ("chosen", "decimals", "long", "rows", "values")

    def __init__(self, chosen: _CellSlots | None) -> None:
        self.chosen = chosen
        self.rows: list[int] = []
        self.values: list[float] = []
        self.decimals: list[int] = []
        self.long: list[tuple[int, list[str], list[float]]] = []
        """The lines with numbers of many digits: row, texts, numbers."""


class Cells:
    """The cells of one table, lines by inner names, in final order."""

    def __init__(
        self,
        raw: RawTable,
        outer: Sequence[str],
        inner: Sequence[str],
        percent: set[str],
        problems: Problems,
        limits: Limits,
    ) -> None:
        self.values = np.full((len(outer), len(inner)), np.nan)
        self.missing: dict[CellIndex, Missing] = {}
        self.uncertainty: dict[CellIndex, Uncertainty] = {}
        self.bounds: dict[CellIndex, Bound] = {}
        self._bounded: Counter[str] = Counter()
        """How many each metric has."""
        self.marks: dict[CellIndex, str] = {}
        """The notes beside numbers and bounds."""
        self.units: dict[str, str] = {}
        """By metric, the units that were found beside numbers."""
        self.with_sign: set[str] = set()
        """Metrics that have a cell with a percent sign."""
        self.notes = Notes(len(outer), len(inner))
        """The writing of the numbers, in the order of `values`."""
        self._raw = raw
        self._outer_names, self._inner_names = outer, inner
        self._outer = {name: index for index, name in enumerate(outer)}
        self._inner = {name: index for index, name in enumerate(inner)}
        self._percent = percent
        self._problems = problems
        self._limits = limits
        self._reasons: dict[Missing, Missing] = {}
        """One object for all cells that are missing for the same reason."""
        self._chosen: dict[int, _CellSlots] = {}
        self._waiting: dict[str, list[Sided]] = {}
        """By metric, the cells that must be like all others of their column."""
        self._words: dict[str, list[Placeholder]] = {}
        """By metric, the cells with a word instead of a number."""

    def read(self) -> None:
        """Fill the arrays; report every cell that is wrong."""
        block = _UniformLines(None)
        for line in self._raw.lines:
            fields = line.cells
            chosen = self._chosen.get(id(fields.keys)) or self._choose(fields)
            if not chosen.positions:
                continue
            values = fields.values
            cells = values if chosen.is_all else [values[index] for index in chosen.positions]
            row = self._outer[line.name]
            numbers = self._plain(cells)
            if numbers is None:
                self._slow(line.name, row, fields, chosen)
                continue
            if block.chosen is not chosen:
                self._write(block)
                block = _UniformLines(chosen)
            block.rows.append(row)
            block.values += numbers
            texts = cast(list[str], cells)
            block.decimals += [len(text.partition(".")[2]) for text in texts]
            if max(map(len, texts)) > SHORT:
                block.long.append((row, texts, numbers))
        self._write(block)
        settled = {metric: self._settle(metric, waiting) for metric, waiting in self._waiting.items()}
        self._tell({metric: column for metric, column in settled.items() if column is not None})
        for metric, found in self._words.items():
            self._settle_words(metric, found)

    def _choose(self, fields: MappingNode) -> _CellSlots:
        left_out, inner = self._raw.left_out, self._inner
        pairs = [(index, inner[key]) for index, key in enumerate(fields.keys) if key not in left_out]
        chosen = _CellSlots(
            tuple(index for index, _ in pairs),
            np.array([target for _, target in pairs], dtype=np.intp),
            len(pairs) == len(fields.keys),
            [target for _, target in pairs] == [*range(len(inner))],
        )
        self._chosen[id(fields.keys)] = chosen
        return chosen

    def oriented(self) -> tuple[NDArray[np.float64], Writing]:
        """Turn values and writing: rows by metrics, read-only."""
        by_columns = self._raw.by_columns
        values = np.ascontiguousarray(self.values.T) if by_columns else self.values
        values.flags.writeable = False
        writing = self.notes.whole()
        return values, writing.transposed() if by_columns else writing

    def _plain(self, cells: list[Node]) -> list[float] | None:
        """The numbers of a line that holds only plain ones: one match instead of hundreds."""
        texts = cast(list[str], cells)
        try:
            joined = "\n".join(texts)
        except TypeError:  # a collection
            return None
        if PLAIN_ROW.fullmatch(joined) is None or max(map(len, texts)) > self._limits.number_characters:
            return None
        try:
            return list(map(float, texts))
        except ValueError:  # a text that holds a line end matched as two
            return None

    def _write(self, block: _UniformLines) -> None:
        """Lines of the same names go into the array at once."""
        if block.chosen is None:
            return
        count, targets = len(block.rows), block.chosen.targets
        values = np.array(block.values).reshape(count, -1)
        decimals = np.minimum(block.decimals, SHORT).astype(np.uint8).reshape(count, -1)
        first = block.rows[0]
        place: Any
        if block.chosen.is_in_order and block.rows == [*range(first, first + count)]:
            place = slice(first, first + count)  # as most, and sooner found than single cells
        else:
            place = np.array(block.rows, dtype=np.intp)[:, np.newaxis], targets
        self.values[place] = values
        self.notes.decimals[place] = decimals
        for row, texts, numbers in block.long:
            self.notes.add_line(row, targets, texts, numbers)

    def _slow(self, name: str, row: int, fields: MappingNode, chosen: _CellSlots) -> None:
        by_columns = self._raw.by_columns
        for position, target in zip(chosen.positions, chosen.targets.tolist(), strict=True):
            node, mark = fields.values[position], fields.marks[position]
            key = fields.keys[position]
            metric = name if by_columns else key
            if isinstance(node, SequenceNode) and metric in self._raw.repeats:
                cell = self._repeated(node, mark, metric, (name, key))
            else:
                cell = read_cell(node, mark, metric in self._percent, self._limits)
            if cell.wrong is not None:
                self._refuse(metric, cell.wrong, mark, (name, key), (row, target))
                continue
            if cell.missing is not None:
                self._miss(cell, mark, (target, row) if by_columns else (row, target), (name, key))
                continue
            if cell.unit or cell.inside:
                read = Sided(cell, node, mark, (row, target))
                self._waiting.setdefault(metric, []).append(read)
            else:
                self._take(metric, cell, (row, target), mark, (name, key))

    def _refuse(
        self, metric: str, fault: CellFault, mark: Mark, names: tuple[str, str], at: tuple[int, int]
    ) -> None:
        """Report what is wrong with a cell; of a word it is known only when all of its column are read."""
        if metric not in self._raw.settings.metrics and is_placeholder(fault):
            self._words.setdefault(metric, []).append(Placeholder(fault, mark, names, at))
        else:
            self._report(fault, mark, names)

    def _settle_words(self, metric: str, found: list[Placeholder]) -> None:
        """Take words for missing numbers where there are many beside more numbers; else they are mistakes."""
        said = as_missing(found, self._count(metric))
        if not said:
            for word in found:
                self._report(word.fault, word.mark, word.names)
            return
        self._problems.warning("words", found[0].mark, (*self._raw.place, metric), said, WORD_CURE)
        for word in found:
            missing = word.missing(self._limits.text_characters)
            index = word.at[::-1] if self._raw.by_columns else word.at
            self.missing[index] = self._reasons.setdefault(missing, missing)

    def _miss(self, cell: Cell, mark: Mark, index: CellIndex, names: tuple[str, str]) -> None:
        missing = cell.missing or Missing()
        self.missing[index] = self._reasons.setdefault(missing, missing)
        if cell.is_nan:
            self._report_nan(mark, names, null_instead(missing.text, mark))

    def _take(self, metric: str, cell: Cell, at: tuple[int, int], mark: Mark, names: tuple[str, str]) -> None:
        """Keep a number or a bound, with what is said beside it."""
        index = (at[1], at[0]) if self._raw.by_columns else at
        if cell.note:
            self.marks[index] = cell.note
        if cell.is_percent:
            self.with_sign.add(metric)
        if cell.bound is not None:
            self.bounds[index] = cell.bound
            self._bounded[metric] += 1
            return
        self.values[at] = cell.value
        self.notes.add(at, cell.text, cell.value)
        if cell.uncertainty is not None:
            self.uncertainty[index] = self._at_level(cell.uncertainty, metric)
            if cell.uncertainty.interval is not None:
                place = (*self._raw.place, *names)
                report_outside_ci(cell.text, cell.uncertainty, mark, place, self._problems)

    def _settle(self, metric: str, cells: list[Sided]) -> SidedColumn | None:
        """Take the cells of a metric that have something beside them that all must have; None where not."""
        others = self._count(metric)
        column = SidedColumn(cells, others, self._raw.settings.metrics.get(metric, {}))
        faults = list(column.faults())
        for one, fault in faults:
            self._report(fault, one.mark, self._names(one.at))
        if faults:
            return None
        if column.unit():
            self.units[metric] = column.unit()
        for one in column.read():
            self._take(metric, one.cell, one.at, one.mark, self._names(one.at))
        return column

    def _names(self, at: tuple[int, int]) -> tuple[str, str]:
        """Of a line and of a place there."""
        return self._outer_names[at[0]], self._inner_names[at[1]]

    def _tell(self, columns: Mapping[str, SidedColumn]) -> None:
        """Tell what was found beside numbers; the cure of one unit says all: `metrics:` stands there once."""
        file, place = self._problems.file, self._raw.place
        units = {metric: {"unit": column.told_unit} for metric, column in columns.items() if column.told_unit}
        of_units = lines_beside(file, said_of(units)) if units else None
        for metric, column in columns.items():
            for kind, message, hint in column.notices(metric, where_said(file, place)):
                cure = of_units if kind == "unit" else None
                mark = column.cells[0].mark
                self._problems.notice(kind, mark, (*place, metric), message, hint, cure)

    def _count(self, metric: str) -> int:
        """How many numbers and bounds of a metric were taken."""
        at = (self._outer if self._raw.by_columns else self._inner)[metric]
        numbers = self.values[at] if self._raw.by_columns else self.values[:, at]
        return int(np.count_nonzero(~np.isnan(numbers))) + self._bounded[metric]

    def _repeated(self, node: SequenceNode, mark: Mark, metric: str, names: tuple[str, str]) -> Cell:
        """The mean of repeats; told where some have no number."""
        cell, missing = read_repeats(node, mark, metric in self._percent, self._limits)
        if missing and cell.missing is None:
            place, there = (*self._raw.place, *names), len(node.values) - missing
            message = (
                f"{missing:,} of {len(node.values):,} repeats missing: the mean is of the {there:,} others"
            )
            self._problems.notice("repeats", mark, place, message)
        if cell.is_nan and cell.missing is None:
            self._report_nan(mark, names)
        return cell

    def _report_nan(self, mark: Mark, names: tuple[str, str], cure: Cure | None = None) -> None:
        if not self._problems.enough("warning", "nan"):
            place = (*self._raw.place, *names)
            self._problems.warning("nan", mark, place, "NaN read as a missing value", NAN_CURE, cure)

    def _at_level(self, uncertainty: Uncertainty, metric: str) -> Uncertainty:
        """With the confidence level that the cell, its metric or its file states."""
        settings = self._raw.settings
        level = settings.metrics.get(metric, {}).get("ci_level", settings.ci_level)
        if uncertainty.interval is None or uncertainty.level is not None or level is None:
            return uncertainty
        return replace(uncertainty, level=level)

    def _report(self, wrong: CellFault, mark: Mark, names: tuple[str, str]) -> None:
        if self._problems.enough("error", "cell"):
            return
        got, hint = words(wrong, self._limits.number_characters)
        if wrong.reason == "list":
            where = where_said(self._problems.file, self._raw.place)
            hint = f"if these are repeats, say `repeat: true` {where}; {hint}"
        place = (*self._raw.place, *names)
        message, at = f"expected a number or a missing value, got {got}", wrong.mark or mark
        self._problems.error("cell", at, place, message, hint, mended(wrong, at))


def report_mixed_percent(cells: Cells, raw: RawTable, problems: Problems, limits: Limits) -> None:
    """Report a column of 82.21% and 0.8221 which mixes two scales; 82.21 beside 82.21% is the same scale."""
    if not cells.with_sign:
        return
    for line in raw.lines:
        for key, _, node, mark in line.cells.items():
            metric = line.name if raw.by_columns else key
            if metric not in cells.with_sign or not isinstance(node, str):
                continue
            cell = read_cell(node, mark, True, limits)
            if not cell.is_percent and cell.wrong is None and 0 < abs(cell.value) <= 1:
                problems.error(
                    "percent",
                    mark,
                    (*raw.place, line.name, key),
                    f"expected a percentage as in the column's other cells, got {shown(node)} without %",
                    "write 82.21 or 82.21%, not 0.8221",
                )
