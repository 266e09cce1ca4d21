"""Cells with several numbers in them become a column of each: ``{mean: 0.5, max: 0.9}`` below ``time``."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Mapping, Sequence

from mkdocs_results_gallery.reading.notation import FIELDS, NUMBER
from mkdocs_results_gallery.reading.tables.leaves import is_missing, is_number, is_spread
from mkdocs_results_gallery.reading.tables.means import as_fields
from mkdocs_results_gallery.reading.tables.partnames import MEAN, part_of, words_of
from mkdocs_results_gallery.reading.tables.recordcolumns import cells_of
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode
from mkdocs_results_gallery.reading.widekeys import keys_of

_MOST = 50
"""Columns that one field may become; more are rather rows."""
_SETTINGS = frozenset(
    [
        "args", "arguments", "config", "configuration", "env", "environment", "extra", "hyperparameters",
        "hparams", "info", "machine", "meta", "metadata", "options", "params", "parameters", "settings",
        "setup", "system",
    ]
)  # fmt: skip # short words stay dense
"""What such a field is called where it says how something was measured."""
_RUNS = frozenset(
    ["runs", "times", "timings", "samples", "values", "data", "repeats", "raw", "scores", "seeds"]
)
"""What the numbers are called of which the others in a cell are mean and deviation."""


def flattened(
    records: Sequence[MappingNode], *, only_means: bool = False
) -> tuple[list[MappingNode], list[str]]:
    """The records with a column for each number in a cell, and the fields that were parted so.

    With `only_means`, only cells that have a mean with something else.
    """
    fields = _fields(records, only_means=only_means)
    if not fields:
        return [*records], []
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    return [_flat(record, fields, known) for record in records], [*fields]


def _fields(records: Sequence[MappingNode], *, only_means: bool) -> dict[str, tuple[str, ...]]:
    """What is parted, and into which columns."""
    inner: dict[str, dict[str, None]] = {}
    never: set[str] = set()
    for record in records:
        if record.height > 1:
            for key, _, node, _ in record.items():
                if isinstance(node, MappingNode) and not _is_cell(node):
                    inner.setdefault(key, {}).update(dict.fromkeys(node.keys))
                    if not _may_be_parted(node) or (only_means and not is_spread(node)):
                        never.add(key)
    names = {key for record in records for key in record.keys} if inner else set()
    for record in records if inner else ():
        never.update(key for key, node in cells_of(record, inner) if not _is_parted_or_none(node))
    return {
        key: tuple(parts)
        for key, parts in inner.items()
        if key not in never
        and len(parts) <= _MOST
        and _SETTINGS.isdisjoint(words_of(key)[-1:])
        and names.isdisjoint(f"{key}.{part}" for part in parts)
    }


def _is_cell(node: MappingNode) -> bool:
    """Whether a mapping is one cell."""
    read = as_fields(node)
    return ("value" in read.keys or "missing" in read.keys) and {*read.keys} <= {*FIELDS}


def _may_be_parted(node: MappingNode) -> bool:
    """Whether a mapping holds numbers."""
    return any(is_number(value, mark) and isinstance(value, str) for _, _, value, mark in node.items())


def _is_parted_or_none(node: Node) -> bool:
    return is_missing(node) or (isinstance(node, MappingNode) and not _is_cell(node))


def _with_count(node: MappingNode) -> Iterator[tuple[str, Mark, Node, Mark]]:
    """The fields of a mapping; instead of the runs that its mean is of, their number."""
    texts = {part_of(words_of(name)): value for name, value in zip(node.keys, node.values, strict=True)}
    mean = texts.get(MEAN)
    is_counted = isinstance(texts.get("n"), str) or "sd" not in texts
    for name, at, value, there in node.items():
        if is_counted or not isinstance(value, SequenceNode) or _RUNS.isdisjoint(words_of(name)[-1:]):
            yield name, at, value, there
        elif isinstance(mean, str) and _is_mean(mean, value):
            yield "n", at, str(len(value.values)), there
        else:
            yield name, at, value, there


def _is_mean(mean: str, runs: SequenceNode) -> bool:
    """Whether a number is the mean of others, but for digits that a program lost."""
    texts = [text for text in (mean, *runs.values) if isinstance(text, str) and NUMBER.fullmatch(text)]
    if len(texts) != len(runs.values) + 1 or len(texts) == 1:
        return False
    whole, *numbers = map(float, texts)
    return math.isclose(whole, math.fsum(numbers) / len(numbers), rel_tol=1e-6)


def _flat(
    record: MappingNode,
    fields: Mapping[str, tuple[str, ...]],
    known: dict[tuple[str, ...], tuple[str, ...]],
) -> MappingNode:
    """The record with the columns of `fields`. Equal names are one object, in `known`."""
    cells: list[tuple[str, Mark, Node, Mark]] = []
    for key, key_mark, node, mark in record.items():
        if key not in fields:
            cells.append((key, key_mark, node, mark))
        elif isinstance(node, MappingNode):
            cells += [(f"{key}.{name}", at, value, there) for name, at, value, there in _with_count(node)]
    names, key_marks, nodes, marks = zip(*cells, strict=True) if cells else ((), (), (), ())
    keys = known.get(names) or known.setdefault(names, keys_of(names))
    return MappingNode(
        keys, array("q", key_marks), [*nodes], array("q", marks), record.mark, max(2, record.height - 1)
    )
