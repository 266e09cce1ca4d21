"""Some files and folders of a results directory, read as they are read in the whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from mkdocs_results_gallery.reading.scan import Scan, names_defaults


class Chosen:
    """Files and folders by path below the results directory, and the ``_gallery.yaml`` that they inherit."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(dict.fromkeys(paths))
        """As chosen, with ``/``; ``.`` is the directory itself."""
        self._chosen = frozenset(self.paths)
        self._above = {str(parent) for path in self.paths for parent in PurePosixPath(path).parents}

    def __contains__(self, path: str) -> bool:
        """Whether the file at `path` is chosen, lies in a folder that is, or is what one of them inherits."""
        pure = PurePosixPath(path)
        if names_defaults(pure.name) and str(pure.parent) in self._above:
            return True
        return path in self._chosen or any(str(parent) in self._chosen for parent in pure.parents)

    def enters(self, folder: str) -> bool:
        """Whether something in `folder` may be chosen."""
        return folder in self._above or folder in self

    def of(self, found: Scan) -> Scan:
        """The part of `found` that is chosen."""
        return Scan(
            tuple(path for path in found.files if path in self),
            tuple(path for path in found.defaults if path in self),
            tuple(problem for problem in found.problems if problem.file in self),
        )
