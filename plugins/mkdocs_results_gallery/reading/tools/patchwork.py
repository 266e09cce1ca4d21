"""The rows of a table, put together of parts of a file, each with its mark."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import PurePosixPath

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import TextColumn
from mkdocs_results_gallery.reading.notation import NUMBER, has_percent_sign
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.leaves import is_missing
from mkdocs_results_gallery.reading.tables.rawtable import RawRow, RawTable, Shaped, Spot
from mkdocs_results_gallery.reading.tree import (
    MappingNode,
    Mark,
    Node,
    SequenceNode,
    forbidden_character,
    is_null,
    line_of,
    nfc,
    wrong_in_name,
)

Part = tuple[Node, Mark]
"""A part of a file and its place, as `MappingNode.get` gives it."""

_SEPARATOR = " / "
_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:[T ]|$)")
_LAST = 4_102_444_800
"""The first second of the year 2100: what is more is no time in seconds."""
_SAME_IN_ALL = frozenset(
    [
        "all_results", "eval_results", "metrics", "predict_results", "readme", "results", "stats",
        "test_results", "train_results", "trainer_state",
    ]
)  # fmt: skip # short words stay dense
"""Names that a tool gives to a file of each run."""


def text_of(node: Node, *path: str) -> str:
    """The text under the keys of `path`, NFC and without white space around; ``""`` where there is none."""
    found, mark = part_of(node, *path) or ("", 0)
    if not isinstance(found, str) or is_null(found, mark) or forbidden_character(found):
        return ""
    return nfc(" ".join(found.split()))


def part_of(node: Node, *path: str) -> Part | None:
    """What stands under the keys of `path`; None where one of them is not there."""
    found: Part | None = (node, 0)
    for key in path:
        found = found[0].get(key) if found and isinstance(found[0], MappingNode) else None
    return found


def day_of(node: Node, *path: str) -> str:
    """The day under the keys of `path`, of a date and time as text or of the seconds since 1970."""
    text = text_of(node, *path)
    if _DAY.match(text):
        return text[:10]
    found = part_of(node, *path)
    seconds = float(text) if is_number(found) else 0
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if 0 < seconds < _LAST else ""


def run_of(file: str) -> str:
    """What a run is called whose results are in `file`: its name, or its folder's where all have one name."""
    path = PurePosixPath(file)
    return path.parent.name if path.stem.lower() in _SAME_IN_ALL and path.parent.name else path.stem


def is_number(part: Part | None) -> bool:
    """Whether a part is a finite number."""
    if part is None or not isinstance(part[0], str) or len(part[0]) > 400:
        return False
    return NUMBER.fullmatch(part[0]) is not None and math.isfinite(float(part[0]))


def is_flag(part: Part | None, value: bool) -> bool:
    """Whether a part is the word `value`, without quotes."""
    return part is not None and part[0] in (str(value), str(value).lower()) and not part[1] & 1


def _is_spread(part: Part | None) -> bool:
    return is_number(part) and part is not None and float(str(part[0])) >= 0


def _is_count(part: Part | None) -> bool:
    if not is_number(part) or part is None:
        return False
    number = float(str(part[0]))
    return 1 <= number <= 2**53 and number.is_integer()


def cell(
    value: Part,
    *,
    sd: Part | None = None,
    se: Part | None = None,
    ends: tuple[Part | None, Part | None] | None = None,
    level: Part | None = None,
    n: Part | None = None,
) -> Part:
    """A cell of a number with what stands of its uncertainty elsewhere; what is no number is left out.

    Of several spreads the first one stays: `se`, `sd`, `ends`.
    """
    if not is_number(value):
        return value
    fields: list[tuple[str, Part]] = [("value", value)]
    low, high = ends or (None, None)
    if se is not None and _is_spread(se):
        fields.append(("se", se))
    elif sd is not None and _is_spread(sd):
        fields.append(("sd", sd))
    elif low is not None and high is not None and is_number(low) and is_number(high):
        pair = SequenceNode([low[0], high[0]], array("q", [low[1], high[1]]), low[1], 1)
        fields.append(("ci", (pair, low[1])))
        fields += [("ci_level", level)] if level is not None and is_number(level) else []
    if n is not None and _is_count(n):
        fields.append(("n", n))
    return (mapping(fields), value[1]) if len(fields) > 1 else value


def mapping(fields: Sequence[tuple[str, Part]]) -> MappingNode:
    """A mapping of parts of a file."""
    marks = array("q", [mark for _, (_, mark) in fields])
    keys, values = tuple(key for key, _ in fields), [node for _, (node, _) in fields]
    return MappingNode(keys, marks, values, marks, marks[0] if marks else 0, 3)


def joined(*names: str) -> str:
    """A name of several, as rows of records that have several key fields are named."""
    return _SEPARATOR.join(name for name in names if name)


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
