"""What is wrong with a results file, said to the one who will mend it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

BUG = "a bug in results-gallery"
"""How the message of a problem starts that is our own fault, not the file's."""

Severity = Literal["error", "warning", "skipped"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in one file."""

    file: str
    """Path below the results directory, with ``/``; ``""`` for the directory itself."""
    line: int
    """1-based line; 0 when the problem is about the whole file."""
    column: int
    """1-based column; 0 when unknown."""
    place: str
    """Where in the file's own structure, e.g. ``results > cities > t_p``; ``""`` for the whole file."""
    message: str
    """``expected …, got …``: one sentence, no line break, data shown by `shown`."""
    hint: str = ""
    """What a right one looks like; ``""`` where the message already says it."""
    severity: Severity = "error"
    """``error``: the file gives no page of numbers. ``warning``: it does, but something needs a look.
    ``skipped``: the file is no metric table."""

    def __str__(self) -> str:
        where = ":".join([shown_path(self.file) or ".", *(str(n) for n in (self.line, self.column) if n)])
        parts = [where, self.place, self.message]
        text = ": ".join(part for part in parts if part)
        return f"{text}; {self.hint}" if self.hint else text


class ResultsError(Exception):
    """The results can't be read. Carries every problem that was found, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def shown(text: str, limit: int = 40) -> str:
    """Foreign text as it may stand in a message: in quotes, escaped, cut to `limit` characters.

    Control, bidi and other invisible characters are written as escapes, so that no name can start a line,
    colour a terminal or issue a workflow command.
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return '"' + "".join(_visible(char) for char in cut).replace('"', '\\"') + '"'


def shown_path(path: str) -> str:
    """A file path as it may stand in a message: whole, with invisible characters escaped."""
    return "".join(_visible(char) for char in path)


def legible(text: str) -> str:
    """A sentence that has foreign names in it, as a message may say it: with invisible characters escaped."""
    return "".join(char if char == "\\" else _visible(char) for char in text)


def _visible(char: str) -> str:
    if char == "\\":
        return "\\\\"
    # Cc control, Cf format (bidi), Cs surrogate, Co private, Cn unassigned, Z* spaces that look like others
    category = unicodedata.category(char)
    if category in {"Cc", "Cf", "Cs", "Co", "Cn"} or (category[0] == "Z" and char != " "):
        return char.encode("unicode_escape", "surrogatepass").decode("ascii")
    return char
