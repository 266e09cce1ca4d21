"""The nouns of a tree that becomes tables: its company, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.schema.kinds import Reader
from mkdocs_results_gallery.reading.tables.rawtable import RawTable, Spot
from mkdocs_results_gallery.reading.tree import Mark, Problems


@dataclass(frozen=True, slots=True)
class Shaping:
    """The company of a tree that becomes tables."""

    settings: Settings
    """The folder's; the file's own settings go on top."""
    problems: Problems
    limits: Limits

    def reader(self) -> Reader:
        """For the settings of the file."""
        return Reader(self.problems, self.limits)

    def spot(self, mark: Mark) -> Spot:
        """The table that a file without ``results:`` is."""
        return Spot("", (), mark, self.settings, self.problems, self.limits)


@dataclass(frozen=True, slots=True)
class Shaped:
    """A file's tables and what it says about itself."""

    tables: tuple[RawTable, ...]
    settings: Settings
