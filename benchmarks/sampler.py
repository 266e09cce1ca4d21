"""Where CPU time and memory of a build go: `python -m benchmarks.sampler RESULT.json mkdocs build`.

A signal every few milliseconds of CPU time looks at what runs, so that the build costs hardly more than it
does alone, and what has no name of its own counts for its caller.
"""

from __future__ import annotations

import json
import runpy
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from types import FrameType

BETWEEN = 0.004
"""Seconds of CPU time between two looks."""
START = "start of Python, imports"
HOST = "MkDocs, theme, search"
OTHER = "else"

_OURS = "mkdocs_results_gallery"
ROOMS = {
    "reading": (f"{_OURS}/reading/",),
    "what the numbers say": (f"{_OURS}/analysis/",),
    "figures": (f"{_OURS}/heatmap/",),
    "pages and downloads": (f"{_OURS}/pages/",),
    "store": (f"{_OURS}/store.py", f"{_OURS}/heatmap/cache.py"),
    "processes": (f"{_OURS}/executor",),
    "recipe": (f"{_OURS}/build",),
    "our part in the host": (f"{_OURS}/hosts/", f"{_OURS}/embed/"),
    HOST: ("/mkdocs/", "/material/"),
}
"""Rooms of the house, and the files whose frames show that work is done for them."""
STEPS = {
    "read": (f"{_OURS}/build/intake.py",),
    "make": (f"{_OURS}/build/making.py",),
    "gather": (f"{_OURS}/build/",),
    "place": (f"{_OURS}/hosts/", f"{_OURS}/embed/"),
    HOST: ("/mkdocs/", "/material/"),
}
"""Steps of a build."""
SPREAD = ("read", "make")
"""Those of them in which the work of different files is independent."""


class Sampler:
    """Gives each moment to the innermost frame that has a name in `names`, or to any that is in `whole`."""

    def __init__(self, names: Mapping[str, tuple[str, ...]], whole: Collection[str] = ()) -> None:
        self._names = names
        self._whole = whole
        self._known: dict[str, str] = {}
        self.seconds: dict[str, float] = defaultdict(float)

    def name_of(self, frame: FrameType | None) -> str:
        """Say for whom a frame works; the start of the program where nobody has a name yet."""
        innermost = ""
        while frame is not None:
            code = frame.f_code
            if code.co_filename.startswith("<frozen importlib"):
                return innermost or START
            found = self._known.get(code.co_filename)
            if found is None:
                found = self._known[code.co_filename] = self._name(code.co_filename)
            if found and code.co_name != "<module>":
                innermost = innermost or found
                if found in self._whole or not self._whole:
                    return found
            frame = frame.f_back
        return innermost or OTHER

    def _name(self, file: str) -> str:
        parts = ((name, part) for name, parts in self._names.items() for part in parts)
        return next((name for name, part in parts if part in file), "")


class Watch:
    """Looks at one process, this one, with several samplers."""

    def __init__(self) -> None:
        self.rooms, self.steps = Sampler(ROOMS), Sampler(STEPS, SPREAD)
        self.memory: dict[str, float] = defaultdict(float)
        """MB by which the process grew for a room, shrinking taken off."""
        self._cpu, self._resident = 0.0, 0.0

    def look(self, _number: int, frame: FrameType | None) -> None:
        """Give what was spent since the last look to whoever works now."""
        cpu, resident = time.process_time(), _resident()
        room = self.rooms.name_of(frame)
        self.rooms.seconds[room] += cpu - self._cpu
        self.steps.seconds[self.steps.name_of(frame)] += cpu - self._cpu
        self.memory[room] += resident - self._resident
        self._cpu, self._resident = cpu, resident

    def result(self) -> dict[str, dict[str, float]]:
        """Return all, ready to be written."""
        return {"rooms": self.rooms.seconds, "steps": self.steps.seconds, "memory": self.memory}


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def main() -> None:
    """Run a module as `python -m` does, and write what was seen when it ends."""
    target, *sys.argv = sys.argv[1:]
    watch = Watch()
    signal.signal(signal.SIGPROF, watch.look)
    signal.setitimer(signal.ITIMER_PROF, BETWEEN, BETWEEN)
    try:
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        Path(target).write_text(json.dumps(watch.result()), encoding="utf-8")


if __name__ == "__main__":
    main()
