"""One table in short: the extremes of each metric, missing cells, and a description in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mkdocs_results_gallery.analysis.observation import NAMED, row_titles
from mkdocs_results_gallery.analysis.ranks import look_like_the_end, winners
from mkdocs_results_gallery.model import Metric, Table
from mkdocs_results_gallery.words.phrases import counted, first_few

_DESCRIBED_METRICS = 6


@dataclass(frozen=True, slots=True)
class Extreme:
    """The lowest or highest number of a metric, as displayed."""

    text: str
    """The number as the table shows it."""
    rows: tuple[str, ...]
    """Titles of all rows whose numbers are equal as shown: a tie on the page is a tie here."""

    @property
    def where(self) -> str:
        """The row, or how many rows share it."""
        return self.rows[0] if len(self.rows) == 1 else f"{len(self.rows)} rows"

    @property
    def names(self) -> str:
        """The rows by name; of more than three the first two, then how many more."""
        return first_few(self.rows, NAMED, "other rows")


@dataclass(frozen=True, slots=True)
class MetricSummary:
    """One column in short."""

    table: Table
    index: int
    """0-based, of the metric in its table."""
    low: Extreme | None
    """None when every cell is missing."""
    high: Extreme | None
    present: int
    """Number of cells with a number."""
    missing: int
    bounds: int = 0
    """Number of cells of which only a bound is known."""

    @property
    def metric(self) -> Metric:
        """The meaning of the numbers."""
        return self.table.metrics[self.index]

    @property
    def best(self) -> Extreme | None:
        """The number and rows that may be called the best; None where nobody is: see `ranks.winners`."""
        rows = winners(self.table, self.index)
        better = self.high if self.metric.higher_is_better else self.low
        if not rows or better is None:
            return None
        return Extreme(better.text, tuple(row_titles(self.table)[row] for row in rows))

    @property
    def spread(self) -> str:
        """``0.00–1.00``, or the one number that all cells show; ``""`` when nothing is present."""
        if self.low is None or self.high is None:
            return ""
        more = f" and {counted(self.bounds, 'bound')}" if self.bounds else ""
        if self.low.text == self.high.text:
            return self.low.text + more
        joint = " to " if self.low.text.startswith("-") or self.high.text.startswith("-") else "–"
        return f"{self.low.text}{joint}{self.high.text}{more}"


def summarise(table: Table, limit: int) -> tuple[MetricSummary, ...]:
    """One summary per metric of `table`, in column order, for the first `limit` metrics."""
    return tuple(_column(table, index) for index in range(len(table.metrics))[:limit])


def count_missing(table: Table) -> int:
    """Count the cells of which nothing is known."""
    return int(np.isnan(table.values).sum()) - len(table.bounds)


def describe(table: Table, summaries: Sequence[MetricSummary]) -> str:
    """Write a sentence or three that stand for the heatmap of `table`: size, extremes and missing cells.

    `summaries` are those of its first metrics.
    """
    rows, metrics = table.shape
    parts = [f"Heatmap of {counted(rows, 'row')} by {counted(metrics, 'metric')}."]
    for summary in summaries[:_DESCRIBED_METRICS]:
        title = summary.metric.title
        noun = "bound"
        more = f", beside {counted(summary.bounds, noun)}" if summary.bounds else ""
        if summary.low is None or summary.high is None:
            parts.append(f"{title}: {f'only {counted(summary.bounds, noun)}' if more else 'all missing'}.")
        elif summary.low.text == summary.high.text:
            parts.append(f"{title}: {summary.low.text} in {_all_of(summary.present)}{more}.")
        else:
            parts.append(
                f"{title}: from {summary.low.text} ({summary.low.where}) "
                f"to {summary.high.text} ({summary.high.where}){more}."
            )
    if metrics > _DESCRIBED_METRICS:
        parts.append(f"And {counted(metrics - _DESCRIBED_METRICS, 'more metric')}.")
    missing = count_missing(table)
    if missing:
        parts.append(f"{missing:,} of {counted(rows * metrics, 'cell')} missing.")
    return " ".join(parts)


def _all_of(present: int) -> str:
    return "the only row" if present == 1 else f"all {present:,} rows with a value"


def _column(table: Table, index: int) -> MetricSummary:
    looks = table.digits.looks(index)
    present = int((looks >= 0).sum())
    bounds = len(table.bounded.get(index, ()))
    missing = len(looks) - present - bounds
    if not present:
        return MetricSummary(table, index, None, None, 0, missing, bounds)
    low, high = (_extreme(table, index, highest=highest) for highest in (False, True))
    return MetricSummary(table, index, low, high, present, missing, bounds)


def _extreme(table: Table, index: int, *, highest: bool) -> Extreme:
    """Return the rows at one end; of those that only look alike, the text of the first is that of all."""
    rows = look_like_the_end(table, index, highest=highest)
    return Extreme(table.unambiguous((rows[0], index)), tuple(table.rows[row].title for row in rows))
