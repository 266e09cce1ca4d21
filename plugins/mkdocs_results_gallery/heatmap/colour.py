"""A table's numbers become levels, on scales that a style chooses; and the other scales that it may have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.digits.bound import finer_bounds
from mkdocs_results_gallery.heatmap.bars import ColouredColumn, agree, bars_of
from mkdocs_results_gallery.heatmap.painting import ColourBar
from mkdocs_results_gallery.heatmap.scales import Scale, ScaleNumbers, levels_of
from mkdocs_results_gallery.heatmap.styles import STYLES, Style, data_ends, fits_unit, kind_of, scale_of
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.palettes import LEVELS, MISSING, PALETTES, SEQUENTIAL

_TOP = LEVELS - 1
_NO_SHARED = "no shared scale: units, directions, kinds of scale or references differ"


@dataclass(frozen=True, slots=True, eq=False)
class Colouring:
    """The levels of a whole table, and what they mean."""

    levels: NDArray[np.uint8]
    """Shape (rows, metrics): 0..100, or `MISSING`, also for what has no place on a logarithmic scale;
    read-only."""
    scales: tuple[Scale | None, ...]
    """Per metric: the numbers at the ends of the palette; None where none has a colour."""
    flipped: tuple[bool, ...]
    """Per metric: True when lower is better, so that the low number has level 100."""
    shared: bool
    """One scale for all metrics that have colours."""
    palettes: tuple[str, ...]
    """Per metric: a key of `palettes.PALETTES`. At most two different ones."""
    bars: tuple[ColourBar, ...]
    """One per palette in use; none when no cell has a colour."""

    @property
    def palette(self) -> str:
        """The palette of most columns."""
        return Counter(self.palettes).most_common(1)[0][0] if self.palettes else SEQUENTIAL

    def part(self, rows: Sequence[int], metrics: Sequence[int]) -> Colouring:
        """That of the cells in `rows` x `metrics` (0-based), in their colours."""
        levels = self.levels[np.ix_(list(rows), list(metrics))]
        levels.setflags(write=False)
        palettes = tuple(self.palettes[metric] for metric in metrics)
        return replace(
            self,
            levels=levels,
            scales=tuple(self.scales[metric] for metric in metrics),
            flipped=tuple(self.flipped[metric] for metric in metrics),
            palettes=palettes,
            bars=tuple(bar for bar in self.bars if bar.palette in palettes),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Rescaling:
    """Other scales for a table that is coloured already: each column's own, or one for all."""

    levels: NDArray[np.uint8]
    """As in `Colouring`."""
    scales: tuple[Scale | None, ...]
    """As in `Colouring`."""
    shared: bool
    bar: ColourBar
    """The only one: columns that may share a scale have one palette."""


def table_levels(table: Table, *, palette: str) -> Colouring:
    """Colour a whole table. `palette` is the gallery's, ``""`` for none; what the table itself chooses wins.

    Raises ValueError when the table names a style or palette that does not exist.
    """
    found = _Scaling(table, _style(table))
    wants_shared = table.heatmap.scale == "shared"
    if wants_shared and found.agrees:
        found.pool()
    else:
        found.part()
    palettes = _palettes(table, found.style, palette)
    note = _NO_SHARED if wants_shared and not found.shared else ""
    flipped = tuple(metric.higher_is_better is False for metric in table.metrics)
    return Colouring(
        found.levels(), tuple(found.scales), flipped, found.shared, palettes, found.bars(palettes, note)
    )


def rescale(table: Table, colouring: Colouring) -> Rescaling | None:
    """Return the scales that `colouring` of `table` does not use, or None.

    That is each column from its lowest to its highest number where all share one, else one for all; None
    where that would mean nothing, or would change nothing.
    """
    found = _Scaling(table, _style(table))
    if len(found.coloured) < 2 or not found.agrees:
        return None
    if colouring.shared:
        found.part(own=True)
        found.shared = False
    else:
        found.pool()
    levels = found.levels()
    if np.array_equal(levels, colouring.levels):
        return None
    (bar,) = found.bars(colouring.palettes, "")
    return Rescaling(levels, tuple(found.scales), found.shared, bar)


def _numbers_of(table: Table, metrics: Sequence[int], placed: NDArray[np.float64]) -> ScaleNumbers:
    """Return those of some columns (0-based); `placed` is `Table.placed`."""
    values = placed[:, metrics[0]] if len(metrics) == 1 else placed[:, metrics].T.ravel()
    finer, places = table.digits.writing.finer, {metric: at for at, metric in enumerate(metrics)}
    if table.bounds:
        finer = {**finer, **finer_bounds(table.bounds)}
    if not finer:
        return ScaleNumbers(values)
    return ScaleNumbers(
        values,
        {
            places[metric] * len(table.rows) + row: number
            for (row, metric), number in finer.items()
            if metric in places
        },
    )


@lru_cache(maxsize=1)  # pure; the other scales of a table are asked for next
def _columns_of(table: Table) -> tuple[ScaleNumbers, ...]:
    """Return the numbers of each column."""
    placed = table.placed
    return tuple(_numbers_of(table, [metric], placed) for metric in range(len(table.metrics)))


class _Scaling:
    """The scales of one table while they are chosen."""

    def __init__(self, table: Table, style: Style) -> None:
        self.style = style
        self.scales: list[Scale | None] = [None] * len(table.metrics)
        self.shared = False
        self._table = table
        self._numbers = _columns_of(table)
        self._pooled: ScaleNumbers | None = None

    @cached_property
    def coloured(self) -> list[int]:
        """The metrics that have a number."""
        return [metric for metric, numbers in enumerate(self._numbers) if numbers.ends]

    @cached_property
    def agrees(self) -> bool:
        """Whether its metrics may share a scale."""
        metrics = (self._table.metrics[metric] for metric in self.coloured)
        return agree(metrics, diverging=self.style.diverging)

    @cached_property
    def _fits_unit(self) -> bool:
        """Whether all numbers of the table lie between 0 and 1."""
        return all(fits_unit(numbers) for numbers in self._numbers)

    def pool(self) -> None:
        """One scale for all columns."""
        metrics, coloured = self._table.metrics, self.coloured
        self._pooled = pooled = _numbers_of(self._table, coloured, self._table.placed)
        ones = [(metrics[metric], self._numbers[metric]) for metric in coloured]
        scale = scale_of(self.style, ones, pooled, in_unit=self._fits_unit)
        for metric in coloured:
            self.scales[metric] = scale
        self.shared = scale is not None

    def part(self, *, own: bool = False) -> None:
        """A scale for each column; `own`: from its lowest to its highest number, whatever is declared."""
        for metric in self.coloured:
            one, numbers = self._table.metrics[metric], self._numbers[metric]
            kind = kind_of(self.style, [one], numbers)
            if own:
                one = replace(one, domain=data_ends(numbers, kind), scale=kind)
            self.scales[metric] = scale_of(self.style, [(one, numbers)], numbers, in_unit=self._fits_unit)
        known = [scale for scale in self.scales if scale]
        if len(known) == 1:
            self.shared = True
        elif known and self._table.heatmap.scale != "column" and len(set(known)) == 1:
            # a rank is one among the numbers of a column
            self.shared = self.agrees and known[0].kind != "quantile"

    def levels(self) -> NDArray[np.uint8]:
        """The levels of all cells, read-only; good is always up."""
        levels = np.full(self._table.values.shape, MISSING, dtype=np.uint8)
        if self._pooled is not None:
            scale = next((scale for scale in self.scales if scale), None)
            found = levels_of(self._pooled, scale).reshape(len(self.coloured), -1)
            levels[:, self.coloured] = found.T
        else:
            for metric in self.coloured:
                levels[:, metric] = levels_of(self._numbers[metric], self.scales[metric])
        for metric in self.coloured:
            if self._table.metrics[metric].higher_is_better is False:
                column = levels[:, metric]
                levels[:, metric] = np.where(column == MISSING, MISSING, _TOP - column)
        levels.setflags(write=False)
        return levels

    def bars(self, palettes: Sequence[str], note: str) -> tuple[ColourBar, ...]:
        """The legend."""
        columns = [
            ColouredColumn(
                self._table.metrics[metric],
                scale,
                self._pooled or self._numbers[metric],
                palettes[metric],
                is_own=(scale.low, scale.high) == data_ends(self._numbers[metric], scale.kind),
            )
            for metric in self.coloured
            if (scale := self.scales[metric])
        ]
        return tuple(bars_of(columns, shared=self.shared, diverging=self.style.diverging, note=note))


def _style(table: Table) -> Style:
    name = table.heatmap.style or "sequential"
    if name not in STYLES:
        known = ", ".join(STYLES)
        raise ValueError(f"expected a style ({known}), got {name!r}")
    return STYLES[name]


def _palettes(table: Table, style: Style, default: str) -> tuple[str, ...]:
    """Return the palette of each column: what the file names, what the gallery names if it fits, its own."""
    chosen = table.heatmap.palette or default
    if chosen and chosen not in PALETTES:
        known = ", ".join(PALETTES)
        raise ValueError(f"expected a palette ({known}), got {chosen!r}")
    if table.heatmap.palette or (chosen and PALETTES[chosen].diverging == style.diverging):
        return (chosen,) * len(table.metrics)
    return tuple(map(style.palette, table.metrics))
