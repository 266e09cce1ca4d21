"""Two metrics of a table against each other: the picture, its front in words, and the file to download."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from mkdocs_results_gallery.analysis.observation import Metrics, Note, Observation, Rows, Text, metric_titles
from mkdocs_results_gallery.analysis.pareto import Front, front
from mkdocs_results_gallery.digits.number import Stated
from mkdocs_results_gallery.heatmap.scatter_svg import (
    Axis,
    Point,
    Scatter,
    as_document,
    as_fragment,
    draw_scatter,
)
from mkdocs_results_gallery.model import Metric, Table
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.store import Store
from mkdocs_results_gallery.words.metrics import direction_words, unit_sign
from mkdocs_results_gallery.words.phrases import counted, joined

_MOST = 6
"""Pictures of one table."""
_NAMED = 20
"""Rows of a front that the text names before it counts the others."""


@dataclass(frozen=True, slots=True, eq=False)
class Plotted:
    """Two metrics of a table (0-based), and what is to be drawn of them."""

    table: Table
    pair: tuple[int, int]
    scatter: Scatter
    front: Front | None
    """None where a direction is unset."""
    not_positive: int
    """Rows left out because a logarithmic axis has no place for them."""
    undrawn: int
    """Rows beyond the limit."""

    @property
    def title(self) -> str:
        """``Cost and Accuracy``"""
        titles = metric_titles(self.table)
        return f"{titles[self.pair[0]]} and {titles[self.pair[1]]}"

    @property
    def description(self) -> str:
        """What the picture says, in words."""
        rows = counted(len(self.scatter.points), "row")
        x, y = (f"{axis.name}{axis.words}" for axis in (self.scatter.x, self.scatter.y))
        words = f"Scatter of {rows}: {x} against {y}."
        names = [point.title for point in self.scatter.points if point.is_front]
        if self.front is None:
            return words
        more = [f"{len(names) - _MOST:,} more"] if len(names) > _MOST else []
        return f"{words} No row beats {joined([*names[:_MOST], *more])}."

    def inline(self, store: Store, hrefs: Sequence[str]) -> Markup:
        """An element for a page; `hrefs` has the address of each row of the table."""
        body = draw_scatter(self.scatter, store)
        # our own SVG, all names in it escaped when it was drawn
        return Markup(as_fragment(body, label=self.description, href=hrefs.__getitem__))  # noqa: S704 - see above

    def document(self, store: Store, name: str) -> bytes:
        """A file of its own, of the table called `name`."""
        body = draw_scatter(self.scatter, store)
        return as_document(body, label=f"{name}: {self.title}", description=self.description)


def plots(table: Table, claimed: Iterable[tuple[int, int]], limits: Limits) -> Iterator[Plotted]:
    """The pairs of metrics that a file asks for, and those of the fronts that are `claimed`; each once."""
    names = {metric.name: at for at, metric in enumerate(table.metrics)} if table.scatters else {}
    pairs = dict.fromkeys((names[x], names[y]) for x, y in table.scatters)
    for pair in claimed:
        if pair not in pairs and pair[::-1] not in pairs and len(pairs) < _MOST:
            pairs[pair] = None
    for pair in pairs:
        plotted = _plotted(table, pair, limits)
        if plotted:
            yield plotted


def _plotted(table: Table, pair: tuple[int, int], limits: Limits) -> Plotted | None:
    """What is drawn of two metrics; None where no row has both numbers."""
    found = _front_of(table, pair)
    whole = np.flatnonzero(~np.isnan(table.values[:, list(pair)]).any(axis=1)).tolist()
    low = {row for at in pair if _is_log(table.metrics[at]) for row in _not_above_0(table, at, whole)}
    rows = [row for row in whole if row not in low]
    if not rows:
        return None
    on_front = set(found.rows) if found else set()
    # those of the front first
    kept = sorted(sorted(rows, key=lambda row: row not in on_front)[: limits.drawn_rows])
    points = tuple(_point(table, pair, row, row in on_front) for row in kept)
    axes = [_axis(table, at) for at in pair]
    scatter = Scatter(axes[0], axes[1], points)
    return Plotted(table, pair, scatter, found, len(low), len(rows) - len(points))


def _front_of(table: Table, pair: tuple[int, int]) -> Front | None:
    """Their front; None where a direction is unset."""
    is_directed = all(table.metrics[at].higher_is_better is not None for at in pair)
    return front(table, pair) if is_directed else None


def _not_above_0(table: Table, metric: int, rows: Sequence[int]) -> Iterator[int]:
    """Those of `rows` that have no place on a logarithmic axis."""
    values = table.values[:, metric]
    # what is above 0 may be no float64 that is
    return (row for row in rows if values[row] <= 0 and table.exact((row, metric)) <= 0)


def _is_log(metric: Metric) -> bool:
    return metric.scale == "log"


def _point(table: Table, pair: tuple[int, int], row: int, is_front: bool) -> Point:
    x, y = (Stated(table.written((row, at))) for at in pair)
    titles = metric_titles(table)
    words = [
        " ".join(
            filter(
                None,
                (f"{titles[at]}: {table.unambiguous((row, at))}", unit_sign(table.metrics[at].common_unit)),
            )
        )
        for at in pair
    ]
    title = table.rows[row].title
    return Point(row, title, f"{title}; {words[0]}; {words[1]}", x, y, is_front)


def _axis(table: Table, at: int) -> Axis:
    """``Cost ($`` and ``, lower is better)``"""
    metric, name = table.metrics[at], metric_titles(table)[at]
    log = "logarithmic" if _is_log(metric) else ""
    words = ", ".join(filter(None, (direction_words(metric.higher_is_better), log)))
    unit = unit_sign(metric.common_unit)
    if unit:
        name, words = f"{name} ({unit}", f", {words})" if words else ")"
    elif words:
        words = f" ({words})"
    return Axis(name, metric.higher_is_better, _is_log(metric), words)


def note(plotted: Plotted) -> Observation:
    """The front in words; the rows lead to the table."""
    found, said = plotted.front, Note()
    x, y = (said.field(Metrics((at,))) for at in plotted.pair)
    if found is None:
        metrics = plotted.table.metrics
        unset = tuple(at for at in plotted.pair if metrics[at].higher_is_better is None)
        verb = "has" if len(unset) == 1 else "have"
        which = said.field(Metrics(unset))
        said.say(f"{x} against {y}. {which} {verb} no direction, so no row beats another.")
    else:
        rows = said.names(Rows, found.rows, "more row", _NAMED)
        said.say(f"No row beats {rows} on {x} and {y}.")
    undrawn = [said.field(Text(words)) for words in _undrawn(plotted)]
    if undrawn:
        said.say(f"Not drawn: {joined(undrawn)}.")
    return said.observation("scatter")


def _undrawn(plotted: Plotted) -> Iterator[str]:
    """How many rows have no point, by why."""
    without = int(np.isnan(plotted.table.values[:, list(plotted.pair)]).any(axis=1).sum())
    if without:
        yield f"{counted(without, 'row')} without both numbers"
    if plotted.not_positive:
        yield f"{counted(plotted.not_positive, 'row')} with a number that is not above 0"
    if plotted.undrawn:
        yield counted(plotted.undrawn, "more row")
