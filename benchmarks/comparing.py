"""How fast are two states of a table compared?"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.inputs import two_states
from benchmarks.lines import Answer, Benchmark, Question, Run
from benchmarks.measure import Cost, alternate, inside

_COMPARE = "compare two states of a 1,500 × 10 table, in another order, with every tenth number another one"
_READING = Question(f"{_COMPARE}, against reading both: CPU time", "cpu", "≤ 2", 1000, "ms")
_DAFF = Question(f"{_COMPARE}, against daff, which is given the rows: CPU time", "cpu", "", 1000, "ms")


def _comparing(run: Run) -> Iterator[Answer]:
    """Both states as CSV, sorted by a score, as benchmarks keep them."""
    folder = run.folder / "states"
    two_states(folder, run.count(1500), 10)

    def ours() -> Cost:
        return inside("compare-ours", str(folder))

    def reading() -> Cost:
        return inside("compare-reading", str(folder))

    def daff() -> Cost:
        return inside("compare-daff", str(folder))

    a, b, c = alternate(run.rounds, {"ours": ours, "reading": reading, "daff": daff})
    yield _READING.answer(a, b)
    yield _DAFF.answer(a, c)


COMPARING = Benchmark(_comparing, (_READING, _DAFF))
