"""A comparison of some paths alone; those of several galleries as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mkdocs_results_gallery.analysis.comparison import (
    BrokenSide,
    ExperimentComparison,
    FlippedClaim,
    GalleryComparison,
)
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.reading.discover import matches


def narrowed(
    comparison: GalleryComparison, results: Sequence[str], pages: Sequence[str]
) -> GalleryComparison:
    """Leave what is said of files below these paths or matching these globs, of `pages` for claims there."""
    return replace(
        comparison,
        experiments=tuple(
            one
            for one in comparison.experiments
            if _is_in(one.path, results) or _is_in(one.renamed_from, results)
        ),
        claims=tuple(one for one in comparison.claims if _is_in(one.path, pages if one.is_page else results)),
        observations=tuple(one for one in comparison.observations if _is_in(one.path, results)),
        problems=tuple(one for one in comparison.problems if not one.file or _is_in(one.file, results)),
        renamed=tuple(pair for pair in comparison.renamed if any(_is_in(one, results) for one in pair)),
    )


def _is_in(path: str, chosen: Sequence[str]) -> bool:
    return bool(path) and any(
        one == "." or path == one or path.startswith(f"{one}/") or matches(one, path) for one in chosen
    )


def together(parts: Mapping[str, GalleryComparison]) -> GalleryComparison:
    """Put comparisons of galleries together, each by the folder of its results; paths begin with that."""
    first = next(iter(parts.values()))
    if len(parts) == 1:
        return first
    placed = [_placed(folder, one) for folder, one in parts.items()]
    return GalleryComparison(
        first.base,
        first.head,
        tuple(experiment for one in placed for experiment in one.experiments),
        tuple(claim for one in placed for claim in one.claims),
        tuple(observation for one in placed for observation in one.observations),
        tuple(dict.fromkeys(problem for one in placed for problem in one.problems)),
        tuple(pair for one in placed for pair in one.renamed),
    )


def _placed(folder: str, comparison: GalleryComparison) -> GalleryComparison:
    def problem(one: Problem) -> Problem:
        return replace(one, file=f"{folder}/{one.file}" if one.file else folder)

    def experiment(one: ExperimentComparison) -> ExperimentComparison:
        before = f"{folder}/{one.renamed_from}" if one.renamed_from else ""
        broken = (BrokenSide(side.side, tuple(map(problem, side.problems))) for side in one.broken)
        return replace(one, path=f"{folder}/{one.path}", renamed_from=before, broken=tuple(broken))

    def claim(one: FlippedClaim) -> FlippedClaim:
        return one if one.is_page else replace(one, path=f"{folder}/{one.path}")

    return GalleryComparison(
        comparison.base,
        comparison.head,
        tuple(map(experiment, comparison.experiments)),
        tuple(map(claim, comparison.claims)),
        tuple(replace(one, path=f"{folder}/{one.path}") for one in comparison.observations),
        tuple(map(problem, comparison.problems)),
        tuple((f"{folder}/{old}", f"{folder}/{new}") for old, new in comparison.renamed),
    )
