"""Round 1: each file is read, or taken from the store as it was read before; then all is put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from mkdocs_results_gallery.build.engines import PRELOAD, Engines
from mkdocs_results_gallery.build.files import FileReading, ReadingOrder, is_lasting, least_cost, read_all
from mkdocs_results_gallery.build.memory import Memory
from mkdocs_results_gallery.executor.crew import Crew
from mkdocs_results_gallery.model import Gallery
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.reading.discover import discover, read_bytes
from mkdocs_results_gallery.reading.folders import parse_folder
from mkdocs_results_gallery.reading.frozen import ReadKeys, thaw
from mkdocs_results_gallery.reading.gallery import gather
from mkdocs_results_gallery.reading.parsing import parse
from mkdocs_results_gallery.reading.read import Read, SaidOfFolder, Unread
from mkdocs_results_gallery.reading.tree import Problems
from mkdocs_results_gallery.safe_open import is_folder
from mkdocs_results_gallery.store import DoubtedStore, key_of


@dataclass(frozen=True, slots=True, eq=False)
class Intake:
    """What was read, and the keys under which more can be kept."""

    gallery: Gallery
    keys: Mapping[str, str]
    """By path the key of all that was read of a file: of its bytes, its path, and what they mean. What its
    folders say is a part of it only where it means anything there; a title that the gallery gives to a file
    that says none is no part of it."""
    read: int
    """Files that were parsed now, and not taken from the store."""


def expect(results_dir: Path, options: Options, engines: Engines) -> None:
    """Let processes start before there is work for them, where it is plain that there will be much."""
    if engines.is_new and is_folder(results_dir):
        engines.crew.expect(PRELOAD, least_cost(len(discover(results_dir, options).files)))


def take_in(
    results_dir: Path,
    options: Options,
    store: DoubtedStore,
    memory: Memory | None = None,
    crew: Crew | None = None,
) -> Intake:
    """Read everything below `results_dir`: exactly what `read_gallery` reads, but each file only once.

    `memory` is what the host of a preview holds. The `crew` reads; None: nobody else than this process.
    """
    reading = _ReadingOnce(store, crew or Crew(0), memory)
    gallery = gather(results_dir, options, reading)
    return Intake(gallery, MappingProxyType(reading.keys), reading.count)


class _ReadingOnce:
    """Parses what neither the memory nor the store has."""

    def __init__(self, store: DoubtedStore, crew: Crew, memory: Memory | None) -> None:
        self._store = store
        self._crew = crew
        self._memory = memory
        self.keys: dict[str, str] = {}
        self.count = 0
        if memory is not None:
            memory.turn()

    def content(self, path: str, problems: Problems, limits: Limits, left: int) -> bytes:
        """The bytes of a file, which are read again only when it has changed."""
        if self._memory is None:
            return read_bytes(path, problems, limits, left)
        most = min(limits.file_bytes, left)
        return self._memory.content(path, most, lambda: read_bytes(path, problems, limits, left))

    def folder(self, content: bytes, path: str, limits: Limits) -> SaidOfFolder:
        """What a ``_gallery.yaml`` says. There are few, so that the store has none."""
        if self._memory is None:
            return parse_folder(content, path, limits)
        key = key_of(path, repr(limits), content)
        said = self._memory.folders.get(key)
        if said is None:
            said = parse_folder(content, path, limits)
            self._memory.folders.put(key, said)
        return said

    def files(self, unread: Sequence[Unread], limits: Limits) -> Iterator[Read]:
        """Each file, in order."""
        keys = ReadKeys(limits)
        asked: dict[int, str] = {}
        found: dict[int, Read | None] = {}
        for number, one in enumerate(unread):
            key = asked[number] = keys.of(one)
            found[number] = self._remembered(key, one)
        orders = [
            ReadingOrder(asked[number], unread[number]) for number, read in found.items() if read is None
        ]
        self.count += len(orders)
        new = read_all(FileReading(parse, limits, self._store), orders, self._crew)
        for number, one in enumerate(unread):
            read = found.pop(number) or next(new)
            if self._memory and is_lasting(read):
                self._memory.reads.put(asked[number], read)
            # an edit of a folder that says nothing new of a file makes nothing of it anew
            self.keys[one.path] = read.key or asked[number]
            yield read

    def _remembered(self, key: str, unread: Unread) -> Read | None:
        found = self._memory.reads.get(key) if self._memory else None
        if found is not None:
            return found
        frozen = self._store.get(key)
        return thaw(frozen, unread) if frozen is not None else None
