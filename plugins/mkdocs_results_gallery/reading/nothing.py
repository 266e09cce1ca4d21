"""What is said of a results directory that is not there, or gives no page."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from mkdocs_results_gallery.errors import Problem, shown, shown_path
from mkdocs_results_gallery.reading.discover import Discovered
from mkdocs_results_gallery.reading.documents import IMPORT
from mkdocs_results_gallery.reading.formats import FORMATS
from mkdocs_results_gallery.safe_open import is_folder
from mkdocs_results_gallery.words.phrases import counted, nearest, suggestion

_OPTION = "the option `results_dir` says where it is"
_EXAMPLE = "e.g. a file first.yaml with `cities: {acc: 0.97}`"


def no_folder(results_dir: Path) -> Problem:
    """Report that there is no results folder, and the one that was probably meant."""
    got = "a file" if os.path.lexists(results_dir) else "nothing there"
    near = _nearest(results_dir)
    hint = f"{_OPTION}; {suggestion(near, 80)}" if near else f"create it; {_OPTION}"
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
    near = nearest(wrong.name, folders) or ("results" if "results" in folders else "")
    if near:
        whole = wrong.parent / near / below
        return (Path(near) / below).as_posix() if is_folder(whole) else near
    return ""


def _folders(parent: Path) -> list[str]:
    try:
        with os.scandir(parent) as found:
            return sorted(entry.name for entry in found if entry.is_dir() and not entry.name.startswith("."))
    except OSError:
        return []


def no_pages(results_dir: Path, found: Discovered, pages: int, problems: Iterable[Problem]) -> list[Problem]:
    """Report that a folder gives no page of numbers, where nothing else says so yet."""
    if pages or any(problem.counts for problem in problems):
        return []
    name = shown(results_dir.name, 80)
    if found.files:
        files = "the only file" if len(found.files) == 1 else f"any of {counted(len(found.files), 'file')}"
        message = f"expected a table of numbers in {name}, got none in {files}"
        hint = "each skipped file is listed with the reason; a table maps rows to metrics, " + _EXAMPLE
    elif found.others:
        files, are = counted(found.others, "file"), "is" if found.others == 1 else "are"
        message = f"expected a results file in {name}, got {files} that {are} left out"
        *most, last = FORMATS
        suffixes = f"{', '.join(most)} or {last}"
        hint = f"results files end in {suffixes}; see the options `include` and `exclude`"
        document = next((problem.file for problem in problems if problem.hint == IMPORT), "")
        hint = f"{shown_path(document)} has a table, and {IMPORT}; {hint}" if document else hint
    else:
        message = f"expected a results file in {name}, got none"
        hint = f"put one there, {_EXAMPLE}; {_OPTION}"
    return [Problem("", 0, 0, "", message, hint, "warning")]
