"""Drawing with faults, for tests: the label of a painting's first row says which."""

from __future__ import annotations

from mkdocs_results_gallery.heatmap.drawing import Images, Job, draw_formats
from tests.bad_work import work


def draw(job: Job) -> Images:
    """Draw; but for SVG, which the build's own process draws, only after what the label says."""
    if job[1] != ("svg",):
        work(job[0].rows[0])
    return draw_formats(job)
