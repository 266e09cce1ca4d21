"""What to draw: a table becomes a Painting, which holds everything needed to draw it and nothing more."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.digits.number import plain, unsigned_zero
from mkdocs_results_gallery.heatmap.colour import ColourBar, Colouring, table_levels
from mkdocs_results_gallery.model import Metric, Table
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.words.metrics import direction_arrow, unit_sign
from mkdocs_results_gallery.words.missing import KIND_NAMES, UNKNOWN, missing_words
from mkdocs_results_gallery.words.numbers import exact_number, shown_ends, shown_uncertainty

_LONGEST_UNIT = 12
_KINDS = {kind: position for position, kind in enumerate(KIND_NAMES)}
_LONGEST_TEXT = 20
"""Characters of a number in a cell; a longer one is only in the tooltip: cut, it would be another number."""


@dataclass(frozen=True, slots=True, eq=False)
class Painting:
    """What to draw: labels, levels, texts. Holds no address of a page, no path and no time."""

    rows: tuple[str, ...]
    """Labels of the drawn rows, whole; drawing shortens them."""
    metrics: tuple[str, ...]
    """Labels of the drawn columns, whole; drawing shortens them."""
    levels: NDArray[np.uint8]
    """Shape (rows, metrics): 0..100, or `MISSING`; read-only."""
    texts: tuple[tuple[str, ...], ...]
    """Shape (rows, metrics): what is written into each cell, ``""`` for nothing; ``()`` when the table is
    too large to be annotated."""
    tooltips: tuple[tuple[str, ...], ...]
    """Shape (rows, metrics): row, metric and full-precision value of each cell; ``()`` as for `texts`."""
    details: tuple[tuple[str, ...], ...]
    """Shape (rows, metrics): a smaller second line in each cell, ``""`` for none; ``()`` for no such line."""
    missing: NDArray[np.uint8]
    """Shape (rows, metrics): of a missing cell its reason, a position in `KIND_NAMES`; else 0.
    Read-only."""
    groups: tuple[str, ...]
    """One per drawn row, ``""`` for none; ``()`` where no row has a group."""
    palettes: tuple[str, ...]
    """Per drawn column: a key of `palettes.PALETTES`."""
    bars: tuple[ColourBar, ...]
    """One per palette in use; none when no cell has a colour."""
    row_links: tuple[str, ...]
    """One page URI below the gallery root per drawn row, e.g. ``rows/cities.md``; ``""`` for no page."""
    metric_links: tuple[str, ...]
    """The same per drawn column."""
    left_out: tuple[int, int] = (0, 0)
    """(rows, metrics) of the table beyond the drawing limits; the figure says so."""

    def fingerprint(self) -> str:
        """SHA-256 (hex) of all that is drawn: equal paintings give equal pictures."""
        digest = hashlib.sha256()
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, np.ndarray):
                data = repr(value.shape).encode() + np.ascontiguousarray(value).tobytes()
            else:
                data = repr(value).encode()
            digest.update(f"{item.name}:{len(data)}:".encode() + data)
        return digest.hexdigest()


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
    drawn = range(len(metrics)) if annotated else ()
    shown = [table.digits.column(metric).texts for metric in drawn]
    digits = [table.digits.plain_column(metric) for metric in drawn]

    def tooltip(row: int, metric: int) -> str:
        return cell_words(table, row, metric, digits[metric][row])

    return Painting(
        rows=tuple(row.title for row in rows),
        metrics=_labels(metrics, colouring.shared),
        levels=levels,
        texts=_of_cells(lambda row, metric: _text(shown[metric][row]), shape) if annotated else (),
        tooltips=_of_cells(tooltip, shape) if annotated else (),
        details=_of_cells(lambda row, metric: _detail(table, row, metric), shape) if detailed else (),
        missing=_missing(table, len(rows), len(metrics)),
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


def cell_words(table: Table, row: int, metric: int, digits: str | None = None) -> str:
    """Row, metric and everything that is known about one cell, in one line of plain text.

    `digits` is its number as JSON has it, where that is at hand.
    """
    column = table.metrics[metric]
    start = f"{table.rows[row].title}, {column.title}: "
    if digits is None:
        written = table.written((row, metric))
        digits = plain(written) if written else ""
    if not digits:
        return start + missing_words(table.why_missing((row, metric)))
    words = start + unsigned_zero(digits) + (f" {column.common_unit}" if column.unit else "")
    uncertainty = table.uncertainty.get((row, metric))
    if uncertainty:
        words += f" {shown_uncertainty(uncertainty, exact_number)}"
    return words if column.reference is None else f"{words}; reference {exact_number(column.reference)}"


def _labels(metrics: Sequence[Metric], shared: bool) -> tuple[str, ...]:
    """Titles; where columns don't share one scale, each says its unit and direction, as no colour bar can."""
    if shared:
        return tuple(metric.title for metric in metrics)
    several = len({metric.common_unit for metric in metrics}) > 1
    return tuple(_with_unit(metric, several) for metric in metrics)


def _with_unit(metric: Metric, several: bool) -> str:
    unit = unit_sign(metric) if several and len(metric.common_unit) <= _LONGEST_UNIT else ""
    arrow = direction_arrow(metric.higher_is_better)
    return metric.title + (f", {unit}" if unit else "") + (f" {arrow}" if arrow else "")


def _detail(table: Table, row: int, metric: int) -> str:
    """Return the uncertainty as it fits into a cell."""
    uncertainty = table.uncertainty.get((row, metric))
    if uncertainty is None:
        return ""
    if uncertainty.interval is not None:
        low, high = map(shown_ends(uncertainty, table.metrics[metric]), uncertainty.interval)
        return f"[{low}, {high}]"
    return f"± {exact_number(uncertainty.spread)}" if uncertainty.spread is not None else ""


def _missing(table: Table, rows: int, metrics: int) -> NDArray[np.uint8]:
    kinds = np.zeros((rows, metrics), dtype=np.uint8)
    kinds[np.isnan(table.values[:rows, :metrics])] = _KINDS[UNKNOWN]
    for (row, metric), missing in table.missing.items():
        if row < rows and metric < metrics:
            kinds[row, metric] = _KINDS[missing.kind]
    kinds.setflags(write=False)
    return kinds


def _text(shown: str) -> str:
    return shown if len(shown) <= _LONGEST_TEXT else ""


def _links(links: Sequence[str], count: int) -> tuple[str, ...]:
    return tuple(links[:count]) if links else ("",) * count
