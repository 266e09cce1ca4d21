"""How fast, and in how much memory, is one large file read?"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.inputs import large_file
from benchmarks.lines import Answer, Benchmark, Question, Run
from benchmarks.measure import Cost, alternate, inside

_READ = "read a 1,000 × 200 table, checked, against `yaml.load` with `CSafeLoader`, unchecked"
_CPU = Question(f"{_READ}: CPU time", "cpu", "≥ 2")
_MEMORY = Question(f"{_READ}: peak memory", "memory", "≥ 2", unit="MB")


def _reading(run: Run) -> Iterator[Answer]:
    """1,000 x 200 numbers, against PyYAML's C loader."""
    results = run.folder / "large"
    large_file(results / "large.yaml", run.count(1000), 200)

    def ours() -> Cost:
        return inside("read-ours", str(results))

    def pyyaml() -> Cost:
        return inside("read-pyyaml", str(results))

    a, b = alternate(run.rounds, {"ours": ours, "PyYAML": pyyaml})
    yield _CPU.answer(a, b)
    yield _MEMORY.answer(a, b)


READING = Benchmark(_reading, (_CPU, _MEMORY))
