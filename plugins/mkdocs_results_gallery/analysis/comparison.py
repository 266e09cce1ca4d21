"""What differs between two states of results, as nouns: a base, and the head that is compared with it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Literal

from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.words.changes import ClaimState, Standing, Told

Status = Literal["changed", "added", "removed", "broken", "unchanged"]

Side = Literal["base", "head"]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of rows, metrics or tables that stand on one side only, each in the order of its side."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """Pairs (removed, added) that may be one thing under a new name: suggested, and in both lists above."""

    @property
    def are_any(self) -> bool:
        """Whether any stands on one side only."""
        return bool(self.added or self.removed)


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
    is_beyond: bool = False
    """Whether both sides state an uncertainty, and differ by more than it explains."""
    is_unclear: bool = False
    """Whether it is within only since what both sides state can't be compared: two kinds, an sd without n."""

    @property
    def told(self) -> Told:
        """What a reader is told of it."""
        return "unclear" if self.is_unclear else self.verdict


OtherKind = Literal[
    "became_missing", "became_present", "hidden", "ignored", "bounds", "reasons", "uncertainties", "notes"
]
"""What else may become of a cell; the names of its count in `CellCounts`."""


@dataclass(frozen=True, slots=True)
class OtherChange:
    """One cell whose row and metric stand on both sides, and that differs otherwise."""

    row: str
    metric: str
    kind: OtherKind
    base: str
    """What the cell says there: ``0.91``, ``failed``, ``< 2.5``, ``0.91 ± 0.02``; ``""``: nothing."""
    head: str


@dataclass(frozen=True, slots=True)
class Rescaled:
    """A metric whose common cells are all those of the base times `factor`, exactly."""

    metric: str
    factor: Decimal
    """100, 1000, 10^6, 10^9, 60 or 3600."""
    inverse: bool = False
    """Whether head is base divided by `factor`."""
    cells: int = 0
    """The number of common cells."""

    @property
    def text(self) -> str:
        """``100``, ``0.01``, ``1/60``: what the base is multiplied with."""
        if not self.inverse:
            return f"{self.factor:f}"
        is_endless = self.factor % 3 == 0  # one sixtieth is no decimal number
        return f"1/{self.factor:f}" if is_endless else f"{1 / self.factor:f}"


@dataclass(frozen=True, slots=True)
class Restated:
    """Something beside the numbers that is said otherwise."""

    of: Literal["file", "table", "metric", "row", "column"]
    """What it is said of; a column is one of texts."""
    name: str
    """That of the metric, the row or the column; ``""``: the file or the table itself."""
    key: str
    """The key of a results file that says it: ``higher_is_better``, ``unit``, ``title``; of a column of texts
    ``added``, ``removed`` or ``texts``."""
    base: str = ""
    """As the file might say it, cut where it is long; both ``""``: these words are alike."""
    head: str = ""

    @property
    def words(self) -> str:
        """``metric acc: unit``, ``title``"""
        return f"{self.of} {self.name}: {self.key}" if self.name else self.key


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
    """Cells of metrics that are left out, where these differ in whatever way."""
    bounds: int = 0
    """Where one side has a bound (`< 2.5`), and the sides differ."""
    reasons: int = 0
    """Missing on both sides, for another reason."""
    uncertainties: int = 0
    """The same number with another uncertainty."""
    notes: int = 0
    """The same number or bound with another note beside it."""

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
    others: tuple[OtherChange, ...] = ()
    """All other cells that are counted, in the same order."""
    rescaled: tuple[Rescaled, ...] = ()
    """Their common cells count in no other place."""
    other_units: tuple[str, ...] = ()
    """Metrics with changes whose unit is another one, though they are not rescaled: better and worse compare
    numbers of two units there."""
    spans: tuple[tuple[str, Decimal], ...] = ()
    """Of each metric that has a `Change`: its highest number of both sides minus its lowest: by it, sizes
    of changes in different metrics are compared."""
    metadata: tuple[Restated, ...] = ()
    """What else is said otherwise of the table, its metrics and its rows."""
    shape: tuple[int, int] = (0, 0)
    """The number of rows and of metrics that stand on both sides."""

    @property
    def is_changed(self) -> bool:
        """Whether anything differs but what is hidden or ignored."""
        found = self.changes, self.rescaled, self.metadata, self.rows.are_any, self.metrics.are_any
        return any(found) or any(other.kind not in ("hidden", "ignored") for other in self.others)


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
    metadata: tuple[Restated, ...] = ()
    """What else is said otherwise of the whole file: ``title``, ``tags``."""
    broken: tuple[BrokenSide, ...] = ()

    def path_in(self, side: Side) -> str:
        """The path of the file on one side."""
        return self.renamed_from if side == "base" and self.renamed_from else self.path

    @property
    def is_changed(self) -> bool:
        """Whether a file that is read on both sides says anything else in the head."""
        return bool(
            self.metadata or self.table_names != Names() or any(table.is_changed for table in self.tables)
        )

    @property
    def cells(self) -> CellCounts:
        """Those of all tables together."""
        return sum((table.cells for table in self.tables), CellCounts())


@dataclass(frozen=True, slots=True)
class FlippedClaim:
    """A sentence whose verdict is another one than in the base."""

    path: str
    """The file in which it stands: below the results directory, or a page of the site."""
    line: int
    """1-based, in the head."""
    text: str
    base: ClaimState
    head: ClaimState
    reason: str = ""
    """The deciding cells of the head, in words."""
    is_page: bool = False
    """Whether it stands in a Markdown page of the site."""


@dataclass(frozen=True, slots=True)
class FlippedObservation:
    """A sentence about one table that is said on one side only, whatever its numbers are."""

    path: str
    table: str
    text: str
    side: Side
    """Where it is said: base: the head no longer says it."""
    instead: str = ""
    """What the head says of the same metrics in the place of a sentence of the base; ``""``: nothing."""
    cells: tuple[tuple[str, str], ...] = ()
    """The cells on which it rests that differ, by the names of row and metric."""
    line: int = 0
    """1-based line of the first of these cells' rows in the head, or in the base where the head has none."""


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
    renamed: tuple[tuple[str, str], ...] = ()
    """Pairs (removed path, added path) that may be one file: suggested, and among the experiments."""
    by_path: dict[str, ExperimentComparison] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_path", {one.path: one for one in self.experiments})

    @property
    def cells(self) -> CellCounts:
        """Those of all experiments together."""
        return sum((one.cells for one in self.experiments), CellCounts())

    @property
    def is_lost(self) -> bool:
        """Whether something can't be read in the head: then nobody knows if it is worse."""
        broken = any(side.side == "head" for one in self.experiments for side in one.broken)
        return broken or any(problem.severity == "error" for problem in self.problems)
