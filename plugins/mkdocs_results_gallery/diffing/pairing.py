"""The files of two states are paired by their paths, and compared pair by pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mkdocs_results_gallery.analysis.compare import compare_experiments, suggest_renamed_files
from mkdocs_results_gallery.analysis.compare.flipped import flipped_observations
from mkdocs_results_gallery.analysis.compare.ignored import IgnoredColumns
from mkdocs_results_gallery.analysis.comparison import (
    BrokenSide,
    ExperimentComparison,
    FlippedObservation,
    Side,
)
from mkdocs_results_gallery.diffing.sideread import SideRead
from mkdocs_results_gallery.model import BrokenFile, Experiment
from mkdocs_results_gallery.words.order import natural_path


@dataclass(frozen=True, slots=True)
class Pair:
    """One file by its paths in both states; ``""`` where a state has none."""

    base: str
    head: str

    @property
    def path(self) -> str:
        """What the pair is called by."""
        return self.head or self.base


@dataclass(frozen=True, slots=True, eq=False)
class Pairing:
    """What was read of two states."""

    base: SideRead
    head: SideRead
    renamed: Mapping[str, str]
    """From the path of a file in the head to the one that it had."""
    only: Pair | None = None
    """The one pair that it is about; None: all."""

    def pairs(self) -> list[Pair]:
        """All that give a page in either state, in natural order."""
        old, new = _known(self.base), _known(self.head)
        if self.only is not None:
            return [self.only] if self.only.base in old or self.only.head in new else []
        pairs = [Pair(self._before(path, old, new), path) for path in new]
        taken = {pair.base for pair in pairs}
        pairs += (Pair(path, "") for path in old if path not in taken)
        return sorted(pairs, key=lambda pair: natural_path(pair.path))

    def _before(self, path: str, old: set[str], new: set[str]) -> str:
        if path in old:
            return path
        before = self.renamed.get(path, "")
        is_one = before in old and before not in new
        if is_one and before in self.base.experiments and path in self.head.experiments:
            is_one = _share(self.base.experiments[before], self.head.experiments[path])
        return before if is_one else ""

    def is_same(self, pair: Pair) -> bool:
        """Whether all that decides about a file is the same in both states."""
        if pair.base != pair.head:
            return False
        if pair.base in self.base.broken and pair.head in self.head.broken:
            return self.base.broken[pair.base] == self.head.broken[pair.head]
        return self.base.keys.get(pair.base) == self.head.keys.get(pair.head)


def comparisons(pairing: Pairing, ignored: IgnoredColumns) -> Iterator[ExperimentComparison]:
    """What became of each file that is not the same in both states."""
    for pair in pairing.pairs():
        if not pairing.is_same(pair):
            found = _compared(pairing, pair, ignored)
            if found.status != "unchanged" or found.renamed_from or _is_rewritten(pairing, pair):
                yield found


def suggested(pairing: Pairing, found: Iterable[ExperimentComparison]) -> tuple[tuple[str, str], ...]:
    """Pairs of a file that is gone and a new one that may be the same."""
    paths: dict[str, list[str]] = {"removed": [], "added": []}
    for one in found:
        paths.get(one.status, []).append(one.path)
    gone = (pairing.base.experiments[path] for path in paths["removed"])
    return suggest_renamed_files(gone, (pairing.head.experiments[path] for path in paths["added"]))


def observations(
    pairing: Pairing, found: Iterable[ExperimentComparison], ignored: IgnoredColumns
) -> Iterator[FlippedObservation]:
    """What the numbers of changed files no longer say, and what they say now."""
    for one in found:
        if one.status == "changed":
            before = pairing.base.experiments[one.renamed_from or one.path]
            yield from flipped_observations(before, pairing.head.experiments[one.path], one, ignored)


def _compared(pairing: Pairing, pair: Pair, ignored: IgnoredColumns) -> ExperimentComparison:
    renamed_from = pair.base if pair.base and pair.head and pair.base != pair.head else ""
    broken = (
        *_broken("base", pairing.base.broken.get(pair.base)),
        *_broken("head", pairing.head.broken.get(pair.head)),
    )
    if broken:
        return ExperimentComparison(pair.path, "broken", renamed_from, broken=broken)
    before, now = pairing.base.experiments.get(pair.base), pairing.head.experiments.get(pair.head)
    if before is None or now is None:
        return ExperimentComparison(*((pair.head, "added") if before is None else (pair.base, "removed")))
    return replace(compare_experiments(before, now, ignored), renamed_from=renamed_from)


def _broken(side: Side, file: BrokenFile | None) -> Iterator[BrokenSide]:
    if file is not None:
        yield BrokenSide(side, tuple(one for one in file.problems if one.severity == "error"))


def _is_rewritten(pairing: Pairing, pair: Pair) -> bool:
    """Whether a file that says the same holds other bytes; that of a folder may say it otherwise."""
    before, now = pairing.base.experiments[pair.base], pairing.head.experiments[pair.head]
    return (before.content, before.sidecar) != (now.content, now.sidecar)


def _known(read: SideRead) -> set[str]:
    return {*read.experiments, *read.broken}


def _share(before: Experiment, now: Experiment) -> bool:
    """Whether two files have a cell in common: git pairs files whose words are alike."""
    for one in before.tables:
        for other in now.tables:
            rows = {row.name for row in one.rows} & {row.name for row in other.rows}
            if rows and {metric.name for metric in one.metrics} & {metric.name for metric in other.metrics}:
                return True
    return False
