"""Which experiments lead to each other: those that share names, and those that files name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import and_

from mkdocs_results_gallery.analysis.lookup import Finder, NotFound
from mkdocs_results_gallery.analysis.nearest import RELATED, SharedName, nearest
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
        return _reason(self.shares)


@lru_cache(maxsize=1_024)  # a gallery has few different ones
def _reason(shares: tuple[tuple[str, int], ...]) -> str:
    parts = [counted(number, kind) for kind, number in shares if number]
    return f"shares {joined(parts)}"


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """The experiments that each one leads to; all sequences run parallel to `Gallery.experiments`."""

    shared: Sequence[tuple[Related, ...]]
    """The nearest experiments by shared names, nearest first, cut to a limit."""
    named: Sequence[tuple[int, ...]]
    """The experiments that the file names under `related`."""
    named_by: Sequence[tuple[int, ...]]
    """The experiments whose file names this one."""
    problems: tuple[Problem, ...]
    """References that lead nowhere, or to more than one experiment."""


class KnownShared:
    """The links by shared names of one gallery: they are the same as long as all have the names they had."""

    def __init__(self) -> None:
        self._membership: Membership = {}
        self._about: tuple[int, int] = 0, 0
        self._links: list[tuple[Related, ...]] = []

    def of(self, gallery: Gallery, membership: Membership, limit: int) -> list[tuple[Related, ...]]:
        """Those of `gallery`, to be changed by nobody."""
        about = len(gallery.experiments), limit
        if about != self._about or membership != self._membership:
            self._links = _find_shared(gallery, membership, limit)
            self._membership, self._about = membership, about
        return self._links


def find_links(
    gallery: Gallery,
    membership: Membership,
    limit: int,
    fence: Fence = OPEN,
    finder: Finder | None = None,
    known: KnownShared | None = None,
) -> Links:
    """All links of `gallery`; at most `limit` experiments by shared names for each.

    A common row or metric makes two experiments related. A tag is a word for many things, so that it takes
    two common ones, and one that all experiments have says nothing: often a folder gives it to all its files.

    A row that two files share says more than a metric that all have: see `SharedName.weight`. `known` holds
    those of an earlier build.
    """
    named, problems = _find_named(gallery, finder or Finder(gallery), fence)
    named_by: list[list[int]] = [[] for _ in gallery.experiments]
    for source, targets in enumerate(named):
        for target in targets:
            named_by[target].append(source)
    shared = (known or KnownShared()).of(gallery, membership, limit)
    return Links(shared, named, [tuple(sources) for sources in named_by], tuple(problems))


def _find_shared(gallery: Gallery, membership: Membership, limit: int) -> list[tuple[Related, ...]]:
    names = [_names(experiment) for experiment in gallery.experiments]
    total = len(names)
    found = nearest(_shared_names(membership, total), total, limit)
    return [
        tuple([Related(other, _shares(*map(len, map(and_, mine, names[other])))) for other in others])
        for mine, others in zip(names, found, strict=True)
    ]


def _shared_names(membership: Membership, total: int) -> Iterator[SharedName]:
    for kind, index in membership.items():
        relates_from = FACETS[kind].relates_from
        for experiments in index.values():
            if len(experiments) > 1:
                is_said_of_all = len(experiments) == total
                strength = 0 if relates_from > 1 and is_said_of_all else RELATED // relates_from
                yield SharedName(experiments, strength)


def _names(experiment: Experiment) -> tuple[frozenset[str], ...]:
    return tuple([frozenset(facet.names(experiment)) for facet in FACETS.values()])


@lru_cache(maxsize=1_024)  # as above
def _shares(*numbers: int) -> tuple[tuple[str, int], ...]:
    return tuple(zip(FACETS, numbers, strict=True))


def _find_named(
    gallery: Gallery, finder: Finder, fence: Fence
) -> tuple[list[tuple[int, ...]], list[Problem]]:
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
            where = experiment.file_of(reference), reference.line, reference.column, "related"
            cause = error.cause(experiment.path)
            problems.append(Problem(*where, error.message, error.hint, "warning", cause))
    return tuple(targets)
