"""Tables are shown: planned, looked at and drawn, each once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_results_gallery.analysis.observe import OBSERVERS, Observer, observe
from mkdocs_results_gallery.errors import OPEN, Fence, Subject
from mkdocs_results_gallery.heatmap.colour import table_levels
from mkdocs_results_gallery.heatmap.drawing import draw_all
from mkdocs_results_gallery.heatmap.painting import Painting
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
                table=table,
                anchors=Anchors.of_table(table, number),
                row_links=tuple(addresses.shared("row", row.name) for row in table.rows),
                metric_links=tuple(addresses.shared("metric", metric.name) for metric in table.metrics),
                formats=formats,
            )


def show_tables(
    plans: Sequence[TablePlan],
    options: Options,
    observers: Sequence[Observer] = (),
    fence: Fence = OPEN,
) -> list[ShownTable]:
    """Look at all tables and draw them, in the order of `plans`. A failed picture says so in its `drawing`.

    `observers` are those of other packages. Raises `Fallen` before anything is drawn.
    """
    found: list[tuple[TablePlan, Findings, Painting]] = []
    for plan in plans:
        with fence.around(plan.subject):
            colouring = table_levels(plan.table, palette=options.palette)
            observations = observe(plan.table, (*OBSERVERS, *observers))
            findings = findings_of(plan.table, colouring, options, observations)
            found.append((plan, findings, plan.painting(colouring, options)))
    fence.close()
    shown: dict[TablePlan, ShownTable] = {}
    for formats in dict.fromkeys(plan.formats for plan in plans):
        wanted = [one for one in found if one[0].formats == formats]
        drawings = draw_all(
            [painting for _, _, painting in wanted],
            formats,
            store=store_in(options.cache),
            workers=options.workers,
            seconds=options.draw_seconds,
            progress=options.progress,
            names=[plan.name for plan, _, _ in wanted],
        )
        for (plan, findings, painting), drawing in zip(wanted, drawings, strict=True):
            shown[plan] = ShownTable(plan, findings, painting, drawing)
    return [shown[plan] for plan in plans]
