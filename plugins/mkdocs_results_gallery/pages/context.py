"""What pages are made of: a table as the gallery shows it, the Sheet of an experiment, the Book of all."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from markupsafe import Markup

from mkdocs_results_gallery.analysis.comparison import GalleryComparison, TableComparison
from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.analysis.observation import Observation
from mkdocs_results_gallery.analysis.shared import Membership, Shared, Titles, find_titles
from mkdocs_results_gallery.analysis.summary import MetricSummary, describe, summarise
from mkdocs_results_gallery.errors import Fence, Problem, Subject
from mkdocs_results_gallery.heatmap.colour import Colouring
from mkdocs_results_gallery.heatmap.painting import Drawing, Painting
from mkdocs_results_gallery.heatmap.previews import thumbnail
from mkdocs_results_gallery.heatmap.spec import paint
from mkdocs_results_gallery.heatmap.svg import as_document, as_fragment
from mkdocs_results_gallery.model import Experiment, Gallery, Table
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.cells import CellLook, TableCells
from mkdocs_results_gallery.pages.frame import UNNAMED, PageContext, own_title
from mkdocs_results_gallery.pages.listed import Listed
from mkdocs_results_gallery.pages.page import Asset, Content, Gathered, Page, held
from mkdocs_results_gallery.pages.since import NOTHING, TableSince
from mkdocs_results_gallery.pages.surroundings import Surroundings
from mkdocs_results_gallery.pages.urls import Addresses, Anchors
from mkdocs_results_gallery.store import Store

if TYPE_CHECKING:
    from mkdocs_results_gallery.analysis.compare.delta import DeltaTable

_DELTA = "mkdocs_results_gallery.analysis.compare.delta"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TablePlan:
    """A table that is to be shown: where it stands, and where its names lead."""

    subject: Subject
    """Whose page it stands on."""
    page: str
    """URI of that page."""
    stem: str
    """URI of its files below the gallery's root, without suffix."""
    name: str
    """What to call it in a message, e.g. the path of its results file."""
    number: int
    """Its place among the tables of the page, from 0."""
    table: Table
    anchors: Anchors
    """The ids of its rows, columns and cells."""
    row_links: tuple[str, ...]
    """One page URI per row, ``""`` for no page."""
    metric_links: tuple[str, ...]
    """One page URI per metric, ``""`` for no page."""
    formats: tuple[str, ...]
    """Picture formats to publish; the first is ``svg``."""
    comparison: TableComparison | None = None
    """With the same table in another state of the results; None: with none, or there it was not."""

    def painting(self, colouring: Colouring, options: Options) -> Painting:
        """Return what is to be drawn of it, with the links that it has in this gallery."""
        return paint(
            self.table,
            palette=options.palette,
            limits=options.limits,
            row_links=self.row_links,
            metric_links=self.metric_links,
            colouring=colouring,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """What a table says by itself, whatever gallery it is in."""

    colouring: Colouring
    """The levels of the whole table, also of what is too large to be drawn."""
    summaries: tuple[MetricSummary, ...]
    """One per metric that is drawn."""
    description: str
    """What the picture says, in words."""
    observations: tuple[Observation, ...]
    """What the numbers say, the weightiest first."""


def findings_of(
    table: Table, colouring: Colouring, options: Options, observations: tuple[Observation, ...] = ()
) -> Findings:
    """Put together what is found out about one table."""
    summaries = summarise(table, options.limits.drawn_metrics)
    return Findings(colouring, summaries, describe(table, summaries), observations)


@dataclass(frozen=True, eq=False)  # no slots: the thumbnail is kept
class ShownTable:
    """A table as the gallery shows it, made once: where it stands, what it says, its picture."""

    plan: TablePlan
    findings: Findings
    painting: Painting
    drawing: Drawing
    whole: TableCells | None = None
    """Its cells, where they are some of a larger table's."""

    @cached_property
    def cells(self) -> TableCells:
        """Its cells as every page shows them."""
        comparison = self.plan.comparison
        since = TableSince.of(self.table, comparison) if comparison else NOTHING
        return self.whole or TableCells(self.table, self.colouring, since)

    @cached_property
    def delta(self) -> DeltaTable | None:
        """What has become of its cells since another state of the results; None: nothing, or nobody asks."""
        if self.plan.comparison is None:
            return None
        made: Callable[..., DeltaTable | None] = import_module(
            _DELTA
        ).delta_table  # by name: most sites need none
        return made(self.table, self.plan.comparison)

    def cell(self, row: int, metric: int) -> CellLook:
        """What a page says of a cell (0-based): its colour, its rank and best mark, and its text."""
        return self.cells.at(row, metric)

    @property
    def table(self) -> Table:
        """The numbers."""
        return self.plan.table

    @property
    def colouring(self) -> Colouring:
        """The levels of its cells."""
        return self.findings.colouring

    @property
    def description(self) -> str:
        """What the picture says, in words."""
        return self.findings.description

    def links(self, link: Callable[[str], str]) -> tuple[list[str], list[str]]:
        """Where its rows and its metrics lead, ``""`` for nowhere; `link` makes an address of a URI."""
        rows, metrics = (
            [link(target) if target else "" for target in targets]
            for targets in (self.plan.row_links, self.plan.metric_links)
        )
        return rows, metrics

    def inline(self, link: Callable[[str], str]) -> Markup:
        """The picture as an ``<svg>`` element, its links made by `link`; empty when drawing failed."""
        if "svg" not in self.drawing.images:
            return Markup()
        return Markup(  # noqa: S704 - our own SVG, labels escaped when it was drawn
            as_fragment(
                self.drawing.images["svg"],
                label=self.description,
                href=link,
            )
        )

    def assets(self) -> Iterator[Asset]:
        """The published picture files, one per format."""
        for suffix, content in sorted(self.drawing.images.items()):
            if suffix == "svg":
                content = as_document(content, label=self.plan.name, description=self.description)
            yield Asset(f"{self.plan.stem}.{suffix}", held(content))

    @cached_property
    def thumbnail(self) -> str:
        """A PNG with one pixel per cell as a ``data:`` address: smaller than a request for a file."""
        return f"data:image/png;base64,{b64encode(thumbnail(self.painting)).decode()}"


@dataclass(frozen=True, eq=False, kw_only=True)
class Sheet(PageContext):
    """One experiment with all that was found out about it: what its page and its files are functions of."""

    experiment: Experiment
    """With the title that it has in its gallery."""
    surroundings: Surroundings
    tables: tuple[ShownTable, ...]
    """Its tables, in its order."""
    bases: tuple[Table | None, ...]
    """As `Surroundings.baselines`: the tables themselves."""
    verdicts: tuple[Verdict, ...]
    """What became of its claims, in their order."""
    problems: tuple[Problem, ...]
    """What is wrong with its file, sorted."""
    store: Store
    """Where drawings are looked for."""

    def link(self, uri: str) -> str:
        """The address of `uri` on its page; ``""`` for none."""
        return self.addresses.link(self.surroundings.page, uri) if uri else ""

    @property
    def shown_title(self) -> str:
        """The gallery's title for the page, where it may be a word of ours."""
        title = self.surroundings.gallery
        return title if self.surroundings.is_named else self.ours(title)


@dataclass(frozen=True, eq=False, kw_only=True)  # no slots: the titles are kept
class Book(PageContext):
    """One gallery with all that was found out about it; every gathered page is a function of it."""

    gallery: Gallery
    addresses: Addresses
    membership: Membership
    shared: Shared
    """Which names have a page of their own."""
    shown: Callable[[Subject], tuple[ShownTable, ...]]
    """Shows the tables of a page, when they are asked for: a whole gallery of them is large."""
    verdicts: Mapping[str, tuple[Verdict, ...]]
    """What became of each experiment's claims, in their order; by its path."""
    listed: Mapping[str, Listed]
    """Each experiment as lists show it, by its path."""
    experiment_pages: tuple[Page, ...]
    """The finished page of each experiment."""
    baseline_pages: tuple[Page, ...]
    """Those of experiments whose tables are compared with others, or with a row."""
    rendered: Callable[[str, str, dict[str, object]], Content[str]]
    """Renders a template for the page at a URI, with what it shows; a `Content` of it is known by its key."""
    gathered: Mapping[Subject, Gathered]
    """The finished page of each shared row and metric that has one, in the order of `membership`."""
    fence: Fence
    """Around all that is made of one experiment or of one shared name."""
    comparison: GalleryComparison | None = None
    """What the site says of another state of the results; None: nothing."""
    changed: Mapping[str, Content[str]] = field(default_factory=dict)
    """What the page of changes says of each experiment of which it says anything, as HTML, by path."""

    def tables_of(self, kind: str, name: str) -> tuple[ShownTable, ...]:
        """The tables of one page, in its order: those of an experiment, by its path."""
        return self.shown(Subject(kind, name))

    @cached_property
    def titles(self) -> Titles:
        """What people read instead of a shared name."""
        return find_titles(self.gallery, self.membership)

    @cached_property
    def experiment_titles(self) -> Mapping[str, str]:
        """The title of each experiment that is shown, by its path."""
        return {one.path: one.title for one in self.gallery.experiments}

    @property
    def title(self) -> str:
        """The gallery's title, never empty."""
        return self._own_title or UNNAMED

    @property
    def shown_title(self) -> str:
        """The same for a page, where it may be a word of ours."""
        return self.title if self._own_title else self.ours(self.title)

    @property
    def _own_title(self) -> str:
        return own_title(self.gallery, self.options)
