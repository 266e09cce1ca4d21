"""Sentences about a table as a page shows them: observations with links, claims with their verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from mkdocs_results_gallery.analysis.observation import (
    Metrics,
    Observation,
    Part,
    Rows,
    joined,
    metric_titles,
    named_rows,
    row_titles,
)
from mkdocs_results_gallery.analysis.verdict import Verdict
from mkdocs_results_gallery.model import Cell, Table
from mkdocs_results_gallery.pages.headers import link, name
from mkdocs_results_gallery.pages.language import OURS

_MARKS = {"holds": "✓", "contradicted": "✗", "undecided": "?"}


@dataclass(frozen=True, slots=True)
class Saying:
    """An observation, ready for the template ``_said.html``."""

    html: Markup
    cells: str
    """The cells that it rests on, as `encoded`."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim with its verdict, for the same template."""

    text: str
    outcome: str
    mark: str
    """One character for the outcome; the word stands beside it."""
    verdict: str
    """The outcome and what decides it, in words."""
    cells: str
    """The deciding cells, as `encoded`."""
    line: int
    href: str
    """The sentence in the repository's web view; ``""`` where there is none."""


def say(
    observation: Observation,
    table: Table,
    row_hrefs: Sequence[str],
    metric_hrefs: Sequence[str],
    *,
    is_english: bool = True,
) -> Saying:
    """`observation` as HTML; the hrefs hold one address per row and metric of `table`, ``""`` for none.

    Where the site is not in English (`is_english`), what is no name says that it is.
    """

    def write(part: Part) -> str:
        if isinstance(part, Metrics):
            return joined([link(metric_titles(table)[at], metric_hrefs[at]) for at in part.indices])
        if isinstance(part, Rows):
            named, more = named_rows(part)
            names = [link(row_titles(table)[at], row_hrefs[at]) for at in named]
            return joined([*names, f"{more:,} other rows"] if more else names)
        return name(part.text) if is_english or part.is_name else name(part.text, OURS)

    html = Markup(observation.filled(write, escape))  # noqa: S704 - names went through escape()
    return Saying(html, encoded(observation.cells))


def claim_line(verdict: Verdict, words: str, cells: Iterable[Cell], href: Callable[[int], str]) -> ClaimLine:
    """`verdict` for a page, with its `words` as the template is to write them.

    `cells` are its deciding cells in the table shown, `href` leads to a line.
    """
    claim = verdict.claim
    return ClaimLine(
        claim.text,
        verdict.outcome,
        _MARKS[verdict.outcome],
        words,
        encoded(cells),
        claim.line,
        href(claim.line) if claim.line else "",
    )


def encoded(cells: Iterable[Cell]) -> str:
    """Cells as ``metric:rows``, rows as runs: ``0:0-2,5;3:1``; both count from 0. Read by sentences.js."""
    columns: dict[int, list[int]] = {}
    for row, metric in cells:
        columns.setdefault(metric, []).append(row)
    return ";".join(f"{metric}:{_runs(sorted(set(rows)))}" for metric, rows in sorted(columns.items()))


def _runs(rows: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
