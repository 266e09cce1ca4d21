"""Few sentences that are worth reading about a table, ranked by how much they say.

    columns.py       one column as observers see it; columns that say one thing
    extremes.py      best and worst, means, leaders, missing cells
    agreement.py     a column that stands apart; two that go against each other, or are a trade-off
    groups.py        groups that separate, gaps within pairs, numbers beside the reference
    installed.py     the observers of other packages

An observer takes a Table and yields Observations; OBSERVERS lists all of ours. Other packages bring theirs by
the entry point group ``mkdocs_results_gallery.observers``.

"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from mkdocs_results_gallery.analysis.observation import Metrics, Observation
from mkdocs_results_gallery.analysis.observe.agreement import apart, fronts, opposed
from mkdocs_results_gallery.analysis.observe.columns import complements
from mkdocs_results_gallery.analysis.observe.extremes import constant, ends, leads, means, missing, narrow
from mkdocs_results_gallery.analysis.observe.groups import beside_reference, gaps, separations
from mkdocs_results_gallery.model import Table

Observer = Callable[[Table], Iterable[Observation]]
"""Takes a table and yields what it finds, most important first."""

MOST = 6
"""Sentences about one table; more are not read."""
_MOST_OF_A_KIND = 3


def observe(
    table: Table, observers: Sequence[Observer] | None = None, most: int = MOST
) -> tuple[Observation, ...]:
    """Find the `most` important observations on `table`, the heaviest first; always the same ones."""
    return worth_reading(observed(table, observers), most)


def worth_reading(found: Iterable[Observation], most: int = MOST) -> tuple[Observation, ...]:
    """Choose the `most` important of all observations on a table, the heaviest first."""
    chosen: list[Observation] = []
    kinds: Counter[str] = Counter()
    covered: set[tuple[str, int]] = set()
    # stable: equals stay in the order of observers and columns
    for one in sorted(found, key=lambda one: -one.weight):
        if len(chosen) == most:
            break
        about = {(one.kind, index) for index in _metrics(one)}
        if kinds[one.kind] == _MOST_OF_A_KIND or (about and about <= covered):
            continue
        chosen.append(one)
        kinds[one.kind] += 1
        covered |= one.covers
    return tuple(chosen)


def observed(table: Table, observers: Sequence[Observer] | None = None) -> list[Observation]:
    """Find all observations on `table`, those that nobody reads too, in the order of the observers."""
    chosen = OBSERVERS if observers is None else observers
    return [observation for observer in chosen for observation in observer(table)]


def _metrics(observation: Observation) -> tuple[int, ...]:
    part = observation.parts.get("metric")
    return part.indices if isinstance(part, Metrics) else ()


OBSERVERS: tuple[Observer, ...] = (
    separations,
    apart,
    leads,
    fronts,
    opposed,
    beside_reference,
    gaps,
    missing,
    constant,
    ends,
    complements,
    narrow,
    means,
)
