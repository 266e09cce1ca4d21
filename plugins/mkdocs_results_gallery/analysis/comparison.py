"""What differs between two states of results, as nouns: a base, and the head that is compared with it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Literal

from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.words.changes import Standing
from mkdocs_results_gallery.words.phrases import ClaimOutcome

Status = Literal["changed", "added", "removed", "broken", "unchanged"]

Side = Literal["base", "head"]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of rows, metrics or tables that stand on one side only, each in the order of its side."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """Pairs (removed, added) that may be one thing under a new name: suggested, and in both lists above."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that has a number on both sides, and not the same."""

    row: str
    metric: str
    base: str
    """The number as the file has it, without percent sign and uncertainty."""
    head: str
    delta: Decimal
    """Head minus base, exact, in the metric's unit."""
    verdict: Standing


@dataclass(frozen=True, slots=True)
class Rescaled:
    """A metric whose common cells are all those of the base times `factor`, exactly."""

    metric: str
    factor: Decimal
    """100, 1000, 10^6, 10^9, 60, 3600 or what divides by one of these."""
    inverse: bool = False
    """Whether head is base divided by `factor`."""


@dataclass(frozen=True, slots=True)
class CellCounts:
    """Cells whose row and metric stand on both sides, each in one count at most."""

    better: int = 0
    worse: int = 0
    within: int = 0
    neutral: int = 0
    became_missing: int = 0
    became_present: int = 0
    hidden: int = 0
    """Other numbers that are alike under the declared format, or within the declared tolerance."""
    ignored: int = 0
    """Other numbers in metrics that the reader has left out."""
    bounds: int = 0
    """Where one side has a bound (`< 2.5`), and the sides differ."""
    reasons: int = 0
    """Missing on both sides, for another reason."""
    uncertainties: int = 0
    """The same number with another uncertainty."""

    @property
    def changed(self) -> int:
        """Cells with another number on each side, that are shown: each has a `Change`."""
        return self.better + self.worse + self.within + self.neutral

    def __add__(self, other: CellCounts) -> CellCounts:
        return CellCounts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True, slots=True)
class TableComparison:
    """Two tables of one name, matched by the names of rows and metrics, never by position."""

    name: str
    """``""`` for the only table of a file."""
    rows: Names = Names()
    metrics: Names = Names()
    cells: CellCounts = CellCounts()
    changes: tuple[Change, ...] = ()
    """All of them, by metric in the order of the head, then by row in the order of the head."""
    rescaled: tuple[Rescaled, ...] = ()
    """Their cells count in no other place."""
    spans: tuple[tuple[str, Decimal], ...] = ()
    """Of each metric that has a `Change`: its highest number of both sides minus its lowest: by it, sizes
    of changes in different metrics are compared."""
    metadata: tuple[str, ...] = ()
    """What else is said otherwise: ``metric acc: higher_is_better``, ``row r: label``, ``title``."""

    @property
    def is_changed(self) -> bool:
        """Whether a reader would be told of anything."""
        return self != TableComparison(self.name)


@dataclass(frozen=True, slots=True)
class BrokenSide:
    """What is wrong with a file on one side."""

    side: Side
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ExperimentComparison:
    """One results file on both sides."""

    path: str
    """That of the head, or of the base where the head has none; below the results directory."""
    status: Status
    renamed_from: str = ""
    """The path that it had in the base, where git follows a renamed file; ``""``: the same."""
    tables: tuple[TableComparison, ...] = ()
    """Those that stand on both sides, in the order of the head."""
    table_names: Names = Names()
    metadata: tuple[str, ...] = ()
    """What else is said otherwise of the whole: ``title``, ``tags``."""
    broken: tuple[BrokenSide, ...] = ()

    @property
    def cells(self) -> CellCounts:
        """Those of all tables together."""
        return sum((table.cells for table in self.tables), CellCounts())


Absent = Literal["absent"]
"""Said of a claim that does not stand on one side."""


@dataclass(frozen=True, slots=True)
class FlippedClaim:
    """A sentence whose verdict is another one than in the base."""

    path: str
    """The file in which it stands: below the results directory, or a page of the site."""
    line: int
    """1-based, in the head."""
    text: str
    base: ClaimOutcome | Absent
    head: ClaimOutcome | Absent
    reason: str = ""
    """The deciding cells of the head, in words."""
    is_page: bool = False
    """Whether it stands in a Markdown page of the site."""


@dataclass(frozen=True, slots=True)
class FlippedObservation:
    """A sentence that the numbers no longer say, or now say, about one table."""

    path: str
    table: str
    text: str
    side: Side
    """Where it is true: base: it no longer is."""


@dataclass(frozen=True, slots=True, eq=False)
class GalleryComparison:
    """Two states of one results directory."""

    base: str
    """In the words of whoever asked: a revision, a folder."""
    head: str
    experiments: tuple[ExperimentComparison, ...] = ()
    """Those that differ in bytes or in what their folders say, in natural order of their paths."""
    claims: tuple[FlippedClaim, ...] = ()
    observations: tuple[FlippedObservation, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What could not be compared, and why."""
    by_path: dict[str, ExperimentComparison] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_path", {one.path: one for one in self.experiments})

    @property
    def cells(self) -> CellCounts:
        """Those of all experiments together."""
        return sum((one.cells for one in self.experiments), CellCounts())
