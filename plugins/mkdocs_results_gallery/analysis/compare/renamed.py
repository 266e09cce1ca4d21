"""Names that may be others for the same thing: one that is gone and one that is new, with equal numbers.

A suggestion: nothing counts as renamed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from mkdocs_results_gallery.analysis.compare.matching import Both, names
from mkdocs_results_gallery.digits.writing import moved
from mkdocs_results_gallery.model import Experiment, Table

_LEAST = 2
"""Numbers other than zero that are equal; of a thing that has one cell only, that one."""


@dataclass(frozen=True, slots=True)
class Trait:
    """What two things share that are equal but for their name."""

    numbers: bytes
    """Their float64, in order; NaN where there is none."""
    finer: tuple[tuple[int, Decimal], ...]
    """Those that their float64 are not, by place."""
    inside: tuple[str, ...] = ()
    """Names of what they are made of."""
    is_telling: bool = field(default=True, compare=False)
    """Whether two things hardly have these numbers by chance."""


def renamed_rows(both: Both, metrics: Sequence[int]) -> tuple[tuple[str, str], ...]:
    """Pairs (removed row, added row) that agree in all of these common `metrics`, by their places."""
    gone, new = both.rows.removed, both.rows.added
    if not (gone and new and metrics):
        return ()
    chosen = list(metrics)
    old = _traits(both.base, gone, both.metrics.base[chosen].tolist())
    now = _traits(both.head, new, both.metrics.head[chosen].tolist())
    return _pairs(names(both.base.rows, gone), old, names(both.head.rows, new), now)


def renamed_metrics(both: Both) -> tuple[tuple[str, str], ...]:
    """Pairs (removed metric, added metric) that agree in all common rows."""
    gone, new = both.metrics.removed, both.metrics.added
    if not (gone and new and both.shape[0]):
        return ()
    old = _traits(both.base, both.rows.base.tolist(), gone, of_metrics=True)
    now = _traits(both.head, both.rows.head.tolist(), new, of_metrics=True)
    return _pairs(names(both.base.metrics, gone), old, names(both.head.metrics, new), now)


def suggest_renamed_files(
    removed: Iterable[Experiment], added: Iterable[Experiment]
) -> tuple[tuple[str, str], ...]:
    """Pairs (removed path, added path) of files whose tables have the same names and numbers."""
    gone, new = list(removed), list(added)
    if not (gone and new):
        return ()
    old, now = [_whole(one) for one in gone], [_whole(one) for one in new]
    return _pairs([one.path for one in gone], old, [one.path for one in new], now)


def _traits(
    table: Table, rows: Sequence[int], metrics: Sequence[int], *, of_metrics: bool = False
) -> list[Trait]:
    """Those of each of some rows in some metrics; or of each metric in these rows."""
    block = table.values[np.ix_(list(rows), list(metrics))] + 0.0  # no sign of a zero
    finer = moved(table.digits.writing.finer, rows, metrics)
    if of_metrics:
        block, finer = block.T, {(metric, row): number for (row, metric), number in finer.items()}
    by_line: dict[int, list[tuple[int, Decimal]]] = {}
    for (line, place), number in sorted(finer.items()):
        by_line.setdefault(line, []).append((place, number))
    block = np.where(np.isnan(block), np.nan, block)  # one form of nothing
    counts = (~np.isnan(block) & (block != 0)).sum(axis=1).tolist()
    least = min(_LEAST, block.shape[1])
    return [
        Trait(line.tobytes(), tuple(by_line.get(at, ())), (), count >= least)
        for at, (line, count) in enumerate(zip(np.ascontiguousarray(block), counts, strict=True))
    ]


def _whole(experiment: Experiment) -> Trait:
    """All names and numbers of a file, in an order that is not the one of its lines."""
    inside: list[str] = []
    parts: list[Trait] = []
    for table in sorted(experiment.tables, key=lambda one: one.name):
        rows = sorted(range(len(table.rows)), key=lambda row: table.rows[row].name)
        metrics = sorted(range(len(table.metrics)), key=lambda at: table.metrics[at].name)
        inside += [table.name, f"{len(rows)} x {len(metrics)}"]
        inside += [*names(table.rows, rows), *names(table.metrics, metrics)]
        parts += _traits(table, rows, metrics)
    finer = tuple(
        (at * len(part.numbers) + place, number)
        for at, part in enumerate(parts)
        for place, number in part.finer
    )
    numbers = b"".join(part.numbers for part in parts)
    return Trait(numbers, finer, tuple(inside), any(part.is_telling for part in parts))


def _pairs(
    gone: Sequence[str], old: Sequence[Trait], new: Sequence[str], now: Sequence[Trait]
) -> tuple[tuple[str, str], ...]:
    """Pair what agrees with one other thing and no more, in the order of `new`."""
    named, uses = dict(zip(old, gone, strict=True)), Counter((*old, *now))
    return tuple(
        (named[trait], name)
        for trait, name in zip(now, new, strict=True)
        if trait in named and uses[trait] == 2 and trait.is_telling  # one on each side
    )
