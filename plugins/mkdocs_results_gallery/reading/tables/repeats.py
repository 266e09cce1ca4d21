"""Lists of numbers in cells: repeats of a measurement, of which a table has the mean, or something else.

Seeds and folds are repeats, and the iterations of a training, the classes of a score and the ends of an
interval are not. What nobody has declared is told apart by names, and by whether the numbers go up or down.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.notation import NUMBER
from mkdocs_results_gallery.reading.tables.leaves import FOLDS, is_missing, is_number, is_place
from mkdocs_results_gallery.reading.tables.partnames import part_of, words_of
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, SequenceNode
from mkdocs_results_gallery.words.phrases import joined

_FEW = 3
"""Two numbers alone may be the ends of an interval as well."""
_MANY = 30
"""More are rather a curve, unless their name says otherwise."""
_TREND = 2.6
"""How many standard errors the numbers of a column go up or down by: that of repeats is by chance alone."""

_REPEATED = frozenset(
    [
        "seed", "seeds", "fold", "folds", "run", "runs", "rep", "reps", "repeat", "repeats",
        "repetitions", "trial", "trials", "sample", "samples", "scores", "times", "timings",
        "replicates", "cv", "test",
    ]
)  # fmt: skip # short words stay dense
_NUMBERED = frozenset({"seeds", "seed", "folds", "fold", "runs", "random_state", "random_states"})
"""What numbers the repeats of the others, where it is a list itself."""
_OTHERWISE = frozenset(
    [
        "loss", "val", "valid", "validation", "history", "epoch", "epochs", "step", "steps", "iter",
        "iteration", "iterations", "lr", "curve", "hist", "histogram", "bins", "bin", "edges",
        "threshold", "thresholds", "per", "by", "class", "classes", "layer", "layers", "fpr", "tpr",
        "percentiles", "quantiles", "importance", "importances", "coef", "confusion", "matrix",
        "logits", "probs", "predictions", "labels", "ids", "index", "indices", "mean", "std", "var",
        "stdv", "min", "max", "range", "rounds", "train", "training", "timestamps", "config", "hidden",
        "channels", "sizes", "params", "betas",
    ]
)  # fmt: skip # short words stay dense
_SETS = frozenset(
    {"train", "training", "valid", "validation", "val", "eval", "test", "dev", "holdout", "learn"}
)
"""Rows that are parts of the data: what a training records of them are its iterations."""


@dataclass(slots=True)
class _Lists:
    """The lists of one column."""

    lists: list[list[str]] = field(default_factory=list)
    mark: Mark = 0
    are_numbers: bool = True
    """Whether there is nothing else in them than numbers and reasons why there are none."""

    def add(self, node: SequenceNode, mark: Mark) -> None:
        """One more."""
        self.mark = self.mark or mark
        good = all(
            is_missing(value) or (isinstance(value, str) and is_number(value, at))
            for value, at in node.items()
        )
        self.are_numbers = self.are_numbers and bool(node.values) and good
        if good:
            self.lists.append([str(value) for value in node.values if not is_missing(value)])

    @property
    def lengths(self) -> set[int]:
        return {len(one) for one in self.lists}

    @property
    def are_single(self) -> bool:
        """Whether each is one number, which is the same whatever the list is."""
        return self.lengths == {1}

    @property
    def could_be_seeds(self) -> bool:
        """Whether they look like a few results of the same."""
        lengths = {length for length in self.lengths if length != 1}
        points = any("." in text or "e" in text.lower() for one in self.lists for text in one)
        return points and bool(lengths) and all(_FEW <= length <= _MANY for length in lengths)

    @property
    def go_one_way(self) -> bool:
        """Whether the numbers go up or down with their place, more than repeats do by chance."""
        sums, scale = 0.0, 0.0
        for texts in self.lists:
            numbers = [float(text) for text in texts if NUMBER.fullmatch(text)]
            if len(numbers) >= _FEW and len({*numbers}) > 1:
                sums += _rank_correlation(numbers) * (len(numbers) - 1)
                scale += len(numbers) - 1
        return scale > 0 and abs(sums) / math.sqrt(scale) > _TREND


def _rank_correlation(numbers: Sequence[float]) -> float:
    """Spearman's, of numbers with their places; equal ones share a rank."""
    order = sorted(numbers)
    ranks = {
        number: (bisect_left(order, number) + bisect_right(order, number) - 1) / 2 for number in {*numbers}
    }
    middle = (len(numbers) - 1) / 2
    across = sum((ranks[number] - middle) * (at - middle) for at, number in enumerate(numbers))
    spread = sum((ranks[number] - middle) ** 2 for number in numbers)
    places = sum((at - middle) ** 2 for at in range(len(numbers)))
    return across / math.sqrt(spread * places)


@dataclass(frozen=True, slots=True)
class FoundRepeats:
    """What the lists of a table are."""

    repeats: frozenset[str] = frozenset()
    """The metrics whose lists are repeats."""
    doubtful: frozenset[str] = frozenset()
    """Those of which nobody can know, so that somebody has to say it."""
    numbers: frozenset[str] = frozenset()
    """The columns that number the repeats of others, and are no metric."""
    said: str = ""
    """What was found and not declared, for a notice; ``""`` for nothing."""
    mark: Mark = 0
    """The first list."""


def repeats_in(
    lines: Iterable[tuple[str, MappingNode]], declared: bool | None, *, by_columns: bool = False
) -> FoundRepeats:
    """Find which columns hold repeats; `lines` are names and cells, `declared` what the file says of all."""
    lines = [*lines]
    if not any(cells.height > 1 for _, cells in lines):  # as most
        return FoundRepeats()
    columns, rows, names = _lists(lines, by_columns=by_columns)
    if declared is not None:
        return FoundRepeats(frozenset(columns) if declared else frozenset())
    numeric = {name: one for name, one in columns.items() if one.are_numbers}
    if not numeric:
        return FoundRepeats()
    mark = min(one.mark for one in numeric.values())
    single = {name for name, one in numeric.items() if one.are_single}
    able = {name: one for name, one in numeric.items() if name not in single and not is_place(name)}
    found = {*_found(able, rows, names)}
    numbers = frozenset(name for name in able if name.lower() in _NUMBERED) if found else frozenset()
    told = (
        f"the lists of numbers in {_named(found)} are repeats: mean, sd and n are computed" if found else ""
    )
    return FoundRepeats(frozenset(found | single), frozenset(able) - found - numbers, numbers, told, mark)


def _named(names: Collection[str]) -> str:
    some = sorted(names)
    return joined([*map(shown, some[:3]), *([f"{len(some) - 3:,} more"] if len(some) > 3 else [])])


def _lists(
    lines: Iterable[tuple[str, MappingNode]], *, by_columns: bool
) -> tuple[dict[str, _Lists], set[str], set[str]]:
    """The lists by metric, the names of rows, and those of metrics."""
    columns: dict[str, _Lists] = {}
    outer: set[str] = set()
    inner: set[str] = set()
    seen: set[int] = set()
    for name, cells in lines:
        outer.add(name)
        if id(cells.keys) not in seen:
            seen.add(id(cells.keys))
            inner.update(cells.keys)
        if cells.height > 1:
            for key, _, value, mark in cells.items():
                if isinstance(value, SequenceNode):
                    columns.setdefault(name if by_columns else key, _Lists()).add(value, mark)
    return (columns, inner, outer) if by_columns else (columns, outer, inner)


def _found(columns: Mapping[str, _Lists], rows: Collection[str], names: Collection[str]) -> Iterator[str]:
    """Which columns are of repeats, by all that speaks for it and against it."""
    is_sure = {*names} >= FOLDS
    numbered = [columns[name].lengths for name in columns if name.lower() in _NUMBERED]
    is_training = _is_training(columns, rows)
    for name, one in columns.items():
        words = words_of(name)
        if name.lower() in _NUMBERED or part_of(words) in ("±", "ci low", "ci high"):
            continue
        if is_sure or one.lengths in numbered:
            yield name
        elif is_training or not _OTHERWISE.isdisjoint(words) or one.go_one_way:
            continue
        elif one.could_be_seeds or not _REPEATED.isdisjoint((*words[:1], *words[-1:])):
            yield name


def _is_training(columns: Mapping[str, _Lists], rows: Collection[str]) -> bool:
    """Whether a table is what a training has recorded: some of its columns go one way, or it says so."""
    if rows and all(words_of(row)[:1] and words_of(row)[0] in _SETS for row in rows):
        return True
    return any(not {"loss", "epoch", "epochs", "lr"}.isdisjoint(words_of(name)) for name in columns)
