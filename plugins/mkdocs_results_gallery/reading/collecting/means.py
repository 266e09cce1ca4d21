"""The nouns of how a collection is read: what decides about it, its records, and its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.collecting.collection import Member
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tree import Document, MappingNode, Mark, Problems


@dataclass(frozen=True, slots=True)
class Means:
    """What decides about the records of a member, beside its bytes."""

    limits: Limits
    formats: Mapping[str, Callable[[str, Problems, Limits], Document]]
    """Those in which a member may be written."""
    settings: Settings
    """Those of the table."""
    pick: Mapping[str, str] = field(default_factory=dict)
    lines: str = "last"
    is_key_said: bool = False
    """Whether that table's own settings say which fields name its rows, and no folder above."""
    table: tuple[str, ...] = ()
    """Fields of which each value is a table."""


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """One record of a member."""

    file: int
    """The number of the member."""
    names: tuple[str, ...]
    """What its path says."""
    record: MappingNode
    mark: Mark
    """Of the member as a whole."""


Records = Callable[[Member, Mapping[str, bytes], Means, Problems], list[MappingNode]]
Tables = Callable[[Sequence[MemberRecord], tuple[str, ...], Means, Shaping], Shaped | None]


@dataclass(frozen=True, slots=True)
class CollectionKind:
    """What sort of collection it is."""

    records: Records
    """The records of a member. Reports what is wrong; raises `Abort`."""
    tables: Tables
    """The tables of all records."""
    told: str = ""
    """What `check` says that it was read as; ``""`` where somebody declares it."""
