"""The row that leads in most columns: what a leaderboard is read for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_results_gallery.analysis.observation import Observation, Rows, Text, joined
from mkdocs_results_gallery.analysis.observers.column import Column, columns
from mkdocs_results_gallery.analysis.observers.complements import told_columns
from mkdocs_results_gallery.analysis.ranks import best_rows
from mkdocs_results_gallery.model import Cell, Table

_LEAST_ROWS = 3
_LEAST_COLUMNS = 3
_MOST_COLUMNS = 60
_MOST_CELLS = 200_000
"""Of a larger table, no page has the ranks."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """Columns by what one row is in them."""

    leads: list[Column]
    """There it is alone on rank 1."""
    ties: list[Column]
    """There it shares rank 1."""
    gaps: int
    """In so many it has no number."""


def leads(table: Table) -> Iterator[Observation]:
    """One row that is alone on rank 1 in half of the columns or more, and in more than any other."""
    if not _fits(table):
        return
    directed = [column for column in told_columns(table) if column.metric.higher_is_better is not None]
    best = {column: best_rows(table, column.index) for column in directed}
    alone = Counter(rows[0] for rows in best.values() if len(rows) == 1)
    empty = _empty(table)
    of = len(directed) + empty
    if of < _LEAST_COLUMNS or not alone:
        return
    (row, most), *others = alone.most_common(2)
    if 2 * most < of or (others and others[0][1] == most):
        return
    standing = _Standing(
        [column for column in directed if best[column] == (row,)],
        [column for column in directed if len(best[column]) > 1 and row in best[column]],
        sum(row not in column.rows for column in directed) + empty,
    )
    yield Observation(
        "leads",
        f"{{row}} {joined(_clauses(standing))}.",
        {
            "row": Rows((row,)),
            "count": Text(_count(table, standing, of)),
            "ties": Text(f"{len(standing.ties):,}"),
            "gaps": Text(f"{standing.gaps:,}"),
        },
        _cells(row, standing, best),
        77.0,
    )


def _fits(table: Table) -> bool:
    rows, metrics = table.shape
    return rows >= _LEAST_ROWS and metrics <= _MOST_COLUMNS and rows * metrics <= _MOST_CELLS


def _empty(table: Table) -> int:
    """How many columns with a direction have no number at all: on the page they are columns too."""
    filled = {column.index for column in columns(table)}
    return sum(
        metric.higher_is_better is not None and index not in filled
        for index, metric in enumerate(table.metrics)
    )


def _clauses(standing: _Standing) -> list[str]:
    clauses = ["leads in {count}"]
    clauses += ["is tied for first in {ties}"] if standing.ties else []
    clauses += ["has no value in {gaps}"] if standing.gaps else []
    return clauses


def _count(table: Table, standing: _Standing, of: int) -> str:
    """``8 of 13 columns with a direction (2 of them with missing values)``"""
    led = len(standing.leads)
    words = f"all {of:,} columns" if led == of else f"{led:,} of {of:,} columns"
    if any(metric.higher_is_better is None for metric in table.metrics):
        words += " with a direction"
    holes = sum(not column.is_whole for column in standing.leads)
    notes = [f"{'all' if holes == led else f'{holes:,}'} of them with missing values"] if holes else []
    if any(
        column.metric.higher_is_better is not None
        for column in set(columns(table)) - set(told_columns(table))
    ):
        notes.append("of two complements one is counted")
    return f"{words} ({'; '.join(notes)})" if notes else words


def _cells(row: int, standing: _Standing, best: dict[Column, tuple[int, ...]]) -> tuple[Cell, ...]:
    led = [(row, column.index) for column in standing.leads]
    return (*led, *((other, column.index) for column in standing.ties for other in best[column]))
