"""A cure is given only where what it replaces stands in the file, and what it adds may stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mkdocs_results_gallery.errors import Insert, Problem, Replace


def with_sound_cures(problems: Sequence[Problem], contents: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """The problems, without cures of what is written in another way; `contents` are by path."""
    edited = set(map(_edited, problems))
    lines = {path: _lines(content) for path, content in contents.items() if path in edited}
    return tuple(
        problem if _is_sound(problem, lines) else replace(problem, cure=None) for problem in problems
    )


def _edited(problem: Problem) -> str:
    """The file that the cure of a problem edits; ``""`` for none."""
    match problem.cure:
        case Replace():
            return problem.file
        case Insert(file):
            return file
    return ""


def _lines(content: bytes) -> list[str]:
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _is_sound(problem: Problem, lines: Mapping[str, Sequence[str]]) -> bool:
    match problem.cure:
        case Replace(line, column, old):
            there = lines.get(problem.file, ())
            if not 0 < line <= len(there) or column < 1:
                return False
            return there[line - 1].find(old, column - 1) - column + 1 in (0, 1)
        case Insert(file, _, text):
            return _may_be_added(text, lines.get(file, ()))
    return True


def _may_be_added(text: str, lines: Sequence[str]) -> bool:
    """Whether a key at the outermost level may be added to YAML of these lines: it is not there yet."""
    key = text.partition(":")[0]
    starts = [line for line in lines if line.strip() and line[0] not in "#%-. "]
    return not any(line[0] in "{[" or line.partition(":")[0].strip("\"' ") == key for line in starts)
