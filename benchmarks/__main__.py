"""The command: `python -m benchmarks [--quick] [--only NAME …] [--write]`. Prints a Markdown table."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.browsing import BROWSING
from benchmarks.building import COLD, EDIT, NAVIGATION, SCRIPTS, WARM, WEIGHT
from benchmarks.comparing import COMPARING
from benchmarks.crew import DASK, PROCESSES
from benchmarks.drawing import DRAWING
from benchmarks.growth import GROWTH, MEMORY
from benchmarks.history import HISTORY
from benchmarks.lines import HEADER, Benchmark, Run, row
from benchmarks.machine import Load, description
from benchmarks.measure import ROOT
from benchmarks.page import write_between
from benchmarks.preview import SERVE
from benchmarks.reading import READING, SKIPPING
from benchmarks.rooms import where_the_time_goes
from benchmarks.scale import simulation

BENCHMARKS: dict[str, Benchmark] = {
    "drawing": DRAWING,
    "reading": READING,
    "skipping": SKIPPING,
    "comparing": COMPARING,
    "history": HISTORY,
    "cold": COLD,
    "warm": WARM,
    "edit": EDIT,
    "serve": SERVE,
    "processes": PROCESSES,
    "dask": DASK,
    "growth": GROWTH,
    "memory": MEMORY,
    "index": BROWSING,
    "scripts": SCRIPTS,
    "weight": WEIGHT,
    "navigation": NAVIGATION,
}
PARTS = ("stages", "scale")
"""What else the page has, besides the table of the benchmarks: parts of their own."""
PAGE = ROOT / "docs/project/speed.md"


def main() -> int:
    """Run what was asked for, one after the other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = (*BENCHMARKS, *PARTS)
    parser.add_argument("--only", action="append", choices=names, help="may be given several times")
    parser.add_argument("--rounds", type=int, default=3, help="of ours and peer in turn (default: 3)")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything, to see whether it runs")
    parser.add_argument("--source", type=Path, help="a folder with another state of the package, to measure")
    parser.add_argument("--before", type=Path, help="such a folder, beside this one where the time goes")
    parser.add_argument("--write", type=Path, nargs="?", const=PAGE, help=f"a page (default: {PAGE.name})")
    options = parser.parse_args()
    if options.write == PAGE and (options.only or options.quick or options.source):
        parser.error("the page has figures of one complete run")
    sources = [options.source.resolve()] if options.source else []
    os.environ["PYTHONPATH"] = os.pathsep.join(map(str, [*sources, ROOT]))

    chosen = options.only or names
    parts = {}
    rows = [line for name in chosen if name in BENCHMARKS for line in _rows(name, options)]
    if rows:
        parts["benchmarks"] = "\n".join([f"{description()}; {options.rounds} rounds.\n", HEADER, *rows])
    if "stages" in chosen:
        before = options.before.resolve() if options.before else None
        parts["stages"] = _part("stages", options, lambda run: where_the_time_goes(run, before))
    if "scale" in chosen:
        parts["scale"] = _part("scale", options, simulation)
    for name, text in parts.items():
        shown = f"A tenth of everything: nothing to quote.\n\n{text}" if options.quick else text
        print(shown, end="\n\n")
        if options.write:
            write_between(options.write, name, shown)
    return 0


def _rows(name: str, options: argparse.Namespace) -> list[str]:
    print(f"{name}:", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        load = Load()
        answers = BENCHMARKS[name].answers(Run(Path(folder), options.rounds, quick=options.quick))
        told = load.told()
    rows = [row(answer, told) for answer in answers]
    print("\n".join(rows), file=sys.stderr)
    return rows


def _part(name: str, options: argparse.Namespace, measure: Callable[[Run], str]) -> str:
    print(f"{name}:", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        load = Load()
        text = measure(Run(Path(folder), options.rounds, quick=options.quick))
        return f"{text}\n\nLoad: {load.told()}."


if __name__ == "__main__":
    sys.exit(main())
