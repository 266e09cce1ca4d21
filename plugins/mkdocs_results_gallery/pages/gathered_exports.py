"""The cells of the page of a row or a metric as CSV and JSON, numbers as their files have them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from mkdocs_results_gallery.digits.number import plain
from mkdocs_results_gallery.pages.lines import AgainCell, TableHead
from mkdocs_results_gallery.pages.spreadsheet import spreadsheet_text


class CellsOfTable(NamedTuple):
    """Cells of one table; all of the rest runs parallel to them."""

    table: TableHead
    cells: Iterable[AgainCell]
    names: Iterable[str]
    """Of their metrics on the page of a row, of their rows on the page of a metric."""
    ranked: Iterable[int]
    """How many rows have a rank beside each."""

    @property
    def has_more(self) -> bool:
        """Whether any is a bound, or has a note."""
        return any(cell.bound or cell.note for cell in self.cells)

    def csv(self, *, more: bool) -> list[str]:
        """A line for each, without its end; `more`: with bounds and notes.

        A text that a spreadsheet would take for a formula is made one that it doesn't (`spreadsheet_text`).
        """
        lines = [*self._csv()]
        if not more:
            return lines
        beside = (f",{cell.bound},{_field(cell.note)}" for cell in self.cells)
        return [line + said for line, said in zip(lines, beside, strict=True)]

    def _csv(self) -> Iterator[str]:
        where = f"{_field(self.table.path)},{_field(self.table.name)}"
        for cell, name, of in zip(self.cells, self.names, self.ranked, strict=False):
            uncertainty = f'"{cell.uncertainty}"' if "," in cell.uncertainty else cell.uncertainty
            place = f"{cell.place},{of}" if cell.place else ","
            yield f"{where},{_field(name)},{cell.written},{uncertainty},{place}"

    def json(self, *, more: bool) -> str:
        """All of them; `more`: with bounds and notes.

        On the pages of 1,556 rows that 30 tables share, a mapping for each would be a third of the site.
        """
        experiment, table = _quoted(self.table.path), _quoted(self.table.name)
        return f'{{"experiment":{experiment},"table":{table},"cells":[{",".join(self._json(more=more))}]}}'

    def _json(self, *, more: bool) -> Iterator[str]:
        for cell, name, of in zip(self.cells, self.names, self.ranked, strict=False):
            place = f"{cell.place},{of}" if cell.place else "null,null"
            written = plain(cell.written) if cell.written else "null"
            beside = f",{_or_null(cell.bound)},{_or_null(cell.note)}" if more else ""
            yield f"[{_quoted(name)},{written},{cell.uncertainty or 'null'},{place}{beside}]"


def has_more(tables: Iterable[CellsOfTable]) -> bool:
    """Whether any cell of these is a bound, or has a note: else there are no columns for them."""
    return any(one.has_more for one in tables)


def as_csv(kind: str, lines: Iterable[str], *, more: bool) -> bytes:
    """UTF-8 CSV of such `lines`; `kind` says what their names are of."""
    head = ",".join(map(_field, _heads(kind, more=more)))
    return "\n".join(chain([head], lines, [""])).encode("utf-8", "surrogatepass")


def as_json(kind: str, tables: Iterable[str], *, more: bool) -> bytes:
    """JSON of such `tables`: what the columns are called once, and a list of cells for each table."""
    columns = ",".join(map(_quoted, _heads(kind, more=more)[2:]))
    return f'{{"columns":[{columns}],"tables":[{",".join(tables)}]}}\n'.encode()


@lru_cache(maxsize=4_096)  # the same names stand in many tables
def _field(text: str) -> str:
    """A text as CSV."""
    buffer = io.StringIO()
    # behind another one: the only field of a line is in quotes where it is empty
    csv.writer(buffer, lineterminator="\n").writerow(("", spreadsheet_text(text)))
    return buffer.getvalue()[1:-1]


_quoted = lru_cache(maxsize=4_096)(json.dumps)
"""A text as JSON."""


def _or_null(text: str) -> str:
    return _quoted(text) if text else "null"


def _heads(kind: str, *, more: bool) -> list[str]:
    beside = ["bound", "note"] if more else []
    return ["experiment", "table", kind, "value", "uncertainty", "rank", "of", *beside]
