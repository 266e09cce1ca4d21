"""The facts of a gallery that stand on the page of one experiment or in its files."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_results_gallery.analysis.comparison import (
    ExperimentComparison,
    FlippedClaim,
    FlippedObservation,
    TableComparison,
)
from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.claim import Claim
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.words.phrases import ClaimOutcome


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another page of the gallery."""

    title: str
    """Plain text."""
    page: str
    """Its URI."""


@dataclass(frozen=True, slots=True)
class RelatedExperiment:
    """An experiment that the page leads to, and why."""

    to: Neighbour
    reason: str
    """``shares 12 rows; named by this file``."""


@dataclass(frozen=True, slots=True)
class BaselinePlace:
    """The table of another experiment that a table is compared with."""

    to: Neighbour
    """That experiment, with the title of the table where it has several."""
    content: str
    """The key of all that was read of it."""
    table: int
    """The place of the table among its tables, from 0."""


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where the files of a table are, and where its names lead."""

    stem: str
    """URI of its files below the gallery's root, without suffix."""
    row_links: tuple[str, ...]
    """One page URI per row, ``""`` for no page."""
    metric_links: tuple[str, ...]
    """One page URI per metric, ``""`` for no page."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a claim; the claim itself is the experiment's."""

    claim: int
    """Its place among the experiment's claims, from 0."""
    outcome: ClaimOutcome
    cells: tuple[tuple[int, int, int], ...]
    """As `Verdict.cells`, and so are the others."""
    reason: str
    hint: str
    rests_on: str
    is_elsewhere: bool
    cause: str

    @classmethod
    def of(cls, claim: int, verdict: Verdict) -> Decision:
        """Take a verdict on a claim without the claim."""
        return cls(
            claim,
            verdict.outcome,
            verdict.cells,
            verdict.reason,
            verdict.hint,
            verdict.rests_on,
            verdict.is_elsewhere,
            verdict.cause,
        )

    def verdict(self, claim: Claim) -> Verdict:
        """Put it together with its claim again."""
        return Verdict(
            claim,
            self.outcome,
            self.cells,
            self.reason,
            self.hint,
            self.rests_on,
            self.is_elsewhere,
            self.cause,
        )


@dataclass(frozen=True, slots=True)
class Since:
    """What became of an experiment since another state of the results, with which the site is compared."""

    base: str
    """What its owner calls that state."""
    page: str
    """URI of the page with all changes."""
    comparison: ExperimentComparison
    claims: tuple[FlippedClaim, ...] = ()
    """Those of its file that are judged otherwise."""
    observations: tuple[FlippedObservation, ...] = ()

    def table(self, name: str) -> TableComparison | None:
        """Return what became of a table that stood there too."""
        return next((one for one in self.comparison.tables if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that a gallery says on the page of one experiment, or in its files.

    What is made of an experiment is a function of its own bytes, of these facts, and of the options. So they
    are small, can be sent and compared, and change only where a page has to.
    """

    gallery: str
    """The title of the gallery."""
    is_named: bool
    """Whether that is the user's title, and no word of ours."""
    title: str
    """The title of the experiment in this gallery."""
    apart: str
    """As in `Experiment`."""
    page: str
    """URI of its page, and so on."""
    source: str
    data: str
    tables: tuple[TablePlace, ...]
    """One for each of its tables."""
    tags: tuple[str, ...]
    """The page URI of each of its tags, ``""`` for no page."""
    related: tuple[RelatedExperiment, ...]
    previous: Neighbour | None
    next: Neighbour | None
    judged: int
    """How many of its claims are looked at: so many there may be in the whole gallery."""
    decisions: tuple[Decision, ...]
    """Those on the claims that speak of other experiments."""
    problems: tuple[Problem, ...]
    """What is known to be wrong with its file before it is judged and drawn."""
    undrawn: tuple[str, ...] = ()
    """Of each of its tables why a PNG or PDF could not be drawn, ``""`` for nothing; ``()`` where all are."""
    since: Since | None = None
    """None: the site is compared with nothing, or the experiment is as it was."""
    baselines: tuple[BaselinePlace | None, ...] = ()
    """Of each of its tables what it is compared with; ``()`` where none is, but with a row."""
    baseline_page: str = ""
    """The URI of the page on which tables are compared with these, or with a row; ``""``: there is none."""
    sidecar: str = ""
    """The URI of the copy of the file beside it; ``""``: there is none."""
