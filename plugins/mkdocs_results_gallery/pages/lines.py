"""What a table gives to the pages of the rows and metrics that it shares: its cells, ready to be shown again.

They are made once, with the table's own page, and kept with it; the page of a row joins the lines of all
tables that have it. So that it needs no more of each than its own row, each line is encoded by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import msgspec

from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.pages.rank import Rank

MOST_METRICS = 1_000
"""Metrics of one table that the page of a row lists."""
COLUMNS = 3
"""Those of a list on such a page, besides the names."""
_PART = 20
"""What part of `limits.listed_cells` are lines of one list."""
DIGEST = 16
"""Bytes of the digest of a line."""


def most_lines(listed_cells: int) -> int:
    """How many numbers one list on the page of a metric has, at most."""
    return max(1, listed_cells // _PART)


class AgainCell(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A cell that is shown again."""

    start: str
    """As in `CellPieces`, and so is `rest`; both ``""`` where the cell only stands in a download."""
    rest: str
    place: int
    """Its rank in its own table; 0: nobody is best there."""
    is_shared: bool
    """Whether other rows have the same rank."""
    written: str
    """Its number as its file has it; ``""`` where it is missing."""
    level: int
    """0..100, or `MISSING`."""
    is_said: bool
    """Whether its file says anything of it, if only why it is missing."""
    stated: tuple[tuple[str, str], ...] = ()
    """What its file states beside its number, or instead of it, by what it is called (`stated.PARTS`)."""

    def rank(self, of: int) -> Rank | None:
        """Its rank among so many."""
        return _rank(self.place, of, self.is_shared) if self.place else None


@lru_cache(maxsize=4_096)  # ranks are few, and they keep their words
def _rank(place: int, of: int, is_shared: bool) -> Rank:
    return Rank(place, of, is_shared, in_words=False)


class TableHead(msgspec.Struct, array_like=True, frozen=True):
    """What every page says of a table."""

    path: str
    """Of its results file."""
    experiment: str
    """The title of its experiment."""
    name: str
    """Within its experiment; ``""`` for the only table."""
    title: str
    """What people call it; other tables may have the same title."""
    place: str
    """Where it is: unlike that of any other table."""
    anchor: str
    """Its id on the page of a row: unlike that of any other table, whatever gallery it is in."""
    href: str
    """The address of its own page."""


class ColumnHead(msgspec.Struct, array_like=True, frozen=True):
    """A metric of a table as the pages of its rows show it."""

    title: str
    profile: str
    """Its head where the metrics of one table stand below one another, as HTML."""
    column: str
    """Its head where they stand side by side, as an element."""
    anchor: str
    """The id of its cell on the page of a row."""
    scale: tuple[str, ...]
    """Where a number is on its scale, as HTML: parted where its level is said; one piece where all numbers
    are equal; none where none has a place."""


Meaning = tuple[str, str, str, bool | None]
"""What must agree for two tables to share the head of a column: name, label, unit and direction."""


class RowColumns(msgspec.Struct, array_like=True, frozen=True):
    """The columns of a table as the pages of its rows show them."""

    palette: str
    """A key of `palettes.PALETTES`: that of most columns."""
    names: list[str]
    """Of all metrics."""
    ranked: list[int]
    """How many rows have a rank in each; 0 where nobody is best."""
    meanings: tuple[Meaning, ...]
    """One per metric."""
    heads: list[ColumnHead]
    """One per metric that is listed: up to `MOST_METRICS`."""


class RowLine(msgspec.Struct, array_like=True, frozen=True):
    """A row of a table."""

    description: str
    href: str
    """Its address on the page of its table, as HTML."""
    has_number: bool
    """Whether any cell has one."""
    cells: list[AgainCell]
    """One per metric, within the palette of `RowColumns`."""


class RowName(msgspec.Struct, array_like=True, frozen=True):
    """A row of a table as the pages of its metrics name it."""

    name: str
    title: str
    href: str
    """Where it leads; ``""`` for nowhere."""
    anchor: str
    """The id of its cell on the page of a metric."""


class MetricLine(msgspec.Struct, array_like=True, frozen=True):
    """A metric of a table."""

    name: str
    label: str
    unit: str
    """`Metric.common_unit`."""
    higher_is_better: bool | None
    description: str
    href: str
    """Its address on the page of its table, as HTML."""
    low: float | None
    """As in `Comparability`, and so are `high`, and `words`."""
    high: float | None
    words: str
    palette: str
    """That of its cells."""
    of: int
    """How many rows have a rank in it; 0 where nobody is best."""
    is_finer: bool
    """Whether a number of the table has digits beyond its float64."""
    count: int
    """How many rows have a number."""
    rows: list[int]
    """The rows with a number, the best first, or the highest where the direction is unset: as many of them as
    any page can show."""
    values: list[float]
    """Their numbers as float64."""
    cells: list[AgainCell]
    """One for each of these rows."""

    @property
    def has_number(self) -> bool:
        """Whether any row has one."""
        return self.count > 0


class RowNames(msgspec.Struct, array_like=True, frozen=True):
    """The rows of a table as the pages of its metrics name them."""

    rows: list[RowName]
    """All of them."""


Line = RowLine | MetricLine


class _KeptLines(msgspec.Struct, array_like=True, frozen=True):
    head: msgspec.Raw
    columns: msgspec.Raw
    names: msgspec.Raw
    lines: dict[str, dict[str, msgspec.Raw]]


class TableFacts:
    """What all lines of a table have in common; decoded when asked for."""

    def __init__(self, head: bytes, columns: bytes, names: bytes) -> None:
        self._head, self._columns, self._names = head, columns, names

    @cached_property
    def head(self) -> TableHead:
        """What every page says of the table."""
        return _HEAD.decode(self._head)

    @cached_property
    def columns(self) -> RowColumns:
        """What the pages of its rows say of its columns."""
        return _COLUMNS.decode(self._columns)

    @cached_property
    def names(self) -> RowNames:
        """What the pages of its metrics say of its rows."""
        return _NAMES.decode(self._names)


class Again(NamedTuple):
    """A row or a metric of one table, to be shown again."""

    table: TableFacts
    line: bytes
    """`RowLine` or `MetricLine`, encoded."""


class TableLines:
    """The lines of one table for the pages of its rows and metrics that have one."""

    def __init__(self, kept: _KeptLines) -> None:
        self._kept = kept

    @classmethod
    def of(
        cls,
        head: TableHead,
        columns: RowColumns,
        names: RowNames,
        lines: Mapping[str, Mapping[str, Line]],
    ) -> TableLines:
        """Those of a table: by kind and name, in its order."""
        encode = msgspec.msgpack.Encoder().encode
        encoded = {
            kind: {name: msgspec.Raw(encode(line)) for name, line in some.items()}
            for kind, some in lines.items()
        }
        parts = [msgspec.Raw(encode(one)) for one in (head, columns, names)]
        return cls(_KeptLines(parts[0], parts[1], parts[2], encoded))

    @cached_property
    def _facts(self) -> TableFacts:
        # copies: a part that was kept as it came would keep all of the others too
        return TableFacts(*map(bytes, (self._kept.head, self._kept.columns, self._kept.names)))

    def again(self, subject: Subject) -> Again:
        """Its row or metric of that name, which has a page. Raises KeyError where it has none here."""
        return Again(self._facts, bytes(self._kept.lines[subject.kind][subject.name]))

    def digests(self) -> dict[str, bytes]:
        """By kind, of all that a page can show of each row or metric that has one, `DIGEST` bytes of each."""
        return {
            "row": self._digests("row", self._kept.columns),
            "metric": self._digests("metric", self._kept.names),
        }

    def _digests(self, kind: str, common: bytes) -> bytes:
        start = hashlib.blake2b(self._kept.head, digest_size=DIGEST)
        start.update(common)
        digests = []
        for line in self._kept.lines[kind].values():
            digest = start.copy()
            digest.update(line)
            digests.append(digest.digest())
        return b"".join(digests)


def encoded(tables: Sequence[TableLines]) -> bytes:
    """The lines of all tables of an experiment."""
    return msgspec.msgpack.encode([table._kept for table in tables])


def decoded(content: bytes) -> list[TableLines]:
    """The same again. Raises `msgspec.MsgspecError` for what it does not give."""
    return [TableLines(kept) for kept in _KEPT.decode(content)]


_KEPT = msgspec.msgpack.Decoder(list[_KeptLines])
_HEAD = msgspec.msgpack.Decoder(TableHead)
_COLUMNS = msgspec.msgpack.Decoder(RowColumns)
_NAMES = msgspec.msgpack.Decoder(RowNames)
decoded_row = msgspec.msgpack.Decoder(RowLine).decode
decoded_metric = msgspec.msgpack.Decoder(MetricLine).decode
