"""How fast is one figure?"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.lines import Answer, Benchmark, Question, Run
from benchmarks.measure import Cost, alternate, inside

_DRAW = Question(
    "draw one 12 × 3 table to SVG, against `seaborn.heatmap(annot=True)`: CPU time of one core",
    "cpu",
    "≥ 20",
    scale=1000,
    unit="ms",
)


def _drawing(run: Run) -> Iterator[Answer]:
    """One 12 x 3 table to SVG, against the recipe that everybody uses."""

    def ours() -> Cost:
        return inside("draw-ours", "50" if run.quick else "300")

    def seaborn() -> Cost:
        return inside("draw-seaborn", "5" if run.quick else "30")

    yield _DRAW.answer(*alternate(run.rounds, {"ours": ours, "seaborn": seaborn}))


DRAWING = Benchmark(_drawing, (_DRAW,))
