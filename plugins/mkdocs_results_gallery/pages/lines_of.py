"""The lines of a table are made: each cell as `ShownTable.cell` says, in pieces for the pages to join."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from html import escape

import numpy as np

from mkdocs_results_gallery.analysis.comparability import comparability
from mkdocs_results_gallery.digits.bound import finer_bounds
from mkdocs_results_gallery.digits.number import exact
from mkdocs_results_gallery.heatmap.bars import kind_words
from mkdocs_results_gallery.model import Cell, Experiment
from mkdocs_results_gallery.pages.assets import palette_class
from mkdocs_results_gallery.pages.context import Sheet, ShownTable
from mkdocs_results_gallery.pages.heads import HeadNames, metric_head
from mkdocs_results_gallery.pages.lines import (
    COLUMNS,
    MOST_METRICS,
    AgainCell,
    ColumnHead,
    MetricLine,
    RowColumns,
    RowLine,
    RowName,
    RowNames,
    TableHead,
    TableLines,
    most_lines,
)
from mkdocs_results_gallery.pages.rank import Rank
from mkdocs_results_gallery.pages.stated import stated
from mkdocs_results_gallery.pages.urls import Anchors
from mkdocs_results_gallery.palettes import MISSING
from mkdocs_results_gallery.words.numbers import exact_number


def experiment_lines(sheet: Sheet) -> list[TableLines]:
    """Make those of the tables of an experiment."""

    def link(uri: str) -> str:  # from any page of a row or a metric
        return sheet.addresses.link("rows/page.md", uri)

    listed_cells = sheet.options.limits.listed_cells
    return [_lines_of(_Lines(shown, sheet.experiment, link, listed_cells)) for shown in sheet.tables]


def _lines_of(lines: _Lines) -> TableLines:
    shown = lines.shown
    table, plan = shown.table, shown.plan
    rows = {table.rows[row].name: lines.row(row) for row, page in enumerate(plan.row_links) if page}
    metrics = {
        table.metrics[metric].name: lines.metric(metric)
        for metric, page in enumerate(plan.metric_links)
        if page
    }
    return TableLines.of(
        lines.head(),
        lines.columns() if rows else RowColumns("", [], [], (), []),
        RowNames([*lines.names()] if metrics else []),
        {"row": rows, "metric": metrics},
    )


class _Lines:
    """Those of one table."""

    def __init__(
        self, shown: ShownTable, experiment: Experiment, link: Callable[[str], str], listed_cells: int
    ) -> None:
        self.shown = shown
        self._experiment = experiment
        self._table = shown.table
        self._href = link(shown.plan.page)
        self._links = shown.links(link)
        self._listed_cells = listed_cells
        table = shown.table
        placed = table.placed
        numbered: list[bool] = np.any(~np.isnan(placed), axis=1).tolist()
        self._numbered = numbered
        self._placed = placed
        self._palette = shown.colouring.palette
        # float64 are in the order of the numbers, unless some have digits beyond them
        self._is_finer = bool(table.digits.writing.finer or finer_bounds(table.bounds))
        path = experiment.path
        self._only = len(experiment.tables) == 1
        # nothing is both a file and a folder, so no other table has the same
        self._key = path if self._only else f"{path}/{shown.table.name}"
        self._stated = stated(table)
        self._written = [table.digits.written_column(metric) for metric in range(len(self._links[1]))]
        rows = [row for row, page in enumerate(shown.plan.row_links) if page]
        self._cells = [self._column(metric, rows) for metric in range(len(self._links[1]))]

    def head(self) -> TableHead:
        """What every page says of it."""
        path, table = self._experiment.path, self._table
        return TableHead(
            path=path,
            experiment=self._experiment.called,
            name=table.name,
            title=self._experiment.title_with(table),
            place=path if self._only else f"{path} / {table.name}",
            anchor=Anchors([self._key], []).row(0),
            href=self._href,
        )

    def row(self, row: int) -> RowLine:
        """One with all of its cells."""
        return RowLine(
            description=self._table.rows[row].description,
            href=self._address(self.shown.plan.anchors.row(row)),
            has_number=self._numbered[row],
            cells=[column[row] for column in self._cells],
        )

    def metric(self, index: int) -> MetricLine:
        """One with the cells that have a number."""
        metric = self._table.metrics[index]
        scale = comparability(metric, self._placed[:, index])
        rows = self._in_order(index)
        count, listed = len(rows), most_lines(self._listed_cells)
        # of more than its download has, the page has those that it lists, here and there
        rows = rows[:listed] if count > self._listed_cells else rows
        palette = self.shown.colouring.palettes[index]
        known = self._cells[index] if palette == self._palette else {}
        cells = [known.get(row) or self._cell(row, index, palette) for row in rows[:listed]]
        cells += [self._number(row, index) for row in rows[listed:]]
        return MetricLine(
            name=metric.name,
            label=metric.label,
            unit=metric.common_unit,
            higher_is_better=metric.higher_is_better,
            description=metric.description,
            href=self._address(self.shown.plan.anchors.metric(index)),
            low=scale.low if scale.low is None else float(scale.low),
            high=scale.high if scale.high is None else float(scale.high),
            words=scale.words,
            palette=palette,
            of=self.shown.cells.ranked(index),
            is_finer=self._is_finer,
            count=count,
            rows=rows,
            values=self._placed[rows, index].tolist(),
            cells=cells,
        )

    def columns(self) -> RowColumns:
        """Its columns as the pages of its rows show them."""
        metrics = self._table.metrics
        return RowColumns(
            palette=self._palette,
            names=[metric.name for metric in metrics],
            ranked=[self.shown.cells.ranked(index) for index in range(len(metrics))],
            meanings=tuple(
                (metric.name, metric.label, metric.common_unit, metric.higher_is_better) for metric in metrics
            ),
            heads=[*self._heads()],
        )

    def names(self) -> Iterator[RowName]:
        """Its rows as the pages of its metrics name them."""
        anchors = Anchors([row.name for row in self._table.rows], [self._key])
        for index, (row, href) in enumerate(zip(self._table.rows, self._links[0], strict=True)):
            yield RowName(row.name, row.title, href, anchors.cell(index, 0))

    def _heads(self) -> Iterator[ColumnHead]:
        metrics = self._table.metrics
        below = HeadNames.of((metric.title for metric in metrics), COLUMNS)
        listed = metrics[:MOST_METRICS]
        beside = HeadNames.of((metric.title for metric in listed), len(listed))
        anchors = Anchors([self._key], [metric.name for metric in listed])
        for index, (metric, href) in enumerate(zip(listed, self._links[1], strict=False)):
            better = ' data-better="low"' if metric.higher_is_better is False else ""
            column = metric_head(metric, beside, href)
            yield ColumnHead(
                title=metric.title,
                profile=metric_head(metric, below, href),
                column=f'<th scope="col" id="{anchors.metric(index)}"{better}>{column}</th>',
                anchor=anchors.cell(0, index),
                scale=self._scale(index),
            )

    def _address(self, anchor: str) -> str:
        return escape(f"{self._href}#{anchor}")

    def _in_order(self, metric: int) -> list[int]:
        """The rows with a number or a bound, the best first, or the highest where the direction is unset."""
        table, values = self._table, self._placed[:, metric]
        rows: list[int] = np.flatnonzero(~np.isnan(values)).tolist()
        is_low = table.metrics[metric].higher_is_better is False
        numbers = {row: self._exact((row, metric)) for row in rows} if self._is_finer else values.tolist()
        return sorted(rows, key=numbers.__getitem__, reverse=not is_low)  # stable in both ways

    def _exact(self, cell: Cell) -> Decimal:
        bound = self._table.bounds.get(cell)
        return exact(bound.number) if bound else self._table.exact(cell)

    def _column(self, metric: int, rows: Iterable[int]) -> dict[int, AgainCell]:
        """The cells of some rows in a metric, as the pages of rows show them."""
        return {row: self._cell(row, metric, self._palette) for row in rows}

    def _cell(self, row: int, metric: int, within: str) -> AgainCell:
        """One as pages show it within the palette `within`."""
        look = self.shown.cell(row, metric)
        start, _, rest = look.pieces(within)
        is_said = not look.missing or bool(look.missing.text or look.missing.note)
        written, (place, is_shared) = self._written[metric][row], _place(look.rank)
        stated = self._stated_at(row, metric)
        return AgainCell(start, rest, place, is_shared, written, look.level, is_said, stated)

    def _number(self, row: int, metric: int) -> AgainCell:
        """One that only a download has."""
        written, (place, is_shared) = self._written[metric][row], _place(self.shown.cells.rank(row, metric))
        return AgainCell("", "", place, is_shared, written, MISSING, True, self._stated_at(row, metric))

    def _stated_at(self, row: int, metric: int) -> tuple[tuple[str, str], ...]:
        found = self._stated[metric]
        return tuple(found[row].items()) if row in found else ()

    def _scale(self, metric: int) -> tuple[str, ...]:
        """Where a number is on the scale of its column: both ends, low first, and a mark between.

        The mark has the cell's colour and stands where the colour does. What it says to the eye, the numbers
        beside it and the rank say in words.
        """
        colouring = self.shown.colouring
        ends = colouring.scales[metric]
        if ends is None:
            return ()
        low, high = exact_number(ends.low), exact_number(ends.high)
        if low == high:
            return (f"<small>{low}</small>",)
        way = " rg-falling" if colouring.flipped[metric] else ""
        palette = colouring.palettes[metric]
        own = f" {palette_class(palette)}" if palette != colouring.palette else ""
        kind = kind_words(ends)
        # a mark in the middle of a line from 0.001 to 10 would be taken for a 5
        told = f' <span class="rg-kind">{kind}</span>' if kind else ""
        # its words are there for who can't see it, and for who copies the line
        return (
            f'<small>{low}</small><span class="rg-on-scale{way}"><i class="rg-l',
            f'{own}"></i> to </span><small>{high}</small>{told}',
        )


def _place(rank: Rank | None) -> tuple[int, bool]:
    return (rank.place, rank.is_shared) if rank else (0, False)
