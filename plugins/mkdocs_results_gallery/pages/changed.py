"""What has changed of one experiment: its section of the page of changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from mkdocs_results_gallery.analysis.compare.verdict import sentence_parts_of
from mkdocs_results_gallery.analysis.comparison import (
    Change,
    OtherChange,
    OtherKind,
    TableComparison,
)
from mkdocs_results_gallery.analysis.observation import metric_titles, row_titles
from mkdocs_results_gallery.analysis.prominence import changed_metrics, prominent_tables
from mkdocs_results_gallery.pages.context import Sheet, ShownTable
from mkdocs_results_gallery.pages.deltablock import DeltaBlock, delta_of
from mkdocs_results_gallery.pages.noted import Noted, notes_of_file, notes_of_table
from mkdocs_results_gallery.pages.since import sentence_html
from mkdocs_results_gallery.pages.surroundings import Since
from mkdocs_results_gallery.pages.urls import changed_anchor
from mkdocs_results_gallery.words.changes import counted_standings, standing
from mkdocs_results_gallery.words.metrics import direction_words, unit_sign
from mkdocs_results_gallery.words.numbers import shown_difference

_FIRST = 5
"""Changes of a metric that stand there before one opens the others."""
_MOST = 500
"""Changes of a table that the page lists; the command lists all."""

_OTHERS: Mapping[OtherKind, str] = MappingProxyType(
    {
        "became_missing": "no number any more",
        "became_present": "has a number now",
        "bounds": "another bound",
        "reasons": "missing for another reason",
        "uncertainties": "another uncertainty",
        "notes": "another note",
    }
)
"""What has become of a cell otherwise; those that are hidden or ignored are only counted."""


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A line of a list of changes."""

    row: str
    href: str
    """Its place on the page of the experiment."""
    base: str
    head: str
    words: str
    """``+0.01 ✓ better``, ``no number any more``."""


@dataclass(frozen=True, slots=True)
class ChangedColumn:
    """Changes of one metric."""

    title: str
    facts: str
    """Its unit and direction, ``""`` where neither is known."""
    counts: str
    """``12 better, 1 worse``; ``""`` where others are listed before."""
    cells: tuple[ChangedCell, ...]


@dataclass(frozen=True, slots=True)
class ChangedTable:
    """The changes of one table."""

    title: str
    """``""`` for the only table of a file."""
    delta: DeltaBlock | None
    """The picture of all changes."""
    first: tuple[ChangedColumn, ...]
    """The most prominent changes of each metric."""
    more: tuple[ChangedColumn, ...]
    """Further ones, and how many these are."""
    number_more: int
    others: tuple[ChangedColumn, ...]
    """What has become of cells otherwise."""
    number_others: int
    left: int
    """How many changes of either kind the page leaves out."""
    notes: tuple[Noted, ...]


def changed_section(sheet: Sheet) -> str:
    """The HTML of an experiment on the page of changes; ``""`` where it needs no section there."""
    since = sheet.surroundings.since
    if since is None or since.comparison.status != "changed":
        return ""
    comparison = since.comparison
    by_name = {shown.table.name: shown for shown in sheet.tables}
    return sheet.templates.rendered(
        "changed.html",
        since.page,
        {
            "id": changed_anchor(comparison.path),
            "title": sheet.experiment.title,
            "path": comparison.path,
            "renamed_from": comparison.renamed_from,
            "verdict": sentence_html(sentence_parts_of(comparison, since.claims, since.observations)),
            "href": sheet.addresses.link(since.page, sheet.surroundings.page),
            "tables": [
                _TableChanges(sheet, since, by_name[one.name], one).table()
                for one in prominent_tables(comparison.tables)
                if one.is_changed and one.name in by_name
            ],
            "notes": [*notes_of_file(since)],
            "said": [one for one in since.observations if one.side == "head"],
            "unsaid": [one for one in since.observations if one.side == "base"],
        },
    )


class _TableChanges:
    """Writes the changes of one table."""

    def __init__(self, sheet: Sheet, since: Since, shown: ShownTable, comparison: TableComparison) -> None:
        self._sheet, self._since = sheet, since
        self._comparison = comparison
        self._shown = shown
        self._page = sheet.addresses.link(since.page, shown.plan.page)
        table = self._table = shown.table
        self._rows = {row.name: at for at, row in enumerate(table.rows)}
        self._metrics = {metric.name: at for at, metric in enumerate(table.metrics)}
        self._titles = row_titles(table), metric_titles(table)
        self._title = "" if len(sheet.tables) == 1 else table.title or table.name

    def table(self) -> ChangedTable:
        """All that the page says of it."""
        sheet = self._sheet
        columns = [
            self._column(one.name, map(self._change, one.changes), counted_standings(one.counts.elements()))
            for one in changed_metrics(self._comparison)
        ]
        first = [replace(one, cells=one.cells[:_FIRST]) for one in columns]
        more = [replace(one, cells=one.cells[_FIRST:], counts="") for one in columns]
        others = self._others()
        listed, listed_others = _some(more, _MOST), _some(others, _MOST)
        of = self._title or sheet.experiment.title
        return ChangedTable(
            self._title,
            delta_of(sheet, self._shown, self._since.page, f"Changes of {of}", of),
            tuple(first),
            listed,
            _count(listed),
            listed_others,
            _count(listed_others),
            _count(more) - _count(listed) + _count(others) - _count(listed_others),
            tuple(notes_of_table(self._comparison)),
        )

    def _column(self, name: str, cells: Iterable[ChangedCell], counts: str = "") -> ChangedColumn:
        metric = self._table.metrics[self._metrics[name]]
        facts = filter(None, (unit_sign(metric.common_unit), direction_words(metric.higher_is_better)))
        return ChangedColumn(self._titles[1][self._metrics[name]], ", ".join(facts), counts, tuple(cells))

    def _change(self, change: Change) -> ChangedCell:
        metric = self._table.metrics[self._metrics[change.metric]]
        words = f"{shown_difference(change.delta, metric)} {standing(change.told)}"
        return self._cell(change, words)

    def _cell(self, one: Change | OtherChange, words: str) -> ChangedCell:
        row, metric = self._rows[one.row], self._metrics[one.metric]
        href = f"{self._page}#{self._shown.plan.anchors.nearest(row, metric)}"
        return ChangedCell(self._titles[0][row], href, one.base, one.head, words)

    def _others(self) -> list[ChangedColumn]:
        found: dict[str, list[ChangedCell]] = {}
        for one in self._comparison.others:
            if one.kind in _OTHERS:
                found.setdefault(one.metric, []).append(self._cell(one, _OTHERS[one.kind]))
        return [self._column(name, cells) for name, cells in found.items()]


def _count(columns: Sequence[ChangedColumn]) -> int:
    return sum(len(one.cells) for one in columns)


def _some(columns: Sequence[ChangedColumn], most: int) -> tuple[ChangedColumn, ...]:
    """The first cells of all columns, `most` together."""
    found = []
    for one in columns:
        cells = one.cells[:most]
        most -= len(cells)
        if cells:
            found.append(replace(one, cells=cells))
    return tuple(found)
