"""Which table of another experiment a table is to be compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_results_gallery.analysis.lookup import Finder, NotFound, table_index
from mkdocs_results_gallery.errors import OPEN, Fence, Problem, Subject, shown
from mkdocs_results_gallery.model import Experiment, Gallery, Table
from mkdocs_results_gallery.provenance import Baseline

_NO_BASELINE = "leave it out of this file with `baseline: none`"


@dataclass(frozen=True, slots=True)
class BaseTable:
    """A table of an experiment."""

    experiment: int
    """Index into `Gallery.experiments`."""
    table: int
    """Index into its tables."""


@dataclass(frozen=True, slots=True, eq=False)
class Baselines:
    """The tables that others are compared with."""

    found: Sequence[tuple[BaseTable | None, ...]]
    """Of each experiment one for each of its tables, None for none; ``()`` where none has any."""
    problems: tuple[Problem, ...]
    """Baselines that lead nowhere, or to more than one experiment."""

    def tables_of(self, gallery: Gallery, index: int) -> tuple[Table | None, ...]:
        """The tables that those of an experiment are compared with."""
        return tuple(
            gallery.experiments[one.experiment].tables[one.table] if one else None
            for one in self.found[index]
        )


def find_baselines(finder: Finder, fence: Fence = OPEN) -> Baselines:
    """Find the baselines of a whole gallery."""
    found: list[tuple[BaseTable | None, ...]] = []
    problems: dict[Problem, None] = {}
    for index, experiment in enumerate(finder.gallery.experiments):
        tables: tuple[BaseTable | None, ...] = ()
        if any(table.baseline and table.baseline.experiment for table in experiment.tables):
            with fence.around(Subject("experiment", experiment.path)):
                tables = _of_tables(index, experiment, finder, problems)
        found.append(tables)
    return Baselines(found, tuple(problems))


def _of_tables(
    index: int, experiment: Experiment, finder: Finder, problems: dict[Problem, None]
) -> tuple[BaseTable | None, ...]:
    tables: list[BaseTable | None] = []
    for table in experiment.tables:
        found, baseline = None, table.baseline
        if baseline and baseline.experiment:
            try:
                found = _table_of(finder, index, baseline, table.name)
            except NotFound as error:
                # of several tables for which it is said once, once
                problems.setdefault(_problem(experiment, baseline, error))
        tables.append(found)
    return tuple(tables) if any(tables) else ()


def _table_of(finder: Finder, index: int, baseline: Baseline, name: str) -> BaseTable | None:
    """Find what is meant; None where a folder says it of the baseline itself. Raises NotFound."""
    experiments = finder.gallery.experiments
    path = experiments[index].path
    target = finder.experiment(baseline.experiment, path)
    if target == index:
        if baseline.line:
            got = shown(baseline.experiment)
            raise NotFound(
                f"expected another experiment, got {got}, this file itself", "name a row: {row: …}"
            )
        return None
    other = experiments[target]
    names = [table.name for table in other.tables]
    wanted = baseline.table or (names[0] if len(names) == 1 else name)
    return BaseTable(target, table_index(other, wanted, shown(other.path, 80)))


def _problem(experiment: Experiment, baseline: Baseline, error: NotFound) -> Problem:
    file = experiment.sidecar.path if experiment.sidecar and baseline.is_beside else experiment.path
    hint = error.hint
    if not baseline.line:  # a folder above says it
        joint = " else " if hint.endswith("?") else ", or "
        hint = f"{hint}{joint}{_NO_BASELINE}" if hint else _NO_BASELINE
    cause = error.cause(experiment.path)
    return Problem(file, baseline.line, baseline.column, "baseline", error.message, hint, "warning", cause)
