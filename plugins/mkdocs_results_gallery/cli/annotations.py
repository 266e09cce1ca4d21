"""Annotations of GitHub Actions: workflow commands, which GitHub shows at a line of a pull request."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs_results_gallery.cli.targets import Target
from mkdocs_results_gallery.errors import Problem, legible

_COMMAND_OF = {"error": "error", "warning": "warning", "skipped": "notice"}


def workflow_commands(target: Target, problems: Iterable[Problem]) -> Iterator[str]:
    """Each of `problems` as one workflow command.

    GitHub reads paths from the root of the checkout; where none is known they are as the caller wrote them.
    """
    folder = Path(os.path.realpath(target.folder))
    root = next((root for root in _roots(folder) if folder.is_relative_to(root)), None)
    start = folder.relative_to(root) if root else Path(target.said)
    for problem in problems:
        place = f",line={problem.line}" if problem.line else ""
        place += f",col={problem.column}" if problem.column else ""
        text = ": ".join(part for part in (problem.place, problem.message) if part)
        text = f"{text}; {problem.hint}" if problem.hint else text
        file = _property(legible((start / problem.file).as_posix()))
        yield f"::{_COMMAND_OF[problem.severity]} file={file}{place}::{_data(legible(text))}"


def _roots(folder: Path) -> Iterator[Path]:
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if workspace:
        yield Path(os.path.realpath(workspace))
    # in a linked work tree it is a file
    yield from (one for one in (folder, *folder.parents) if os.path.lexists(one / ".git"))


def _data(text: str) -> str:
    """Text of a workflow command; the order matters, % comes first."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
