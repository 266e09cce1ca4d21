"""The observers of other packages: found, guarded, and told apart by their code."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Rows
from mkdocs_results_gallery.analysis.observe import Observer
from mkdocs_results_gallery.errors import Problem, legible
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.store import key_of

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
    """The observers of other packages; one that fails costs only its sentences."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        """A warning for each failure, in order."""
        self.observers: tuple[Observer, ...] = tuple(
            observer for entry in sorted(entry_points(group=GROUP)) if (observer := self._loaded(entry))
        )

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
        self.problems.append(Problem("entry points", 0, 0, f"{GROUP}, {name}", message, severity="warning"))


def failed_observers(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Report each observer that failed once, with its first failure."""
    first: dict[str, Problem] = {}
    for problem in problems:
        first.setdefault(problem.place, problem)
    return tuple(first.values())


def digest_of_observers() -> str:
    """Return the digest of what these observers are: where they come from, and the code of their packages.

    What they read elsewhere is not part of it.
    """
    parts: list[str] = []
    packages: dict[str, None] = {}
    for entry in sorted(entry_points(group=GROUP)):
        parts += entry.name, entry.value
        if entry.dist is not None:
            parts += entry.dist.name, entry.dist.version
        packages[entry.module.partition(".")[0]] = None
    return key_of(*parts, *(_digest_of(*_sources(package)) for package in packages))


@cache  # of the code that runs: what is written into these files later, this process does not import
def _digest_of(*files: Path) -> str:
    parts: list[str | bytes] = []
    for file in files:
        with suppress(OSError):
            parts += file.name, file.read_bytes()
    return key_of(*parts)


def _sources(package: str) -> list[Path]:
    """All modules of a package that can be imported, in order."""
    try:
        spec = find_spec(package)
    except _FAILURES:
        return []
    if spec is None:
        return []
    if spec.submodule_search_locations is None:
        return [Path(spec.origin)] if spec.origin else []
    folders = map(Path, spec.submodule_search_locations)
    return sorted(file for folder in folders for file in folder.rglob("*.py"))


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
