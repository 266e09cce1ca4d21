"""What a child process cost, and rounds in which two sides alternate."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.machine import MemoryWatch

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one run."""

    wall: float
    """Seconds on the clock."""
    cpu: float = 0.0
    """Seconds of CPU, user and system, all descendants included."""
    memory: float = 0.0
    """Peak memory of all processes together, MB."""
    size: float = 0.0
    """Bytes of what was made, where that is the question."""


def environment() -> dict[str, str]:
    """Return that of every child process."""
    return {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        # pip compiles what it installs: an editable package must be allowed to keep what it compiles
        "PYTHONDONTWRITEBYTECODE": "",
        # numerical libraries start a thread per core; a table of 36 numbers only pays for it
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
    }


def command(*arguments: str, cwd: Path) -> Cost:
    """Run ``python -m …`` in a child process and wait; a failure ends the benchmark with its output."""
    log = cwd / "benchmark.log"
    start = time.perf_counter()
    with log.open("wb") as output:
        child = subprocess.Popen(
            [sys.executable, "-m", *arguments], cwd=cwd, env=environment(), stdout=output, stderr=output
        )
        watch = MemoryWatch(child.pid)
        # wait4 tells of this child and its descendants alone; RUSAGE_CHILDREN mixes all children so far
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
    watch.stop()
    if child.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit code {child.returncode}\n{log.read_text()[-4000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(usage.ru_maxrss / 1024, watch.peak))


def inside(task: str, *arguments: str) -> Cost:
    """Run a task of `inside.py` in a child process of its own, which measures itself."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.inside", task, *arguments],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{task}: exit code {done.returncode}\n{done.stderr[-4000:]}")
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def alternate(rounds: int, sides: Mapping[str, Callable[[], Cost]]) -> list[list[Cost]]:
    """Return one list of costs per side. A, B, A, B: what slows the machine for a while slows both."""
    costs: list[list[Cost]] = [[] for _ in sides]
    for number in range(rounds):
        for (name, side), found in zip(sides.items(), costs, strict=True):
            cost = side()
            found.append(cost)
            figures = f"{cost.wall:.3f} s wall, {cost.cpu:.3f} s CPU, {cost.memory:.0f} MB"
            print(f"  round {number + 1}: {name}: {figures}", file=sys.stderr)
    return costs


def ratio(top: Sequence[Cost], bottom: Sequence[Cost], part: str) -> float:
    """Return the median of the rounds' ratios: the two of a round ran back to back."""
    return median(float(getattr(a, part)) / float(getattr(b, part)) for a, b in zip(top, bottom, strict=True))


def middle(costs: Sequence[Cost], part: str) -> float:
    """Return the median of one side."""
    return median(float(getattr(cost, part)) for cost in costs)
