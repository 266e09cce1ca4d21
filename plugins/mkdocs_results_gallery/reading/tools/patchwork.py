"""The rows of a table, put together of parts of a file, each with its mark."""

from __future__ import annotations

from array import array

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import TextColumn
from mkdocs_results_gallery.reading.notation import has_percent_sign
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.leaves import is_missing
from mkdocs_results_gallery.reading.tables.rawtable import RawRow, RawTable, Shaped, Spot
from mkdocs_results_gallery.reading.tools.parts import Part
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, line_of, wrong_in_name


class Patchwork:
    """The rows of a table while they are put together, in the order in which they and their metrics come."""

    def __init__(self, spot: Spot) -> None:
        self._spot = spot
        self._rows: dict[str, Mark] = {}
        self._cells: dict[str, dict[str, tuple[Mark, Part]]] = {}
        self._texts: dict[str, dict[str, str]] = {}
        self._keys: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._metrics: dict[str, bool] = {}
        """By name, whether it can be one."""

    @property
    def metrics(self) -> tuple[str, ...]:
        """The names of the metrics so far."""
        return tuple(name for name, is_good in self._metrics.items() if is_good)

    def has(self, row: str) -> bool:
        """Whether a row was begun."""
        return row in self._rows

    def row(self, name: str, mark: Mark) -> None:
        """Begin a row, or go on with it."""
        if name in self._rows:
            return
        self._rows[name] = mark
        if self._is_name(name, mark, "row"):
            self._cells[name] = {}

    def add(self, row: str, metric: str, found: Part, mark: Mark) -> None:
        """Put a cell into a row that was begun; `mark` is the place of the metric's name."""
        if metric not in self._metrics:
            self._metrics[metric] = self._is_name(metric, mark, "metric")
        cells = self._cells.get(row)
        if cells is None or not self._metrics[metric]:
            return
        if metric in cells:
            first = line_of(cells[metric][0])
            message = f"expected each number once, got {shown(metric, 80)} again, first on line {first}"
            place = (*self._spot.place, row)
            self._spot.problems.error("duplicate name", mark, place, message)
            return
        cells[metric] = mark, found

    def add_again(self, row: str, metric: str, found: Part, mark: Mark) -> None:
        """Put a cell into a row, under a further name where the row has another number under this one."""
        cells = self._cells.get(row, {})
        if metric not in cells:
            self.add(row, metric, found, mark)
        elif cells[metric][1][0] != found[0]:
            name = next(f"{metric} ({n})" for n in range(2, len(cells) + 3) if f"{metric} ({n})" not in cells)
            message = (
                f"{shown(metric, 80)} is there again with another number: it is called {shown(name, 80)}"
            )
            self._spot.problems.notice("repeated name", mark, (*self._spot.place, row), message)
            self.add(row, name, found, mark)

    def text(self, row: str, column: str, text: str) -> None:
        """Put a text into a row that was begun; ``""`` is none."""
        if text and row in self._cells and len(text) <= self._spot.limits.text_characters:
            self._texts.setdefault(column, {})[row] = text

    def shaped(self, said: Settings) -> Shaped:
        """The only table of a file, and what its tool says of the file."""
        table = self.table(said)
        return Shaped((table,), table.settings)

    def table(self, said: Settings) -> RawTable:
        """The table, below whose settings stands what the tool said."""
        spot = self._spot
        texts = {column: found for column, found in self._texts.items() if column not in self._metrics}
        return RawTable(
            spot.name,
            spot.place,
            spot.mark,
            tuple(RawRow(name, self._rows[name], self._line(name)) for name in self._cells),
            spot.settings.over(said),
            percent=self._percents(said),
            is_of_program=True,
            texts=tuple(
                TextColumn(column, tuple(found.get(row, "") for row in self._cells))
                for column, found in texts.items()
            ),
        )

    def _percents(self, said: Settings) -> frozenset[str]:
        """The metrics without a unit whose cells all have a percent sign."""
        seen: dict[str, bool] = {}
        for cells in self._cells.values():
            for metric, (_, (node, _)) in cells.items():
                if not is_missing(node):
                    seen[metric] = seen.get(metric, True) and has_percent_sign(node)
        units = {**said.metrics, **self._spot.settings.metrics}
        return frozenset(
            metric
            for metric, is_percent in seen.items()
            if is_percent and not units.get(metric, {}).get("unit")
        )

    def _line(self, row: str) -> MappingNode:
        cells = self._cells[row]
        names = tuple(cells)
        # rows of the same metrics have one object as their keys, and are read at once
        keys = self._keys.setdefault(names, names)
        key_marks = array("q", [mark for mark, _ in cells.values()])
        values = [node for _, (node, _) in cells.values()]
        marks = array("q", [mark for _, (_, mark) in cells.values()])
        return MappingNode(keys, key_marks, values, marks, self._rows[row], 3)

    def _is_name(self, name: str, mark: Mark, what: str) -> bool:
        wrong = wrong_in_name(name, self._spot.limits.name_characters)
        if wrong:
            message = f"expected a {what} name, got {wrong}" + (f": {shown(name)}" if name else "")
            self._spot.problems.error(f"{what} name", mark, self._spot.place, message)
        return not wrong
