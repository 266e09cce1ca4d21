"""The noun of an experiment in lists of them: as a card, as a line, in gallery.json, and for the index."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

import msgspec

_SENTENCE = re.compile(r'(?:[^<]|<bdi(?: lang="en")?>|</bdi>)*')
_PICTURE = re.compile(r"data:image/png;base64,[0-9A-Za-z+/]+=*")


@dataclass(frozen=True, slots=True)
class LeadingRow:
    """The row that is best beyond doubt, in a metric or in the overall numbers of a board."""

    metric: str
    """Its name; ``""`` for the overall numbers."""
    row: str
    titles: tuple[str, str]
    """What metric and row are called, apart from others that have the same label."""
    text: str
    """The number as the table shows it."""
    unit: str
    """What stands behind it; ``""`` for nothing."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A metric in short."""

    title: str
    best: str
    """Its best number, as the table shows it; ``""`` where none may be called so, and so on."""
    names: str
    """The rows that have it."""
    spread: str
    """All its numbers, from the lowest to the highest; ``""`` where all are missing."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An experiment as lists show it, wherever in a gallery they stand: made with its page, and kept."""

    title: str
    thumbnail: str
    """Picture of the cells of its first table, as a ``data:`` address."""
    alternative: str
    """What the picture says, in words."""
    date: str
    size: str
    tags: tuple[str, ...]
    says: str
    """HTML of the weightiest observation on the first table; ``""`` where there is none."""
    headlines: tuple[Headline, ...]
    """The first metrics of the first table, where no observation says more."""
    scope: str
    """What the headlines and the leader are about where the file has several tables; else ``""``."""
    about: str
    """One line of plain text; ``""`` where the file says nothing."""
    metrics: tuple[str, ...]
    """Titles of the first metrics of the first table."""
    more_metrics: int
    """How many there are beside these."""
    leader: LeadingRow | None
    entry: tuple[str, str] = ("", "")
    """What gallery.json says of it, JSON: what stands before the thumbnail, and what behind it."""
    since: str = ""
    """What became of it since another state of the results: ``new``, ``3 better``; ``""``: nothing."""

    def __post_init__(self) -> None:
        # it may come from a store that anybody has written to: nothing runs, and nothing is loaded
        if not _SENTENCE.fullmatch(self.says):
            object.__setattr__(self, "says", escape(self.says))
        if not _PICTURE.fullmatch(self.thumbnail):
            object.__setattr__(self, "thumbnail", "")

    @property
    def catalogued(self) -> str:
        """All that gallery.json says of it."""
        before, after = self.entry
        return f"{before}{self.thumbnail}{after}"


@dataclass(frozen=True, slots=True)
class IndexedLeader:
    """What a list says of the leading row."""

    shown: str
    unit: str
    titles: list[str]


@dataclass(frozen=True, slots=True)
class IndexedTable:
    """What a table is searched and sorted by, and what a card says of it."""

    name: str
    title: str
    rows: list[str]
    metrics: list[str]
    titles: list[str]
    labels: list[str]
    best: list[msgspec.Raw]
    """As written: a float would take digits from them."""
    best_shown: list[str]
    lower: list[bool]
    description: str
    observations: list[str]


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index needs of an entry of gallery.json."""

    title: str
    url: str
    path: str
    date: str
    time: msgspec.Raw
    tags: list[str]
    about: str
    leader: IndexedLeader | None
    thumbnail: str
    tables: list[IndexedTable]
    since: str = ""


_DECODER = msgspec.json.Decoder(Indexed)


def indexed(entry: str) -> Indexed:
    """What the index needs of an entry."""
    return _DECODER.decode(entry)


def is_entry(text: str) -> bool:
    """Whether a text is an entry of gallery.json that the index can show."""
    try:
        entry = indexed(text)
    except (msgspec.MsgspecError, ValueError):
        return False
    return bool(entry.tables) and all(
        len(one.metrics) == len(one.titles) == len(one.best) == len(one.best_shown) == len(one.lower)
        for one in entry.tables
    )
