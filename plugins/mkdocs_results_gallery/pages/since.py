"""What a page says of rows, metrics and cells that are not as they were in another state of the results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType

from markupsafe import Markup

from mkdocs_results_gallery.analysis.comparison import (
    Change,
    ExperimentComparison,
    OtherChange,
    OtherKind,
    TableComparison,
)
from mkdocs_results_gallery.digits.unrounded import all_digits
from mkdocs_results_gallery.model import Cell, Metric, Table
from mkdocs_results_gallery.pages.page import name, title_text
from mkdocs_results_gallery.pages.sincesigns import MARKED, SAID
from mkdocs_results_gallery.words.changes import STANDING_SIGNS, STANDING_WORDS, counted_standings, standing
from mkdocs_results_gallery.words.numbers import shown_difference

_UNMARKED: frozenset[OtherKind] = frozenset(["hidden", "ignored"])
"""Whoever declared a format, a tolerance or a metric to be ignored does not want to see them."""

NEW = ' <span class="rg-since">new</span>'
"""What stands beside the name of a row or a metric that was not there before."""


@dataclass(frozen=True, slots=True)
class CellSince:
    """What became of a cell, as it stands there."""

    base: str
    """What it was: a number as its file has it, a reason, a bound; ``""``: nothing."""
    shown: str
    """``+0.01 ✓``, ``was failed``."""
    words: str = ""
    """``better, was 0.90``: what else is said to those who listen, and in a title; ``""``: nothing."""
    delta: str = ""
    """What it is now minus what it was, in plain digits; ``""`` where one of them is no number."""

    @property
    def data(self) -> str:
        """The same as attributes, for scripts."""
        delta = f' data-delta="{self.delta}"' if self.delta else ""
        return f'{MARKED}{escape(self.base)}"{delta}'

    @property
    def title(self) -> str:
        """Its words as text of an attribute."""
        return title_text(self.words)

    @property
    def html(self) -> str:
        """The mark, which ends what stands in the cell."""
        words = f"{SAID} {escape(self.words)}</span>" if self.words else ""
        return f' <span class="rg-since">{escape(self.shown)}{words}</span>'


@dataclass(frozen=True, slots=True)
class TableSince:
    """What became of a table; of one that is as it was, and of a new one, nothing."""

    rows: frozenset[str] = frozenset()
    """Those that were not there before."""
    metrics: frozenset[str] = frozenset()
    cells: Mapping[Cell, CellSince] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, table: Table, comparison: TableComparison) -> TableSince:
        """Find the places of what a `comparison` says by names."""
        rows = {row.name: at for at, row in enumerate(table.rows)}
        metrics = {metric.name: at for at, metric in enumerate(table.metrics)}
        cells: dict[Cell, CellSince] = {}
        listed: tuple[Change | OtherChange, ...] = (*comparison.changes, *comparison.others)
        for one in listed:
            row, metric = rows.get(one.row), metrics.get(one.metric)
            # a file may have been written to between two looks at it
            if row is not None and metric is not None:
                found = _changed(one, table.metrics[metric]) if isinstance(one, Change) else _otherwise(one)
                if found:
                    cells[row, metric] = found
        return cls(frozenset(comparison.rows.added), frozenset(comparison.metrics.added), cells)


NOTHING = TableSince()


def standings_in(comparison: TableComparison) -> tuple[str, ...]:
    """What the signs of changes mean, those that there are."""
    found = {change.told for change in comparison.changes} - {"neutral"}
    return tuple(standing(one) for one in STANDING_SIGNS if one in found)


def _changed(change: Change, metric: Metric) -> CellSince:
    delta = change.delta
    # where no direction is known, the difference says it all
    sign = "" if change.verdict == "neutral" else f" {STANDING_SIGNS[change.told]}"
    return CellSince(
        change.base,
        f"{shown_difference(delta, metric)}{sign}",
        f"{STANDING_WORDS[change.told]}, was {change.base}",
        all_digits(delta),
    )


def _otherwise(other: OtherChange) -> CellSince | None:
    if other.kind in _UNMARKED:
        return None
    return CellSince(other.base, f"was {other.base or 'missing'}")


def since_mark(comparison: ExperimentComparison | None) -> str:
    """What a list of experiments says of one beside its title; ``""``: nothing."""
    if comparison is None or comparison.status not in ("added", "changed"):
        return ""
    if comparison.status == "added":
        return "new"
    changes = (change.told for table in comparison.tables for change in table.changes)
    return counted_standings(changes) or "changed"


def sentence_html(parts: Sequence[str]) -> Markup:
    """A sentence in parts, words of ours by turns with names, as HTML."""
    html = (name(part) if at % 2 else escape(part, quote=False) for at, part in enumerate(parts))
    return Markup("".join(html))  # noqa: S704 - escaped
