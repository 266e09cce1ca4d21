"""Which experiments lead to each other: those that share names, and those that files name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.lookup import Finder, NotFound
from mkdocs_results_gallery.analysis.shared import FACETS, Facet, Membership
from mkdocs_results_gallery.errors import OPEN, Fence, Problem, Subject, shown
from mkdocs_results_gallery.model import Experiment, Gallery
from mkdocs_results_gallery.words.phrases import counted, joined

_PART = 1e-6
"""By how much names that make a relation together may miss 1 when their parts are added up."""


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
    """The experiments that each one leads to; all sequences run parallel to `Gallery.experiments`."""

    shared: Sequence[tuple[Related, ...]]
    """The nearest experiments by shared names, nearest first, cut to a limit."""
    shared_with: Sequence[int]
    """Numbers of experiments that share enough to be related."""
    named: Sequence[tuple[int, ...]]
    """The experiments that the file names under `related`."""
    named_by: Sequence[tuple[int, ...]]
    """The experiments whose file names this one."""
    problems: tuple[Problem, ...]
    """References that lead nowhere, or to more than one experiment."""


def find_links(gallery: Gallery, membership: Membership, limit: int, fence: Fence = OPEN) -> Links:
    """All links of `gallery`; at most `limit` experiments by shared names for each.

    A common row or metric makes two experiments related. A tag is a word for many things, so that it takes
    two common ones, and one that all experiments have says nothing: often a folder gives it to all its files.

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
    names = [_names(experiment) for experiment in gallery.experiments]
    shared: list[tuple[Related, ...]] = []
    shared_with: list[int] = []
    for experiment, (score, strength) in enumerate(_scores(membership, len(names))):
        score[strength < 1 - _PART] = 0
        score[experiment] = 0
        shared_with.append(int(np.count_nonzero(score)))
        # rounded, so that the order of adding can't decide between equals; ties in file order
        nearest = np.argsort(-np.round(score, 9), kind="stable")[:limit]
        shared.append(
            tuple(
                Related(other, _shares(names[experiment], names[other]))
                for other in nearest.tolist()
                if score[other] > 0
            )
        )
    return shared, shared_with


def _scores(membership: Membership, total: int) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Of each experiment, how much it has in common with each: the weights of the names, added up.

    And whether that makes a relation, which it does from 1: each name adds its part of what its kind takes.
    """
    members: list[list[NDArray[np.intp]]] = [[] for _ in range(total)]
    weights: list[list[tuple[float, float]]] = [[] for _ in range(total)]
    for kind, index in membership.items():
        for experiments in index.values():
            if len(experiments) > 1:
                array = np.array(experiments, dtype=np.intp)
                weight = (
                    math.log1p(total / len(experiments)),
                    _strength(FACETS[kind], len(experiments), total),
                )
                for experiment in experiments:
                    members[experiment].append(array)
                    weights[experiment].append(weight)
    for mine, weighed in zip(members, weights, strict=True):
        if not mine:
            yield np.zeros(total), np.zeros(total)
            continue
        at, sizes = np.concatenate(mine), [len(array) for array in mine]
        score, strength = (
            np.bincount(at, weights=np.repeat(column, sizes), minlength=total)
            for column in zip(*weighed, strict=True)
        )
        yield score.astype(np.float64), strength.astype(np.float64)


def _strength(facet: Facet, experiments: int, total: int) -> float:
    """Which part of a relation one common name is."""
    is_said_of_all = experiments == total
    return 0.0 if facet.relates_from > 1 and is_said_of_all else 1 / facet.relates_from


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
