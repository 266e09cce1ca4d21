"""Is a table in a large gallery dearer than one in a small gallery, and how much memory does it take?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.building import further
from benchmarks.inputs import our_site
from benchmarks.lines import Answer, Benchmark, Question, Run, alone
from benchmarks.measure import Cost, alternate
from benchmarks.sites import build_ours

_EACH = "each further table of 10,000, against each of 500"
_GROWTH = {
    (state, part): Question(f"{state} build, {_EACH}: {title}", part, "≤ 1.2", 1000, "ms")
    for state in ("cold", "warm")
    for part, title in (("wall", "wall time"), ("cpu", "CPU time"))
}
_PEAK = {
    state: Question(
        f"{state} build of 10,000 tables: peak memory of all processes", "memory", "≤ 1,500", 1, "MB"
    )
    for state in ("cold", "warm")
}
_LARGE = {
    state: Question(
        f"{state} build of 876 tables of 87 × 10: peak memory of all processes", "memory", "≤ 800", 1, "MB"
    )
    for state in ("cold", "warm")
}


def _growth(run: Run) -> Iterator[Answer]:
    """A site of one table is taken off both: spread over many, Python's start would hide growth."""
    few, many = run.count(500), run.count(10_000)
    # plugins are told from files that are there already: the limit of files, where it is lower, is lifted
    for count in (1, few, many):
        our_site(run.folder / str(count), count, settings={"limits": {"files": 2 * many}})
    sides: dict[str, Callable[[], Cost]] = {
        f"{count} tables, {state}": partial(
            build_ours, run.folder / str(count), cold=state == "cold", experiments=count
        )
        for state in ("cold", "warm")
        for count in (1, few, many)
    }
    costs = alternate(run.rounds, sides)
    for state, (one, small, large) in (("cold", costs[:3]), ("warm", costs[3:])):
        cheap, dear = further(one, small, few - 1), further(one, large, many - 1)
        for part in ("wall", "cpu"):
            yield _GROWTH[state, part].answer(dear, cheap)
        yield alone(_PEAK[state], large)


def _memory(run: Run) -> Iterator[Answer]:
    """Tables that are larger, and share their rows."""
    site, count = run.folder / "large", run.count(876)
    our_site(site, count, (87, 10))
    for state in ("cold", "warm"):
        build = partial(build_ours, site, cold=state == "cold", experiments=count)
        yield alone(_LARGE[state], *alternate(run.rounds, {state: build}))


GROWTH = Benchmark(
    _growth,
    tuple(
        question
        for state in ("cold", "warm")
        for question in (_GROWTH[state, "wall"], _GROWTH[state, "cpu"], _PEAK[state])
    ),
)
MEMORY = Benchmark(_memory, tuple(_LARGE.values()))
