"""The cells of the page of a row or a metric as CSV and JSON, numbers as their files have them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from mkdocs_results_gallery.digits.number import plain
from mkdocs_results_gallery.pages.lines import AgainCell, TableHead
from mkdocs_results_gallery.pages.spreadsheet import spreadsheet_text
from mkdocs_results_gallery.pages.stated import TEXTS

_ALWAYS = ("value", "uncertainty", "rank", "of")
_KINDS = ("sd", "se", "±")
_MORE = ("unit", "kind", "n", "ci level", "computed", "bound", "note", "missing")
"""The columns that are there only where any cell needs them."""
_TEXTS = ("unit", "kind", "bound", *TEXTS)


class CellsOfTable(NamedTuple):
    """Cells of one table; all of the rest runs parallel to them."""

    table: TableHead
    cells: Iterable[AgainCell]
    names: Iterable[str]
    """Of their metrics on the page of a row, of their rows on the page of a metric."""
    units: Iterable[str]
    ranked: Iterable[int]
    """How many rows have a rank beside each."""

    def csv(self, more: Collection[str]) -> Iterator[str]:
        """A line for each, without its end; `more` are the columns behind those that are always there.

        A text that a spreadsheet would take for a formula is made one that it doesn't (`spreadsheet_text`).
        """
        where = f"{_field(self.table.path)},{_field(self.table.name)}"
        columns, rest = tuple(more), ""
        for cell, name, unit, of in self._each():
            place = f"{cell.place},{of}" if cell.place else ","
            uncertainty = ""
            if columns:
                stated = dict(cell.stated)
                uncertainty = _uncertainty(stated)
                uncertainty = f'"{uncertainty}"' if "," in uncertainty else uncertainty
                rest = _rest(*_said(stated, unit, columns))
            yield f"{where},{_field(name)},{cell.written},{uncertainty},{place}{rest}"

    def json(self, more: Collection[str]) -> str:
        """All of them; `more` as for `csv`.

        On the pages of 1,556 rows that 30 tables share, a mapping for each would be a third of the site.
        """
        experiment, table = _quoted(self.table.path), _quoted(self.table.name)
        return f'{{"experiment":{experiment},"table":{table},"cells":[{",".join(self._json(more))}]}}'

    def _json(self, more: Collection[str]) -> Iterator[str]:
        for cell, name, unit, of in self._each():
            place = f"{cell.place},{of}" if cell.place else "null,null"
            written = plain(cell.written) if cell.written else "null"
            if not more:  # as of most
                yield f"[{_quoted(name)},{written},null,{place}]"
                continue
            stated = dict(cell.stated)
            line = f"{_quoted(name)},{written},{_uncertainty(stated) or 'null'},{place}"
            yield f"[{','.join([line, *_as_json(_said(stated, unit, more), more)])}]"

    def _each(self) -> Iterator[tuple[AgainCell, str, str, int]]:
        return zip(self.cells, self.names, self.units, self.ranked, strict=False)

    def needs(self) -> Iterator[str]:
        """The columns that it needs beside those that are always there."""
        if any(self.units):
            yield "unit"
        for stated in {cell.stated for cell in self.cells if cell.stated}:
            yield from _named(dict(stated))


@lru_cache(maxsize=4_096)  # most cells of a table say the same beside their number
def _rest(*texts: str) -> str:
    """The last fields of a line."""
    return "".join(f",{_field(text)}" for text in texts)


def columns_of(tables: Iterable[CellsOfTable]) -> tuple[str, ...]:
    """Those that any cell of these needs beside the columns that are always there."""
    found = {column for one in tables for column in one.needs()}
    return tuple(column for column in _MORE if column in found)


def _uncertainty(stated: Mapping[str, str]) -> str:
    """The half-width, or both ends of an interval, as JSON; ``""`` where none is stated."""
    if "ci low" in stated:
        return f"[{stated['ci low']},{stated['ci high']}]"
    return next((stated[kind] for kind in _KINDS if kind in stated), "")


def _named(stated: Mapping[str, str]) -> dict[str, str]:
    """The same by column, with the kind of an uncertainty as a text."""
    kind = "ci" if "ci low" in stated else next((kind for kind in _KINDS if kind in stated), "")
    rest = {name: text for name, text in stated.items() if name in _MORE}
    return {"kind": kind, **rest} if kind else rest


def _said(stated: Mapping[str, str], unit: str, more: Iterable[str]) -> list[str]:
    """One text for each of the columns `more`."""
    if not stated:
        return [unit if column == "unit" else "" for column in more]
    named = {"unit": unit, **_named(stated)}
    return [named.get(column, "") for column in more]


def _as_json(texts: Iterable[str], more: Iterable[str]) -> Iterator[str]:
    for text, column in zip(texts, more, strict=True):
        if column == "computed":
            yield "true" if text else "null"
        elif column in _TEXTS:
            yield _quoted(text) if text else "null"
        else:
            yield text or "null"


def as_csv(kind: str, lines: Iterable[str], more: Iterable[str]) -> bytes:
    """UTF-8 CSV of such `lines`; `kind` says what their names are of."""
    head = ",".join(map(_field, ("experiment", "table", kind, *_ALWAYS, *more)))
    return "\n".join(chain([head], lines, [""])).encode("utf-8", "surrogatepass")


def as_json(kind: str, tables: Iterable[str], more: Iterable[str]) -> bytes:
    """JSON of such `tables`: what the columns are called once, and a list of cells for each table."""
    columns = ",".join(map(_quoted, (kind, *_ALWAYS, *more)))
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
