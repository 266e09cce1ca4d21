"""A table becomes a Painting."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.digits.number import plain, unsigned_zero
from mkdocs_results_gallery.heatmap.colour import Colouring, table_levels
from mkdocs_results_gallery.heatmap.painting import Painting
from mkdocs_results_gallery.model import Metric, Table
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.palettes import MISSING
from mkdocs_results_gallery.words.metrics import direction_arrow, unit_sign
from mkdocs_results_gallery.words.missing import MARK_NAMES, MARKS, OFF_SCALE, UNKNOWN, missing_words
from mkdocs_results_gallery.words.numbers import exact_number
from mkdocs_results_gallery.words.uncertainty import shown_core, written_uncertainty

_LONGEST_UNIT = 12
_MARKS = {name: position for position, name in enumerate(MARK_NAMES)}
_LONGEST_TEXT = 20
"""Characters of a number in a cell; a longer one is only in the tooltip: cut, it would be another number."""


def paint(
    table: Table,
    *,
    palette: str,
    limits: Limits,
    row_links: Sequence[str] = (),
    metric_links: Sequence[str] = (),
    colouring: Colouring | None = None,
) -> Painting:
    """Return what to draw of a table.

    `palette` is the gallery's, ``""`` for none; what the table itself chooses wins. `row_links` and
    `metric_links` hold one page URI per row and per metric of the table (``""``: no page), or nothing.
    `colouring` is what `table_levels` has said of it, if it was asked before. Raises ValueError as
    `table_levels`.
    """
    colouring = colouring or table_levels(table, palette=palette)
    rows = table.rows[: limits.drawn_rows]
    metrics = table.metrics[: limits.drawn_metrics]
    levels = colouring.levels[: len(rows), : len(metrics)]
    shape = len(rows), len(metrics)
    annotated = 0 < len(rows) * len(metrics) <= limits.annotated_cells
    detailed = annotated and table.heatmap.uncertainty and table.uncertainty
    missing = _missing(table, levels)

    return Painting(
        rows=tuple(row.title for row in rows),
        metrics=metric_labels(metrics, shared=colouring.shared),
        levels=levels,
        texts=_texts(table, missing) if annotated else (),
        tooltips=_tooltips(table, missing) if annotated else (),
        details=_of_cells(lambda row, metric: _detail(table, row, metric), shape) if detailed else (),
        missing=missing,
        groups=tuple(row.group for row in rows) if any(row.group for row in rows) else (),
        palettes=colouring.palettes[: len(metrics)],
        bars=colouring.bars,
        row_links=_links(row_links, len(rows)),
        metric_links=_links(metric_links, len(metrics)),
        left_out=(len(table.rows) - len(rows), len(table.metrics) - len(metrics)),
    )


def _of_cells(write: Callable[[int, int], str], shape: tuple[int, int]) -> tuple[tuple[str, ...], ...]:
    """One text for each cell."""
    rows, metrics = shape
    return tuple(tuple(write(row, metric) for metric in range(metrics)) for row in range(rows))


def _tooltips(table: Table, missing: NDArray[np.uint8]) -> tuple[tuple[str, ...], ...]:
    rows, metrics = missing.shape
    columns = []
    for metric in range(metrics):
        words = _column_words(table, metric)
        columns.append(list(map(words, range(rows), _digits_of(table, metric))))
    for row, metric in np.argwhere(missing == _MARKS[OFF_SCALE]).tolist():
        columns[metric][row] += f"; {MARKS[OFF_SCALE].word}"
    return tuple(zip(*columns, strict=True))


def cell_words(table: Table, row: int, metric: int) -> str:
    """Row, metric and everything that is known about one cell, in one line of plain text."""
    written, bound = table.written((row, metric)), table.bounds.get((row, metric))
    digits = bound.text if bound else plain(written) if written else ""
    return _column_words(table, metric)(row, digits)


def _digits_of(table: Table, metric: int) -> list[str]:
    """The number of each row as JSON has it, a bound with its sign; ``""`` where it is missing."""
    digits = table.digits.plain_column(metric)
    for row, bound in table.bounded.get(metric, {}).items():
        digits[row] = bound.text
    return digits


def _column_words(table: Table, metric: int) -> Callable[[int, str], str]:
    """What is said of the cells of one column, each by its row and its number as JSON has it."""
    column = table.metrics[metric]
    name = f", {column.title}: "
    unit = f" {column.common_unit}" if column.unit else ""
    end = "" if column.reference is None else f"; reference {exact_number(column.reference)}"
    rows, uncertainty, notes = table.rows, table.uncertainty, table.notes

    def words(row: int, digits: str) -> str:
        if not digits:
            return f"{rows[row].title}{name}{missing_words(table.why_missing((row, metric)))}"
        around = uncertainty.get((row, metric)) if uncertainty else None
        more = f" {written_uncertainty(around)}" if around else ""
        more += f" {note}" if notes and (note := notes.get((row, metric))) else ""
        return f"{rows[row].title}{name}{unsigned_zero(digits)}{unit}{more}{end}"

    return words


def metric_labels(metrics: Sequence[Metric], *, shared: bool) -> tuple[str, ...]:
    """Titles; where columns don't share one scale, each says its unit and direction, as no colour bar can."""
    if shared:
        return tuple(metric.title for metric in metrics)
    several = len({metric.common_unit for metric in metrics}) > 1
    return tuple(_with_unit(metric, several) for metric in metrics)


def _with_unit(metric: Metric, several: bool) -> str:
    unit = unit_sign(metric.common_unit) if several and len(metric.common_unit) <= _LONGEST_UNIT else ""
    arrow = direction_arrow(metric.higher_is_better)
    return metric.title + (f", {unit}" if unit else "") + (f" {arrow}" if arrow else "")


def _detail(table: Table, row: int, metric: int) -> str:
    """Return the uncertainty as it fits into a cell."""
    uncertainty = table.uncertainty.get((row, metric))
    if uncertainty is None or np.isnan(table.values[row, metric]):
        return ""
    return shown_core(uncertainty, table.metrics[metric], table.shown((row, metric)))


def _missing(table: Table, levels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    rows, metrics = levels.shape
    kinds = np.zeros(levels.shape, dtype=np.uint8)
    kinds[levels == MISSING] = _MARKS[OFF_SCALE]
    kinds[np.isnan(table.placed[:rows, :metrics])] = _MARKS[UNKNOWN]
    for (row, metric), missing in table.missing.items():
        if row < rows and metric < metrics:
            kinds[row, metric] = _MARKS[missing.kind]
    kinds.setflags(write=False)
    return kinds


def _texts(table: Table, missing: NDArray[np.uint8]) -> tuple[tuple[str, ...], ...]:
    """Return what is written into the cells of which `missing` has the reasons."""
    rows, metrics = missing.shape
    columns = [list(table.shown_texts(metric)[:rows]) for metric in range(metrics)]
    for (row, metric), note in table.notes.items():
        if row < rows and metric < metrics:
            columns[metric][row] += f" {note}"
    for column in columns:
        if max(map(len, column)) > _LONGEST_TEXT:
            column[:] = [text if len(text) <= _LONGEST_TEXT else "" for text in column]
    for row, metric in np.argwhere(np.isnan(table.placed[:rows, :metrics])).tolist():
        kind = MARK_NAMES[missing[row, metric]]
        columns[metric][row] = MARKS[kind].sign if kind != UNKNOWN else ""
    return tuple(zip(*columns, strict=True))


def _links(links: Sequence[str], count: int) -> tuple[str, ...]:
    return tuple(links[:count]) if links else ("",) * count
