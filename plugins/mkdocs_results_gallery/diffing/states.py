"""Two states of a site, and what they are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mkdocs_results_gallery.revisions.snapshot import Snapshot

LAST_COMMIT = "HEAD"
WORKING_TREE = "working tree"
"""What the head is called where nobody names one."""


@dataclass(frozen=True, slots=True)
class SiteFolders:
    """Where a site has its results and its hand-written pages. Absolute."""

    results: Path
    pages: Path | None = None
    place: str = ""
    """The folder of the site that they are built into, where that has others too; ``""``: it has none."""


@dataclass(frozen=True, slots=True, eq=False)
class SiteState:
    """The files of a site in one state."""

    results: Snapshot
    folders: SiteFolders
    """Where they are, or would be if they were here."""
    pages: Snapshot | None = None
    only: str = ""
    """The path of the one file that it is about, below the results; ``""``: all of them."""


@dataclass(frozen=True, slots=True)
class StateNames:
    """What is compared with what, as it is asked for."""

    base: str = ""
    """A revision, two revisions as ``A...B``, a folder or a file; ``""``: the last commit."""
    head: str = ""
    """A revision, a folder or a file; ``""``: the working tree."""


Project = Callable[[Path], SiteFolders]
"""Finds the results in a folder: the folder itself, or what it holds as a project."""

Configured = Callable[[Callable[[Path], bytes | None]], SiteFolders | None]
"""Finds the results of a site by its configuration in another state whose files it may read."""
