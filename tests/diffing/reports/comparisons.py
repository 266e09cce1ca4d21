"""Comparisons written down in a few lines, with a text of a stranger's in every place that has one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import get_args

from mkdocs_results_gallery.analysis.comparison import (
    BrokenSide,
    CellCounts,
    Change,
    ExperimentComparison,
    FlippedClaim,
    FlippedObservation,
    GalleryComparison,
    Names,
    OtherChange,
    Rescaled,
    Restated,
    TableComparison,
)
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.words.changes import Standing


def with_names(name: Callable[[], str]) -> GalleryComparison:
    """A comparison in which each name, each sentence and each cell is what `name` gives."""
    changes = tuple(
        Change(name(), name(), "0.90", "1234567", Decimal("1234566.10"), verdict)
        for verdict in get_args(Standing)
    )
    kinds = "became_missing", "bounds", "reasons", "uncertainties"
    table = TableComparison(
        name(),
        _names(name),
        _names(name),
        CellCounts(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
        changes,
        tuple(OtherChange(name(), name(), kind, name(), name()) for kind in kinds),
        (Rescaled(name(), Decimal(1000000), cells=12),),
        (name(),),
        metadata=tuple(
            Restated(of, name(), "unit", name(), name()) for of in ("table", "metric", "row", "column")
        ),
    )
    problem = Problem(name(), 3, 1, name(), name(), name())
    changed = ExperimentComparison(
        name(), "changed", name(), (table,), _names(name), (Restated("file", "", "title", name(), name()),)
    )
    broken = ExperimentComparison(name(), "broken", broken=(BrokenSide("head", (problem,)),))
    others = [ExperimentComparison(name(), status) for status in ("added", "removed", "unchanged")]
    return GalleryComparison(
        name(),
        name(),
        (changed, broken, *others),
        (
            FlippedClaim(name(), 12, name(), "holds", "contradicted", name()),
            FlippedClaim(name(), 13, name(), "absent", "undecided", name(), is_page=True),
        ),
        (FlippedObservation(changed.path, name(), name(), "base", name(), ((name(), name()),), 4),),
        (problem,),
    )


def _names(name: Callable[[], str]) -> Names:
    return Names((name(), name()), (name(),), ((name(), name()),))


def with_changes(number: int, metrics: int = 7, files: int = 1) -> GalleryComparison:
    """A comparison with so many changed numbers, with long names, in some files."""
    changes = tuple(
        Change(
            f"row {at} {'n' * 60}", f"metric {at % metrics} {'m' * 60}", "1", f"{at}.5", Decimal(at), "worse"
        )
        for at in range(1, number + 1)
    )
    table = TableComparison("", cells=CellCounts(worse=number), changes=changes)
    return GalleryComparison(
        "base",
        "head",
        tuple(
            ExperimentComparison(f"{at} {'p' * 60}.yaml", "changed", tables=(table,)) for at in range(files)
        ),
    )
