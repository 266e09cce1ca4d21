"""Records, and where each has its fields: a column is looked at without a look at all records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node


def cells_of(record: MappingNode, names: Collection[str]) -> Iterator[tuple[str, Node]]:
    """What a record has of some fields; as fast where it has few of them as where few are asked for."""
    if len(names) < len(record.keys):
        yield from ((name, found[0]) for name in names if (found := record.get(name)))
    else:
        yield from ((name, node) for name, _, node, _ in record.items() if name in names)


class RecordColumns:
    """The cells of records by the names of their fields."""

    def __init__(self, records: Sequence[MappingNode], names: Sequence[str]) -> None:
        self.records = records
        self.names = names
        self._places: dict[int, Mapping[str, int]] = {}
        self._alike: dict[int, list[tuple[int, MappingNode]]] = {}
        """Numbered records by their names."""
        self._having: dict[str, list[int]] = {}
        """By field, which of these have it."""
        for number, record in enumerate(records):
            kind = id(record.keys)
            if kind not in self._places:
                self._places[kind] = {key: at for at, key in enumerate(record.keys)}
                self._alike[kind] = []
                for key in record.keys:
                    self._having.setdefault(key, []).append(kind)
            self._alike[kind].append((number, record))

    def cell(self, record: MappingNode, name: str) -> tuple[Node, Mark]:
        """The cell of a record and where it stands; ``""`` where there is none."""
        at = self._places[id(record.keys)].get(name)
        return ("", record.mark) if at is None else (record.values[at], record.marks[at])

    def of(self, names: Iterable[str]) -> Sequence[MappingNode]:
        """The records that have any of these fields, in order."""
        kinds = dict.fromkeys(kind for name in names for kind in self._having.get(name, ()))
        if len(kinds) == len(self._alike):
            return self.records  # as most: all have the same names
        found = (one for kind in kinds for one in self._alike[kind])
        return [record for _, record in sorted(found, key=itemgetter(0))]
