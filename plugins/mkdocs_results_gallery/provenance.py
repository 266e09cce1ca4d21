"""Where results come from: who made them, by what, and the files that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Source:
    """The origin of the numbers."""

    url: str = ""
    """http(s) address with a host."""
    doi: str = ""
    """Bare, e.g. ``10.1000/182``."""
    commit: str = ""
    """Text; a commit hash is never a number."""
    command: str = ""
    """The command that was run."""


NO_SOURCE = Source()
"""Nothing is said of where they come from."""


@dataclass(frozen=True, slots=True)
class Author:
    """One who made the numbers."""

    name: str
    """``Ada Lovelace`` or ``Lovelace, Ada``, as written; of an organisation its whole name."""
    is_organisation: bool = False
    orcid: str = ""
    """Bare iD, e.g. ``0000-0002-1825-0097``."""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another experiment, and where it is written."""

    text: str
    """A path below the results directory or the end of one, with or without suffix."""
    line: int = 0
    """1-based; 0 when unknown."""
    column: int = 0
    """1-based; 0 when unknown."""
    is_beside: bool = False
    """Whether it is written in the file beside the results file."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a table is compared with: a row of its own, or a table of another experiment; or nothing."""

    experiment: str = ""
    """A path below the results directory or the end of one, with or without suffix."""
    table: str = ""
    """Which of its tables; ``""``: the one that is called as this one, or its only one."""
    row: str = ""
    """Its name, where it is a row."""
    line: int = 0
    """1-based, where the file itself says it; 0: a folder above does."""
    column: int = 0
    """1-based; 0 when unknown."""
    is_beside: bool = False
    """Whether it is written in the file beside the results file."""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A file ``x.csv.yaml`` beside a results file ``x.csv``, which says what the other can't."""

    path: str
    """Below the results directory, with ``/``."""
    content: bytes = field(default=b"", repr=False)


PathKind = Literal["file", "folder", "files"]
"""What is at the path of an experiment: a file, a folder that holds its files, or nothing: a text such as
``x/*.json`` stands there for files that no folder has for itself."""


def path_kind(path: str, sources: Sequence[str]) -> PathKind:
    """Return what is at `path`, of an experiment that was read from the files `sources`; ``()``: from it."""
    if not sources or path in sources:
        return "file"
    return "folder" if sources[0].startswith(f"{path}/") else "files"
