"""With what the results of a site are compared, as its settings name it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.options import Options

_COMPARING = "mkdocs_results_gallery.hosts.changes"


class BaseUnknown(Exception):  # noqa: N818 - no accident, but something to be told
    """The state that the results are compared with can't be had; says why, and what mends it."""


@dataclass(frozen=True, slots=True)
class Base:
    """Another state of the results of a site."""

    name: str
    """A revision, two of them as ``A...B``, or a folder."""
    home: Path
    """The folder of the site's configuration: paths are relative to it."""
    results: str
    """The results directory, as these settings name it."""
    pages: Path
    """The folder of the hand-written pages, which may make claims."""

    @property
    def is_folder(self) -> bool:
        """Whether it can be nothing but a folder: as in a shell, its name begins with a point."""
        return self.name.startswith(".")

    def signs(self) -> list[Path]:
        """Return files that are written to when the name comes to mean another state."""
        found: Callable[[Base], list[Path]] = import_module(_COMPARING).signs_of
        return found(self)

    def compared(self, options: Options) -> GalleryComparison:
        """Compare the results with it. Raises BaseUnknown.

        What does so is loaded here: a site that is compared with nothing needs neither it nor git.
        """
        compare: Callable[[Base, Options], GalleryComparison] = import_module(_COMPARING).changes_since
        return compare(self, options)
