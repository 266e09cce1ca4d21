"""What was read of the files of a collection, kept in portions: an edit of one file reads a few again."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Sequence
from typing import Any

import msgspec

from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.collecting.collection import CollectedFiles, Member, Recorded, Recorder
from mkdocs_results_gallery.reading.formats.yaml import LOADER
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode
from mkdocs_results_gallery.reading.widekeys import keys_of
from mkdocs_results_gallery.store import DoubtedStore, environment, key_of

_PORTION = 64
"""Files of a portion, about: an entry of the store costs as much as reading so many."""


class KeptRecords:
    """Gives records from a store, and puts there what had to be read."""

    def __init__(self, store: DoubtedStore, limits: Limits) -> None:
        self._store = store
        self._common = key_of("records", environment(), LOADER.__name__, repr(limits))

    def recall(self, collected: CollectedFiles, how: str, record: Recorder) -> Sequence[Recorded]:
        """What was read of each member."""
        members = collected.collection.members
        portions = 1 << max(0, (len(members) // _PORTION).bit_length())
        parts: list[list[int]] = [[] for _ in range(portions)]
        for number, member in enumerate(members):
            # by their names, so that a new file changes one portion
            parts[zlib.crc32(member.path.encode("utf-8", "surrogateescape")) & portions - 1].append(number)
        found: dict[int, Recorded] = {}
        for numbers in filter(None, parts):
            some = [members[number] for number in numbers]
            found.update(zip(numbers, self._portion(some, collected, how, record), strict=True))
        return [found[number] for number in range(len(members))]

    def _portion(
        self, members: Sequence[Member], collected: CollectedFiles, how: str, record: Recorder
    ) -> Sequence[Recorded]:
        contents = collected.contents
        files = [part for one in members for path in one.files for part in (path, contents[path])]
        key = key_of(self._common, how, *files)
        kept = self._known(key, len(members))
        read = [
            record(member, contents) if known is None else known
            for member, known in zip(members, kept or [None] * len(members), strict=True)
        ]
        if kept is None:
            self._store.put(key, msgspec.msgpack.encode([_frozen(one) for one in read]))
        return read

    def _known(self, key: str, count: int) -> list[Recorded | None] | None:
        """What this user has put; nobody else's, as it is not looked at again."""
        entry = self._store.find(key)
        if entry is None or not entry.is_own:
            return None
        known = [_thawed(one) for one in msgspec.msgpack.decode(entry.content)]
        return known if len(known) == count else None


def _frozen(one: Recorded) -> list[Any] | None:
    """Records as lists; None for what has problems, which is read again."""
    return [_plain(record) for record in one.records] if one.is_good and not one.problems else None


def _thawed(found: list[Any] | None) -> Recorded | None:
    if found is None:
        return None
    records = tuple(node for one in found if isinstance(node := _node(one), MappingNode))
    return Recorded(records, (), is_good=True)


def _plain(node: Node) -> Any:  # noqa: ANN401 - a text, or lists of such
    if isinstance(node, str):
        return node
    values = [_plain(value) for value in node.values]
    if isinstance(node, MappingNode):
        keys = node.key_marks.tobytes()
        return [node.mark, node.height, values, node.marks.tobytes(), node.keys, keys]
    return [node.mark, node.height, values, node.marks.tobytes()]


def _node(found: Any) -> Node:  # noqa: ANN401 - as above
    if isinstance(found, str):
        return found
    mark, height, values, marks, *keys = found
    inner = [_node(value) for value in values]
    if keys:
        return MappingNode(
            keys_of(tuple(keys[0])), array("q", keys[1]), inner, array("q", marks), mark, height
        )
    return SequenceNode(inner, array("q", marks), mark, height)
