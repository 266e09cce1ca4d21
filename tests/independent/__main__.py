"""The command: `python -m tests.independent 20000 [--seed S] [--again SEED]`.

Makes galleries of random files until so many tables are read, and prints every contradiction at once, with
the seed that makes it again. Exit code 1 where there is any.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from tests.independent.files import gallery
from tests.independent.folder import look_at_folder
from tests.independent.trial import look_at

_EVERY = 20.0
"""Seconds between two lines that say how far it is."""


def main() -> int:
    """Look at what was asked for, and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.independent", description=__doc__)
    parser.add_argument("tables", type=int, nargs="?", default=1_000, help="tables to read (1,000)")
    parser.add_argument("--seed", type=int, default=0, help="the first gallery (0)")
    parser.add_argument("--again", type=int, help="read one gallery again, by its seed")
    parser.add_argument("--files", action="store_true", help="with --again: print its files")
    parser.add_argument("--folder", type=Path, help="read a folder of real results instead")
    asked = parser.parse_args()
    if asked.folder is not None:
        seen = look_at_folder(asked.folder)
        print(
            "\n".join(
                [*seen.contradictions, ", ".join(f"{count:,} {what}" for what, count in seen.counts.items())]
            )
        )
        return bool(seen.contradictions)
    if asked.again is not None:
        if asked.files:
            print("\n".join(f"## {path}\n{text}" for path, text in gallery(asked.again).items()))
        found = look_at(asked.again).contradictions
        print("\n".join(found) or "nothing wrong")
        return bool(found)
    return run(asked.tables, asked.seed)


def run(tables: int, seed: int) -> int:
    """Read galleries from `seed` on until `tables` are read."""
    counts: Counter[str] = Counter()
    started = told = time.monotonic()
    wrong, first = 0, seed
    while counts["tables"] < tables:
        found = look_at(seed)
        counts += found.counts
        wrong += len(found.contradictions)
        for one in found.contradictions:
            print(f"{seed}: {one}", flush=True)
        seed += 1
        if time.monotonic() - told > _EVERY:
            told = time.monotonic()
            print(f"{counts['tables']:,} of {tables:,} tables", file=sys.stderr, flush=True)
    print(", ".join(f"{count:,} {what}" for what, count in counts.items()))
    print(f"{wrong:,} contradictions; galleries {first} to {seed - 1}, {time.monotonic() - started:,.0f} s")
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
