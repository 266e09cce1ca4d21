"""PNG and PDF: drawn before experiments are made, in processes that are watched, and taken from the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from mkdocs_results_gallery.errors import Fence, Problem
from mkdocs_results_gallery.heatmap.colour import table_levels
from mkdocs_results_gallery.heatmap.drawing import NO_PROCESS, draw_all, missing_glyphs
from mkdocs_results_gallery.heatmap.painting import Drawing, Painting, image_key
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.context import ShownTable, TablePlan
from mkdocs_results_gallery.passive import is_passive_image
from mkdocs_results_gallery.store import Store
from mkdocs_results_gallery.words.phrases import counted, joined

LOST = "it could not be kept until the page was made"
"""Why a picture is not there that was drawn."""


def prints_of(formats: Sequence[str]) -> tuple[str, ...]:
    """Return those of the figure formats that need matplotlib."""
    return tuple(name for name in dict.fromkeys(formats) if name != "svg")


def draw_prints(
    tables: Sequence[Sequence[TablePlan]], options: Options, store: Store, fence: Fence
) -> list[tuple[str, ...]]:
    """Draw PNG and PDF of the `tables` of some experiments into the `store`.

    Of each experiment why a table could not be drawn, ``""`` for nothing; ``()`` where all could.
    """
    wanted: list[tuple[int, TablePlan, Painting]] = []
    for index, plans in enumerate(tables):
        with fence.around(plans[0].subject):
            for plan in plans:
                colouring = table_levels(plan.table, palette=options.palette)
                wanted.append((index, plan, plan.painting(colouring, options)))
    fence.close()
    drawings = draw_all(
        [painting for _, _, painting in wanted],
        prints_of(options.figures),
        store=store,
        workers=options.workers,
        seconds=options.draw_seconds,
        progress=options.progress,
        names=[plan.name for _, plan, _ in wanted],
    )
    failures: list[list[str]] = [[] for _ in tables]
    for (index, _, _), drawing in zip(wanted, drawings, strict=True):
        failures[index].append(drawing.failure)
    return [tuple(some) if any(some) else () for some in failures]


def with_prints(drawing: Drawing, plan: TablePlan, painting: Painting, undrawn: str, store: Store) -> Drawing:
    """`drawing`, the SVG of a table, with the images that were drawn before; `undrawn`: why one was not."""
    prints = prints_of(plan.formats)
    if drawing.failure or not prints:
        return drawing
    fingerprint = painting.fingerprint()
    found = {name: store.get(image_key(fingerprint, name)) for name in prints}
    images = {name: image for name, image in found.items() if image and is_passive_image(name, image)}
    failure = undrawn or ("" if len(images) == len(prints) else f"{plan.name}: {LOST}")
    return Drawing(MappingProxyType({**drawing.images, **images}), failure)


def drawing_problems(shown: ShownTable) -> Iterator[Problem]:
    """Report what is wrong with the pictures of a table."""
    if shown.drawing.failure:
        yield _lost(shown)
    elif missing := _missing_glyphs(shown):
        message = f"no font here has {counted(missing, 'character')} of the labels"
        hint = "the PNG or PDF shows boxes; install a font that has them, such as Noto Sans CJK"
        yield Problem(shown.plan.subject.name, 0, 0, shown.table.name, message, hint, "warning")


def _missing_glyphs(shown: ShownTable) -> int:
    """How many characters a PNG or PDF shows as boxes for want of a font; an SVG has its reader's."""
    labels = (*shown.painting.rows, *shown.painting.metrics)
    if shown.plan.formats == ("svg",) or all(label.isascii() for label in labels):
        return 0
    return missing_glyphs(shown.painting)


def _lost(shown: ShownTable) -> Problem:
    drawing = shown.drawing
    formats = [name.upper() for name in shown.plan.formats if name not in drawing.images]
    lost = joined(formats) if "svg" in drawing.images else "heatmap"
    message = f"the {lost} could not be drawn: {drawing.failure}"
    hint, cause = "", ""
    if drawing.failure.endswith(NO_PROCESS):
        hint = "with the option `workers: 0` the build draws PNG and PDF itself, without a deadline"
        cause = NO_PROCESS
    return Problem(shown.plan.subject.name, 0, 0, shown.table.name, message, hint, "warning", cause)
