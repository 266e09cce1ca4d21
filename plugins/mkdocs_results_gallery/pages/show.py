"""Tables are shown: planned, looked at and drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType

from mkdocs_results_gallery.analysis.observe import OBSERVERS, Observer, observe
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.executor import attempt
from mkdocs_results_gallery.heatmap.colour import table_levels
from mkdocs_results_gallery.heatmap.drawing import draw_formats
from mkdocs_results_gallery.heatmap.painting import Drawing, Painting
from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.context import Findings, ShownTable, TablePlan, findings_of
from mkdocs_results_gallery.pages.surroundings import Surroundings
from mkdocs_results_gallery.pages.urls import Anchors


def plan_tables(
    experiment: Experiment, surroundings: Surroundings, formats: Sequence[str]
) -> Iterator[TablePlan]:
    """Plan all tables of an experiment, with a picture in all `formats`."""
    formats = ("svg", *(name for name in formats if name != "svg"))
    for number, (table, place) in enumerate(zip(experiment.tables, surroundings.tables, strict=True)):
        yield TablePlan(
            subject=Subject("experiment", experiment.path),
            page=surroundings.page,
            stem=place.stem,
            name=experiment.path if len(experiment.tables) == 1 else f"{experiment.path}: {table.name}",
            number=number,
            table=table,
            anchors=Anchors.of_table(table, number),
            row_links=place.row_links,
            metric_links=place.metric_links,
            formats=formats,
        )


def look_at(
    plan: TablePlan, options: Options, observers: Sequence[Observer] = ()
) -> tuple[Findings, Painting]:
    """Find out what a table says, and what is to be drawn of it; `observers` are those of other packages."""
    colouring = table_levels(plan.table, palette=options.palette)
    observations = observe(plan.table, (*OBSERVERS, *observers))
    findings = findings_of(plan.table, colouring, options, observations)
    return findings, plan.painting(colouring, options)


def draw_figure(painting: Painting, name: str) -> Drawing:
    """Draw the SVG: here, because its steps are bounded. Why it can't be is said of `name`."""
    outcome = attempt(draw_formats, (painting, ("svg",)))
    failure = f"{name}: {outcome.failure}" if name and outcome.failure else outcome.failure
    return Drawing(MappingProxyType(outcome.result or {}), failure)


MOST_CELLS = 2_000_000
"""Cells of the tables that are kept once they are shown."""


class ShownTables:
    """The tables of a gallery, each shown when it is asked for; those that were asked for last are kept."""

    def __init__(
        self,
        plans_of: Callable[[Subject], Sequence[TablePlan]],
        options: Options,
        observers: Sequence[Observer] = (),
        most_cells: int = MOST_CELLS,
    ) -> None:
        """`plans_of` gives those of a page, in its order; `observers` are those of other packages."""
        self._plans_of = plans_of
        self._options = options
        self._observers = observers
        self._most_cells = most_cells
        self._kept: dict[Subject, tuple[ShownTable, ...]] = {}
        self._cells = 0

    def of(self, subject: Subject) -> tuple[ShownTable, ...]:
        """Show the tables of one page, in its order, with their SVG."""
        found = self._kept.pop(subject, None)
        if found is None:
            found = tuple(map(self._shown, self._plans_of(subject)))
            self._cells += _cells_of(found)
        self._kept[subject] = found  # behind all others
        while self._cells > self._most_cells and len(self._kept) > 1:
            self._cells -= _cells_of(self._kept.pop(next(iter(self._kept))))
        return found

    def _shown(self, plan: TablePlan) -> ShownTable:
        findings, painting = look_at(plan, self._options, self._observers)
        return ShownTable(plan, findings, painting, draw_figure(painting, plan.name))


def _cells_of(tables: Sequence[ShownTable]) -> int:
    return sum(shown.table.values.size for shown in tables)
