"""What was read of one state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mkdocs_results_gallery.model import BrokenFile, Experiment, Gallery
from mkdocs_results_gallery.revisions.excerpt import Excerpt


@dataclass(frozen=True, slots=True, eq=False)
class SideRead:
    """What was read of one state."""

    excerpt: Excerpt
    gallery: Gallery
    tableless: frozenset[str]
    """The files that are no table by themselves; some may be rows of one."""
    keys: Mapping[str, str]
    """By path the key of all that decides about it."""
    experiments: Mapping[str, Experiment]
    """By path, as they were read."""
    broken: Mapping[str, BrokenFile]

    def without(self, other: SideRead) -> SideRead:
        """Take for broken what could not be had, and the `other` state has: it is neither new nor gone."""
        known = {*other.experiments, *other.broken}
        broken = {
            one.file: BrokenFile(one.file, (replace(one, place=""),))
            for one in self.excerpt.problems
            if one.file in known
        }
        return replace(self, broken={**self.broken, **broken})
