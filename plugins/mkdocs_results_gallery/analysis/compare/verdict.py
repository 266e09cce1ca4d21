"""One sentence about what changed, made of counts: nothing is in it that is not counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from mkdocs_results_gallery.analysis.comparison import (
    CellCounts,
    Change,
    ExperimentComparison,
    FlippedClaim,
    FlippedObservation,
    GalleryComparison,
    Rescaled,
    TableComparison,
)
from mkdocs_results_gallery.words.changes import ClaimState
from mkdocs_results_gallery.words.phrases import as_name, counted, first_few, joined

_FLOOD = 10
"""Changed cells that a metric must have to be named by itself: fewer drown no others."""
_OF_ROWS = 80
"""Percent of the rows on both sides in which it changed at least."""
_NAMED = 3
"""Metrics that a sentence names; of more it counts the others."""

_CLAIMS: Mapping[tuple[ClaimState, ClaimState], tuple[str, str, str]] = MappingProxyType(
    {
        ("holds", "contradicted"): ("claim", "no longer holds", "no longer hold"),
        ("holds", "undecided"): ("claim", "can no longer be decided", "can no longer be decided"),
        ("undecided", "contradicted"): ("claim", "is contradicted now", "are contradicted now"),
        ("contradicted", "undecided"): ("contradicted claim", "is undecided now", "are undecided now"),
        ("absent", "contradicted"): ("new claim", "does not hold", "do not hold"),
        ("absent", "undecided"): ("new claim", "can't be decided", "can't be decided"),
        ("contradicted", "holds"): ("claim", "holds now", "hold now"),
        ("undecided", "holds"): ("undecided claim", "holds now", "hold now"),
        ("absent", "holds"): ("new claim", "holds", "hold"),
        ("holds", "absent"): ("claim", "is gone", "are gone"),
        ("undecided", "absent"): ("undecided claim", "is gone", "are gone"),
        ("contradicted", "absent"): ("contradicted claim", "is gone", "are gone"),
    }
)
"""What is said of claims by their outcomes in base and head, the worst first: a noun, the verbs of one and
of several."""


_MARK = "\0"
"""Stands before and behind the name of a metric, or a factor, until the sentence is whole. No results file
can hold it."""


def sentence(comparison: GalleryComparison) -> str:
    """Say in one sentence what changed between two states; plain text."""
    parts = enumerate(sentence_parts(comparison))
    return "".join(as_name(part) if at % 2 else part for at, part in parts)


def sentence_parts(comparison: GalleryComparison) -> tuple[str, ...]:
    """Return the same, parted: words of ours by turns with names of metrics and factors, words first."""
    sentences = [*_of_claims(comparison.claims), *_of_observations(comparison.observations)]
    return _parted(_whole(comparison.experiments, sentences, is_whole=not comparison.problems))


def _parted(marked: str) -> tuple[str, ...]:
    return tuple(marked.split(_MARK))


def _named(name: str) -> str:
    return f"{_MARK}{name}{_MARK}"


def sentence_parts_of(
    experiment: ExperimentComparison,
    claims: Sequence[FlippedClaim] = (),
    observations: Sequence[FlippedObservation] = (),
) -> tuple[str, ...]:
    """Say the same of one file, of its `claims` and of its numbers, parted as `sentence_parts`."""
    if experiment.status == "broken":
        return ("It can't be read, and so can't be compared.",)
    sentences = [*_of_claims(claims), *_of_observations(observations)]
    if experiment.status in ("added", "removed"):
        start = "It is new" if experiment.status == "added" else "It is gone"
        return _parted("; ".join([start, *sentences]) + ".")
    return _parted(_whole([experiment], sentences, is_whole=True))


def _whole(experiments: Sequence[ExperimentComparison], sentences: Sequence[str], *, is_whole: bool) -> str:
    """Join all that is to be said; `is_whole`: whether all could be compared."""
    cells = sum((one.cells for one in experiments), CellCounts())
    numbers, words, hidden = [*_of_cells(experiments)], [*_of_words(experiments, cells)], [*_hidden(cells)]
    if not (numbers or words or sentences):
        nothing = "Nothing has" if is_whole else "Nothing that could be compared has"
        return f"{nothing} changed{f', but for {joined(hidden)}' if hidden else ''}."
    start = [] if numbers or hidden else ["No number has changed"]
    rest = [f"not shown: {joined(hidden)}"] if hidden else []
    return "; ".join([*start, *numbers, *words, *sentences, *rest]) + "."


def _hidden(cells: CellCounts) -> Iterator[str]:
    """What is not shown: it is counted all the same."""
    if cells.hidden:
        yield f"{counted(cells.hidden, 'change')} too small to count"
    if cells.ignored:
        count = f"{cells.ignored:,}" if cells.hidden else counted(cells.ignored, "change")
        yield f"{count} in metrics that are left out"


def _of_cells(experiments: Sequence[ExperimentComparison]) -> Iterator[str]:
    """Numbers, and what has them: rows, metrics, tables, files."""
    tables = [table for one in experiments for table in one.tables]
    yield from _of_numbers(tables)
    yield from _of_scales([scale for table in tables for scale in table.rescaled])
    cells = sum((table.cells for table in tables), CellCounts())
    yield from _came_and_went("number", "new", "missing now", cells.became_present, cells.became_missing)
    for noun, names in (
        ("row", [table.rows for table in tables]),
        ("metric", [table.metrics for table in tables]),
        ("table", [one.table_names for one in experiments]),
    ):
        added, removed = sum(len(one.added) for one in names), sum(len(one.removed) for one in names)
        renamed = sum(len(one.renamed) for one in names)
        perhaps = f" (perhaps {renamed:,} under a new name)" if renamed else ""
        yield from (f"{said}{perhaps}" for said in _came_and_went(noun, "new", "gone", added, removed))
    statuses = Counter(one.status for one in experiments)
    yield from _came_and_went("file", "new", "gone", statuses["added"], statuses["removed"])
    if statuses["broken"]:
        yield f"{counted(statuses['broken'], 'file')} can't be read"


def _came_and_went(noun: str, here: str, away: str, added: int, removed: int) -> Iterator[str]:
    """``2 rows new, 1 gone``"""
    parts = [(count, word) for count, word in ((added, here), (removed, away)) if count]
    if parts:
        (first, word), *rest = parts
        yield ", ".join([f"{counted(first, noun)} {word}", *(f"{count:,} {word}" for count, word in rest)])


def _of_numbers(tables: Sequence[TableComparison]) -> Iterator[str]:
    """Other numbers; a metric that changed in nearly all rows is told by itself: it drowns no others."""
    columns = [column for table in tables for column in _columns(table)]
    floods: dict[str, list[_ColumnOfChanges]] = {}
    for column in columns:
        if column.is_flood:
            floods.setdefault(column.name, []).append(column)
    if len(floods) > 1 and all(column.is_flood or column.is_strange for column in columns):
        floods = {}  # all that changed is alike
    plain = [one for one in columns if not one.is_strange and not (one.is_flood and one.name in floods)]
    if plain:
        yield _standings([change for column in plain for change in column.changes], "cell")
    yield from _of_floods(floods)
    strange = [column for column in columns if column.is_strange]
    if strange:
        count = sum(len(column.changes) for column in strange)
        names = _listed(dict.fromkeys(column.name for column in strange))
        yield f"{counted(count, 'cell')} of {names} in another unit than before"


@dataclass(frozen=True, slots=True)
class _ColumnOfChanges:
    """The cells of one metric of one table that changed."""

    name: str
    changes: Sequence[Change]
    rows: int
    """Those that stand on both sides."""
    is_strange: bool
    """Whether it is in another unit, so that no number is better or worse than before."""

    @property
    def is_flood(self) -> bool:
        """Whether it changed in nearly all rows of many."""
        count = len(self.changes)
        return not self.is_strange and count >= _FLOOD and 100 * count >= _OF_ROWS * self.rows


def _columns(table: TableComparison) -> list[_ColumnOfChanges]:
    by_metric: dict[str, list[Change]] = {}
    for change in table.changes:
        by_metric.setdefault(change.metric, []).append(change)
    return [
        _ColumnOfChanges(name, changes, table.shape[0], name in table.other_units)
        for name, changes in by_metric.items()
    ]


def _of_floods(floods: Mapping[str, Sequence[_ColumnOfChanges]]) -> Iterator[str]:
    changes = {
        name: [one for column in columns for one in column.changes] for name, columns in floods.items()
    }
    if len(floods) <= _NAMED:
        for name, columns in floods.items():
            count, rows = len(changes[name]), sum(column.rows for column in columns)
            where = f"all {rows:,} rows" if count == rows else f"{count:,} of {rows:,} rows"
            yield f"{_named(name)} changed in {where}{_in_brackets(changes[name])}"
        return
    every = [change for some in changes.values() for change in some]
    how_many = _in_brackets(every) or f" ({counted(len(every), 'cell')})"
    yield f"{counted(len(floods), 'metric')} changed in nearly all rows{how_many}"


def _in_brackets(changes: Sequence[Change]) -> str:
    """How many of them are better; nothing where no direction is known."""
    is_told = any(change.verdict != "neutral" for change in changes)
    return f" ({_standings(changes, '')})" if is_told else ""


def _standings(changes: Sequence[Change], noun: str) -> str:
    """``12 cells better beyond their uncertainty, 1 worse, 30 within it``"""
    counts = Counter(change.verdict for change in changes)
    beyond = Counter(change.verdict for change in changes if change.is_beyond)
    parts: list[tuple[int, str]] = []
    said = False
    for verdict in ("better", "worse"):
        if counts[verdict]:
            words = _beyond(counts[verdict], beyond[verdict], said=said)
            parts.append((counts[verdict], f"{verdict}{words}"))
            said = said or bool(words)
    unclear = sum(change.is_unclear for change in changes)
    if within := counts["within"] - unclear:
        parts.append((within, f"within {_theirs(within, said=said)}"))
    if unclear:
        words = "an uncertainty" if unclear == 1 else "uncertainties"
        parts.append((unclear, f"changed with {words} that can't be compared"))
    if counts["neutral"]:
        parts.append((counts["neutral"], "changed in metrics without a direction" if parts else "changed"))
    (first, word), *rest = parts
    start = f"{counted(first, noun)} {word}" if noun else f"{first:,} {word}"
    return ", ".join([start, *(f"{count:,} {word}" for count, word in rest)])


def _beyond(count: int, beyond: int, *, said: bool) -> str:
    """How many of so many differ beyond what both sides state; nothing where none does."""
    if not beyond:
        return ""
    if beyond == count:
        return f" beyond {_theirs(count, said=said)}"
    return f" ({beyond:,} beyond {_theirs(beyond, said=said)})"


def _theirs(count: int, *, said: bool) -> str:
    """The uncertainty, by its name where it has not been said."""
    return "it" if said else f"{'its' if count == 1 else 'their'} uncertainty"


def _of_scales(scales: Sequence[Rescaled]) -> Iterator[str]:
    """Metrics in another scale: by which factor."""
    by_factor: dict[str, list[Rescaled]] = {}
    for scale in scales:
        by_factor.setdefault(scale.text, []).append(scale)
    for factor, some in by_factor.items():
        count = sum(scale.cells for scale in some)
        names = _listed(dict.fromkeys(scale.metric for scale in some))
        yield f"{counted(count, 'cell')} of {names} in another scale, times {_named(factor)}"


def _of_words(experiments: Sequence[ExperimentComparison], cells: CellCounts) -> Iterator[str]:
    """What is said beside the numbers."""
    for count, one, several in (
        (cells.bounds, "bound", "bounds"),
        (cells.uncertainties, "uncertainty", "uncertainties"),
        (cells.reasons, "reason of a missing number", "reasons of missing numbers"),
        (cells.notes, "note", "notes"),
        (_restated(experiments), "statement beside the numbers", "statements beside the numbers"),
    ):
        if count:
            yield f"{count:,} {one if count == 1 else several} changed"
    renamed = sum(bool(one.renamed_from) for one in experiments)
    if renamed:
        yield f"{counted(renamed, 'file')} renamed"


def _restated(experiments: Sequence[ExperimentComparison]) -> int:
    of_tables = (len(table.metadata) for one in experiments for table in one.tables)
    return sum(len(one.metadata) for one in experiments) + sum(of_tables)


def _of_claims(claims: Sequence[FlippedClaim]) -> Iterator[str]:
    counts = Counter((one.base, one.head) for one in claims)
    for outcomes, (noun, verb, verbs) in _CLAIMS.items():
        if counts[outcomes]:
            yield f"{counted(counts[outcomes], noun)} {verb if counts[outcomes] == 1 else verbs}"


def _of_observations(observations: Sequence[FlippedObservation]) -> Iterator[str]:
    gone, new = (sum(one.side == side for one in observations) for side in ("base", "head"))
    first = f"{counted(new or gone, 'sentence')} about the numbers"
    parts = [f"{first} new"] if new else []
    parts += [f"{f'{gone:,}' if new else first} no longer said"] if gone else []
    yield from [", ".join(parts)] if parts else []


def _listed(names: Iterable[str]) -> str:
    return first_few([_named(name) for name in names], _NAMED, "other metrics")
