"""benchstat: what `-format csv` writes of the benchmarks of Go, a table for each unit.

Two lines name the columns, the files and what stands in them, and they are there again for each unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping, Spot
from mkdocs_results_gallery.reading.tools.measured import is_rate, is_time
from mkdocs_results_gallery.reading.tools.parts import joined
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tree import CellLines, Line, nfc

_LOOKED_AT = 12
"""Lines of configuration before the first table, at most."""
_INTERVAL = "CI"
_PACKAGE = "pkg: "
_ALL = "geomean"
_PER_OPERATION = frozenset({"B/op", "allocs/op"})


@dataclass(slots=True)
class _Measured:
    """The lines of one unit of one package."""

    package: str
    unit: str
    heads: Sequence[str]
    """What each column is: a file, or what is said beside the numbers of one."""
    numbers: frozenset[int]
    """The columns of files."""
    lines: list[Line] = field(default_factory=list)


def is_benchstat(found: CellLines) -> bool:
    """Whether two of the first lines name the columns as benchstat does."""
    lines = [cells for cells, _ in found.lines[:_LOOKED_AT]]
    return any(map(_are_heads, lines, lines[1:]))


def _are_heads(files: Sequence[str], heads: Sequence[str]) -> bool:
    starts_empty = len(files) > 1 and len(heads) > 2 and not files[0] and not heads[0]
    return starts_empty and bool(files[1]) and bool(heads[1]) and heads[2] == _INTERVAL


def read_benchstat(found: CellLines, shaping: Shaping) -> Shaped | None:
    """The tables of a file."""
    blocks = _blocks(found.lines)
    packages = {block.package for block in blocks}
    units = dict.fromkeys(block.unit for block in blocks)
    tables = []
    for unit in units:
        place = (unit,) if len(units) > 1 else ()
        spot = Spot("".join(place), place, found.mark, shaping.settings, shaping.problems, shaping.limits)
        lines = Patchwork(spot)
        for block in blocks:
            if block.unit == unit:
                _add(lines, block, block.package if len(packages) > 1 else "", spot)
        rows = {_ALL: {"group": "all benchmarks"}} if lines.has(_ALL) else {}
        said = {name: _said(unit) for name in lines.metrics}
        tables.append(lines.table(Settings(metrics=said, rows=rows)))
    shaping.problems.notice("tool", found.mark, (), "read as a result file of benchstat")
    return Shaped(tuple(tables), shaping.settings)


def _blocks(lines: Sequence[Line]) -> list[_Measured]:
    blocks: list[_Measured] = []
    package, at = "", 0
    while at < len(lines):
        cells, _ = lines[at]
        if at + 1 < len(lines) and _are_heads(cells, lines[at + 1][0]):
            blocks.append(_block(package, cells, lines[at + 1][0]))
            at += 2
            continue
        if len(cells) == 1:
            package = cells[0].removeprefix(_PACKAGE) if cells[0].startswith(_PACKAGE) else package
        elif blocks:
            blocks[-1].lines.append(lines[at])
        at += 1
    return blocks


def _block(package: str, files: Sequence[str], heads: Sequence[str]) -> _Measured:
    names: list[str] = []
    numbers = set()
    for at, head in enumerate(heads):
        if at < len(files) and files[at]:
            numbers.add(at)
            names.append(nfc(files[at]))
        else:
            last = next((name for place, name in reversed([*enumerate(names)]) if place in numbers), "")
            names.append(f"{last} {head}".strip())
    return _Measured(package, heads[1], names, frozenset(numbers))


def _add(lines: Patchwork, block: _Measured, package: str, spot: Spot) -> None:
    for cells, marks in block.lines:
        if len(cells) > len(block.heads):
            message = f"expected {len(block.heads)} cells as in the header, got {len(cells)}"
            spot.problems.error(
                "ragged", marks[0], spot.place, message, "quote a cell that holds the separator"
            )
            continue
        row = joined(package, nfc(cells[0]))
        lines.row(row, marks[0])
        for at, (text, mark) in enumerate(zip(cells, marks, strict=True)):
            if at in block.numbers:
                lines.add(row, block.heads[at], (text, mark), mark)
            elif at:
                lines.text(row, block.heads[at], text)


def _said(unit: str) -> Mapping[str, Any]:
    """What is known of a unit of Go: of a time and of memory for each operation, and of a rate."""
    if is_time(unit) or unit in _PER_OPERATION:
        return {"unit": unit, "higher_is_better": False}
    return {"unit": unit, "higher_is_better": True} if is_rate(unit) else {"unit": unit}
