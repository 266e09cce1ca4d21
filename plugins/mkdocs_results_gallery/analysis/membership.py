"""Which experiments have which row, metric and tag."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_results_gallery.model import Experiment, Gallery


@dataclass(frozen=True, slots=True, eq=False)
class Membership:
    """Names and the experiments that carry them, as indices into `Gallery.experiments`, ascending."""

    rows: Mapping[str, tuple[int, ...]]
    """Names in the order of their first appearance."""
    metrics: Mapping[str, tuple[int, ...]]
    tags: Mapping[str, tuple[int, ...]]


def find_membership(gallery: Gallery) -> Membership:
    """Look at every experiment of `gallery` once."""
    rows: dict[str, list[int]] = {}
    metrics: dict[str, list[int]] = {}
    tags: dict[str, list[int]] = {}
    for index, experiment in enumerate(gallery.experiments):
        _enter(rows, row_names(experiment), index)
        _enter(metrics, metric_names(experiment), index)
        _enter(tags, experiment.tags, index)
    return Membership(_frozen(rows), _frozen(metrics), _frozen(tags))


def row_names(experiment: Experiment) -> dict[str, None]:
    """The row names of all tables of `experiment`, each once, in order."""
    return dict.fromkeys(row.name for table in experiment.tables for row in table.rows)


def metric_names(experiment: Experiment) -> dict[str, None]:
    """The metric names of all tables of `experiment`, each once, in order."""
    return dict.fromkeys(metric.name for table in experiment.tables for metric in table.metrics)


def _enter(index: dict[str, list[int]], names: Iterable[str], experiment: int) -> None:
    for name in names:
        index.setdefault(name, []).append(experiment)


def _frozen(index: Mapping[str, list[int]]) -> Mapping[str, tuple[int, ...]]:
    return {name: tuple(experiments) for name, experiments in index.items()}
