"""The nouns of where numbers come from: who made them, with what, and beside which others."""

from __future__ import annotations

from dataclasses import dataclass


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
