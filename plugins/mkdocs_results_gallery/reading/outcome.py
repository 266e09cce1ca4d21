"""What a results folder comes to as a whole, where that is nothing: no such folder, no file, no table."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import Path

from mkdocs_results_gallery.errors import Problem, shown
from mkdocs_results_gallery.reading.scan import Scan
from mkdocs_results_gallery.regular import is_folder

_OPTION = "the option `results_dir` says where it is"
_EXAMPLE = "e.g. a file first.yaml with `cities: {acc: 0.97}`"


def no_folder(results_dir: Path) -> Problem:
    """That there is no results folder, and which one was probably meant."""
    got = "a file" if os.path.lexists(results_dir) else "nothing there"
    near = _nearest(results_dir)
    hint = f"{_OPTION}; did you mean {shown(near, 80)}?" if near else f"create it; {_OPTION}"
    return Problem(
        "", 0, 0, "", f"expected a results directory {shown(results_dir.name, 80)}, got {got}", hint
    )


def _nearest(results_dir: Path) -> str:
    """The folder with the nearest name, from where the path begins to be wrong on; ``""`` for none."""
    wrong = results_dir
    while not is_folder(wrong.parent) and wrong.parent != wrong:
        wrong = wrong.parent
    folders = _folders(wrong.parent)
    below = results_dir.relative_to(wrong)
    near = difflib.get_close_matches(wrong.name, folders, n=1, cutoff=0.6)
    for name in [*near, *(name for name in folders if name == "results")]:
        whole = wrong.parent / name / below
        return (Path(name) / below).as_posix() if is_folder(whole) else name
    return ""


def _folders(parent: Path) -> list[str]:
    try:
        with os.scandir(parent) as found:
            return sorted(entry.name for entry in found if entry.is_dir() and not entry.name.startswith("."))
    except OSError:
        return []


def no_pages(results_dir: Path, found: Scan, pages: int, problems: Iterable[Problem]) -> list[Problem]:
    """That a folder gives no page of numbers, where nothing else says so yet."""
    if pages or any(problem.severity != "skipped" for problem in problems):
        return []
    name = shown(results_dir.name, 80)
    if found.files:
        files = "the only file" if len(found.files) == 1 else f"any of {len(found.files):,} files"
        message = f"expected a table of numbers in {name}, got none in {files}"
        hint = "why is told of each file that was skipped; a table maps rows to metrics, " + _EXAMPLE
    elif found.others:
        files = "1 file" if found.others == 1 else f"{found.others:,} files"
        message = f"expected a results file in {name}, got {files} that are left out"
        hint = (
            "results files end in .yaml, .yml, .json, .csv or .tsv; see the options `include` and `exclude`"
        )
    else:
        message = f"expected a results file in {name}, got none"
        hint = f"put one there, {_EXAMPLE}; {_OPTION}"
    return [Problem("", 0, 0, "", message, hint, "warning")]
