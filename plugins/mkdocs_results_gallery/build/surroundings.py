"""The gallery level: what a whole gallery says of each experiment, found from the models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_results_gallery.analysis.baselines import BaseTable
from mkdocs_results_gallery.analysis.comparison import (
    ExperimentComparison,
    FlippedClaim,
    FlippedObservation,
    GalleryComparison,
)
from mkdocs_results_gallery.analysis.related import Links
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.model import Experiment, Gallery
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.frame import UNNAMED, own_title
from mkdocs_results_gallery.pages.surroundings import (
    BaselinePlace,
    Decision,
    Neighbour,
    RelatedExperiment,
    Since,
    Surroundings,
    TablePlace,
)
from mkdocs_results_gallery.pages.urls import CHANGES, Addresses


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """What was found out about a gallery; all sequences run parallel to its experiments."""

    gallery: Gallery
    options: Options
    addresses: Addresses
    links: Links
    allowances: Sequence[int]
    """How many claims of each experiment are looked at."""
    decisions: Sequence[tuple[Decision, ...]]
    """Those on claims that speak of other experiments."""
    since: Mapping[str, Since]
    """What became of experiments that are not as they were in another state of the results, by path."""
    baselines: Sequence[tuple[BaseTable | None, ...]]
    """Of each experiment the tables that its own are compared with."""
    contents: Sequence[str]
    """Of each experiment the key of all that was read of it."""

    def surroundings(self) -> list[Surroundings]:
        """Say of each experiment what stands on its page or in its files."""
        neighbours = [
            Neighbour(one.called, self.addresses.experiment(one.path)) for one in self.gallery.experiments
        ]
        problems: dict[str, set[Problem]] = {}
        for problem in (*self.gallery.problems, *self.links.problems):
            problems.setdefault(problem.file, set()).add(problem)
        own = own_title(self.gallery, self.options)
        return [
            self._around(own, index, experiment, neighbours, _problems_of(experiment, problems))
            for index, experiment in enumerate(self.gallery.experiments)
        ]

    def _around(
        self,
        own: str,
        index: int,
        experiment: Experiment,
        neighbours: Sequence[Neighbour],
        problems: tuple[Problem, ...],
    ) -> Surroundings:
        addresses, path = self.addresses, experiment.path
        shared = addresses.all_shared
        return Surroundings(
            gallery=own or UNNAMED,
            is_named=bool(own),
            title=experiment.title,
            apart=experiment.apart,
            page=neighbours[index].page,
            source=addresses.source(path),
            sidecar=addresses.sidecar(path) if experiment.sidecar else "",
            data=addresses.data(path),
            tables=tuple(
                TablePlace(
                    stem,
                    shared("row", [row.name for row in table.rows]),
                    shared("metric", [metric.name for metric in table.metrics]),
                )
                for stem, table in zip(addresses.tables(experiment), experiment.tables, strict=True)
            ),
            tags=shared("tag", experiment.tags),
            related=self._related(index, neighbours),
            previous=neighbours[index - 1] if index else None,
            next=neighbours[index + 1] if index + 1 < len(neighbours) else None,
            judged=self.allowances[index],
            decisions=self.decisions[index],
            problems=problems,
            since=self.since.get(path),
            baselines=self._baselines(index, neighbours),
            baseline_page=addresses.baseline(path) if self._has_baseline(index) else "",
        )

    def _has_baseline(self, index: int) -> bool:
        """Whether a table of an experiment is compared with anything."""
        tables = self.gallery.experiments[index].tables
        return bool(self.baselines[index]) or any(one.baseline and one.baseline.row for one in tables)

    def _baselines(self, index: int, neighbours: Sequence[Neighbour]) -> tuple[BaselinePlace | None, ...]:
        return tuple(self._place_of(one, neighbours) if one else None for one in self.baselines[index])

    def _place_of(self, base: BaseTable, neighbours: Sequence[Neighbour]) -> BaselinePlace:
        other = self.gallery.experiments[base.experiment]
        title = other.title_with(other.tables[base.table])
        to = Neighbour(title, neighbours[base.experiment].page)
        return BaselinePlace(to, self.contents[base.experiment], base.table)

    def _related(self, index: int, neighbours: Sequence[Neighbour]) -> tuple[RelatedExperiment, ...]:
        """Those that files name first, then those that share most; each once, with all its reasons."""
        links = self.links
        reasons: dict[int, list[str]] = {}
        for other in links.named[index]:
            reasons.setdefault(other, []).append("named by this file")
        for other in links.named_by[index]:
            reasons[other] = ["each names the other" if other in reasons else "names this file"]
        for item in links.shared[index]:
            reasons.setdefault(item.experiment, []).append(item.reason)
        return tuple(
            RelatedExperiment(neighbours[other], "; ".join(parts)) for other, parts in reasons.items()
        )


def sinces(comparison: GalleryComparison) -> dict[str, Since]:
    """Say what became of each experiment that is not as it was, by its path."""
    claims: dict[str, list[FlippedClaim]] = {}
    for claim in comparison.claims:
        if not claim.is_page:
            claims.setdefault(claim.path, []).append(claim)
    observations: dict[str, list[FlippedObservation]] = {}
    for observation in comparison.observations:
        observations.setdefault(observation.path, []).append(observation)
    # a claim may be judged otherwise though its file is as it was
    found = {path: ExperimentComparison(path, "unchanged") for path in (*claims, *observations)}
    found |= {one.path: one for one in comparison.experiments if one.status != "unchanged"}
    return {
        path: Since(
            comparison.base, CHANGES, one, tuple(claims.get(path, ())), tuple(observations.get(path, ()))
        )
        for path, one in found.items()
    }


def _problems_of(experiment: Experiment, problems: Mapping[str, Iterable[Problem]]) -> tuple[Problem, ...]:
    """The problems of its file and of the one beside it."""
    beside = problems.get(experiment.sidecar.path, ()) if experiment.sidecar else ()
    return tuple(sorted({*problems.get(experiment.path, ()), *beside}))
