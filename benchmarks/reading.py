"""How fast, and in how much memory, is one large file read, and are files passed over that are no tables?"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.inputs import large_file, strangers
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

_SKIP = "pass over 2,436 files that are no tables, against `yaml.parse` with `CLoader`, unchecked"
_SKIP_CPU = Question(f"{_SKIP}: CPU time", "cpu", "≤ 3")


def _skipping(run: Run) -> Iterator[Answer]:
    """Files of other programs that lie among the results."""
    results = run.folder / "strangers"
    strangers(results, run.count(2436))

    def ours() -> Cost:
        return inside("skip-ours", str(results))

    def pyyaml() -> Cost:
        return inside("skip-pyyaml", str(results))

    a, b = alternate(run.rounds, {"ours": ours, "PyYAML": pyyaml})
    yield _SKIP_CPU.answer(a, b)


SKIPPING = Benchmark(_skipping, (_SKIP_CPU,))
