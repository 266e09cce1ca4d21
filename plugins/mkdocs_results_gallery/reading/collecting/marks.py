"""Marks that know their file: of a table that is made of many files, each problem names the right one.

``1 << 63 | file << 45 | line << 23 | column << 1 | quoted`` as a negative number, which no other mark is.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from mkdocs_results_gallery.errors import Cure, Severity
from mkdocs_results_gallery.reading.tree import (
    MappingNode,
    Mark,
    Node,
    Place,
    Problems,
    SequenceNode,
    column_of,
    line_of,
)

MOST_FILES = 1 << 17
"""Files that marks can tell apart."""

_SIGN = 1 << 63
_LOW = (1 << 22) - 1


def mark_in(file: int, mark: Mark) -> Mark:
    """`mark`, of the file number `file`."""
    return (file << 45 | (line_of(mark) & _LOW) << 23 | (column_of(mark) & _LOW) << 1 | mark & 1) - _SIGN


def file_of(mark: Mark) -> int:
    """The number of the file; -1 for a mark of no such file."""
    return mark >> 45 & MOST_FILES - 1 if mark < 0 else -1


def standing_in(file: int, node: Node) -> None:
    """Let all marks of a tree be of the file number `file`; no node may be in it twice."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            continue
        one.mark = mark_in(file, one.mark)
        one.marks = array("q", [mark_in(file, mark) for mark in one.marks])
        if isinstance(one, MappingNode):
            one.key_marks = array("q", [mark_in(file, mark) for mark in one.key_marks])
        waiting += [value for value in one.values if isinstance(value, MappingNode | SequenceNode)]


class ProblemsOfMany(Problems):
    """The problems of a table that is made of many files: each is one of the file that its mark names."""

    def __init__(self, file: str, beside: str, paths: Sequence[str]) -> None:
        super().__init__(file, beside)
        self._paths = paths
        self.wrong: set[int] = set()
        """The numbers of the files with errors."""

    def enough(self, severity: Severity, kind: str) -> bool:
        """Whether a problem needs no message; errors do, since each takes its file out of the table."""
        return severity != "error" and super().enough(severity, kind)

    def _add(
        self, severity: Severity, kind: str, mark: Mark, place: Place, said: tuple[str, str, Cure | None]
    ) -> None:
        if severity == "error" and mark < 0:
            self.wrong.add(file_of(mark))
        super()._add(severity, kind, mark, place, said)

    def _where(self, mark: Mark) -> tuple[str, int, int]:
        if mark < 0:
            return self._paths[file_of(mark)], line_of(mark), column_of(mark)
        return super()._where(mark)
