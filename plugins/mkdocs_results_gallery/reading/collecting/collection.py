"""The nouns: files that are one table together, before and after their bytes are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.reading.tree import MappingNode


@dataclass(frozen=True, slots=True)
class Member:
    """What a row of the table, or some rows, are made of: a file; of some tools a folder of files."""

    path: str
    """The file, or the first one of several, below the results directory: messages name it."""
    names: tuple[str, ...]
    """What stands in its path for each of the collection's fields."""
    files: tuple[str, ...]
    """All files that are read of it, in order."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Files that are one table together."""

    path: str
    """Of the experiment: the folder that they have in common, or what stands for it."""
    kind: str
    """A key of `KINDS`: how a member becomes rows."""
    fields: tuple[str, ...]
    """What the paths of its members say."""
    members: tuple[Member, ...]
    """In natural order."""
    folder: str = ""
    """The folder whose settings hold for it; ``""`` for the results directory."""
    declared: str = ""
    """The ``_gallery.yaml`` that says so; ``""`` where nobody does."""
    others: tuple[str, ...] = ()
    """Files that repeat what is in it or are no results: none of them is read by itself."""
    title: str = ""
    """What it is called where nobody says it; ``""``: as its path has it."""

    @property
    def files(self) -> Iterator[str]:
        """All that nobody else reads."""
        yield from (file for member in self.members for file in member.files)
        yield from self.others


@dataclass(frozen=True, slots=True, eq=False)
class CollectedFiles:
    """A collection with the bytes of its files."""

    collection: Collection
    """Without the members of which a file could not be opened."""
    contents: Mapping[str, bytes]
    """By path."""

    @property
    def manifest(self) -> bytes:
        """The files and their digests, as ``sha256sum`` writes and checks them."""
        lines = (f"{sha256(content).hexdigest()}  {path}\n" for path, content in self.contents.items())
        return "".join(lines).encode("utf-8", "surrogateescape")

    @property
    def said(self) -> str:
        """All that decides about the table beside these bytes and paths, as a key."""
        one = self.collection
        names = "\0".join("\1".join((member.path, *member.names, *member.files)) for member in one.members)
        return f"{one.kind}\0{one.title}\0{one.fields}\0{names}"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was read of one member."""

    records: tuple[MappingNode, ...]
    problems: tuple[Problem, ...]
    is_good: bool


Recorder = Callable[[Member, Mapping[str, bytes]], Recorded]
Recall = Callable[[CollectedFiles, str, Recorder], Sequence[Recorded]]
"""Gives what was read of each member: from what is kept, under a text that says how, or by the recorder."""
