"""Faults put into a copy of the plugin, one at a time: the reader must find each.

`python -m tests.independent.mutants [--only WORD] [--tables 400]` prints what became of each; exit code 1
where one lives. At least one stands for each threshold that the documentation names.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.independent.faults import MUTANTS, Mutant

_PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
_PACKAGE = "mkdocs_results_gallery"


def main() -> int:
    """Try all mutants, or some."""
    parser = argparse.ArgumentParser(prog="python -m tests.independent.mutants", description=__doc__)
    parser.add_argument("--only", default="", help="those whose description has this")
    parser.add_argument("--tables", type=int, default=400, help="tables to read for each (400)")
    parser.add_argument("--seed", type=int, default=0, help="the first gallery (0)")
    asked = parser.parse_args()
    chosen = [one for one in MUTANTS if asked.only in one.what]
    honest = {count: set(found(None, count, asked.seed)) for count in _steps(asked.tables)}
    living = 0
    for mutant in chosen:
        new = next(
            filter(None, (_new(mutant, count, asked.seed, lines) for count, lines in honest.items())), ""
        )
        living += not new
        print(f"{'killed' if new else 'LIVES'}: {mutant.what} ({mutant.file}): {new[:160]}", flush=True)
    print(f"{len(chosen)} mutants, {living} live")
    return living > 0


def _steps(tables: int) -> list[int]:
    """Most faults are found soon."""
    return [*(count for count in (40, 150) if count < tables), tables]


def _new(mutant: Mutant, tables: int, seed: int, honest: set[str]) -> str:
    return next((line for line in found(mutant, tables, seed) if line not in honest), "")


def found(mutant: Mutant | None, tables: int, seed: int) -> Iterator[str]:
    """The contradictions of a copy of the plugin with this fault in it."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        copy = Path(folder, "plugins")
        shutil.copytree(_PLUGINS, copy, ignore=shutil.ignore_patterns("__pycache__"))
        if mutant:
            file = copy / _PACKAGE / mutant.file
            text = file.read_text(encoding="utf-8")
            if text.count(mutant.old) != 1:
                raise SystemExit(
                    f"{mutant.file}: {text.count(mutant.old)} times {mutant.old!r}, expected once"
                )
            file.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-m", "tests.independent", str(tables), "--seed", str(seed)],
            cwd=_PLUGINS.parent,
            env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    lines = [line for line in run.stdout.splitlines() if line.partition(":")[0].isdigit()]
    yield from lines
    if run.returncode not in (0, 1) or (run.returncode and not lines):
        yield f"it fails: {run.stderr.strip().splitlines()[-1:]}"


if __name__ == "__main__":
    sys.exit(main())
