"""Which tables get a picture, and the picture as it stands on a page."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType

from markupsafe import Markup

from mkdocs_results_gallery.analysis.crosstab import Gathered
from mkdocs_results_gallery.analysis.summary import MetricSummary, describe, summarise
from mkdocs_results_gallery.errors import OPEN, Fence, Subject
from mkdocs_results_gallery.heatmap.cache import Store
from mkdocs_results_gallery.heatmap.colour import Colouring, table_levels
from mkdocs_results_gallery.heatmap.drawing import Drawing, draw_all
from mkdocs_results_gallery.heatmap.previews import thumbnail
from mkdocs_results_gallery.heatmap.spec import Painting, paint
from mkdocs_results_gallery.heatmap.svg import as_document, as_fragment
from mkdocs_results_gallery.model import Gallery, Table
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.page import Asset
from mkdocs_results_gallery.pages.urls import Addresses


@dataclass(frozen=True, slots=True, eq=False)
class Exhibit:
    """A table that is to be shown."""

    subject: Subject
    """Whose page it stands on."""
    stem: str
    """URI of its files below the gallery's root, without suffix."""
    name: str
    """What to call it in a message, e.g. the path of its results file."""
    table: Table
    row_links: tuple[str, ...]
    """One page URI per row, ``""`` for no page."""
    metric_links: tuple[str, ...]
    """One page URI per metric, ``""`` for no page."""
    formats: tuple[str, ...]
    """Picture formats to publish; the first is ``svg``."""
    is_ranked: bool = True
    """Whether its rows compete: those of several tables do not."""
    lines: tuple[tuple[str, str], ...] = ()
    """As `Block.lines`."""


@dataclass(frozen=True, eq=False)  # no slots: the thumbnail is kept
class Figure:
    """A table with its picture."""

    exhibit: Exhibit
    colouring: Colouring
    """The levels of the whole table, also of what is too large to be drawn."""
    painting: Painting
    drawing: Drawing
    summaries: tuple[MetricSummary, ...]
    """One per metric that is drawn."""
    description: str
    """What the picture says, in words."""

    @property
    def palette(self) -> str:
        """The key of the palette of figure and table."""
        return self.painting.palette

    @property
    def missing_glyphs(self) -> int:
        """How many characters a PNG or PDF shows as boxes for want of a font; an SVG has its reader's."""
        if self.exhibit.formats == ("svg",) or all(label.isascii() for label in self._labels):
            return 0
        # only here, because it takes matplotlib, which a build with all pictures in its cache does without
        from mkdocs_results_gallery.heatmap.print import missing_glyphs

        return missing_glyphs(self.painting)

    @property
    def _labels(self) -> tuple[str, ...]:
        return (*self.painting.rows, *self.painting.metrics)

    @property
    def width(self) -> float:
        """Of the picture, in CSS pixels; 0 when drawing failed."""
        found = re.search(rb'width="([0-9.]+)"', self.drawing.images.get("svg", b"")[:200])
        return float(found[1]) if found else 0.0

    def inline(self, page: str, addresses: Addresses) -> Markup:
        """The picture as an ``<svg>`` element for the page at URI `page`; empty when drawing failed."""
        if self.drawing.failure:
            return Markup()
        return Markup(  # noqa: S704 - our own SVG, labels escaped when it was drawn
            as_fragment(
                self.drawing.images["svg"],
                label=self.description,
                href=partial(addresses.link, page),
            )
        )

    def assets(self) -> Iterator[Asset]:
        """The published picture files, one per format."""
        for suffix, content in sorted(self.drawing.images.items()):
            if suffix == "svg":
                content = as_document(content, label=self.exhibit.name, description=self.description)
            yield Asset(f"{self.exhibit.stem}.{suffix}", content)

    @cached_property
    def thumbnail(self) -> str:
        """A PNG with one pixel per cell as a ``data:`` address: smaller than a request for a file."""
        return f"data:image/png;base64,{b64encode(thumbnail(self.painting)).decode()}"


def block_stem(uri: str, number: int) -> str:
    """The stem of the files of block `number` (from 0) of the gathered page at `uri`."""
    return f"{uri.removesuffix('.md')}--{number + 1}"


def plan_figures(
    gallery: Gallery,
    metrics: Mapping[str, Gathered],
    rows: Mapping[str, Gathered],
    addresses: Addresses,
    formats: Sequence[str],
) -> Iterator[Exhibit]:
    """Every table that the gallery shows: those of the files in all `formats`, the gathered ones as SVG."""
    formats = ("svg", *(name for name in formats if name != "svg"))
    for experiment in gallery.experiments:
        for number, table in enumerate(experiment.tables):
            yield Exhibit(
                Subject("experiment", experiment.path),
                addresses.table(experiment, number),
                experiment.path if len(experiment.tables) == 1 else f"{experiment.path}: {table.name}",
                table,
                tuple(addresses.row(row.name) for row in table.rows),
                tuple(addresses.metric(metric.name) for metric in table.metrics),
                formats,
            )
    gathered = [(Subject("metric", name), addresses.metric(name), page) for name, page in metrics.items()]
    gathered += [(Subject("row", name), addresses.row(name), page) for name, page in rows.items()]
    for subject, uri, page in gathered:
        for number, block in enumerate(page.blocks):
            yield Exhibit(
                subject,
                block_stem(uri, number),
                subject.name,
                block.table,
                tuple(addresses.key(key) for key in block.row_keys),
                tuple(addresses.key(key) for key in block.metric_keys),
                ("svg",),
                is_ranked=not block.is_mixed,
                lines=block.lines,
            )


def draw_figures(
    exhibits: Sequence[Exhibit],
    options: Options,
    known: Mapping[str, Colouring] = MappingProxyType({}),
    fence: Fence = OPEN,
) -> dict[str, Figure]:
    """Paint and draw all `exhibits`; by stem. A picture that can't be drawn says so in its `drawing`.

    `known` are colourings that are settled already, by stem. Raises `Fallen` before anything is drawn.
    """
    sketches = []
    for exhibit in exhibits:
        with fence.around(exhibit.subject):
            sketches.append(_sketched(exhibit, options, known.get(exhibit.stem)))
    fence.close()
    figures: dict[str, Figure] = {}
    for formats in dict.fromkeys(exhibit.formats for exhibit in exhibits):
        wanted = [sketch for sketch in sketches if sketch.exhibit.formats == formats]
        drawings = draw_all(
            [sketch.painting for sketch in wanted],
            formats,
            store=Store(options.cache),
            workers=options.workers,
            seconds=options.draw_seconds,
            progress=options.progress,
            names=[sketch.exhibit.name for sketch in wanted],
        )
        for sketch, drawing in zip(wanted, drawings, strict=True):
            figures[sketch.exhibit.stem] = sketch.drawn(drawing)
    return figures


@dataclass(frozen=True, slots=True, eq=False)
class _Sketch:
    """All of a figure but its images."""

    exhibit: Exhibit
    colouring: Colouring
    painting: Painting
    summaries: tuple[MetricSummary, ...]
    description: str

    def drawn(self, drawing: Drawing) -> Figure:
        return Figure(self.exhibit, self.colouring, self.painting, drawing, self.summaries, self.description)


def _sketched(exhibit: Exhibit, options: Options, colouring: Colouring | None) -> _Sketch:
    colouring = colouring or table_levels(exhibit.table, palette=options.palette)
    painting = paint(
        exhibit.table,
        palette=options.palette,
        limits=options.limits,
        row_links=exhibit.row_links,
        metric_links=exhibit.metric_links,
        colouring=colouring,
    )
    summaries = summarise(exhibit.table, options.limits.drawn_metrics)
    return _Sketch(exhibit, colouring, painting, summaries, describe(exhibit.table, summaries))
