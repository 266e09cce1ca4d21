"""What was found in the files of one target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mkdocs_results_gallery.analysis.verdict import Verdict
from mkdocs_results_gallery.cli.targets import Target
from mkdocs_results_gallery.errors import Problem, folded


@dataclass(frozen=True, slots=True)
class Checked:
    """Paths are below the target's folder."""

    target: Target
    good: tuple[str, ...]
    """Files that give a page of numbers."""
    broken: tuple[str, ...]
    """Files that don't, and were meant to."""
    problems: tuple[Problem, ...]
    """Sorted by file and line."""
    verdicts: Mapping[str, tuple[Verdict, ...]]
    """What became of the claims of each file that has some."""
    is_broken_promise: bool
    """Whether a claim doesn't hold: it is there to be kept, so that fails without ``--strict``."""

    @property
    def told(self) -> tuple[Problem, ...]:
        """The problems for people: one for each mistake, with what follows from it counted there."""
        return folded(
            self.problems, lambda problem: replace(problem, file=self.target.shown(problem.file)).where
        )
