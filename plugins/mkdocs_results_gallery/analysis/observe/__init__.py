"""Few sentences that are worth reading about a table, ranked by how much they say.

    columns.py       one column as observers see it; columns that say one thing
    extremes.py      best and worst, means, leaders, missing cells
    agreement.py     a column that stands apart; two that go against each other, or are a trade-off
    groups.py        groups that separate, gaps within pairs, numbers beside the reference

An observer takes a Table and yields Observations; OBSERVERS lists all of ours. Other packages bring theirs by
the entry point group ``mkdocs_results_gallery.observers``.

"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import entry_points
from itertools import islice

from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Rows
from mkdocs_results_gallery.analysis.observe.agreement import apart, fronts, opposed
from mkdocs_results_gallery.analysis.observe.columns import complements
from mkdocs_results_gallery.analysis.observe.extremes import constant, ends, leads, means, missing, narrow
from mkdocs_results_gallery.analysis.observe.groups import beside_reference, gaps, separations
from mkdocs_results_gallery.errors import Problem, legible
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
    found = [
        observation
        for observer in (OBSERVERS if observers is None else observers)
        for observation in observer(table)
    ]
    found.sort(key=lambda one: -one.weight)  # stable: equals stay in the order of observers and columns
    chosen: list[Observation] = []
    kinds: Counter[str] = Counter()
    covered: set[tuple[str, int]] = set()
    for one in found:
        if len(chosen) == most:
            break
        about = {(one.kind, index) for index in _metrics(one)}
        if kinds[one.kind] == _MOST_OF_A_KIND or (about and about <= covered):
            continue
        chosen.append(one)
        kinds[one.kind] += 1
        covered |= one.covers
    return tuple(chosen)


def _metrics(observation: Observation) -> tuple[int, ...]:
    part = observation.parts.get("metric")
    return part.indices if isinstance(part, Metrics) else ()


GROUP = "mkdocs_results_gallery.observers"
"""Each entry point names one `Observer`."""

_MOST_OF_ONE = 1_000
"""Observations that one observer may make of one table."""
_LONGEST = 2_000
"""Characters of a sentence."""
_LONGEST_ERROR = 200
"""Characters of an observer's error in its report."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")

# whoever stops a build with the keyboard means the build; an observer that ends the process does not
_FAILURES = (Exception, SystemExit, GeneratorExit)


class Installed:
    """The observers of other packages; one that fails is reported once, and costs only its sentences."""

    def __init__(self) -> None:
        self._problems: dict[str, Problem] = {}
        self.observers: tuple[Observer, ...] = tuple(
            observer for entry in sorted(entry_points(group=GROUP)) if (observer := self._loaded(entry))
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """A warning for each observer that failed."""
        return tuple(self._problems.values())

    def _loaded(self, entry: object) -> Observer | None:
        name = str(getattr(entry, "name", entry))
        try:
            observer = entry.load()  # type: ignore[attr-defined] # an EntryPoint
        except _FAILURES as error:
            self._report(name, error)
            return None
        return lambda table: self._guarded(name, observer, table)

    def _guarded(self, name: str, observer: Observer, table: Table) -> Iterator[Observation]:
        try:
            for observation in islice(observer(table), _MOST_OF_ONE):
                _check(observation, table)
                yield observation
        except _FAILURES as error:
            self._report(name, error)

    def _report(self, name: str, error: BaseException) -> None:
        message = f"the observer failed: {_words_of(error)}"
        self._problems.setdefault(
            name, Problem("entry points", 0, 0, f"{GROUP}, {name}", message, severity="warning")
        )


def _words_of(error: BaseException) -> str:
    """Write an exception's name and text in one line; a class of theirs may fail to give its text."""
    try:
        text = str(error)
    except _FAILURES:
        text = "it has no text"
    words = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return legible(" ".join(words.split()))[:_LONGEST_ERROR]


def _check(observation: Observation, table: Table) -> None:
    """Raise an exception for what the pages could not show."""
    if not isinstance(observation, Observation):
        raise TypeError(f"it yields {type(observation).__name__}, not Observation")
    if not isinstance(observation.weight, (int, float)) or not math.isfinite(observation.weight):
        raise ValueError(f"weight must be a number from 0 to 100, got {observation.weight!r}")
    if not isinstance(observation.kind, str) or not isinstance(observation.covers, frozenset):
        raise TypeError("kind must be a text, covers a frozenset")
    _check_cells(observation, table)
    _check_parts(observation, table)
    sentence = observation.sentence(table)
    if not isinstance(sentence, str) or len(sentence) > _LONGEST or _CONTROL.search(sentence):
        raise ValueError(f"a sentence is one line of at most {_LONGEST:,} characters")
    (observation.kind + sentence).encode()  # pages are written as UTF-8


def _check_cells(observation: Observation, table: Table) -> None:
    rows, metrics = table.shape
    # each page goes through them again, and of an iterator nothing would be left
    if not isinstance(observation.cells, (tuple, list)):
        raise TypeError(f"cells must be a tuple, got {type(observation.cells).__name__}")
    for row, metric in observation.cells:
        if type(row) is not int or type(metric) is not int:
            raise TypeError(f"cells must be pairs of int, got {(row, metric)!r}")
        if not (0 <= row < rows and 0 <= metric < metrics):
            raise ValueError(f"cell ({row}, {metric}) lies outside the table")


def _check_parts(observation: Observation, table: Table) -> None:
    rows, metrics = table.shape
    for part in observation.parts.values():
        if isinstance(part, (Rows, Metrics)):
            most = rows if isinstance(part, Rows) else metrics
            if not part.indices or not all(0 <= index < most for index in part.indices):
                raise ValueError(f"{part} lies outside the table")


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
