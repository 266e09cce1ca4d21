"""Tables are shown: planned, looked at and drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mkdocs_results_gallery.analysis.observe import OBSERVERS, Observer, observe
from mkdocs_results_gallery.errors import OPEN, Fence, Subject
from mkdocs_results_gallery.heatmap.colour import table_levels
from mkdocs_results_gallery.heatmap.drawing import draw_all
from mkdocs_results_gallery.heatmap.painting import Drawing, Painting
from mkdocs_results_gallery.model import Gallery
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.context import Findings, ShownTable, TablePlan, findings_of
from mkdocs_results_gallery.pages.urls import Addresses, Anchors
from mkdocs_results_gallery.store import store_in


def plan_tables(gallery: Gallery, addresses: Addresses, formats: Sequence[str]) -> Iterator[TablePlan]:
    """Every table of the gallery, with a picture in all `formats`."""
    formats = ("svg", *(name for name in formats if name != "svg"))
    for experiment in gallery.experiments:
        for number, table in enumerate(experiment.tables):
            yield TablePlan(
                subject=Subject("experiment", experiment.path),
                page=addresses.experiment(experiment.path),
                stem=addresses.table(experiment, number),
                name=experiment.path if len(experiment.tables) == 1 else f"{experiment.path}: {table.name}",
                number=number,
                table=table,
                anchors=Anchors.of_table(table, number),
                row_links=tuple(addresses.shared("row", row.name) for row in table.rows),
                metric_links=tuple(addresses.shared("metric", metric.name) for metric in table.metrics),
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


def draw_tables(
    plans: Sequence[TablePlan],
    options: Options,
    observers: Sequence[Observer] = (),
    fence: Fence = OPEN,
) -> list[Drawing]:
    """Draw all tables, in the order of `plans`. A failed picture says so.

    `observers` are those of other packages. Raises `Fallen` before anything is drawn.
    """
    found: list[tuple[TablePlan, Painting]] = []
    for plan in plans:
        with fence.around(plan.subject):
            found.append((plan, look_at(plan, options, observers)[1]))
    fence.close()
    drawn: dict[TablePlan, Drawing] = {}
    for formats in dict.fromkeys(plan.formats for plan in plans):
        wanted = [one for one in found if one[0].formats == formats]
        drawings = draw_all(
            [painting for _, painting in wanted],
            formats,
            store=store_in(options.cache),
            workers=options.workers,
            seconds=options.draw_seconds,
            progress=options.progress,
            names=[plan.name for plan, _ in wanted],
        )
        drawn |= {plan: drawing for (plan, _), drawing in zip(wanted, drawings, strict=True)}
    return [drawn[plan] for plan in plans]


MOST_CELLS = 2_000_000
"""Cells of the tables that are kept once they are shown."""


class ShownTables:
    """The tables of a gallery, each shown when it is asked for; those that were asked for last are kept."""

    def __init__(
        self,
        drawn: Iterable[tuple[TablePlan, Drawing]],
        options: Options,
        observers: Sequence[Observer] = (),
        most_cells: int = MOST_CELLS,
    ) -> None:
        """`drawn` are all of them, in the order of their pages; `observers` are those of other packages."""
        self._options = options
        self._observers = observers
        self._most_cells = most_cells
        self._drawn: dict[Subject, list[tuple[TablePlan, Drawing]]] = {}
        for plan, drawing in drawn:
            self._drawn.setdefault(plan.subject, []).append((plan, drawing))
        self._kept: dict[Subject, tuple[ShownTable, ...]] = {}
        self._cells = 0

    def of(self, subject: Subject) -> tuple[ShownTable, ...]:
        """Show the tables of one page, in its order."""
        found = self._kept.pop(subject, None)
        if found is None:
            found = tuple(self._shown(plan, drawing) for plan, drawing in self._drawn.get(subject, ()))
            self._cells += _cells_of(found)
        self._kept[subject] = found  # behind all others
        while self._cells > self._most_cells and len(self._kept) > 1:
            self._cells -= _cells_of(self._kept.pop(next(iter(self._kept))))
        return found

    def _shown(self, plan: TablePlan, drawing: Drawing) -> ShownTable:
        return ShownTable(plan, *look_at(plan, self._options, self._observers), drawing)


def _cells_of(tables: Sequence[ShownTable]) -> int:
    return sum(shown.table.values.size for shown in tables)
