"""A cure is given only where the text that it replaces stands in the file as it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mkdocs_results_gallery.errors import Problem, Replace


def with_sound_cures(problems: Sequence[Problem], contents: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """The problems, without cures of what is written in another way; `contents` are by path."""
    if not any(isinstance(problem.cure, Replace) for problem in problems):
        return tuple(problems)
    lines = {path: _lines(content) for path, content in contents.items()}
    return tuple(
        replace(problem, cure=None) if not _is_sound(problem, lines.get(problem.file, ())) else problem
        for problem in problems
    )


def _lines(content: bytes) -> list[str]:
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _is_sound(problem: Problem, lines: Sequence[str]) -> bool:
    cure = problem.cure
    if not isinstance(cure, Replace):
        return True
    there = 0 < cure.line <= len(lines) and cure.column > 0
    return there and lines[cure.line - 1].find(cure.old, cure.column - 1) - cure.column + 1 in (0, 1)
