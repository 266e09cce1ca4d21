"""Names that may be others for the same thing: one that is gone and one that is new, with equal numbers.

A suggestion: nothing counts as renamed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from mkdocs_results_gallery.analysis.compare.matching import Both
from mkdocs_results_gallery.model import Cell, Experiment, Table

_LEAST = 2
"""Numbers other than zero that are equal; of a thing that has one cell only, that one."""

Numbers = tuple[Decimal | None, ...]
"""Equal for equal numbers, however they are written; None for a cell without one."""
Trait = tuple[tuple[str, ...], Numbers]
"""What two things of one name would share: names inside of them, and numbers."""


def renamed_rows(both: Both, metrics: Sequence[int]) -> tuple[tuple[str, str], ...]:
    """Pairs (removed row, added row) that agree in all of these common `metrics`, by their places."""
    if not (both.rows.added and both.rows.removed and metrics):
        return ()
    at = list(metrics)
    old, new = both.metrics.base[at].tolist(), both.metrics.head[at].tolist()
    return _pairs(
        [
            (both.base.rows[row].name, _trait(both.base, [(row, one) for one in old]))
            for row in both.rows.removed
        ],
        [
            (both.head.rows[row].name, _trait(both.head, [(row, one) for one in new]))
            for row in both.rows.added
        ],
    )


def renamed_metrics(both: Both) -> tuple[tuple[str, str], ...]:
    """Pairs (removed metric, added metric) that agree in all common rows."""
    old, new = both.rows.base.tolist(), both.rows.head.tolist()
    if not (both.metrics.added and both.metrics.removed and old):
        return ()
    before, now = both.base.metrics, both.head.metrics
    return _pairs(
        [(before[at].name, _trait(both.base, [(row, at) for row in old])) for at in both.metrics.removed],
        [(now[at].name, _trait(both.head, [(row, at) for row in new])) for at in both.metrics.added],
    )


def suggest_renamed_files(
    removed: Iterable[Experiment], added: Iterable[Experiment]
) -> tuple[tuple[str, str], ...]:
    """Pairs (removed path, added path) of files whose tables have the same names and numbers."""
    old, new = list(removed), list(added)
    if not (old and new):
        return ()
    return _pairs([(one.path, _whole(one)) for one in old], [(one.path, _whole(one)) for one in new])


def _trait(table: Table, cells: Iterable[Cell]) -> Trait:
    return (), tuple(Decimal(text) if (text := table.written(cell)) else None for cell in cells)


def _whole(experiment: Experiment) -> Trait:
    """All names and numbers of a file, in an order that is not the one of its lines."""
    names: list[str] = []
    numbers: list[Decimal | None] = []
    for table in sorted(experiment.tables, key=lambda one: one.name):
        rows = sorted(range(len(table.rows)), key=lambda row: table.rows[row].name)
        metrics = sorted(range(len(table.metrics)), key=lambda at: table.metrics[at].name)
        names += [table.name, f"{len(rows)} x {len(metrics)}"]
        names += [*(table.rows[row].name for row in rows), *(table.metrics[at].name for at in metrics)]
        numbers += _trait(table, [(row, at) for row in rows for at in metrics])[1]
    return tuple(names), tuple(numbers)


def _pairs(
    removed: Sequence[tuple[str, Trait]], added: Sequence[tuple[str, Trait]]
) -> tuple[tuple[str, str], ...]:
    """Pair what agrees with one other thing and no more, in the order of `added`."""
    old, uses = {trait: name for name, trait in removed}, Counter(trait for _, trait in removed)
    uses.update(trait for _, trait in added)
    return tuple(
        (old[trait], name)
        for name, trait in added
        if trait in old and uses[trait] == _LEAST and _says_enough(trait[1])
    )


def _says_enough(numbers: Numbers) -> bool:
    """Whether these numbers are hardly those of two things by chance."""
    return sum(bool(number) for number in numbers) >= min(_LEAST, len(numbers))
