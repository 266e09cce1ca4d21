"""What is said of one table: names that come and go, what is not a number, and the changes by metric."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from mkdocs_results_gallery.analysis.comparison import (
    Change,
    Names,
    OtherChange,
    OtherKind,
    Restated,
    TableComparison,
)
from mkdocs_results_gallery.analysis.prominence import ChangedMetric, changed_metrics
from mkdocs_results_gallery.diffing.reports.numerals import signed_difference
from mkdocs_results_gallery.diffing.reports.outline import (
    Block,
    Foreign,
    Listing,
    Phrase,
    Tabulation,
    bare,
    listed,
)
from mkdocs_results_gallery.words.changes import STANDING_WORDS, Told, standing
from mkdocs_results_gallery.words.phrases import counted

NAMED = 5
"""Names in one sentence."""
FEW = 12
"""Changes that are listed at once. Of more, each metric gets a line with its largest change, and the cells
are folded."""
FEW_SAID = 6
"""The same of what is said beside the numbers."""

_NOTHING = "–"


def table_blocks(table: TableComparison) -> Iterator[Block]:
    """Say all of a table that stands on both sides."""
    facts = [*names_said(table.rows, "row"), *names_said(table.metrics, "metric"), *_scales(table)]
    facts += _not_listed(table)
    metadata = restated_said(table.metadata)
    others = [other for other in table.others if other.kind in _SAID]
    facts += _counted_others(others) if len(others) > FEW_SAID else ()
    facts += metadata if len(metadata) <= FEW_SAID else [(f"{counted(len(metadata), 'setting')} changed",)]
    if facts:
        yield Listing(tuple(facts), "sentence")
    metrics = changed_metrics(table)
    if len(table.changes) <= FEW:
        if metrics:
            yield _changes(metrics)
    else:
        yield _by_metric(metrics)
        yield _changes(metrics, f"{_all(len(table.changes))} changed numbers, by metric")
    if others:
        yield _others(others, f"{_all(len(others))} other cells" if len(others) > FEW_SAID else "")
    if len(metadata) > FEW_SAID:
        yield Listing(tuple(metadata), "setting", f"{_all(len(metadata))} changed settings")


def _all(number: int) -> str:
    return f"All {number:,}"


def names_said(names: Names, noun: str) -> Iterator[Phrase]:
    """Say which names are new, gone, or perhaps the same under another name."""
    if names.added:
        yield f"{counted(len(names.added), noun)} new: ", *listed(list(map(Foreign, names.added)), NAMED)
    if names.removed:
        yield (
            f"{counted(len(names.removed), noun)} removed: ",
            *listed(list(map(Foreign, names.removed)), NAMED),
        )
    for old, new in names.renamed[:NAMED]:
        yield f"Perhaps a {noun} has another name: ", Foreign(old), " is now ", Foreign(new)
    if len(names.renamed) > NAMED:
        yield (f"Perhaps {counted(len(names.renamed) - NAMED, f'more {noun}')} have another name",)


def restated_said(said: Sequence[Restated]) -> list[Phrase]:
    """Say what is stated otherwise, one setting to a line."""
    return [_restated(one) for one in said]


def _restated(one: Restated) -> Phrase:
    if one.of == "column":
        return _of_texts(one)
    place: Phrase = () if one.of == "file" else (f"{one.of.capitalize()} ",)
    if one.name:
        place = (*place, Foreign(one.name), ": ")
    elif place:
        place = (f"{one.of.capitalize()}: ",)
    return (*place, bare(one.key), *_from_to(one.base, one.head))


def _of_texts(one: Restated) -> Phrase:
    """Say it of a column that has no numbers."""
    column: Phrase = "Column of texts ", Foreign(one.name)
    if one.key in ("added", "removed"):
        return (*column, " is new" if one.key == "added" else " is gone")
    if one.base and one.head:
        return (*column, ": was ", Foreign(one.base), ", is ", Foreign(one.head))
    return *column, " changed: ", Foreign(one.base or one.head)


def _from_to(base: str, head: str) -> Phrase:
    if not base and not head:
        return (" changed",)
    if not base:
        return " is new: ", Foreign(head)
    if not head:
        return " is gone, was ", Foreign(base)
    return " was ", Foreign(base), ", is ", Foreign(head)


def _scales(table: TableComparison) -> Iterator[Phrase]:
    for one in table.rescaled:
        yield (
            "Metric ",
            Foreign(one.metric),
            f" has another scale: all {counted(one.cells, 'number')} are exactly ",
            bare(one.text),
            " times the former",
        )
    if table.other_units:
        yield (
            "Numbers of two units are compared here: ",
            *listed(list(map(Foreign, table.other_units)), NAMED),
        )


def _not_listed(table: TableComparison) -> Iterator[Phrase]:
    """Count the cells that differ and are not listed."""
    if table.cells.hidden:
        yield (
            f"{counted(table.cells.hidden, 'other number')} hidden: alike under the declared format, "
            "or within the declared tolerance",
        )
    if table.cells.ignored:
        yield (f"{counted(table.cells.ignored, 'cell')} in metrics that are left out",)


_SAID: Mapping[OtherKind, str] = MappingProxyType(
    {
        "became_missing": "became missing",
        "became_present": "became present",
        "bounds": "other bound",
        "reasons": "other reason",
        "uncertainties": "other uncertainty",
        "notes": "other note",
    }
)
"""What is said of a cell; those that are hidden or ignored are counted only."""


def _counted_others(others: Sequence[OtherChange]) -> list[Phrase]:
    counts = {kind: sum(other.kind == kind for other in others) for kind in _SAID}
    return [
        (f"{_SAID[kind].capitalize()}: {counted(count, 'cell')}",) for kind, count in counts.items() if count
    ]


def _others(others: Sequence[OtherChange], title: str) -> Tabulation:
    order = list(_SAID)
    rows = tuple(
        (
            (Foreign(one.metric),),
            (Foreign(one.row),),
            (Foreign(one.base) if one.base else _NOTHING,),
            (Foreign(one.head) if one.head else _NOTHING,),
            (_SAID[one.kind],),
        )
        for one in sorted(others, key=lambda one: order.index(one.kind))
    )
    return Tabulation(("Metric", "Row", "Base", "Head", "What"), rows, frozenset(), "cell", title)


def _changes(metrics: Sequence[ChangedMetric], title: str = "") -> Tabulation:
    rows = tuple(_change(change) for metric in metrics for change in metric.changes)
    head = "Metric", "Row", "Base", "Head", "Change", "Verdict"
    return Tabulation(head, rows, frozenset({2, 3, 4}), "change", title)


def _change(one: Change) -> tuple[Phrase, ...]:
    return (
        (Foreign(one.metric),),
        (Foreign(one.row),),
        (bare(one.base),),
        (bare(one.head),),
        (bare(signed_difference(one.delta)),),
        (_verdict(one),),
    )


def _verdict(one: Change) -> str:
    return f"{standing(one.told)} beyond uncertainty" if one.is_beyond else standing(one.told)


def _by_metric(metrics: Sequence[ChangedMetric]) -> Tabulation:
    """One line for each metric: a derived one does not flood the others."""
    found = {kind for metric in metrics for kind in metric.counts}
    kinds: list[Told] = [kind for kind in STANDING_WORDS if kind in found]
    head = "Metric", *(STANDING_WORDS[kind].capitalize() for kind in kinds), "Largest change"
    rows = tuple(_metric(metric, kinds) for metric in metrics)
    return Tabulation(head, rows, frozenset(range(1, len(kinds) + 1)), "metric")


def _metric(metric: ChangedMetric, kinds: Sequence[Told]) -> tuple[Phrase, ...]:
    counts = metric.counts
    numbers: list[Phrase] = [(f"{counts[kind]:,}",) for kind in kinds]
    return ((Foreign(metric.name),), *numbers, _largest(metric.changes[0]))


def _largest(one: Change) -> Phrase:
    return (
        Foreign(one.row),
        ": ",
        bare(one.base),
        " → ",
        bare(one.head),
        " (",
        bare(signed_difference(one.delta)),
        f", {_verdict(one)})",
    )
