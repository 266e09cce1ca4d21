"""The command: `python -m tests.independent.changes 10000 [--seed S] [--again SEED]`.

Compares so many random pairs of files, and prints every contradiction at once, with the seed that makes it
again. Exit code 1 where there is any.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from tests.independent.changes.drafts import pair
from tests.independent.changes.histories import look_at_history
from tests.independent.changes.trial import look_at

_TOGETHER = 5
"""Pairs that are the files of one folder."""


def main() -> int:
    """Look at what was asked for, and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.independent.changes", description=__doc__)
    parser.add_argument("pairs", type=int, nargs="?", default=1_000, help="pairs to compare (1,000)")
    parser.add_argument("--seed", type=int, default=0, help="the first pair (0)")
    parser.add_argument("--again", type=int, help="compare one pair again, by its seed, and print it")
    parser.add_argument("--history", type=Path, help="a folder with the revisions of a file, in their order")
    parser.add_argument("--keys", default="model", help="with --history: fields that name rows (model)")
    asked = parser.parse_args()
    if asked.history is not None:
        seen = look_at_history(sorted(asked.history.iterdir()), asked.keys.split(","))
        print("\n".join([*seen.contradictions, _listed(seen.counts)]))
        return bool(seen.contradictions)
    if asked.again is not None:
        base, head = pair(asked.again)
        print(f"{base}\n---\n{head}")
        found = look_at([asked.again]).contradictions
        print("\n".join(found) or "nothing wrong")
        return bool(found)
    counts: Counter[str] = Counter()
    wrong, started = 0, time.monotonic()
    for first in range(asked.seed, asked.seed + asked.pairs, _TOGETHER):
        seen = look_at(range(first, min(first + _TOGETHER, asked.seed + asked.pairs)))
        counts += seen.counts
        wrong += len(seen.contradictions)
        for one in seen.contradictions:
            print(f"{first}: {one}", flush=True)
    print(_listed(counts))
    print(f"{wrong:,} contradictions in {asked.pairs:,} pairs, {time.monotonic() - started:,.0f} s")
    return wrong > 0


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in sorted(counts.items()))


if __name__ == "__main__":
    sys.exit(main())
