"""The page of an experiment beside what its tables are compared with: another experiment, or a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from mkdocs_results_gallery.analysis.compare import compare_tables
from mkdocs_results_gallery.analysis.compare.delta import TO_BASELINE, DeltaTable, delta_table
from mkdocs_results_gallery.analysis.compare.onerow import compare_with_row
from mkdocs_results_gallery.analysis.comparison import Names, TableComparison
from mkdocs_results_gallery.pages.context import Sheet, ShownTable
from mkdocs_results_gallery.pages.deltablock import DeltaBlock, DeltaPlace, delta_block
from mkdocs_results_gallery.pages.links import INDEX
from mkdocs_results_gallery.pages.page import Heading, Link, Page, found_by, held
from mkdocs_results_gallery.pages.surroundings import Neighbour
from mkdocs_results_gallery.words.changes import counted_standings
from mkdocs_results_gallery.words.missing import MARKS
from mkdocs_results_gallery.words.phrases import counted, first_few

_NAMED_BASES = 3
"""What the tables of one file are compared with, in the title of the page."""
_NAMED = 20
"""Names of rows, or of metrics, that stand on one side only."""


@dataclass(frozen=True, slots=True)
class OneSided:
    """Rows or metrics that only one of two tables has."""

    words: str
    names: tuple[str, ...]
    more: int
    """How many further ones there are."""


@dataclass(frozen=True, slots=True, eq=False)
class BaselineSection:
    """One table beside its baseline."""

    id: str
    title: str
    heading: str
    """The title for a template."""
    less: str
    """What is subtracted, up to its name."""
    base: Link
    """The other experiment, or the row; without an address where it has no page."""
    counts: str
    """A sentence."""
    one_sided: tuple[OneSided, ...]
    delta: DeltaBlock | None
    """None where nothing differs."""


def baseline_page(sheet: Sheet) -> Page | None:
    """The page; None where no table is compared with anything."""
    uri = sheet.surroundings.baseline_page
    if not uri:
        return None
    beside = [one for shown in sheet.tables if (one := _Beside.of(sheet, shown)) is not None]
    sections = tuple(_section(sheet, uri, one) for one in beside)
    title, names = sheet.experiment.title, [*dict.fromkeys(one.words for one in beside)]
    heading = f"{title} compared with {first_few(names, _NAMED_BASES, 'others')}"
    html = sheet.templates.rendered(
        "baseline.html",
        uri,
        {
            "heading": sheet.words(heading, title, *(one.base.title for one in beside)),
            "experiment": Link(title, sheet.addresses.link(uri, sheet.surroundings.page)),
            "sections": sections,
            "index": Link(sheet.shown_title, sheet.addresses.link(uri, INDEX)),
        },
    )
    return Page(
        uri=uri,
        kind="baseline",
        title=heading,
        body=held(html),
        headings=tuple(
            Heading(one.id, one.title, sheet.entry(one.title) if len(sheet.tables) == 1 else "")
            for one in sections
        ),
        description=" ".join(section.counts for section in sections),
        search=found_by(heading),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Beside:
    """A table and what it is compared with."""

    shown: ShownTable
    comparison: TableComparison
    base: Neighbour
    """The other experiment, or the row; ``""`` for the page of a row that has none."""
    is_row: bool

    @classmethod
    def of(cls, sheet: Sheet, shown: ShownTable) -> _Beside | None:
        """None where a table is compared with nothing."""
        table, number, around = shown.table, shown.plan.number, sheet.surroundings
        base = sheet.bases[number] if sheet.bases else None
        place = around.baselines[number] if around.baselines else None
        if base is not None and place is not None:
            return cls(shown, compare_tables(base, table), place.to, is_row=False)
        name = table.baseline.row if table.baseline else ""
        row = next((at for at, one in enumerate(table.rows) if name and one.name == name), None)
        if row is None:
            return None
        to = Neighbour(table.rows[row].title, shown.plan.row_links[row])
        return cls(shown, compare_with_row(table, row), to, is_row=True)

    @property
    def words(self) -> str:
        """What that is, in the title of the page."""
        return f"the row {self.base.title}" if self.is_row else self.base.title

    @property
    def counts(self) -> str:
        """``12 better, 1 within uncertainty, of 40 cells in common.``"""
        told = (change.told for change in self.comparison.changes)
        parts = [counted_standings(told, TO_BASELINE.counted_words), *self._missing()]
        found = ", ".join(filter(None, parts)) or "no difference"
        rows, metrics = self.comparison.shape
        cells = counted((rows - self.is_row) * metrics, "cell")
        return f"{found}, of {cells} {'of the other rows' if self.is_row else 'in common'}."

    def _missing(self) -> Iterator[str]:
        """Cells with a number on one side only, though row and metric stand on both."""
        cells = self.comparison.cells
        for kind, count in (
            ("became_missing", cells.became_missing),
            ("became_present", cells.became_present),
        ):
            if count:
                yield f"{count:,} {MARKS[TO_BASELINE.marks[kind]].word}"


def _section(sheet: Sheet, uri: str, beside: _Beside) -> BaselineSection:
    table, plan, comparison = beside.shown.table, beside.shown.plan, beside.comparison
    alone = len(sheet.tables) == 1
    title = "Differences" if alone else table.title or table.name
    of = table.title or table.name or sheet.experiment.title
    delta = delta_table(table, comparison, TO_BASELINE)
    place = DeltaPlace(
        caption=f"Differences of {of} from {beside.base.title}",
        names=(of, beside.base.title),
        link=partial(sheet.addresses.link, uri),
        row_links=dict(zip((row.name for row in table.rows), plan.row_links, strict=True)),
        metric_links=dict(zip((metric.name for metric in table.metrics), plan.metric_links, strict=True)),
    )
    page = beside.base.page
    return BaselineSection(
        "rg-baseline" if alone else f"rg-baseline-{plan.number + 1}",
        title,
        title if alone else sheet.words(title, title),
        "Differences from the same metric in the row"
        if beside.is_row
        else "Differences from the same cells of",
        Link(beside.base.title, sheet.addresses.link(uri, page) if page else ""),
        beside.counts,
        tuple(_one_sided(comparison, delta)),
        delta_block(sheet, delta, place, sheet.store) if delta else None,
    )


def _one_sided(comparison: TableComparison, delta: DeltaTable | None) -> Iterator[OneSided]:
    """Rows and metrics that one side has not, and that the picture does not show."""
    rows, metrics = (delta.table.rows, delta.table.metrics) if delta else ((), ())
    yield from _of_sides(comparison.rows, {row.name for row in rows}, "row")
    yield from _of_sides(comparison.metrics, {metric.name for metric in metrics}, "metric")


def _of_sides(names: Names, drawn: set[str], noun: str) -> Iterator[OneSided]:
    for some, side in zip((names.added, names.removed), TO_BASELINE.came, strict=True):
        if some and not drawn.issuperset(some):
            yield OneSided(f"{counted(len(some), noun)} {side}", some[:_NAMED], max(0, len(some) - _NAMED))
