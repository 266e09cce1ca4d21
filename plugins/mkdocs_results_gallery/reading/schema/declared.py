"""The settings that a file or a folder declares, and how those of a file and of its folders merge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal

from mkdocs_results_gallery.choices import BoardPolicy, MissingPolicy
from mkdocs_results_gallery.claim import Claim
from mkdocs_results_gallery.provenance import NO_SOURCE, Author, Baseline, Reference, Source
from mkdocs_results_gallery.reading.pattern import PathPattern
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Place


@dataclass(frozen=True, slots=True)
class Written:
    """A claim and where its parts stand, until it is known which table it speaks of."""

    claim: Claim
    place: Place
    percents: tuple[Mark, ...]
    """Of the comparisons that have a percent sign."""


NONE = "none"
"""The policy of a file that has no board, whatever the folders above say."""


@dataclass(frozen=True, slots=True)
class DeclaredBoard:
    """A board as it is written, until it is known which metrics a table has."""

    by: BoardPolicy | Literal["none"]
    metrics: Mapping[str, Mark] | None
    """Names and globs, and where they stand; None: all that have a direction."""
    weights: Mapping[str, tuple[Fraction, Mark]]
    """By name or glob; a metric that none fits weighs 1."""
    missing: MissingPolicy | None
    mark: Mark
    place: Place
    is_inherited: bool = False
    """Whether a folder above says it."""

    def inherited(self) -> DeclaredBoard:
        """The same for the files below, without positions, which are in another file."""
        metrics = None if self.metrics is None else dict.fromkeys(self.metrics, 0)
        weights = {name: (weight, 0) for name, (weight, _) in self.weights.items()}
        return replace(self, metrics=metrics, weights=weights, mark=0, is_inherited=True)


@dataclass(frozen=True, slots=True)
class DeclaredScatters:
    """Pairs of metrics by name, x and y, and where each stands."""

    pairs: tuple[tuple[str, str, Mark], ...]
    place: Place
    is_inherited: bool = False
    """As above."""

    def inherited(self) -> DeclaredScatters:
        """As above."""
        return replace(self, pairs=tuple((x, y, 0) for x, y, _ in self.pairs), is_inherited=True)


@dataclass(frozen=True, slots=True)
class DeclaredBaseline:
    """A baseline, and where it stands."""

    baseline: Baseline
    mark: Mark
    place: Place
    is_inherited: bool = False
    """As above."""

    def inherited(self) -> DeclaredBaseline:
        """As above."""
        bare = replace(self.baseline, line=0, column=0, is_beside=False)
        return replace(self, baseline=bare, mark=0, is_inherited=True)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a table, a file or a folder. Values are right, positions are in the file's tree."""

    title: str = ""
    description: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    source: Source = field(default_factory=Source)
    authors: tuple[Author, ...] = ()
    related: tuple[Reference, ...] = ()
    metrics: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By metric: fields of `model.Metric`; order is column order."""
    rows: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By row: fields of `model.Row`."""
    row_order: tuple[str, ...] = ()
    """Rows that the file names, in its order; what a folder says of rows orders no table."""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Group name and globs over row names."""
    heatmap: Mapping[str, Any] = field(default_factory=dict)
    """Fields of `choices.HeatmapChoice`."""
    board: DeclaredBoard | None = None
    scatter: DeclaredScatters | None = None
    baseline: DeclaredBaseline | None = None
    row_key: tuple[str, ...] = ()
    header: bool | tuple[str, ...] | None = None
    """Whether the first line of cells names the columns; or their names, if none does. None: as it looks."""
    repeat: bool | tuple[str, ...] | None = None
    """Whether lists of numbers are repeats, and records with one name; or the fields that tell such records
    apart. None: as it looks."""
    orient: str = ""
    ci_level: float | None = None
    """Percent."""
    paired: bool | None = None
    ignore: tuple[str, ...] | None = None
    """Names and globs of metrics that comparisons leave out; None: nothing is said of it."""
    claims: tuple[Written, ...] = ()
    """Of this mapping itself: inherited by nobody."""
    collect: DeclaredCollection | None = None
    """The files that a folder makes one table of; as above."""
    files: tuple[tuple[str, Settings], ...] = ()
    """Of a folder: globs over the names of files, and what holds for those that one matches."""
    own: MappingNode | None = None
    """The mapping that said this; None for defaults."""
    beside: MappingNode | None = None
    """That of the file beside it, where the file says something too."""
    outer: MappingNode | None = None
    """The mapping around it, of a table that is one of several."""

    def mark_of(self, key: str) -> Mark:
        """Where the mapping itself says something of `key`; 0 where it doesn't, or a folder does."""
        return self.own.key_mark(key) if self.own else 0

    def inherited(self) -> Settings:
        """The part that the files below a folder inherit: all but what describes the folder itself.

        Files are read again when this changes, so it has no word and no position that is of no use to them.
        """
        return replace(
            self,
            title="",
            description="",
            collect=None,
            row_order=(),
            files=(),
            board=self.board and self.board.inherited(),
            scatter=self.scatter and self.scatter.inherited(),
            baseline=self.baseline and self.baseline.inherited(),
            own=None,
            outer=None,
        )

    def under(self, above: Settings) -> Settings:
        """These settings where they say something, else those of the folder (or file) above.

        Metrics and rows are merged field by field: a file that sets only a label keeps the folder's range.
        What describes the thing above itself - title, description, date, authors, source, related - stays
        there.
        """
        if above == NOTHING and self.outer is None and not self.tags:  # as most: a copy takes long
            return self
        return replace(
            self,
            outer=above.own,
            tags=tuple(dict.fromkeys((*self.tags, *above.tags))),
            metrics=_merged(self.metrics, above.metrics),
            rows=_merged(self.rows, above.rows),
            row_order=self.row_order or above.row_order,
            groups={**above.groups, **self.groups},
            heatmap={**above.heatmap, **self.heatmap},
            # whole: nobody means half of a policy
            board=self.board or above.board,
            scatter=above.scatter if self.scatter is None else self.scatter,
            baseline=self.baseline or above.baseline,
            row_key=self.row_key or above.row_key,
            header=above.header if self.header is None else self.header,
            repeat=above.repeat if self.repeat is None else self.repeat,
            orient=self.orient or above.orient,
            ci_level=above.ci_level if self.ci_level is None else self.ci_level,
            paired=above.paired if self.paired is None else self.paired,
            ignore=above.ignore if self.ignore is None else self.ignore,
        )

    def over(self, tool: Settings) -> Settings:
        """What people say, above what the tool says that wrote the file, and that describes the same thing.

        The columns stay in the order of the tool, unless people name all of them.
        """
        merged = self.under(tool)
        names_all = tool.metrics.keys() <= self.metrics.keys()
        order = (*self.metrics, *tool.metrics) if names_all else (*tool.metrics, *self.metrics)
        return replace(
            merged,
            metrics={name: merged.metrics[name] for name in dict.fromkeys(order)},
            title=self.title or tool.title,
            description=self.description or tool.description,
            date=self.date or tool.date,
            outer=self.outer,
        )

    def completed(self, beside: Settings) -> Settings:
        """These settings with what the file beside it says of the file itself, where it doesn't.

        A folder says nothing of the kind.
        """
        if beside == NOTHING:
            return self
        return replace(
            self,
            title=self.title or beside.title,
            description=self.description or beside.description,
            date=self.date or beside.date,
            source=beside.source if self.source == NO_SOURCE else self.source,
            authors=self.authors or beside.authors,
            related=(*self.related, *beside.related),
            claims=(*self.claims, *beside.claims),
            beside=beside.own,
        )


NOTHING = Settings()
"""What most folders say."""


@dataclass(frozen=True, slots=True)
class DeclaredCollection:
    """Files that are one table together, each a row."""

    pattern: PathPattern
    pick: Mapping[str, str]
    """By metric its place in each file, names parted by points; empty: all numbers of two levels."""
    table: tuple[str, ...]
    """Fields of the pattern of which each value is a table of its own."""
    lines: Literal["last", "all"]
    """Which of the records in a file are rows."""
    settings: Settings
    """What is said of that table."""


def _merged(
    below: Mapping[str, Mapping[str, Any]], above: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, Mapping[str, Any]]:
    if not below or not above:
        return below or above
    # own names first: a file that lists its columns means this order
    names = dict.fromkeys((*below, *above))
    return {name: {**above.get(name, {}), **below.get(name, {})} for name in names}
