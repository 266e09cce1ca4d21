"""The nouns of a gallery. All are frozen: parsed once, then passed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mkdocs_results_gallery.choices import AggregateName, Board, HeatmapChoice, ScaleKind, Tolerance
from mkdocs_results_gallery.claim import Claim
from mkdocs_results_gallery.digits.bound import Bound, by_column
from mkdocs_results_gallery.digits.number import exact
from mkdocs_results_gallery.digits.number_format import formatted, is_percent, number_of
from mkdocs_results_gallery.digits.table_digits import TableDigits
from mkdocs_results_gallery.digits.writing import ShownCells, Writing
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.provenance import NO_SOURCE, Author, Baseline, Reference, Sidecar, Source

Cell = tuple[int, int]
"""(row index, metric index), both 0-based, into a table's arrays."""

UncertaintyKind = Literal["sd", "se", "ci", "unspecified"]


@dataclass(frozen=True, slots=True)
class Metric:
    """One column: what its numbers mean."""

    name: str
    """As written in the file, NFC; unique within its table."""
    label: str = ""
    """Shown instead of the name; plain text, ``""`` for the name itself."""
    higher_is_better: bool | None = None
    """True, False, or None: direction unknown, colour by value and no word of better or worse."""
    range: tuple[float | None, float | None] | None = None
    """Possible values [low, high] in the metric's unit; None at an end: unbounded there."""
    reference: float | None = None
    """Chance level, baseline or control, in the metric's unit."""
    unit: str = ""
    """Plain text, e.g. ``percent`` (numbers are then 0..100), ``s``, ``AUROC``."""
    format: str = ""
    """A number format such as ``.2f``; ``""`` for automatic decimals."""
    description: str = ""
    """Markdown, safe subset."""
    aggregate: AggregateName | Literal[""] = ""
    """The way its cells make one number for the table's last line; ``none``: never, whoever asks; ``""``: the
    table shows none, but a claim or a page may ask for one."""
    paired: bool = False
    """Whether its numbers come from the same data, so that their uncertainties are not independent."""
    domain: tuple[float | None, float | None] | None = None
    """The numbers [low, high] at the ends of the palette, in its unit; None at an end: as without it."""
    scale: ScaleKind | Literal[""] = ""
    """How colours go from end to end; ``""``: straight, unless its numbers would share few colours."""
    tolerance: Tolerance | None = None
    """How far two states of one number may lie apart and count as the same; None: not at all."""
    is_ignored: bool = False
    """Whether a comparison of two states leaves it out."""

    @property
    def title(self) -> str:
        """The text that people read: the label, or the name."""
        return self.label or self.name

    @property
    def is_percent(self) -> bool:
        """Whether its numbers are percentages already: 82.21 is 82.21 %."""
        return is_percent(self.unit)

    @property
    def common_unit(self) -> str:
        """The unit, by one name for all ways to write percent: what must agree to compare numbers."""
        return "percent" if self.is_percent else self.unit

    def write(self, number: Decimal | Fraction) -> str:
        """Write a number in the format that is declared."""
        if self.format.endswith("%") and self.is_percent:
            # the number is a percentage already: 82.21 is 82.2%, not 8221.0%
            return formatted(number, self.format[:-1] + "f") + "%"
        return formatted(number, self.format)

    def read(self, text: str) -> Decimal:
        """Read the number that a shown text stands for."""
        return number_of(text.rstrip("%") if self.is_percent else text)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a dataset, a model, a category."""

    name: str
    """As written in the file, NFC; unique within its table."""
    label: str = ""
    """Shown instead of the name; plain text, ``""`` for the name itself."""
    group: str = ""
    """The row group it belongs to; ``""`` for none."""
    description: str = ""
    """Markdown, safe subset."""
    line: int = 0
    """1-based line of the row in its file."""

    @property
    def title(self) -> str:
        """The text that people read: the label, or the name."""
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """The uncertainty of one number, as the file says it, or as the repeats in the file have it."""

    kind: UncertaintyKind = "unspecified"
    """Standard deviation, standard error, confidence interval, or a bare ``±``."""
    spread: float | None = None
    """Half-width around the value in the metric's unit (`sd`, `se`, `unspecified`); None for `ci`."""
    interval: tuple[float, float] | None = None
    """[low, high] in the metric's unit, for `ci`."""
    n: int | None = None
    """Number of runs or samples, where said."""
    level: float | None = None
    """Confidence level of `interval` in percent, e.g. 95.0; None where the file says none."""
    computed: bool = False
    """Whether the number is the mean of repeats in the file, and `spread` and `n` were computed from them."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The reason why one cell has no number."""

    kind: str = "unknown"
    """A key of `words.missing.MISSING_KINDS`."""
    text: str = ""
    """As written in the file: ``null``, ``NA``, ``failed``; ``""`` where the cell is not even written."""
    note: str = ""
    """The author's words about it; plain text."""


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of a record list that is no metric: a hash, a date, a command. Shown, never drawn."""

    name: str
    values: tuple[str, ...]
    """One text per row of the table, ``""`` where missing."""


_UNWRITTEN = Missing()


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows by metrics. Numbers live in one array, never as one object per cell."""

    name: str
    """Unique within its experiment; ``""`` for the only table of a file."""
    metrics: tuple[Metric, ...]
    """Column order."""
    rows: tuple[Row, ...]
    """Row order."""
    values: NDArray[np.float64]
    """Shape (rows, metrics), finite or NaN for a missing cell and for a bound; read-only."""
    title: str = ""
    """Plain text; ``""`` when the file says none."""
    description: str = ""
    """Markdown, safe subset."""
    missing: Mapping[Cell, Missing] = field(default_factory=lambda: MappingProxyType({}))
    """Reasons of missing cells, for those that are written; those that are not have no entry."""
    uncertainty: Mapping[Cell, Uncertainty] = field(default_factory=lambda: MappingProxyType({}))
    """Only the cells that state one."""
    bounds: Mapping[Cell, Bound] = field(default_factory=lambda: MappingProxyType({}))
    """Cells whose number is only known to lie beyond another one: to whoever computes, they have none."""
    notes: Mapping[Cell, str] = field(default_factory=lambda: MappingProxyType({}))
    """What stands beside a number or a bound: ``†``, ``(0.3)``; plain text, no spaces at its ends."""
    texts: tuple[TextColumn, ...] = ()
    """Columns that are no metric."""
    heatmap: HeatmapChoice = field(default_factory=HeatmapChoice)
    board: Board | None = None
    """The overall number that its rows get; None: none."""
    scatters: tuple[tuple[str, str], ...] = ()
    """Pairs of metrics, by name, that are drawn against each other: x, y."""
    baseline: Baseline | None = None
    """What it is compared with, another experiment or one of its rows; None: nothing."""
    writing: Writing | None = None
    """The way the numbers are written in their file; None: by the shortest texts of their float64."""
    carried: ShownCells | None = None
    """The texts of the cells, where another table has settled it; None: it follows from the numbers."""
    digits: TableDigits = field(init=False, repr=False)
    """The same numbers to the last digit."""
    bounded: Mapping[int, Mapping[int, Bound]] = field(init=False, repr=False)
    """The bounds by metric and row."""

    def why_missing(self, cell: Cell) -> Missing:
        """Return the reason why `cell`, which has no number, has none."""
        return self.missing.get(cell, _UNWRITTEN)

    def __post_init__(self) -> None:
        digits = TableDigits(self.values, self.metrics, self.writing, self.carried)
        object.__setattr__(self, "digits", digits)
        object.__setattr__(self, "bounded", by_column(self.bounds))

    def written(self, cell: Cell) -> str:
        """Return the number of `cell` as its file has it, without percent sign; ``""`` where missing."""
        return self.digits.written(cell)

    def exact(self, cell: Cell) -> Decimal:
        """Return the number of `cell`, which has one, to the last digit."""
        return self.digits.exact(cell)

    def shown(self, cell: Cell) -> str:
        """Return the one text that `cell` has on every page; ``""`` where it is missing."""
        bound = self.bounds.get(cell) if self.bounds else None
        return self.shown_bound(cell[1], bound) if bound else self.digits.column(cell[1]).texts[cell[0]]

    def shown_bound(self, metric: int, bound: Bound) -> str:
        """Write a bound in a column: in its format, where that leaves out no digit."""
        column, number = self.metrics[metric], exact(bound.number)
        if column.format and column.read(text := column.write(number)) == number:
            return f"{bound.sign} {text}"
        return bound.text

    def shown_texts(self, metric: int) -> tuple[str, ...]:
        """Return `shown` of each row."""
        texts = self.digits.column(metric).texts
        if metric not in self.bounded:
            return texts
        found = {row: self.shown_bound(metric, one) for row, one in self.bounded[metric].items()}
        return tuple(found.get(row, text) for row, text in enumerate(texts))

    @property
    def placed(self) -> NDArray[np.float64]:
        """Return `values` with bounds at their number: where they stand among others, for the eye only."""
        if not self.bounds:
            return self.values
        values = self.values.copy()
        for cell, bound in self.bounds.items():
            values[cell] = bound.number
        return values

    def unambiguous(self, cell: Cell) -> str:
        """Write the number of `cell` in a sentence: as shown, in full where another is shown alike."""
        return self.digits.unambiguous(cell)

    def same_as_shown(self, one: Cell, other: Cell) -> bool:
        """Whether two cells, both with a number in one unit, are equal for a reader.

        They are where they are equal to the last digit, or look equal by a format that is declared for one.
        """
        (row, metric), (other_row, other_metric) = one, other
        if metric == other_metric:
            looks = self.digits.looks(metric)
            return bool(looks[row] == looks[other_row])
        if self.exact(one) == self.exact(other):
            return True
        is_declared = any(self.digits.column(at).is_declared[line] for line, at in (one, other))
        return is_declared and len({self.metrics[at[1]].read(self.shown(at)) for at in (one, other)}) == 1

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that its rows belong to, each once, in the order of the rows."""
        return tuple(dict.fromkeys(row.group for row in self.rows if row.group))

    @property
    def shape(self) -> tuple[int, int]:
        """(number of rows, number of metrics)."""
        return len(self.rows), len(self.metrics)


@dataclass(frozen=True, slots=True)
class Folder:
    """The words of a ``_gallery.yaml`` about the folder that it lies in."""

    title: str = ""
    """Plain text; ``""`` when it says none."""
    description: str = ""
    """Markdown, safe subset."""


@dataclass(frozen=True, slots=True, eq=False)
class Experiment:
    """One results file."""

    path: str
    """Below the results directory, with ``/``, suffix included; its identity."""
    title: str
    """Plain text, never empty: the file's own, or made from its path."""
    tables: tuple[Table, ...]
    """At least one; each with at least one row and one metric."""
    description: str = ""
    """Markdown, safe subset."""
    date: str = ""
    """ISO 8601 date or date-time as written."""
    tags: tuple[str, ...] = ()
    source: Source = NO_SOURCE
    authors: tuple[Author, ...] = ()
    related: tuple[Reference, ...] = ()
    """Other experiments that the file names."""
    claims: tuple[Claim, ...] = ()
    """Sentences that the file makes about its tables, in its order."""
    content: bytes = field(default=b"", repr=False)
    """The bytes that were read: what is parsed is what is offered for download."""
    sidecar: Sidecar | None = None
    """The file beside it that says more about it."""
    sources: tuple[str, ...] = ()
    """The files that it was read from, where these are several; `content` is then a list of their digests."""
    apart: str = ""
    """The text that tells it from others of its title, its path; ``""`` where no other has that title."""

    def file_of(self, said: Claim | Reference) -> str:
        """Return the file in which a sentence or a reference of it stands."""
        return self.sidecar.path if self.sidecar and said.is_beside else self.path

    @property
    def called(self) -> str:
        """The title that lists give it, unlike that of any other: ``Probes (2024/probes.yaml)``."""
        return f"{self.title} ({self.apart})" if self.apart else self.title

    def title_with(self, table: Table) -> str:
        """Return the title, with that of `table`, one of its own, where it has several."""
        return self.title if len(self.tables) == 1 else f"{self.title}: {table.title or table.name}"


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A results file that can't be shown; its page says why."""

    path: str
    problems: tuple[Problem, ...]
    content: bytes = field(default=b"", repr=False)
    """The bytes that were read, as far as it could be."""
    sources: tuple[str, ...] = ()
    """As in `Experiment`."""


@dataclass(frozen=True, slots=True, eq=False)
class Gallery:
    """Everything that was read from one results directory."""

    folders: Mapping[str, Folder] = field(default_factory=lambda: MappingProxyType({}))
    """The words of each ``_gallery.yaml`` by the path of its folder; ``""``: the results directory itself."""
    experiments: tuple[Experiment, ...] = ()
    """In the order of their paths."""
    broken: tuple[BrokenFile, ...] = ()
    """In the order of their paths."""
    problems: tuple[Problem, ...] = ()
    """All of them, of good, broken and skipped files, sorted."""
