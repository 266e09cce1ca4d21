"""Which experiments are related, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mkdocs_results_gallery.analysis.lookup import Finder, NotFound
from mkdocs_results_gallery.analysis.shared import FACETS, Membership
from mkdocs_results_gallery.errors import OPEN, Fence, Problem, Subject, shown
from mkdocs_results_gallery.model import Experiment, Gallery
from mkdocs_results_gallery.words.phrases import counted, joined


@dataclass(frozen=True, slots=True)
class Related:
    """One experiment that shares names with another."""

    experiment: int
    """Index into `Gallery.experiments`."""
    shares: tuple[tuple[str, int], ...]
    """Each kind of `FACETS` with the number of names that both have."""

    @property
    def reason(self) -> str:
        """``shares 12 rows and 2 metrics``."""
        parts = [counted(number, kind) for kind, number in self.shares if number]
        return f"shares {joined(parts)}"


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """What each experiment leads to; all sequences run parallel to `Gallery.experiments`."""

    shared: Sequence[tuple[Related, ...]]
    """The nearest experiments by shared names, nearest first, cut to a limit."""
    shared_with: Sequence[int]
    """How many experiments share anything at all."""
    named: Sequence[tuple[int, ...]]
    """The experiments that the file names under `related`."""
    named_by: Sequence[tuple[int, ...]]
    """The experiments whose file names this one."""
    problems: tuple[Problem, ...]
    """References that lead nowhere, or to more than one experiment."""


def find_links(gallery: Gallery, membership: Membership, limit: int, fence: Fence = OPEN) -> Links:
    """All links of `gallery`; at most `limit` experiments by shared names for each.

    Names are weighed by how rare they are, log(1 + experiments / experiments with the name): a row that two
    files share says more than a metric that all have.
    """
    shared, shared_with = _find_shared(gallery, membership, limit)
    named, problems = _find_named(gallery, fence)
    named_by: list[list[int]] = [[] for _ in gallery.experiments]
    for source, targets in enumerate(named):
        for target in targets:
            named_by[target].append(source)
    return Links(shared, shared_with, named, [tuple(sources) for sources in named_by], tuple(problems))


def _find_shared(
    gallery: Gallery, membership: Membership, limit: int
) -> tuple[list[tuple[Related, ...]], list[int]]:
    total = len(gallery.experiments)
    postings: list[list[np.typing.NDArray[np.intp]]] = [[] for _ in range(total)]
    weights: list[list[float]] = [[] for _ in range(total)]
    for index in membership.values():
        for experiments in index.values():
            if len(experiments) > 1:
                array = np.array(experiments, dtype=np.intp)
                for experiment in experiments:
                    postings[experiment].append(array)
                    weights[experiment].append(math.log1p(total / len(experiments)))
    names = [_names(experiment) for experiment in gallery.experiments]
    shared: list[tuple[Related, ...]] = []
    shared_with: list[int] = []
    for experiment in range(total):
        if not postings[experiment]:
            shared.append(())
            shared_with.append(0)
            continue
        score = np.bincount(
            np.concatenate(postings[experiment]),
            weights=np.repeat(weights[experiment], [len(array) for array in postings[experiment]]),
            minlength=total,
        )
        score[experiment] = 0
        shared_with.append(int(np.count_nonzero(score)))
        # rounded, so that the order of adding can't decide between equals; ties in file order
        nearest = np.argsort(-np.round(score, 9), kind="stable")[:limit]
        shared.append(
            tuple(
                Related(int(other), _shares(names[experiment], names[other]))
                for other in nearest
                if score[other] > 0
            )
        )
    return shared, shared_with


def _names(experiment: Experiment) -> dict[str, frozenset[str]]:
    return {kind: frozenset(facet.names(experiment)) for kind, facet in FACETS.items()}


def _shares(
    mine: Mapping[str, frozenset[str]], theirs: Mapping[str, frozenset[str]]
) -> tuple[tuple[str, int], ...]:
    return tuple((kind, len(mine[kind] & theirs[kind])) for kind in FACETS)


def _find_named(gallery: Gallery, fence: Fence) -> tuple[list[tuple[int, ...]], list[Problem]]:
    finder = Finder(gallery)
    named: list[tuple[int, ...]] = []
    problems: list[Problem] = []
    for index, experiment in enumerate(gallery.experiments):
        with fence.around(Subject("experiment", experiment.path)):
            named.append(_named_by(index, experiment, finder, problems))
    return named, problems


def _named_by(index: int, experiment: Experiment, finder: Finder, problems: list[Problem]) -> tuple[int, ...]:
    targets: dict[int, None] = {}
    for reference in experiment.related:
        try:
            target = finder.experiment(reference.text, experiment.path)
            if target == index:
                text = shown(reference.text)
                raise NotFound(f"expected another experiment, got {text}, this file itself")
            targets[target] = None
        except NotFound as error:
            where = experiment.path, reference.line, reference.column, "related"
            cause = error.cause(experiment.path)
            problems.append(Problem(*where, error.message, error.hint, "warning", cause))
    return tuple(targets)
