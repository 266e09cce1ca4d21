"""The command: `python -m tests.fuzz [--inputs N] [--builds N] [--seed S]`.

Exit code 1 where anything is wrong. Half of the inputs are results files, half are pages of prose. What is
found is printed at once, with the name that makes it again: `python -m tests.fuzz --again "build 7-1234"`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.trials import Prose, building, lay_down, reading
from tests.fuzz.values import Dice
from tests.fuzz.watch import Trial, Watch

READ_SECONDS = 10.0
BUILD_SECONDS = 60.0
PAGES_PER_GALLERY = 500
_EVERY = 10.0
"""Seconds between two lines that say how far it is."""


class Fuzz:
    """All inputs of one seed."""

    def __init__(self, seed: int, folder: Path) -> None:
        self._seed = seed
        self._folder = folder
        self._prose: tuple[int, Prose] | None = None

    def trial(self, kind: str, number: int) -> Trial:
        """Input `number` of a kind: ``read``, ``prose`` or ``build``."""
        dice = Dice(f"{kind} {self._seed}-{number}")
        if kind == "read":
            return lambda: reading(dice)
        if kind == "prose":
            return lambda: self._gallery(number // PAGES_PER_GALLERY).weave(dice)
        return lambda: building(dice, Path(tempfile.mkdtemp(dir=self._folder)))

    def _gallery(self, number: int) -> Prose:
        if self._prose is None or self._prose[0] != number:
            folder = Path(tempfile.mkdtemp(dir=self._folder))
            self._prose = number, Prose(folder, Dice(f"gallery {self._seed}-{number}"))
        return self._prose[1]


def run(fuzz: Fuzz, seed: int, counts: dict[str, int], seconds: float = BUILD_SECONDS) -> dict[str, Watch]:
    """Try so many inputs of each kind."""
    watches = {}
    for kind, count in counts.items():
        watch = watches[kind] = Watch(seconds if kind != "read" else min(seconds, READ_SECONDS))
        told = time.monotonic()
        for number in range(count):
            before = len(watch.found)
            watch.attempt(f"{kind} {seed}-{number}", fuzz.trial(kind, number))
            for found in watch.found[before:]:
                print(f"{found.name}: {found.what}", flush=True)
            if time.monotonic() - told > _EVERY:
                told = time.monotonic()
                print(f"{kind}: {number + 1:,} of {count:,}", file=sys.stderr, flush=True)
    return watches


def main() -> int:
    """Run what was asked for, and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000, help="files and pages together (10,000)")
    parser.add_argument("--builds", type=int, default=50, help="whole galleries (50)")
    parser.add_argument("--seed", type=int, default=0, help="another seed makes other inputs (0)")
    parser.add_argument("--again", help='make one input again, by its name, e.g. "build 7-1234"')
    parser.add_argument(
        "--keep", type=Path, help="with --again of a build: lay its gallery down in this folder"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        if asked.again:
            return _again(asked.again, Path(folder), asked.keep)
        started = time.monotonic()
        counts = {
            "read": asked.inputs - asked.inputs // 2,
            "prose": asked.inputs // 2,
            "build": asked.builds,
        }
        watches = run(Fuzz(asked.seed, Path(folder)), asked.seed, counts)
        return _report(watches, asked.seed, time.monotonic() - started)


def _again(name: str, folder: Path, keep: Path | None) -> int:
    kind, _, rest = name.partition(" ")
    seed, number = map(int, rest.split("-"))
    if keep is not None:
        lay_down(Dice(name), keep)
        return 0
    print("\n".join(Fuzz(seed, folder).trial(kind, number)()) or "nothing wrong")
    return 0


def _report(watches: dict[str, Watch], seed: int, seconds: float) -> int:
    for kind, watch in watches.items():
        print(f"{kind}: {watch.tried:,} tried, {len(watch.found):,} wrong (seed {seed})")
        for what, times in Counter(found.what[:200] for found in watch.found).most_common(20):
            print(f"  {times:,} times: {what}")
    print(f"{seconds:,.0f} s")
    return 1 if any(watch.found for watch in watches.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
