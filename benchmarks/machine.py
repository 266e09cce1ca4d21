"""What the machine is, and what it does beside the benchmark. Linux only."""

from __future__ import annotations

import os
import platform
import resource
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PEERS = (
    *("mkdocs", "mkdocs-material", "matplotlib", "seaborn", "multiqc", "mkdocs-gallery", "daff", "pyyaml"),
    "distributed",
)
_TICK = os.sysconf("SC_CLK_TCK")
_SECONDS_BETWEEN = 0.2
"""Between two looks at the memory of a tree of processes."""


def description() -> str:
    """Name the versions that decide about the figures, and the cores."""
    found = []
    for name in PEERS:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"no {name}")
    cores = len(os.sched_getaffinity(0))
    return f"Python {platform.python_version()}, {cores} cores, {', '.join(found)}"


@dataclass(slots=True)
class Load:
    """What others did to the machine between its making and `told`."""

    before: float = field(default_factory=lambda: os.getloadavg()[0])
    _busy: float = field(default_factory=lambda: _busy_seconds())
    _own: float = field(default_factory=lambda: _own_seconds())
    _start: float = field(default_factory=lambda: os.times().elapsed)

    def told(self) -> str:
        """Give the load of the last minute before and after, and how much of the cores others took."""
        elapsed = (os.times().elapsed - self._start) * (os.cpu_count() or 1)
        others = max(_busy_seconds() - self._busy - (_own_seconds() - self._own), 0.0)
        share = others / elapsed if elapsed else 0.0
        return f"{self.before:.1f} → {os.getloadavg()[0]:.1f}, others {share:.0%}"


def _busy_seconds() -> float:
    """CPU time of the whole machine since it started, without idling and waiting for disks."""
    fields = [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    user, nice, system, _, _, irq, soft, steal = fields
    return (user + nice + system + irq + soft + steal) / _TICK


def _own_seconds() -> float:
    """CPU time of the benchmark and of all its children that have ended."""
    parts = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in parts)


class MemoryWatch:
    """Looks at the memory of a process and all its descendants until it is told to stop."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.peak = 0.0
        """The most that all had together, MB; what several share counts once."""
        self.processes = 1
        """The most that there were at one time."""
        self._thread.start()

    def stop(self) -> None:
        """End it, once the process has ended."""
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(_SECONDS_BETWEEN):
            pids = list(_tree(self._pid))
            self.processes = max(self.processes, len(pids))
            # one alone is known by its usage when it has ended, and asking the system for this slows it down
            if len(pids) > 1:
                self.peak = max(self.peak, sum(map(_proportional, pids)))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        threads = [*Path(f"/proc/{pid}/task").iterdir()]
        children = [int(one) for thread in threads for one in (thread / "children").read_text().split()]
    except OSError:  # ended in the meantime
        return
    for child in children:
        yield from _tree(child)


def _proportional(pid: int) -> float:
    """MB; a page that n processes share counts an nth for each."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
