"""How fast is it said what has changed in a repository?"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.inputs import tables, write
from benchmarks.lines import Answer, Benchmark, Question, Run
from benchmarks.measure import Cost, alternate, command

_CHANGED = 10
_MANY = 1000
_READING = Question(
    "`results-gallery diff` of two commits with 1,000 tables, 10 of which changed, against `git diff --stat` "
    "and reading these tables of both: CPU time of whole processes",
    "cpu",
    "≤ 3",
    1000,
    "ms",
)
_FLAT = Question("the same, against a repository with 100 tables: peak memory", "memory", "≤ 1.1", 1, "MB")


def _comparing(run: Run) -> Iterator[Answer]:
    """The repositories are packed, as those that were cloned."""
    large, small = run.folder / "large", run.folder / "small"
    count = run.count(_MANY)
    _repository(large, count)
    _repository(small, count // 10)

    def ours(project: Path) -> Cost:
        return command("mkdocs_results_gallery.cli", "diff", "HEAD~1", "HEAD", "--format=json", cwd=project)

    def reading() -> Cost:
        return command("benchmarks.inside", "diff-reading", str(large), str(_CHANGED), cwd=large)

    a, b, c = alternate(
        run.rounds, {"ours": lambda: ours(large), "reading": reading, "with 100": lambda: ours(small)}
    )
    yield _READING.answer(a, b)
    yield _FLAT.answer(a, c)


def _repository(folder: Path, count: int) -> None:
    """Two commits; the second has another number in each of the last tables."""
    for number, table in enumerate(tables(count)):
        write(folder / "results" / f"{number // 50}" / f"{table.name}.yaml", table.yaml())
    _git(folder, "init", "-q")
    _commit(folder)
    for number, table in enumerate(tables(count)):
        if number >= count - _CHANGED:
            changed = replace(table, values=[[value + 1 for value in table.values[0]], *table.values[1:]])
            write(folder / "results" / f"{number // 50}" / f"{table.name}.yaml", changed.yaml())
    _commit(folder)
    _git(folder, "gc", "-q")


def _commit(folder: Path) -> None:
    _git(folder, "add", "results")
    _git(folder, "commit", "-q", "-m", "results")


def _git(folder: Path, *arguments: str) -> None:
    nobody = {f"GIT_{who}_{what}": "x@y" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **nobody}, check=True)


HISTORY = Benchmark(_comparing, (_READING, _FLAT))
