"""The metrics that a comparison leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_results_gallery.choices import is_meant
from mkdocs_results_gallery.model import Metric


@dataclass(frozen=True, slots=True)
class IgnoredColumns:
    """What whoever asks for a comparison leaves out, beside what the files say themselves."""

    globs: tuple[str, ...] = ()
    """Names and globs of metrics."""

    def has(self, metric: Metric) -> bool:
        """Whether a metric of the head is left out."""
        return metric.is_ignored or any(is_meant(glob, metric.name) for glob in self.globs)


NOTHING_IGNORED = IgnoredColumns()
"""What most ask for."""
