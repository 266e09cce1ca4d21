"""What galleries cost that nobody builds for a benchmark: 100,000 and 1,000,000 tables, by a fitted model."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.inputs import our_site
from benchmarks.lines import Run
from benchmarks.model import Curve, fit
from benchmarks.rooms import STATES, profiled
from benchmarks.sampler import OTHER, SPREAD, START, STEPS
from benchmarks.sites import build_ours, sizes_of

COUNTS = (125, 250, 500, 1000, 2000)
"""Numbers of tables that the model is fitted to."""
HELD_OUT = 4000
"""The number of tables that it has to foretell."""
FORETOLD = (100_000, 1_000_000)
WORKERS = (1, 8, 64)
WIRE = 125e6
"""Bytes per second between two machines: a network of 1 Gbit/s, which is assumed, not measured."""

STEP_NAMES = (START, *STEPS, OTHER)
WAITING = "waiting for the disk"
SECONDS = (*STEP_NAMES, WAITING)
UNITS = {
    **dict.fromkeys(SECONDS, ("s", 1.0)),
    "memory": ("MB", 1.0),
    "store": ("MB", 1e-6),
    "site": ("MB", 1e-6),
}
"""What the model foretells, each by a curve of its own: the unit that it is shown in, and its size."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One build of so many tables."""

    count: int
    costs: Mapping[str, float]
    """By the names of `UNITS`: seconds of CPU by step and those on the clock beyond them, which together are
    what a build by one process takes; peak memory in MB; bytes of the store and of the site."""

    def sum(self, names: Sequence[str]) -> float:
        """Add some of the costs."""
        return sum(self.costs[name] for name in names)


@dataclass(frozen=True, slots=True)
class Model:
    """Curves of one state: cold or warm."""

    curves: Mapping[str, Curve]

    def sum(self, count: int, names: Sequence[str]) -> float:
        """Foretell the sum of some costs."""
        return sum(self.curves[name].at(count) for name in names)

    def seconds(self, count: int, workers: int = 1, *, apart: bool = True) -> float:
        """Foretell the time of a build whose independent steps `workers` share, each on a core of its own.

        `apart`: on other machines, so that all that the store gets crosses the network once.
        """
        spread = self.sum(count, SPREAD)
        sent = self.curves["store"].at(count) / WIRE if apart and workers > 1 else 0.0
        return self.sum(count, SECONDS) - spread + spread / workers + sent


def model_of(samples: Sequence[Sample]) -> Model:
    """Fit a curve to each cost; to waiting a straight one, because a file more is a wait more."""
    counts = [sample.count for sample in samples]
    return Model(
        {name: fit(counts, [one.costs[name] for one in samples], may_bend=name != WAITING) for name in UNITS}
    )


def simulation(run: Run) -> str:
    """Measure, fit and foretell; returns the Markdown that the page shows."""
    samples: dict[str, list[Sample]] = {state: [] for state in STATES}
    for whole in (*COUNTS, HELD_OUT):
        count = run.count(whole)
        site = run.folder / str(count)
        our_site(site, count, settings={"workers": 1})
        for state in STATES:
            found = [_sample(site, count, cold=state == "cold") for _ in range(run.rounds)]
            best = min(found, key=lambda one: one.sum(STEP_NAMES))
            samples[state].append(best)
            print(f"  {count} tables, {state}: {best.sum(SECONDS):.2f} s", file=sys.stderr)
    return report(samples, _by_two(run))


def _by_two(run: Run) -> float:
    """Measure what the model only computes: seconds of the largest cold build it knows, by two processes."""
    count = run.count(COUNTS[-1])
    site = run.folder / "two"
    our_site(site, count, settings={"workers": 2})
    return min(build_ours(site, cold=True, experiments=count).wall for _ in range(run.rounds))


def _sample(site: Path, count: int, *, cold: bool) -> Sample:
    """Build once, and note what that costs and what it leaves."""
    seen = profiled(site, cold=cold, experiments=count)
    steps = {name: seen.steps.get(name, 0.0) for name in STEP_NAMES}
    store, made = (sum(size for _, size in sizes_of(site / folder)) for folder in (".cache", "site"))
    waited = max(seen.cost.wall - seen.cost.cpu, 0.0)
    costs = {**steps, WAITING: waited, "memory": seen.cost.memory, "store": store, "site": made}
    return Sample(count, costs)


def report(samples: Mapping[str, Sequence[Sample]], by_two: float) -> str:
    """Write three tables: the parts of the model, its errors, and what it foretells.

    The last sample is held out; `by_two` are the seconds that two processes take for the one before, cold.
    """
    models = {state: model_of(found[:-1]) for state, found in samples.items()}
    largest = samples[STATES[0]][-2].count
    missed = models[STATES[0]].seconds(largest, 2, apart=False) / by_two - 1
    shared = f"| cold: time of {largest:,} by two processes of one machine |  | {missed:+.1%} |"
    return "\n\n".join([_parts(models), f"{_errors(models, samples)}\n{shared}", _foretold(models)])


def _parts(models: Mapping[str, Model]) -> str:
    lines = [
        "| cost | cold: fixed | cold: each table | warm: fixed | warm: each table |",
        "|---|---|---|---|---|",
    ]
    for name, (unit, size) in UNITS.items():
        cells = []
        for state in STATES:
            curve = models[state].curves[name]
            each = f"{curve.each * size * 1000:.3f} {'ms' if unit == 's' else 'kB'}"
            # told by what it adds where it begins to matter
            bent = f", and {curve.square * size * 1e8:.2f} {unit} at 10,000" if curve.square else ""
            cells += [f"{curve.fixed * size:.2f} {unit}", each + bent]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _errors(models: Mapping[str, Model], samples: Mapping[str, Sequence[Sample]]) -> str:
    counts = [one.count for one in samples[STATES[0]]]
    lines = [
        f"| error of the model, fitted to {', '.join(f'{count:,}' for count in counts[:-1])} tables | "
        f"each of them left out in turn | {counts[-1]:,} tables, which it has not seen |",
        "|---|---|---|",
    ]
    for state, (*seen, unseen) in samples.items():
        for title, names in (("time", SECONDS), ("memory", ("memory",)), ("disk", ("store", "site"))):
            left_out = [
                _missed(model_of([other for other in seen if other is not one]), one, names) for one in seen
            ]
            mean = sum(map(abs, left_out)) / len(left_out)
            missed = _missed(models[state], unseen, names)
            lines.append(f"| {state}: {title} | {mean:.1%} | {missed:+.1%} |")
    return "\n".join(lines)


def _missed(model: Model, sample: Sample, names: Sequence[str]) -> float:
    """How much too high the model foretells the sum of some costs, relative to what was measured."""
    return model.sum(sample.count, names) / sample.sum(names) - 1


def _foretold(models: Mapping[str, Model]) -> str:
    lines = ["| tables | workers | cold | warm | memory | store | site |", "|---|---|---|---|---|---|---|"]
    cold, warm = (models[state] for state in STATES)
    for count in FORETOLD:
        memory = max(model.curves["memory"].at(count) for model in models.values())
        sizes = [memory * 1e6, cold.curves["store"].at(count), cold.curves["site"].at(count)]
        for workers in WORKERS:
            times = [_duration(model.seconds(count, workers)) for model in (cold, warm)]
            cells = [f"{count:,}", str(workers), *times, *(f"{size / 1e9:.1f} GB" for size in sizes)]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
