"""What do two workers gain: processes of this machine, and those of a Dask cluster?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.cluster import cluster
from benchmarks.inputs import our_site
from benchmarks.lines import Answer, Benchmark, Question, Run
from benchmarks.measure import alternate, inside

_PROCESSES = Question(
    "the part of a cold build of 1,000 tables that is ours, by two processes, against one: wall time",
    "wall",
    "≥ 1.6",
)
_LIMIT = Question(
    "what two processes gain on this machine with nothing to share: all files parsed 8 times by PyYAML's C "
    "loader in one that is there already, against half of them in each of two: wall time",
    "wall",
)
_DASK = Question(
    "the part of a cold build of 2,000 tables of 50 × 20 that is handed to Dask, by two workers, against "
    "one: wall time",
    "wall",
    "≥ 1.5",
)


def _processes(run: Run) -> Iterator[Answer]:
    """From the results directory to all bytes of pages and files, without the host; and the limit."""
    count = run.count(1000)
    our_site(run.folder, count)
    results = str(run.folder / "results")
    one, alone, two, beside = alternate(
        run.rounds,
        {
            f"{workers} {what}": partial(inside, task, *of, str(workers))
            for workers in (1, 2)
            for what, task, of in (
                ("processes", "build-ours", (str(run.folder), str(count))),
                ("plain processes", "parse-beside", (results,)),
            )
        },
    )
    yield _PROCESSES.answer(two, one)
    yield _LIMIT.answer(alone, beside)


def _dask(run: Run) -> Iterator[Answer]:
    """Both clusters wait while the other works."""
    count = run.count(2000)
    our_site(run.folder, count, (50, 20))
    with cluster(run.folder / "cluster-1", 1) as first, cluster(run.folder / "cluster-2", 2) as second:
        one, two = alternate(
            run.rounds,
            {
                f"{workers} workers": partial(inside, "build-handed", str(run.folder), str(count), str(file))
                for workers, file in ((1, first), (2, second))
            },
        )
    yield _DASK.answer(two, one)


PROCESSES = Benchmark(_processes, (_PROCESSES, _LIMIT))
DASK = Benchmark(_dask, (_DASK,))
