"""Tables are shown: planned, looked at and drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType

from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.executor.task import attempt
from mkdocs_results_gallery.heatmap.drawing import draw_formats
from mkdocs_results_gallery.heatmap.painting import Drawing, Painting
from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.pages.context import ShownTable, TablePlan
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
            comparison=surroundings.since.table(table.name) if surroundings.since else None,
        )


def draw_figure(painting: Painting, name: str) -> Drawing:
    """Draw the SVG: here, because its steps are bounded. Why it can't be is said of `name`."""
    outcome = attempt(draw_formats, (painting, ("svg",)))
    failure = f"{name}: {outcome.failure}" if name and outcome.failure else outcome.failure
    return Drawing(MappingProxyType(outcome.result or {}), failure)


MOST_CELLS = 100_000
"""Cells of the tables that are kept once they are shown: about 70 MB."""


class ShownTables:
    """The tables of a gallery, each shown when it is asked for; those that were asked for last are kept."""

    def __init__(
        self,
        plans_of: Callable[[Subject], Sequence[TablePlan]],
        show: Callable[[TablePlan], ShownTable],
        most_cells: int = MOST_CELLS,
    ) -> None:
        """`plans_of` gives those of a page, in its order; `show` shows one."""
        self._plans_of = plans_of
        self._show = show
        self._most_cells = most_cells
        self._kept: dict[Subject, tuple[ShownTable, ...]] = {}
        self._cells = 0

    def of(self, subject: Subject) -> tuple[ShownTable, ...]:
        """Show the tables of one page, in its order."""
        found = self._kept.pop(subject, None)
        if found is None:
            found = tuple(map(self._show, self._plans_of(subject)))
            self._cells += _cells_of(found)
        self._kept[subject] = found  # behind all others
        while self._cells > self._most_cells and len(self._kept) > 1:
            self._cells -= _cells_of(self._kept.pop(next(iter(self._kept))))
        return found


def _cells_of(tables: Sequence[ShownTable]) -> int:
    return sum(shown.table.values.size for shown in tables)
