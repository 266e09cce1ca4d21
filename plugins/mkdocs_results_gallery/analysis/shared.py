"""The names that experiments share: those with a page of their own, and the experiments that they relate."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.analysis.lookup import Finder, NotFound
from mkdocs_results_gallery.errors import OPEN, Fence, Problem, Subject, shown
from mkdocs_results_gallery.model import Experiment, Gallery, Table
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.words.phrases import counted, joined

Membership = Mapping[str, Mapping[str, tuple[int, ...]]]
"""For each kind of `FACETS` the names, in the order of their first appearance, and the experiments that carry
them, as indices into `Gallery.experiments`, ascending."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind of names that experiments may share, and that then have a page of their own."""

    kind: str
    """The word for one: in addresses, in the queries of pages, and with an s for many in headings."""
    names: Callable[[Experiment], Iterable[str]]
    """Those of an experiment, each once, in order."""
    is_gathered: bool
    """Whether a page gathers the cells of its name; else it lists the experiments that carry it."""
    priority: int
    """Of names that equally many experiments have, those of the lower number keep their page."""
    relates_from: int = 1
    """How many common names of this kind, that not all experiments have, make two experiments related."""


def find_membership(gallery: Gallery) -> Membership:
    """Look at every experiment of `gallery` once."""
    found: dict[str, dict[str, list[int]]] = {kind: {} for kind in FACETS}
    for index, experiment in enumerate(gallery.experiments):
        for kind, facet in FACETS.items():
            for name in facet.names(experiment):
                found[kind].setdefault(name, []).append(index)
    return {
        kind: {name: tuple(experiments) for name, experiments in names.items()}
        for kind, names in found.items()
    }


def _row_names(experiment: Experiment) -> dict[str, None]:
    return dict.fromkeys(row.name for table in experiment.tables for row in table.rows)


def _metric_names(experiment: Experiment) -> dict[str, None]:
    return dict.fromkeys(metric.name for table in experiment.tables for metric in table.metrics)


def _tags(experiment: Experiment) -> tuple[str, ...]:
    return experiment.tags


FACETS: Mapping[str, Facet] = {
    facet.kind: facet
    for facet in (
        Facet("row", _row_names, is_gathered=True, priority=2),
        Facet("metric", _metric_names, is_gathered=True, priority=0),
        Facet("tag", _tags, is_gathered=False, priority=1, relates_from=2),
    )
}
"""In the order in which a reason for a relation names them."""

_CHARACTERS = 100
"""Characters of text that count as a cell."""

_ON_A_CARD = 4
"""Texts of an experiment's card beside its tags."""


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """The names that have a page, and why the others have none."""

    least: int
    """Least number of experiments that must have a name."""
    pages: frozenset[Subject]
    beyond: Mapping[Subject, str]
    """Names for which the budget has no page left, with the limit that says so."""
    failed: Collection[Subject]
    """Names whose page can't be made."""

    def why_not(self, subject: Subject) -> str:
        """Return the reason why a name has no page, as the end of a sentence; ``""`` where it has one."""
        if subject in self.pages:
            return ""
        if subject in self.failed:
            return "it could not be made"
        if subject in self.beyond:
            return f"the limit {self.beyond[subject]} is reached"
        return f"fewer than {self.least} experiments have it"

    def problems(self, limits: Limits) -> Iterator[Problem]:
        """One warning where the budget leaves names without a page."""
        if not self.beyond:
            return
        of = len(self.pages) + len(self.beyond)
        by_limit = Counter(self.beyond.values())
        most = {
            "shared_pages": counted(limits.shared_pages, "page"),
            "shared_cells": counted(limits.shared_cells, "cell"),
        }
        expected = " with ".join(most[name] for name in sorted(most, reverse=True) if name in by_limit)
        message = f"expected at most {expected} for what experiments share, so that"
        message += f" {len(self.beyond):,} of {counted(of, 'shared name')} have no page of their own"
        raised = joined([f"`{name}`" for name in sorted(by_limit, reverse=True)])
        noun = "limits" if len(by_limit) > 1 else "limit"
        yield Problem("", 0, 0, "", message, f"raise the {noun} {raised}, or `shared_by`", "warning")


def choose_shared(
    gallery: Gallery, membership: Membership, least: int, limits: Limits, failed: Collection[Subject] = ()
) -> Shared:
    """Choose the names that at least `least` experiments have, but for those whose page has `failed`.

    Where they are too many, those that most experiments have keep their pages; of equals metrics before tags
    before rows, in the order in which they first appear. A page that is larger than what is left is passed
    over.
    """
    wanted = [
        (Subject(facet.kind, name), len(experiments))
        for facet in sorted(FACETS.values(), key=lambda facet: facet.priority)
        for name, experiments in membership[facet.kind].items()
        if len(experiments) >= least
    ]
    wanted = [(subject, number) for subject, number in wanted if subject not in failed]
    wanted.sort(key=lambda one: -one[1])  # stable
    sizes = _sizes(gallery)
    left = limits.shared_cells
    pages: dict[Subject, None] = {}
    beyond: dict[Subject, str] = {}
    for subject, _ in wanted:
        if len(pages) == limits.shared_pages:
            beyond[subject] = "shared_pages"
        elif sizes[subject] > left:
            beyond[subject] = "shared_cells"
        else:
            pages[subject] = None
            left -= sizes[subject]
    return Shared(least, frozenset(pages), beyond, failed)


def _sizes(gallery: Gallery) -> Counter[Subject]:
    """About how many cells the page of each name would have, texts counted."""
    lines: Counter[Subject] = Counter()
    heads: dict[Subject, int] = {}
    for experiment in gallery.experiments:
        card = _text(experiment.title) + _ON_A_CARD + sum(map(_text, experiment.tags))
        for facet in FACETS.values():
            if not facet.is_gathered:
                lines.update({Subject(facet.kind, name): card for name in facet.names(experiment)})
        for table in experiment.tables:
            for subject, line, head in _lines_of(experiment, table):
                lines[subject] += line
                heads[subject] = max(heads.get(subject, 0), head)
    return lines + Counter(heads)


def _lines_of(experiment: Experiment, table: Table) -> Iterator[tuple[Subject, int, int]]:
    """Each row and metric of a table: the cells that it adds to its page, and those of the page's head."""
    title = _text(experiment.title_with(table))
    notes: Counter[tuple[str, int]] = Counter()
    for (row, metric), missing in table.missing.items():
        extra = len(missing.note) // _CHARACTERS
        notes["row", row] += extra
        notes["metric", metric] += extra
    rows, metrics = table.shape
    metric_names = sum(_text(metric.title) for metric in table.metrics)
    for index, one in enumerate(table.rows):
        head = metric_names + _text(one.description)
        yield Subject("row", one.name), title + metrics + notes["row", index], head
    row_names = sum(_text(row.title) for row in table.rows)
    for index, other in enumerate(table.metrics):
        head = row_names + _text(other.description)
        yield Subject("metric", other.name), title + rows + notes["metric", index], head


def _text(text: str) -> int:
    """Weigh a text, in cells."""
    return 1 + len(text) // _CHARACTERS if text else 0


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
