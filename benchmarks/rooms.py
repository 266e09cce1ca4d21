"""Where time and memory of our builds go, room by room."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.inputs import our_site
from benchmarks.lines import Run
from benchmarks.measure import Cost
from benchmarks.sampler import OTHER, ROOMS, START
from benchmarks.sites import build_ours

STATES = ("cold", "warm")
ROOM_NAMES = (START, *ROOMS, OTHER)


@dataclass(frozen=True, slots=True)
class Profile:
    """Of one build by one process."""

    cost: Cost
    rooms: Mapping[str, float]
    """Seconds of CPU by room."""
    steps: Mapping[str, float]
    """The same by step."""
    memory: Mapping[str, float]
    """MB by which the process grew, by room."""


def profiled(site: Path, *, cold: bool, experiments: int) -> Profile:
    """Build once, in one process, and see what each room and each step takes of it."""
    target = site / "profile.json"
    cost = build_ours(site, cold=cold, experiments=experiments, under=("benchmarks.sampler", str(target)))
    seen = json.loads(target.read_text(encoding="utf-8"))
    return Profile(cost, seen["rooms"], seen["steps"], seen["memory"])


def where_the_time_goes(run: Run, before: Path | None) -> str:
    """Profile 1,000 tables, by the package in the folder `before` too; returns a Markdown table."""
    count = run.count(1000)
    site = run.folder / "site"
    our_site(site, count, settings={"workers": 1})
    sources = [before, None] if before else [None]
    seen: dict[tuple[Path | None, str], list[Profile]] = {}
    for _ in range(run.rounds):
        for source in sources:
            with _package_of(source):
                for state in STATES:
                    found = profiled(site, cold=state == "cold", experiments=count)
                    seen.setdefault((source, state), []).append(found)
    columns = {
        (f"{state} before" if source else state): seen[source, state]
        for state in STATES
        for source in sources
    }
    return table(columns)


def table(columns: Mapping[str, Sequence[Profile]]) -> str:
    """Write a line for each room: seconds of CPU, and MB by which the process grew; medians."""
    heads = [f"{name}: {what}" for name in columns for what in ("CPU", "memory")]
    lines = [f"| where | {' | '.join(heads)} |", f"|---|{'---|' * len(heads)}"]
    for room in ROOM_NAMES:
        lines.append(_line(room, columns.values(), room))
    lines.append(_line("all", columns.values()))
    return "\n".join(lines)


def _line(title: str, columns: Iterable[Sequence[Profile]], room: str = "") -> str:
    cells = []
    for profiles in columns:
        seconds = median(one.rooms.get(room, 0.0) if room else sum(one.rooms.values()) for one in profiles)
        memory = median(one.memory.get(room, 0.0) if room else one.cost.memory for one in profiles)
        cells += [f"{seconds:.2f} s", f"{memory:.0f} MB"]
    return f"| {title} | {' | '.join(cells)} |"


@contextmanager
def _package_of(source: Path | None) -> Iterator[None]:
    """Let child processes import another state of the package."""
    kept = os.environ.get("PYTHONPATH", "")
    if source is not None:
        os.environ["PYTHONPATH"] = f"{source}{os.pathsep}{kept}"
    try:
        yield
    finally:
        os.environ["PYTHONPATH"] = kept
