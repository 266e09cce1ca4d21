"""What has become of each cell of a table, to be drawn: differences, and marks for all else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from mkdocs_results_gallery.analysis.compare.drawnpart import DrawnPart, drawn_part
from mkdocs_results_gallery.analysis.comparison import (
    Change,
    OtherChange,
    TableComparison,
)
from mkdocs_results_gallery.digits.number import LARGEST, plain
from mkdocs_results_gallery.digits.unrounded import all_digits
from mkdocs_results_gallery.digits.writing import Notes
from mkdocs_results_gallery.model import Cell, Metric, Table
from mkdocs_results_gallery.words.changes import COUNTED_WORDS, STANDING_WORDS, Told
from mkdocs_results_gallery.words.missing import (
    ADDED,
    BASELINE_KINDS,
    MARKS,
    REMOVED,
    SAME,
    UNCLEAR,
    UNKNOWN,
    WITHIN,
    missing_words,
)
from mkdocs_results_gallery.words.numbers import shown_difference
from mkdocs_results_gallery.words.phrases import as_name, counted, first_few, joined

_NAMED = 5
"""Cells, or metrics, that a sentence names at most."""

Texts = tuple[tuple[str, ...], ...]
"""One per cell: rows of columns."""


@dataclass(frozen=True, slots=True)
class Perspective:
    """In which words two tables are compared."""

    less: str
    """What is subtracted."""
    base: str
    """What numbers of the base are called."""
    before: str
    """What another unit differs from."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """Keys of `MARKS` in the place of `CHANGE_KINDS`."""
    came: tuple[str, str] = "new", "removed"
    """What is said of rows on one side only: in the head, in the base."""
    neutral: str = STANDING_WORDS["neutral"]
    """What is said of another number in a metric without a direction."""

    def word(self, standing: Told) -> str:
        """The word beside a number."""
        return self.neutral if standing == "neutral" else STANDING_WORDS[standing]

    @property
    def counted_words(self) -> dict[Told, str]:
        """The words behind counts."""
        return {**COUNTED_WORDS, "neutral": self.neutral}


IN_TIME = Perspective("head minus base", "those before", "than before")
TO_BASELINE = Perspective(
    "less the baseline",
    "those of the baseline",
    "than in the baseline",
    MappingProxyType({name.partition(" ")[0]: name for name in BASELINE_KINDS}),
    ("not in the baseline", "only in the baseline"),
    "different",
)


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of ours, and the user's names that stand in it."""

    text: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class DeltaTable:
    """What has become of each cell: rows and metrics of the head, and behind them those that are gone."""

    table: Table
    """What is drawn; its numbers are the differences that have a colour, head minus base, else NaN."""
    texts: Texts
    """What stands in each cell: a signed difference, or the sign of its mark; ``""`` for nothing."""
    words: Texts
    """All that is known of each cell but its unit: ``0.90 → 0.91, better``, ``new: 0.6``; plain text."""
    marks: Texts
    """A key of `MARKS` for each cell that has no colour, else ``""``."""
    description: str
    """What the picture says, in words."""
    remarks: tuple[Remark, ...]
    """What is not drawn, and why."""


def delta_table(
    head: Table, comparison: TableComparison, perspective: Perspective = IN_TIME
) -> DeltaTable | None:
    """Make a table of what `comparison` says of `head` and its base; None where no cell says anything."""
    kept = drawn_part(head, comparison)
    if kept is None:
        return None
    look = _CellWords(head, comparison, perspective)
    found = [[look.at(row.name, metric.name) for metric in kept.metrics] for row in kept.rows]
    return DeltaTable(
        _differences(head, kept, look),
        texts=tuple(tuple(cell.text for cell in line) for line in found),
        words=tuple(tuple(cell.words for cell in line) for line in found),
        marks=tuple(tuple(cell.mark for cell in line) for line in found),
        description=_description(comparison, kept, look, perspective),
        remarks=tuple(_remarks(head, comparison, kept, perspective)),
    )


class _DeltaCell(NamedTuple):
    text: str
    words: str
    mark: str


class _CellWords:
    """What each cell of one table says."""

    def __init__(self, head: Table, comparison: TableComparison, perspective: Perspective) -> None:
        self._marks = perspective.marks
        self._word = perspective.word
        self._head = head
        self._rows = {row.name: at for at, row in enumerate(head.rows)}
        self._metrics = {metric.name: at for at, metric in enumerate(head.metrics)}
        self._gone = {*comparison.rows.removed}, {*comparison.metrics.removed}
        self._new = {*comparison.rows.added}, {*comparison.metrics.added}
        self.changes = {(one.row, one.metric): one for one in comparison.changes}
        self._others = {(one.row, one.metric): one for one in comparison.others}

    def at(self, row: str, metric: str) -> _DeltaCell:
        """That of a row and a metric, by name."""
        if row in self._gone[0] or metric in self._gone[1]:
            return self._marked(REMOVED)
        cell = self._rows[row], self._metrics[metric]
        if row in self._new[0] or metric in self._new[1]:
            return self._marked(ADDED, self._said(cell))
        if change := self.changes.get((row, metric)):
            return self.changed(change)
        if other := self._others.get((row, metric)):
            return self._marked(other.kind, self._both(other))
        if np.isnan(self._head.values[cell]) and cell not in self._head.bounds:
            return self._missing(cell)
        return self._marked(SAME, self._said(cell))

    def _marked(self, kind: str, said: str = "") -> _DeltaCell:
        mark = self._marks.get(kind, kind)
        word = MARKS[mark].word
        return _DeltaCell(MARKS[mark].sign, f"{word}: {said}" if said else word, mark)

    def word(self, kind: str) -> str:
        """What is said of cells of a kind."""
        return MARKS[self._marks.get(kind, kind)].word

    def changed(self, change: Change) -> _DeltaCell:
        """A cell with another number than before."""
        metric = self._head.metrics[self._metrics[change.metric]]
        text = shown_difference(change.delta, metric)
        words, digits = self._both(change), all_digits(change.delta.copy_abs())
        if digits not in text:  # the cell has fewer, or percentage points
            words += f" ({'−' if change.delta < 0 else '+'}{digits})"
        mark = "" if change.verdict != "within" else UNCLEAR if change.is_unclear else WITHIN
        ends = [self._word(change.told), "beyond uncertainty" if change.is_beyond else ""]
        if mark == UNCLEAR:
            text = f"{text} {MARKS[UNCLEAR].sign}"
        return _DeltaCell(text, ", ".join(filter(None, [words, *ends])), mark)

    def _both(self, one: Change | OtherChange) -> str:
        """``0.90 → 0.91``"""
        return f"{one.base or 'nothing'} → {one.head or 'nothing'}"

    def _said(self, cell: Cell) -> str:
        """What the head says there."""
        bound, written = self._head.bounds.get(cell), self._head.written(cell)
        if not (bound or written):
            return missing_words(self._head.why_missing(cell))
        return bound.text if bound else plain(written)

    def _missing(self, cell: Cell) -> _DeltaCell:
        """A cell that is missing on both sides, for the same reason."""
        missing = self._head.why_missing(cell)
        sign = "" if missing.kind == UNKNOWN else MARKS[missing.kind].sign
        return _DeltaCell(sign, missing_words(missing), missing.kind)


def _differences(head: Table, kept: DrawnPart, look: _CellWords) -> Table:
    """The differences that have a colour, to the last digit."""
    shape = len(kept.rows), len(kept.metrics)
    values, notes = np.full(shape, np.nan), Notes(*shape)
    for row, one in enumerate(kept.rows):
        for metric, other in enumerate(kept.metrics):
            change = look.changes.get((one.name, other.name))
            if change and change.verdict != "within":
                # what no float64 holds has the colour of the largest one
                number = max(min(change.delta, Decimal(int(LARGEST))), -Decimal(int(LARGEST)))
                values[row, metric] = float(number)
                notes.add((row, metric), all_digits(number), float(number))
    values.setflags(write=False)
    metrics = tuple(
        replace(one, range=None, domain=None, scale="", reference=None, aggregate="", description="")
        for one in kept.metrics
    )
    return Table(head.name, metrics, kept.rows, values, writing=notes.whole())


def _description(
    comparison: TableComparison, kept: DrawnPart, look: _CellWords, perspective: Perspective
) -> str:
    names = {metric.name: _with_unit(metric) for metric in kept.metrics}
    rows = {row.name: row.title for row in kept.rows}
    changes = [one for one in comparison.changes if one.metric in names and one.row in rows]
    kinds = Counter[str](one.told for one in changes)
    kinds.update(one.kind for one in comparison.others if one.metric in names and one.row in rows)
    words = {
        "better": "better",
        "worse": "worse",
        "neutral": "without a direction",
        "within": COUNTED_WORDS["within"],
        "unclear": COUNTED_WORDS["unclear"],
        "became_missing": look.word("became_missing"),
        "became_present": look.word("became_present"),
    }
    parts = [f"{kinds[kind]:,} {word}" for kind, word in words.items() if kinds[kind]]
    drawn = f"{counted(len(kept.rows), 'row')} by {counted(len(kept.metrics), 'metric')}"
    start = f"Heatmap of the differences in {drawn}, {perspective.less}"
    said = [f"{start}: {joined(parts)}." if parts else f"{start}."]
    for one in changes[:_NAMED]:
        said.append(f"{rows[one.row]}, {names[one.metric]}: {look.changed(one).words}.")
    if len(changes) > _NAMED:
        said.append(f"And {counted(len(changes) - _NAMED, 'more difference')}.")
    said += [f"{came}." for came in _came(comparison, perspective.came)]
    return " ".join(said)


def _with_unit(metric: Metric) -> str:
    return f"{metric.title}, {metric.common_unit}" if metric.unit else metric.title


def _came(comparison: TableComparison, words: tuple[str, str]) -> Iterator[str]:
    for names, noun in ((comparison.rows, "row"), (comparison.metrics, "metric")):
        if names.added:
            yield f"{counted(len(names.added), noun)} {words[0]}"
        if names.removed:
            yield f"{counted(len(names.removed), noun)} {words[1]}"


def _remarks(
    head: Table, comparison: TableComparison, kept: DrawnPart, perspective: Perspective
) -> Iterator[Remark]:
    for number, noun in zip(kept.unchanged, ("row", "metric"), strict=True):
        if number:
            yield Remark(f"{counted(number, noun)} without a difference {_is(number)} left out.")
    for number, noun in zip(kept.came, ("row", "metric"), strict=True):
        if number:
            yield Remark(f"{counted(number, noun)} on one side only {_is(number)} left out.")
    titles = {metric.name: metric.title for metric in head.metrics}
    for one in comparison.rescaled:
        why = f"left out: all of its numbers are {perspective.base} times {one.text}"
        yield from _together([titles.get(one.metric, one.metric)], why)
    others = [titles.get(name, name) for name in comparison.other_units]
    yield from _together(others, f"left out: the unit is another one {perspective.before}")
    ignored = dict.fromkeys(one.metric for one in comparison.others if one.kind == "ignored")
    yield from _together([titles.get(name, name) for name in ignored], "left out, as asked for")


def _together(titles: Sequence[str], why: str) -> Iterator[Remark]:
    if titles:
        shown = first_few(list(map(as_name, titles)), _NAMED, "more metrics")
        yield Remark(f"{shown} {_is(len(titles))} {why}.", tuple(titles[:_NAMED]))


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
