"""What files of benchmarks have in common: records, numbers of repeats, columns of one unit each."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from mkdocs_results_gallery.reading.tools.parts import Part, cell, is_number, mapping, part_of
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode

_LONGEST_NOTE = 200
_LONGEST_NAME = 240
"""Characters, with room for a number behind them."""


def records_of(node: Node, *path: str) -> list[tuple[MappingNode, Mark]]:
    """The mappings in the list under the keys of `path`, each with its place."""
    found = part_of(node, *path)
    items = found[0].items() if found and isinstance(found[0], SequenceNode) else ()
    return [(record, mark) for record, mark in items if isinstance(record, MappingNode)]


def inner(node: Node, *path: str) -> MappingNode:
    """The mapping under the keys of `path`; an empty one where there is none."""
    found, mark = part_of(node, *path) or ("", 0)
    return found if isinstance(found, MappingNode) else MappingNode((), array("q"), [], array("q"), mark, 1)


def repeated(value: Part, sd: Part | None, n: Part | None) -> Part:
    """A mean with the standard deviation of its repeats; one repeat has none, though programs write 0."""
    if n is not None and is_number(n) and float(str(n[0])) <= 1:
        return value
    return cell(value, sd=sd, n=n)


def count_of(node: Node, *path: str) -> Part | None:
    """How many values the list under the keys of `path` has."""
    found = part_of(node, *path)
    if found is None or not isinstance(found[0], SequenceNode):
        return None
    return str(len(found[0].values)), found[1]


def failed(why: str, mark: Mark) -> Part:
    """A cell of something that ended in an error."""
    note = " ".join(why.split())
    note = note if len(note) <= _LONGEST_NOTE else note[: _LONGEST_NOTE - 1] + "…"
    fields: list[tuple[str, Part]] = [("missing", ("failed", mark))]
    return mapping(fields + ([("note", (note, mark | 1))] if note else [])), mark


def distinct(names: Iterable[str]) -> Iterator[str]:
    """Names of which no two are the same: what is there again gets a number, ``sort (2)``.

    A program takes a whole command for a name: what is too long is cut.
    """
    taken: dict[str, int] = {}
    for whole in names:
        name = whole if len(whole) <= _LONGEST_NAME else whole[: _LONGEST_NAME - 1] + "…"
        again = name
        while again in taken:
            taken[name] += 1
            again = f"{name} ({taken[name]})"
        taken[again] = 1
        yield again


def column(name: str, unit: str, units: Collection[str]) -> str:
    """What a column of one unit is called: with its unit where a file has several."""
    return f"{name} ({unit or 'no unit'})" if len(units) > 1 else name


def lower(unit: str) -> Mapping[str, Any]:
    """A metric of that unit which is better when it is lower."""
    return {"unit": unit, "higher_is_better": False}


def higher(unit: str) -> Mapping[str, Any]:
    """A metric of that unit which is better when it is higher."""
    return {"unit": unit, "higher_is_better": True}


_TIME_UNITS = frozenset(
    [
        "s", "sec", "secs", "second", "seconds", "ms", "msec", "millisecond", "milliseconds", "us", "µs",
        "μs", "usec", "microsecond", "microseconds", "ns", "nsec", "nanosecond", "nanoseconds", "min",
        "minutes",
    ]
)  # fmt: skip # short words stay dense
_PER = frozenset({"iter", "iteration", "op", "ops", "call", "run", "it", "element", "elem"})


def is_time(unit: str) -> bool:
    """Whether a unit is one of time, or of time for each of something that is done: ``ns/iter``."""
    what, slash, per = unit.strip().lower().partition("/")
    return what in _TIME_UNITS and (not slash or per in _PER)


def is_rate(unit: str) -> bool:
    """Whether a unit is so much in a time: ``MB/s``, ``ops/sec``."""
    what, slash, per = unit.strip().lower().rpartition("/")
    return bool(slash) and what not in _TIME_UNITS and per in _TIME_UNITS
