"""What stands in the cells of a picture, and where: numbers, their details, the signs of missing cells."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_results_gallery.heatmap.geometry import CellText, Grid
from mkdocs_results_gallery.heatmap.spec import Painting
from mkdocs_results_gallery.palettes import MISSING, colours, ink
from mkdocs_results_gallery.words.missing import KIND_NAMES, MISSING_KINDS, UNKNOWN


def cell_texts(painting: Painting, grid: Grid) -> Iterator[list[list[CellText]]]:
    """Place the texts of cells, row by row: none, the sign of a reason, a number, or that and a detail."""
    if not grid.text_size:
        empty: list[CellText] = []
        yield from ([empty] * grid.metrics for _ in range(grid.rows))
        return
    inks = [ink(colour) for colour in colours(painting.palette)]
    middles = [grid.middle(metric) for metric in range(grid.metrics)]
    for row, levels in enumerate(painting.levels.tolist()):
        details = painting.details[row] if painting.details else [""] * grid.metrics
        baselines = grid.baselines(row)
        yield [
            _sign(KIND_NAMES[painting.missing[row, metric]], x, baselines[0], grid)
            if level == MISSING
            else _number(text, detail, x, baselines, grid, inks[level])
            for metric, (x, level, text, detail) in enumerate(
                zip(middles, levels, painting.texts[row], details, strict=True)
            )
        ]


def _sign(kind: str, x: float, y: float, grid: Grid) -> list[CellText]:
    return [CellText(x, y, MISSING_KINDS[kind].sign, grid.text_size, "")] if kind != UNKNOWN else []


def _number(
    text: str, detail: str, x: float, baselines: tuple[float, float, float], grid: Grid, colour: str
) -> list[CellText]:
    alone, above, below = baselines
    if not text:
        return []
    if not detail:
        return [CellText(x, alone, text, grid.text_size, colour)]
    return [
        CellText(x, above, text, grid.text_size, colour),
        CellText(x, below, detail, grid.detail_size, colour),
    ]
