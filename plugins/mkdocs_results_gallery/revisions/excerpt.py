"""The files that are needed of a state, as a folder of their own: regular files with safe names, no link."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.revisions.repository import ELSEWHERE, NotHere, is_safe
from mkdocs_results_gallery.revisions.snapshot import Snapshot
from mkdocs_results_gallery.safe_open import write_file


class Excerpt:
    """A folder that has what was brought into it of `files`, and nothing else."""

    def __init__(self, files: Snapshot, root: Path, most: int) -> None:
        """`root` is empty, and nobody else's. Of a file `most` bytes are taken, and one more."""
        self.files = files
        self.root = root
        self.problems: list[Problem] = []
        """What could not be brought."""
        self._most = most + 1
        self._known: set[str] = set()

    def bring(self, paths: Iterable[str]) -> None:
        """Make the files at those of `paths` that the state has."""
        for path in sorted({*paths} - self._known):
            self._known.add(path)
            if path in self.files.paths:
                self._make(path)
            elif path in self.files.strange:
                self._report(path, f"expected a file, got {self.files.strange[path]}")

    def _make(self, path: str) -> None:
        if not is_safe(path):
            self._report(path, f"expected a file, got {ELSEWHERE}")
            return
        try:
            # one that is there already differs in case alone, for a file system to which that is the same
            write_file(str(self.root / path), self.files.content(path, self._most), is_new=True)
        except NotHere as missing:
            self._report(path, f"expected a readable file, got none: {missing.why}", missing.hint)
        except (OSError, ValueError) as error:
            why = (isinstance(error, OSError) and error.strerror) or "it has no valid name"
            self._report(path, f"expected a file that can be written beside the others, got: {why}")

    def _report(self, path: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(path, 0, 0, self.files.name, message, hint))
