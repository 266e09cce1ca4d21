"""The nouns of reading: a file that is to be read, what was read of it, what a folder says."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.provenance import Sidecar
from mkdocs_results_gallery.reading.collecting.collection import CollectedFiles
from mkdocs_results_gallery.reading.schema.declared import Settings


@dataclass(frozen=True, slots=True, eq=False)
class Unread:
    """All that decides about what is read of a file, but the limits."""

    path: str
    """Below the results directory, with ``/``."""
    content: bytes
    settings: Settings
    """What its folders say."""
    sidecar: Sidecar | None = None
    """The file beside it that says more about it."""
    collected: CollectedFiles | None = None
    """The files that are read in the place of this one; its content is then the list of them."""


@dataclass(frozen=True, slots=True)
class Read:
    """The outcome for one file."""

    experiment: Experiment | None
    """Without a title where the file says none; None: broken, skipped or vanished."""
    problems: tuple[Problem, ...]
    content: bytes = b""
    """The bytes that were read, as far as it could be."""
    key: str = field(default="", compare=False)
    """Of its path, of these bytes and of what they mean, whatever that was found from; ``""``: not known."""
    sources: tuple[str, ...] = ()
    """The files that were read in the place of this one, which gave no table."""


@dataclass(frozen=True, slots=True, eq=False)
class SaidOfFolder:
    """What one ``_gallery.yaml`` says."""

    path: str
    """Its own, below the results directory."""
    settings: Settings
    """Without what is wrong."""
    problems: tuple[Problem, ...]

    @property
    def folder(self) -> str:
        """Of the path of the folder that it speaks of, ``.`` for the results directory."""
        return str(PurePosixPath(self.path).parent)
